"""Metrics: what the warehouse says, through Airflow's own exporter to a receiver, and what asks for them there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml
from making import article, event
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from stores import Store

from dropwire.article import Rejected
from dropwire.config import REPOSITORY
from dropwire.metrics import measures

pytestmark = pytest.mark.integration

SEND = """
import sys; sys.path.insert(0, {dags!r})
from airflow.sdk.configuration import conf
from airflow.sdk.observability import stats
from airflow.sdk.observability.metrics import stats_utils
stats.initialize(factory=stats_utils.get_stats_factory(), export_legacy_names=False)  # as Airflow does before a task
import wiring
wiring.measure()
"""
"""A task's process, as far as metrics go."""


class Receiver:
    """An OTLP receiver over HTTP that keeps every value by name and tags."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, tuple[tuple[str, str], ...]], float] = {}
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                receiver.take(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, body: bytes) -> None:
        request = ExportMetricsServiceRequest.FromString(body)
        for scope in (scope for resource in request.resource_metrics for scope in resource.scope_metrics):
            for metric in scope.metrics:
                for point in metric.gauge.data_points:
                    tags = tuple(sorted((tag.key, tag.value.string_value) for tag in point.attributes))
                    self.values[metric.name, tags] = point.as_double or point.as_int


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


def test_the_measures_are_what_the_warehouse_holds(store: Store):
    refused = Rejected("2017-11-06/b.txt", "b" * 64, None, "read", "empty", "nothing in it")
    store.load((article(), (event(),)), refused)
    found = {(measure.name, *measure.tags.values()): measure.value for measure in measures(store.conn)}
    assert found["dropwire.items", "loaded"] == found["dropwire.items", "quarantined"] == 1
    assert found["dropwire.load.items", "loaded"] == 1
    assert found["dropwire.loads", "published"] == 1
    assert found["dropwire.loads", "held"] == found["dropwire.alerts.open", "critical"] == 0
    assert found["dropwire.quarantine.open",] == 1
    assert found["dropwire.load.seconds",] > 0


def send(store: Store, receiver: Receiver, home: Path, **env: str) -> str:
    given = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "OTEL"))} | {
        "AIRFLOW_HOME": str(home), "PYTHONPATH": str(REPOSITORY / "include"), "AIRFLOW__METRICS__OTEL_ON": "True",
        "AIRFLOW_CONN_DROPWIRE_WAREHOUSE": store.url("dropwire_loader"), "no_proxy": "127.0.0.1",
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{receiver.server.server_port}", **env,
    }  # fmt: skip
    command = [sys.executable, "-c", SEND.format(dags=str(REPOSITORY / "dags"))]
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_a_task_sends_them_through_airflow(store: Store, receiver: Receiver, tmp_path: Path):
    store.load((article(), (event(),)))
    said = send(store, receiver, tmp_path)
    assert receiver.values.get(("airflow.dropwire.items", (("disposition", "loaded"),))) == 1, said
    assert receiver.values["airflow.dropwire.loads", (("status", "published"),)] == 1


def test_a_warehouse_that_is_down_fails_no_task(store: Store, receiver: Receiver, tmp_path: Path):
    said = send(store, receiver, tmp_path, AIRFLOW_CONN_DROPWIRE_WAREHOUSE="postgresql://x:y@127.0.0.1:1/none")
    assert "No metrics were sent" in said


def test_dashboard_and_rules_ask_for_what_is_sent(store: Store):
    store.load((article(), (event(),)))
    sent = {f"airflow_{measure.name.replace('.', '_')}" for measure in measures(store.conn)}
    folder = REPOSITORY / "monitoring"
    dashboard = json.loads((folder / "grafana-dashboard.json").read_text(encoding="utf-8"))
    rules = yaml.safe_load((folder / "prometheus-rules.yml").read_text(encoding="utf-8"))["groups"]
    asked = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", ())]
    asked += [rule["expr"] for group in rules for rule in group["rules"]]
    named = {name for expression in asked for name in re.findall(r"airflow_dropwire_\w+", expression)}
    assert named <= sent
    assert sent - named == set(), "what is sent is looked at somewhere"


@pytest.mark.skipif(not shutil.which("promtool"), reason="no promtool: apt-get install prometheus")
def test_each_alert_says_what_it_should_and_none_when_all_is_well():
    tests = REPOSITORY / "monitoring" / "prometheus-tests.yml"
    done = subprocess.run(["promtool", "test", "rules", tests.name], cwd=tests.parent, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    asked = {case["alertname"] for test in yaml.safe_load(tests.read_text("utf-8"))["tests"]
             for case in test["alert_rule_test"] if "exp_alerts" in case}  # fmt: skip
    rules = yaml.safe_load((tests.parent / "prometheus-rules.yml").read_text(encoding="utf-8"))["groups"]
    assert asked == {rule["alert"] for group in rules for rule in group["rules"]}
