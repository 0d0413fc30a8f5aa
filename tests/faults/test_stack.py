"""Parts of the running stack killed, stopped and kept away while a day is loaded: it ends well, nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
from stacks import Stack, kill_session, signalled, until

from dropwire.local.run import DAG
from dropwire.local.stack import Record

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with Stack(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


def test_a_task_is_killed(stack: Stack):
    reader, day = stack.reader(), stack.deliver()
    with stack.gate("staging.removed_spans"):
        run = stack.begin(day)
        stack.wait_at_gate()
        signalled(stack.tasks(run)[:1], signal.SIGKILL)
    assert stack.ended(run) == "success"
    assert stack.tries(run)["process", 2] == 1
    assert stack.examine(reader) == stack.expected


def test_the_scheduler_is_killed_with_its_tasks_at_work(stack: Stack):
    reader, day = stack.reader(), stack.deliver()
    before = stack.session("scheduler")
    with stack.gate("staging.removed_spans"):
        run = stack.begin(day)
        stack.wait_at_gate()
        os.kill(before.pid, signal.SIGKILL)  # its tasks live on until it is replaced
    assert stack.ended(run) == "success"
    assert stack.session("scheduler") != before
    assert stack.examine(reader) == stack.expected


@pytest.mark.parametrize("table", ["staging.removed_spans", "landing.drop_items"])
def test_the_api_server_is_down_for_a_minute(stack: Stack, table: str):
    """Tasks wait, end and would begin meanwhile; nobody is there to tell."""
    reader, day = stack.reader(), stack.deliver()
    launcher = Record.read(stack.layout).launcher
    with stack.gate(table, "DELETE" if table.startswith("landing") else "INSERT"):
        run = stack.begin(day)
        stack.wait_at_gate()
        os.kill(launcher, signal.SIGSTOP)  # or it would start another at once
        kill_session(stack.session("api-server"))
        time.sleep(10)
    time.sleep(50)
    os.kill(launcher, signal.SIGCONT)
    assert stack.ended(run) == "success"
    assert stack.examine(reader) == stack.expected


def test_the_same_day_twice_at_once(stack: Stack):
    reader, day = stack.reader(), stack.deliver()
    runs = [stack.begin(day), stack.person().trigger(DAG, day=str(day), wait_hours=0, if_no_answer="Publish")]
    assert [stack.ended(run) for run in runs] == ["success", "success"]
    stack.examine(reader)


def test_ended_by_hand_and_done_again(stack: Stack):
    reader, day = stack.reader(), stack.deliver()
    with stack.gate("staging.removed_spans"):
        run = stack.begin(day)
        stack.wait_at_gate()
        stack.person().request("PATCH", f"/dags/{DAG}/dagRuns/{run}", json={"state": "failed"})
    assert stack.ended(run) == "failed"
    stack.api.clear_run(DAG, run)
    assert stack.ended(run) == "success"
    stack.examine(reader)


def test_a_month_by_backfill_beside_the_daily_run(stack: Stack):
    reader, month, today = stack.reader(), [stack.deliver(10) for _ in range(31)], stack.deliver()
    asked = ("--from", str(month[0]), "--to", str(month[-1]), "--at-once", "4", "--held", "publish")
    backfill = stack.start("backfill", *asked)
    until(lambda: stack.api.active_backfill(DAG) or backfill.poll() is not None, "the backfill has begun")
    assert stack.ended(stack.begin(today)) == "success"
    output, _ = backfill.communicate()
    assert backfill.returncode == 0, output
    stack.examine(reader)
