"""Sentences with their places in the body.

No library splits Vietnamese or Indonesian news well; line breaks and closing marks before a capital do, once
abbreviations, initials and figures are kept together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "sgt", "cmdr", "brig", "adm", "gov", "sen",
    "rep", "st", "mt", "ft", "no", "nos", "vs", "etc", "inc", "co", "corp", "jr", "sr", "u.s", "u.k", "u.n", "e.g",
    "i.e", "a.m", "p.m", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "tp",
    "tx", "tt", "ths", "ts", "gs", "pgs", "ks", "bs", "tr", "q", "p", "h", "kt", "jl", "tgl", "kab", "kec", "prov",
    "hlm", "dll", "dsb", "dkk", "letkol", "letjen", "brigjen", "mayjen", "irjen", "kombes", "akp", "akbp", "aiptu",
    "bripka",
})  # fmt: skip
# Begins with one class of characters, so that the search leaps from one to the next.
_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"'”’»)\]]*(?=\s))")
_FIRST_LETTER = re.compile(r"[\"'“‘«(\[–—-]*\s*([^\W_])")
_WORD_EDGE = re.compile(r"[\s(\[“\"]")

_LONGEST = 2_000
"""Characters. What reads a sentence takes time by the square of its length."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `body[start:end]`, its number and its paragraph's, both from 0."""

    number: int
    start: int
    end: int
    text: str
    paragraph: int


def split_sentences(body: str) -> list[Sentence]:
    """The sentences of a body in order, without the white space around them."""
    found: list[Sentence] = []
    start = paragraph = 0
    for end in _bounded([*_ends(body), len(body)], body):
        stretch = body[start:end]
        text = stretch.strip()
        if text:
            first = start + stretch.index(text[0])
            found.append(Sentence(len(found), first, first + len(text), text, paragraph))
        paragraph += stretch.count("\n\n") if end == len(body) or body[end - 1] == "\n" else 0
        start = end
    return found


def _bounded(ends: list[int], body: str) -> Iterator[int]:
    """The ends, with cuts at white space in stretches no desk would write: they are tables or lists on one line."""
    start = 0
    for end in ends:
        while end - start > _LONGEST:
            space = body.rfind(" ", start + 1, start + _LONGEST)
            start = space + 1 if space > start else start + _LONGEST
            yield start
        yield end
        start = end


def _ends(body: str) -> list[int]:
    ends = []
    for mark in _END.finditer(body):
        if mark[0][0] == "\n" or _closes(body, mark.start(), mark.end()):
            ends.append(mark.end())
    return ends


def _closes(body: str, start: int, end: int) -> bool:
    """Whether the mark at `start` ends a sentence: a capital or a figure follows, and no abbreviation stands before."""
    following = body[end : end + 12].lstrip(" \t")
    first = _FIRST_LETTER.match(following)
    if following and following[0] != "\n" and (first is None or first[1].islower()):
        return False
    if body[start] != "." or end - start > 1:
        return True
    last = _WORD_EDGE.split(body[max(0, start - 20) : start])[-1]
    word = last.lower()
    if word in _ABBREVIATIONS and not (word in {"p", "h", "no", "a.m", "p.m", "etc", "co"} and following[:1].isupper()):
        return False
    return not (len(word) == 1 and last.isalpha() and last.isupper())
