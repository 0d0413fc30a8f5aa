"""How two texts differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Change = Literal["same", "gone", "new"]
_SENTENCE = re.compile(r"\n\n|[^\n]*?[.!?…:;][”\"’')\]]*(?=\s|$)\s*|[^\n]+", re.DOTALL)
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_WORDS = 600
"""Words of a stretch that is compared word by word; a longer one is told as replaced."""
_SENTENCES = 2000
"""Sentences of a text that is compared at all."""
_AROUND = 160
"""Characters of what is the same that are shown before and after a difference."""


class Stretch(NamedTuple):
    """Words that both texts have, or only one."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> list[Stretch] | None:
    """The texts as one; None where they are too long to be compared.

    Sentences are compared first, then the words of those that differ: the words of whole texts would take too long.
    """
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    if max(len(old), len(new)) > _SENTENCES:
        return None
    found: list[Stretch] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch("same", "".join(old[a:b])))
        else:
            found += _words(_WORD.findall("".join(old[a:b])), _WORD.findall("".join(new[c:d])))
    return _joined(found)


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    if max(len(old), len(new)) > _WORDS:
        yield from (Stretch("gone", "".join(old)), Stretch("new", "".join(new)))
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch("same", "".join(old[a:b]))
            continue
        yield Stretch("gone", "".join(old[a:b]))
        yield Stretch("new", "".join(new[c:d]))


def _joined(found: Sequence[Stretch]) -> list[Stretch]:
    """Neighbours of one kind as one; a lone space between two changes belongs to them."""
    joined: list[Stretch] = []
    for stretch in found:
        if not stretch.text:
            continue
        if joined and joined[-1].change == stretch.change:
            joined[-1] = Stretch(stretch.change, joined[-1].text + stretch.text)
        else:
            joined.append(stretch)
    return joined


def shortened(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The differences with a little around each: what is long the same is cut in its middle."""
    last = len(stretches) - 1
    found = []
    for n, stretch in enumerate(stretches):
        text, head, tail = stretch.text, 0 if n == 0 else _AROUND, 0 if n == last else _AROUND
        if stretch.change == "same" and len(text) > head + tail + _AROUND:
            text = text[:head] + " […] " + (text[-tail:] if tail else "")
        found.append(Stretch(stretch.change, text))
    return found
