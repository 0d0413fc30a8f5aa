"""One message per run and audience, as plain text and as HTML for mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dropwire.alert.lifecycle import Alert, Changes
from dropwire.alert.settings import SEVERITIES, Audience, Severity

if TYPE_CHECKING:
    from jinja2 import Template

MOST_CHARTS = 3


@dataclass(frozen=True, slots=True)
class Links:
    """Where the reader of a message goes on; empty where there is no UI."""

    run: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What an audience is told."""

    subject: str
    body: str
    html: str
    severity: Severity
    charts: tuple[tuple[str, dict[str, Any]], ...]
    """File name and data of each."""
    alerts: tuple[Alert, ...]


def compose(changes: Changes, audience: Audience, links: Links, run: str, now: datetime) -> Message | None:
    """What of the changes concerns the audience; None when nothing does."""
    first, still, resolved = (
        [alert for alert in alerts if _concerns(alert, audience)]
        for alerts in (changes.first, changes.still, changes.resolved)
    )
    if not (first or still or resolved):
        return None
    charts = tuple((f"chart-{a.alert_id}.png", a.chart) for a in (first + still) if a.chart)[:MOST_CHARTS]
    told = {
        "sections": [
            (name, sorted(alerts, key=_gravity))
            for name, alerts in (("New", first), ("Still open", still), ("Resolved", resolved))
            if alerts
        ],
        "run": run, "links": links, "now": now, "charts": {name for name, _ in charts}, "audience": audience.name,
    }  # fmt: skip
    lines = _template("message.txt.j2", escape=False).render(told)
    worst: Severity = max((a.severity for a in first + still), key=SEVERITIES.index, default="info")
    return Message(
        _subject(first, still, resolved), lines, _template("message.html.j2", escape=True).render(told), worst, charts,
        (*first, *still, *resolved),
    )  # fmt: skip


def _concerns(alert: Alert, audience: Audience) -> bool:
    names = {name.casefold() for name in audience.sources}
    return (
        SEVERITIES.index(alert.severity) >= SEVERITIES.index(audience.minimum)
        and (not audience.topics or alert.topic in audience.topics)
        and (not names or alert.source is None or alert.source.casefold() in names)
    )


def _gravity(alert: Alert) -> tuple[int, datetime]:
    return -SEVERITIES.index(alert.severity), alert.opened_at


def _subject(first: Sequence[Alert], still: Sequence[Alert], resolved: Sequence[Alert]) -> str:
    """The gravest in words, the others counted: what a locked phone shows."""
    ranked = ((first, ""), (still, "still: "), (resolved, "resolved: "))
    main, label = next((alerts, label) for alerts, label in ranked if alerts)
    gravest = sorted(main, key=_gravity)[0]
    mark = "CRITICAL " if gravest.severity == "critical" and main is not resolved else ""
    counts = [
        f"{n} {what}"
        for n, what in (
            (len(first) - (main is first), "more new" if main is first else "new"),
            (len(still) - (main is still), "still open"),
            (len(resolved) - (main is resolved), "resolved"),
        )
        if n
    ]
    return f"Dropwire {mark}{label}{gravest.title}" + (f" ({', '.join(counts)})" if counts else "")


@cache
def _template(name: str, *, escape: bool) -> Template:
    from jinja2 import Environment, StrictUndefined

    text = (files(__package__) / name).read_text(encoding="utf-8")
    return Environment(autoescape=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(
        text
    )
