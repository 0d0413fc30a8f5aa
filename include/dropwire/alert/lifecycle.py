"""An alert's life: first sight, still open at most once a day, resolved."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg2.extensions import connection, cursor
from psycopg2.extras import Json

from dropwire.alert.redact import redact
from dropwire.alert.settings import SEVERITIES, Severity, Topic
from dropwire.errors import ConfigError
from dropwire.oneline import one_line

AGAIN = timedelta(hours=20)
"""An open alert is told again after this; under a day, so that a daily run a little early still tells it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A trouble as one run sees it. The same key on another day is the same trouble."""

    key: str
    topic: Topic
    severity: Severity
    title: str
    what: str
    cause: str
    todo: str
    day: date
    n: int = 0
    source: str | None = None
    examples: tuple[tuple[str, str], ...] = ()
    chart: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When and for which run something is seen."""

    now: datetime
    run_id: str
    load_id: int | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A trouble with its life so far; fields are columns of ops.alerts."""

    alert_id: int
    key: str
    topic: Topic
    severity: Severity
    source: str | None
    title: str
    what: str
    cause: str
    todo: str
    n: int
    examples: Sequence[tuple[str, str]]
    chart: dict[str, Any] | None
    since_day: date
    last_day: date
    run_id: str
    load_id: int | None
    opened_at: datetime
    seen_at: datetime
    notified_at: datetime | None
    resolved_at: datetime | None
    muted_until: datetime | None
    muted_by: str | None

    @property
    def is_muted(self) -> bool:
        """Whether nobody is told of it now."""
        return _muted(self, datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Changes:
    """What there is to tell after a run has looked."""

    first: list[Alert] = field(default_factory=list)
    """Seen for the first time, never told, or graver than before."""
    still: list[Alert] = field(default_factory=list)
    resolved: list[Alert] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.first or self.still or self.resolved)


def observe(
    conn: connection,
    findings: Sequence[Finding],
    covers: Collection[str],
    moment: Moment,
    secrets: Collection[str] = (),
    *,
    remind: bool = True,
) -> Changes:
    """Enter what a run sees; open alerts under the prefixes it `covers` that it does not see are resolved.

    With `remind`, other open alerts are told again once a day, too.
    """
    changes, seen = Changes(), {finding.key for finding in findings}
    with conn, conn.cursor() as cur:
        cur.execute(_statement("lock"))
        before = {alert.key: alert for alert in _read(cur, "open")}
        for finding in findings:
            after = _see(cur, finding, before.get(finding.key), moment, secrets)
            _sort(changes, before.get(finding.key), after, moment.now)
        gone = [
            alert.alert_id
            for key, alert in before.items()
            if key not in seen and any(key.startswith(prefix) for prefix in covers)
        ]
        if remind:
            others = (alert for key, alert in before.items() if key not in seen and alert.alert_id not in gone)
            changes.still.extend(a for a in others if not _muted(a, moment.now) and _is_due(a, moment.now))
        values = {"ids": gone, "now": moment.now, "run_id": moment.run_id}
        resolved = _read(cur, "resolve", **values)
        changes.resolved.extend(alert for alert in resolved if alert.notified_at and not _muted(alert, moment.now))
    return changes


def told(conn: connection, alerts: Sequence[Alert], now: datetime) -> None:
    """Record that a message tells of these."""
    with conn, conn.cursor() as cur:
        cur.execute(_statement("told"), {"ids": [alert.alert_id for alert in alerts], "now": now})


def open_alerts(conn: connection) -> list[Alert]:
    """Those that are open, the gravest first."""
    with conn, conn.cursor() as cur:
        return sorted(_read(cur, "open"), key=lambda alert: (-SEVERITIES.index(alert.severity), alert.opened_at))


def mute(conn: connection, alert_id: int, until: datetime, by: str) -> Alert:
    """Tell nothing of this trouble, nor of its return, until then.

    Raises:
        ConfigError: there is no such alert.
    """
    with conn, conn.cursor() as cur:
        found = _read(cur, "mute", alert_id=alert_id, until=until, by=by)
    if not found:
        raise ConfigError(
            f"there is no alert {alert_id}: `dropwire alerts list`, or the page Quality, shows what is open"
        )
    return found[0]


def _see(cur: cursor, finding: Finding, known: Alert | None, moment: Moment, secrets: Collection[str]) -> Alert:
    clean = {name: one_line(redact(getattr(finding, name), secrets)) for name in ("title", "what", "cause", "todo")}
    examples = [[one_line(redact(part, secrets))[:200] for part in example] for example in finding.examples[:3]]
    values = clean | {
        "key": finding.key, "topic": finding.topic, "severity": finding.severity, "source": finding.source,
        "n": finding.n, "examples": Json(examples), "chart": Json(finding.chart) if finding.chart else None,
        "day": finding.day, "run_id": moment.run_id, "load_id": moment.load_id, "now": moment.now,
    }  # fmt: skip
    return _read(cur, "see" if known else "first_seen", **values)[0]


def _sort(changes: Changes, before: Alert | None, after: Alert, now: datetime) -> None:
    if _muted(after, now):
        return
    graver = before is not None and SEVERITIES.index(after.severity) > SEVERITIES.index(before.severity)
    if after.notified_at is None or graver:
        changes.first.append(after)
    elif _is_due(after, now):
        changes.still.append(after)


def _is_due(alert: Alert, now: datetime) -> bool:
    return alert.notified_at is not None and now - alert.notified_at >= AGAIN


def _muted(alert: Alert, now: datetime) -> bool:
    return alert.muted_until is not None and alert.muted_until > now


def _read(cur: cursor, name: str, **values: object) -> list[Alert]:
    cur.execute(_statement(name), values)
    return [Alert(*row) for row in cur.fetchall()]


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
