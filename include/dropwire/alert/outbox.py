"""Messages wait in the warehouse until their channel has taken them: nothing is lost, nothing blocks a load."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from psycopg2.extensions import connection
from psycopg2.extras import Json

from dropwire.alert.channels import NotSent, send
from dropwire.alert.chart import png
from dropwire.alert.lifecycle import Changes, Moment, told
from dropwire.alert.messages import Links, compose
from dropwire.alert.redact import redact, secrets_of
from dropwire.alert.settings import SEVERITIES, AlertSettings

log = logging.getLogger(__name__)

AddressOf = Callable[[str], str | None]
"""Address behind a channel's name; None where none is set up."""
GIVE_UP = timedelta(days=3)
FIRST_RETRY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message on one channel."""

    channel: str
    audience: str
    sent: bool
    reason: str = ""


def post(
    conn: connection, changes: Changes, settings: AlertSettings, address_of: AddressOf, links: Links, moment: Moment
) -> int:
    """Write one message for each audience the changes concern, on each of its channels; returns how many."""
    n = 0
    for audience in settings.audiences:
        message = compose(changes, audience, links, moment.run_id, moment.now)
        channels = [name for name in audience.channels if address_of(name)]
        if message is None or not channels:
            continue
        quiet = audience.quiet
        waits = quiet and SEVERITIES.index(message.severity) < SEVERITIES.index(quiet.unless)
        after = (quiet.ends(moment.now) if quiet and waits else None) or moment.now
        values = {
            "audience": audience.name, "severity": message.severity, "run_id": moment.run_id,
            "load_id": moment.load_id, "subject": message.subject, "body": message.body, "html": message.html,
            "images": Json(message.charts), "now": moment.now, "after": after,
        }  # fmt: skip
        with conn, conn.cursor() as cur:
            for name in channels:
                cur.execute(_statement("post"), values | {"channel": name})
        told(conn, message.alerts, moment.now)
        n += len(channels)
    return n


def deliver(conn: connection, address_of: AddressOf, now: datetime) -> list[Delivery]:
    """Send what is due. What a channel does not take is tried again later, ever more rarely, for three days."""
    done = []
    while (taken := _next(conn, now)) is not None:
        message_id, channel, audience, subject, body, html, charts, attempts, created = taken
        reason = _try(address_of(channel), subject, body, html, charts)
        values = {"id": message_id, "now": now, "error": reason or None}
        wait = FIRST_RETRY * 2 ** min(attempts, 9)
        values |= {"again": now + wait, "given_up": bool(reason) and now + wait > created + GIVE_UP}
        with conn, conn.cursor() as cur:
            cur.execute(_statement("sent" if not reason else "not_sent"), values)
        if reason:
            log.warning("Alert not sent through %s: %s. It is tried again from %s.", channel, reason, now + wait)
        done.append(Delivery(channel, audience, not reason, reason))
    return done


def troubles(conn: connection) -> list[tuple[str, int, str]]:
    """Channels that have not taken messages yet: name, how many wait, and why."""
    with conn, conn.cursor() as cur:
        cur.execute(_statement("troubles"))
        return [(str(channel), int(n), str(reason)) for channel, n, reason in cur.fetchall()]


def _next(conn: connection, now: datetime) -> tuple[Any, ...] | None:
    """Take a message that is due, marked as tried, so that no other delivers it, too."""
    with conn, conn.cursor() as cur:
        cur.execute(_statement("take"), {"now": now, "lease": now + FIRST_RETRY})
        return cur.fetchone()


def _try(address: str | None, subject: str, body: str, html: str, charts: list[list[Any]]) -> str:
    """Why it was not sent; empty when it was."""
    if not address:
        return "the channel has no address any more"
    secrets = secrets_of(address)
    subject, body, html = (redact(text, secrets) for text in (subject, body, html))
    try:
        send(address, subject, body, html, [(name, png(chart)) for name, chart in charts])
    except NotSent as error:
        return str(error)
    return ""


@cache
def _statement(name: str) -> str:
    return (files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
