"""What a page knows of a request: who looks, in which language, and the warehouse to read from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from psycopg2.extensions import connection

from dropwire.config import Settings
from dropwire.errors import DropwireError
from dropwire.pages.shell.words import LANGUAGES, preferred

LANGUAGE_COOKIE, THEME_COOKIE = "dropwire_language", "dropwire_theme"
SLOWEST_MS = 20_000
"""A query that takes longer is broken off: a page must not tire the warehouse."""


class NotFound(DropwireError):
    """There is no such thing to show; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and from where."""

    base: str
    """Path of the control room, without a slash at its end."""
    airflow: str
    """Path of Airflow's own UI, the same way."""
    path: str
    """What is looked at, below `base`, with its query."""
    language: str
    theme: str
    """`light` or `dark` when the person chose one in Airflow, else empty."""
    may_trigger: frozenset[str]
    """The DAGs this person may start."""

    @property
    def in_airflow(self) -> str:
        """Address of what is looked at as Airflow shows it, in a frame."""
        route = self.base.removeprefix(self.airflow)
        return f"{self.airflow}/plugin{route}{self.base}{self.path}"


def viewer(request: Request) -> Viewer:
    """Who looks. What they may do is put into the request's state by whoever checks their login."""
    base = str(request.scope.get("root_path", "")).rstrip("/")
    path = str(request.scope["path"]).removeprefix(base)
    query = request.url.query
    chosen, theme = request.cookies.get(LANGUAGE_COOKIE), request.cookies.get(THEME_COOKIE, "")
    return Viewer(
        base,
        base.removesuffix(request.app.state.prefix),
        f"{path}?{query}" if query else path,
        chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", "")),
        theme if theme in ("light", "dark") else "",
        getattr(request.state, "may_trigger", frozenset()),
    )


def warehouse(request: Request) -> Iterator[connection]:
    """A connection that only reads, closed with the request."""
    with closing(request.app.state.connect()) as conn:
        conn.set_session(readonly=True)
        with conn.cursor() as cur:
            # an index costs what it costs in memory: else a page of one day would read all events there are
            cur.execute(
                "SELECT set_config('statement_timeout', %s, false), set_config('random_page_cost', '1.1', false),"
                " set_config('jit', 'off', false)",
                (str(SLOWEST_MS),),
            )
        conn.commit()
        yield conn


def settings(request: Request) -> Settings:
    """Where things are, the archive among them."""
    found: Settings = request.app.state.settings()
    return found


View = Annotated[Viewer, Depends(viewer)]
Warehouse = Annotated[connection, Depends(warehouse)]
Where = Annotated[Settings, Depends(settings)]
