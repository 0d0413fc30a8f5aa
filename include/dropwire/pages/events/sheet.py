"""The events of a choice as CSV for a spreadsheet, streamed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from uuid import uuid4

from psycopg2.extensions import connection

from dropwire.load import spreadsheet_cell
from dropwire.pages.events.find import Selection
from dropwire.pages.events.statements import text

BATCH = 2000


def lines(conn: connection, chosen: Selection) -> Iterator[bytes]:
    """The file in parts, with a byte order mark and a heading."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    yield b"\xef\xbb\xbf"
    with conn.cursor(name=f"sheet_{uuid4().hex}") as cur:
        cur.itersize = BATCH
        cur.execute(text("matching", "sheet"), {**chosen.values, "none": bool(chosen.unknown)})
        batch = cur.fetchmany(BATCH)
        writer.writerow([column.name for column in cur.description or ()])
        while True:
            writer.writerows([spreadsheet_cell(value) for value in row] for row in batch)
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
            if not batch:
                return
            batch = cur.fetchmany(BATCH)
