"""The results page: tab Results on every run. What it shows is made in `dropwire.pages`."""

from __future__ import annotations

from contextlib import closing

from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity
from airflow.api_fastapi.core_api.security import requires_access_dag
from airflow.plugins_manager import AirflowPlugin
from fastapi import Depends, FastAPI
from fastapi.responses import HTMLResponse, Response

PREFIX = "/dropwire-results"
READS_RUNS = Depends(requires_access_dag("GET", access_entity=DagAccessEntity.RUN))
"""Whoever may see the run may see its results."""

app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)


@app.get("/results.css")
def style() -> Response:
    """The style sheet, which tells nothing about any run."""
    from dropwire.pages.results import page as results

    return Response(results.style(), media_type="text/css", headers={"Cache-Control": "max-age=300"})


@app.get("/{dag_id}/{run_id:path}", dependencies=[READS_RUNS])
def show(dag_id: str, run_id: str) -> HTMLResponse:
    """The page of one run."""
    import psycopg2

    from dropwire.pages.results import page as results

    with closing(psycopg2.connect(_warehouse_url())) as conn:
        conn.set_session(readonly=True)
        found = results.results(conn, run_id)
    return HTMLResponse(results.page(found, PREFIX), headers=results.HEADERS)


def _warehouse_url() -> str:
    from airflow.models.connection import Connection

    found = Connection.get_connection_from_secrets("dropwire_warehouse")
    return str(found.get_uri()).replace("postgres://", "postgresql://", 1)


class ResultsPage(AirflowPlugin):
    """Registers the page."""

    name = "dropwire_results"
    fastapi_apps = [{"name": "dropwire_results", "app": app, "url_prefix": PREFIX}]  # noqa: RUF012 - a list is what Airflow takes
    external_views = [  # noqa: RUF012
        {
            "name": "Results",
            "href": PREFIX + "/{DAG_ID}/{RUN_ID}",
            "destination": "dag_run",
            "url_route": "results",
        },
    ]
