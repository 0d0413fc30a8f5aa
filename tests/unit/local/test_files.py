"""The files of the stack: layout, secrets, the inbox."""

import os
import stat
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dropwire.errors import ConfigError
from dropwire.local.inbox import deliver
from dropwire.local.layout import Layout
from dropwire.local.secret_files import SecretFiles, fernet_key


def test_layout_reads_the_environment():
    layout = Layout.from_env({"DROPWIRE_HOME": "/somewhere", "DROPWIRE_UI_PORT": "8081", "DROPWIRE_PG_PORT": "5499"})
    assert (layout.home, layout.ui_port, layout.pg_port) == (Path("/somewhere"), 8081, 5499)
    assert layout.needs_postgres


def test_another_warehouse_still_needs_a_place_for_airflow():
    other = {"DROPWIRE_WAREHOUSE_URL": "postgresql://w"}
    assert Layout.from_env(other).needs_postgres
    both = Layout.from_env(other | {"AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": "postgresql://m"})
    assert not both.needs_postgres
    assert both.warehouse_owner_url == "postgresql://w"


@pytest.mark.parametrize("port", ["web", "0", "70000", "-1"])
def test_a_port_that_is_none_is_named(port: str):
    with pytest.raises(ConfigError, match="DROPWIRE_UI_PORT"):
        Layout.from_env({"DROPWIRE_UI_PORT": port})


def test_secrets_are_made_once_and_private(tmp_path: Path):
    secrets = SecretFiles(tmp_path / "secrets")
    first = secrets.get("key")
    assert first == SecretFiles(tmp_path / "secrets").get("key") != secrets.get("other")
    assert stat.S_IMODE(secrets.path("key").stat().st_mode) == 0o600
    assert stat.S_IMODE(secrets.folder.stat().st_mode) == 0o700


def test_a_secret_cut_short_is_made_again(tmp_path: Path):
    secrets = SecretFiles(tmp_path)
    secrets.path("key").touch()
    assert not secrets.has("key")
    assert len(secrets.get("key", fernet_key)) == 44


@pytest.fixture
def drops(tmp_path: Path) -> Path:
    folder = tmp_path / "drops"
    (folder / "2017-11-06").mkdir(parents=True)
    (folder / "2017-11-06" / "dated.txt").write_text("một", encoding="utf-8")
    (folder / "undated.txt").write_text("satu", encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    return folder


def test_drops_are_copied_with_their_days(drops: Path, tmp_path: Path):
    inbox = tmp_path / "inbox"
    delivered = deliver(drops, inbox, settled=60)
    assert delivered.new == 2
    arrived = datetime.fromtimestamp(time.time() - 60, UTC).date()
    assert delivered.days == {date(2017, 11, 6), arrived}
    assert (inbox / "2017-11-06" / "dated.txt").read_text(encoding="utf-8") == "một"
    assert (inbox / "undated.txt").stat().st_mtime <= time.time() - 59, "it passes for finished at once"
    assert not list(inbox.rglob(".*"))


def test_a_copy_that_is_there_is_not_touched_and_another_version_is_taken(drops: Path, tmp_path: Path):
    inbox = tmp_path / "inbox"
    deliver(drops, inbox, settled=0)
    os.utime(inbox / "undated.txt", (1e9, 1e9))
    assert deliver(drops, inbox, settled=0).new == 0
    assert (inbox / "undated.txt").stat().st_mtime == 1e9
    (drops / "undated.txt").write_text("SATU", encoding="utf-8")
    assert deliver(drops, inbox, settled=0).new == 1
    assert (inbox / "undated.txt").read_text(encoding="utf-8") == "SATU"


def test_the_source_is_only_read(drops: Path, tmp_path: Path):
    def state() -> list[tuple[str, int, float]]:
        return [(str(path), path.stat().st_size, path.stat().st_mtime) for path in sorted(drops.rglob("*"))]

    before = state()
    deliver(drops, tmp_path / "inbox", settled=0)
    assert state() == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(ConfigError, match="nowhere"):
        deliver(tmp_path / "nowhere", tmp_path / "inbox", settled=0)
