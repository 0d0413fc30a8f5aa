"""Rows into a table by COPY, the fastest way in. Values are made plain here: this is the edge to the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from typing import Any

import orjson
from psycopg2 import sql
from psycopg2.extensions import cursor

Row = Sequence[object]
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))


def copy_rows(cur: cursor, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Append rows to `schema.table`. Mappings become JSON, tuples arrays, numpy values plain ones."""
    buffer = StringIO("".join("\t".join(map(_field, row)) + "\n" for row in rows))
    target = sql.Identifier(*table.split("."))
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    cur.copy_expert(sql.SQL("COPY {} ({}) FROM STDIN").format(target, names), buffer)


def storable(text: str) -> str:
    """`text` without what PostgreSQL cannot hold: NUL and lone surrogates become U+FFFD, so that offsets stay true."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def to_json(value: object) -> str:
    """`value` as JSON that jsonb accepts."""
    try:
        text = orjson.dumps(value, default=_simple, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS)
    except TypeError:  # lone surrogates
        text = orjson.dumps(_plain(value), default=_simple)
    if b"\\u0000" in text:
        text = orjson.dumps(_plain(value), default=_simple)
    return text.decode()


def _simple(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    tolist = getattr(value, "tolist", None)
    return tolist() if callable(tolist) else value


def _field(value: object) -> str:
    return _WRITERS.get(type(value), _other)(value)


def _text(value: str) -> str:
    return _escape(storable(value))


def _truth(value: bool) -> str:
    return "t" if value else "f"


def _array(value: Sequence[object]) -> str:
    if {int}.issuperset(map(type, value)):  # signatures: most of what an article's row holds
        return "{" + ",".join(map(str, value)) + "}"
    return _escape("{" + ",".join(map(_element, value)) + "}")


def _other(value: object) -> str:
    if isinstance(value, str):  # members of enumerations
        return _text(str(value))
    if isinstance(value, (tuple, list)):
        return _array(value)
    if isinstance(value, Mapping):
        return _escape(to_json(value))
    tolist = getattr(value, "tolist", None)  # numpy scalars and arrays
    return _field(tolist()) if callable(tolist) else _escape(str(value))


def _element(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return '"' + storable(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
    return _field(value)


def _escape(text: str) -> str:
    for character, escaped in _ESCAPES:
        if character in text:
            text = text.replace(character, escaped)
    return text


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: r"\N", str: _text, bool: _truth, int: str, float: str, tuple: _array, list: _array,
}  # fmt: skip
