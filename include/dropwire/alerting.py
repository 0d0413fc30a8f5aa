"""What a run has to tell, and to whom. Tasks and commands call these; none of them ever fails a load."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote

from psycopg2.extensions import connection

from dropwire import alert as alerts
from dropwire import report as reports
from dropwire import trends
from dropwire.alert.facts import failing_examples, newest_load, sources_down
from dropwire.config import Settings
from dropwire.errors import ConfigError
from dropwire.report.summary import Load
from dropwire.report.words import count
from dropwire.yamlfile import read_yaml

log = logging.getLogger(__name__)

CHART_DAYS = 28
PAGE = "results"
"""Last part of the address of the results page, as plugins/ registers it."""

ConnectionUrl = Callable[[str], str | None]
"""The Apprise address kept in an Airflow connection, by its id; None where there is none."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who is told, through what, and where the UI is."""

    settings: alerts.AlertSettings
    connection_url: ConnectionUrl
    base_url: str = ""
    problem: str = ""
    """What is wrong with alerts.yaml; then no one is told."""

    def address_of(self, channel: str) -> str | None:
        """Address behind a channel; None when its variable or connection is not set."""
        found = self.settings.channels.get(channel)
        if found is None:
            return None
        if found.variable:
            return os.environ.get(found.variable) or None
        return self.connection_url(found.connection or "")

    def links(self, dag_id: str, run_id: str) -> alerts.Links:
        """Of the run and its results page."""
        if not self.base_url:
            return alerts.Links()
        run = f"{self.base_url.rstrip('/')}/dags/{quote(dag_id, safe='')}/runs/{quote(run_id, safe='')}"
        return alerts.Links(run, f"{run}/plugin/{PAGE}")

    def secrets(self, conn: connection) -> set[str]:
        """What must not stand in any alert."""
        found = {conn.info.password or ""}
        for address in map(self.address_of, self.settings.channels):
            found |= alerts.secrets_of(address) if address else set()
        return found - {""}


def office(settings: Settings, base_url: str = "", connection_url: ConnectionUrl = lambda _: None) -> Office:
    """Read alerts.yaml; when it is wrong alerts are kept, but not sent."""
    try:
        return Office(read_yaml(settings.alerts, alerts.AlertSettings)[0], connection_url, base_url)
    except ConfigError as error:
        log.error("Alerts are kept, but no one is told: %s", error)
        return Office(alerts.AlertSettings(channels={}, audiences=()), connection_url, base_url, str(error))


@dataclass(frozen=True, slots=True)
class Seen:
    """The run that looks."""

    dag_id: str
    run_id: str
    now: datetime
    """Always handed in: with it days can be simulated."""


def after_load(conn: connection, desk: Office, seen: Seen, load_id: int) -> str:
    """Measure a load, note what it shows, tell whom it concerns; returns what was done, for the log."""
    load = reports.summary(conn, load_ids=[load_id]).loads[0]
    measured = trends.measure(conn, load_id, seen.now)
    if load.dry_run:
        return "A dry run alerts no one."
    findings = [*_of_run(conn, load, seen), *_missing(measured)]
    covers = [f"runs:{seen.dag_id}:{load.day}:held", f"days:missing:{load.day}"]
    if load.status in ("published", "discarded"):
        covers += [f"runs:{seen.dag_id}:{load.day}", f"days:late:{load.day}"]
    if measured.is_newest:
        findings += [*_of_trends(conn, measured), *_of_checks(conn, load), *_of_fetching(conn, seen)]
        covers += ["trends:", "checks:", "fetching:"]
    return _tell(conn, desk, seen, findings, covers, load_id, remind=measured.is_newest)


def after_failure(conn: connection, desk: Office, seen: Seen, day: date, task: str, reason: str) -> str:
    """A run has stopped: tell it at once."""
    load = _load_of(conn, seen.run_id)
    if load and load.verdict and not load.dry_run:  # all of it was staged: its page compares it with other days
        trends.measure(conn, load.load_id, seen.now)
    broken = [bad for bad in load.failing if bad.severity == "stop"] if load else []
    shown = failing_examples(conn, load.load_id) if load and broken else {}
    what = f"The run of {day} stopped in task {task}: {_line(reason)}"
    finding = alerts.Finding(
        f"runs:{seen.dag_id}:{day}", "runs", "critical", f"{day} is not loaded", what,
        "A rule that says stop, a fault, or something outside that did not answer: the log of the task tells.",
        "Read the log of the task; the DAG's page says what to do for each task. Readers still see the last good day.",
        day, max(1, sum(bad.n_failed for bad in broken)),
        examples=tuple(one for bad in broken for one in shown.get(bad.rule, ()))[:3],
    )  # fmt: skip
    return _tell(conn, desk, seen, [finding], [], load.load_id if load else None)


def late(conn: connection, desk: Office, seen: Seen, day: date, after: timedelta) -> str:
    """A run has not ended when it should have. One that waits for approval was told as that."""
    load = _load_of(conn, seen.run_id)
    if load and load.verdict == "hold" and load.status in ("running", "held"):
        return "It waits for approval, which was told."
    what = f"The run of {day} has not ended after {after.total_seconds() / 3600:g} hours."
    finding = alerts.Finding(
        f"days:late:{day}", "days", "warning", f"{day} is late", what,
        "A task hangs or waits for a free slot, a batch waits for approval, or there is far more to read than usual.",
        "Open the run: which task runs or waits, and what does its log say last?", day, 1,
    )  # fmt: skip
    return _tell(conn, desk, seen, [finding], [], None)


def send_waiting(conn: connection, desk: Office, now: datetime) -> str:
    """Send what waited for the end of quiet hours or for its channel."""
    return _said(alerts.deliver(conn, desk.address_of, now)) or "Nothing waits to be sent."


def sample(desk: Office, channel: str, now: datetime) -> str:
    """Send a made-up alert with a chart through one channel; why it failed, or empty."""
    days = [now.date() - timedelta(days=n) for n in range(CHART_DAYS, -1, -1)]
    usual = [30.0 if day.weekday() >= 5 else 60.0 for day in days]
    values = [round(n * (1 + 0.1 * (i * 7 % 5 - 2) / 2)) for i, n in enumerate(usual)]
    chart = {
        "title": "A source that does not exist", "of": "articles", "days": [day.isoformat() for day in days],
        "values": [*values[:-1], 4], "low": [n * 0.5 for n in usual], "high": [n * 1.7 for n in usual],
        "usual": usual, "odd": [days[-1].isoformat()],
    }  # fmt: skip
    trial = alerts.Alert(
        0, "test", "trends", "info", None, "this is only a test", "A test message: nothing is wrong.",
        "Somebody ran `dropwire alerts test`.", "Nothing, if the text, this line and the chart can be read.", 0,
        [("https://tin.example/a.html", "an example would stand here")], chart, days[-1], days[-1], "test", None,
        now, now, None, None, None, None,
    )  # fmt: skip
    audience = alerts.Audience(name="test", channels=(channel,), minimum="info")
    message = alerts.compose(alerts.Changes(first=[trial]), audience, alerts.Links(), "none, a test", now)
    address = desk.address_of(channel)
    if message is None or address is None:
        return "the channel is not set up"
    try:
        images = [(name, alerts.png(data)) for name, data in message.charts]
        alerts.send(address, message.subject, message.body, message.html, images)
    except alerts.NotSent as error:
        return str(error)
    return ""


def _tell(
    conn: connection, desk: Office, seen: Seen, findings: list[alerts.Finding], covers: list[str], load_id: int | None,
    *, remind: bool = True,
) -> str:  # fmt: skip
    moment = alerts.Moment(seen.now, seen.run_id, load_id)
    changes = alerts.observe(conn, findings, covers, moment, desk.secrets(conn), remind=remind)
    if changes:
        alerts.post(conn, changes, desk.settings, desk.address_of, desk.links(seen.dag_id, seen.run_id), moment)
    counts = f"{len(changes.first)} new, {len(changes.still)} still open, {len(changes.resolved)} resolved"
    said = _said(alerts.deliver(conn, desk.address_of, seen.now))
    lines = [f"Alerts: {counts}.", *(f"- {one.title}: {one.what}" for one in changes.first), said, desk.problem]
    return "\n".join(line for line in lines if line)


def _said(done: list[alerts.Delivery]) -> str:
    return "\n".join(
        f"Told {one.audience} through {one.channel}."
        if one.sent
        else f"NOT told {one.audience} through {one.channel}, tried again later: {one.reason}"
        for one in done
    )


def _load_of(conn: connection, run_id: str) -> Load | None:
    load_id = newest_load(conn, run_id)
    return reports.summary(conn, load_ids=[load_id]).loads[0] if load_id else None


def _of_run(conn: connection, load: Load, seen: Seen) -> Iterator[alerts.Finding]:
    if load.verdict == "hold" and load.status in ("running", "held"):
        broken = [bad for bad in load.failing if bad.severity == "hold"]
        shown = failing_examples(conn, load.load_id)
        yield alerts.Finding(
            f"runs:{seen.dag_id}:{load.day}:held", "runs", "warning", f"{load.day} waits for approval",
            " ".join(f"{bad.rule}: {bad.n_failed} of {bad.n_rows}. {bad.sentence}" for bad in broken[:3]),
            "The day is odd: something new that is true, or something that is broken.",
            "Open the run, task approve, tab Required Actions: publish, publish without the failing rows, or discard.",
            load.day, sum(bad.n_failed for bad in broken),
            examples=tuple(one for bad in broken for one in shown.get(bad.rule, ()))[:3],
        )  # fmt: skip


def _of_checks(conn: connection, load: Load) -> Iterator[alerts.Finding]:
    """Rules that set rows aside or warn; a stop or a hold is told as the run that it stops or holds."""
    shown = failing_examples(conn, load.load_id)
    for bad in load.failing:
        fate = {"reject": "were set aside", "warn": "are odd"}.get(bad.severity)
        if fate:
            title = f"{bad.rule}: {count(bad.n_failed, bad.dataset.removesuffix('s'))}"
            yield alerts.Finding(
                f"checks:{bad.rule}", "checks", "info", title,
                f"{bad.n_failed} of {bad.n_rows} {bad.dataset} {fate}.",
                bad.sentence, "Look at the rows on the results page.", load.day, bad.n_failed,
                examples=shown.get(bad.rule, ()),
            )  # fmt: skip


def _of_trends(conn: connection, measured: trends.Measured) -> Iterator[alerts.Finding]:
    for told in measured.diagnoses:
        titles = {
            "silent": "silent", "fell": "far fewer articles", "rose": "far more articles", "template": "a new layout",
            "language": "another language", "archive": "an archive was delivered", "mix": "an unusual mix of sources",
        }  # fmt: skip
        title = titles.get(told.kind) or f"unusually many {trends.WORDS[told.kind]}"
        if told.kind in ("yield", "length"):
            title = f"unusual number of {trends.WORDS[told.kind]}"
        yield alerts.Finding(
            f"trends:{told.source_key}:{told.kind}", "trends", told.severity, f"{told.source}: {title}", told.what,
            told.cause, told.todo, told.day, told.count, None if told.source_key == trends.ALL else told.source,
            tuple(trends.examples(conn, told, measured.history)), _chart(told, measured.history),
        )  # fmt: skip


def _chart(told: trends.Diagnosis, history: trends.History) -> dict[str, object] | None:
    """The figure that is out of the ordinary, over the last weeks; None where no single one is."""
    metric = told.anomalies[0].metric if told.anomalies else ""
    if metric != "volume" and metric not in trends.METRICS:
        return None
    key, days = told.source_key, [day for day in history.days if day <= told.day][-CHART_DAYS:]
    measure = trends.METRICS.get(metric)
    if measure is None:
        values: list[float | None] = [history.at(key, day).n_articles for day in days]
        bands = [history.volume_band(key, day) for day in days]
    else:
        values = [measure.value(history.at(key, day)) for day in days]
        bands = [history.metric_band(key, metric, day) for day in days]
    unit = 100 if isinstance(measure, trends.Share) else 1
    odd = {found.day for found in history.anomalies if (found.source_key, found.metric) == (key, metric)}
    return {
        "title": told.source, "of": ("% " if unit == 100 else "") + trends.WORDS[metric],
        "days": [day.isoformat() for day in days],
        "values": [value and value * unit for value in values],
        "low": [band and band.low * unit for band in bands], "high": [band and band.high * unit for band in bands],
        "usual": [band and band.usual * unit for band in bands],
        "odd": [day.isoformat() for day in days if day in odd],
    }  # fmt: skip


def _missing(measured: trends.Measured) -> Iterator[alerts.Finding]:
    for day in measured.missing:
        yield alerts.Finding(
            f"days:missing:{day}", "days", "warning", f"{day} is missing", f"No run has loaded {day}.",
            "The scheduler was down or the DAG was paused, or its run failed.",
            f"Trigger > Backfill from {day} to {day}.", day, 1,
        )  # fmt: skip


def _of_fetching(conn: connection, seen: Seen) -> Iterator[alerts.Finding]:
    for source, n, reason in sources_down(conn):
        yield alerts.Finding(
            f"fetching:{source}", "fetching", "warning", f"{source} does not answer",
            f"{n} runs in a row got nothing from it: {_line(reason)}", "The site is down, moved, or refuses us.",
            "Open the site. If it moved, correct its addresses in sources.yaml.", seen.now.date(), n, source,
        )  # fmt: skip


def _line(text: str) -> str:
    return " ".join(text.split())[:400]
