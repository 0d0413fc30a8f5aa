import pytest
from making import DIRECT, article, event

from dropwire.article import Published
from dropwire.errors import BadItem
from dropwire.link import signature
from dropwire.load.copy import storable, to_json
from dropwire.load.rows import ARTICLES, EVENTS, MENTIONS, REJECTS, SPANS, Batch, days


def staged(one, *events) -> Batch:
    batch = Batch(1, "0")
    batch.add(one, events, signature(one.body))
    return batch


def hashes(one, *events) -> tuple[object, ...]:
    row = dict(zip(ARTICLES, staged(one, *events).articles[0], strict=True))
    return row["content_sha256"], row["layout_sha256"]


@pytest.mark.parametrize(
    ("value", "first", "last", "expected"),
    [
        ("2017-11-06", None, None, ("2017-11-06", "2017-11-06")),
        ("2017-11", None, None, ("2017-11-01", "2017-11-30")),
        ("2016", None, None, ("2016-01-01", "2016-12-31")),
        ("2017-12", None, None, ("2017-12-01", "2017-12-31")),
        (None, "2017-11-01", None, ("2017-11-01", "2017-11-01")),
        (None, None, "2017-11-06T08:00:00", ("2017-11-06", "2017-11-06")),
        ("2017-11-06", "2017-11-01", "2017-11-08", ("2017-11-01", "2017-11-08")),
        (None, None, None, (None, None)),
    ],
)
def test_days_of_an_interval(value, first, last, expected):
    assert days(value, first, last) == expected


@pytest.mark.parametrize("value", ["06/11/2017", "2017-13", "2017-02-30", "yesterday", "0000"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(BadItem, match="date_form"):
        days(value, None, None)


def test_rows_fit_their_columns():
    batch = staged(article(), event(), event(type="vac.attack"))
    for rows, columns in (
        (batch.articles, ARTICLES), (batch.spans, SPANS), (batch.events, EVENTS), (batch.mentions, MENTIONS),
        (batch.rejects, REJECTS),
    ):  # fmt: skip
        assert all(len(row) == len(columns) for row in rows)
    assert (len(batch.articles), len(batch.spans), len(batch.events), len(batch.mentions)) == (1, 1, 2, 2)


def test_nothing_of_a_bad_article_is_kept():
    batch = Batch(1, "0")
    with pytest.raises(BadItem):
        batch.add(article(), [event(), event(date_min="soon")], signature(""))
    assert not (batch.articles or batch.spans or batch.events or batch.mentions)


def test_the_content_hash_changes_with_what_is_published():
    content, layout = hashes(article(), event())
    assert hashes(article(), event()) == (content, layout)
    assert hashes(article(file="elsewhere.txt", sha256="b" * 64, url=None), event())[1] == layout
    for other in (
        (article(title="Khác"), event()), (article(DIRECT), event(DIRECT)), (article(), event(fatalities=13)),
        (article(),),
        (article(published=Published("2017-11-07", "2017-11-07", "meta")), event()),
    ):  # fmt: skip
        assert hashes(*other)[0] != content


def test_a_page_around_the_same_article_changes_the_layout_alone():
    one = article(url="https://tin.example/a.html")
    other = article(url="https://tin.example/a.html", spans=(*one.spans, one.spans[0].__class__("share", 400, 410)))
    assert hashes(one)[0] == hashes(other)[0]
    assert hashes(one)[1] != hashes(other)[1]


def test_a_source_without_a_name_is_known_by_its_host():
    row = dict(zip(ARTICLES, staged(article(source=None, url="https://www.tin.example/a")).articles[0], strict=True))
    assert (row["source"], row["domain"], row["canonical_url"]) == ("tin.example", "tin.example", "tin.example/a")


def test_what_postgresql_cannot_hold_is_replaced_in_place():
    assert storable("a\0b\ud800c") == "a\ufffdb\ufffdc"
    assert to_json({"k\0": ("\udfff", None, 1.5)}) == '{"k\ufffd":["\ufffd",null,1.5]}'
