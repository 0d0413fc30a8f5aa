"""Every rule on a real warehouse: a row that fails it and rows that do not."""

import pytest
from making import TAKEN, article, event

from dropwire.article import Counts, Rejected
from dropwire.check import check, load_rules
from dropwire.check.engine import EXAMPLES, judging
from dropwire.errors import BadDay
from dropwire.load import publish, stop_loads

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
    "article_language_unexpected": "source = 'Kabar Laut'",
    "article_date_before_source": "source = 'Đài Sông Mới'",
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
    "event_outside_country": "lat = 37.12, lon = -35.38",
    "event_fatalities_range": "fatalities_low = 20, fatalities_high = 30",
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
    "mention_number": "fatalities = -3",
}
SOURCES = (
    {"names": ["kabar laut"], "domains": [], "languages": ["id", "ms"], "online_since": None},
    {"names": ["đài sông mới"], "domains": ["songmoi.example"], "languages": None, "online_since": "2020-01-01"},
)
STOPS = ("event_orphan", "event_article", "mention_orphan")
FORMS = {
    "articles": "SELECT 'one' AS item_id, '2017-11-06'::text AS published_start FROM generate_series(1, 2)",
    "events": "SELECT 'one' AS item_id, 1 AS event_no, '2017-11-06'::text AS date_start, '12'::text AS fatalities "
    "FROM generate_series(1, 2)",
}
"""What a warehouse of another form might give instead of rows of ours, all of whose `stop` rules fail."""
OF_FORM = (
    "articles_columns", "article_dates_are_dates", "article_item_unique",
    "events_columns", "event_dates_are_dates", "event_fatalities_are_numbers", "event_numbered_once",
)  # fmt: skip
SHARES = {
    "articles_without_date": "published_start = NULL, published_end = NULL",
    "articles_lost_source": "source = NULL",
    "articles_copied": "text_fingerprint = 'the same'",
    "articles_with_residue": "body = body || ' <span class=\"x\">'",
    "articles_with_furniture": "body = body || E'\\n\\nXem thêm:'",
    "articles_with_repeated_line": "body = body || E'\\n\\nĐọc tiếp trên ứng dụng của tòa soạn'",
    "articles_in_unexpected_language": "source = 'Kabar Laut'",
}
OF_THE_LOAD = (
    "articles_without_source",
    "load_rejected_share",
    "load_volume_low",
    "load_volume_high",
    "article_repeated_line",
)
"""Tried one by one below."""


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


def defective(store) -> int:
    """A load with a row for every defect and a good one beside them."""
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
    return load_id


@pytest.fixture(scope="module")
def checked(module_store):
    """Such a load, checked once."""
    store = module_store
    load_id = defective(store)
    verdict = check(store.conn, store.url("dropwire_loader"), load_id, sources=SOURCES)
    files = dict(store.rows("SELECT item_id::text, file FROM staging.articles"))
    failing = {r.rule.name: {files[f.item_id] for f in r.failures} for r in verdict.results}
    return store, load_id, verdict, failing


def test_every_rule_has_a_case():
    cases = [*ARTICLE_DEFECTS, *EVENT_DEFECTS, *STOPS, *OF_FORM, *SHARES, *OF_THE_LOAD]
    assert sorted(rule.name for rule in load_rules()) == sorted(cases)


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


def test_what_was_found_is_told_in_values(checked):
    found = {r.rule.name: [f.found for f in r.failures] for r in checked[2].results}
    assert found["article_language_unexpected"] == [{"unexpected_language": "vi where id or ms is expected"}]
    assert "the source is known since 2020-01-01" in str(found["article_date_before_source"])
    assert "37.12, -35.38 is not in" in str(found["event_outside_country"])
    assert "beside 20 to 30" in str(found["event_fatalities_range"])


def test_what_may_be_waived_can_be_published(store):
    load_id = defective(store)
    check(store.conn, store.url("dropwire_loader"), load_id, sources=SOURCES)
    waivable = [rule.name for rule in load_rules() if rule.severity == "reject" and rule.waivable]
    store.rows(
        "INSERT INTO ops.waivers (item_id, rule, waived_by, comment)"
        " SELECT DISTINCT item_id, rule, 'anna', 'right as it is' FROM ops.rejects WHERE rule = ANY (%s)", waivable,
    )  # fmt: skip
    check(store.conn, store.url("dropwire_loader"), load_id, sources=SOURCES)
    assert {rule for (rule,) in store.rows("SELECT rule FROM ops.rejects")} == {
        rule.name for rule in load_rules() if not rule.waivable
    }
    assert publish(store.conn, load_id).quarantined == 1  # the article without a body


def test_a_second_check_replaces_the_first(checked):
    store, load_id, *_ = checked
    before = store.rows("SELECT item_id, event_no, rule FROM ops.rejects ORDER BY 1, 2, 3")
    rules = [rule for rule in load_rules() if rule.name == "event_latitude"]
    assert check(store.conn, store.url("dropwire_loader"), load_id, rules).rejected_events == 1
    assert len(before) > 1
    assert store.one("SELECT count(*) FROM ops.rejects") == 1


def test_a_load_whose_run_is_ended_meanwhile_stays_stopped_until_it_is_checked_again(store, monkeypatch):
    load_id = store.begin((article(), (event(),)))

    def ended(*arguments):
        stop_loads(store.conn, "test", "its run was ended by hand")
        return judging(*arguments)

    url = store.url("dropwire_loader")
    status = "SELECT status, reason, finished_at IS NULL FROM ops.loads WHERE load_id = %s"
    with monkeypatch.context() as patch:
        patch.setattr("dropwire.check.verdict.judging", ended)
        check(store.conn, url, load_id)
    assert store.rows(status, load_id) == [("stopped", "its run was ended by hand", False)]
    check(store.conn, url, load_id)
    assert store.rows(status, load_id) == [("running", None, True)]


def test_broken_staging_stops_the_load(store):
    load_id = store.begin(good("a"), good("b"))
    spoil(store, "a", "events", "item_id = gen_random_uuid()")
    spoil(store, "b", "events", "article_id = gen_random_uuid()")
    verdict = check(store.conn, store.url("dropwire_loader"), load_id)
    assert verdict.outcome == "stop"
    assert "event_orphan" in verdict.reason
    assert set(STOPS) <= {result.rule.name for result in verdict.results if result.failed}
    with pytest.raises(BadDay, match="checks said stop"):
        publish(store.conn, load_id)
    assert store.one("SELECT count(*) FROM news.articles") == 0


def test_a_warehouse_of_another_form_stops_the_load(store):
    rules = [rule for rule in load_rules() if rule.name in OF_FORM]
    with judging(store.url("dropwire_loader"), FORMS, rules) as held:
        results = held(FORMS)
    assert {result.rule.name for result in results if result.failed} == set(OF_FORM)


# ---- shares, for which a batch is held -----------------------------------------------------------------------------

SIZE = 60


def named(rule: str):
    return next(one for one in load_rules() if one.name == rule)


def batch(store, n_failing: int, change: str, size: int = SIZE) -> int:
    load_id = store.begin(*(good(f"{number:03d}", 0) for number in range(size)))
    store.rows(
        f"UPDATE staging.articles SET {change} WHERE load_id = %s AND file < %s", load_id, file_of(f"{n_failing:03d}")
    )
    return load_id


def checked_by(store, load_id: int, *rules: str, **options):
    wanted = [named(rule) for rule in rules]
    return check(store.conn, store.url("dropwire_loader"), load_id, wanted, sources=SOURCES, **options)


@pytest.fixture
def earlier(module_store):
    """A load whose articles all named their source."""
    load_id = module_store.begin(day="2017-11-05")
    module_store.rows(
        "INSERT INTO ops.check_results"
        " (load_id, rule, dataset, expectation, severity, success, n_rows, n_failed, reason)"
        " VALUES (%s, 'articles_without_source', 'articles', 'x', 'warn', true, 100, 0, 'x')", load_id,
    )  # fmt: skip
    module_store.rows("UPDATE ops.loads SET status = 'published' WHERE load_id = %s", load_id)


@pytest.mark.usefixtures("earlier")
@pytest.mark.parametrize("rule", SHARES)
def test_a_share_too_great_holds_the_batch_and_one_that_is_borne_does_not(module_store, rule):
    borne = round(SIZE * (1 - named(rule).arguments["mostly"]))
    over = batch(module_store, borne + 3, SHARES[rule])
    verdict = checked_by(module_store, over, rule)
    assert (verdict.outcome, verdict.rejected_items) == ("hold", 0)
    assert rule in verdict.reason
    assert module_store.rows("SELECT status, verdict FROM ops.loads WHERE load_id = %s", over) == [("held", "hold")]
    kept = module_store.one("SELECT jsonb_array_length(failing) FROM ops.check_results WHERE load_id = %s", over)
    assert kept >= borne + 2
    (under,) = checked_by(module_store, batch(module_store, borne, SHARES[rule]), rule).results
    assert not under.failed and len(under.failures) == min(under.n_failed, EXAMPLES) > 0


@pytest.mark.parametrize("rule", SHARES)
def test_a_share_of_few_says_nothing(module_store, rule):
    assert checked_by(module_store, batch(module_store, 40, SHARES[rule], 40), rule).outcome == "pass"


def test_a_day_without_sources_is_told_and_held_only_where_sources_are_usual(store):
    anonymous = "source = NULL"
    verdict = checked_by(store, batch(store, SIZE, anonymous), "articles_without_source", "articles_lost_source")
    assert (verdict.outcome, [r.rule.name for r in verdict.results if r.failed]) == (
        "warn",
        ["articles_without_source"],
    )
    assert checked_by(store, batch(store, 40, anonymous), "articles_without_source").outcome == "pass"


def test_every_failing_row_is_set_aside_however_many(module_store):
    load_id = batch(module_store, 45, "lang = 'Vietnamese'")
    assert checked_by(module_store, load_id, "article_language_code").rejected_items == 45


def test_of_a_warning_all_rows_are_counted_and_a_few_named(module_store):
    verdict = checked_by(module_store, batch(module_store, 45, "lang = NULL"), "article_language_unknown")
    (told,) = verdict.results
    assert (verdict.outcome, told.n_rows, told.n_failed, len(told.failures)) == ("warn", SIZE, 45, EXAMPLES)
    (held,) = checked_by(module_store, batch(module_store, 0, "lang = NULL"), "article_language_unknown").results
    assert (held.failed, held.n_rows, held.n_failed) == (False, SIZE, 0)


def test_of_an_attended_load_holds_only_warn(module_store):
    load_id = batch(module_store, SIZE, SHARES["articles_without_date"])
    assert checked_by(module_store, load_id, "articles_without_date", attended=True).outcome == "warn"
    assert module_store.one("SELECT status FROM ops.loads WHERE load_id = %s", load_id) == "running"


def test_a_line_that_comes_back_in_bodies_of_a_source_is_told(module_store):
    failing = checked_by(
        module_store, batch(module_store, 20, SHARES["articles_with_repeated_line"]), "article_repeated_line"
    )
    assert len(failing.results[0].failures) == 20
    assert {row.found["repeated_line"] for row in failing.results[0].failures} == {
        "Đọc tiếp trên ứng dụng của tòa soạn"
    }
    assert (
        checked_by(module_store, batch(module_store, 4, SHARES["articles_with_repeated_line"]), "article_repeated_line")
        .results[0]
        .success
    )


@pytest.mark.parametrize(("n_refused", "outcome"), [(20, "pass"), (30, "hold")])
def test_a_load_of_which_too_much_was_set_aside_is_held(store, n_refused, outcome):
    refused = [Rejected(file_of(f"bad{n}"), "f" * 64, None, "read", "json_syntax", "no JSON") for n in range(n_refused)]
    load_id = store.begin(*(good(f"{number:03d}", 0) for number in range(SIZE - 10)), *refused)
    assert checked_by(store, load_id, "load_rejected_share").outcome == outcome


@pytest.mark.parametrize(
    ("n_today", "kind", "outcome"),
    [(5, "scheduled", "warn"), (60, "scheduled", "pass"), (301, "scheduled", "hold"), (301, "backfill", "pass")],
)
def test_a_day_is_compared_with_usual_days_unless_it_is_a_backfill(store, n_today, kind, outcome):
    store.rows(
        "INSERT INTO ops.loads (day, run_id, kind, status, n_read, n_loaded)"
        " SELECT date '2017-11-06' - n, 'x', 'scheduled', 'published', 60, 60 FROM generate_series(1, 8) n"
    )
    load_id = store.begin(*(good(f"{number:03d}", 0) for number in range(n_today)), kind=kind)
    assert checked_by(store, load_id, "load_volume_low", "load_volume_high").outcome == outcome


def test_a_late_file_is_no_small_day_and_a_day_is_judged_as_a_whole(store):
    store.rows(
        "INSERT INTO ops.loads (day, run_id, kind, status, n_read, n_loaded)"
        " SELECT date '2017-11-06' - n, 'x', 'scheduled', 'published', 60, 60 FROM generate_series(0, 8) n"
    )
    late = store.begin(good("late", 0), kind="operator_triggered")
    assert checked_by(store, late, "load_volume_low", "load_volume_high").outcome == "pass"
    flood = store.begin(*(good(f"{number:03d}", 0) for number in range(250)), kind="operator_triggered")
    assert checked_by(store, flood, "load_volume_low", "load_volume_high").outcome == "hold"


def test_a_rule_that_cannot_be_run_is_no_pass(store):
    rule = load_rules()[0].model_copy(
        update={"expectation": "expect_column_max_to_be_between", "arguments": {"column": "nowhere"}}
    )
    asked = judging(store.url("dropwire_loader"), {"articles": "SELECT 1 AS item_id"}, [rule])
    with pytest.raises(BadDay, match="articles_columns could not be run"), asked as held:
        held(["articles"])


def test_an_empty_load_passes_without_an_engine(store):
    verdict = check(store.conn, "postgresql://nowhere.invalid/x", store.begin())
    assert (verdict.outcome, verdict.results) == ("pass", ())
    assert publish(store.conn, store.begin()) == Counts()


def test_a_load_of_articles_without_events_passes(store):
    load_id = store.begin(good("quiet", 0))
    assert check(store.conn, store.url("dropwire_loader"), load_id).outcome == "pass"


def test_the_planner_knows_what_is_staged(store):
    load_id = store.begin(*(good(f"{n}", 1) for n in range(3)))
    assert check(store.conn, store.url("dropwire_loader"), load_id).outcome == "pass"
    assert store.one("SELECT reltuples FROM pg_class WHERE oid = 'staging.articles'::regclass") == 3
