"""docs/lexicon.md is true: it names every table and column, and its walk through a new war does what it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from dropwire.article import Article, Event, Published, RawItem
from dropwire.extract import Extractor
from dropwire.extract.lint.tables import lint

PAGE = (Path(__file__).parents[3] / "docs" / "lexicon.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+) (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TEXTS = {name.removesuffix(".txt"): body.strip() for kind, name, body in BLOCKS if kind == "text"}
ROWS = {name: body for kind, name, body in BLOCKS if kind == "tsv"}


def events(extractor: Extractor) -> list[Event]:
    found: list[Event] = []
    for lang, text in TEXTS.items():
        item = RawItem("page.txt", "", None, "text", text)
        published = Published(None, None, "none")
        article = Article(item, text, (), text, (), None, lang, 1.0, None, None, None, None, published)
        found += extractor.extract(article)
    return found


def as_row(event: Event) -> list[str]:
    losses = [f"{n} {kind}" for n, kind in ((event.fatalities, "killed"), (event.injured, "injured")) if n]
    cells = (event.date, event.type, event.place, event.actor1, event.actor2, ", ".join(losses), event.weapon)
    return [cell or "" for cell in cells]


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "my-lexicon"
    shutil.copytree(Path(__file__).parents[3] / "include" / "dropwire" / "lexicon", folder)
    for name, rows in ROWS.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(rows)
    return folder


def test_the_rows_of_the_page_are_in_order(taught: Path) -> None:
    assert set(ROWS) == {"actors.tsv", "contexts.tsv", "places.tsv", "triggers.tsv", "weapons.tsv"}
    assert [f for f in lint(taught, files=list(ROWS)) if f.severity == "error"] == []


def test_the_events_are_those_of_the_page(taught: Path, lexicon: Path) -> None:
    lines = re.findall(r"^\| (2027.*) \|$", PAGE, re.MULTILINE)
    told = [as_row(event) for event in events(Extractor(taught))]
    assert told == [[cell.strip() for cell in line.split("|")] for line in lines]
    untaught = events(Extractor(lexicon))
    assert not any(event.weapon == "boat bomb" or event.actor1 == told[0][3] for event in untaught)
    assert all(event.geo_precision == 4 for event in untaught)


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[3] / "include/dropwire/lexicon").glob("*.tsv")),
                         ids=lambda path: path.name)  # fmt: skip
def test_every_column_is_explained(path: Path) -> None:
    heading = rf"^###? [^\n]*\b{re.escape(path.name)}\b[^\n]*\n(.*?)(?=^##)"
    section = re.search(heading, PAGE, re.MULTILINE | re.DOTALL)
    assert section is not None
    lines = path.read_text(encoding="utf-8").split("\n")
    header = next(line for line in lines if line.strip() and not line.startswith("#")).split("\t")
    general = ("example", "counter_example")  # said of all tables at the head of the page
    assert [c for c in header if c not in general and f"`{c}`" not in section[1]] == []
