"""### Items that were set aside: count them, read them again, publish them all the same

**What it does.** A run that sets an item aside keeps it with the rule and the reason. **Trigger** opens a form: choose
what is to be done and with which entries. Fields that are left empty do not restrict; without any of them nothing is
moved, except by *All that is open*.

- `count` (seconds) writes to its log what is in the quarantine by rule, with the number of an example of each.
  *Fails when* the warehouse is down: clear it when it is up.
- `move` (1 min for 1,000 items; skipped when only counted) reads the items again from the archive with today's rules,
  each exactly once, and writes to its log, and returns, what became of them. *Waive* publishes them in spite of the
  check that set them aside; what cannot be published is closed for good. Who triggered the run, and the comment, are
  kept.
  *Fails when* a `stop` rule is broken, the comment is missing or the warehouse is down: nothing was moved then but what
  its log names. Mend the cause, clear it: what has been moved is not moved again.

**First** do a dry run. One entry is looked at with `dropwire quarantine show NUMBER`: raw beside clean.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from airflow.sdk import Param, dag, task
from wiring import DEFAULTS, fenced, warehouse, warehouse_url

if TYPE_CHECKING:
    from dropwire.load.quarantine import Filter

COUNT, REPLAY, WAIVE = "count", "replay", "waive"

PARAMS = {
    "action": Param(
        COUNT, type="string", enum=[COUNT, REPLAY, WAIVE], title="What is to be done",
        description="count changes nothing; replay reads again; waive publishes in spite of the rule, or closes.",
    ),
    "entries": Param(
        [], type=["null", "array"], items={"type": "integer"}, title="Entries",
        description="Numbers, one a line, as counting shows them and ops.quarantine holds them.",
    ),
    "rule": Param("", type=["null", "string"], title="Rule", description="Set aside by this rule."),
    "day": Param(None, type=["null", "string"], format="date", title="Day", description="Set aside in this day's run."),
    "source": Param("", type=["null", "string"], title="Source", description="Part of the publisher's or file's name."),
    "stage": Param(
        "", type=["null", "string"], enum=["", "collect", "read", "clean", "extract", "check"], title="Step",
        description="Set aside by this step.",
    ),
    "text": Param(
        "", type=["null", "string"], title="Text", description="Part of the reason, the file's name or what was found."
    ),
    "everything": Param(False, type="boolean", title="All that is open", description="No restriction is meant."),
    "comment": Param("", type=["null", "string"], title="Comment", description="Why. To waive needs one."),
    "dry_run": Param(True, type="boolean", title="Dry run", description="Change nothing, say what would be."),
}  # fmt: skip


def _wanted(params: dict[str, Any]) -> Filter:
    from dropwire.load.quarantine import Filter

    day = date.fromisoformat(params["day"]) if params["day"] else None
    named = [params[name] or None for name in ("source", "rule", "stage")]
    return Filter(params["entries"] or None, day, *named, text=params["text"] or None)


@dag(
    schedule=None,
    max_active_runs=1,
    params=PARAMS,
    doc_md=__doc__,
    tags=["dropwire", "quality"],
    default_args={
        **DEFAULTS,
        "execution_timeout": timedelta(hours=2),
    },
)
def quarantine() -> None:
    """Wire the steps; what they do lives in `dropwire.quarantine`."""

    @task.short_circuit
    def count(params: dict[str, Any] | None = None) -> bool:
        from dropwire.load.quarantine import rule_counts

        asked = params or {}
        with warehouse() as conn:
            for one in rule_counts(conn, _wanted(asked)):
                days = f"{one.first_day} to {one.last_day}"
                print(f"{one.n_items:7,} items  {one.stage}/{one.rule}, {days}, such as entry {one.example}")
        return bool(asked["action"] != COUNT)

    @task
    def move(**context: Any) -> dict[str, Any]:
        from dropwire.config import Settings
        from dropwire.errors import ConfigError
        from dropwire.quarantine import move_out

        asked = context["params"]
        if not any(asked[name] for name in ("entries", "rule", "day", "source", "stage", "text", "everything")):
            raise ConfigError("say which entries, or tick All that is open")
        by = context["dag_run"].triggering_user_name or "someone in Airflow"
        with fenced() as conn:
            outcome = move_out(
                conn, Settings.from_env(), warehouse_url(), _wanted(asked), asked["action"], by=by,
                comment=asked["comment"], dry_run=asked["dry_run"],
            )  # fmt: skip
        print(outcome.as_text(asked["dry_run"]))
        return outcome.as_json(asked["dry_run"])  # shown by the page that asked for it

    count() >> move()


quarantine()
