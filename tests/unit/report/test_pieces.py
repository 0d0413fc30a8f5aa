"""Texts in pieces: nothing is lost, marks may overlap."""

from __future__ import annotations

import random

from dropwire.report.pieces import Mark, paragraphs, raw


def test_marks_overlap_and_cross_paragraphs() -> None:
    first, second = paragraphs("one two\n\nthree", [Mark(4, 12, "a"), Mark(0, 7, "b")])
    assert [(p.text, p.told, p.begins, p.ends) for p in first] == [
        ("one ", ["b"], ["b"], []), ("two", ["b", "a"], ["a"], ["b"]),
    ]  # fmt: skip
    assert [(p.text, p.told, p.ends) for p in second] == [("thr", ["a"], ["a"]), ("ee", [], [])]


def test_every_character_is_shown_once() -> None:
    rng = random.Random(5)
    for _ in range(200):
        body = "".join(rng.choices("ab \n", k=60)).strip()
        spans = [sorted(rng.sample(range(61), 2)) for _ in range(4)]
        marks = [Mark(start, end, n) for n, (start, end) in enumerate(spans)]
        assert "\n\n".join("".join(p.text for p in part) for part in paragraphs(body, marks)) == body
        removed = [(rng.choice(["credit", "advert"]), start, end) for start, end in spans]
        shown = "".join(p.text for p in raw(body, removed, marks))
        assert shown.split() == body.split()


def test_raw_text_names_the_first_of_a_run() -> None:
    text = "pre body\nad ad end"
    parts = list(raw(text, [("prefix", 0, 4), ("advert", 9, 11), ("advert", 12, 14)], [Mark(4, 8, 1)]))
    assert [(part.kind, part.is_first, part.text, part.told) for part in parts] == [
        ("prefix", False, "pre ", []), ("body", True, "body", [1]), ("body", False, "\n", []),
        ("advert", True, "ad", []),
        ("body", True, " ", []), ("advert", False, "ad", []), ("body", True, " end", []),
    ]  # fmt: skip
