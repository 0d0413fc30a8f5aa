"""The same drops in whatever order, again, and in overlapping backfills: the same published rows."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import article, event

from dropwire.article import Published
from dropwire.load import register_actors

pytestmark = pytest.mark.integration

DAY = date(2017, 11, 6)
PLACES = (
    {"place": "Umm Haratayn", "lat": 35.38, "lon": 37.12, "admin1": "Hama", "geo_precision": 1},
    {"place": "Rasm al-Abd", "lat": 35.40, "lon": 37.14, "admin1": "Hama", "geo_precision": 1},
    {"place": "Ithriya road", "lat": 35.46, "lon": 37.20, "admin1": "Hama", "geo_precision": 2},
    {"place": "Hama", "lat": 35.13, "lon": 36.75, "admin1": "Hama", "geo_precision": 3},
    {"place": None, "lat": None, "lon": None, "admin1": None, "geo_precision": 4},
)
TYPES = (
    "battle.armed_clash", "battle.government_regains_territory", "explosion.air_drone_strike",
    "explosion.shelling_artillery_missile",
)  # fmt: skip
REGISTER = [
    ("Jabhat al-Nusra", "jihadists", "Syria", None),
    ("Hayat Tahrir al-Sham (HTS)", "jihadists", "Syria", "Jabhat al-Nusra"),
]
SEEN = {
    "copies": "news.articles WHERE NOT is_canonical",
    "stories": "news.articles WHERE story_id <> article_id AND is_canonical",
    "codings": "news.codings",
    "merged": "news.codings WHERE event_id <> coding_id",
    "events": "news.events WHERE n_articles > 1",
    "mentions": "news.event_mentions",
    "publishers": "news.event_sources",
}
"""What the drawn loads must have some of."""
PUBLISHERS = """
SELECT DISTINCT a.source_id, r.event_id
FROM news.event_reports r JOIN news.articles a USING (article_id) JOIN news.events e USING (event_id)
WHERE a.source_id IS NOT NULL ORDER BY 1, 2"""
"""What news.event_sources is kept for."""
SIDES = (None, "Military Forces of Syria", "Government of Syria", "Hayat Tahrir al-Sham (HTS)", "Jabhat al-Nusra")


def empty(store) -> None:
    owner = store.connect("dropwire_owner")
    with owner, owner.cursor() as cur:
        cur.execute("""SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables
                       WHERE schemaname IN ('landing', 'staging', 'news', 'history', 'ops')
                         AND tablename NOT IN ('migrations', 'event_types', 'compatible_types', 'countries')""")
        cur.execute(f"TRUNCATE {cur.fetchone()[0]} RESTART IDENTITY")
    owner.close()


@st.composite
def tellings(draw: st.DrawFn):
    first = DAY + timedelta(days=draw(st.integers(-2, 1)))
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 6])))
    status = draw(st.sampled_from(["asserted", "asserted", "claimed", "denied", "planned"]))
    return {
        **draw(st.sampled_from(PLACES)),
        "type": draw(st.sampled_from(TYPES)),
        "date": first.isoformat(),
        "date_min": first.isoformat(),
        "date_max": last.isoformat(),
        "date_basis": draw(st.sampled_from(["explicit", "report_date"])),
        "actor1": draw(st.sampled_from(SIDES)),
        "actor2": draw(st.sampled_from(SIDES)),
        "assoc_actor1": draw(st.sampled_from([(), ("Hezbollah",), ("Ahrar al-Sham",)])),
        "fatalities": draw(st.sampled_from([None, 3, 5])),
        "fatalities_low": None,
        "status": status,
        "attribution": draw(st.sampled_from(["SOHR", "SANA"])) if status == "claimed" else None,
        "background": draw(st.booleans()),
        "confidence": draw(st.sampled_from([0.5, 0.9])),
    }


@st.composite
def items(draw: st.DrawFn, day: date, number: int):
    """An article of the day: a text of its own, a copy of another's, a version of one page."""
    text = draw(st.sampled_from(["own", "own", "own", "shared", "shared"]))
    own = f" Bản tin số {day:%d} {number}." if text == "own" else ""
    words = " ".join(f"câu{(n * (2 if text == 'own' else 1)) % 23}" for n in range(30))
    body = f"Tin chiến sự ngày hôm qua.{own} {words}."
    when = (day + timedelta(days=draw(st.integers(-2, 1)))).isoformat()
    told = draw(st.lists(tellings(), max_size=3))
    one = article(
        body,
        file=f"{day}/{number}.txt",
        url=draw(st.sampled_from([None, None, "https://tin.example/2017/mot"])),
        source=draw(st.sampled_from(["Tin A", "Tin B", None])),
        syndicated_from=draw(st.sampled_from([None, None, "Tin B"])),
        published=Published(when, when, "meta"),
    )
    return one, tuple(event(body, **fields) for fields in told)


@st.composite
def loads(draw: st.DrawFn):
    days = []
    for n in range(3):
        day = DAY + timedelta(days=n)
        days.append((day.isoformat(), [draw(items(day, k)) for k in range(draw(st.integers(1, 4)))]))
    orders = [draw(st.permutations([0, 1, 2])) for _ in range(2)]
    again = draw(st.lists(st.integers(0, 2), max_size=2))  # a day twice, a backfill over what was loaded
    return days, [*orders, [*draw(st.permutations([0, 1, 2])), *again]]


@settings(
    max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate],  # shrinking would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(loads())
def in_whatever_order(store, seen, drawn):
    days, orders = drawn
    empty(store)
    register_actors(store.conn, REGISTER)
    whole = [item for _, items in days for item in items]
    assert store.load(*whole).balanced
    expected = store.published()
    seen.update({name: store.one(f"SELECT count(*) FROM {what}") for name, what in SEEN.items()})
    for order in orders:
        empty(store)
        register_actors(store.conn, REGISTER)
        for n in order:
            day, items = days[n]
            assert store.load(*items, day=day).balanced
        assert store.published() == expected, order
        assert store.rows(PUBLISHERS) == store.rows("SELECT source_id, event_id FROM news.event_sources ORDER BY 1, 2")


def test_the_order_of_loading_does_not_show(module_store):
    seen: Counter[str] = Counter()
    in_whatever_order(module_store, seen)
    assert min(seen[name] for name in SEEN) > 0, f"nothing to go wrong: {seen}"
