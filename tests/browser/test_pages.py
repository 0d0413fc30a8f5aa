"""Every page of the control room in a real browser, light and dark, at a desk and as narrow as Airflow's menu leaves a
phone: nothing complains, nothing is fetched from elsewhere, nothing sticks out, and it can be used without a mouse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from control_rooms import Room, serve
from histories import odd_day
from quarantined import set_aside
from stores import Store

from dropwire import alerting
from dropwire.config import Settings
from dropwire.load import publish
from dropwire.pages.shell.render import TABS

pytestmark = pytest.mark.integration

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
DESK, PHONE = 1400, 288
"""Widths of the frame: of 360 pixels Airflow's menu takes 72."""
PAGES_MOST = 40
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\d|\d+")
STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true })).length"""
FOCUS = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  return [e === document.body ? '' : e.outerHTML.slice(0, 160),
          style.outlineStyle !== 'none' && style.outlineWidth !== '0px'];
}"""
STICKS_OUT = """(width) => [...document.querySelectorAll('main *')]
  .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest('.wide, .unseen, svg *'))
  .slice(0, 3).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def site(module_store: Store, tmp_path_factory) -> Iterator[str]:
    """A warehouse with an odd day, a load through the real steps, and an alert; its control room on a server."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), settle_seconds=0)
    load_id = odd_day(module_store)
    publish(module_store.conn, load_id)
    seen = alerting.Seen("articles_daily", "test", datetime(2024, 5, 16, 1, tzinfo=UTC))
    alerting.after_load(module_store.conn, alerting.office(Settings()), seen, load_id)
    set_aside(module_store, settings)
    with serve(Room(module_store.url("dropwire_loader"), settings=settings)) as address:
        yield address


@dataclass
class Visit:
    """A browser page that notes what is wrong with what it is shown."""

    page: object
    site: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        origin = "{0.scheme}://{0.netloc}/".format(urlsplit(self.site))
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.note(f"script: {error}"))
        self.page.on(
            "request", lambda asked: None if asked.url.startswith((origin, "data:", "blob:")) else self.note(asked.url)
        )

    def hear(self, told: object) -> None:
        if told.type == "error" and "/api/v2/" not in told.location["url"]:  # there is no Airflow here
            self.note(f"{told.type}: {told.text}")

    def note(self, what: str) -> None:
        self.wrong.append(f"{self.page.url.removeprefix(self.site)}: {what}")

    def every_page(self) -> Iterator[str]:
        """Each tab, and one page of every further kind they lead to."""
        waiting, kinds = [f"{self.site}/{tab}" for tab in TABS], set()
        waiting.append(f"{self.site}/results/articles_daily/test")
        while waiting and len(kinds) < PAGES_MOST:
            address = waiting.pop(0)
            kind = NUMBER.sub("N", urlsplit(address).path)
            if kind in kinds:
                continue
            kinds.add(kind)
            self.page.goto(address)
            self.page.wait_for_load_state("networkidle")
            yield address
            links = self.page.eval_on_selector_all("a[href]", "found => found.map((a) => a.getAttribute('href'))")
            for link in links:
                whole = urljoin(address, link)
                if whole.startswith(self.site + "/") and not re.search(r"/language/|\.csv", whole):
                    waiting.append(whole)


@pytest.fixture
def visit(chromium, site, request) -> Iterator[Visit]:
    width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield Visit(context.new_page(), site)
    context.close()


@pytest.mark.parametrize("visit", [(DESK, "light"), (PHONE, "dark")], indirect=True)
def test_pages_are_quiet_and_within_everyones_reach(visit) -> None:
    shown = []
    for address in visit.every_page():
        shown.append(address)
        visit.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = visit.page.evaluate("axe.run({ resultTypes: ['violations'] })")
        for one in found["violations"]:
            if one["impact"] in ("serious", "critical"):
                where = "; ".join(node["html"][:120] for node in one["nodes"][:3])
                visit.note(f"{one['id']}: {one['help']}: {where}")
    assert len(shown) > len(TABS)
    assert not visit.wrong, "\n".join(visit.wrong)


@pytest.mark.parametrize("visit", [(DESK, "dark"), (PHONE, "light")], indirect=True)
def test_pages_fit_and_work_without_a_mouse(visit) -> None:
    for address in visit.every_page():
        width = visit.page.viewport_size["width"]
        if visit.page.evaluate("document.documentElement.scrollWidth") > width:
            visit.note(f"sticks out: {visit.page.evaluate(STICKS_OUT, width)}")
        if "/results/" in address:
            continue  # shown without scripts, and nothing in it is followed
        seen, stops = set(), min(visit.page.evaluate(STOPS), 60)
        visit.page.keyboard.press("Tab")
        first, _ = visit.page.evaluate(FOCUS)
        if "skip" not in first:
            visit.note(f"the first stop is not the way past the menu: {first}")
        for _ in range(stops):
            focused, is_shown = visit.page.evaluate(FOCUS)
            seen.add(focused)
            if focused and not is_shown and 'type="date"' not in focused:  # which shows it in its parts
                visit.note(f"its focus is not to be seen: {focused}")
            visit.page.keyboard.press("Tab")
        if "" in seen and len(seen) < stops / 2:
            visit.note(f"only {len(seen)} of {stops} are reached by the keyboard")
    assert not visit.wrong, "\n".join(visit.wrong)


@pytest.mark.parametrize("visit", [(DESK, "light")], indirect=True)
def test_theme_and_language_follow_the_person(visit) -> None:
    visit.page.goto(f"{visit.site}/today")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = visit.page.evaluate(ground)
    visit.page.evaluate("localStorage.setItem('theme', 'dark')")
    visit.page.reload()
    assert visit.page.evaluate(ground) != light
    visit.page.goto(f"{visit.site}/results/articles_daily/test")
    assert visit.page.evaluate(ground) != light  # without a script
    visit.page.goto(f"{visit.site}/today")
    visit.page.get_by_role("link", name="Tiếng Việt").click()
    assert visit.page.url == f"{visit.site}/today"
    assert visit.page.get_by_role("heading", level=1).inner_text().startswith("Đã nạp")
    assert not visit.wrong, "\n".join(visit.wrong)
