"""The control room: its entry in Airflow's menu, and the tab of runs. The pages are made in `dropwire.pages`."""

# No `from __future__ import annotations`: FastAPI reads those of a function made inside another only as objects.
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from airflow.configuration import conf
from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from fastapi import FastAPI
    from psycopg2.extensions import connection
    from starlette.types import Receive, Scope, Send

PREFIX = "/dropwire"
STARTED_FROM_PAGES = ("articles_daily", "quarantine", "archive_replay", "alerts_mute")


def application() -> "FastAPI":
    """The pages, for whoever may see the daily runs; what else a person may do is noted for the page."""
    from airflow.api_fastapi.app import get_auth_manager
    from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
    from airflow.api_fastapi.core_api.security import GetUserDep, requires_access_dag
    from fastapi import Depends, Request

    from dropwire.pages.app import control_room

    def note_rights(request: Request, user: GetUserDep) -> None:
        manager = get_auth_manager()
        request.state.may_trigger = frozenset(
            dag_id
            for dag_id in STARTED_FROM_PAGES
            if manager.is_authorized_dag(
                method="POST", access_entity=DagAccessEntity.RUN, details=DagDetails(id=dag_id), user=user
            )
        )

    reads = requires_access_dag("GET", DagAccessEntity.RUN, "articles_daily")
    of_runs = requires_access_dag("GET", DagAccessEntity.RUN)
    return control_room(connect, PREFIX, [Depends(reads), Depends(note_rights)], [Depends(of_runs)])


def connect() -> "connection":
    """The warehouse, as Airflow's connection names it."""
    import psycopg2
    from airflow.models.connection import Connection

    from dropwire.config import CONNECTION, libpq_url

    return psycopg2.connect(libpq_url(Connection.get_connection_from_secrets(CONNECTION).get_uri()))


class OnFirstUse:
    """The application, made when it is first asked: every process of Airflow loads plugins, one serves them."""

    def __init__(self) -> None:
        self._made: FastAPI | None = None

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """As ASGI has it."""
        if self._made is None:
            self._made = application()
        await self._made(scope, receive, send)


AT = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/") + PREFIX
RESULTS = {"name": "Results", "href": AT + "/results/{DAG_ID}/{RUN_ID}", "url_route": "results"}


class ControlRoom(AirflowPlugin):
    """Registers the pages."""

    name = "dropwire_control_room"
    fastapi_apps = [{"name": "dropwire_control_room", "app": OnFirstUse(), "url_prefix": PREFIX}]  # noqa: RUF012 - a list is what Airflow takes
    external_views = [  # noqa: RUF012
        {
            "name": "Dropwire",
            "href": AT + "/today",
            "destination": "nav",
            "url_route": PREFIX.strip("/"),
            "nav_top_level": True,
        },
        {**RESULTS, "destination": "dag_run"},
        {**RESULTS, "destination": "task_instance"},
    ]
