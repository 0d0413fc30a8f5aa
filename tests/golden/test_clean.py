"""Golden drops of many sites' shapes: what must be left of each, to the letter.

Every `clean/NAME.txt` has its `clean/NAME.json`: title, lang, the beginning of published.start, and the paragraphs.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dropwire
from dropwire.article import RawItem
from dropwire.clean import clean, load_rules

FOLDER = Path(__file__).parent / "clean"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
RULES = load_rules(Path(dropwire.__file__).parent / "lexicon")


def test_every_drop_has_its_expectation() -> None:
    assert len(NAMES) >= 17
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_golden_drop(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    text = (FOLDER / f"{name}.txt").read_bytes().decode("utf-8")
    article = clean(RawItem(f"{name}.txt", "", None, "text", text), RULES)
    assert article.paragraphs == expected["paragraphs"]
    assert (article.title, article.lang) == (expected["title"], expected["lang"])
    if expected["published"]:
        assert (article.published.start or "").startswith(expected["published"])
