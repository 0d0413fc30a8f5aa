"""The floor, what no pipeline can leave out: parse, sha256, NFC check, HTML tree of whole pages, COPY, merge."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from baseline import SCHEMA, Told, digest
from libraries import PAGE, merge
from lxml import html
from psycopg2.extensions import connection


class Floor:
    """Reads and stores; no text is taken out of pages, and nothing is looked for in it."""

    def __init__(self, lexicon: Path) -> None:
        self.numbers = count()

    def article(self, title: str, raw: str) -> Told:
        """An article as it came, never the same one twice."""
        if PAGE.search(raw[:1000]):
            html.fromstring(raw)
        if not unicodedata.is_normalized("NFC", raw):
            raw = unicodedata.normalize("NFC", raw)
        return Told(f"{digest(raw)}{next(self.numbers)}", title, raw, None, None)

    def store(self, warehouse: connection, articles: Sequence[Told]) -> None:
        """Into a plain table, by COPY and a merge."""
        with warehouse, warehouse.cursor() as cur:
            cur.execute(SCHEMA.format("floor"))
            merge(cur, "floor.articles", (one.article() for one in articles))
