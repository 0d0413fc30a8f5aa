"""### From the web to the inbox

**What it does.** Every night each source of `sources.yaml` that says what to fetch is asked for the day that ended: its
listings, then the pages it has not had yet. What comes is put into the inbox of that day as WARC files, and
`inbox_pickup` starts loading it. Robots.txt, rates and Retry-After are kept; nothing is asked for twice.

- `sources` (1 s) reads `sources.yaml`. *Fails when* it is wrong: the log names the line.
- `fetch` (one task a source; 1 s a page) asks the source. What came before a failure is kept, and the next try goes
  on there. A source that answers 5xx is tried again after a growing while, one that asks to wait after that; one that
  stays down is left alone for some hours, which delays no other.
  *Fails when* the source stays down, or is not what `sources.yaml` says (404, no feed): correct the file, clear it.
- `report` (1 s) says what each source brought: **read its log first.** *Fails when* every source failed: look at the
  network of this machine.

**Trigger** takes the last day that ended, or the day you choose. **Trigger > Backfill** over a past month asks archives
by date and listings that tell dates for that month. Two runs never ask one source at the same time.

**Don't worry** when `fetch` is skipped: no source is configured, or it is being left alone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import uniform
from typing import Any

from airflow.sdk import (
    Asset,
    BaseHook,
    CronDataIntervalTimetable,
    Param,
    RetryDecision,
    RetryPolicy,
    TriggerRule,
    dag,
    task,
)
from airflow.sdk.exceptions import AirflowSkipException
from wiring import DEFAULTS, day_of, warehouse

from dropwire.errors import BadDay, SourceDown

POOL = "dropwire_fetch"
FETCHED = Asset("dropwire_fetched")

PARAMS = {
    "day": Param(None, type=["null", "string"], format="date", title="Day", description="Fetch for this day instead."),
    "sources": Param(
        [], type=["null", "array"], items={"type": "string"}, title="Sources",
        description="Only these, a name or domain a line. Empty: all.",
    ),
    "again": Param(False, type="boolean", title="Try again", description="Also sources left alone after failures."),
}  # fmt: skip


class Patience(RetryPolicy):
    """Waits as long as a site asks, else longer each time; what another try cannot mend is final."""

    def evaluate(self, exception: BaseException, try_number: int, max_tries: int, context: Any = None) -> RetryDecision:
        """A decision by the kind of the error."""
        if type(exception).__module__ == "psycopg2.errors" or type(exception).__name__ == "OperationalError":
            return RetryDecision.retry(timedelta(seconds=30), "The database did not answer.")
        if not isinstance(exception, SourceDown):
            return RetryDecision.fail("Another try would end the same.")
        if exception.retry_after:
            return RetryDecision.retry(timedelta(seconds=exception.retry_after + 1), "The site asks to wait.")
        wait = min(120 * 2 ** (try_number - 1), 3600) * uniform(0.8, 1.2)
        return RetryDecision.retry(timedelta(seconds=wait), "The source did not answer.")


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2011, 1, 1, tzinfo=UTC),
    catchup=False,
    max_active_runs=2,
    params=PARAMS,
    doc_md=__doc__,
    tags=["dropwire", "fetching"],
    default_args={
        **DEFAULTS,
        "retries": 3,
        "retry_policy": Patience(),
        "execution_timeout": timedelta(hours=6),
    },
)
def sources_fetch() -> None:
    """Wire the sources; what fetching is lives in `dropwire.fetching`."""

    @task
    def sources(params: dict[str, Any] | None = None) -> list[str]:
        from dropwire import fetching
        from dropwire.config import Settings

        return [site.name for site in fetching.sites(Settings.from_env(), tuple((params or {}).get("sources") or ()))]

    @task(map_index_template="{{ task.op_kwargs['name'] }}", pool=POOL, outlets=[FETCHED])
    def fetch(name: str, **context: Any) -> dict[str, int]:
        from dropwire import fetching
        from dropwire.config import Settings

        settings, run = Settings.from_env(), context["dag_run"]
        (site,) = fetching.sites(settings, (name,))
        past = run.run_type.value == "backfill" or bool(context["params"]["day"])
        with warehouse() as conn:
            account = fetching.run_for(conn, settings, site, day_of(context), run.run_id, _credentials(site), past=past,
                                       forced=context["params"]["again"])  # fmt: skip
        print(fetching.line(account))
        if account.outcome == "resting":
            raise AirflowSkipException(account.reason)
        fetching.insist(account)
        return {"fetched": account.fetched}

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def report(**context: Any) -> None:
        from dropwire import fetching
        from dropwire.fetch import accounts as told

        with warehouse() as conn:
            accounts = told(conn, day_of(context), context["dag_run"].run_id)
        print("\n".join(map(fetching.line, accounts)) or "No source says what to fetch; docs/sources.md shows how.")
        if accounts and all(account.outcome == "down" for account in accounts):
            raise BadDay("no source answered: look at the network of this machine")

    fetch.expand(name=sources()) >> report()


def _credentials(site: Any) -> Any:
    from dropwire.fetching import Credentials

    if not site.rules.connection:
        return None
    found = BaseHook.get_connection(site.rules.connection)
    headers = found.extra_dejson.get("headers") or {}
    return Credentials(found.host or "", found.login or "", found.password or "", headers)


sources_fetch()
