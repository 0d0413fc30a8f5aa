"""What Airflow's parts are told, what is made of its answers, and how a run is shown."""

import io
import stat
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from dropwire.local import airflow_env
from dropwire.local.airflow_api import TaskInstance, _alive, _log_lines
from dropwire.local.layout import Layout
from dropwire.local.postgres import Postgres
from dropwire.local.progress import Board
from dropwire.local.secret_files import SecretFiles
from dropwire.local.stack import Record, Stack, StackError, Urls, holder, take_lock

DAY = date(2017, 11, 6)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    layout = Layout(tmp_path / "home", repository=tmp_path / "repo", ui_port=8123)
    layout.make()
    return layout


def build(layout: Layout, **environ: str) -> dict[str, str]:
    return airflow_env.build(layout, "postgresql://l:p@h/w", "postgresql://a:p@h/m", scheduled=False, environ=environ)


def test_everything_stays_on_this_machine(layout: Layout):
    env = build(layout, https_proxy="http://proxy:1", NO_PROXY="intern")
    assert env["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert env["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8123/execution/"
    assert env["AIRFLOW__CORE__LOAD_EXAMPLES"] == "False"
    assert env["NO_PROXY"] == env["no_proxy"] == "intern,127.0.0.1,localhost"
    assert env["DROPWIRE_HOME"] == str(layout.home)


def test_the_users_own_settings_win(layout: Layout):
    env = build(
        layout, AIRFLOW__CORE__PARALLELISM="3", AIRFLOW_CONN_DROPWIRE_WAREHOUSE="postgresql://mine", PYTHONPATH="/x"
    )
    assert env["AIRFLOW__CORE__PARALLELISM"] == "3"
    assert env["AIRFLOW_CONN_DROPWIRE_WAREHOUSE"] == "postgresql://mine"
    assert env["PYTHONPATH"] == f"{layout.repository / 'include'}:/x"


def test_bytecode_is_written_and_keys_stay_the_same(layout: Layout):
    env = build(layout, PYTHONDONTWRITEBYTECODE="1")
    assert "PYTHONDONTWRITEBYTECODE" not in env
    keys = ("AIRFLOW__CORE__FERNET_KEY", "AIRFLOW__API__SECRET_KEY", "AIRFLOW__API_AUTH__JWT_SECRET")
    assert [env[key] for key in keys] == [build(layout)[key] for key in keys]
    assert len({env[key] for key in keys}) == 3


def test_the_ui_password_is_new_once_and_private(layout: Layout):
    secrets = SecretFiles(layout.secrets)
    assert airflow_env.write_admin_password(secrets)
    assert not airflow_env.write_admin_password(secrets)
    passwords = secrets.path(airflow_env.PASSWORDS_FILE)
    assert secrets.get(airflow_env.ADMIN_SECRET) in passwords.read_text(encoding="utf-8")
    assert stat.S_IMODE(passwords.stat().st_mode) == 0o600


def test_other_servers_take_the_place_of_ours(layout: Layout):
    ours = Postgres(layout.postgres, 5499, layout.secrets)
    assert Urls(layout, ours).loader.startswith("postgresql://dropwire_loader:")
    other = Layout(
        layout.home, warehouse_url="postgresql://theirs/w", warehouse_owner_url="postgresql://owner@theirs/w"
    )
    urls = Urls(other, ours)
    assert (urls.loader, urls.reader, urls.owner) == (*["postgresql://theirs/w"] * 2, "postgresql://owner@theirs/w")
    assert urls.metadata.endswith("@127.0.0.1:5499/airflow")


def test_old_heartbeats_do_not_count():
    beat = {"status": "healthy", "latest_scheduler_heartbeat": "2026-01-01T00:00:10+00:00"}
    began = 1767225605.0  # 00:00:05 of that day
    assert _alive("scheduler", beat, began)
    assert not _alive("scheduler", beat, began + 60)
    assert not _alive("scheduler", {**beat, "status": "unhealthy"}, began)
    assert not _alive("triggerer", {"status": "healthy", "latest_triggerer_heartbeat": None}, began)


def test_log_lines_name_the_error():
    content = [
        {"event": "::group::Log message source details"},
        {"event": "reading", "level": "info"},
        {"event": "Task failed", "level": "error", "error_detail": [{"exc_type": "BadDay", "exc_value": "no balance"}]},
    ]
    assert _log_lines(content) == ["INFO    reading", "ERROR   Task failed", "        BadDay: no balance"]


def test_one_launcher_a_home(layout: Layout):
    assert holder(layout) is None
    lock = take_lock(layout)
    assert lock
    with lock:
        assert take_lock(layout) is None
        assert holder(layout)
        with pytest.raises(StackError, match="make down"), Stack(layout, "run"):
            pass
    assert holder(layout) is None


def test_a_record_cut_short_is_no_record(layout: Layout):
    (layout.state / "stack.json").write_text('{"launcher": 1, "sess')
    assert Record.read(layout) == Record()


def board_output(*states: tuple[str, list[TaskInstance]]) -> str:
    out = io.StringIO()
    console = Console(file=out, width=120, highlight=False)
    with Board(console, {DAY: 2}, ["collect", "process", "report"]) as board:
        for state, tasks in states:
            board.day(DAY, state, tasks)
    return out.getvalue()


def task(name: str, state: str | None, index: int = -1, number: int = 1) -> TaskInstance:
    return TaskInstance("manual__2017-11-06", name, index, number, state)


def test_a_day_is_told_once_when_it_ends_with_tasks_in_order():
    running = [task("process", "running"), task("collect", "success")]
    done = [task("process", "success", 0), task("process", "failed", 1), task("collect", "success")]
    told = board_output(("running", running), ("failed", done), ("failed", done))
    assert told.split() == ["2017-11-06", "2", "files", "failed", "collect", "process", "1/2"]


def test_a_retry_is_told_once():
    waiting = [task("collect", "up_for_retry")]
    told = board_output(("running", waiting), ("running", waiting))
    assert told.count("collect failed, try 1") == 1
