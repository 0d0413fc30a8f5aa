"""The report on a real warehouse, read with the reader's login."""

from datetime import date

import pytest
from making import DIRECT, QUIET, TAKEN, article, event

from dropwire.article import Rejected
from dropwire.report import as_markdown, as_text, summary

pytestmark = pytest.mark.integration


def test_says_what_came_and_what_became_of_it(store):
    store.load(
        (article(), (event(),)),
        (article(file="2017-11-06/copy.txt", body=TAKEN.upper()), ()),
        (article(file="2017-11-06/quiet.txt", body=QUIET), ()),
        (
            article(file="2017-11-06/id.txt", body=DIRECT, source="Kabar Perang", lang="id"),
            (event(DIRECT, fatalities=15, fatalities_low=15, status="claimed", attribution="SOHR"),),
        ),
        Rejected(
            "2017-11-06/broken.jsonl", "f" * 64, 3, "read", "json_syntax", "Line 4 is no JSON: a quote is missing."
        ),
    )
    found = summary(store.connect("dropwire_reader"), days=[date(2017, 11, 6)])
    text = as_text(found)
    assert max(map(len, text.splitlines())) <= 100
    for words in (
        "1 quarantined (json_syntax)",
        "a quote is missing",
        "1 duplicate (same_text)",
        "12–15 killed",
        "Umm Haratayn",
    ):
        assert words in text
    assert "json\\_syntax" in as_markdown(found)


def test_no_news_says_so(store):
    assert "nothing came in" in as_text(summary(store.conn))
    store.load(day="2017-11-06")
    assert "nothing new came in" in as_text(summary(store.conn))


def test_text_from_outside_does_not_steer_the_terminal(store):
    store.load((article(source="Tin\x1b[31m \u202eĐỏ"), (event(),)))
    text = as_text(summary(store.conn))
    assert "Tin\ufffd[31m \ufffdĐỏ" in text
    assert "\x1b" not in text
