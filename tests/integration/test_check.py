"""Every rule on a real warehouse: a row that fails it and rows that do not."""

import pytest
from making import TAKEN, article, event

from dropwire.article import Counts
from dropwire.check import check, load_rules
from dropwire.check.engine import run
from dropwire.errors import BadDay
from dropwire.load import publish

pytestmark = pytest.mark.integration

ARTICLE_DEFECTS = {
    "article_body_missing": "body = NULL",
    "article_body_short": "body = 'Ngắn quá.'",
    "article_body_long": "body = repeat('dài ', 50001)",
    "article_garbled": "body = repeat('Qu\ufffdn \ufffdội ', 20)",
    "article_residue": "body = body || ' <span class=\"x\">'",
    "article_furniture": "body = body || E'\\n\\nXem thêm:'",
    "article_title_long": "title = repeat('tên ', 130)",
    "article_language_unknown": "lang = NULL",
    "article_language_code": "lang = 'Vietnamese'",
    "article_language_confidence": "lang_confidence = 1.5",
    "article_date_order": "published_end = published_start - 1",
    "article_date_future": "published_start = current_date + 2, published_end = current_date + 2",
    "article_date_ancient": "published_start = '1817-11-06'",
    "article_date_basis": "published_basis = 'guess'",
    "article_removed_share": "raw_length = 14",
    "article_events_many": None,
}
EVENT_DEFECTS = {
    "event_type": "type = 'battle.of_words'",
    "event_status": "status = 'rumoured'",
    "event_status_missing": "status = NULL",
    "event_date_precision": "date_precision = 'hour'",
    "event_date_basis": "date_basis = 'guess'",
    "event_date_order": "date_start = date_end + 1",
    "event_date_future": "date_start = current_date + 2, date_end = current_date + 2",
    "event_date_after_print": "date_start = '2017-11-10', date_end = '2017-11-10'",
    "event_latitude": "lat = 135.38",
    "event_longitude": "lon = 237.12",
    "event_half_point": "lon = NULL",
    "event_geo_precision": "geo_precision = 5",
    "event_fatalities": "fatalities = -1",
    "event_fatalities_high": "fatalities = 2017",
    "event_fatalities_order": "fatalities_high = 3",
    "event_injured": "injured = 2000000",
    "event_captured": "captured = -4",
    "event_confidence": "confidence = 80",
    "event_without_evidence": None,
    "mention_quote": "body_start = body_start + 1",
    "mention_raw_span": "raw_end = raw_start",
    "mention_status": "status = 'rumoured'",
}
STOPS = ("articles_columns", "article_dates_are_dates", "article_item_unique", "event_orphan", "mention_orphan")
SHARES = ("articles_without_date", "articles_without_source")


def file_of(rule: str) -> str:
    return f"2017-11-06/{rule}.txt"


def good(rule: str, n_events: int = 1):
    return (article(file=file_of(rule), body=f"{TAKEN} Bài số {rule}."), (event(),) * n_events)


def spoil(store, rule: str, table: str, change: str) -> None:
    store.rows(
        f"UPDATE staging.{table} t SET {change} FROM staging.articles a "
        "WHERE (a.load_id, a.item_id) = (t.load_id, t.item_id) AND a.file = %s",
        file_of(rule),
    )


@pytest.fixture(scope="module")
def checked(module_store):
    """One load with a row for every defect and a good one beside them, checked once."""
    store = module_store
    items = [
        good(rule, 61 if rule == "article_events_many" else 1) for rule in (*ARTICLE_DEFECTS, *EVENT_DEFECTS, "good")
    ]
    load_id = store.begin(*items)
    for rule, change in ARTICLE_DEFECTS.items():
        if change:
            store.rows(f"UPDATE staging.articles SET {change} WHERE file = %s", file_of(rule))
    for rule, change in EVENT_DEFECTS.items():
        if change:
            spoil(store, rule, "mentions" if rule.startswith("mention") else "events", change)
    spoil(store, "event_without_evidence", "mentions", "event_no = 7")
    store.rows("DELETE FROM staging.mentions WHERE event_no = 7")
    verdict = check(store.conn, store.url("dropwire_loader"), load_id)
    files = dict(store.rows("SELECT item_id::text, file FROM staging.articles"))
    failing = {r.rule.name: {files[f.item_id] for f in r.failures} for r in verdict.results}
    return store, load_id, verdict, failing


def test_every_rule_has_a_case():
    assert {rule.name for rule in load_rules()} == {*ARTICLE_DEFECTS, *EVENT_DEFECTS, *STOPS, *SHARES}


@pytest.mark.parametrize("rule", [*ARTICLE_DEFECTS, *EVENT_DEFECTS])
def test_the_bad_row_fails_and_the_good_one_passes(checked, rule):
    failing = checked[3]
    assert file_of(rule) in failing[rule]
    assert file_of("good") not in failing[rule]


def test_what_is_rejected_is_quarantined_and_the_rest_is_published(checked):
    store, load_id, verdict, _ = checked
    assert verdict.outcome == "warn"
    severities = {rule.name: rule.severity for rule in load_rules()}
    lost = {rule for rule in ARTICLE_DEFECTS if severities[rule] == "reject"}
    counts = publish(store.conn, load_id)
    assert counts.quarantined == len(lost) == verdict.rejected_items
    assert counts.balanced
    assert counts.read == len(ARTICLE_DEFECTS) + len(EVENT_DEFECTS) + 1
    aside = dict(
        store.rows("SELECT file, string_agg(rule, ' ') FROM ops.items WHERE disposition = 'quarantined' GROUP BY file")
    )
    assert set(aside) == {file_of(rule) for rule in lost}
    # a bad event costs itself, its article stays
    for rule in EVENT_DEFECTS:
        told = store.one(
            "SELECT count(*) FROM news.event_reports JOIN news.articles USING (article_id) WHERE file = %s",
            file_of(rule),
        )
        assert told == (severities[rule] == "warn"), rule
        assert store.one("SELECT count(*) FROM news.articles WHERE file = %s", file_of(rule)) == 1


def test_a_rejected_row_says_why_and_what_was_found(checked):
    store = checked[0]
    assert store.rows("SELECT event_no, reason, found FROM ops.rejects WHERE rule = 'event_latitude'") == [
        (0, "The latitude is not between -90 and 90. Found: lat = 135.38.", {"lat": 135.38})
    ]
    kept = store.rows("SELECT success, n_rows, n_failed FROM ops.check_results WHERE rule = 'event_latitude'")
    assert kept == [(False, len(ARTICLE_DEFECTS) + len(EVENT_DEFECTS) + 61, 1)]


def test_a_second_check_replaces_the_first(checked):
    store, load_id, *_ = checked
    before = store.rows("SELECT item_id, event_no, rule FROM ops.rejects ORDER BY 1, 2, 3")
    rules = [rule for rule in load_rules() if rule.name == "event_latitude"]
    assert check(store.conn, store.url("dropwire_loader"), load_id, rules).rejected_events == 1
    assert len(before) > 1
    assert store.one("SELECT count(*) FROM ops.rejects") == 1


def test_broken_staging_stops_the_load(store):
    load_id = store.begin(good("a"), good("b"))
    spoil(store, "a", "events", "item_id = gen_random_uuid()")
    store.rows("UPDATE staging.articles SET published_start = NULL, source = NULL")
    verdict = check(store.conn, store.url("dropwire_loader"), load_id)
    assert verdict.outcome == "stop"
    assert "event_orphan" in verdict.reason
    broken = {result.rule.name for result in verdict.results if not result.success}
    assert {"event_orphan", "mention_orphan", *SHARES} <= broken
    with pytest.raises(BadDay, match="checks said stop"):
        publish(store.conn, load_id)
    assert store.one("SELECT count(*) FROM news.articles") == 0


def test_a_warehouse_of_another_form_stops_the_load(store):
    rules = [rule for rule in load_rules() if rule.dataset == "articles" and rule.severity == "stop"]
    query = "SELECT 'one' AS item_id, '2017-11-06'::text AS published_start FROM generate_series(1, 2)"
    results = run(store.url("dropwire_loader"), {"articles": query}, rules)
    assert {result.rule.name for result in results if not result.success} == set(STOPS[:3])


def test_a_rule_that_cannot_be_run_is_no_pass(store):
    rule = load_rules()[0].model_copy(
        update={"expectation": "expect_column_max_to_be_between", "arguments": {"column": "nowhere"}}
    )
    with pytest.raises(BadDay, match="articles_columns could not be run"):
        run(store.url("dropwire_loader"), {"articles": "SELECT 1 AS item_id"}, [rule])


def test_an_empty_load_passes_without_an_engine(store):
    verdict = check(store.conn, "postgresql://nowhere.invalid/x", store.begin())
    assert (verdict.outcome, verdict.results) == ("pass", ())
    assert publish(store.conn, store.begin()) == Counts()
