"""The map of events in a browser: drawn under the strict policy, usable by keyboard, on a phone, in both themes."""

from __future__ import annotations

import pytest
from making import TAKEN, article, event

pytestmark = pytest.mark.integration
WHENEVER = "/events?span=all"


@pytest.fixture
def filled(store) -> None:
    """Events at two far places, several at the first."""
    places = [("Umm Haratayn", 35.38, 37.12)] * 4 + [("Marawi", 8.0, 124.28)]
    for n, (place, lat, lon) in enumerate(places):
        body, day = f"{TAKEN} {n}.", f"2017-11-0{n + 1}"
        told = event(
            body, date=day, date_min=day, date_max=day, place=place, lat=lat, lon=lon, geo_precision=3 if n == 4 else 1
        )
        store.load((article(body, file=f"2017-11-06/{n}.txt"), (told,)))


@pytest.mark.parametrize(("theme", "width"), [("light", 1400), ("dark", 360)])
def test_the_map_is_drawn_and_a_place_tells_its_events_by_keyboard(chromium, filled, served, theme, width) -> None:
    page = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme).new_page()
    noise: list[str] = []
    page.on(
        "console", lambda told: noise.append(told.text) if told.type == "error" and "404" not in told.text else None
    )
    page.on("pageerror", lambda error: noise.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + WHENEVER)
    marks = page.locator("#map path.mark")
    marks.first.wait_for(state="attached")
    page.locator("#map path.country").first.wait_for(state="attached")
    assert marks.count() == 2
    assert marks.first.get_attribute("aria-label") == "4 events, Umm Haratayn, Hama, Syria"
    assert "somewhere in the province" in (marks.last.get_attribute("aria-label") or "")
    marks.first.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#there")
    panel.locator("li").first.wait_for()
    assert panel.locator("li").count() == 4
    assert panel.locator("h3").inner_text() == "Umm Haratayn"
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.classList.contains('mark')")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert all(address.startswith(served.rsplit("/", 1)[0]) for address in asked if not address.startswith("data:"))
    assert noise == []
