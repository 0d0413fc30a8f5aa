"""The doctor: quiet where all is well, and for each thing that is broken one finding with its remedy."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from stores import Store, administer

from dropwire.config import REPOSITORY, Settings
from dropwire.doctor import Finding, Subject, examine, machine
from dropwire.load import migrate
from dropwire.local.layout import Layout
from dropwire.local.ports import free_port
from dropwire.local.secret_files import SecretFiles, fernet_key

pytestmark = pytest.mark.integration

HEALTHY = {name: {"status": "healthy"} for name in ("metadatabase", "scheduler", "dag_processor", "triggerer")}


@dataclass
class Patient:
    """An installation that is well; tests break one thing of it."""

    home: Path
    store: Store
    health: dict[str, Any]
    subject: Subject = field(init=False)

    def examined(self, check: str, **changes: Any) -> list[Finding]:
        found = [finding for finding in examine(replace(self.subject, **changes)) if finding.check == check]
        assert all(bool(finding.remedy) == (finding.level in ("warn", "fail")) for finding in found)
        return found

    def worst(self, check: str, **changes: Any) -> tuple[str, str]:
        order = ("skip", "ok", "warn", "fail")
        worst = max(self.examined(check, **changes), key=lambda finding: order.index(finding.level))
        return worst.level, worst.what


@contextmanager
def airflow(health: dict[str, Any]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            now = datetime.now(UTC).isoformat()
            parts = {name: part | {f"latest_{name}_heartbeat": now} for name, part in health.items()}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(parts).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def patient(store: Store, tmp_path: Path) -> Iterator[Patient]:
    health = {name: dict(part) for name, part in HEALTHY.items()}
    patient = Patient(tmp_path / "home", store, health)
    layout = Layout(patient.home, repository=tmp_path / "repository")
    layout.make()
    layout.repository.mkdir()
    held = SecretFiles(layout.secrets)
    held.get("postgres")
    held.get("fernet_key", fernet_key)
    with airflow(health) as address:
        patient.subject = Subject(
            layout, Settings(home=patient.home), datetime.now(UTC), {}, store.url("dropwire_loader"), None, address
        )  # fmt: skip
        yield patient


def test_all_is_well(patient: Patient):
    found = list(examine(patient.subject))
    assert {finding.level for finding in found} == {"ok", "skip"}, found
    assert {finding.check for finding in found if finding.level == "skip"} == {"runs", "queue"}


def test_packages_beside_the_lock(patient: Patient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    lock = "pytest==0.1 \\\n    --hash=x\nno-such-thing==1 \\\ncolorama==9 ; sys_platform == 'win32' \\\n"
    (tmp_path / "requirements.txt").write_text(lock, encoding="utf-8")
    monkeypatch.setattr(machine, "REPOSITORY", tmp_path)
    level, what = patient.worst("versions")
    assert level == "fail"
    assert f"pytest {pytest.__version__} instead of 0.1, no-such-thing is missing" in what
    assert "colorama" not in what


def test_room_on_the_disk(patient: Patient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "TIGHT", 1 << 60)
    assert patient.worst("disk")[0] == "warn"
    monkeypatch.setattr(machine, "FULL", 1 << 60)
    assert patient.worst("disk")[0] == "fail"


@pytest.mark.parametrize("broken", ["open", "empty", "form", "lost", "env open", "env blank"])
def test_secrets(patient: Patient, broken: str):
    layout = patient.subject.layout
    key, env = layout.secrets / "fernet_key", layout.repository / ".env"
    match broken:
        case "open":
            key.chmod(0o644)
            expected = f"others may read {key}"
        case "empty":
            key.write_text("", encoding="utf-8")
            expected = f"{key} is empty"
        case "form":
            key.write_text("abc", encoding="utf-8")
            expected = f"{key} is no Fernet key"
        case "lost":
            layout.postgres.mkdir()
            (layout.postgres / "PG_VERSION").touch()
            (layout.secrets / "postgres").unlink()
            expected = f"{layout.secrets / 'postgres'} is missing"
        case "env open":
            env.write_text("DROPWIRE_UI_PASSWORD=x\n", encoding="utf-8")
            env.chmod(0o640)
            expected = f"others may read {env}"
        case _:
            env.touch(mode=0o600)
            env.write_text("DROPWIRE_UI_PASSWORD=\n", encoding="utf-8")
            expected = f"{env} has blanks: DROPWIRE_UI_PASSWORD"
    assert patient.worst("secrets") == ("fail", expected)


def test_files_people_edit(patient: Patient, tmp_path: Path):
    broken = tmp_path / "alerts.yaml"
    broken.write_text("channels: [\n", encoding="utf-8")
    level, what = patient.worst("settings", settings=Settings(home=patient.home, alerts=broken))
    assert level == "fail" and str(broken) in what


def test_the_inbox(patient: Patient, tmp_path: Path):
    folder = patient.subject.layout.inbox
    (folder / "link.txt").symlink_to(tmp_path)
    assert patient.worst("inbox")[0] == "warn"
    folder.rename(tmp_path / "elsewhere")
    assert patient.worst("inbox") == ("fail", f"the inbox {folder} is not there")


def test_an_inbox_in_which_too_much_lies(patient: Patient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("dropwire.doctor.files.SLOW_LOOK", -1.0)
    level, what = patient.worst("inbox")
    assert level == "warn" and "drops wait longer to be noticed" in what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_nobody_may_read(patient: Patient):
    shut = patient.subject.layout.inbox / "shut.txt"
    shut.write_text("x", encoding="utf-8")
    os.utime(shut, (0, 0))
    shut.chmod(0)
    assert patient.worst("inbox") == ("fail", "1 files cannot be read, such as shut.txt")


def test_the_warehouse(patient: Patient):
    nobody = f"postgresql://x:y@127.0.0.1:{free_port()}/warehouse"
    assert patient.worst("warehouse", warehouse_url=nobody)[0] == "fail"
    assert patient.worst("migrations", warehouse_url=nobody)[0] == "skip"
    reader = patient.store.url("dropwire_reader")
    assert patient.worst("warehouse", warehouse_url=reader) == ("fail", "dropwire_reader may not write")


def test_the_clock(patient: Patient):
    load = patient.store.begin()
    patient.store.rows("UPDATE ops.loads SET started_at = now() + interval '1 hour' WHERE load_id = %s", load)
    level, what = patient.worst("clock")
    assert level == "fail" and what.endswith("in the future")


def test_migrations(patient: Patient, warehouse):
    administer(warehouse, "CREATE DATABASE behind OWNER dropwire_owner TEMPLATE template0")
    try:
        url = warehouse.url("dropwire_owner", "behind")
        assert patient.worst("migrations", warehouse_url=url)[1].endswith("from 0001_schemas.sql")
        migrate(url, upto=16)
        level, what = patient.worst("migrations", warehouse_url=url)
        assert level == "fail" and what.endswith("not applied, from 0017_fetching.sql")
    finally:
        administer(warehouse, "DROP DATABASE behind WITH (FORCE)")
    owner = patient.store.connect("dropwire_owner")
    with owner, owner.cursor() as cursor:
        cursor.execute("INSERT INTO ops.migrations (number, name, sha256) VALUES (9999, '9999_later.sql', '')")
    level, what = patient.worst("migrations")
    assert level == "fail" and "9999_later.sql" in what


def test_loads_that_do_not_end(patient: Patient):
    load = patient.store.begin()
    patient.store.rows("UPDATE ops.loads SET status = 'held', verdict = 'hold' WHERE load_id = %s", load)
    assert patient.worst("loads") == ("warn", "1 wait for a person")
    patient.store.rows(
        "UPDATE ops.loads SET status = 'running', started_at = now() - interval '7 hours' WHERE load_id = %s", load
    )
    assert patient.worst("loads") == ("fail", "1 began over 6 hours ago and did not end")


def test_alerts_that_reach_nobody(patient: Patient):
    patient.store.rows(
        "INSERT INTO ops.alert_messages (audience, channel, severity, run_id, subject, body, html, state, error,"
        " attempts, created_at, send_after) VALUES ('a', 'c', 'critical', 'r', 's', 'b', 'h', 'failed',"
        " 'no such host', 9, now(), now())"
    )
    assert patient.worst("messages") == ("fail", "1 alerts reached nobody: no such host")


def test_airflow(patient: Patient):
    patient.health["scheduler"]["status"] = "unhealthy"
    assert patient.worst("airflow") == ("fail", "no heartbeat of scheduler")
    nobody = f"http://127.0.0.1:{free_port()}"
    assert patient.worst("airflow", airflow_address=nobody) == ("fail", f"no answer from {nobody}")


def test_the_queue(patient: Patient, tmp_path: Path):
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    level, what = patient.worst("queue", queue_url=url)
    assert level == "fail" and what.startswith("no connection")
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server: apt-get install redis-server")
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(tmp_path), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as redis:
        try:
            for line in redis.stdout or ():
                if "Ready to accept" in line:
                    break
            assert patient.worst("queue", queue_url=url) == ("fail", "no worker listens")
        finally:
            redis.terminate()


def test_the_command(tmp_path: Path, store: Store):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DROPWIRE"))} | {
        "PYTHONPATH": str(REPOSITORY / "include"), "DROPWIRE_HOME": str(tmp_path),
        "DROPWIRE_WAREHOUSE_URL": store.url("dropwire_loader"),
    }  # fmt: skip
    command = [sys.executable, "-m", "dropwire.cli", "doctor"]
    ill = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert ill.returncode == 1
    assert "FAIL  inbox" in ill.stdout and "Make " in ill.stdout
    (tmp_path / "drops" / "inbox").mkdir(parents=True)
    well = subprocess.run([*command, "--json"], env=env, capture_output=True, text=True, check=False)
    levels = {(line := json.loads(text))["check"]: line["level"] for text in well.stdout.splitlines()}
    assert (well.returncode, levels["warehouse"], levels["airflow"]) == (0, "ok", "skip"), well.stdout
