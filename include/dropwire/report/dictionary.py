"""The warehouse described from the inside: a diagram of every schema, a dictionary of every table and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from psycopg2.extensions import connection

SCHEMAS = ("news", "history", "ops", "landing", "staging")
_HEAD = """# The warehouse

Made from the live schema by `make docs`; do not edit. What the columns say is what `\\d+` and `COMMENT` say.

Start with the views `news.event_list` and `news.event_evidence`, or `news.search('...')`; `news.acled_export` and its
neighbours are for other tools, `daily_*` and `monthly_*` for counts. A full line is a foreign key, a dotted one a
column that bears the name of another table's key.
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what its comment says."""

    name: str
    type: str
    required: bool
    said: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view."""

    schema: str
    name: str
    is_view: bool
    said: str | None
    key: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns of one table that point to a row of another."""

    child: tuple[str, str]
    parent: tuple[str, str]
    enforced: bool
    columns: tuple[str, ...]
    optional: bool


def dictionary(conn: connection) -> str:
    """The warehouse behind `conn` as Markdown: a diagram and the dictionary of each schema."""
    tables = [
        Table(schema, name, view, said, tuple(key), tuple(Column(*column) for column in columns))
        for schema, name, view, said, key, columns in _ask(conn, "dictionary")
    ]
    references = [
        Reference((row[0], row[1]), (row[2], row[3]), row[4], tuple(row[5]), row[6])
        for row in _ask(conn, "dictionary_references")
    ]
    functions = _ask(conn, "dictionary_functions")
    with conn, conn.cursor() as cur:
        cur.execute("SELECT nspname, obj_description(oid, 'pg_namespace') FROM pg_namespace")
        meaning = dict(cur.fetchall())
    parts = [_HEAD]
    for schema in SCHEMAS:
        own = [table for table in tables if table.schema == schema]
        parts.append(f"## {schema}\n\n{meaning[schema]}\n")
        if any(reference.child[0] == schema for reference in references):
            parts.append(_diagram(schema, own, references))
        parts += [_table(table, references) for table in own]
        said = [_function(*row) for row in functions if row[0] == schema]
        parts += [f"### Functions of {schema}\n\n" + "\n".join(said) + "\n"] if said else []
    return "\n".join(parts)


def _ask(conn: connection, name: str) -> list[tuple[Any, ...]]:
    text = (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    with conn, conn.cursor() as cur:
        cur.execute(text, {"schemas": list(SCHEMAS)})
        return cur.fetchall()


def _diagram(schema: str, tables: Iterable[Table], references: Iterable[Reference]) -> str:
    """The tables of a schema with their keys, and what they point to; the columns are in the dictionary."""
    lines = ["```mermaid", "erDiagram"]
    own = [reference for reference in references if reference.child[0] == schema]
    for table in tables:
        if table.is_view:
            continue
        pointing = {name for reference in own if reference.child[1] == table.name for name in reference.columns}
        shown = [column for column in table.columns if column.name in pointing | set(table.key)]
        lines.append(f"    {table.name} {{")
        for column in shown:
            marks = [mark for mark, of in (("PK", table.key), ("FK", pointing)) if column.name in of]
            lines.append(
                f"        {column.type.replace(' ', '_').replace('[]', '_array')} {column.name} {', '.join(marks)}"
            )
        lines.append("    }")
    for reference in own:
        parent = reference.parent[1] if reference.parent[0] == schema else "_".join(reference.parent)
        line = "--" if reference.enforced else ".."
        one = "|o" if reference.optional else "||"
        lines.append(f'    {parent} {one}{line}o{{ {reference.child[1]} : "{", ".join(reference.columns)}"')
    return "\n".join([*lines, "```", ""])


def _table(table: Table, references: Iterable[Reference]) -> str:
    name = (table.schema, table.name)
    targets = {
        reference.columns[0]: ".".join(reference.parent)
        for reference in references
        if reference.child == name and len(reference.columns) == 1
    }
    lines = [
        f"### {table.schema}.{table.name}", "", f"{'View. ' if table.is_view else ''}{_text(table.said)}", "",
        "| column | type | |", "|---|---|---|",
    ]  # fmt: skip
    for column in table.columns:
        notes = ["key"] if column.name in table.key else []
        notes += ["may be null"] if not (column.required or table.is_view) else []
        notes += [f"→ {targets[column.name]}"] if column.name in targets else []
        said = _text(column.said) + (f" *({', '.join(notes)})*" if notes else "")
        lines.append(f"| `{column.name}` | {column.type} | {said} |")
    return "\n".join([*lines, ""])


def _function(schema: str, name: str, arguments: str, result: str, said: str | None) -> str:
    return f"- `{schema}.{name}({arguments})` → `{result}`: {_text(said)}"


def _text(said: str | None) -> str:
    return (said or "").replace("|", "\\|").replace("\n", " ")
