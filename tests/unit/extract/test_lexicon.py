from __future__ import annotations

from pathlib import Path

import pytest

from dropwire.errors import ConfigError
from dropwire.extract.actors.registry import Actors
from dropwire.extract.places.gazetteer import Gazetteer
from dropwire.extract.vocabulary.tables import read_table


def table(folder: Path, text: str) -> Path:
    path = folder / "words.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_carry_their_line(tmp_path: Path) -> None:
    rows = read_table(table(tmp_path, "# note\nname\taliases\n\nA\tx | y \n"), ("name",), ("aliases",))
    assert [(row.line, row["name"], row.many("aliases")) for row in rows] == [(4, "A", ["x", "y"])]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("nome\nA\n", "words.tsv:1: the column 'name' is missing"),
        ("name\tcolour\nA\tred\n", "words.tsv:1: unknown column 'colour'"),
        ("name\taliases\n\tx\n", "words.tsv:2: name is empty"),
        ("name\nA\tB\n", "words.tsv:2: 2 cells under 1 columns"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        read_table(table(tmp_path, text), ("name",), ("aliases",))


def test_cells_are_checked(tmp_path: Path) -> None:
    row = read_table(table(tmp_path, "name\tfrom\tlat\nA\t2014-13\tnorth\n"), ("name",), ("from", "lat"))[0]
    with pytest.raises(ConfigError, match=r"words.tsv:2: from is '2014-13'"):
        row.day("from")
    with pytest.raises(ConfigError, match=r"words.tsv:2: lat is 'north'"):
        row.number("lat")
    with pytest.raises(ConfigError, match="write one of"):
        row.choice("name", ("B", "C"))


def copied(lexicon: Path, folder: Path, name: str, old: str, new: str) -> Path:
    for path in lexicon.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_an_actor_of_an_unknown_country_is_refused(lexicon: Path, tmp_path: Path) -> None:
    folder = copied(
        lexicon, tmp_path, "actors.tsv", "Maute Group\tjihadists\tPhilippines", "Maute Group\tjihadists\tAtlantis"
    )
    with pytest.raises(ConfigError, match=r"actors.tsv:\d+: country 'Atlantis'"):
        Actors.load(folder)


def test_a_place_off_the_earth_is_refused(lexicon: Path, tmp_path: Path) -> None:
    folder = copied(lexicon, tmp_path, "places.tsv", "36.528\t37.955", "136.528\t37.955")
    with pytest.raises(ConfigError, match=r"places.tsv:\d+: 136.528, 37.955 is no point on earth"):
        Gazetteer.load(folder)
