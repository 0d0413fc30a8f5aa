"""`dropwire lexicon` as a person calls it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dropwire import cli
from dropwire.config import LEXICON
from dropwire.errors import ConfigError


def lexicon(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, ["lexicon", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    shutil.copytree(LEXICON, folder)
    with (folder / "weapons.tsv").open("a", encoding="utf-8") as file:
        file.write("en\tspell\twand\twand{,s}\tA wand broke.\n")
    with (folder / "outlets.tsv").open("a", encoding="utf-8") as file:
        file.write("The Owl\tbird\t\n")
    return folder


def last_line(folder: Path, table: str) -> int:
    return (folder / table).read_text(encoding="utf-8").count("\n")


def test_check_names_every_error_and_ends_with_1(broken: Path) -> None:
    result = lexicon("check", "--folder", broken, "weapons.tsv", "outlets.tsv")
    assert result.exit_code == 1
    assert f"weapons.tsv:{last_line(broken, 'weapons.tsv')}: error: class is 'spell'; write one of air" in result.output
    assert f"outlets.tsv:{last_line(broken, 'outlets.tsv')}: error: kind `bird` is none of" in result.output
    assert result.output.split()[-4:-2] == ["2", "errors,"]


def test_check_as_json_is_one_finding_a_line(broken: Path) -> None:
    records = [json.loads(line) for line in lexicon("check", "--json", "--folder", broken).output.splitlines()]
    errors = [(one["file"], one["column"]) for one in records if one["severity"] == "error"]
    assert errors == [("outlets.tsv", "kind"), ("weapons.tsv", "class")]


def test_a_lexicon_in_order_ends_with_0() -> None:
    result = lexicon("check", "weapons.tsv")
    assert result.exit_code == 0
    assert "0 errors" in result.output


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"there is no wands\.tsv; its tables are actors\.tsv"):
        lexicon("check", "wands.tsv")


def test_find_shows_rows_meaning_and_event() -> None:
    output = lexicon("find", "Rebels captured the town of Kidal", "--lang", "en").output
    assert "act capture" in output
    assert "read as en: battle." in output
    assert "place as en: Kidal: Kidal, Mali (18." in output


def test_find_tells_of_a_place_in_no_country() -> None:
    assert "Kurumali: somewhere" in lexicon("find", "Milisi merebut desa Kurumali", "--lang", "id").output


def test_find_says_when_nothing_is_known() -> None:
    assert "No row holds these words." in lexicon("find", "zzz", "--lang", "en").output
