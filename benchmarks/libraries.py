"""Tier C, good libraries as they come: trafilatura, py3langid, datasketch, one compiled trie of names, COPY as CSV.

It reads the same drops as the others and looks for the same lexicon names as tier B, all of them in one pass.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import py3langid
import trafilatura
from baseline import DATE, NUMBER, RESIDUE, SCHEMA, SENTENCE, Row, Told, digest, names
from datasketch import MinHash, MinHashLSH
from lxml import html
from psycopg2.extensions import connection, cursor

SHINGLE = 4
"""Words."""
PERMUTATIONS = 128
PAGE = re.compile(r"<html|<!doctype", re.IGNORECASE)
KINDS = {"triggers": "trigger", "countries": "place", "actors": "actor", "forces": "actor"}


class Libraries:
    """Reads, cleans and extracts, one article after the other."""

    def __init__(self, lexicon: Path) -> None:
        tables = names(lexicon)
        self.kinds = {phrase: KINDS.get(table, "cue") for table, phrases in tables.items() for phrase in phrases}
        self.pattern = re.compile(rf"(?<!\w)(?:{trie(self.kinds)})(?!\w)")
        self.copies = MinHashLSH(num_perm=PERMUTATIONS)
        py3langid.classify("loads its model")

    def article(self, title: str, raw: str) -> Told:
        """An article with its events; a copy is one whose words were found near those of another."""
        number, text = digest(raw), self.clean(raw)
        lang, _ = py3langid.classify(text[:600])
        return Told(number, title, text, lang, self.copied(number, text), self.extract(text))

    def clean(self, raw: str) -> str:
        """Text without markup and residue."""
        if PAGE.search(raw[:1000]):
            raw = trafilatura.extract(raw) or ""
        elif "<" in raw:
            raw = str(html.fromstring(raw).text_content())
        for pattern in RESIDUE:
            raw = pattern.sub(" ", raw)
        return raw

    def copied(self, number: str, text: str) -> str | None:
        """An article this one is a copy of."""
        words, hashed = text.encode().split(), MinHash(num_perm=PERMUTATIONS)
        hashed.update_batch([b" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))])
        found = self.copies.query(hashed)
        if number not in self.copies:
            self.copies.insert(number, hashed)
        return next((str(other) for other in found if other != number), None)

    def extract(self, text: str) -> list[Row]:
        """An event for every sentence with a trigger and an actor or a place."""
        rows = []
        for sentence in SENTENCE.split(text):
            found: dict[str, list[str]] = {"trigger": [], "place": [], "actor": [], "cue": []}
            for phrase in self.pattern.findall(sentence):
                found[self.kinds[phrase]].append(phrase)
            if found["trigger"] and (found["actor"] or found["place"]):
                date, number = DATE.search(sentence), NUMBER.search(sentence)
                place = found["place"][0] if found["place"] else None
                told = date[0] if date else None, int(number[0]) if number else None
                rows.append(Row(found["trigger"][0], found["actor"][:2], place, *told, found["cue"], sentence))
        return rows

    def store(self, warehouse: connection, articles: Sequence[Told]) -> None:
        """Into two plain tables."""
        with warehouse, warehouse.cursor() as cur:
            cur.execute(SCHEMA.format("tier_c"))
            merge(cur, "tier_c.articles", [one.article() for one in articles])
            merge(cur, "tier_c.events", [row for one in articles for row in one.events()])


def merge(cur: cursor, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Rows into a table by COPY into another and an INSERT that leaves alone what is there."""
    sink = io.StringIO()
    csv.writer(sink).writerows(rows)
    sink.seek(0)
    new = f"new_{table.replace('.', '_')}"
    cur.execute(f"CREATE TEMP TABLE {new} (LIKE {table}) ON COMMIT DROP")
    cur.copy_expert(f"COPY {new} FROM STDIN WITH (FORMAT csv, NULL '')", sink)
    cur.execute(f"INSERT INTO {table} TABLE {new} ON CONFLICT DO NOTHING")


def trie(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first, common beginnings written once."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _written(tree)


def _written(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _written(after) for letter, after in sorted(node.items()) if letter]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return joined + ("?" if "" in node else "")
