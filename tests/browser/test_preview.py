"""The preview in a real browser: it loads nothing, complains of nothing and fits a phone."""

from __future__ import annotations

import pytest
from making import DIRECT, TAKEN, article, event

from dropwire.article import Rejected
from dropwire.report.page import as_html


@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_is_quiet(chromium, tmp_path, width, scheme) -> None:
    long = article("x" * 3000 + ". " + TAKEN, file="a/" + "y" * 300 + ".txt")
    items = [(long, ()), (article(DIRECT), (event(DIRECT),)), Rejected("z" * 200, "", 3, "read", "empty", "-" * 900)]
    path = tmp_path / "out.html"
    path.write_text(as_html(items, {}), encoding="utf-8")
    page = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("request", lambda request: noise.append(request.url) if request.url != path.as_uri() else None)
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert noise == []
    raw, clean = page.locator(".dropped").nth(1), page.locator(".cleaned").nth(1)
    beside = raw.bounding_box()["y"] == clean.bounding_box()["y"]
    assert beside is (width > 800)
    page.locator("#only-clean").check()
    assert (raw.is_visible(), clean.is_visible()) == (False, True)
    page.locator("a", has_text="1").last.click()
    assert page.locator("li:target").count() == 1
