"""From when a run of `articles_daily` has its time, and what Airflow calls when it has not ended by then."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from airflow.plugins_manager import AirflowPlugin
from airflow.sdk.definitions.deadline import BaseDeadlineReference, deadline_reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@deadline_reference
class RunAskedFor(BaseDeadlineReference):
    """The moment a run is made; backfills, whose days wait their turn, have no deadline.

    Not `DAGRUN_QUEUED_AT`: with that, Airflow 3.3 cannot clear a run whose deadline has not passed (it takes the stored
    interval for a number), so a failed day could be neither cleared nor backfilled.
    """

    required_kwargs: ClassVar[set[str]] = {"dag_id", "run_id"}

    def _evaluate_with(self, *, session: Session, dag_id: str, run_id: str) -> datetime | None:
        from airflow.models.dagrun import DagRun
        from sqlalchemy import select

        asked = select(DagRun.run_type).where(DagRun.dag_id == dag_id, DagRun.run_id == run_id)
        return None if session.scalar(asked) == "backfill" else datetime.now(UTC)


class LateRun(AirflowPlugin):
    """Registers the reference."""

    name = "dropwire_late_run"
    deadline_references = [RunAskedFor]  # noqa: RUF012 - a list is what Airflow takes


def tell(context: dict[str, Any], hours: float) -> None:
    """Alert, except about days that a backfill took over: they are watched by whoever started it."""
    import psycopg2
    from airflow.configuration import conf
    from airflow.sdk import BaseHook

    from dropwire.alerting import Seen, late, office
    from dropwire.config import CONNECTION, Settings, libpq_url

    run = context["dag_run"]
    if run["run_type"] == "backfill":
        return
    url = libpq_url(BaseHook.get_connection(CONNECTION).get_uri())
    desk = office(Settings.from_env(), conf.get("api", "base_url", fallback=""))
    seen = Seen(run["dag_id"], run["dag_run_id"], datetime.now(UTC))
    conn = psycopg2.connect(url)
    try:
        logging.getLogger(__name__).info(late(conn, desk, seen, _day(run), timedelta(hours=hours)))
    finally:
        conn.close()


def _day(run: dict[str, Any]) -> date:
    chosen = (run.get("conf") or {}).get("day")
    if chosen:
        return date.fromisoformat(chosen)
    if run.get("data_interval_start"):
        return datetime.fromisoformat(run["data_interval_start"]).date()
    return datetime.fromisoformat(run["run_after"]).date() - timedelta(days=1)
