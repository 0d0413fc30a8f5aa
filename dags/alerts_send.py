"""### Messages that wait go out

**What it does.** Sends what `articles_daily` has to tell and could not yet: messages written in quiet hours (see
`alerts.yaml`), and those a channel has not taken. They are tried ever more rarely, for three days.

- `send` (1 s) sends what is due, and tells the monitoring system, where there is one, how the warehouse stands. A
  channel that fails does not fail it: the log says why.
  *Fails when* the warehouse does not answer: mend that, the next run sends everything.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import CronTriggerTimetable, dag, task
from wiring import DEFAULTS, alerting, measure


@dag(
    schedule=CronTriggerTimetable("*/30 * * * *", timezone="UTC"),
    start_date=datetime(2024, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["dropwire", "alerts"],
    default_args={
        **DEFAULTS,
        "retries": 1,
        "execution_timeout": timedelta(minutes=10),
    },
)
def alerts_send() -> None:
    """One task; what it does lives in `dropwire.alerting`."""

    @task
    def send(**context: Any) -> None:
        from dropwire.alerting import send_waiting

        alerting(context, lambda conn, desk, seen: send_waiting(conn, desk, seen.now))
        measure()

    send()


alerts_send()
