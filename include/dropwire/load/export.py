"""Published rows into a file, streamed: memory stays small however many there are.

CSV is written for spreadsheets: UTF-8 with a byte order mark, and text that a spreadsheet would take for a formula
gets an apostrophe before it, which it shows as text. Parquet is for programs: values unchanged, with their types.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from psycopg2.extensions import connection, cursor

from dropwire.errors import ConfigError
from dropwire.load.statements import statement

Dataset = Literal["articles", "events", "mentions", "acled"]
Format = Literal["parquet", "csv"]
Row = Sequence[object]
Write = Callable[[list[Row]], None]

BATCH = 2000
"""Rows fetched at once, and rows of a Parquet row group."""
_FORMULA = frozenset("=+-@＝＋－＠")


def export(
    conn: connection,
    dataset: Dataset,
    out: Path,
    *,
    form: Format,
    first: date | None = None,
    last: date | None = None,
) -> int:
    """Write a dataset to `out`, replacing it only when all is written; returns the number of rows.

    `first` and `last` bound the day, both included: of the event, for articles of publication. What is known to a
    week or a month is taken when any of its days is in between.

    Raises:
        ConfigError: the file cannot be written, the days are the wrong way round, or Parquet's library is missing.
    """
    if first and last and first > last:
        raise ConfigError(f"--from {first} is later than --to {last}")
    rows = 0
    with _replacing(out) as part, conn, conn.cursor(name=f"export_{uuid4().hex}") as cur:
        cur.itersize = BATCH
        cur.execute(statement(f"export/{dataset}"), {"first": first, "last": last})
        batch = cur.fetchmany(BATCH)
        with _WRITERS[form](part, cur) as write:
            while batch:
                write(batch)
                rows += len(batch)
                batch = cur.fetchmany(BATCH)
    return rows


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A file beside `out` that takes its place in the end, or goes when the work is broken off."""
    if out.is_dir():
        raise ConfigError(f"{out} is a folder: name a file in it")
    part = out.with_name(f".{out.name}.part")
    try:
        part.touch()
        yield part
        part.replace(out)
    except OSError as error:
        raise ConfigError(f"{out} cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def _csv(path: Path, cur: cursor) -> Iterator[Write]:
    with path.open("w", encoding="utf-8-sig", newline="") as sheet:
        writer = csv.writer(sheet)
        writer.writerow([column.name for column in cur.description or ()])
        yield lambda batch: writer.writerows([spreadsheet_cell(value) for value in row] for row in batch)


def spreadsheet_cell(value: object) -> object:
    """A value as CSV for spreadsheets holds it: no text of it is taken for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    elif isinstance(value, dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value and (value[0] in "\t\r\n" or value.lstrip()[:1] in _FORMULA):
        return f"'{value}"
    return value


@contextmanager
def _parquet(path: Path, cur: cursor) -> Iterator[Write]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ConfigError("Parquet needs the library pyarrow: run `make setup`, or take --format csv") from error
    types = {  # by the numbers PostgreSQL gives its types; anything else is text
        16: pa.bool_(), 20: pa.int64(), 21: pa.int16(), 23: pa.int32(), 700: pa.float32(), 701: pa.float64(),
        1009: pa.list_(pa.string()), 1082: pa.date32(), 1184: pa.timestamp("us", tz="UTC"),
    }  # fmt: skip
    schema = pa.schema([(column.name, types.get(column.type_code, pa.string())) for column in cur.description or ()])

    def write(batch: list[Row]) -> None:
        columns = [pa.array([_plain(row[n]) for row in batch], field.type) for n, field in enumerate(schema)]
        writer.write_table(pa.Table.from_arrays(columns, schema=schema))

    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        yield write


def _plain(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


_WRITERS: dict[Format, Any] = {"csv": _csv, "parquet": _parquet}
