"""The day a drop was filed under dates an article whose own words leave the year open."""

from pathlib import Path

import pytest

from dropwire.article import RawItem
from dropwire.clean import clean, load_rules
from dropwire.config import LEXICON

TEXT = "Sáng 7-11, pháo kích làm hư hại một trường học ở ngoại ô. Người dân nói không ai bị thương trong vụ việc này.\n"


@pytest.mark.parametrize(
    ("arrived", "start", "basis"),
    [
        ("2017-11-08", "2017-11-07", "arrival"),
        ("2019-03-01", "2018-11-07", "arrival"),
        ("2017-11-06", "2016-11-07", "arrival"),
        (None, None, "none"),
    ],
)
def test_the_arrival_decides_the_year_that_nothing_else_tells(arrived, start, basis):
    meta = {"crawled_at": arrived} if arrived else {}
    article = clean(RawItem("a.txt", "0" * 64, None, "text", TEXT, meta), load_rules(Path(LEXICON)))
    assert (article.published.start, article.published.basis) == (start, basis)


def test_a_year_in_the_text_weighs_more_than_the_arrival():
    text = TEXT.replace("7-11", "7-11-2015")
    article = clean(RawItem("a.txt", "0" * 64, None, "text", text, {"crawled_at": "2017-11-08"}), load_rules(LEXICON))
    assert article.published.start == "2015-11-07"
