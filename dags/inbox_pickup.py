"""### A drop lands, its day is loaded

**What it does.** When a drop lands in the inbox, or a fetch has put one there, this DAG starts `articles_daily` for the
drop's day at once, beside the nightly run. It takes an event as a wake-up only: what is new is decided against the
ledger, so nothing is taken twice and nothing is lost when an event is. It also looks when a load has ended, and every
15 minutes.

- `sweep` (1 s) compares inbox and ledger and names the runs to start, one a day. A run is named by the files it is for,
  so it is started once. A day that is being loaded is left for the next look.
  *Fails when* inbox or warehouse cannot be reached: mend that; the next look makes it good.
- `start` (1 s a day) starts the runs. One that failed is not started again by itself before something new arrives for
  its day: clear it in `articles_daily`. *Fails when* that DAG is missing.
- `begun` (5 s) waits until these runs hold their files, so that the next look leaves them alone.

**Don't worry** about runs in which `start` is skipped: nothing was new.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import (
    Asset,
    AssetOrTimeSchedule,
    AssetWatcher,
    CronTriggerTimetable,
    dag,
    task,
)
from inbox_trigger import InboxTrigger
from wiring import DEFAULTS, warehouse

if TYPE_CHECKING:
    from dropwire.pickup import Start

INBOX = Asset("dropwire_inbox", watchers=[AssetWatcher(name="inbox", trigger=InboxTrigger())])
FETCHED = Asset("dropwire_fetched")
LOADED = Asset("dropwire_loaded")


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("*/15 * * * *", timezone="UTC"), assets=(INBOX | FETCHED | LOADED)
    ),
    start_date=datetime(2011, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    doc_md=__doc__,
    tags=["dropwire", "inbox"],
    default_args={
        **DEFAULTS,
        "retries": 1,
        "execution_timeout": timedelta(minutes=15),
    },
)
def inbox_pickup() -> None:
    """Wire the look and the start; what is new is decided in `dropwire.pickup`."""

    @task
    def sweep() -> list[Start]:
        from dropwire import pickup
        from dropwire.config import Settings

        with warehouse() as conn:
            return pickup.waiting_runs(conn, Settings.from_env())

    @task
    def begun(starts: list[Start]) -> None:
        from dropwire import pickup

        with warehouse() as conn:
            pickup.await_begun(conn, [start["trigger_run_id"] for start in starts])

    starts = sweep()
    start = TriggerDagRunOperator.partial(
        task_id="start",
        trigger_dag_id="articles_daily",
        logical_date=None,
        skip_when_already_exists=True,
    ).expand_kwargs(starts)
    start >> begun(starts)


inbox_pickup()
