"""Past days through a real scheduler: dry run, cap, pause, the nightly run beside it, cancel, redo."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import psycopg2
import pytest
from machines import PATIENCE, Machine

from dropwire.local.airflow_api import AirflowApiError
from dropwire.local.postgres import SUPERUSER, Postgres

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(600)]

DAG = "articles_daily"
TEXT = "Quân đội Iraq ngày {day}/11/2017 giành lại thị trấn số {n} ở tỉnh Anbar từ tay IS, hãng tin nhà nước cho biết."
DAYS = range(1, 6)


def put(home: Path, day: int, n: int = 0) -> None:
    file = home / "drops" / "inbox" / f"2017-11-{day:02d}" / f"tin-{n}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TEXT.format(day=day, n=n or day), encoding="utf-8")
    os.utime(file, (time.time() - 60,) * 2)  # long enough ago to count as written


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """The stack, up, without a calendar; five days wait in its inbox."""
    for day in DAYS:
        put(tmp_path, day)
    with Machine(tmp_path, AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE="False") as made:
        made.do("up")
        yield made


@contextmanager
def at_a_standstill(machine: Machine) -> Iterator[None]:
    """No shard can be staged meanwhile: a day that has begun, which takes no longer than a command, does not end."""
    folder = machine.home / "postgres"
    port = int((folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()[3])
    with closing(psycopg2.connect(Postgres(folder, port).url(SUPERUSER, "warehouse"))) as conn, conn.cursor() as cur:
        cur.execute("LOCK TABLE staging.shards")
        yield


def test_a_backfill_is_shown_begun_paused_cancelled_and_taken_up_again(machine: Machine) -> None:
    api, ask, local = machine.person().api, machine.ask, machine.do
    first, last = date(2017, 11, 1), date(2017, 11, 5)

    def states() -> dict[int, str]:
        return {run.day.day: run.state for run in api.runs_between(DAG, first, last) if run.day}

    def wait(done: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, f"{what}: {states()}"
            time.sleep(0.5)

    shown = local("backfill", "--from", "2017-11-01", "--to", "2017-11-06", "--dry-run")
    assert "2017-11-03" in shown and "files wait" in shown
    assert "6 of 6 days would run, 5 new files" in shown
    assert states() == {} and ask("SELECT count(*) FROM ops.loads") == [["0"]], "a dry run changes nothing"
    assert "has not ended yet" in machine.try_("backfill", "--from", "2999-01-01").stderr

    made = api.create_backfill(DAG, first, last, "none", 1, {"force": False})
    wait(lambda: "running" in states().values(), "the first day begins")
    api.steer_backfill(made.backfill_id, "pause")
    assert sorted(states().values()).count("running") == 1, "one at once was asked for"
    with pytest.raises(AirflowApiError, match="409"):
        api.create_backfill(DAG, first, last, "none", 1, {})
    night = api.create_run(DAG, date(2017, 11, 20))
    wait(lambda: api.get_run(DAG, night.run_id).finished, "a run beside a paused backfill")
    wait(lambda: "running" not in states().values(), "the days at work end while it is paused")
    assert (begun := [state for state in states().values() if state != "queued"]) and set(begun) == {"success"}
    assert set(states().values()) == {"success", "queued"}

    def weights(run_id: str) -> set[int]:
        path = f"/dags/{DAG}/dagRuns/{run_id}/taskInstances"
        return {task["priority_weight"] for task in api._request("GET", path)["task_instances"]}

    runs = {run.day.day: run.run_id for run in api.runs_between(DAG, first, last) if run.day}
    assert weights(runs[1]) == {0} and min(weights(night.run_id)) > 0, "whatever else wants a slot has it first"

    with at_a_standstill(machine):
        local("backfill", "--resume")
        stopped = max(day for day, state in states().items() if state == "success") + 1
        opened = f"SELECT count(*) FROM ops.loads WHERE run_id = '{runs[stopped]}'"
        wait(lambda: ask(opened) == [["1"]], "the next begins")
        api.steer_backfill(made.backfill_id, "cancel")
        api._request("PATCH", f"/dags/{DAG}/dagRuns/{runs[stopped]}", json={"state": "failed"})
        assert ask(f"SELECT status, reason FROM ops.loads WHERE run_id = '{runs[stopped]}'") == [
            ["stopped", "its run was ended by hand"]
        ]
        assert set(states().values()) == {"success", "failed"}, "nothing is left that waits for ever"
        assert ask("SELECT count(*) FROM ops.loads WHERE status = 'running'") == [["0"]]

    left = list(states().values()).count("failed")
    again = local("backfill", "--from", "2017-11-01", "--to", "2017-11-05", "--at-once", "4")
    assert f"{left} of 5 days would run, {left} new files, 4 days at once" in again
    assert set(states().values()) == {"success"}
    loaded = ask("SELECT day, kind, started_by FROM ops.loads WHERE n_loaded > 0 ORDER BY day")
    loads = ask("SELECT load_id, day, kind, status, reason, n_files, n_read, n_loaded FROM ops.loads ORDER BY 1")
    told = [*map(str, loads), *(machine.person().told(run_id, DAG) for run_id in runs.values())]
    assert loaded == [[f"2017-11-0{day}", "backfill", "admin"] for day in DAYS], "\n".join(told)
    assert ask("SELECT count(*) FROM news.articles") == [["5"]]
    steps = ask("SELECT DISTINCT step FROM ops.load_steps JOIN ops.loads USING (load_id) WHERE n_loaded > 0 ORDER BY 1")
    assert steps == [["check"], ["collect"], ["index"], ["process"], ["publish"]]

    put(machine.home, 2, 9)  # it came after its day had run
    late = local("backfill", "--from", "2017-11-02")
    assert "0 of 1 days would run" in late and "--again all" in late
    local("backfill", "--from", "2017-11-02", "--again", "all")
    assert ask("SELECT n_files, n_loaded FROM ops.loads ORDER BY load_id DESC LIMIT 1") == [["1", "1"]]
    local("backfill", "--from", "2017-11-02", "--again", "all", "--force")
    assert ask("SELECT n_files, n_loaded, n_unchanged FROM ops.loads ORDER BY load_id DESC LIMIT 1") == [
        ["2", "0", "2"]
    ]
