"""The values for Airflow's Helm chart, held to the container stack: same settings, same secrets to the same parts."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from test_compose import DATABASE, KEYS, SERVICES, settings

from dropwire.config import REPOSITORY

VALUES: dict[str, Any] = yaml.safe_load((REPOSITORY / "deploy" / "helm" / "values.yaml").read_text(encoding="utf-8"))
PARTS = {
    "apiServer": "api-server", "scheduler": "scheduler", "dagProcessor": "dag-processor", "triggerer": "triggerer",
    "workers": "worker", "migrateDatabaseJob": "prepare",
}  # fmt: skip
OF = {part: VALUES[part]["celery"] if part == "workers" else VALUES[part] for part in PARTS}
EVERYWHERE = {one["name"]: one["value"] for one in VALUES["env"]}
OWN_VALUES = {  # a cluster has its own size and folders
    "AIRFLOW__CORE__PARALLELISM", "AIRFLOW__LOGGING__BASE_LOG_FOLDER", "AIRFLOW__CELERY__WORKER_CONCURRENCY",
    "AIRFLOW__LOGGING__DAG_PROCESSOR_CHILD_PROCESS_LOG_DIRECTORY",
}  # fmt: skip
CHARTS = {  # the chart says these itself
    "AIRFLOW__CORE__EXECUTOR", "AIRFLOW__CORE__EXECUTION_API_SERVER_URL", "AIRFLOW__API__HOST", "AIRFLOW__API__PORT",
    "AIRFLOW__API__BASE_URL", "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG",
}  # fmt: skip


def held(part: str) -> set[str]:
    """The secrets a part gets by name."""
    return {one["name"] for one in OF[part].get("env", ())}


def test_settings_are_those_of_the_container_stack():
    ours = {name: value for name, value in settings("scheduler", "worker").items() if "{" not in str(value)}
    ours = {name: value for name, value in ours.items() if name.startswith("AIRFLOW__")}
    for name in ours.keys() - CHARTS - OWN_VALUES - KEYS:
        assert EVERYWHERE[name] == ours[name], name
    known = set(settings("scheduler", "worker", "api-server")) | {"DROPWIRE_HOME", "DROPWIRE_INBOX", "DROPWIRE_ARCHIVE"}
    assert EVERYWHERE.keys() <= known | {"AIRFLOW__CELERY__EXTRA_CELERY_CONFIG"}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_gets_the_secrets_of_its_container_and_no_other(part: str):
    ours = SERVICES[PARTS[part]]["environment"]
    secret = {name for name, value in ours.items() if re.search(r"\$\{DROPWIRE_\w+:\?", str(value))}
    assert held(part) == secret
    if part == "workers":
        assert not held(part) & KEYS


def test_secrets_are_named_and_never_written():
    assert not any(VALUES["enableBuiltInSecretEnvVars"].values())
    for part in PARTS:
        for one in OF[part]["env"]:
            assert one.keys() == {"name", "valueFrom"}
            assert one["valueFrom"]["secretKeyRef"].keys() == {"name", "key"}
    text = (REPOSITORY / "docs" / "kubernetes.md").read_text(encoding="utf-8")
    for part in PARTS:
        for one in OF[part]["env"]:
            named = one["valueFrom"]["secretKeyRef"]
            made = next(one for one in text.split("secret generic ") if one.startswith(named["name"]))
            assert f"--from-literal={named['key']}=" in made, named
    assert DATABASE  # roles that docs/kubernetes.md makes
    assert all(role in text for role in DATABASE)


def test_pods_are_confined():
    pod, container = VALUES["securityContexts"]["pod"], VALUES["securityContexts"]["containers"]
    user = re.findall(r"^USER (\d+)", (REPOSITORY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)[-1]
    assert pod["runAsNonRoot"] and str(pod["runAsUser"]) == user == str(VALUES["uid"])
    assert container["readOnlyRootFilesystem"] and not container["allowPrivilegeEscalation"]
    assert container["capabilities"] == {"drop": ["ALL"]}
    assert VALUES["networkPolicies"]["enabled"] and not VALUES["postgresql"]["enabled"]
    for part in PARTS:
        assert OF[part].get("resources", {}).get("limits"), part


def test_what_the_chart_starts_is_in_the_image():
    """The chart's own probes and log groomer call programs that only the official image has."""
    entry = (REPOSITORY / "docker" / "entrypoint.sh").read_text(encoding="utf-8")
    assert re.search(r'case "\$\{1:-\}" in .*\bbash\b.*exec "\$@"', entry)
    assert OF["migrateDatabaseJob"]["args"] == ["prepare"]
    for part, name in PARTS.items():
        if part == "migrateDatabaseJob":
            continue
        waits = [] if part == "workers" else ["migrated"]
        assert OF[part]["args"] == [*waits, *SERVICES[name]["command"]]
        assert OF[part]["waitForMigrations"] == {"enabled": False}
        if part != "apiServer":
            assert OF[part]["livenessProbe"]["command"][-1] == SERVICES[name]["healthcheck"]["test"][-1]
            groomer = OF[part]["logGroomerSidecar"]
            assert groomer.get("enabled") is False or groomer["args"][0] == "sh"


def test_the_charts_schema_takes_them():
    """What it refuses, or passes by without a word: other names of secrets, values that are no text, old names."""
    refused = {"AIRFLOW__CORE__SQL_ALCHEMY_CONN", "AIRFLOW__CELERY__CELERY_RESULT_BACKEND"}
    assert not VALUES["enableBuiltInSecretEnvVars"].keys() & refused
    for one in VALUES["env"]:
        assert one.keys() == {"name", "value"} and isinstance(one["value"], str), one
    assert VALUES["workers"].keys() == {"celery", "serviceAccount"}
    assert "webserver" not in VALUES


def test_the_version_is_the_locked_one():
    locked = re.search(r"^apache-airflow==(\S+)", (REPOSITORY / "requirements.txt").read_text(), re.MULTILINE)
    assert locked and VALUES["airflowVersion"] == locked[1]
