"""The preview as one HTML file."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from making import DIRECT, TAKEN, article, event
from typer.testing import CliRunner

from dropwire import cli
from dropwire.article import REMOVED_KINDS, Article, Rejected, Segment, Span
from dropwire.report.page import HUES, as_html

HOSTILE = "</div></article><script>alert('x')</script><img src=//evil.example/x.png onerror=alert(1)>&amp; {{ 7*7 }}"


class Seen(HTMLParser):
    """Text by the class of the innermost `div` or `del`, and what a browser would fetch or run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self.loads: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "img", "iframe", "link", "object", "base") or any(name.startswith("on") for name in given):
            self.loads.append(tag)
        if "src" in given or not (given.get("href") or "#").startswith("#"):
            self.loads.append(tag)
        if tag in ("div", "del", "p", "b", "li", "section"):
            self.open.append((tag, given.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag, name in self.open:
            self.texts.setdefault(name or tag, []).append(data)

    def text(self, name: str) -> str:
        return "".join(self.texts.get(name, []))


def whole(text: str, spans: list[tuple[str, str]]) -> Article:
    """An article cut into (kind, text)."""
    made, at = [], 0
    for kind, part in spans:
        made.append(Span(kind, at, at + len(part)))
        at += len(part)
    raw = "".join(part for _, part in spans)
    start = raw.index(text)
    segments = (Segment(0, len(text), start, start + len(text)),)
    return replace(article(text), raw_text=raw, spans=tuple(made), segments=segments)


def test_raw_stands_beside_clean_and_every_character_is_there() -> None:
    parts = [(kind, f"{kind} abc") for kind in REMOVED_KINDS]
    found = whole(TAKEN, [("title", "Đầu đề"), ("space", "\n"), *parts, ("body", TAKEN)])
    seen = Seen(as_html([(found, (event(),))], {}))
    assert seen.text("raw") == found.raw_text
    assert seen.text("clean").split() == (TAKEN[: TAKEN.index(". ") + 1] + "1" + TAKEN[TAKEN.index(". ") + 1 :]).split()
    for kind in REMOVED_KINDS:
        assert f"{kind} abc" in seen.text(kind)
    assert f"{len(found.raw_text)} characters = {len(TAKEN) + 7} kept" in seen.text("account")


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert set(HUES) == set(REMOVED_KINDS)
    coloured = [hue for kind, hue in HUES.items() if kind not in ("prefix", "markup")]
    assert len(set(coloured)) == len(coloured)


@pytest.mark.parametrize("field", ["title", "source", "author", "url", "file", "evidence", "reason"])
def test_nothing_from_outside_becomes_markup(field: str) -> None:
    body = f"{HOSTILE} {TAKEN}"
    found = whole(body, [("caption", HOSTILE), ("body", body)])
    if field == "file":
        found = replace(found, item=replace(found.item, file=HOSTILE))
    elif field in ("title", "source", "author", "url"):
        found = replace(found, **{field: HOSTILE})
    told = event(body, place=HOSTILE, attribution=HOSTILE, rules={"type": HOSTILE})
    refused = Rejected(HOSTILE, "", 1, "read", "json_syntax", HOSTILE)
    page = as_html([(found, (told,)), refused], {}, explain=True)
    assert Seen(page).loads == []
    assert HOSTILE not in page
    assert "{{ 7*7 }}" in page
    assert Seen(page).text("raw") == found.raw_text


def test_control_and_direction_marks_are_shown() -> None:
    found = whole(TAKEN, [("caption", "a\u202eb\x07"), ("body", TAKEN)])
    page = as_html([(found, ())], {})
    assert "a‹202e›b‹07›" in page and "\u202e" not in page


def test_sixty_drops_in_one_file() -> None:
    results = [(article(DIRECT, file=f"{n}.txt"), (event(DIRECT),)) for n in range(58)]
    refused = [Rejected(f"{n}.gz", "", None, "read", "gzip_truncated", "Ends early.") for n in (58, 59)]
    page = as_html([*results, *refused], {})
    seen = Seen(page)
    assert all(f'id="i{n}"' in page and f'href="#i{n}"' in page for n in range(1, 61))
    assert "58 articles, 2 refused, 58 events" in page
    assert seen.loads == []
    assert "no event" not in page


def test_the_command_writes_it(tmp_path) -> None:
    drop, out = tmp_path / "a.txt", tmp_path / "out.html"
    drop.write_text(f" date 2017-11 {TAKEN}")
    result = CliRunner().invoke(cli.app, ["preview", str(drop), "--html", str(out)])
    assert (result.exit_code, result.output) == (0, "")
    assert "Umm Haratayn" in Seen(out.read_text(encoding="utf-8")).text("clean")
