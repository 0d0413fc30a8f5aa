"""The calendar in a browser: a range is chosen by its days, by keyboard too, and nothing sticks out on a phone."""

from __future__ import annotations

import pytest
from making import QUIET, article

pytestmark = pytest.mark.integration


def test_a_range_is_chosen_by_its_first_and_last_day(store, served, chromium):
    store.drop((article(QUIET, file="2017-11-10/a.txt"), ()))
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{served}/runs/calendar?month=2017-11")
    page.get_by_role("button", name="Choose 2017-11-12").click()
    page.get_by_role("button", name="Choose 2017-11-10").focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("button", pressed=True).count() == 3
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("button", name="See what a backfill would load").click()
    page.wait_for_url("**/runs/backfill?from=2017-11-10&to=2017-11-12")
    assert page.get_by_role("row").count() == 4
    assert "3 days, 1 new files." in page.inner_text("#told") or page.is_visible("#trouble")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.close()


def test_a_preview_tells_of_days_that_are_loaded_though_airflow_did_not_run_them(room, store, served, chromium):
    store.load((article(QUIET, file="2017-11-10/a.txt"), ()), day="2017-11-10")
    store.drop((article(QUIET, file="2017-11-11/b.txt"), ()))
    days = [{"logical_date": f"2017-11-{day}T00:00:00Z"} for day in (10, 11)]
    room.outer.add_api_route("/api/v2/backfills", lambda: {"backfills": []})
    room.outer.add_api_route("/api/v2/backfills/dry_run", lambda: {"backfills": days}, methods=["POST"])
    room.outer.router.routes.sort(key=lambda route: not route.path.startswith("/api"))  # before the mounted pages
    page = chromium.new_page()
    page.goto(f"{served}/runs/backfill?from=2017-11-10&to=2017-11-11")
    page.get_by_text("2 of 2 days would run").wait_for()
    assert "1 of them the pickup, or a person, has loaded already" in page.inner_text("#told")
    page.goto(f"{served}/runs/backfill?from=2017-11-10&to=2017-11-11&again=all")
    page.get_by_text("2 of 2 days would run").wait_for()
    assert "has loaded already" not in page.inner_text("#told")
    page.close()
