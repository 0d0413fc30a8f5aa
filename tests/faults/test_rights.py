"""Anonymous, viewer, operator and admin against every page and every action, through the real API server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
import requests
from fastapi.routing import APIRoute
from machines import Machine

from dropwire.config import REPOSITORY
from dropwire.pages.app import control_room

pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

USERS = "admin:admin,duty:op,guest:viewer"
DAY = date(2017, 11, 2)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    with Machine(tmp_path_factory.mktemp("home"), AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS=USERS) as made:
        made.do("up")
        made.person().api.create_backfill("articles_daily", DAY, DAY, "none", 1, {})
        yield made


OPEN = {"/", "/language/{language}"}
"""What anyone may ask for: it says nothing of the warehouse."""
IDS = {
    "{item_id}": "00000000-0000-0000-0000-000000000000", "{event_id}": "00000000-0000-0000-0000-000000000000",
    "{article_id}": "00000000-0000-0000-0000-000000000000", "{load_id}": "999999", "{name}": "articles_columns",
    "{dag_id}": "articles_daily", "{run_id:path}": "none", "{language}": "vi",
}  # fmt: skip
RUN = "/dags/articles_daily/dagRuns/none"
ACTIONS: list[tuple[str, str, object]] = [
    ("POST", "/backfills", {"dag_id": "articles_daily", "from_date": "2017-11-01", "to_date": "2017-11-01"}),
    ("POST", "/backfills/dry_run", {"dag_id": "articles_daily", "from_date": "2017-11-01", "to_date": "2017-11-01"}),
    *(("PUT", f"/backfills/1/{what}", None) for what in ("pause", "unpause", "cancel")),  # the one `machine` has begun
    ("PATCH", RUN, {"state": "failed"}),
    ("DELETE", RUN, None),
    ("POST", f"{RUN}/clear", {"dry_run": True}),
    ("POST", "/dags/articles_daily/clearTaskInstances", {"dry_run": True, "dag_run_id": "none"}),
    ("PATCH", f"{RUN}/taskInstances/publish", {"new_state": "success"}),
    ("PATCH", f"{RUN}/taskInstances/approve/-1/hitlDetails", {"chosen_options": ["Publish"], "params_input": {}}),
    ("PATCH", "/dags/alerts_send", {"is_paused": False}),
    ("DELETE", "/dags/none", None),
    ("PATCH", "/connections/none", {"connection_id": "none", "conn_type": "postgres"}),
    ("DELETE", "/connections/none", None),
    ("DELETE", "/variables/none", None),
    ("DELETE", "/pools/none", None),
]
"""Whatever changes something; an operator is let in, and here meets what is not there."""


STARTED = {
    "articles_daily": {"day": 1},
    "archive_replay": {"first": 1},
    "quarantine": {"action": "x"},
    "alerts_mute": {"alert": 0},
}
"""DAGs an operator starts, with what each refuses: being let in must not begin anything here."""
BY_THEMSELVES = {"alerts_send", "inbox_pickup", "sources_fetch"}


def test_who_may_what(machine: Machine) -> None:
    """Every page and every action, by everyone; a new page or DAG that is in no table fails."""
    address = f"http://127.0.0.1:{machine.port}"
    people = {user: _login(machine, user) for user in ("guest", "duty", "admin")}
    app = control_room(lambda: pytest.fail("no page is asked for here"), "/dropwire", [], [])
    routes = [route for route in app.routes if isinstance(route, APIRoute)]
    assert len(routes) > 15
    session = requests.Session()
    session.trust_env = False
    for route in routes:
        assert route.methods == {"GET"}, f"{route.path}: pages change nothing; Airflow's API does, and asks who it is"
        path = route.path
        for name, value in IDS.items():
            path = path.replace(name, value)
        assert "{" not in path, f"give {route.path} a value in IDS"
        ask = partial(session.get, f"{address}/dropwire{path}", allow_redirects=False, timeout=60)
        stranger, forged = ask().status_code, ask(headers={"Authorization": people["admin"]["Authorization"][:-4]})
        assert (stranger in (303, 307)) if route.path in OPEN else (stranger == 401), (route.path, stranger)
        assert route.path in OPEN or forged.status_code in (401, 403), (route.path, forged.status_code)
        for user, headers in people.items():
            found = ask(headers=headers).status_code
            assert found in (200, 303, 307, 404, 422), (route.path, user, found)
    assert "data-may" not in session.get(f"{address}/dropwire/runs/backfill", headers=people["guest"], timeout=60).text

    assert {path.stem for path in (REPOSITORY / "dags").glob("*.py")} - {"wiring"} == STARTED.keys() | BY_THEMSELVES
    starts = [("POST", f"/dags/{dag}/dagRuns", {"logical_date": None, "conf": conf}) for dag, conf in STARTED.items()]
    quiet = [("POST", f"/dags/{dag}/dagRuns", {"logical_date": None}) for dag in BY_THEMSELVES]
    for method, path, body in [*ACTIONS, *starts, *quiet]:
        ask = partial(session.request, method, f"{address}/api/v2{path}", json=body, timeout=60)
        assert ask().status_code == 401, path
        assert ask(headers=people["guest"]).status_code == 403, path
        if (method, path, body) not in quiet:
            assert (found := ask(headers=people["duty"]).status_code) in (200, 204, 400, 404, 409, 422), (path, found)


def _login(machine: Machine, user: str) -> dict[str, str]:
    person = machine.person(user)
    person.request("GET", "/version")
    return {"Authorization": str(person.api._session.headers["Authorization"])}
