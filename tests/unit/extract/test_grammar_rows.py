"""Every row of the engine's tables finds its example and passes over its counter-example."""

from __future__ import annotations

from pathlib import Path

import pytest

from dropwire.article import Article, Event, Published, RawItem
from dropwire.errors import ConfigError
from dropwire.extract import Extractor
from dropwire.extract.grammar import GRAMMAR_LAYER, LANGUAGES, Cue, Marker, Trigger, Weapon, expand, load_grammar
from dropwire.extract.lexicon import Row, read_table
from dropwire.extract.matcher import Matcher

LEXICON = Path(__file__).parents[3] / "include" / "dropwire" / "lexicon"
TABLES = {
    "triggers.tsv": ("lang", "act", "frame", "patterns", "example", "counter_example"),
    "factuality.tsv": ("lang", "effect", "scope", "patterns", "example", "counter_example"),
    "markers.tsv": ("lang", "role", "patterns", "example"),
    "weapons.tsv": ("lang", "class", "name", "patterns", "example"),
}
_MATCHERS: dict[str, Matcher] = {}


def _rows(table: str) -> list[Row]:
    return read_table(LEXICON / table, TABLES[table], ("needs",))


def _matcher(lang: str) -> Matcher:
    own = {"ind": "id"}.get(lang, lang)
    if own not in _MATCHERS:
        _MATCHERS[own] = Matcher(load_grammar(LEXICON, own), GRAMMAR_LAYER)
    return _MATCHERS[own]


def _meanings(text: str, lang: str) -> list[object]:
    return [match.entry for match in _matcher(lang).find(text)]


def _name(row: Row) -> str:
    return f"{row.path.name}:{row.line}"


@pytest.mark.parametrize("row", _rows("triggers.tsv"), ids=_name)
def test_trigger_is_found_in_its_example(row: Row) -> None:
    found = [e for e in _meanings(row["example"], row["lang"]) if isinstance(e, Trigger)]
    assert (row["act"], row["frame"]) in {(e.act, e.frame) for e in found}


@pytest.mark.parametrize("row", _rows("factuality.tsv"), ids=_name)
def test_cue_is_found_in_its_example_only(row: Row) -> None:
    wanted = (row["effect"], row["scope"])
    found = [(e.effect, e.scope) for e in _meanings(row["example"], row["lang"]) if isinstance(e, Cue)]
    assert wanted in found
    passed = [
        e for e in _meanings(row["counter_example"], row["lang"])
        if isinstance(e, Cue) and e.line == row.line
    ]  # fmt: skip
    assert not passed


@pytest.mark.parametrize("row", _rows("markers.tsv"), ids=_name)
def test_marker_is_found_in_its_example(row: Row) -> None:
    assert Marker(row["role"]) in _meanings(row["example"], row["lang"])


@pytest.mark.parametrize("row", _rows("weapons.tsv"), ids=_name)
def test_weapon_is_found_in_its_example(row: Row) -> None:
    assert Weapon(row["class"], row["name"]) in _meanings(row["example"], row["lang"])


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


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(LEXICON)


def events_of(extractor: Extractor, text: str, lang: str) -> tuple[Event, ...]:
    published = Published("2021-03-10", "2021-03-10", "meta")
    item = RawItem("own.txt", "", None, "text", text)
    article = Article(item, text, (), text, (), None, lang, 1.0, None, None, None, None, published)
    return extractor.extract(article)


@pytest.mark.parametrize("row", _rows("triggers.tsv"), ids=_name)
def test_counter_example_tells_no_violence(row: Row, extractor: Extractor) -> None:
    lang = {"ind": "id"}.get(row["lang"], row["lang"])
    told = [
        e.type for e in events_of(extractor, row["counter_example"], lang)
        if e.type.startswith(("battle", "explosion", "vac", "riot"))
    ]  # fmt: skip
    assert not told


def test_every_language_has_patterns() -> None:
    assert all(len(load_grammar(LEXICON, lang)) > 500 for lang in LANGUAGES)
