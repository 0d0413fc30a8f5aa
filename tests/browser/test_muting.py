"""Silence about a known trouble from the page Quality, and its end. The alert is real, Airflow is not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from control_rooms import PREFIX

from dropwire import alert

pytestmark = pytest.mark.integration


@pytest.fixture
def asked(room, store) -> list[dict[str, Any]]:
    """What the page asks the DAG `alerts_mute` for, which is done at once; one alert is open."""
    conn, told = store.connect("dropwire_loader"), []
    finding = alert.Finding("checks:x", "checks", "warning", "x: 3 articles", "what", "cause", "todo", date.today())
    alert.observe(conn, [finding], [], alert.Moment(datetime.now(UTC), "test"))

    def start(body: dict[str, Any]) -> dict[str, str]:
        told.append(body["conf"])
        until = datetime.now(UTC) + timedelta(days=body["conf"]["days"])
        alert.mute(conn, body["conf"]["alert"], until, "anna")
        return {"dag_run_id": "run1"}

    api = "/api/v2/dags/alerts_mute/dagRuns"
    room.outer.add_api_route(api, start, methods=["POST"])
    room.outer.add_api_route(api + "/{run}", lambda run: {"dag_run_id": run, "state": "success"})
    room.outer.router.routes.sort(key=lambda route: not route.path.startswith(api))  # before the mounted pages
    return told


def test_an_alert_is_silenced_for_a_month_and_told_again(chromium, asked, store, served) -> None:
    store.load()
    page = chromium.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{served}/quality")
    card = page.locator("details.rule", has_text="x: 3 articles")
    card.locator("summary").click()
    card.locator("select[name=days]").select_option("30")
    card.get_by_role("button", name="Silence it").click()
    page.get_by_text("silenced", exact=True).wait_for(timeout=60_000)
    ((number, until, by),) = store.rows("SELECT alert_id, muted_until, muted_by FROM ops.alerts")
    assert asked == [{"alert": number, "days": 30}]
    assert by == "anna"
    assert until > datetime.now(UTC) + timedelta(days=29)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    card.locator("summary").click()
    assert "by anna" in card.inner_text()
    card.get_by_role("button", name="Tell of it again").click()
    page.get_by_text("silenced", exact=True).wait_for(state="detached", timeout=60_000)
    assert asked[1:] == [{"alert": number, "days": 0}]


def test_who_may_not_start_the_dag_is_not_offered_silence(room, asked) -> None:
    room.may_trigger = frozenset({"articles_daily"})
    text = room.client().get(f"{PREFIX}/quality").text
    assert "x: 3 articles" in text
    assert 'class="mute"' not in text
