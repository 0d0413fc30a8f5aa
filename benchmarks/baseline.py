"""Tier B, the pipeline as it is usually written: BeautifulSoup, langdetect, `in` loops, execute_values.

It reads the same drops and searches the same lexicon names. It is meant to be a fair example of its kind: names are
searched once an article, and only those found are searched again in its sentences.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from bs4 import BeautifulSoup
from langdetect import DetectorFactory, LangDetectException, detect
from psycopg2.extensions import connection
from psycopg2.extras import execute_values

TABLES = ("actors", "countries", "forces", "triggers", "weapons", "factuality")
COLUMNS = frozenset({"name", "vi", "id", "en", "patterns", "demonyms", "metonyms"})
"""Where names stand. The gazetteer's 137,000 spellings are left out: nobody would loop over those."""

RESIDUE = (
    re.compile(r"^\s*date \d{4}-\d{2}\s*"),
    re.compile(r"\(?(?:Ảnh|Foto|Photo|Nguồn|Sumber): [^.)\n]{1,40}[.)]"),
    re.compile(r"^(?:Chia sẻ|Bagikan|Share|Komentar|Bình luận|Comments)$", re.MULTILINE),
    re.compile(r"^(?:Những tin|Berita lebih) .*$", re.MULTILINE),
)
SENTENCE = re.compile(r"(?<=[.!?…”\"])\s+")
DATE = re.compile(r"\b(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?\b")
NUMBER = re.compile(r"\b\d{1,4}\b")
BRACES = re.compile(r"\{([^{}]*)\}")
SCHEMA = """
CREATE SCHEMA IF NOT EXISTS {0};
CREATE TABLE IF NOT EXISTS {0}.articles (id text PRIMARY KEY, title text, body text, lang text, copy_of text);
CREATE TABLE IF NOT EXISTS {0}.events (article_id text, n int, trigger text, place text, date text, number int,
                                       quote text, PRIMARY KEY (article_id, n));
"""
"""Plain tables, each contender's in a schema of its own."""


@dataclass
class Row:
    """An event as this pipeline finds it."""

    trigger: str
    actors: list[str]
    place: str | None
    date: str | None
    number: int | None
    cues: list[str]
    sentence: str


@dataclass
class Told:
    """An article as the contenders make it."""

    id: str
    title: str
    text: str
    lang: str | None
    copy_of: str | None
    rows: list[Row] = field(default_factory=list)

    def article(self) -> tuple[str | None, ...]:
        """Its row."""
        return self.id, self.title, self.text, self.lang, self.copy_of

    def events(self) -> list[tuple[str | int | None, ...]]:
        """The rows of its events."""
        return [(self.id, n, e.trigger, e.place, e.date, e.number, e.sentence) for n, e in enumerate(self.rows)]


def digest(text: str) -> str:
    """What an article is known by."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Title and text or markup of each article in a drop."""
    if path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield record.get("title", ""), record.get("text") or record.get("html") or ""
    else:
        yield "", path.read_text(encoding="utf-8")


def names(lexicon: Path) -> dict[str, list[str]]:
    """The phrases of the lexicon tables, `{a,b}` written out, by table."""
    found: dict[str, list[str]] = {}
    for table in TABLES:
        text = (lexicon / f"{table}.tsv").read_text(encoding="utf-8")
        lines = [line.split("\t") for line in text.splitlines() if line[:1] not in ("", "#")]
        wanted = [at for at, column in enumerate(lines[0]) if column in COLUMNS]
        phrases = {
            phrase
            for cells in lines[1:]
            for at in wanted
            if at < len(cells)
            for part in cells[at].split("|")
            for phrase in written_out(part.strip())
            if len(phrase) > 1
        }
        found[table] = sorted(phrases)
    return found


def written_out(pattern: str) -> list[str]:
    """`{a,b} c` as `a c` and `b c`."""
    parts = BRACES.split(pattern)
    choices = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
    return [" ".join("".join(chosen).split()) for chosen in product(*choices)]


class Baseline:
    """Reads, cleans and extracts, one article after the other."""

    def __init__(self, lexicon: Path) -> None:
        DetectorFactory.seed = 0
        self.seen: dict[str, str] = {}
        tables = names(lexicon)
        self.triggers = tables["triggers"]
        self.places = tables["countries"]
        self.actors = sorted({*tables["actors"], *tables["forces"]})
        self.words = sorted({*tables["weapons"], *tables["factuality"]})

    def article(self, title: str, raw: str) -> Told:
        """An article with its events; a copy is one whose text has been seen."""
        number = digest(raw)
        title, text, lang = self.clean(title, raw)
        first = self.seen.setdefault(digest(text), number)
        return Told(number, title, text, lang, first if first != number else None, self.extract(text))

    def store(self, warehouse: connection, articles: Sequence[Told]) -> None:
        """Into two plain tables, by execute_values."""
        with warehouse, warehouse.cursor() as cursor:
            cursor.execute(SCHEMA.format("tier_b"))
            statement = "INSERT INTO tier_b.{} VALUES %s ON CONFLICT DO NOTHING"
            execute_values(cursor, statement.format("articles"), [one.article() for one in articles])
            execute_values(cursor, statement.format("events"), [row for one in articles for row in one.events()])

    def clean(self, title: str, text: str) -> tuple[str, str, str | None]:
        """Title, text without markup and residue, language."""
        tree = BeautifulSoup(text, "lxml")
        if tree.find("p") and tree.find("h1"):
            for tag in tree(["script", "style", "nav", "header", "footer", "aside", "form"]):
                tag.decompose()
            heading = tree.find("h1")
            title = heading.get_text(" ", strip=True) if heading else title
            text = "\n".join(paragraph.get_text(" ", strip=True) for paragraph in tree.find_all("p"))
        else:
            text = tree.get_text("\n")
        for pattern in RESIDUE:
            text = pattern.sub(" ", text)
        try:
            return title, text, detect(text[:600])
        except LangDetectException:
            return title, text, None

    def extract(self, text: str) -> list[Row]:
        """An event for every sentence with a trigger and an actor or a place."""
        triggers = [phrase for phrase in self.triggers if phrase in text]
        places = [phrase for phrase in self.places if phrase in text]
        actors = [phrase for phrase in self.actors if phrase in text]
        words = [phrase for phrase in self.words if phrase in text]
        rows = []
        for sentence in SENTENCE.split(text):
            trigger = next((phrase for phrase in triggers if phrase in sentence), None)
            who = [phrase for phrase in actors if phrase in sentence]
            where = next((phrase for phrase in places if phrase in sentence), None)
            cues = [phrase for phrase in words if phrase in sentence]
            if trigger and (who or where):
                date, number = DATE.search(sentence), NUMBER.search(sentence)
                rows.append(
                    Row(trigger, who[:2], where, date and date[0], int(number[0]) if number else None, cues, sentence)
                )
        return rows
