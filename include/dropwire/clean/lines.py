"""Lines of a view: the unit most residue rules judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_SENTENCE_END = re.compile(r"""[.!?…。！？؟।:;]["”’'»)\]*]*$""")
_SENTENCE_BREAK = re.compile(
    r"""[.!?…](?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Gen|Col|Maj|Sgt)\.)(?<!\bSept\.)(?<!\bLt\.)"""
    r"""["”’')\]]*\s+["“‘'(\[]*(?=[^\W\d_a-z]|\d)"""
)
_BEHIND = re.compile(r"""[.!?…”"]\s?[(\[](?!ist|net)[^()\[\]]{1,60}[)\]]\.?$""")
"""A sign-off or an aside in brackets behind the last full stop."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
LONG = 320
"""Rules for whole lines judge no line longer than this: furniture is short."""


@dataclass(slots=True)
class Line:
    """A line without its outer white space; offsets are those of the view."""

    start: int
    end: int
    text: str
    gap: int
    """Blank lines that set it apart from the line before."""
    kind: str | None = None
    """None while it may be body; else `title` or why it is removed."""
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    """Stretches inside that are not body: (start, end, kind)."""
    low: str = ""
    """Lower case, of the same length."""

    ends_sentence: bool = False
    """Whether it ends as a sentence does."""
    prose: bool = False
    """Whether its shape alone says it is running text."""

    def __post_init__(self) -> None:
        text = self.text
        self.low = lower(text)
        self.ends_sentence = text[-1:] in ".!?…" or bool(_SENTENCE_END.search(text, max(0, len(text) - 8)))
        if text.endswith((")", "]")) and not self.ends_sentence:
            self.ends_sentence = bool(_BEHIND.search(text, max(0, len(text) - 66)))
        size = len(text) * (3 if _is_unspaced(text) else 1)
        self.prose = (
            size >= 200 or (size >= 50 and self.ends_sentence) or (size >= 100 and bool(_SENTENCE_BREAK.search(text)))
        )

    @property
    def words(self) -> list[str]:
        """Its words, split at white space; of scripts without any, two characters each."""
        if _is_unspaced(self.text):
            return [self.text[at : at + 2] for at in range(0, len(self.text), 2)]
        return self.text.split()

    def cut(self, start: int, end: int, kind: str) -> None:
        """Remove a stretch, given in offsets of the line's own text."""
        if start <= 0 and end >= len(self.text):
            self.kind = kind
        elif start < end:
            self.cuts.append((self.start + max(start, 0), self.start + min(end, len(self.text)), kind))


def _is_unspaced(text: str) -> bool:
    """Whether a text is of a script that parts no words: Chinese, Japanese, Thai, Khmer, Lao, Burmese."""
    return not text.isascii() and len(text) > 6 * (text.count(" ") + 1) and bool(_UNSPACED.search(text, 0, 24))


def lower(text: str) -> str:
    """Lower case with the length kept, so that offsets hold."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def split_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of `text[start:end]` that are not blank."""
    at = last = start
    for found in text[start:end].splitlines(keepends=True):
        stripped = found.strip()
        if stripped:
            begin = at + len(found) - len(found.lstrip())
            yield Line(begin, begin + len(stripped), stripped, max(0, text.count("\n", last, begin) - 1))
            last = begin + len(stripped)
        at += len(found)


def sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentences of a line: (start, end) each."""
    bounds = [0, *(m.end() for m in _SENTENCE_BREAK.finditer(text)), len(text)]
    return [(a, b) for a, b in pairwise(bounds) if a < b]
