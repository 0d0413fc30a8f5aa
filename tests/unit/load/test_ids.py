import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import DIRECT, article, event

from dropwire.load import article_id, canonical_url, coding_id, item_id
from dropwire.load.ids import fold, location_id, source_id

DAY = ("2017-11-06", "2017-11-06")


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.tin.example/a/b.html?utm_source=x&utm_medium=y#top", "tin.example/a/b.html"),
        ("http://TIN.example/a/b.html/", "tin.example/a/b.html"),
        ("https://tin.example/read?id=7", "tin.example/read?id=7"),
        ("https://tin.example/", None),
        ("https://tin.example", None),
        ("not an address", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_names_one_page_or_none(url, canonical):
    assert canonical_url(url) == canonical


@given(st.text(max_size=60))
def test_no_address_is_an_error(url):
    canonical_url(url)
    canonical_url(f"https://{url}")


def test_an_article_is_known_by_its_address_else_by_its_drop():
    url = "https://tin.example/a.html"
    assert article_id(article(url=url)) == article_id(article(DIRECT, url=f"{url}?utm_source=x", file="b.txt"))
    assert article_id(article()) != article_id(article(record=0))
    assert article_id(article()) != article_id(article(DIRECT))
    assert article_id(article(sha256="a" * 64)) == article_id(article(sha256="a" * 64, file="moved.txt"))


def test_an_item_is_known_by_file_bytes_and_record():
    ids = {
        item_id(*key) for key in [("a", "x", None), ("a", "x", 0), ("a", "y", None), ("b", "x", None), ("ax", "", None)]
    }
    assert len(ids) == 5


def test_reports_of_one_event_meet():
    first = coding_id(event(), DAY, "one")
    assert first == coding_id(event(fatalities=40, status="claimed", confidence=0.1), DAY, "two")
    assert first == coding_id(event(place="Umm-Haratayn", lat=None, lon=None), DAY, "two")
    for other in ({"type": "vac.attack"}, {"place": "Rawa"}, {"actor1": None}, {"actor2": "Islamic State (IS)"}):
        assert coding_id(event(**other), DAY, "two") != first
    assert coding_id(event(), ("2017-11-06", "2017-11-07"), "two") != first


@pytest.mark.parametrize("vague", [{"place": None}, {"date_precision": "year"}, {"date_precision": "unknown"}])
def test_a_vague_event_stays_its_articles_own(vague):
    assert coding_id(event(**vague), DAY, "one") != coding_id(event(**vague), DAY, "two")
    assert coding_id(event(**vague), DAY, "one") == coding_id(event(**vague), DAY, "one")


def test_the_gazetteer_id_outweighs_the_spelling():
    assert location_id(event(geonames_id=7, place="Rawa")) == location_id(event(geonames_id=7, place="Rāwah"))
    assert location_id(event(place=None)) is None
    assert location_id(event(country="Iraq")) != location_id(event(country="Syria"))


def test_spellings_of_a_source_meet():
    assert source_id("VOV.VN", None) == source_id("vov.vn", "other.example") == source_id(None, "www.vov.vn")
    assert source_id(None, None) is None
    assert source_id("…", None) is None


def test_folding_keeps_letters_of_every_script():
    assert fold("Đường 9-Nam Lào") == "duong9namlao"
    assert fold("حلب") == "حلب"
