"""Full-text search over what was published."""

from contextlib import closing

import psycopg2
import pytest
from making import DIRECT, LATER, QUIET, TAKEN, article, event
from stores import administer, create_database

from dropwire.article import Published
from dropwire.errors import ConfigError
from dropwire.load import migrate, refresh_search
from dropwire.load import search as searching

pytestmark = pytest.mark.integration

WATER = "Thuỷ điện Hòa Bình xả lũ sáng nay, theo báo Đà Nẵng. Má của ông kể về con ma trên núi Bà."
URL = "https://tin.example/1"


def found(store, *asked: object) -> list[str]:
    marks = ", ".join(["%s"] * len(asked))
    return [file for (file,) in store.rows(
        f"""SELECT a.file FROM news.search({marks}) WITH ORDINALITY AS s JOIN news.articles a USING (article_id)
            ORDER BY ordinality""",
        *asked,
    )]  # fmt: skip


@pytest.fixture
def filled(store):
    """Four articles and a copy, indexed."""
    week, later = Published("2017-11-01", "2017-11-05", "body"), Published("2017-11-08", "2017-11-08", "meta")
    store.load(
        (article(file="2017-11-06/taken.txt"), ()),
        (article(WATER, file="2017-11-06/water.txt", title="Xả lũ", published=week), ()),
        (article(QUIET, file="2017-11-06/quiet.txt", title="Hai ngoại trưởng",
                 published=Published(None, None, "none")), ()),
        (article(DIRECT, file="2017-11-06/direct.txt", lang="id", title="Umm Haratayn direbut"), ()),
        (article(TAKEN.upper(), file="2017-11-06/copy.txt", published=later), ()),
    )  # fmt: skip
    refresh_search(store.conn)
    return store


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("quân đội phiến quân", ["taken"]), ("quan doi phien quan", ["taken"]), ("QUÂN ĐỘI", ["taken"]),
        ("thiệt mạng tentara", []), ("da nang", ["water"]), ("Đà Nẵng", ["water"]), ("đa nẵng", []),
        ("thuy dien", ["water"]), ("thủy điện", ["water"]), ("thuỷ điện", ["water"]), ("hoà bình", ["water"]),
        ("hòa bình", ["water"]), ('"hoa binh xa lu"', ["water"]), ('"bình hòa"', []),
        ("má", ["water"]), ("mả", []), ("tentara or bộ trưởng", ["direct", "quiet"]),
        ("haratayn -quân", ["direct"]), ("Hai ngoai truong", ["quiet"]), ("ngoại trưởg", ["quiet"]),
        ("", []), ("!!! ''", []), ("'; DROP TABLE news.articles; --", []),
    ],
)  # fmt: skip
def test_words_with_accents_and_without(filled, query, files):
    assert sorted(file[11:-4] for file in found(filled, query)) == files


def test_decomposed_letters_are_the_same_letters(filled):
    assert found(filled, "qua\u0302n đo\u0302\u0323i") == found(filled, "quân đội") != []


def test_language_and_days_narrow_it(filled):
    both = {"2017-11-06/taken.txt", "2017-11-06/direct.txt"}
    assert set(found(filled, "Haratayn")) == both
    assert found(filled, "Haratayn", "id") == ["2017-11-06/direct.txt"]
    assert found(filled, "xa lu", None, "2017-11-05", None) == ["2017-11-06/water.txt"]
    assert found(filled, "xa lu", None, "2017-11-06", None) == []
    assert found(filled, "xa lu", None, None, "2017-11-01") == ["2017-11-06/water.txt"]
    assert found(filled, "xa lu", None, None, "2017-10-31") == []
    assert found(filled, "bộ trưởng", None, "2017-11-06", "2017-11-06") == ["2017-11-06/quiet.txt"]  # by its drop
    assert len(found(filled, "Haratayn", None, None, None, 1)) == 1


def test_a_headline_counts_more_and_shows_the_words(filled):
    filled.load((article(QUIET + " Umm Haratayn là một thị trấn.", file="2017-11-06/late.txt", title="Chuyến bay"), ()))
    refresh_search(filled.conn)
    assert found(filled, "haratayn umm")[-1] == "2017-11-06/late.txt"
    ((headline, rank),) = filled.rows(
        "SELECT headline, rank FROM news.search('phien quan HTS')", role="dropwire_reader"
    )
    assert "«phiến» «quân» «HTS»" in headline and 0 < rank <= 1


def test_a_refresh_takes_what_changed_and_nothing_else(store, monkeypatch):
    monkeypatch.setattr(searching, "BATCH", 1)
    later = Published("2017-11-08", "2017-11-08", "meta")
    first, copy = article(url=URL), article(TAKEN.upper(), file="2017-11-06/copy.txt", published=later)
    store.load((first, ()), (copy, ()), (article(QUIET, file="2017-11-06/quiet.txt"), ()))
    assert refresh_search(store.conn) == 3
    assert refresh_search(store.conn) == 0
    store.load((article(DIRECT, file="2017-11-07/a.txt", url=URL), ()), day="2017-11-07")
    assert found(store, "giao tranh") == ["2017-11-07/a.txt"]  # not taken up yet
    assert refresh_search(store.conn) == 2  # the new text, and the copy that is an original now
    assert found(store, "giao tranh") == ["2017-11-06/copy.txt"]
    assert found(store, "pertempuran") == ["2017-11-07/a.txt"]
    store.load(
        (article(TAKEN, file="2017-11-01/early.txt", published=Published("2017-11-01", "2017-11-01", "meta")), ())
    )
    refresh_search(store.conn)
    assert found(store, "giao tranh") == ["2017-11-01/early.txt"]
    indexed = "SELECT count(*) FROM news.article_search"
    assert store.one(indexed) == store.one("SELECT count(*) FROM news.articles") == 4
    assert store.one(f"{indexed} WHERE NOT is_canonical") == 1


def test_whether_an_article_tells_events_follows_what_it_tells(store):
    without = """SELECT array_agg(a.file) FROM news.article_search s JOIN news.articles a USING (article_id)
                 WHERE NOT s.tells_events"""
    told = [(article(), (event(),)), (article(QUIET, file="2017-11-06/quiet.txt"), ())]
    store.load(*told)
    refresh_search(store.conn)
    assert store.one(without) == ["2017-11-06/quiet.txt"]
    store.load(told[0], (told[1][0], (event(QUIET, place="Ariha"),)))  # the same text, read by other rules
    assert store.one(without) is None
    refresh_search(store.conn)
    assert store.one(without) is None
    store.load((told[0][0], ()), told[1])
    assert sorted(store.one(without)) == sorted(one.item.file for one, _ in told)


def test_a_refresh_that_broke_off_goes_on(store, monkeypatch):
    monkeypatch.setattr(searching, "BATCH", 1)
    store.load(
        *((article(text, file=f"2017-11-06/{n}.txt"), ()) for n, text in enumerate([TAKEN, QUIET, DIRECT, WATER]))
    )
    texts = iter([searching.statement("search/02_batch")] * 2)
    real = searching.statement
    with monkeypatch.context() as broken:
        broken.setattr(searching, "statement", lambda name: next(texts) if name == "search/02_batch" else real(name))
        with pytest.raises(StopIteration):
            refresh_search(store.conn)
    assert store.one("SELECT count(*) FROM news.article_search") == 2
    assert refresh_search(store.conn) == 2


def test_a_very_long_article_is_indexed(store):
    store.load((article(LATER + " " + " ".join(f"từ{n}ế" for n in range(200_000))), ()))
    assert refresh_search(store.conn) == 1
    assert found(store, "từ77ế") and not found(store, "từ199999ế")


FORBID = """
    CREATE FUNCTION public.forbid() RETURNS event_trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE insufficient_privilege USING MESSAGE = 'only administrators'; END $$;
    CREATE EVENT TRIGGER forbid ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION') EXECUTE FUNCTION public.forbid();
"""


def test_extensions_that_cannot_be_made_are_asked_for(warehouse):
    create_database(warehouse, "bare_one")
    try:
        url = warehouse.url("dropwire_owner", "bare_one")
        with closing(psycopg2.connect(warehouse.url("postgres", "bare_one"))) as admin:
            with admin:
                admin.cursor().execute(FORBID)
            with pytest.raises(ConfigError, match=r"CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm; \(only admin"):
                migrate(url)
            with admin:
                admin.cursor().execute("DROP EVENT TRIGGER forbid; CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm")
        assert migrate(url)[0] == "0010_search.sql"
    finally:
        administer(warehouse, "DROP DATABASE bare_one WITH (FORCE)")
