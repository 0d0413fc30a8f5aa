"""The same drops in whatever order, again, and in overlapping backfills: the same published rows."""

import hashlib
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from making import article, event

from dropwire.article import Published

pytestmark = pytest.mark.integration

WHEN = "{load_id, valid_from, timestamp}"
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
SIDES = (None, "Military Forces of Syria", "Government of Syria", "Hayat Tahrir al-Sham (HTS)", "Jabhat al-Nusra")


def empty(store) -> None:
    owner = store.connect("dropwire_owner")
    with owner, owner.cursor() as cur:
        cur.execute("""SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables
                       WHERE schemaname IN ('landing', 'staging', 'news', 'history', 'ops')
                         AND tablename NOT IN ('migrations', 'event_types', 'compatible_types', 'countries')""")
        cur.execute(f"TRUNCATE {cur.fetchone()[0]} RESTART IDENTITY")
    owner.close()


def published(store) -> str:
    """A hash over every published row, without when and by which load it was written."""
    digest = hashlib.sha256()
    for (table,) in store.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'news' ORDER BY 1"):
        text = f"SELECT (to_jsonb(t) - '{WHEN}'::text[])::text FROM news.{table} t ORDER BY 1"
        digest.update(f"{table}\n".encode() + "\n".join(row for (row,) in store.rows(text)).encode())
    return digest.hexdigest()


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
def test_the_order_of_loading_does_not_show(module_store, drawn):
    days, orders = drawn
    empty(module_store)
    whole = [item for _, items in days for item in items]
    assert module_store.load(*whole).balanced
    expected = published(module_store)
    for order in orders:
        empty(module_store)
        for n in order:
            day, items = days[n]
            assert module_store.load(*items, day=day).balanced
        assert published(module_store) == expected, order
