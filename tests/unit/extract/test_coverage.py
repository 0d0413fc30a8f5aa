"""What the tables hold of a language: of a taught one, and of one that somebody begins to teach."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dropwire.config import Settings
from dropwire.errors import ConfigError
from dropwire.extract.lint.coverage import BY_COLUMN, BY_ROW, coverage
from dropwire.extract.vocabulary.languages import LANGUAGES, READ_IN

LEXICON = Settings().lexicon


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_taught_language_has_words_in_every_table(lang: str):
    found = {one.table: one for one in coverage(LEXICON, lang)}
    assert found.keys() == {*BY_COLUMN, *BY_ROW}
    assert all(0 < one.rows <= one.of for one in found.values())
    assert not found["triggers.tsv"].missing and not found["weapons.tsv"].missing


def test_a_new_language_lacks_everything_and_then_less(tmp_path: Path):
    folder = shutil.copytree(LEXICON, tmp_path / "lexicon")
    assert all(one.rows == 0 for one in coverage(folder, "th"))
    numbers = folder / "numbers.tsv"
    rows = [line.split("\t") for line in numbers.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    new = {"kind": "th", "2": "สอง"}  # the head, and the row of one number word
    written = ["\t".join([*row[:3], new.pop(row[0], "") or new.pop(row[1], ""), *row[3:]]) for row in rows]
    numbers.write_text("\n".join(written), encoding="utf-8")
    found = {one.table: one for one in coverage(folder, "th")}
    assert found["numbers.tsv"].rows == 1
    assert "unit" not in found["numbers.tsv"].missing and "ten" in found["numbers.tsv"].missing


def test_malay_reads_what_stands_under_indonesian_and_its_own_rows():
    assert READ_IN == {"vi": ("vi",), "id": ("id", "ms"), "ind": ("id",), "ms": ("ms",), "en": ("en",)}
    id_, ms = ({one.table: one.rows for one in coverage(LEXICON, lang)} for lang in ("id", "ms"))
    assert id_["numbers.tsv"] == ms["numbers.tsv"] and id_["markers.tsv"] != ms["markers.tsv"]


def test_what_is_no_code_is_refused():
    with pytest.raises(ConfigError, match="ISO 639"):
        coverage(LEXICON, "Thai")
