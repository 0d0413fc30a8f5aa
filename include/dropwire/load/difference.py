"""What a publication changes: counts and examples, taken before a rehearsal is rolled back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from psycopg2.extensions import cursor
from psycopg2.extras import Json, execute_values

from dropwire.load.copy import to_json
from dropwire.load.statements import statement

EXAMPLES = 10
"""Examples kept of each kind of change."""

_AROUND = 40
"""Characters of a long text shown on either side of its first difference."""

_HIDDEN = {
    "articles": (
        "article_id", "load_id", "valid_from", "valid_to", "ended_by", "content_sha256", "layout_sha256",
        "text_fingerprint", "rules_version", "metadata", "file", "file_sha256", "record", "drop_day",
        "drop_arrived_at", "first_day", "source_id", "canonical_url", "near_duplicate_score",
    ),
    "events": (
        "event_id", "load_id", "valid_from", "valid_to", "ended_by", "extractor_version", "location_id", "belt",
        "plover",
    ),
}  # fmt: skip

Fields = dict[str, list[Any]]
"""Value before and after, by column."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One kind of change a load makes to a table of news."""

    dataset: str
    change: str
    n: int
    examples: list[dict[str, Any]]
    """`key`, `label` and `fields`, the first ones by file or day."""


def differences(cur: cursor) -> list[Difference]:
    """What the transaction in hand has changed so far in articles and events."""
    found: dict[tuple[str, str], Difference] = {}
    cur.execute(statement("difference/ended"))
    for dataset, hidden in _HIDDEN.items():
        cur.execute(statement(f"difference/{dataset}"), {"hidden": list(hidden), "examples": EXAMPLES})
        for change, n, key, label, before, after in cur.fetchall():
            one = found.setdefault((dataset, change), Difference(dataset, change, n, []))
            one.examples.append({"key": key, "label": label, "fields": _fields(before or {}, after or {})})
    return list(found.values())


def keep_differences(cur: cursor, load_id: int, found: list[Difference]) -> None:
    """Store what a load changes in place of what was stored of it before."""
    cur.execute("DELETE FROM ops.load_differences WHERE load_id = %s", (load_id,))
    rows = [(load_id, one.dataset, one.change, one.n, Json(one.examples, dumps=to_json)) for one in found]
    execute_values(cur, statement("difference/keep"), rows)


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Fields:
    names = [name for name in {**after, **before} if before.get(name) != after.get(name)]
    if not before or not after:  # all of it is new, or gone: what says something
        names = [name for name in names if (before or after).get(name) not in (None, [], False)]
    return {name: _shown(before.get(name), after.get(name)) for name in sorted(names)}


def _shown(before: object, after: object) -> list[object]:
    """Both values, long texts around the place where they differ."""
    if not (isinstance(before, str) or isinstance(after, str)):
        return [before, after]
    texts = [value if isinstance(value, str) else "" for value in (before, after)]
    start = _alike(*texts)
    tail = _alike(*(text[start:][::-1] for text in texts))
    return [_excerpt(value, start, tail) if isinstance(value, str) else value for value in (before, after)]


def _alike(first: str, second: str) -> int:
    """Characters both begin with."""
    return next(
        (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )


def _excerpt(text: str, start: int, tail: int) -> str:
    if len(text) <= 3 * _AROUND:
        return text
    begin, end = max(0, start - _AROUND), min(len(text), max(len(text) - tail, start) + _AROUND)
    shown = text[begin:end]
    if len(shown) > 6 * _AROUND:
        shown = f"{shown[: 3 * _AROUND]} … {shown[-3 * _AROUND :]}"
    return ("… " if begin else "") + shown + (" …" if end < len(text) else "")
