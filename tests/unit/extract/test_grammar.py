"""The grammar tables as patterns. Their examples run in test_lint.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from dropwire.errors import ConfigError
from dropwire.extract.vocabulary.grammar import expand, load_grammar
from dropwire.extract.vocabulary.languages import LANGUAGES

LEXICON = Path(__file__).parents[3] / "include" / "dropwire" / "lexicon"
TABLES = ("triggers.tsv", "factuality.tsv", "markers.tsv", "weapons.tsv")


def test_braces_stand_for_every_choice() -> None:
    assert sorted(expand("{a,b}c{ d,}")) == ["ac", "ac d", "bc", "bc d"]


def test_a_wrong_row_names_file_and_line(tmp_path: Path) -> None:
    for table in TABLES:
        (tmp_path / table).write_text((LEXICON / table).read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "triggers.tsv").open("a", encoding="utf-8") as file:
        file.write("vi\tdance\tactive\tnhảy múa\t\tHọ nhảy múa.\tHọ ngồi.\n")
    last = len((tmp_path / "triggers.tsv").read_text(encoding="utf-8").splitlines())
    with pytest.raises(ConfigError, match=rf"triggers\.tsv:{last}: act is 'dance'"):
        load_grammar(tmp_path, "vi")


def test_every_language_has_patterns() -> None:
    assert all(len(load_grammar(LEXICON, lang)) > 500 for lang in LANGUAGES)
