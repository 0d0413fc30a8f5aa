"""A small client of Airflow's REST API: what the launcher and `make run` need of it."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from graphlib import TopologicalSorter
from typing import Any

import requests

from dropwire.errors import DropwireError

TIMEOUT = 60.0
PAGE = 100
COMPONENTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")


class AirflowApiError(DropwireError):
    """Airflow refused a request; the message is its own."""


@dataclass(frozen=True, slots=True)
class Run:
    """A DAG run."""

    run_id: str
    state: str
    day: date | None

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen in it by itself."""
        return self.state in ("success", "failed")


@dataclass(frozen=True, slots=True)
class TaskInstance:
    """A task of a run; `map_index` is -1 for one that is not mapped."""

    run_id: str
    task_id: str
    map_index: int
    try_number: int
    state: str | None


@dataclass(frozen=True, slots=True)
class Backfill:
    """A backfill of past days."""

    backfill_id: int
    first: date
    last: date
    is_paused: bool
    is_complete: bool
    """Every run of it has ended, or it was cancelled."""


class AirflowApi:
    """Talks to one API server on this machine, past any proxy."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self.address = address
        self._login = {"username": user, "password": password}
        self._session = requests.Session()
        self._session.trust_env = False

    def unhealthy(self, since: float) -> list[str] | None:
        """The components without a sign of life later than `since` (epoch seconds); None when nobody answers."""
        try:
            answer = self._session.get(f"{self.address}/api/v2/monitor/health", timeout=TIMEOUT)
            health = answer.json()
        except (requests.RequestException, ValueError):
            return None
        return [name for name in COMPONENTS if not _alive(name, health.get(name) or {}, since)]

    def warm(self) -> bool:
        """Make the server build the routes tasks talk to, so that the first task need not wait for it."""
        with contextlib.suppress(requests.RequestException):
            return self._session.get(f"{self.address}/execution/health", timeout=TIMEOUT).ok
        return False

    def has_dag(self, dag_id: str) -> bool:
        """Whether the DAG has been read."""
        return self._request("GET", f"/dags/{dag_id}", missing=True) is not None

    def import_errors(self) -> list[str]:
        """What is wrong with DAG files that could not be read."""
        found = self._request("GET", "/importErrors")["import_errors"]
        return [f"{error['filename']}: {error['stack_trace'].strip().splitlines()[-1]}" for error in found]

    def unpause(self, dag_id: str) -> None:
        """Let the scheduler run it."""
        self._request("PATCH", f"/dags/{dag_id}", json={"is_paused": False})

    def make_pool(self, name: str, slots: int, description: str) -> None:
        """Make a pool, unless it is there: whoever changed its slots keeps them."""
        if self._request("GET", f"/pools/{name}", missing=True) is None:
            self._request("POST", "/pools", json={"name": name, "slots": slots, "description": description})

    def task_order(self, dag_id: str) -> list[str]:
        """The names of the DAG's tasks, each after those it waits for."""
        found = self._request("GET", f"/dags/{dag_id}/tasks")["tasks"]
        before: dict[str, set[str]] = {task["task_id"]: set() for task in found}
        for task in found:
            for name in task["downstream_task_ids"]:
                before[name].add(task["task_id"])
        return list(TopologicalSorter(before).static_order())

    def run_of_day(self, dag_id: str, day: date) -> Run | None:
        """The run whose data interval begins with this day (UTC), whoever made it."""
        start = f"{day}T00:00:00Z"
        found = self._request(
            "GET", f"/dags/{dag_id}/dagRuns", params={"logical_date_gte": start, "logical_date_lte": start}
        )
        return _run(found["dag_runs"][0]) if found["dag_runs"] else None

    def create_run(self, dag_id: str, day: date, params: Mapping[str, object] | None = None) -> Run:
        """Ask for the run of a day. `params` that are not given keep their defaults."""
        start, end = f"{day}T00:00:00Z", f"{day + timedelta(days=1)}T00:00:00Z"
        body = {
            "dag_run_id": f"manual__{day}", "logical_date": start,
            "data_interval_start": start, "data_interval_end": end, "conf": dict(params or {}),
        }  # fmt: skip
        return _run(self._request("POST", f"/dags/{dag_id}/dagRuns", json=body))

    def clear_run(self, dag_id: str, run_id: str) -> None:
        """Have a finished run done again."""
        self._request("POST", f"/dags/{dag_id}/dagRuns/{run_id}/clear", json={"dry_run": False})

    def get_run(self, dag_id: str, run_id: str) -> Run:
        """The run as it is now."""
        return _run(self._request("GET", f"/dags/{dag_id}/dagRuns/{run_id}"))

    def runs_between(self, dag_id: str, first: date, last: date) -> list[Run]:
        """The runs whose data interval begins on these days (UTC), by day."""
        found: list[dict[str, Any]] = []
        asked = {"logical_date_gte": f"{first}T00:00:00Z", "logical_date_lte": f"{last}T00:00:00Z", "limit": PAGE}
        while True:
            params = {**asked, "order_by": "logical_date", "offset": len(found)}
            page = self._request("GET", f"/dags/{dag_id}/dagRuns", params=params)["dag_runs"]
            found += page
            if len(page) < PAGE:
                return [_run(item) for item in found]

    def backfill_days(self, dag_id: str, first: date, last: date, reprocess: str) -> set[date]:
        """The days a backfill would run; `reprocess` is Airflow's `none`, `failed` or `completed`."""
        body = _backfill_body(dag_id, first, last, reprocess)
        return {
            _time(item["logical_date"]).date()
            for item in self._request("POST", "/backfills/dry_run", json=body)["backfills"]
        }

    def create_backfill(
        self, dag_id: str, first: date, last: date, reprocess: str, at_once: int, params: Mapping[str, object]
    ) -> Backfill:
        """Start it. `at_once`: runs at the same time."""
        body = _backfill_body(dag_id, first, last, reprocess) | {"max_active_runs": at_once, "dag_run_conf": params}
        return _backfill(self._request("POST", "/backfills", json=body))

    def get_backfill(self, backfill_id: int) -> Backfill:
        """The backfill as it is now."""
        return _backfill(self._request("GET", f"/backfills/{backfill_id}"))

    def active_backfill(self, dag_id: str) -> Backfill | None:
        """The one that is under way or paused; a DAG has one at a time."""
        found = self._request("GET", "/backfills", params={"dag_id": dag_id, "order_by": "-id", "limit": 1})
        newest = [_backfill(item) for item in found["backfills"]]
        return newest[0] if newest and not newest[0].is_complete else None

    def steer_backfill(self, backfill_id: int, action: str) -> Backfill:
        """`pause`, `unpause` or `cancel`: runs that wait are not begun; those at work go on to their end."""
        return _backfill(self._request("PUT", f"/backfills/{backfill_id}/{action}"))

    def task_instances(self, dag_id: str, run_ids: Sequence[str]) -> list[TaskInstance]:
        """Every task of these runs."""
        found: list[TaskInstance] = []
        while run_ids:
            body = {"dag_ids": [dag_id], "dag_run_ids": list(run_ids), "page_limit": PAGE, "page_offset": len(found)}
            page = self._request("POST", "/dags/~/dagRuns/~/taskInstances/list", json=body)["task_instances"]
            found += [
                TaskInstance(item["dag_run_id"], item["task_id"], item["map_index"], item["try_number"], item["state"])
                for item in page
            ]
            if len(page) < PAGE:
                break
        return found

    def log(self, dag_id: str, task: TaskInstance, lines: int = 15) -> str:
        """The last lines a task wrote."""
        path = f"/dags/{dag_id}/dagRuns/{task.run_id}/taskInstances/{task.task_id}/logs/{max(task.try_number, 1)}"
        params = {"map_index": task.map_index, "full_content": True}
        found = self._request("GET", path, params=params, headers={"Accept": "application/json"}, missing=True)
        return "\n".join(_log_lines((found or {}).get("content") or [])[-lines:])

    def _request(self, method: str, path: str, missing: bool = False, **arguments: Any) -> Any:  # noqa: ANN401
        for attempt in (1, 2):
            if attempt == 2 or "Authorization" not in self._session.headers:
                self._authenticate()
            try:
                answer = self._session.request(method, f"{self.address}/api/v2{path}", timeout=TIMEOUT, **arguments)
            except requests.RequestException as error:
                raise AirflowApiError(f"Airflow does not answer at {self.address}: {error}") from error
            if answer.status_code != 401:
                break
        if missing and answer.status_code == 404:
            return None
        if not answer.ok:
            raise AirflowApiError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json()

    def _authenticate(self) -> None:
        try:
            answer = self._session.post(f"{self.address}/auth/token", json=self._login, timeout=TIMEOUT)
        except requests.RequestException as error:
            raise AirflowApiError(f"Airflow does not answer at {self.address}: {error}") from error
        if not answer.ok:
            raise AirflowApiError(f"Airflow refused our login: {answer.status_code} {answer.text[:300]}")
        self._session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"


def _run(found: dict[str, Any]) -> Run:
    logical = found["logical_date"]
    return Run(found["dag_run_id"], found["state"], _time(logical).date() if logical else None)


def _backfill_body(dag_id: str, first: date, last: date, reprocess: str) -> dict[str, object]:
    days = {"from_date": f"{first}T00:00:00Z", "to_date": f"{last}T00:00:00Z"}
    return {"dag_id": dag_id, "reprocess_behavior": reprocess, **days}


def _backfill(found: dict[str, Any]) -> Backfill:
    first, last = (_time(found[name]).date() for name in ("from_date", "to_date"))
    return Backfill(found["id"], first, last, found["is_paused"], found["completed_at"] is not None)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _alive(name: str, component: dict[str, Any], since: float) -> bool:
    if component.get("status") != "healthy":
        return False
    beat = component.get(f"latest_{name}_heartbeat")
    return name == "metadatabase" or (beat is not None and _time(beat).timestamp() > since)


def _log_lines(content: list[Any]) -> list[str]:
    lines: list[str] = []
    for entry in content:
        if isinstance(entry, str):
            lines.append(entry)
            continue
        if str(entry.get("event", "")).startswith("::"):
            continue  # marks of the UI's folding
        lines.append(f"{str(entry.get('level', '')).upper():8}{entry.get('event', '')}")
        for error in entry.get("error_detail") or []:
            lines.append(f"        {error.get('exc_type')}: {error.get('exc_value')}")
    return lines
