"""The records' own arithmetic: the account of items, and the map from clean text back to raw text."""

import pytest

from dropwire.article import Article, Counts, Published, RawItem, Segment, Span


def article(raw: str, body: str, segments: tuple[Segment, ...], spans: tuple[Span, ...] = ()) -> Article:
    item = RawItem("a.txt", "0" * 64, None, "text", raw)
    return Article(item, raw, spans, body, segments, None, "vi", 1.0, None, None, None, None, Published())


def test_a_stretch_of_the_body_is_found_in_the_raw_text_behind_removed_parts() -> None:
    raw = "Ảnh: AP.  Hai làng bị pháo kích.   Không ai bị thương."
    body = "Hai làng bị pháo kích. Không ai bị thương."
    segments = (Segment(0, 22, 10, 32), Segment(22, 23, 32, 35), Segment(23, 42, 35, 54))
    found = article(raw, body, segments)
    start, end = found.raw_span(23, 42)
    assert raw[start:end] == "Không ai bị thương."
    start, end = found.raw_span(4, 8)
    assert raw[start:end] == "làng"


def test_composed_accents_map_as_a_whole() -> None:
    raw, body = "la\u0300ng", "làng"
    found = article(raw, body, (Segment(0, 1, 0, 1), Segment(1, 2, 1, 3), Segment(2, 4, 3, 5)))
    assert found.raw_span(0, 4) == (0, 5)
    assert found.raw_span(1, 2) == (1, 3)
    assert found.raw_span(2, 4) == (3, 5)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (0, 99), (4, 2)])
def test_a_stretch_outside_the_body_is_an_error(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such stretch"):
        article("làng", "làng", (Segment(0, 4, 0, 4),)).raw_span(start, end)


def test_removed_are_the_spans_that_are_not_kept() -> None:
    spans = (Span("title", 0, 2), Span("space", 2, 3), Span("credit", 3, 4), Span("body", 4, 6))
    assert [span.kind for span in article("abcdef", "ef", (Segment(0, 2, 4, 6),), spans).removed] == ["credit"]


def test_counts_add_up_and_know_when_they_do_not_balance() -> None:
    total = Counts(read=3, loaded=2, quarantined=1) + Counts(read=2, unchanged=1, duplicate=1)
    assert total == Counts(read=5, loaded=2, unchanged=1, duplicate=1, quarantined=1)
    assert total.balanced
    assert not (total + Counts(read=1)).balanced
