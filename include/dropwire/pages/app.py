"""The control room as one application: its pages, its assets, and what it says when something is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import quote

import psycopg2
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from psycopg2.errors import QueryCanceled
from psycopg2.extensions import connection
from starlette.exceptions import HTTPException as RoutingError
from starlette.staticfiles import StaticFiles

from dropwire.config import Settings
from dropwire.pages import articles, events, quality, quarantine, results, runs, today
from dropwire.pages.shell import NotFound, page
from dropwire.pages.shell.render import HEADERS
from dropwire.pages.shell.request import LANGUAGE_COOKIE, viewer
from dropwire.pages.shell.words import LANGUAGES

ROOMS = (today, quality, quarantine, events, articles, runs)
KEPT = "public, max-age=31536000, immutable"
"""Of assets, whose addresses change with their content."""


def control_room(
    connect: Callable[[], connection], prefix: str, dependencies: Sequence[Any], of_runs: Sequence[Any],
    settings: Callable[[], Settings] = Settings.from_env,
) -> FastAPI:  # fmt: skip
    """The application.

    Args:
        connect: opens a connection to the warehouse.
        prefix: path it is mounted at, below Airflow's own.
        dependencies: FastAPI's, run before every page: they refuse who may not read, and put the ids of the DAGs a
            person may start into `request.state.may_trigger`.
        of_runs: the same, before the tab of a run; the path names its `dag_id`.
        settings: where the archive is, read when a page needs it.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.state.connect, app.state.prefix, app.state.settings = connect, prefix, settings
    app.mount("/assets", StaticFiles(packages=[("dropwire.pages", "shell/assets")]))
    for room in ROOMS:
        app.include_router(room.router, prefix=f"/{room.__name__.split('.')[-1]}", dependencies=dependencies)
    app.include_router(results.router, prefix="/results", dependencies=of_runs)

    @app.get("/", include_in_schema=False)
    def start(request: Request) -> RedirectResponse:
        return RedirectResponse(f"{viewer(request).base}/today")

    @app.get("/language/{language}", include_in_schema=False)
    def language(request: Request, language: str, back: str = "/today") -> RedirectResponse:
        base = viewer(request).base
        local = back.startswith("/") and not back.startswith(("//", "/\\"))
        answer = RedirectResponse(base + (back if local else "/today"), status_code=303)
        if language in LANGUAGES:
            answer.set_cookie(
                LANGUAGE_COOKIE, language, max_age=31536000, path=base or "/", samesite="lax", httponly=True
            )
        return answer

    @app.middleware("http")
    async def with_headers(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        answer = await go_on(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        if "v" in request.query_params and "/assets/" in request.url.path and answer.status_code == 200:
            answer.headers["Cache-Control"] = KEPT
        return answer

    _say_what_is_wrong(app)
    return app


def _say_what_is_wrong(app: FastAPI) -> None:
    def say(request: Request, status: int, trouble: str, detail: str = "") -> Response:
        seen = viewer(request)
        login = f"/api/v2/auth/login?next={quote(seen.in_airflow, safe='')}"
        return page(seen, "shell/trouble.html.j2", status=status, trouble=trouble, detail=detail, login=login)

    @app.exception_handler(NotFound)
    def not_found(request: Request, error: NotFound) -> Response:
        return say(request, 404, "missing", str(error))

    @app.exception_handler(RoutingError)
    @app.exception_handler(HTTPException)
    def refused(request: Request, error: RoutingError) -> Response:
        return say(request, error.status_code, {401: "login", 403: "forbidden"}.get(error.status_code, "missing"))

    @app.exception_handler(RequestValidationError)
    def misread(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
        return say(request, 422, "misread", told)

    @app.exception_handler(QueryCanceled)
    def slow(request: Request, error: QueryCanceled) -> Response:
        return say(request, 503, "slow")

    @app.exception_handler(psycopg2.OperationalError)
    def down(request: Request, error: psycopg2.OperationalError) -> Response:
        return say(request, 503, "down")
