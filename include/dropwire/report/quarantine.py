"""One quarantined item for people: raw beside clean, with what its rule objects to marked, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from dropwire.article import Event, Rejected
from dropwire.report.pieces import visible
from dropwire.report.preview import Processed

if TYPE_CHECKING:
    from jinja2 import Template

_UNREADABLE = re.compile("[\x01-\x08\x0e-\x1f\ufffd]+")
_NO_WORDS = frozenset({"copy_of", "lost_source", "unknown_type"})
"""What a rule found that stands nowhere in the text."""
_AROUND = 1500
"""Code points shown on either side of the first offending span."""

Span = tuple[int, int]


class Reason(Protocol):
    """An entry of the quarantine, as the warehouse keeps it."""

    @property
    def reject_id(self) -> int: ...  # noqa: D102
    @property
    def load_id(self) -> int: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def event_no(self) -> int | None: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def record(self) -> int | None: ...  # noqa: D102
    @property
    def source(self) -> str | None: ...  # noqa: D102
    @property
    def stage(self) -> str: ...  # noqa: D102
    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def found(self) -> dict[str, Any] | None: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102
    @property
    def outcome(self) -> str | None: ...  # noqa: D102


class Happened(Protocol):
    """A step of an item's trail."""

    @property
    def load_id(self) -> int: ...  # noqa: D102
    @property
    def day(self) -> date: ...  # noqa: D102
    @property
    def disposition(self) -> str: ...  # noqa: D102
    @property
    def rule(self) -> str | None: ...  # noqa: D102
    @property
    def at(self) -> datetime: ...  # noqa: D102
    @property
    def action(self) -> str | None: ...  # noqa: D102
    @property
    def by(self) -> str | None: ...  # noqa: D102
    @property
    def comment(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Shown:
    """A text and the spans of it that offend."""

    text: str
    spans: tuple[Span, ...]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text around the first offending span, in pieces that offend or do not."""
        start = max(0, self.spans[0][0] - _AROUND) if self.spans else 0
        end = min(len(self.text), (self.spans[0][1] if self.spans else 0) + _AROUND)
        cuts = sorted({start, end, *(at for span in self.spans for at in span if start < at < end)})
        told = [(visible(self.text[a:b]), any(s <= a and b <= e for s, e in self.spans)) for a, b in pairwise(cuts)]
        return [*([("… ", False)] if start else []), *told, *([(" …", False)] if end < len(self.text) else [])]


def sides(entry: Reason, item: Processed | None, raw: str | None) -> tuple[Shown | None, Shown | None]:
    """Raw and clean text of an item as it is read today, with what its rule objects to; `raw` if it is no article."""
    if item is None or isinstance(item, Rejected):
        return (Shown(raw, _occurrences(raw, entry)) if raw is not None else None), None
    article, events = item
    told = _evidence(entry, events)
    if told:
        return (
            Shown(article.raw_text, tuple(article.raw_span(start, end) for start, end in told)),
            Shown(article.body, told),
        )
    return (
        Shown(article.raw_text, _occurrences(article.raw_text, entry)),
        Shown(article.body, _occurrences(article.body, entry)),
    )


def _evidence(entry: Reason, events: Sequence[Event]) -> tuple[Span, ...]:
    if entry.event_no is None or entry.event_no >= len(events):
        return ()
    return tuple((mention.start, mention.end) for mention in events[entry.event_no].mentions)


def _occurrences(text: str, entry: Reason) -> tuple[Span, ...]:
    if entry.rule == "article_garbled":
        return tuple(match.span() for match in _UNREADABLE.finditer(text))
    words = [str(v) for name, v in (entry.found or {}).items() if isinstance(v, str) and name not in _NO_WORDS]
    return tuple(match.span() for word in words if word.strip() for match in re.finditer(re.escape(word), text))


def what_to_do(entry: Reason, can_waive: bool) -> str:
    """One sentence for who stands before the entry."""
    if entry.state != "open":
        return "Nothing: it has left the quarantine."
    number = entry.reject_id
    if can_waive:
        return (
            f"If the rule is wrong or the program was mended: `dropwire quarantine replay {number}`. If this one is "
            f'right as it is: `dropwire quarantine waive {number} --comment "why"` publishes it.'
        )
    return (
        "Mend what the reason names: a rule, sources.yaml, or the drop itself (dropped again it is a new version), "
        f"then `dropwire quarantine replay {number}`. Nothing to be had: `dropwire quarantine waive {number} "
        '--comment "why"` closes it.'
    )


def entry_panel(
    entry: Reason, others: Iterable[Reason], steps: Iterable[Happened], both: tuple[Shown | None, Shown | None],
    advice: str,
) -> RenderableType:  # fmt: skip
    """One entry for the terminal."""
    head = Table.grid(padding=(0, 2))
    for name, value in facts(entry, others):
        head.add_row(Text(name, "bold"), Text(visible(value)))
    parts: list[RenderableType] = [head, ""]
    raw, clean = both
    if raw is not None:
        texts = Table.grid(padding=(0, 2), expand=True)
        texts.add_column(ratio=1)
        texts.add_row(Text("raw", "bold"), *([Text("clean", "bold")] if clean else []))
        texts.add_row(_marked(raw), *([_marked(clean)] if clean else []))
        parts += [texts, ""]
    parts += [Text(f"trail  {_step(step)}") for step in steps]
    parts += ["", Text("What to do  ", "bold") + Text(advice, "not bold")]
    return Panel(Group(*parts), title=Text(f"{entry.reject_id}: {entry.state}"), border_style="red")


def facts(entry: Reason, others: Iterable[Reason]) -> list[tuple[str, str]]:
    """What is known of an entry, by name."""
    place = entry.file if entry.record is None else f"{entry.file} #{entry.record}"
    found = ", ".join(f"{name} = {value}" for name, value in (entry.found or {}).items())
    beside = "; ".join(f"{one.reject_id} {one.rule}" for one in others if one.reject_id != entry.reject_id)
    told = {
        "item": place + (f", event {entry.event_no}" if entry.event_no is not None else ""),
        "source": entry.source or "",
        "set aside": f"load {entry.load_id} of {entry.day}, by {entry.stage}/{entry.rule}",
        "reason": entry.reason,
        "found": found,
        "also for": beside,
    }
    return [(name, value) for name, value in told.items() if value]


def _marked(shown: Shown) -> Text:
    return Text.assemble(*((piece, "bold white on red" if bad else "") for piece, bad in shown.pieces))


def _step(step: Happened) -> str:
    who = f", {step.action} by {step.by}" if step.action else ""
    why = f" ({step.comment})" if step.comment else ""
    rule = f" ({step.rule})" if step.rule else ""
    return visible(f"{step.at:%Y-%m-%d %H:%M} load {step.load_id}: {step.disposition}{rule}{who}{why}")


def entry_page(
    entry: Reason, others: Iterable[Reason], steps: Iterable[Happened], both: tuple[Shown | None, Shown | None],
    advice: str,
) -> str:  # fmt: skip
    """One entry as an HTML page that loads nothing and runs no script."""
    raw, clean = both
    page: Mapping[str, object] = {
        "entry": entry, "facts": [(name, visible(value)) for name, value in facts(entry, others)],
        "steps": [_step(step) for step in steps], "advice": advice,
        "texts": [(name, shown.pieces) for name, shown in (("raw", raw), ("clean", clean)) if shown],
    }  # fmt: skip
    return _template().render(page)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    text = (files(__package__) / "quarantine.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(text)
