"""Which reports are one event, what that event says, and what becomes of its id."""

import pytest
from making import QUIET, article, event

from dropwire.article import Event, Published
from dropwire.link.compatible import SAME_EVENT, SAME_STORY
from dropwire.load import register_actors

pytestmark = pytest.mark.integration

NUSRA, FATEH = "Jabhat al-Nusra", "Jabhat Fateh al-Sham"
REGISTER = [
    (NUSRA, "jihadists", "Syria", None),
    (FATEH, "jihadists", "Syria", NUSRA),
    ("Hayat Tahrir al-Sham (HTS)", "jihadists", "Syria", FATEH),
    ("Free Syrian Army (FSA)", "rebels", "Syria", None),
    ("Ahrar al-Sham", "rebels", "Syria", None),
]
CLASH, TAKEN, LOST = (
    "battle.armed_clash", "battle.government_regains_territory", "battle.non_state_overtakes_territory",
)  # fmt: skip
AIR = "explosion.air_drone_strike"
ARMY, HTS = "Military Forces of Syria", "Hayat Tahrir al-Sham (HTS)"
PROVINCE = {"place": "Hama", "lat": 35.13, "lon": 36.75, "geo_precision": 3}


def told(*events: Event, n: int, day: str = "2017-11-06", **fields):
    """Article number n, in words of its own, with these events."""
    words = " ".join(f"chữ{n}x{k}" for k in range(40))
    body = f"Bản tin thứ {n}. {words}."
    quoted = tuple(event(body, **{f: getattr(e, f) for f in e.__dataclass_fields__ if f != "mentions"}) for e in events)
    fields = {"source": f"Báo {n}", "published": Published(day, day, "meta"), **fields}
    return article(body, file=f"{day}/{n}.txt", **fields), quoted


def day(start: int, end: int | None = None, **fields) -> dict[str, object]:
    first, last = f"2017-11-{start:02}", f"2017-11-{end or start:02}"
    return {"date": first, "date_min": first, "date_max": last, **fields}


def n_events(store, *told_by_each: dict[str, object]) -> int:
    register_actors(store.conn, REGISTER)
    store.load(*(told(event(**fields), n=n) for n, fields in enumerate(told_by_each)))
    return store.one("SELECT count(*) FROM news.events")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"type": CLASH}),
        ({"type": AIR}, {"type": "explosion.chemical_weapon"}),
        ({"type": CLASH}, {"type": CLASH, "place": "Umm Haratain", "lat": 35.40, "lon": 37.15}),
        ({}, {"place": "Ithriya district", "lat": 35.30, "lon": 37.20, "geo_precision": 2}),
        ({}, PROVINCE),
        ({}, day(3, 8)),
        ({}, day(5, date_basis="report_date")),
        ({"type": CLASH}, day(7, date_basis="report_date", type=CLASH)),  # the same toll
        ({}, {"actor2": None}),
        ({}, {"actor1": "Government of Syria"}),
        ({}, {"actor2": NUSRA}),
        ({}, {"actor2": "Opposition Rebels (Syria)"}),
        ({}, {"actor1": "Hezbollah"}),
        ({"type": CLASH}, {"type": CLASH, "actor1": HTS, "actor2": ARMY, "assoc_actor1": ()}),
        ({"status": "claimed"}, {"status": "denied"}),
    ],
)
def test_reports_that_are_one_event(store, one, other):
    assert n_events(store, one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"type": LOST}),
        ({"type": CLASH}, {"type": AIR}),
        ({}, {"place": "Rasm al-Abd", "lat": 35.41, "lon": 37.16}),  # each village is taken by itself
        ({"type": CLASH}, {"type": CLASH, "place": "Salamiyah", "lat": 35.01, "lon": 37.05}),
        ({}, {**PROVINCE, "place": "Idlib", "admin1": "Idlib"}),
        ({}, {**PROVINCE, "geo_precision": 4}),
        ({}, day(5)),
        ({"type": AIR}, day(7, date_basis="report_date", type=AIR, fatalities=3, fatalities_low=3)),
        ({"type": AIR}, {"type": AIR, **day(1, 20)}),
        ({"actor2": "Free Syrian Army (FSA)"}, {"actor2": "Ahrar al-Sham"}),
        ({"actor2": "Free Syrian Army (FSA)"}, {"actor2": "Islamist militants (Syria)"}),
        ({}, {"actor1": HTS, "actor2": ARMY, "assoc_actor1": ()}),
        ({"assoc_actor1": ()}, {"actor1": "Government of Russia"}),
    ],
)
def test_reports_that_are_not(store, one, other):
    assert n_events(store, one, other) == 2


def test_an_article_that_tells_two_events_keeps_them_apart(store):
    register_actors(store.conn, REGISTER)
    near = {"type": AIR, "place": "Rasm al-Abd", "lat": 35.40, "lon": 37.14}
    store.load(told(event(type=AIR), event(**near), n=1), told(event(**{**near, "actor2": None}), n=2))
    assert store.rows("SELECT count(*), max(n_articles) FROM news.events") == [(2, 2)]


def test_a_register_that_changes_puts_older_events_together_anew(new_store):
    one = told(event(actor2=NUSRA), n=1)
    other, quiet = told(event(actor2=HTS), n=2), (article(QUIET, file="2017-11-07/q.txt"), ())
    unlike = [(HTS, "rebels", "Syria", None), (NUSRA, "jihadists", "Iraq", None)]
    fresh = {}
    for name, register in (("alike", REGISTER), ("unlike", unlike)):
        fresh[name] = new_store()
        register_actors(fresh[name].conn, register)
        fresh[name].load(one, other, quiet)
    assert [fresh[name].one("SELECT count(*) FROM news.events") for name in ("alike", "unlike")] == [1, 2]
    store = new_store()
    register_actors(store.conn, unlike)
    store.load(one)
    store.load(other)
    register_actors(store.conn, REGISTER)
    store.load(quiet)  # whatever is published next
    assert store.published() == fresh["alike"].published()
    register_actors(store.conn, unlike)
    store.load(quiet)
    assert store.published() == fresh["unlike"].published()


def test_what_fits_two_events_joins_neither(store):
    rival = event(type=AIR, actor1="Government of Russia", assoc_actor1=())
    unsaid = event(type=AIR, actor1=None, assoc_actor1=())
    store.load(told(event(type=AIR), n=1), told(rival, n=2), told(unsaid, n=3))
    assert store.one("SELECT count(*) FROM news.events") == 3


def test_a_chain_of_reports_is_not_one_event(store):
    """Each is 4 km from the next; the ends are 16 km apart."""
    line = [{"type": AIR, "place": f"Thôn {n}", "lat": 35.38 + 0.036 * n, "lon": 37.12} for n in range(5)]
    assert n_events(store, *line) >= 2
    reach = "SELECT max(abs(a.lat - b.lat)) FROM news.codings a JOIN news.codings b USING (event_id)"
    assert store.one(reach) <= 2 * 0.045


def test_the_event_says_the_most_exact_of_all_and_every_report_keeps_its_figure(store):
    store.load(
        told(event(**PROVINCE, fatalities=20, fatalities_low=None, actor2=None, confidence=0.9), n=1),
        told(event(**day(4, 8), fatalities=9, fatalities_low=None), n=2),
        told(event(actor1=None, assoc_actor1=(), fatalities=None, fatalities_low=None), n=3),
    )
    assert store.rows("""SELECT place, date_start::text, date_end::text, geo_precision, actor1, actor2, fatalities_low,
                                fatalities_high, n_articles FROM news.event_list""") == [
        ("Umm Haratayn", "2017-11-06", "2017-11-06", 1, ARMY, HTS, 9, 20, 3)
    ]
    assert store.rows("SELECT fatalities FROM news.event_reports ORDER BY 1") == [(9,), (20,), (None,)]


def test_an_event_told_first_keeps_its_id_and_a_late_article_updates_it(store):
    store.load(told(event(), n=1))
    first = store.one("SELECT event_id FROM news.events")
    store.load(told(event(type=CLASH, fatalities=20, fatalities_low=None), n=2, day="2017-11-07"), day="2017-11-07")
    assert store.rows("SELECT event_id, fatalities_high, n_articles FROM news.events") == [(first, 20, 2)]


def test_events_that_merge_lead_from_the_old_id_to_the_new(store):
    """Two reports of places 8 km apart are one when a third, told before, lies between them."""
    ends = [{"type": AIR, "place": f"Thôn {n}", "lat": 35.38 + 0.036 * n, "lon": 37.12} for n in (0, 2)]
    store.load(*(told(event(**end), n=n) for n, end in enumerate(ends)))
    old = [row[0] for row in store.rows("SELECT event_id FROM news.events")]
    assert len(old) == 2
    middle = event(type=AIR, place="Thôn 1", lat=35.38 + 0.036, lon=37.12)
    store.load(told(middle, n=9, day="2017-11-01"), day="2017-11-01")
    (now,) = store.rows("SELECT event_id, n_articles FROM news.events")
    assert now[1] == 3
    assert store.rows("SELECT DISTINCT news.current_event(id) FROM unnest(%s::uuid[]) AS id", old) == [(now[0],)]
    assert store.rows("SELECT DISTINCT superseded_by FROM history.changes WHERE change = 'removed'") == [(now[0],)]
    assert store.one("SELECT news.current_event('00000000-0000-0000-0000-000000000000')") is None


def test_events_that_part_again_have_both_ids_and_their_history(store):
    url = "https://tin.example/2017/giua"
    ends = [{"type": AIR, "place": f"Thôn {n}", "lat": 35.38 + 0.036 * n, "lon": 37.12} for n in (0, 2)]
    middle = event(type=AIR, place="Thôn 1", lat=35.38 + 0.036, lon=37.12)
    store.load(told(middle, n=9, day="2017-11-01", url=url), *(told(event(**e), n=n) for n, e in enumerate(ends)))
    whole = store.one("SELECT event_id FROM news.events")
    later, _ = told(n=8, day="2017-11-07", url=url)
    store.load((later, ()), day="2017-11-07")  # the page tells of it no more
    assert store.one("SELECT count(*) FROM news.events") == 2
    assert store.one("SELECT n_articles FROM history.events WHERE event_id = %s", whole) == 3
    assert store.one("SELECT EXISTS (SELECT FROM news.events WHERE event_id = news.current_event(%s))", whole)


STATUS = [
    # each report: status, claimant, publisher
    ([("asserted", None, "A")], "asserted", False),
    ([("asserted", None, "A"), ("asserted", None, "B")], "asserted", False),
    ([("claimed", "SOHR", "A")], "claimed", False),
    ([("claimed", "SOHR", "A"), ("claimed", "SOHR", "B")], "claimed", False),
    ([("claimed", "SOHR", "A"), ("claimed", "sohr", "B")], "claimed", False),
    ([("claimed", "SOHR", "A"), ("claimed", None, "B")], "claimed", False),
    ([("claimed", "SOHR", "A"), ("claimed", "SANA", "A")], "claimed", False),
    ([("claimed", "SOHR", "A"), ("claimed", "SANA", "B")], "corroborated", False),
    ([("claimed", "SOHR", "A"), ("asserted", None, "B")], "corroborated", False),
    ([("claimed", None, "A"), ("asserted", None, "B")], "corroborated", False),
    ([("claimed", "SOHR", "A"), ("asserted", None, "A")], "asserted", False),
    ([("claimed", "SOHR", "A"), ("asserted", None, None)], "asserted", False),
    ([("claimed", "SOHR", "A"), ("asserted", None, "B taken from A")], "asserted", False),
    ([("claimed", "SOHR", "A"), ("asserted", "SOHR", "B")], "asserted", False),
    ([("claimed", "SOHR", "A"), ("planned", None, "B")], "claimed", False),
    ([("claimed", "SOHR", "A"), ("hypothetical", None, "B")], "claimed", False),
    ([("claimed", "SOHR", "A"), ("denied", "SANA", "B")], "claimed", True),
    ([("claimed", "SOHR", "A"), ("asserted", None, "B"), ("denied", "SANA", "C")], "corroborated", True),
    ([("asserted", None, "A"), ("negated", None, "B")], "asserted", True),
    ([("denied", "SANA", "A"), ("planned", None, "B")], "denied", False),
    ([("denied", "SANA", "A"), ("negated", None, "B")], "denied", False),
    ([("negated", None, "A"), ("planned", None, "B")], "negated", False),
    ([("planned", None, "A"), ("planned", None, "B")], "planned", False),
    ([("planned", None, "A"), ("hypothetical", None, "B")], "planned", False),
    ([("planned", None, "A"), ("asserted", None, "B")], "asserted", False),
    ([("hypothetical", None, "A")], "hypothetical", False),
]


def test_status_is_resolved_by_the_table(store):
    reports = []
    for case, (given, _, _) in enumerate(STATUS):
        for n, (status, claimant, publisher) in enumerate(given):
            source, _, origin = (publisher or "").partition(" taken from ")
            one = event(place=f"Nơi {case}", lat=1.0 + case, lon=99.0, status=status, attribution=claimant)
            fields = {"source": source or None, "syndicated_from": origin or None}
            reports.append(told(one, n=100 * case + n, **fields))
    store.load(*reports)
    found = dict(
        store.rows("SELECT place, status || CASE WHEN disputed THEN ', disputed' ELSE '' END FROM news.event_list")
    )
    expected = {f"Nơi {n}": status + ", disputed" * disputed for n, (_, status, disputed) in enumerate(STATUS)}
    assert found == expected


def test_a_version_of_the_same_text_corroborates_nothing(store):
    reports = [told(event(status="claimed", attribution="SOHR"), n=1), told(event(), n=1, source="Báo khác")]
    (first, claimed), (second, asserted) = reports
    longer = article(second.body + " Thêm một câu nữa.", file="2017-11-06/z.txt", source="Báo khác")
    store.load((first, claimed), (longer, asserted))
    assert store.one("SELECT count(*) FROM news.articles WHERE near_duplicate_of IS NOT NULL") == 1
    assert store.one("SELECT status FROM news.events") == "asserted"


def test_what_is_corroborated_is_exported_and_counted(store):
    store.load(told(event(status="claimed", attribution="SOHR"), n=1), told(event(), n=2))
    assert store.one("SELECT status FROM news.coded_events") == "corroborated"
    assert store.one("SELECT sum(n_events) FROM news.daily_events") == 1


def test_who_copied_whom_is_told_by_credit_or_date(store):
    later, earlier = "2017-11-07", "2017-11-05"
    copy, credited = (
        told(n=1, day=later, source="Báo sao"),
        told(n=1, day=earlier, source="Báo dẫn", syndicated_from="Báo 1"),
    )
    store.load(told(n=1), copy, day="2017-11-06")
    store.load(credited, day="2017-11-05")  # appeared earlier by its date, and says where it is from
    assert store.rows("SELECT kind, source, original_source, told_by FROM news.copies ORDER BY source") == [
        ("same text", "Báo dẫn", "Báo 1", "credit"),
        ("same text", "Báo sao", "Báo 1", "date"),
    ]


def test_the_preview_knows_the_same_compatible_types(store):
    rows = store.rows("SELECT type, other, same_event FROM news.compatible_types WHERE type <> other")
    both_ways = {(*pair, one) for pairs, one in ((SAME_EVENT, True), (SAME_STORY, False)) for pair in pairs}
    assert set(rows) == both_ways | {(b, a, one) for a, b, one in both_ways}


def test_a_text_without_events_joins_nothing(store):
    store.load(told(event(), n=1), (article(QUIET, file="2017-11-06/q.txt"), ()))
    assert store.rows("SELECT count(*), max(n_articles) FROM news.events") == [(1, 1)]
