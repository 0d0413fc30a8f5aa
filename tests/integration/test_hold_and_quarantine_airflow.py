"""A held batch through a real scheduler: asked, refused to a viewer, answered by an operator, timed out, replayed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dropwire.config import REPOSITORY
from dropwire.local.airflow_api import AirflowApi, AirflowApiError
from dropwire.local.ports import free_port

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(900)]

TEXT = "Quân đội Iraq ngày {day}/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS, hãng tin nhà nước cho biết."
USERS = "admin:admin,duty:op,guest:viewer"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder in which three days wait; each is one article sixty times, under other addresses."""
    made = tmp_path_factory.mktemp("home")
    for day in (6, 7, 8):
        folder = made / "drops" / "inbox" / f"2017-11-{day:02d}"
        folder.mkdir(parents=True)
        lines = [
            {"url": f"https://nhiptin.example/{day}-{n}.html", "title": f"Rawa {n}", "text": TEXT.format(day=day)}
            for n in range(60)
        ]
        (folder / "feed.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def local(home: Path) -> Iterator[Callable[..., str]]:
    """The stack, up, with three users; a call runs one of its commands."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DROPWIRE"))} | {
        "DROPWIRE_HOME": str(home), "DROPWIRE_UI_PORT": str(free_port()), "PYTHONPATH": str(REPOSITORY / "include"),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": USERS, "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": "False",
    }  # fmt: skip

    def do(*arguments: str) -> str:
        command = [sys.executable, "-m", "dropwire.local", *arguments]
        done = subprocess.run(command, env=env, cwd=REPOSITORY, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    do("up")
    do.port = env["DROPWIRE_UI_PORT"]  # type: ignore[attr-defined]
    yield do
    subprocess.run([sys.executable, "-m", "dropwire.local", "down"], env=env, cwd=REPOSITORY, capture_output=True)


class Duty:
    """Whoever sits before Airflow, under one of its users."""

    def __init__(self, home: Path, port: str, user: str) -> None:
        files = [path for path in (home / "secrets").iterdir() if path.suffix == ".json" or "password" in path.name]
        found = [json.loads(path.read_text(encoding="utf-8")) for path in files]
        password = next(each[user] for each in found if isinstance(each, dict) and user in each)
        self.api = AirflowApi(f"http://127.0.0.1:{port}", user, password)

    def start(self, day: int, **params: object) -> str:
        return self.api.create_run("articles_daily", date(2017, 11, day), params).run_id

    def details(self, run_id: str) -> str:
        return f"/dags/articles_daily/dagRuns/{run_id}/taskInstances/approve/-1/hitlDetails"

    def answer(self, run_id: str, option: str, comment: str) -> dict[str, Any]:
        body = {"chosen_options": [option], "params_input": {"comment": comment}}
        return self.api._request("PATCH", self.details(run_id), json=body)

    def wait(self, run_id: str, task: str, *states: str, dag: str = "articles_daily") -> None:
        end = time.monotonic() + 180
        while True:
            found = {one.task_id: one.state for one in self.api.task_instances(dag, [run_id])}
            if found.get(task) in states:
                return
            assert time.monotonic() < end, found
            assert "failed" not in found.values(), found
            time.sleep(1)


def test_a_held_day_waits_for_an_operator_and_one_no_one_answers_can_be_replayed(home, local) -> None:
    def ask(query: str) -> list[list[str]]:
        return [line.split("|") for line in local("psql", "-At", "-c", query).splitlines()]

    duty, guest = Duty(home, local.port, "duty"), Duty(home, local.port, "guest")
    held = duty.start(6)
    unanswered = duty.start(7, wait_hours=0.001)
    duty.wait(held, "approve", "awaiting_input")

    asked = duty.api._request("GET", duty.details(held))
    assert asked["subject"].startswith("2017-11-06 waits: articles copied, 59 of 60 articles")
    assert asked["options"] == ["Publish", "Publish without the failing rows", "Discard"]
    assert "feed.jsonl" in asked["body"]
    assert ask("SELECT count(*) FROM news.articles") == [["0"]], "readers see nothing of it yet"
    with pytest.raises(AirflowApiError, match="403"):
        guest.answer(held, "Publish", "")

    duty.answer(held, "Publish without the failing rows", "sent sixty times")
    duty.wait(held, "report", "success")
    assert ask("SELECT n_read, n_loaded, n_quarantined, status FROM ops.loads WHERE day = '2017-11-06'") == [
        ["60", "1", "59", "published"]
    ]
    assert ask("SELECT decision, decided_by, in_person, comment FROM ops.decisions WHERE in_person") == [
        ["publish_rest", "duty", "t", "sent sixty times"]
    ]

    duty.wait(unanswered, "report", "success")
    assert ask("SELECT n_loaded, n_quarantined, status, decision FROM ops.loads WHERE day = '2017-11-07'") == [
        ["0", "60", "discarded", "discard"]
    ]
    assert ask("SELECT count(*) FROM ops.decisions WHERE NOT in_person") == [["1"]]

    conf = {"action": "replay", "rule": "batch_discarded", "dry_run": False, "comment": "they are true"}
    body = {"dag_run_id": "replay", "logical_date": None, "conf": conf}
    duty.api._request("POST", "/dags/quarantine/dagRuns", json=body)
    duty.wait("replay", "move", "success", dag="quarantine")
    moved = ask(
        "SELECT state, outcome, moved_by, count(*) FROM ops.quarantine WHERE day = '2017-11-07'"
        " GROUP BY 1, 2, 3 ORDER BY 2"
    )
    assert moved == [["replayed", "duplicate", "duty", "59"], ["replayed", "loaded", "duty", "1"]]

    calm = duty.start(9)  # a day without drops asks no one
    duty.wait(calm, "report", "success")
    assert {t.task_id: t.state for t in duty.api.task_instances("articles_daily", [calm])}["approve"] == "skipped"
