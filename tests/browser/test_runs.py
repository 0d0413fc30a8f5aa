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
