"""The embedded server, for real: logins, what they may do, and what it survives."""

import os
import signal
import socket
from pathlib import Path

import psutil
import psycopg2
import pytest
from conftest import Warehouse

from dropwire.errors import ConfigError
from dropwire.local.ports import free_port
from dropwire.local.postgres import Postgres

pytestmark = pytest.mark.integration


def ask(url: str, statement: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            row = cursor.fetchone()
            return row[0] if row else None
    finally:
        connection.close()


@pytest.fixture
def server(tmp_path: Path):
    server = Postgres(tmp_path / "postgres", settings={"fsync": "off"})
    yield server
    server.stop()


def test_every_login_reaches_its_own_database_only(warehouse: Warehouse):
    for url in (warehouse.owner, warehouse.loader, warehouse.reader):
        assert ask(url, "SELECT current_database()") == "warehouse"
    assert ask(warehouse.metadata, "SELECT current_user") == "airflow"
    for role, database in (("dropwire_loader", "airflow"), ("airflow", "warehouse")):
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            ask(warehouse.url(role, database), "SELECT 1")


def test_only_the_owner_creates(warehouse: Warehouse):
    for url in (warehouse.loader, warehouse.reader):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            ask(url, "CREATE SCHEMA mine; SELECT 1")


def test_a_wrong_password_is_refused_and_text_is_unicode(warehouse: Warehouse):
    right = warehouse.server.secrets.get("dropwire_loader")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        ask(warehouse.loader.replace(right, "guessed"), "SELECT 1")
    assert ask(warehouse.loader, "SELECT upper('đã chiếm')") == "ĐÃ CHIẾM"


def test_listens_on_loopback_only_and_secrets_are_private(warehouse: Warehouse):
    port = warehouse.server.port
    listening = {
        connection.laddr.ip
        for connection in psutil.net_connections("inet")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
    }
    assert listening == {"127.0.0.1"}
    assert {path.stat().st_mode & 0o777 for path in warehouse.server.secrets.folder.iterdir()} == {0o600}


def test_data_survives_a_killed_server_and_a_server_whose_launcher_was_killed(server: Postgres):
    server.start()
    ask(server.url("dropwire_owner"), "CREATE TABLE kept AS SELECT 7 AS n; SELECT 1")
    pid = int((server.data_dir / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)

    successor = Postgres(server.data_dir, settings={"fsync": "off"})
    successor.start()
    assert ask(successor.url("dropwire_loader"), "SELECT 1") == 1

    third = Postgres(server.data_dir)  # nobody stopped the second: it must not be in the way
    third.start()
    assert ask(third.url("dropwire_owner"), "SELECT n FROM kept") == 7
    third.stop()
    assert not psutil.pid_exists(pid)
    assert not list(server.data_dir.glob("postmaster.pid"))


def test_a_pid_file_that_names_a_stranger_is_not_believed(server: Postgres):
    server.start()
    server.stop()
    (server.data_dir / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data_dir}\n")
    server.start()
    assert ask(server.url("dropwire_reader"), "SELECT 1") == 1


def test_an_interrupted_initdb_is_begun_again(server: Postgres):
    (server.data_dir.with_name("postgres.new") / "base").mkdir(parents=True)
    server.start()
    assert ask(server.url("dropwire_reader"), "SELECT 1") == 1


def test_a_changed_password_file_takes_effect_at_the_next_start(server: Postgres):
    server.start()
    server.stop()
    server.secrets.put("dropwire_loader", "another")
    server.start()
    assert ":another@" in server.url("dropwire_loader")
    assert ask(server.url("dropwire_loader"), "SELECT 1") == 1


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path: Path):
    port = free_port()
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", port))
        squatter.listen()
        with pytest.raises(ConfigError, match=f"port {port} is in use"):
            Postgres(tmp_path / "postgres", port).start()
    assert not (tmp_path / "postgres").exists()


def test_lost_superuser_password_says_what_to_do(server: Postgres):
    server.start()
    server.stop()
    server.secrets.path("postgres").unlink()
    with pytest.raises(ConfigError, match="make clean"):
        server.start()


def test_a_port_taken_at_the_last_moment_costs_another_try(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from dropwire.local import postgres

    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        taken = squatter.getsockname()[1]
        ports = iter([taken])
        monkeypatch.setattr(postgres, "free_port", lambda preferred=0: next(ports, None) or free_port())
        with Postgres(tmp_path / "postgres") as server:
            assert server.port != taken
            psycopg2.connect(server.url("postgres", "postgres")).close()
