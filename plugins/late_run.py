"""What Airflow calls when a run of `articles_daily` has not ended by its deadline."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any


def tell(context: dict[str, Any], hours: float) -> None:
    """Alert, except about backfills: they are watched by whoever started them."""
    import psycopg2
    from airflow.configuration import conf
    from airflow.sdk import BaseHook

    from dropwire.alerting import Seen, late, office
    from dropwire.config import Settings

    run = context["dag_run"]
    if run["run_type"] == "backfill":
        return
    url = BaseHook.get_connection("dropwire_warehouse").get_uri().replace("postgres://", "postgresql://", 1)
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
