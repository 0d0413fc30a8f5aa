"""### Today's rules over days that were loaded before

**What it does.** After lexicons, cleaning rules or the program have changed, it reads archived days again, shows what
would become different in the warehouse, asks, and publishes the new version. What stood before stays in the history:
`news.articles_as_of` and `news.events_as_of` read it back. Drops that were never loaded are left to their own run.

- `days` (1 s) finds which days of the range have been loaded. *Fails when* the dates are the wrong way round.
- `compare` (one task a day, as long as loading it took) works out the difference; nothing is published.
  *Fails when* a check says stop, or many items meet a fault of the program: the log says which.
- `approve` asks a person, with the difference in the message. Nothing different, or "Show only": it is skipped.
  *Fails when* the database is down: clear it.
- `publish` (one task a day) reads the day again and publishes it.
  *Fails when* `compare` would; what other days published stays. Clear it when the cause is mended.
- `report` (1 s) says what changed, or would: **read its log.** If it fails nothing is lost: clear it.

**Trigger** asks for the days and the step to begin with: `clean` makes texts and events anew, `extract` only the events
of articles whose text stays as it is. The same on the command line: `dropwire replay`.

**Worry** when many articles are *removed* or refused that were published: the new rules take too much.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from airflow.providers.standard.operators.hitl import HITLOperator
from airflow.sdk import Param, TriggerRule, dag, task
from airflow.sdk.exceptions import AirflowSkipException
from wiring import DEFAULTS, fenced, warehouse, warehouse_url

from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from airflow.sdk import Context

    from dropwire.replay import Replay

MOST_TASKS = 200
"""Longer ranges give each task several days."""

ASK, SHOW, PUBLISH = "Ask me", "Show only", "Publish"

PARAMS = {
    "first": Param(type="string", format="date", title="First day", description="Day of the drops, as in the inbox."),
    "last": Param(
        None, type=["null", "string"], format="date", title="Last day", description="Included. Empty: the first alone."
    ),
    "stage": Param(
        "clean", type="string", enum=["clean", "extract"], title="Begin with",
        description="clean: texts and events. extract: only the events of articles whose text would stay as it is.",
    ),
    "sources": Param(
        [], type=["null", "array"], items={"type": "string"}, title="Sources",
        description="Only articles of these, a site or source name a line. Empty: all.",
    ),
    "anew": Param(
        False, type="boolean", title="Read everything",
        description="Also what neither bytes nor rules have changed of; otherwise that is only accounted for.",
    ),
    "then": Param(
        ASK, type="string", enum=[ASK, SHOW, PUBLISH], title="When the difference is known",
        description="Ask: a person decides within seven days, else nothing is published.",
    ),
}  # fmt: skip


def _asked(context: dict[str, Any], *, dry_run: bool) -> Replay:
    from dropwire.replay import Replay

    params = context["params"]
    first, last = (date.fromisoformat(params[name] or params["first"]) for name in ("first", "last"))
    run_id, sources = context["dag_run"].run_id, params["sources"] or ()
    return Replay(first, last, run_id, params["stage"], sources, dry_run=dry_run, anew=params["anew"])


def _replay(days: list[str], asked: Replay) -> list[int]:
    from dropwire.config import Settings
    from dropwire.replay import replay_day

    settings = Settings.from_env()
    with fenced() as conn:
        return [replay_day(conn, settings, warehouse_url(), date.fromisoformat(day), asked) for day in days]


class Approval(HITLOperator):
    """Asks whether the difference is to be published, when there is one."""

    template_fields = (*HITLOperator.template_fields, "loads")

    def __init__(self, *, loads: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.loads = loads

    def execute(self, context: Context) -> None:
        """Ask, pass or skip, as the run was asked to."""
        from dropwire import report

        with warehouse() as conn:
            found = report.compare(conn, [load for loads in self.loads for load in loads])
        then = context["params"]["then"]
        if then == SHOW or not found.changes:
            raise AirflowSkipException("Nothing would change." if not found.changes else "It was only to be shown.")
        if then == ASK:
            self.subject, self.body = report.comparison_as_question(found)
            super().execute(context)

    def execute_complete(self, context: Context, event: dict[str, Any]) -> None:
        """Go on to publish, or skip it."""
        told = super().execute_complete(context, event)
        if told["chosen_options"] != [PUBLISH]:
            raise AirflowSkipException("It is not to be published.")


@dag(
    schedule=None,
    start_date=datetime(2011, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=1,
    params=PARAMS,
    doc_md=__doc__,
    tags=["dropwire", "articles", "events"],
    default_args={
        **DEFAULTS,
        "execution_timeout": timedelta(hours=6),
    },
)
def archive_replay() -> None:
    """Wire the steps; what they do lives in `dropwire.replay`."""

    @task
    def days(**context: Any) -> list[list[str]]:
        from dropwire.replay import days as loaded

        asked = _asked(context, dry_run=True)
        if asked.last < asked.first:
            raise ConfigError(f"the last day, {asked.last}, lies before the first, {asked.first}")
        with warehouse() as conn:
            found = [day.isoformat() for day in loaded(conn, asked.first, asked.last)]
        each = 1 + len(found) // MOST_TASKS
        return [found[n : n + each] for n in range(0, len(found), each)]

    @task(map_index_template="{{ task.op_kwargs['days'][0] }}")
    def compare(days: list[str], **context: Any) -> list[int]:
        return _replay(days, _asked(context, dry_run=True))

    @task(map_index_template="{{ task.op_kwargs['days'][0] }}")
    def publish(days: list[str], **context: Any) -> list[int]:
        return _replay(days, _asked(context, dry_run=False))

    @task(trigger_rule=TriggerRule.NONE_FAILED)
    def report(compared: list[list[int]] | None, published: list[list[int]] | None) -> None:
        from dropwire import report as reports

        loads = [load for several in (published or compared or []) for load in several]
        with warehouse() as conn:
            print(reports.comparison_as_text(reports.compare(conn, loads)) if loads else "No day of these was loaded.")

    found = days()
    compared = compare.expand(days=found)
    published = publish.expand(days=found)
    approve = Approval(
        task_id="approve", loads=compared, subject="", options=[PUBLISH, "Leave as it is"], defaults="Leave as it is",
        response_timeout=timedelta(days=7), execution_timeout=timedelta(minutes=10),
    )  # fmt: skip
    compared >> approve >> published >> report(compared, published)


archive_replay()
