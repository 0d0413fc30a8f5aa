"""The page Quarantine, asked over a day that was really loaded: list, filters, one item, what is missing."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from control_rooms import PREFIX, Room
from quarantined import DAY, HOSTILE, set_aside

from dropwire import daily
from dropwire.config import Settings
from dropwire.load.quarantine import Filter, entries
from dropwire.pages.quarantine.listing import PER_PAGE

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def day(module_store, tmp_path_factory):
    """A room over a day of which some was set aside."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), settle_seconds=0)
    set_aside(module_store, settings, n_short=2)
    module_store.rows("UPDATE ops.rejects SET reason = reason || %s", HOSTILE)
    return Room(module_store.url("dropwire_loader"), settings=settings)


@pytest.fixture
def ask(day):
    client = day.client()
    return lambda path: client.get(PREFIX + path)


@pytest.fixture
def aside(module_store, day):
    return entries(module_store.conn, Filter())


def item(aside, rule: str) -> str:
    return next(one.item_id for one in aside if one.rule == rule)


def shown(text: str) -> int:
    return text.count('<p class="head">')


def test_what_is_open_is_listed_by_rule_and_entry(ask, aside):
    text = ask("/quarantine").text
    assert shown(text) == len(aside)
    assert f"{len(aside)} entries are open" in text
    for rule in {one.rule for one in aside}:
        assert re.search(rf'<th scope="row"><a href="[^"]*rule={rule}"', text)
    assert "<svg" in text
    assert HOSTILE not in text
    assert "&lt;script&gt;" in text
    assert "Mất điện 0" in text


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("rule=article_body_short", 2), ("stage=read", 1), (f"day={DAY}", None), ("day=2017-11-07", 0),
        ("source=future", None), ("text=body_length", 2), ("state=waived", 0), ("state=any&rule=json_syntax", 1),
        ("rule=&stage=&source=&day=&text=&state=open", None), ("source=%25", None), ("text=%00zzz", 0),
    ],
)  # fmt: skip
def test_the_form_restricts(ask, aside, query, n):
    answer = ask(f"/quarantine?{query}")
    assert answer.status_code == 200
    if query.startswith("source=future"):
        n = sum("future" in one.file for one in aside)
    assert shown(answer.text) == (len(aside) if n is None else n)
    if not n and n is not None:
        assert "Nothing of that kind" in answer.text


@pytest.mark.parametrize("query", ["day=yesterday", "before=x", "before=99999999999999999999", "state=gone"])
def test_an_odd_address_is_told_in_words(ask, query):
    answer = ask(f"/quarantine?{query}")
    assert answer.status_code == 422
    assert query.split("=")[0] in answer.text


def test_pages_follow_each_other_without_gap(store, room):
    set_aside(store, room.settings, n_short=PER_PAGE + 4)
    client = room.client()
    every = {one.item_id for one in entries(store.conn, Filter(rule="article_body_short"))}
    first = client.get(f"{PREFIX}/quarantine?rule=article_body_short").text
    further = re.search(r'rel="next" href="([^"]+)"', first)
    second = client.get(further.group(1).replace("&amp;", "&")).text
    seen = [re.findall(r'<p class="head"><a href="/dropwire/quarantine/([^"]+)"', text) for text in (first, second)]
    assert [len(ids) for ids in seen] == [PER_PAGE, 4]
    assert set(seen[0] + seen[1]) == every
    assert 'rel="next"' not in second


def test_an_item_shows_why_and_its_texts(ask, aside):
    text = ask(f"/quarantine/{item(aside, 'article_body_short')}").text
    assert "Fewer than 40 characters of body are left" in text
    assert "news flash" in text
    assert re.search(r'<del class="r-share"[^>]*>Chia sẻ', text)
    assert "set aside" in text
    assert HOSTILE not in text
    broken = ask(f"/quarantine/{item(aside, 'json_syntax')}").text
    assert "dở dang" in broken
    assert "make no article of it" in broken


def test_an_event_set_aside_shows_the_sentence(ask, aside):
    text = ask(f"/quarantine/{item(aside, 'event_date_future')}").text
    assert "concerns only event 1" in text
    assert "2117" in text


def test_a_lost_archive_is_told(day, aside, tmp_path):
    elsewhere = Room(day.url, settings=Settings(home=tmp_path)).client()
    answer = elsewhere.get(f"{PREFIX}/quarantine/{item(aside, 'article_body_short')}")
    assert answer.status_code == 200
    assert "DROPWIRE_ARCHIVE" in answer.text
    assert "Fewer than 40 characters" in answer.text


def test_what_is_not_there(ask):
    assert ask(f"/quarantine/{uuid4()}").status_code == 404
    assert ask("/quarantine/17").status_code == 422


def test_who_may_not_start_the_dag_only_looks(day, aside):
    client = Room(day.url, frozenset(), day.settings).client()
    for path in ("", f"/{item(aside, 'json_syntax')}"):
        text = client.get(f"{PREFIX}/quarantine{path}").text
        assert "You may look" in text
        assert "data-act=" not in text


def test_an_item_a_later_run_reads_is_no_longer_open(store, room):
    set_aside(store, room.settings)
    aside = entries(store.conn, Filter())
    load_id = daily.collect(store.conn, room.settings, daily.Run(DAY, "again", "manual", force=True))
    for shard in daily.plan(store.conn, room.settings, load_id):
        daily.process(store.conn, room.settings, load_id, shard)
    daily.check(store.conn, room.settings, store.url("dropwire_loader"), load_id)
    daily.publish(store.conn, load_id)
    before, after = (entries(store.conn, Filter(state=state)) for state in ("read again", "open"))
    assert len(before) == len(after) == len(aside)
    assert shown(room.client().get(f"{PREFIX}/quarantine").text) == len(after)
    assert "read by a later run" in room.client().get(f"{PREFIX}/quarantine?state=any").text
    states = "SELECT r.reject_id FROM ops.rejects r JOIN ops.quarantine q USING (reject_id) WHERE r.state <> q.state"
    assert store.rows(states) == []
