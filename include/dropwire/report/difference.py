"""What loads change or would change, for the person who decides: counts, and examples field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from psycopg2.extensions import connection
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dropwire.report.summary import ask
from dropwire.report.terminal import WIDTH

_ORDER = {"added": 0, "changed": 1, "removed": 2, "regrouped": 3}
_NOTES = {
    ("articles", "regrouped"): "only the story or the original of a copy is another",
    ("articles", "added"): "not published before",
}
_OPENING = 6
"""Fields shown of what is new or gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change, over all loads asked for."""

    dataset: str
    change: str
    n: int
    examples: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What some loads change."""

    changes: list[Change]
    n_read: int
    n_quarantined: int
    n_left: int
    """Articles left alone because their text would change, too."""
    n_unpublished: int
    """Published articles whose items are refused now; what is published of them stays."""
    is_rehearsal: bool


def compare(conn: connection, load_ids: Sequence[int], n_examples: int = 5) -> Comparison:
    """Gather what loads change: of rehearsals, what publishing them would."""
    with conn, conn.cursor() as cur:
        found: dict[tuple[str, str], Change] = {}
        for dataset, change, n, examples in ask(cur, "differences", load_ids=list(load_ids)):
            before = found.get((dataset, change), Change(dataset, change, 0, []))
            kept = (before.examples + examples)[:n_examples]
            found[dataset, change] = Change(dataset, change, before.n + n, kept)
        [counted] = ask(cur, "compared", load_ids=list(load_ids))
    changes = sorted(found.values(), key=lambda one: (one.dataset, _ORDER[one.change]))
    return Comparison(changes, *counted)


def comparison_as_text(comparison: Comparison, width: int = WIDTH) -> str:
    """The comparison as plain text, for logs."""
    out = StringIO()
    console = Console(file=out, width=width, no_color=True, highlight=False, legacy_windows=False)
    console.print(comparison_as_renderable(comparison))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def comparison_as_renderable(comparison: Comparison) -> RenderableType:
    """The comparison for rich's console."""
    head = Text(f"{comparison.n_read:,} items read again")
    if not comparison.changes:
        outcome = ": nothing would change." if comparison.is_rehearsal else ": nothing changed."
        return Group(head.append(outcome), *_notes(comparison))
    head.append(", what publishing would change:" if comparison.is_rehearsal else ", published as a new version:")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("", "added", "changed", "removed"):
        table.add_column(name, justify="right" if name else "left")
    numbers = {(one.dataset, one.change): one.n for one in comparison.changes}
    for dataset in ("articles", "events"):
        counts = (numbers.get((dataset, change), 0) for change in ("added", "changed", "removed"))
        table.add_row(dataset, *(f"{n:,}" for n in counts))
    parts: list[RenderableType] = [head, table, *_notes(comparison)]
    for one in comparison.changes:
        parts += [Text(), Text(f"{one.dataset} {one.change}: {one.n:,}", "bold").append(_note(one), "not bold dim")]
        parts += [Padding(_example(one, example), (0, 0, 0, 2)) for example in one.examples]
    return Group(*parts)


def _notes(comparison: Comparison) -> list[RenderableType]:
    notes = [
        (comparison.n_unpublished, "published articles are refused by today's rules; what is published of them stays"),
        (comparison.n_left, "articles left alone: their text would change, too (read again from cleaning on)"),
        (comparison.n_quarantined, "items are set aside in all"),
    ]
    return [Text(f"{number:,} {note}.", "yellow") for number, note in notes if number]


def _note(change: Change) -> str:
    note = _NOTES.get((change.dataset, change.change))
    shown = len(change.examples)
    return "".join([f" ({note})" if note else "", f"; the first {shown}" if shown < change.n else ""])


def _example(change: Change, example: dict[str, Any]) -> RenderableType:
    text = Text(str(example["label"]))
    whole = change.change in ("added", "removed")
    if whole and change.dataset == "articles":
        return text
    for name, (before, after) in list(example["fields"].items())[: _OPENING if whole else None]:
        text.append(f"\n  {name}: ", "dim")
        if whole:
            text.append(_told(after if change.change == "added" else before))
        else:
            text.append(_told(before), "red").append(" -> ", "dim").append(_told(after), "green")
    return text


def _told(value: object) -> str:
    if value is None or value == []:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def comparison_as_question(comparison: Comparison) -> tuple[str, str]:
    """Subject and Markdown body of the question whether to publish."""
    counts = [f"{one.n:,} {one.dataset} {one.change}" for one in comparison.changes if one.change != "regrouped"]
    subject = f"Publish today's rules over {comparison.n_read:,} items? " + (
        ", ".join(counts) or "Only stories regroup"
    )
    return subject, f"```\n{comparison_as_text(comparison).replace('```', '` ` `')}\n```\n"
