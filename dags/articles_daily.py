"""### Drops of one day in, articles and conflict events out

**What it does.** Every night the drops of the day that ended are read, cleaned, checked and published to the
warehouse. Until `publish` has committed, readers see the last good day. Running a day again changes nothing.

- `collect` (seconds) archives the drops by sha256, enters them in the ledger and opens a load.
  *Fails when* inbox or archive cannot be reached or the disk is full: mend that, clear `collect`.
- `plan` (1 s) cuts the files into shards.
- `process` (1 min a shard of 8 MB) reads, cleans, extracts and stages. A bad item never fails it, it is quarantined.
  *Fails when* many items meet a fault of the program: report the log; nothing is published.
- `check` (10 s) holds what was staged to the expectations and sets failing rows aside.
  *Fails when* a `stop` rule is broken: the log names it, nothing is published. Mend the cause, clear `collect`.
- `approve` (skipped, unless a `hold` rule is broken) waits for a person; nothing is published until then. Open the
  task, tab **Required Action**: there are the numbers and the worst examples. **Publish** when the day is odd but
  true (a war broke out, a source was added); **Publish without the failing rows** when part of it is bad; **Discard**
  when all is wrong: everything goes to the quarantine and can be replayed. In doubt leave it: no answer discards it.
  *Fails* only when the warehouse is down: clear it, and it asks again.
- `publish` (10 s) is one transaction: articles, events, dispositions.
  *Fails when* the account does not balance or the database is down: clear it when the database is up.
- `report` (1 s) says what came in and what became of it: **read its log first.** If it fails nothing is lost: clear it.
- `alert` (1 s) compares the day with the weeks before and tells whom it concerns (`alerts.yaml`). It never fails a run;
  a channel that does not answer is tried again. What every check said: tab **Results** of the run.

**Which files.** `inbox/2017-11-06/...` belongs to that day, an undated file to the day it arrived. The nightly run and
a run started by hand also take what came late for a day that had run already. A backfill takes exactly its own days.
A file still being written is left for the next run, and so are the files of a run that waits for approval.

**Trigger** takes the last day that ended, or the day you choose. **Trigger > Backfill** loads a range of days, and so
does **Dropwire > Runs > Calendar**, which shows first what lies there. Backfills take only slots nothing else wants. A
cancelled one gives up the days that had not begun; those at work end. A run set to failed leaves its files to the next.

**Worry** when `process` takes ten times as long as usual, or the report says most items were quarantined.
**Don't worry** about a day without drops: `process` is skipped and the run is green.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import (
    Asset,
    CronDataIntervalTimetable,
    DeadlineAlert,
    Param,
    SyncCallback,
    TriggerRule,
    dag,
    task,
)
from late_run import RunAskedFor
from wiring import DEFAULTS, alerting, day_of, fenced, measure, trace, warehouse, warehouse_url

from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from airflow.sdk import Context
    from psycopg2.extensions import connection

    from dropwire.alerting import Office, Seen
    from dropwire.daily import Shard

LOADED = Asset("dropwire_loaded")

LATE_AFTER = timedelta(hours=3)
"""A run that has not ended by then is told as late."""

ANSWERS = ["Publish", "Publish without the failing rows", "Discard"]
COMMENT = Param(None, type=["null", "string"], title="Comment", description="Why; kept with the decision.")

PARAMS = {
    "day": Param(
        None,
        type=["null", "string"],
        format="date",
        title="Day",
        description="Load this day instead of the last one that ended.",
    ),
    "sources": Param(
        [],
        type=["null", "array"],
        items={"type": "string"},
        title="Sources",
        description="Only articles of these, a site or source name a line. Empty: all. The others are skipped.",
    ),
    "force": Param(
        False,
        type="boolean",
        title="Read again",
        description="Also files that were loaded before. Items nothing has changed of are only accounted for.",
    ),
    "wait_hours": Param(
        24,
        type="number",
        minimum=0,
        maximum=24 * 366,
        title="Wait for approval, hours",
        description="How long a batch that is held waits for a person. 0: not at all.",
    ),
    "if_no_answer": Param(
        "Discard",
        type="string",
        enum=ANSWERS,
        title="Without an answer",
        description="What is done with a held batch when no one has answered. Discarded articles can be replayed.",
    ),
    "dry_run": Param(False, type="boolean", title="Dry run", description="Publish nothing, report what would change."),
}


class Approval(HITLOperator):
    """Asks a person about a held load, with what the warehouse knows of it, and carries the answer out."""

    template_fields = (*HITLOperator.template_fields, "load_id")

    def __init__(self, *, load_id: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.load_id = load_id

    def execute(self, context: Context) -> None:
        """Ask, or answer at once where no wait was asked for."""
        from dropwire import daily

        wait, default = timedelta(hours=context["params"]["wait_hours"]), context["params"]["if_no_answer"]
        with warehouse() as conn:
            asked = daily.question(conn, self.load_id, wait, default)
            if asked and not wait:
                daily.decide(conn, self.load_id, default, None)
        if asked and wait:
            self.subject, self.body, self.options = asked.subject, asked.body, list(asked.answers)
            self.response_timeout, self.defaults = wait, [default]
            super().execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> None:
        """Carry the answer out."""
        from dropwire import daily

        told = super().execute_complete(context, event)
        by = (told["responded_by_user"] or {}).get("name")
        with warehouse() as conn:
            daily.decide(conn, self.load_id, told["chosen_options"][0], by, told["params_input"].get("comment"))


def _alert(context: dict[str, Any], load_id: int) -> None:
    from dropwire.alerting import after_load

    alerting(context, lambda conn, desk, seen: after_load(conn, desk, seen, load_id))


def _stopped(context: Any) -> None:
    from dropwire import daily
    from dropwire.alerting import after_failure

    day, task_id, reason = day_of(context), context["ti"].task_id, str(context.get("exception") or "see its log")

    def tell(conn: connection, desk: Office, seen: Seen) -> str:
        daily.stop(conn, seen.run_id, f"{task_id} failed: {reason}")
        return after_failure(conn, desk, seen, day, task_id, reason)

    alerting(context, tell)


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2011, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=4,
    params=PARAMS,
    doc_md=__doc__,
    tags=["dropwire", "articles", "events"],
    default_args={
        **DEFAULTS,
        "execution_timeout": timedelta(hours=2),
        "on_failure_callback": _stopped,
    },
    deadline=DeadlineAlert(
        reference=RunAskedFor(),
        interval=LATE_AFTER,
        callback=SyncCallback("late_run.tell", kwargs={"hours": LATE_AFTER.total_seconds() / 3600}),
    ),
)
def articles_daily() -> None:
    """Wire the steps; what they do lives in `dropwire.daily`."""

    @task
    def collect(**context: Any) -> int:
        from dropwire import daily
        from dropwire.config import Settings

        params, dag_run = context["params"], context["dag_run"]
        if params["day"] and dag_run.run_type == "backfill":
            raise ConfigError("a backfill has its own days: cancel it and start it with the field Day left empty")
        run = daily.Run(
            day=day_of(context),
            run_id=dag_run.run_id,
            kind=dag_run.run_type.value,
            force=params["force"],
            dry_run=params["dry_run"],
            started_by=dag_run.triggering_user_name,
        )
        with fenced() as conn:
            return daily.collect(conn, Settings.from_env(), run)

    @task
    def plan(load_id: int) -> list[Shard]:
        from dropwire import daily
        from dropwire.config import Settings

        with fenced() as conn:
            return daily.plan(conn, Settings.from_env(), load_id)

    @task(map_index_template="{{ task.op_kwargs['shard']['name'] }}")
    def process(load_id: int, shard: Shard, params: dict[str, Any] | None = None) -> dict[str, int]:
        from dropwire import daily
        from dropwire.config import Settings

        with fenced() as conn:
            return daily.process(conn, Settings.from_env(), load_id, shard, (params or {}).get("sources") or ())

    @task.branch(trigger_rule=TriggerRule.NONE_FAILED)
    def check(load_id: int, **context: Any) -> str:
        from dropwire import daily
        from dropwire.config import Settings

        with fenced() as conn:
            verdict = daily.check(conn, Settings.from_env(), warehouse_url(), load_id)
        if verdict != "hold" or context["params"]["dry_run"]:
            return "publish"
        _alert(context, load_id)
        return "approve"

    @task(trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    def publish(load_id: int, **context: Any) -> dict[str, int]:
        from dropwire import daily

        with fenced() as conn:
            counts = daily.publish(conn, load_id)
        trace(context, load_id)
        return counts

    @task(outlets=[LOADED])
    def report(load_id: int) -> None:
        from dropwire import daily

        with warehouse() as conn:
            print(daily.report(conn, load_id))

    @task
    def alert(load_id: int, **context: Any) -> None:
        _alert(context, load_id)
        measure()

    load_id = collect()
    processed = process.partial(load_id=load_id).expand(shard=plan(load_id))
    checked, published = check(load_id), publish(load_id)
    approve = Approval(
        task_id="approve", load_id=load_id, subject="", options=ANSWERS, params={"comment": COMMENT},
        response_timeout=timedelta(hours=PARAMS["wait_hours"].value),
    )  # fmt: skip
    processed >> checked >> approve >> published >> report(load_id) >> alert(load_id)
    checked >> published


articles_daily()
