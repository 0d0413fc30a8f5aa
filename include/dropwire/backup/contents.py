"""What a warehouse holds, in numbers that two warehouses can be compared by."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from psycopg2 import sql
from psycopg2.extensions import connection

from dropwire.backup.manifest import TableContent

_CONTENT = sql.SQL("SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM {}.{} t")


@cache
def statement(name: str) -> str:
    """The text of `sql/<name>.sql`."""
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def contents(conn: connection) -> dict[str, TableContent]:
    """Rows and hash of every table, as the transaction of this connection sees them."""
    with conn.cursor() as cursor:
        # Times and numbers are to be written alike wherever this runs.
        cursor.execute("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL extra_float_digits = 1")
        cursor.execute(statement("tables"))
        found = {}
        for schema, table in cursor.fetchall():
            cursor.execute(_CONTENT.format(sql.Identifier(schema), sql.Identifier(table)))
            rows, total = cursor.fetchone() or (0, "0")
            found[f"{schema}.{table}"] = TableContent(rows=rows, hash=total)
    return found
