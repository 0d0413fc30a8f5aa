"""Two texts as one, word by word."""

from __future__ import annotations

import random

from dropwire.pages.articles.diff import shortened, word_diff


def test_what_differs_is_told_by_the_word() -> None:
    found = word_diff("Ba người chết. Hết.", "Bốn người chết hôm qua. Hết.")
    assert found is not None
    assert [(part.change, part.text) for part in found] == [
        ("gone", "Ba"), ("new", "Bốn"), ("same", " người chết"), ("new", " hôm qua"), ("same", ". Hết."),
    ]  # fmt: skip


def test_both_texts_can_be_put_together_again() -> None:
    rng = random.Random(3)
    for _ in range(100):
        before, after = (" ".join(rng.choices(["a", "b.", "c", "d!\n\nE"], k=rng.randint(0, 40))) for _ in range(2))
        found = word_diff(before, after) or []
        assert "".join(part.text for part in found if part.change != "new") == before
        assert "".join(part.text for part in found if part.change != "gone") == after


def test_too_long_texts_are_left() -> None:
    assert word_diff("Một câu. " * 3000, "Một câu.") is None


def test_long_stretches_alike_are_cut() -> None:
    found = word_diff("x" * 900 + ". Ba. " + "y" * 900, "x" * 900 + ". Bốn. " + "y" * 900)
    assert found is not None
    short = shortened(found)
    assert [part.text for part in short if part.change != "same"] == ["Ba", "Bốn"]
    assert max(len(part.text) for part in short) < 400
