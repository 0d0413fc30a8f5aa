"""Redis and workers killed and paused while a day is loaded on Celery: it costs time and nothing else."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator

import psutil
import pytest
from fleets import NEEDS_REDIS, SERVICES, Fleet
from stacks import Stack, until

pytestmark = [pytest.mark.faults, pytest.mark.timeout(1800), NEEDS_REDIS]

WORKERS = ("first", "second")
SCHEDULER = SERVICES["scheduler"]
FOR_EVER = "AIRFLOW__SCHEDULER__NUM_STUCK_IN_QUEUED_RETRIES"
LOST_AFTER = "30"
"""Seconds after which a task that no worker has taken is sent again; Airflow's default is ten minutes."""


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with Fleet(tmp_path_factory.mktemp("fleet")) as fleet:
        yield fleet


@pytest.fixture(scope="module")
def stack(fleet: Fleet) -> Iterator[Stack]:
    ports = {"DROPWIRE_UI_PORT": str(fleet.layout.ui_port), "DROPWIRE_PG_PORT": str(fleet.layout.pg_port)}
    patience = {
        "AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT": LOST_AFTER,
        "AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT_CHECK_INTERVAL": "5",
        "AIRFLOW__CORE__PARALLELISM": "16",
        FOR_EVER: SCHEDULER["environment"][FOR_EVER],
    }
    with Stack(fleet.layout.home, **fleet.queue, **ports, **patience) as stack:
        for name in WORKERS:
            fleet.start_worker(name)
        yield stack


def both_at_work(stack: Stack, run_id: str, fleet: Fleet) -> list[str]:
    """The workers at the gate."""
    stack.wait_at_gate(2)
    found = [fleet.worker_of(process.pid) for process in stack.tasks(run_id)]
    assert sorted(found) == sorted(WORKERS)
    return found


def test_redis_is_killed_with_its_queue(stack: Stack, fleet: Fleet):
    reader, day = stack.reader(), stack.deliver(parts=4)
    with stack.gate("staging.removed_spans"):
        run = stack.begin(day)
        both_at_work(stack, run, fleet)
        time.sleep(4 * int(LOST_AFTER))  # whoever waits that long for a busy worker has not failed
        until(lambda: stack.states(run, "process").count("queued") == 6, "the other shards wait in the queue")
        fleet.kill("redis")
        time.sleep(5)
        fleet.start_queue()
    assert stack.ended(run) == "success"
    assert stack.examine(reader) == stack.expected


def test_a_worker_is_killed(stack: Stack, fleet: Fleet):
    reader, day = stack.reader(), stack.deliver()
    with stack.gate("staging.removed_spans"):
        run = stack.begin(day)
        victim = both_at_work(stack, run, fleet)[0]
        fleet.kill(victim)
    assert stack.ended(run) == "success"
    fleet.start_worker(victim)
    assert stack.examine(reader) == stack.expected


@pytest.mark.parametrize("table", ["staging.removed_spans", "landing.drop_items"])
def test_a_worker_paused_past_its_heartbeat_comes_back(stack: Stack, fleet: Fleet, table: str):
    """Airflow gives it up and has another do its task; when it comes back it is fenced off."""
    reader, day = stack.reader(), stack.deliver()
    task = "process" if table.startswith("staging") else "publish"
    with stack.gate(table, "INSERT" if task == "process" else "DELETE"):
        run = stack.begin(day)
        stack.wait_at_gate()
        paused = stack.tasks(run, task)[0]
        worker = fleet.worker_of(paused.pid)
        fleet.signal(worker, signal.SIGSTOP)
    assert stack.ended(run) == "success"
    assert stack.tries(run)[task, 2] == 1
    assert stack.examine(reader) == stack.expected
    assert paused.status() == psutil.STATUS_STOPPED
    fleet.signal(worker, signal.SIGCONT)
    until(lambda: not paused.is_running(), "it has given way")
    assert stack.examine() == stack.expected
