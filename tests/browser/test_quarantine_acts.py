"""Acting from the page: a dry run, what it tells, a comment, the real thing. The moves are real, Airflow is not."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from control_rooms import Room
from quarantined import set_aside

from dropwire.load.quarantine import Filter, entries
from dropwire.quarantine import move_out

pytestmark = pytest.mark.integration


class Airflow:
    """As much of its API as the page uses, doing at once what the DAG `quarantine` does."""

    def __init__(self, room: Room, store: Any) -> None:
        self.room, self.store = room, store
        self.numbers, self.asked, self.told = itertools.count(1), [], {}
        api = "/api/v2/dags/quarantine/dagRuns"
        room.outer.add_api_route(api, self.start, methods=["POST"])
        room.outer.add_api_route(api + "/{run}", self.state)
        room.outer.add_api_route(api + "/{run}/taskInstances/move/xcomEntries/return_value", self.returned)
        # before the mounted pages
        room.outer.router.routes.sort(key=lambda route: not route.path.startswith(api))

    def start(self, body: dict[str, Any]) -> dict[str, str]:
        conf, run = body["conf"], f"run{next(self.numbers)}"
        self.asked.append(conf)
        wanted = Filter(conf.get("entries"), rule=conf.get("rule"))
        conn = self.store.connect("dropwire_loader")
        outcome = move_out(
            conn, self.room.settings, self.room.url, wanted, conf["action"], by="anna", comment=conf.get("comment"),
            dry_run=conf["dry_run"],
        )  # fmt: skip
        self.told[run] = outcome.as_json(conf["dry_run"])
        return {"dag_run_id": run}

    def state(self, run: str) -> dict[str, str]:
        return {"dag_run_id": run, "state": "success"}

    def returned(self, run: str) -> dict[str, Any]:
        return {"value": self.told[run]}


@pytest.fixture
def airflow(room, store) -> Airflow:
    made = Airflow(room, store)
    set_aside(store, room.settings, n_short=3)
    return made


def test_entries_are_moved_from_the_list_and_from_their_page(chromium, airflow, served, store) -> None:
    page = chromium.new_context(viewport={"width": 360, "height": 800}).new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text) if message.type == "error" else None)
    page.goto(f"{served}/quarantine?rule=article_body_short")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    publish = page.locator("[data-chosen][data-act=waive]")
    assert publish.is_disabled()
    page.locator("[data-entry]").first.check()
    page.locator("[data-entry]").nth(1).check()
    publish.click()
    dialog = page.locator("dialog#act")
    dialog.get_by_role("button", name="Do it").click(timeout=60_000)
    assert "Say why" in dialog.get_by_role("status").inner_text()
    dialog.locator("textarea").fill("news flashes")
    dialog.get_by_role("button", name="Do it").click()
    dialog.locator(".fresh").click(timeout=60_000)
    page.wait_for_load_state()
    assert page.locator(".entries li").count() == 1
    assert [one["dry_run"] for one in airflow.asked] == [True, False]
    moved = entries(store.conn, Filter(state="waived"))
    assert [(one.outcome, one.comment) for one in moved] == [("loaded", "news flashes")] * 2

    page.goto(f"{served}/quarantine/{moved[0].item_id}")
    assert page.locator(".trail a[href*='/articles/']").count() == 1
    page.goto(f"{served}/quarantine?rule=article_body_short")
    page.locator(".entries a").first.click()
    assert page.locator("del.r-share").count() == 1
    page.get_by_role("button", name="Read again").click()
    again = dialog.locator(".again li")
    again.wait_for(timeout=60_000)
    assert "article_body_short" in again.inner_text()
    assert dialog.locator("tr[data-count=quarantined] td").inner_text() == "1"
    dialog.get_by_role("button", name="Cancel").click()
    assert len(entries(store.conn, Filter(rule="article_body_short"))) == 1
    assert not [one for one in noise if "favicon" not in one and "404" not in one]
