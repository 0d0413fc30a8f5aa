"""What publish makes of staged items, in a real warehouse."""

import hashlib
import itertools
import random
from dataclasses import replace
from datetime import date

import pytest
from making import DIRECT, LATER, QUIET, TAKEN, article, event, week

from dropwire.article import Counts, Published, Rejected
from dropwire.errors import BadDay
from dropwire.link import signature, stories
from dropwire.load import begin_load, fail_load, publish, stage

pytestmark = pytest.mark.integration

URL = "https://tin.example/2017/umm-haratayn.html"


WHEN = "{load_id, valid_from, timestamp}"


def published(store) -> str:
    """A hash over every published row, without when and by which load it was written."""
    digest = hashlib.sha256()
    tables = store.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'news' ORDER BY 1")
    for (table,) in tables:
        text = f"SELECT (to_jsonb(t) - '{WHEN}'::text[])::text FROM news.{table} t ORDER BY 1"
        digest.update(f"{table}\n".encode() + "\n".join(row for (row,) in store.rows(text)).encode())
    return digest.hexdigest()


def versions(store) -> list[tuple[object, ...]]:
    """Which row versions stand on disk: equal only when nothing was written at all."""
    tables = ("articles", "events", "event_reports", "event_mentions", "event_actors", "sources", "locations", "actors")
    return [
        row for table in tables for row in store.rows(f"SELECT '{table}', xmin::text, ctid::text FROM news.{table}")
    ]


def test_a_new_article_and_its_event_arrive(store):
    assert store.load((article(), (event(),))) == Counts(read=1, loaded=1)
    row = "SELECT type, place, country, fatalities_low, fatalities_best, n_sources, status FROM news.event_list"
    assert store.rows(row) == [("battle.government_regains_territory", "Umm Haratayn", "Syria", 12, 12, 1, "asserted")]
    assert store.rows(
        "SELECT name, side, role FROM news.event_actors JOIN news.actors USING (actor_id) ORDER BY 1"
    ) == [
        ("Hayat Tahrir al-Sham (HTS)", 2, "primary"),
        ("Hezbollah", 1, "associated"),
        ("Military Forces of Syria", 1, "primary"),
    ]
    assert store.one("SELECT array_agg(kind || raw_start || '-' || raw_end) FROM news.removed_spans") == ["prefix0-14"]


def test_evidence_points_into_the_raw_drop(store):
    raw = article()
    store.load((raw, (event(),)))
    ((start, end, quote),) = store.rows("SELECT raw_start, raw_end, quote FROM news.event_evidence")
    assert raw.raw_text[start:end] == quote != ""


def test_publishing_twice_writes_nothing(store):
    load_id = store.begin((article(), (event(),)), (article(DIRECT, file="2017-11-06/b.txt"), (event(DIRECT),)))
    first = publish(store.conn, load_id)
    before = versions(store)
    assert publish(store.conn, load_id) == first == Counts(read=2, loaded=2)
    assert versions(store) == before


def test_the_same_drops_again_are_unchanged_and_nothing_is_written(store):
    items = [(article(), (event(),)), (article(DIRECT, file="2017-11-06/b.txt"), (event(DIRECT),))]
    store.load(*items)
    before = versions(store)
    assert store.load(*items) == Counts(read=2, unchanged=2)
    assert versions(store) == before


def test_a_retry_replaces_what_the_first_try_staged(store):
    load_id = store.begin((article(), (event(),)), (article(DIRECT, file="2017-11-06/b.txt"), ()))
    again = [(article(), (event(), event(type="vac.attack")))]
    with pytest.raises(BadDay, match=r"b\.txt"):  # the first half of the load is gone, and the account says so
        stage(store.conn, load_id, "0", again, sign=signature)
        publish(store.conn, load_id)
    stage(store.conn, load_id, "0", [*again, (article(DIRECT, file="2017-11-06/b.txt"), ())], sign=signature)
    assert publish(store.conn, load_id) == Counts(read=2, loaded=2)
    assert store.one("SELECT count(*) FROM news.events") == 2


def test_a_task_run_again_after_publishing_is_published_again(store):
    load_id = store.begin((article(), (event(),)))
    publish(store.conn, load_id)
    stage(store.conn, load_id, "0", [(article(), (event(fatalities=20, fatalities_low=20),))], sign=signature)
    assert publish(store.conn, load_id) == Counts(read=1, loaded=1)
    assert store.one("SELECT fatalities_best FROM news.events") == 20


def test_a_shard_that_breaks_off_leaves_nothing(store):
    load_id = store.begin((article(), ()))

    def broken():
        yield article(DIRECT, file="2017-11-06/b.txt"), ()
        raise RuntimeError("worker lost")

    with pytest.raises(RuntimeError):
        stage(store.conn, load_id, "1", broken(), sign=signature)
    assert store.rows("SELECT shard, n_articles FROM staging.shards") == [("0", 1)]
    assert store.one("SELECT count(*) FROM staging.articles") == 1


def test_two_reports_meet_in_one_event_with_a_range(store):
    store.load(
        (article(), (event(),)),
        (
            article(
                DIRECT,
                file="2017-11-06/b.txt",
                source="Kabar Perang",
                published=Published("2017-11-07", "2017-11-07", "meta"),
            ),
            (event(DIRECT, fatalities=15, fatalities_low=None, status="claimed", attribution="SOHR"),),
        ),
    )
    columns = "fatalities_low, fatalities_best, fatalities_high, n_sources, n_mentions, status, attribution"
    assert store.rows(f"SELECT {columns} FROM news.events") == [(12, 15, 15, 2, 2, "corroborated", "SOHR")]
    assert store.one("SELECT count(DISTINCT story_id) FROM news.articles") == 1


@pytest.mark.parametrize(
    ("told", "status", "disputed"),
    [
        (["claimed", "asserted"], "asserted", False),
        (["denied", "claimed"], "claimed", True),
        (["planned", "denied"], "denied", False),
        (["planned", "asserted"], "asserted", False),
        (["negated", "asserted"], "asserted", True),
        (["hypothetical", "planned"], "planned", False),
    ],
)
def test_status_is_resolved_by_rule(store, told, status, disputed):
    bodies = (TAKEN, DIRECT)
    store.load(
        *(
            (article(b, file=f"2017-11-06/{n}.txt"), (event(b, status=s),))
            for n, (b, s) in enumerate(zip(bodies, told, strict=True))
        )
    )
    assert store.rows("SELECT status, disputed FROM news.events") == [(status, disputed)]


def test_a_denied_toll_is_no_toll(store):
    store.load(
        (article(), (event(fatalities=12, fatalities_low=None),)),
        (
            article(DIRECT, file="2017-11-06/b.txt"),
            (event(DIRECT, status="denied", fatalities=90, fatalities_low=None),),
        ),
    )
    assert store.rows("SELECT fatalities_low, fatalities_best, fatalities_high FROM news.events") == [(12, 12, 12)]


def test_an_event_without_place_stays_its_articles_own(store):
    vague = {"place": None, "lat": None, "lon": None, "admin1": None, "geo_precision": 4}
    store.load((article(), (event(**vague),)), (article(DIRECT, file="2017-11-06/b.txt"), (event(DIRECT, **vague),)))
    assert store.one("SELECT count(*) FROM news.events") == 2


def test_a_copy_is_a_duplicate_and_adds_no_source(store):
    copy = article(
        TAKEN.upper(),
        file="2017-11-06/copy.txt",
        source="Trang Khác",
        published=Published("2017-11-08", "2017-11-08", "meta"),
    )
    counts = store.load((article(), (event(),)), (copy, (event(),)))
    assert counts == Counts(read=2, loaded=1, duplicate=1)
    assert store.rows("SELECT n_sources, n_articles, n_mentions FROM news.events") == [(1, 1, 1)]
    rows = store.rows(
        "SELECT is_canonical, canonical_id = article_id, story_id = canonical_id FROM news.articles ORDER BY 1"
    )
    assert rows == [(False, False, True), (True, True, True)]


def test_an_earlier_original_that_comes_later_takes_the_place_of_its_copy(store):
    copy = article(file="2017-11-09/copy.txt", published=Published("2017-11-09", "2017-11-09", "meta"))
    assert store.load((copy, (event(fatalities=1, fatalities_low=1),)), day="2017-11-09").loaded == 1
    assert store.load((article(), (event(),))).loaded == 1
    assert store.rows("SELECT file FROM news.articles WHERE is_canonical") == [("2017-11-06/a.txt",)]
    assert store.one("SELECT fatalities_best FROM news.events") == 12


def test_a_reworked_text_is_told_as_near_duplicate(store):
    assert store.load((article(), ()), (article(LATER, file="2017-11-06/later.txt"), ())).loaded == 2
    rows = store.rows("SELECT near_duplicate_of IS NULL, near_duplicate_score > 0.5 FROM news.articles ORDER BY 1")
    assert rows == [(False, True), (True, True)]
    assert store.one("SELECT count(DISTINCT story_id) FROM news.articles") == 1


def test_a_changed_article_replaces_its_events(store):
    store.load((article(url=URL), (event(), event(type="vac.attack"))))
    later = article(LATER, file="2017-11-07/a.txt", url=f"{URL}?utm_source=x")
    assert store.load((later, (event(LATER, fatalities=14, fatalities_low=14),)), day="2017-11-07") == Counts(
        1, loaded=1
    )
    assert store.rows("SELECT type, fatalities_best FROM news.events") == [("battle.government_regains_territory", 14)]
    assert store.rows("SELECT body = %s, first_day::text, drop_day::text FROM news.articles", LATER) == [
        (True, "2017-11-06", "2017-11-07")
    ]
    assert store.one("SELECT rule FROM ops.items WHERE file = '2017-11-07/a.txt'") == "changed"
    assert store.rows("SELECT n_events_changed, n_events_removed FROM ops.loads ORDER BY load_id")[1] == (1, 1)


def test_an_older_version_that_comes_later_is_skipped(store):
    store.load((article(LATER, file="2017-11-07/a.txt", url=URL), ()), day="2017-11-07")
    assert store.load((article(url=URL), ())) == Counts(read=1, skipped=1)
    assert store.rows("SELECT body = %s, first_day::text FROM news.articles", LATER) == [(True, "2017-11-06")]


def test_two_versions_in_one_load(store):
    counts = store.load(
        (article(url=URL, record=0), ()),
        (article(LATER, url=URL, record=1), ()),
        (article(LATER, url=URL, record=2), ()),
    )
    assert counts == Counts(read=3, loaded=1, duplicate=1, skipped=1)


def test_the_same_article_in_another_page_is_unchanged_but_points_to_the_new_drop(store):
    store.load((article(url=URL), (event(),)))
    longer = article(url=URL, file="2017-11-07/a.txt")
    assert store.load((longer, (event(),)), day="2017-11-07") == Counts(read=1, unchanged=1)
    assert store.one("SELECT file FROM news.articles") == "2017-11-07/a.txt"


def test_front_pages_do_not_make_one_article_of_many(store):
    home = {"url": "https://tin.example/"}
    assert store.load((article(**home), ()), (article(DIRECT, file="2017-11-06/b.txt", **home), ())).loaded == 2


def test_refused_items_are_counted_once_each(store):
    refused = Rejected("2017-11-06/x.jsonl", "e" * 64, 1, "read", "json_syntax", "A quote is missing.")
    empty = Rejected("2017-11-06/y.txt", "d" * 64, None, "read", "empty_file", "No bytes.", "skipped")
    counts = store.load((article(), ()), refused, replace(refused, rule="second"), replace(refused, record=2), empty)
    assert counts == Counts(read=4, loaded=1, quarantined=2, skipped=1)
    assert store.one("SELECT count(*) FROM ops.rejects") == 4


def test_an_article_the_warehouse_cannot_hold_is_quarantined(store):
    bad = article(DIRECT, file="2017-11-06/b.txt", published=Published("06/11/2017", None, "body"))
    lost = article(QUIET, file="2017-11-06/c.txt")
    far = event(QUIET, mentions=(replace(event(QUIET).mentions[0], start=9000, end=9010),))
    assert store.load((article(), ()), (bad, ()), (lost, (far,))) == Counts(3, loaded=1, quarantined=2)
    assert {rule for (rule,) in store.rows("SELECT rule FROM ops.rejects")} == {"date_form", "evidence_place"}


def test_odd_characters_arrive(store):
    body = TAKEN + ' \\N \\ {"a", NULL} \0 \ud800 tab\there.'
    odd = article(
        body,
        metadata={"tag\0": "a\\u0000\0\ud800"},
        author="O\\'N\\n",
        published=Published("2017", None, "body", ('x"y', "a,b\\")),
    )
    store.load((odd, (event(assoc_actor1=('Nhóm "A", B', "NULL", "")),)))
    stored, contradictions = store.rows("SELECT body, published_contradictions FROM news.articles")[0]
    assert stored == body.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert contradictions == ['x"y', "a,b\\"]
    assert store.one("SELECT assoc_actor1 FROM news.event_reports") == ['Nhóm "A", B', "NULL", ""]


def test_numpy_values_arrive(store):
    np = pytest.importorskip("numpy")
    store.load(
        (
            article(lang_confidence=np.float64(0.5)),
            (event(fatalities=np.int64(3), fatalities_low=np.int32(2), background=np.bool_(False)),),
        )
    )
    assert store.rows("SELECT fatalities, fatalities_low, background FROM news.event_reports") == [(3, 2, False)]


def test_a_rehearsal_counts_and_leaves_nothing(store):
    load_id = store.begin((article(), (event(),)), dry_run=True)
    assert publish(store.conn, load_id) == Counts(read=1, loaded=1)
    assert store.one("SELECT count(*) FROM news.articles") == 0
    assert store.rows("SELECT status, n_loaded FROM ops.loads") == [("rehearsed", 1)]
    assert store.one("SELECT count(*) FROM ops.waiting_files") == 1


def test_the_account_must_balance(store):
    load_id = store.begin((article(), ()))
    store.rows("DELETE FROM staging.articles")
    with pytest.raises(BadDay, match="read 1 items but 0 have a disposition"):
        publish(store.conn, load_id)
    unplanned = begin_load(store.conn, date(2017, 11, 6), "test", [])
    stage(store.conn, unplanned, "0", [(article(), ())], sign=signature)
    with pytest.raises(BadDay, match="was not given"):
        publish(store.conn, unplanned)
    with pytest.raises(BadDay, match=r"^2017-11-06/a.txt was read twice"):
        store.begin((article(), ()), (article(), ()))
    with pytest.raises(BadDay, match=r"^item 3 of 2017-11-06/a.txt was read twice"):
        store.begin((article(record=3), ()), (article(record=3), ()))
    twice = article().item
    refused = Rejected(twice.file, twice.file_sha256, twice.record, "clean", "no_text", "Nothing is left of it.")
    with pytest.raises(BadDay, match=r"^2017-11-06/a.txt was both read and refused"):
        store.begin((article(), ()), refused)
    assert store.one("SELECT count(*) FROM news.articles") == 0


def test_a_failed_load_stays_unpublished(store):
    load_id = store.begin((article(), ()))
    fail_load(store.conn, load_id, "process: worker lost")
    with pytest.raises(BadDay, match="failed"):
        publish(store.conn, load_id)
    with pytest.raises(BadDay, match="no load 999"):
        publish(store.conn, 999)


def test_the_order_of_days_does_not_show(new_store):
    days = week()
    orders = [
        days,
        days[::-1],
        random.Random(1).sample(days, 5),
        random.Random(2).sample(days, 5),
        [days[2], *days, *days[::-1]],
    ]
    results = []
    for order in orders:
        store = new_store()
        for day, items in order:
            assert store.load(*items, day=day).balanced
        results.append(published(store))
    whole = new_store()
    whole.load(*itertools.chain.from_iterable(items for _, items in days))
    assert {*results, published(whole)} == {results[0]}
    assert whole.one("SELECT count(*) FROM news.articles WHERE NOT is_canonical") > 2
    assert whole.one("SELECT count(*) FROM news.events WHERE n_articles > 1") > 2


def test_stories_in_the_warehouse_are_those_of_the_preview(new_store):
    store = new_store()
    told = list(itertools.chain.from_iterable(items for _, items in week()))
    told = [(replace(a, url=None), events) for a, events in told]
    store.load(*told)
    expected: dict[str, set[str]] = {}
    for (one, _), story in zip(told, stories(told), strict=True):
        expected.setdefault(story, set()).add(one.item.file)
    found = store.rows("SELECT array_agg(file) FROM news.articles GROUP BY story_id")
    assert sorted(sorted(group) for (group,) in found) == sorted(sorted(group) for group in expected.values())
    assert 1 < len(found) < len(told)


def test_an_article_that_is_removed_takes_its_near_copies_pairs_along(store):
    store.load(*((article(f"{TAKEN} Bản {n}.", file=f"2017-11-06/{n}.txt"), (event(),)) for n in range(3)))
    assert store.one("SELECT count(*) FROM news.near_texts") == 6
    gone = store.one("SELECT article_id FROM news.articles LIMIT 1")
    store.rows("DELETE FROM news.articles WHERE article_id = %s", gone)
    assert store.rows("SELECT count(*) FROM news.near_texts WHERE %s IN (article_id, other_id)", gone) == [(0,)]
    assert store.one("SELECT count(*) FROM news.near_texts") == 2
