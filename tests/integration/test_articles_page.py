"""The page Articles: what a search finds and says, and an article for reading."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from itertools import chain

import pytest
from control_rooms import PREFIX
from making import DIRECT, LATER, QUIET, TAKEN, article, event

from dropwire.article import Mention, Published, Rejected, Span
from dropwire.load import refresh_search
from dropwire.pages.articles import search

pytestmark = pytest.mark.integration
HOSTILE = '<script>alert("x")</script>\u202e'
WATER = "Nước sông dâng cao sau nhiều ngày mưa lớn, hồ chứa phải mở cửa xả trong đêm."
URL = "https://tin.example/1"
OLD, NEXT, LATE = (Published(day, day, "meta") for day in ("2017-10-01", "2017-11-07", "2017-11-08"))
HARATAYN = "Giành lại Umm Haratayn"


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def titles(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [plain(found) for found in re.findall(r"<h3[^>]*>(.*?)</h3>", answer.text, re.DOTALL)]


def number(store, file: str) -> str:
    return store.one("SELECT article_id::text FROM news.articles WHERE file = %s", file)


@pytest.fixture
def filled(store):
    """Two tellers of one event, a copy of one of them, and a quiet article, in two loads."""
    told = event(
        mentions=(Mention(0, 0, TAKEN.index(". ") + 1, TAKEN.split(". ")[0] + ".", "asserted", None, 12, None),)
    )
    store.load(
        (article(file="2017-11-06/taken.txt", title="Taken"), (told,)),
        (article(WATER, file="2017-11-06/water.txt", source="Sông", published=OLD), ()),
        (article(QUIET, file="2017-11-06/quiet.txt", title="Quiet", source="Kabar", published=LATE), ()),
    )
    store.load(
        (
            article(DIRECT, file="2017-11-07/direct.txt", title="Direct", lang="id", source="Kabar", published=NEXT),
            (event(DIRECT),),
        ),
        (article(TAKEN, file="2017-11-07/copy.txt", title="Copy", source="Tin Khác", published=LATE), (told,)),
        Rejected("2017-11-07/bad.txt", "f" * 64, None, "read", "encoding", "Not text."),
        day="2017-11-07",
    )
    refresh_search(store.conn)
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Quiet", "Direct", "Taken", HARATAYN]), ("?q=quan+doi+phien+quan", ["Taken"]),
        ("?q=quân+đội+giành", ["Taken"]), ("?q=quân+đội+giành&copies=1", ["Taken", "Copy"]),
        ("?q=haratayn&sort=newest&copies=1", ["Copy", "Direct", "Taken", HARATAYN]), ("?q=%00", []),
        ("?lang=id", ["Direct"]), ("?source=kabar", ["Quiet", "Direct"]), ("?source=Tin+Kh", []),
        ("?source=Tin+Kh&copies=1", ["Copy"]), ("?from=2017-11-07&to=2017-11-07", ["Direct"]),
        ("?events=yes", ["Direct", "Taken"]), ("?events=no", ["Quiet", HARATAYN]), ("?day=2017-11-07", ["Direct"]),
        ("?day=2017-11-07&copies=1", ["Copy", "Direct"]), ("?load=1&q=&lang=", ["Quiet", "Taken", HARATAYN]),
        ("?file=2017-11-06/quiet.txt", ["Quiet"]), ("?q=haratayn&lang=id", ["Direct"]),
        ("?q=haratayn&load=1", ["Taken", HARATAYN]),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_found(filled, ask, query, expected):
    found = titles(ask(f"/articles{query}"))
    assert found == expected if "sort" in query or "q=" not in query else sorted(found) == sorted(expected)


def test_words_are_marked_and_what_stands_beside_is_told(filled, ask):
    text = ask("/articles?q=quan+doi").text
    assert "<mark>Quân</mark> <mark>đội</mark>" in text
    hit = plain(re.search(r'<li class="hit">.*?</li>', ask("/articles?q=HTS+tay").text, re.DOTALL)[0])
    for told in ("Tin Chiến Sự", "2017-11-06", "Vietnamese", "1 event", "1 copy", "story of 2 articles"):
        assert told in hit, told
    story = re.search(r'href="[^"]*/articles(\?story=[^"]+)"', text)[1]
    assert sorted(titles(ask(f"/articles{story}"))) == ["Direct", "Taken"]


def test_the_slow_way_finds_the_same(filled, ask, monkeypatch):
    monkeypatch.setattr(search, "LOOKED_AT", 1)
    assert titles(ask("/articles?q=haratayn&sort=newest&copies=1")) == ["Copy", "Direct", "Taken", HARATAYN]
    monkeypatch.setattr(search, "MOST", 2)
    answer = ask("/articles?q=haratayn&copies=1")
    assert len(titles(answer)) == 2
    assert "More than 2 articles" in plain(answer.text)


@pytest.mark.parametrize("query", ["", "q=haratayn&sort=newest&", "q=haratayn&"])
def test_pages_follow_one_another_both_ways(store, ask, monkeypatch, query):
    monkeypatch.setattr(search, "PAGE", 3)
    made = [
        (article(f"{TAKEN} Số {n} {'x' * n}", file=f"2017-11-06/{n}.txt", title=f"n{n}",
                 published=replace(LATE, start=f"2017-11-{n // 2 + 1:02}", end=f"2017-11-{n // 2 + 1:02}")), ())
        for n in range(10)
    ]  # fmt: skip
    store.load(*made)
    refresh_search(store.conn)
    seen, there = [], f"/articles?{query}"
    while there:
        seen.append(ask(there))
        later = re.search(r'rel="next" href="([^"]+)"', seen[-1].text)
        there = later and "/articles" + html.unescape(later[1])
    shown = [titles(page) for page in seen]
    assert sorted(chain(*shown)) == sorted(f"n{n}" for n in range(10))
    if query[2:] != "haratayn&":
        days = [int(title[1:]) // 2 for title in chain(*shown)]
        assert days == sorted(days, reverse=True)
    back = "/articles" + html.unescape(re.search(r'rel="prev" href="([^"]+)"', seen[-1].text)[1])
    assert titles(ask(back)) == shown[-2]
    assert not re.search('rel="prev"', seen[0].text)


def test_nothing_found_says_what_to_try(filled, ask):
    text = plain(ask("/articles?q=haratayn&lang=en").text)
    assert "No article has all the words of “haratayn” with these filters" in text
    assert "Without the filters there are 3." in text
    assert "With copies there is 1." in plain(ask("/articles?source=Tin+Khác").text)
    assert (
        "Headlines nearly so" in (text := plain(ask("/articles?q=Quiett+zzz+qiet").text)) or "Take fewer words" in text
    )
    assert titles(ask("/articles?q=direktt")) == [] or titles(ask("/articles?q=direktt")) == ["Direct"]
    assert "No source is called “Tin”. Did you mean Tin Chiến Sự, Tin Khác?" in plain(
        ask("/articles?source=Tin").text
    ).replace(" ,", ",")
    assert "no word in that to search for" in ask("/articles?q=!!!").text


def test_an_empty_warehouse_says_what_to_do(ask):
    assert "No article has been published yet." in ask("/articles").text


@pytest.mark.parametrize(
    "query", ["from=2017-13-40", "story=x", "load=-1", f"load={10**20}", "skip=-1", "sort=odd", "q=" + "a" * 500]
)
def test_an_odd_address_is_told_in_plain_words(ask, query):
    answer = ask(f"/articles?{query}")
    assert answer.status_code == 422
    assert "cannot be read" in answer.text


def test_a_number_and_a_file_lead_to_the_thing(filled, room):
    client = room.client()
    one = number(filled, "2017-11-06/taken.txt")
    go = lambda path: client.get(PREFIX + path, follow_redirects=False).headers.get("location")  # noqa: E731
    assert go(f"/articles?q={one}") == f"{PREFIX}/articles/{one}"
    assert go("/articles?q=2017-11-06/taken.txt") == f"{PREFIX}/articles?copies=1&file=2017-11-06%2Ftaken.txt"
    item = filled.one("SELECT item_id::text FROM ops.rejects")
    assert go(f"/articles/{item}") == f"{PREFIX}/quarantine/{item}"
    loaded = filled.one("SELECT item_id::text FROM landing.drop_items WHERE article_id = %s LIMIT 1", one)
    assert go(f"/articles/{loaded}") == f"{PREFIX}/articles/{one}"
    assert client.get(f"{PREFIX}/articles/{'0' * 8}-0000-0000-0000-{'0' * 12}").status_code == 404
    assert client.get(f"{PREFIX}/articles/no-number").status_code == 422
    assert "was set aside" in client.get(f"{PREFIX}/articles?file=2017-11-07/bad.txt").text


def test_the_reading_view_tells_all_of_an_article(filled, ask):
    answer = ask(f"/articles/{number(filled, '2017-11-06/taken.txt')}")
    assert answer.status_code == 200
    sentence = TAKEN.split(". ")[0] + "."
    assert f'<a class="anchor" id="m0-0"></a><mark>{sentence}</mark><sup><a href="#e0"' in answer.text
    assert f"/events/{filled.one('SELECT event_id::text FROM news.events')}" in answer.text
    text = plain(answer.text)
    for told in (
        "Government side takes", "at least 12 killed", "Umm Haratayn, Hama, Syria", "Military Forces of Syria",
        "with Hezbollah → Hayat Tahrir al-Sham (HTS)", "told as fact, told in 2 articles", "from its dateline",
        "99% sure", "2017-11-06/taken.txt", "a copy: the same text", "Direct", "1 event both tell", "first published",
    ):  # fmt: skip
        assert told in text, told


def test_copies_are_compared_word_by_word(filled, ask):
    one = number(filled, "2017-11-06/taken.txt")
    filled.load(
        (article(LATER, file="2017-11-09/later.txt", title="Later", source="Tin Sau", published=LATE), ()),
        day="2017-11-09",
    )
    answer = ask(f"/articles/{number(filled, '2017-11-09/later.txt')}?beside={one}")
    assert "reworks it" in answer.text
    assert re.search(r"<ins>\s*Bản cập nhật: một sĩ quan [^<]*hôm sau\.</ins>", answer.text)
    copy = number(filled, "2017-11-07/copy.txt")
    assert "the texts are the same" in ask(f"/articles/{copy}?beside={one}").text
    assert ask(f"/articles/{copy}?beside={copy[:-4]}0000").status_code == 200


def test_history_tells_what_each_load_changed(store, ask):
    store.load((article(url=URL, file="2017-11-06/a.txt"), ()))
    store.load((article(LATER, url=URL, file="2017-11-07/a.txt", title="Mới"), ()), day="2017-11-07")
    one = number(store, "2017-11-07/a.txt")
    text = plain(ask(f"/articles/{one}").text)
    assert "2 versions" in text and "headline, text Compare" in text
    assert re.search(r"<ins>[^<]*Bản cập nhật", ask(f"/articles/{one}?version=2").text)
    assert ask(f"/articles/{one}?version=7").status_code == 200


def test_the_raw_text_comes_from_the_archive(filled, room, ask):
    one, file = number(filled, "2017-11-06/taken.txt"), "2017-11-06/taken.txt"
    trouble = ask(f"/articles/{one}?view=raw")
    assert "The raw text cannot be shown" in trouble.text and TAKEN[:20] in trouble.text
    key = filled.one("SELECT archive_key FROM landing.drop_files WHERE name = %s", file)
    path = room.settings.archive_path / key
    path.parent.mkdir(parents=True)
    path.write_bytes(f" date 2017-11 {TAKEN}".encode())
    answer = ask(f"/articles/{one}?view=raw")
    assert """<del class="r-prefix" title="removed: crawler prefix"> date 2017-11 </del>""" in answer.text
    assert 'id="m0-0"' in answer.text and "colours may be off" not in answer.text
    path.write_bytes(b"quite another text")
    assert "colours may be off" in ask(f"/articles/{one}?view=raw").text


def test_hostile_words_do_nothing(store, ask):
    body = f"{HOSTILE} {TAKEN}"
    odd = article(body, title=HOSTILE, source=HOSTILE, author=HOSTILE, url="javascript:alert(1)",
                  file="2017-11-06/<i>.txt", metadata={"credit": HOSTILE}, lang='x"><i>')  # fmt: skip
    store.load((odd, ()))
    refresh_search(store.conn)
    one = number(store, "2017-11-06/<i>.txt")
    for path in ("", "?q=alert", f"?q={HOSTILE}", f"?source={HOSTILE}", f"/{one}", f"/{one}?view=raw"):
        text = ask(f"/articles{path}").text
        assert not re.findall(r"<script(?![^>]*\bsrc=)|<i>|\son\w+=|href=\"javascript:", text), path
        assert "‹202e›" in text or not path.startswith("/")


def test_a_very_long_article_can_be_read(store, ask):
    body = "\n\n".join([TAKEN] * 3000)
    end = TAKEN.index(". ") + 1
    step = len(TAKEN) + 2
    told = replace(event(), mentions=tuple(
        Mention(n, n * step, n * step + end, TAKEN[:end], "asserted") for n in range(0, 3000, 2)))  # fmt: skip
    store.load((article(body, spans=(Span("prefix", 0, 14), Span("body", 14, 14 + len(body)))), (told,)))
    answer = ask(f"/articles/{number(store, '2017-11-06/a.txt')}")
    assert answer.text.count("<mark>") == 1500
    assert len(answer.text) > 700_000
