"""Articles in a real browser: from a search to the sentence, on a phone and a desk, with texts of every direction."""

from __future__ import annotations

import pytest
from making import TAKEN, article, event

from dropwire.load import refresh_search

pytestmark = pytest.mark.integration
ARABIC = "أعلنت وكالة الأنباء أن القوات دخلت البلدة. وقال شهود إن السكان غادروا قبل أيام."
URL = "https://tin.example/1"


@pytest.mark.parametrize("width", [360, 1400])
def test_from_a_search_to_the_sentence(chromium, served, store, width) -> None:
    first = "x" * 3000 + "\n\n" + "\n\n".join([TAKEN[-60:]] * 40)
    body = f"{TAKEN}\n\n{first}"
    told = event(TAKEN)
    store.load(
        (article(body, title="Y" * 400, source="s" * 200, url=URL, file="2017-11-06/" + "z" * 180 + ".txt"), (told,)),
        (article(ARABIC, title=ARABIC[:30], lang="ar", file="2017-11-06/ar.txt"), ()),
    )
    later = article(body + " Thêm một câu.", title="Y" * 400, url=URL, file="2017-11-07/a.txt")
    store.load((later, (told,)), day="2017-11-07")
    refresh_search(store.conn)
    page = chromium.new_context(viewport={"width": width, "height": 700}).new_page()
    noise: list[str] = []
    page.on("console", lambda one: noise.append(one.text) if one.type == "error" and "404" not in one.text else None)

    def fits() -> bool:
        return bool(page.evaluate("document.documentElement.scrollWidth") <= width)

    page.goto(f"{served}/articles")
    page.get_by_role("searchbox").fill("haratayn")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**q=haratayn**")
    assert fits()
    assert page.locator(".hit mark").first.inner_text().lower() == "haratayn"
    page.locator(".hit h3 a").click()
    page.wait_for_load_state()
    assert fits()
    sentence = page.locator(".reports a", has_text="in the text")
    sentence.click()
    assert page.locator("#m0-0 + mark").is_visible()
    assert page.locator("#m0-0 + mark").evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.locator("sup a").first.click()
    assert page.locator(".reports li:target").count() == 1
    page.locator("table a", has_text="Compare").last.click()
    page.wait_for_url("**version=2**")
    assert "Thêm một câu" in page.locator(".differing ins").inner_text()
    assert fits()
    page.goto(f"{served}/articles?lang=ar")
    page.locator(".hit h3 a").click()
    page.wait_for_load_state()
    assert page.locator(".body").evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert fits()
    assert noise == []
