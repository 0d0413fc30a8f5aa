"""Measure a load and hold its days against what is usual, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

from psycopg2.extensions import connection, cursor
from psycopg2.extras import execute_values

from dropwire.trends.anomalies import anomalies, unusual_languages
from dropwire.trends.baseline import WEEKS, History
from dropwire.trends.counts import ALL, Anomaly, DayCounts
from dropwire.trends.diagnosis import Diagnosis, diagnose

RECENT = timedelta(days=3)
"""Drops of older days are history: measured, but no cause for alarm."""
HISTORIC = ("backfill", "replay")
"""Kinds of run that bring history."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of the newest day that is over, after a load."""

    day: date | None
    """None before the first day that was measured as it came."""
    history: History
    diagnoses: tuple[Diagnosis, ...] = ()
    missing: tuple[date, ...] = ()
    """Days of the last week that no run has loaded."""
    is_newest: bool = False
    """Whether the load is of the newest day: what it shows is how things stand now."""


def measure(conn: connection, load_id: int, now: datetime) -> Measured:
    """Count what a staged load brings and judge the recent days it touches; a second call replaces the first.

    Anomalies are kept in ops.trend_anomalies. A dry run is counted nowhere.
    """
    with conn, conn.cursor() as cur:
        cur.execute(_statement("load"), {"load_id": load_id})
        day, kind, dry_run = cur.fetchone() or (None, "", True)
        recent = now.date() - RECENT
        cur.execute(_statement("clear"), {"load_id": load_id})
        if not dry_run:
            values = {"load_id": load_id, "is_backfill": kind in HISTORIC, "recent": recent}
            cur.execute(_statement("measure"), values)
        cur.execute(_statement("newest_day"), {"load_id": load_id, "today": now.date()})
        newest = (cur.fetchone() or (None,))[0]
        if newest is None:
            return Measured(None, History((), {}))
        history, names = read_history(cur, newest, load_id)
        touched = [other for other in history.days if other >= recent and not dry_run]
        for other in touched:
            _keep(cur, anomalies(history, names, other), other, load_id)
        history, names = read_history(cur, newest, load_id)
        current = [found for found in history.anomalies if found.day == newest]
        told = diagnose(history, current, newest, names, fetch_troubles(cur))
        is_newest = day == newest and kind not in HISTORIC and not dry_run
        return Measured(newest, history, tuple(told), _missing(cur, newest, now), is_newest)


def examples(conn: connection, diagnosis: Diagnosis, history: History) -> list[tuple[str, str]]:
    """Address or file and title of up to three articles that show it; none for articles that are missing."""
    if diagnosis.kind in ("silent", "fell", "mix", "archive"):
        return []
    metric = diagnosis.anomalies[0].metric if diagnosis.anomalies else ""
    new, _ = unusual_languages(history, diagnosis.source_key, diagnosis.day)
    values = {"source_key": diagnosis.source_key, "day": diagnosis.day, "metric": metric, "langs": new}
    with conn, conn.cursor() as cur:
        cur.execute(_statement("examples"), values)
        return [(str(where), str(title)) for where, title in cur.fetchall()]


def sources_of_day(cur: cursor, day: date, load_id: int = 0, *, most: int) -> list[str]:
    """Keys of the sources out of the ordinary that day, then of those that stayed away, then of the largest."""
    cur.execute(_statement("sources_of_day"), {"day": day, "load_id": load_id, "most": most})
    return [key for (key,) in cur.fetchall()]


def read_history(
    cur: cursor, last: date, load_id: int = 0, sources: Sequence[str] | None = None, *, others: bool = False
) -> tuple[History, dict[str, str]]:
    """The days up to `last` that came as they should, with the anomalies found on them, and names of the sources.

    With `sources` only those are read: hundreds of them take a second. With `others` it is known of the rest since when
    they come.
    """
    span = {
        "first": last - 2 * timedelta(weeks=WEEKS), "last": last, "load_id": load_id,
        "sources": None if sources is None else list(sources),
    }  # fmt: skip
    cur.execute(_statement("history"), span)
    counts: dict[tuple[str, date], DayCounts] = {}
    names: dict[str, str] = {}
    for day, key, name, is_backfill, *numbers in cur.fetchall():
        if not is_backfill:
            before = counts.get((key, day))
            counts[key, day] = before + DayCounts(*numbers) if before else DayCounts(*numbers)
            names[key] = name
    days = sorted(day for key, day in counts if key == ALL)
    since: dict[str, date] = {}
    if others:
        cur.execute(_statement("since"), span)
        since = dict(cur.fetchall())
    cur.execute(_statement("anomalies"), span)
    return History(days, counts, [Anomaly(*row) for row in cur.fetchall()], since), names


def fetch_troubles(cur: cursor) -> dict[str, str]:
    """What is wrong with fetching, by source in small letters."""
    cur.execute(_statement("fetch_troubles"))
    return dict(cur.fetchall())


def _keep(cur: cursor, found: Sequence[Anomaly], day: date, load_id: int) -> None:
    cur.execute(_statement("forget"), {"days": [day]})
    rows = [(one.day, one.source_key, one.metric, one.source, *astuple(one)[4:], load_id) for one in found]
    execute_values(cur, _statement("keep"), rows)


def _missing(cur: cursor, newest: date, now: datetime) -> tuple[date, ...]:
    cur.execute(_statement("missing"), {"newest": newest, "today": now.date()})
    return tuple(day for (day,) in cur.fetchall())


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
