"""The container stack as far as it shows without Docker: hardening, secrets, settings like the one-machine stack's."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import yaml

from dropwire.config import REPOSITORY
from dropwire.load import migrate
from dropwire.local import airflow_env, roles
from dropwire.local.layout import Layout
from dropwire.local.postgres import Postgres, binaries

COMPOSE = (REPOSITORY / "docker-compose.yml").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
NETWORKS: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["networks"]
DATABASE = dict.fromkeys(roles.LOGINS, roles.WAREHOUSE) | {roles.AIRFLOW: roles.METADATA}
ONE_SHOT = {"prepare", "upkeep"}
OWN_VALUES = {  # paths, addresses, secrets and sizes: a container has its own
    "CORE__DAGS_FOLDER", "CORE__PLUGINS_FOLDER", "CORE__PARALLELISM", "CORE__FERNET_KEY", "CORE__EXECUTOR",
    "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE", "CORE__EXECUTION_API_SERVER_URL", "DATABASE__SQL_ALCHEMY_CONN",
    "API__HOST", "API__BASE_URL", "API__SECRET_KEY", "API_AUTH__JWT_SECRET", "LOGGING__BASE_LOG_FOLDER",
    "LOGGING__DAG_PROCESSOR_CHILD_PROCESS_LOG_DIRECTORY",
}  # fmt: skip
OWN_NAMES = {
    "AIRFLOW__CORE__HOSTNAME_CALLABLE",  # health.py looks for the container's own name
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT",  # on one machine tasks end with the scheduler
    "AIRFLOW__SCHEDULER__NUM_STUCK_IN_QUEUED_RETRIES",  # nor do they wait there for a worker
}
KEYS = {  # whoever holds one of these can act as the scheduler, or read every connection
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "AIRFLOW__CORE__FERNET_KEY", "AIRFLOW__API_AUTH__JWT_SECRET",
    "AIRFLOW__API__SECRET_KEY",
}  # fmt: skip


def settings(*services: str) -> dict[str, str]:
    return {name: value for service in services for name, value in SERVICES[service]["environment"].items()}


def make_secrets(file: Path) -> None:
    env = os.environ | {"PYTHONPATH": str(REPOSITORY / "include")}
    subprocess.run([sys.executable, str(REPOSITORY / "docker" / "make_secrets.py"), str(file)], env=env, check=True)


def values(file: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_confined(name: str):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(service[limit] for limit in ("mem_limit", "cpus", "pids_limit"))
    assert {"max-size", "max-file"} <= service["logging"]["options"].keys()
    assert "privileged" not in service and "network_mode" not in service
    assert "cap_add" not in service or name == "postgres"


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONE_SHOT))
def test_every_service_that_stays_is_watched_and_restarted(name: str):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_postgres_gets_its_stop_signal_itself():
    """An init process that runs as root without CAP_KILL cannot signal a server of another user: it would be killed."""
    assert SERVICES["postgres"]["init"] is False
    assert SERVICES["postgres"]["stop_signal"] == "SIGINT"


def test_only_the_ui_is_published_and_only_to_this_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(published) == ["api-server"]
    assert all(port.startswith("127.0.0.1:") for port in published["api-server"])


def test_networks_are_apart():
    """Only who must reaches the queue; only who tells people or fetches reaches out."""
    members = {network: {name for name, s in SERVICES.items() if network in s["networks"]} for network in NETWORKS}
    assert members["queue"] == {"queue", "scheduler", "worker"}
    assert members["execution"] == {"api-server", "worker"}
    assert members["outside"] == {"api-server", "worker", "dag-processor"}
    assert all(NETWORKS[name].get("internal") for name in NETWORKS.keys() - {"outside"})


@pytest.mark.parametrize("file", ["Dockerfile", "docker/queue/Dockerfile"])
def test_the_images_are_not_root(file: str):
    stage = (REPOSITORY / file).read_text(encoding="utf-8").split("\nFROM ")[-1]
    user = re.findall(r"^USER (\d+)", stage, re.MULTILINE)[-1]
    assert int(user) > 0
    assert not any("user" in service for service in SERVICES.values())
    assert "PIP_" not in stage  # settings of somebody's package index end with the stage before


def test_each_secret_is_asked_for_and_made(tmp_path: Path):
    make_secrets(tmp_path / ".env")
    made = values(tmp_path / ".env")
    asked = set(re.findall(r"\$\{(DROPWIRE_\w+):\?run make secrets\}", COMPOSE))
    assert asked == set(made)
    for name in made:
        assert len(re.findall(rf"\$\{{{name}\b", COMPOSE)) == len(re.findall(rf"\$\{{{name}:\?", COMPOSE)), name


def test_no_password_or_key_is_written_down():
    sensitive = re.compile(r"PASSWORD$|SECRET|_KEY$|SQL_ALCHEMY_CONN|CONN_|_URL$")
    for name, service in SERVICES.items():
        for variable, value in service.get("environment", {}).items():
            if sensitive.search(variable) and "//postgres" not in value and "http://" not in value:
                assert ":?run make secrets}" in value, (name, variable)
            if "@postgres" in value or "@queue" in value:
                assert re.search(r"//\w*:$", value.split("${")[0].rsplit("+psycopg2", 1)[-1]), (name, variable)


def test_secrets_are_private_and_never_overwritten(tmp_path: Path):
    file = tmp_path / ".env"
    file.write_text("DROPWIRE_UI_PORT=9000\nDROPWIRE_UI_PASSWORD=mine\nDROPWIRE_JWT_KEY=\n", encoding="utf-8")
    make_secrets(file)
    first = file.read_bytes()
    made = values(file)
    assert (made["DROPWIRE_UI_PORT"], made["DROPWIRE_UI_PASSWORD"]) == ("9000", "mine")
    assert all(made.values()) and len(set(made.values())) == len(made)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    make_secrets(file)
    assert file.read_bytes() == first
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {".env", ".env.new"} <= set(ignored)


def test_settings_are_those_of_the_one_machine_stack(tmp_path: Path):
    layout = Layout(tmp_path)
    local = airflow_env.build(layout, "postgresql://w", "postgresql://m", scheduled=True, environ={})
    local = {name: value for name, value in local.items() if name.startswith("AIRFLOW__")}
    ours = settings("api-server", "scheduler")
    names = {name for name in ours if name.startswith("AIRFLOW__") and not name.startswith("AIRFLOW__CELERY")}
    assert names - OWN_NAMES == local.keys()
    own = {f"AIRFLOW__{name}" for name in OWN_VALUES}
    assert {name: ours[name] for name in local.keys() - own} == {name: local[name] for name in local.keys() - own}


def test_each_part_holds_what_it_needs_and_no_more():
    holders = {
        "AIRFLOW__API_AUTH__JWT_SECRET": {"api-server", "scheduler"},
        "AIRFLOW__API__SECRET_KEY": {"api-server"},
        "DROPWIRE_UI_PASSWORD": {"api-server"},
        airflow_env.CONNECTION_VARIABLE: {"worker", "dag-processor", "api-server", "scheduler"},
        "AIRFLOW__CELERY__BROKER_URL": {"scheduler", "worker"},
        "QUEUE_PASSWORD": {"queue"},
        "DROPWIRE_WAREHOUSE_OWNER_URL": {"prepare", "upkeep"},
        "POSTGRES_PASSWORD": {"postgres"},
    }
    for variable, wanted in holders.items():
        assert {name for name, service in SERVICES.items() if variable in service["environment"]} == wanted, variable
    assert not KEYS & SERVICES["worker"]["environment"].keys()
    assert settings("api-server").keys() >= KEYS
    assert settings("worker")[airflow_env.CONNECTION_VARIABLE].startswith(f"postgresql://{roles.LOADER}:")
    assert settings("prepare")["DROPWIRE_WAREHOUSE_OWNER_URL"].startswith(f"postgresql://{roles.OWNER}:")


@pytest.mark.integration
def test_the_init_script_makes_the_logins_and_databases_of_the_one_machine_stack(tmp_path: Path):
    with Postgres(tmp_path / "postgres", settings={"fsync": "off"}) as server:
        with closing(psycopg2.connect(server.url("postgres", "postgres"))) as connection:
            connection.autocommit = True
            databases = [f"DATABASE {name}" for name in (roles.METADATA, roles.WAREHOUSE)]
            for what in [*databases, *(f"ROLE {name}" for name in roles.LOGINS)]:
                connection.cursor().execute(f"DROP {what}")
        passwords = {"AIRFLOW": roles.AIRFLOW, "OWNER": roles.OWNER, "LOADER": roles.LOADER, "READER": roles.READER}
        env = {f"{name}_PASSWORD": server.secrets.get(role) for name, role in passwords.items()}
        env |= {"POSTGRES_PASSWORD": server.secrets.get("postgres"), "PGHOST": "127.0.0.1", "PGPORT": str(server.port)}
        env["PATH"] = f"{binaries()}{os.pathsep}{os.environ['PATH']}"
        for _ in ("made", "passwords set again"):
            subprocess.run(["sh", str(REPOSITORY / "docker" / "roles.sh")], env=env, check=True)
        migrate(server.url(roles.OWNER))
        for role in roles.LOGINS:
            with closing(psycopg2.connect(server.url(role, DATABASE[role]))) as connection:
                assert connection.encoding == "UTF8"
        with pytest.raises(psycopg2.OperationalError, match="permission denied"):
            psycopg2.connect(server.url(roles.READER, roles.METADATA))
