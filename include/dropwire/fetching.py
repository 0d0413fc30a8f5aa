"""Fetching the sources of `sources.yaml`: what the DAG's tasks and `dropwire fetch` both run."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg2.extensions import connection

from dropwire import fetch
from dropwire.config import Settings
from dropwire.errors import ConfigError, SourceDown, SourceGone
from dropwire.sources import load_sources

log = logging.getLogger(__name__)

LOG_SECONDS = 30.0


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What an Airflow connection holds."""

    host: str
    login: str
    password: str
    headers: Mapping[str, str]


def sites(settings: Settings, names: tuple[str, ...] = ()) -> list[fetch.Site]:
    """The sources to fetch, by name or domain; all that have a `fetch` section when none is named.

    Raises:
        ConfigError: there is no such source, or it does not say what to fetch.
    """
    known = load_sources(settings.sources)
    found: dict[str, fetch.Site] = {}
    for entry in map(known.named, names) if names else known.entries:
        if entry.fetch:
            found[entry.name] = fetch.Site(entry.name, entry.domains, entry.fetch)
        elif names:
            raise ConfigError(f"{known.path}: `{entry.name}` has no `fetch` section, so nothing is fetched from it")
    return list(found.values())


def limits(settings: Settings) -> fetch.Limits:
    """What holds for every request."""
    return fetch.Limits(
        agent=settings.fetch_agent, threads=settings.fetch_threads, proxy=settings.fetch_proxy,
        ca_bundle=settings.fetch_ca, allow_loopback=settings.fetch_loopback,
    )  # fmt: skip


def login(site: fetch.Site, credentials: Credentials) -> fetch.Login:
    """The login for a source, for the connection's host or, where it names none, the source's domains."""
    host = urlsplit(credentials.host).hostname or credentials.host
    return fetch.login_of(
        credentials.login, credentials.password, credentials.headers, (host,) if host else site.domains
    )


def credentials_from_env(name: str, environ: Mapping[str, str]) -> Credentials:
    """A connection as Airflow reads it from `AIRFLOW_CONN_<NAME>`, a URI or JSON.

    Raises:
        ConfigError: the variable is missing or cannot be read; its value is not shown.
    """
    variable = f"AIRFLOW_CONN_{name.upper()}"
    text = environ.get(variable, "")
    if not text:
        raise ConfigError(f"the connection `{name}` is not set: {variable} holds it for commands")
    try:
        if text.startswith("{"):
            values = json.loads(text)
            extra = values.get("extra") or {}
        else:
            parts = urlsplit(text)
            values = {
                "host": parts.hostname or "", "login": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
            }  # fmt: skip
            extra = dict(parse_qsl(parts.query)).get("__extra__", "{}")
        extra = json.loads(extra) if isinstance(extra, str) else extra
    except ValueError:
        raise ConfigError(f"{variable} is neither a connection URI nor JSON") from None
    return Credentials(
        values.get("host") or "", values.get("login") or "", values.get("password") or "", extra.get("headers") or {}
    )


def run(
    conn: connection, settings: Settings, site: fetch.Site, asked: fetch.Asked,
    credentials: Credentials | None = None, progress: Callable[[fetch.Account, int], None] | None = None,
) -> fetch.Account:  # fmt: skip
    """Fetch one source for one day; the drops are in the inbox when this returns.

    Raises:
        ConfigError: the source wants a login and got none; `SourceDown`: inbox or spool cannot be written.
    """
    if site.rules.connection and credentials is None:
        raise ConfigError(f"{site.name} needs the connection `{site.rules.connection}`")
    place = fetch.Place(settings.inbox_path, settings.home / "drops" / "fetching", settings.shard_bytes)
    return fetch.fetch(
        conn, site, asked, place, limits(settings), login(site, credentials) if credentials else None,
        progress or (lambda account, total: None),
    )  # fmt: skip


def run_for(
    conn: connection, settings: Settings, site: fetch.Site, day: date, run_id: str, credentials: Credentials | None,
    *, past: bool = False, forced: bool = False,
) -> fetch.Account:  # fmt: skip
    """As `run`, with its progress in the log."""
    told = [time.monotonic()]

    def progress(account: fetch.Account, total: int) -> None:
        if time.monotonic() - told[0] > LOG_SECONDS:
            told[0] = time.monotonic()
            log.info("%s of %d pages", line(account), total)

    return run(conn, settings, site, fetch.Asked(day, run_id, past, forced), credentials, progress)


def insist(account: fetch.Account) -> None:
    """What a run that did not bring all means for the one who started it.

    Raises:
        SourceDown: trying again later may bring the rest; `SourceGone`: it would not.
    """
    if account.outcome in ("down", "partial"):
        told = f"{account.source}: {account.reason}"
        raise SourceDown(told, account.retry_after) if account.retry else SourceGone(told)


def report(conn: connection, day: date, run_id: str | None = None) -> str:
    """What fetching brought for a day, a line a source; empty when nothing was fetched for it."""
    return "\n".join(map(line, fetch.accounts(conn, day, run_id)))


def line(account: fetch.Account) -> str:
    """One source's account in words."""
    counts = (
        f"{account.listed} listed, {account.new} of them new; {account.fetched} fetched, {account.unchanged} unchanged,"
        f" {account.gone} gone, {account.refused} refused, {account.waiting} left for later"
    )
    why = f" ({account.reason})" if account.reason else ""
    return f"{account.source} {account.day}: {account.outcome}{why}: {counts}; {account.bytes:,} bytes"


def days(first: date, last: date) -> list[date]:
    """The days from first to last."""
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
