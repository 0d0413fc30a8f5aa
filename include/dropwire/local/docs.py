"""`make docs`: the pages that are made from the code, written into docs/."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import psycopg2

from dropwire.load import migrate
from dropwire.local.postgres import Postgres
from dropwire.local.roles import OWNER
from dropwire.report.dictionary import dictionary

PAGE = "warehouse.md"


def write(folder: Path) -> Path:
    """Describe the warehouse as the migrations make it, on a server of its own that is thrown away again."""
    with tempfile.TemporaryDirectory(prefix="dropwire-docs-") as home:
        server = Postgres(Path(home) / "postgres", settings={"fsync": "off"})
        with server:
            migrate(server.url(OWNER))
            with closing(psycopg2.connect(server.url(OWNER))) as conn:
                text = dictionary(conn)
    page = folder / PAGE
    page.write_text(text, encoding="utf-8")
    return page
