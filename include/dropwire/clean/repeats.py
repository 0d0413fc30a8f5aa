"""What stands in a drop twice: headlines repeated as captions, paragraphs, whole bodies."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from dropwire.clean.lines import Line, sentences

_NOT_WORD = re.compile(r"[\W_]+")
_TAG = re.compile(r"^\s*(?:\[[^\[\]]{1,40}\]|【[^】]{1,40}】)\s*[:\-–—]?\s*")
_MIN_REPEAT = 40
"""Shorter paragraphs may come twice on purpose (a refrain, a speaker's cue)."""
_MIN_BODY = 200
_MAX_CAPTION = 200
_MAX_TEASER = 600


def squeeze(text: str) -> str:
    """Letters and digits alone, lower-cased: what copies share when they differ by a space or a quote."""
    return _NOT_WORD.sub("", text.lower())


def strip_tags(title: str) -> str:
    """A headline without tags such as `[ẢNH]`."""
    while match := _TAG.match(title):
        if match.end() == len(title):
            break
        title = title[match.end() :]
    return title


def plain(text: str) -> str:
    """The text without accents, as in names of image files."""
    return "".join(c for c in unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D")) if c.isascii())


def mark_title_repeats(lines: list[Line], title: str) -> None:
    """Lines that only repeat the headline, whole, cut short or without accents, are captions."""
    whole, bare = squeeze(title), squeeze(strip_tags(title))
    headless = squeeze(title.partition(": ")[2])
    bald = ""
    for line in lines:
        if line.kind is None and len(title) >= _GLUED <= len(line.text) - len(title):
            _cut_glued_title(line, title)
        if line.kind is not None or len(line.text) > len(title) + 60:
            continue
        found = squeeze(line.text)
        if len(found) >= 20 and line.text.isascii() and not title.isascii():
            bald = bald or squeeze(plain(strip_tags(title)))
            if bald.startswith(found):
                line.kind = "caption"
                continue
        repeats = len(found) >= 12 and (found in (whole, bare) or whole.startswith(found) or bare.startswith(found))
        repeats |= len(headless) >= 20 and squeeze(_kept(line)) == headless
        longer = len(bare) >= 20 and found.startswith(bare) and len(found) - len(bare) < 12
        behind = len(bare) >= 20 and found.endswith(bare) and _ADDRESSES.match(line.text) is not None
        reworded = not line.ends_sentence and len(line.words) >= _WORDY and _nearly(line.low, title.lower())
        if repeats or longer or behind or reworded:
            line.kind = "caption"


_GLUED = 30
"""Characters at least of a headline, and of the paragraph it is glued to."""
_NUMBERED = re.compile(r"(?:\s?-\s?(?:(?:Ảnh|Hình|Foto|Photo)\s)?\d{1,2}\.?)?$")


def _cut_glued_title(line: Line, title: str) -> None:
    """The headline as a picture's text, glued to the end of a paragraph ("... nước này.Headline -0")."""
    at = line.text.rfind(title, len(title))
    if at > 0 and line.text[at - 1] in '.!?”"' and _NUMBERED.fullmatch(line.text, at + len(title)):
        line.cut(at, len(line.text), "caption")


_ADDRESSES = re.compile(r"(?:[\w-]+(?:\.[\w-]+)+\s?/\s?)+")
"""Whose picture it is, before the headline as its text: `paper.com/agency.com/Headline`."""
_WORDY = 8
_NEARLY = 0.8
"""Share of its words that a picture's text has in common with the headline it was written from."""


def _nearly(text: str, title: str) -> bool:
    words, wanted = _WORDS.findall(text), _WORDS.findall(title)
    shared = (Counter(words) & Counter(wanted)).total()
    return shared >= _NEARLY * max(len(words), len(wanted)) and words[:3] == wanted[:3]


_WORDS = re.compile(r"\w+")


def mark_repeated_opening(lines: list[Line]) -> None:
    """Of a summary told above the headline and again below it the second stays, so that the headline is found."""
    prose = [i for i, line in enumerate(lines) if line.kind is None and line.prose][:2]
    if len(prose) < 2 or lines[prose[0]].text != lines[prose[1]].text:
        return
    if any(line.kind is None for line in lines[prose[0] + 1 : prose[1]]):
        lines[prose[0]].kind = "duplicate"


_DOTS = ("...", "…", "[...]", "[…]", "[&hellip;]")
_CUT_SHORT = 40
"""Letters that a teaser shares with the story at least."""


def mark_teasers(lines: list[Line]) -> None:
    """A line cut off in a word, behind a full stop, or set between dots, whose words stand in a paragraph as well, is
    a teaser or a pull quote."""
    body = [line for line in lines if line.kind is None]
    told = [line for line in body if line.ends_sentence and not line.text.endswith(_DOTS)]
    if len(told) == len(body) or len(body) < 3:
        return
    loose = [line for line in body if not line.ends_sentence or line.text.endswith(_DOTS)]
    whole = ""
    for line in loose:
        key = squeeze(line.text)
        if len(key) < _CUT_SHORT or len(line.text) > _MAX_TEASER:
            continue
        start = line.text.lstrip(".… ")[:12]
        if not any(start in other.text for other in told):
            continue
        whole = whole or "".join([squeeze(other.text) for other in told])
        if key not in whole:
            continue
        dotted = line.text.startswith(("...", "…")) or line.text.endswith(_DOTS)
        if dotted or len(sentences(line.text)) > 1 or _is_cut_in_word(line, told):
            line.kind = "duplicate"


def _is_cut_in_word(line: Line, told: list[Line]) -> bool:
    """Whether the last word of a line goes on where it stands again."""
    tail = line.text[-15:]
    for other in told:
        at = other.text.find(tail)
        if at >= 0:
            return other.text[at + len(tail) : at + len(tail) + 1].isalpha()
    return False


def mark_repeated_lines(lines: list[Line]) -> None:
    """A short line that comes again and again is an image's alternative text; of longer ones the first stays, as of
    what followed them before."""
    body = [line for line in lines if line.kind is None]
    twofold = [line for line in body if _is_twofold(line.text)]
    if twofold and any(line.prose and line not in twofold for line in body):
        for line in twofold:
            line.kind = "caption"
    if len({line.low[:8] for line in body}) == len(body):
        return
    keys = ["".join(line.low.split()) if line.kind is None else "" for line in lines]
    counts = Counter(keys)
    seen: set[str] = set()
    for above, below in pairwise(lines):
        if above.kind is below.kind is None and above.text == below.text and _is_caption(below):
            above.kind = "caption" if above is not lines[0] else None  # a text that begins so has no picture before it
            below.kind = "caption"
    followed: set[tuple[str, str]] = set()
    before, copying = "", False
    for line, key in zip(lines, keys, strict=True):
        if not key or line.kind is not None:
            continue
        copied = copying and (before, key) in followed
        followed.add((before, key))
        before, copying = key, False
        if counts[key] < 2:
            continue
        if copied or (len(key) >= _MIN_REPEAT and (counts[key] < 4 or line.ends_sentence)):
            if key in seen:
                line.kind, copying = "duplicate", True
            seen.add(key)
        elif counts[key] > 2 and not line.ends_sentence:
            line.kind = "caption"
        else:
            seen.add(key)


_SAME, _BETWEEN = 16, 40
"""Characters both tellings begin with, and those of a credit between them."""


def _is_twofold(text: str) -> bool:
    """Whether a line says one thing twice and nothing else: a picture's or link's text and its alternative text."""
    again = text.find(text[:_SAME], _SAME)  # "caption AFP/HANDOUTcaption": a credit may stand between the two
    if not 20 <= again <= 2 * _MAX_CAPTION:
        return False
    first, second = "".join(text[:again].split()), "".join(text[again:].split())
    return first.startswith(second) and len(first) - len(second) <= _BETWEEN


def _is_caption(line: Line) -> bool:
    """Whether a line told twice running is a picture's text and its alternative text: one short sentence, or less."""
    alone = not (line.gap and line.ends_sentence)
    return len(line.text) <= _MAX_CAPTION and alone and len(sentences(line.text)) == 1


def mark_summary(lines: list[Line]) -> None:
    """The summary above a story that begins with the same sentence behind its dateline."""
    told = [line for line in lines if line.kind is None and line.prose][:4]
    keys = ["".join(_kept(line).lower().split()) for line in told]
    for at, (line, below) in enumerate(pairwise(told)):
        if len(keys[at]) >= _MIN_REPEAT and below.cuts and not line.cuts and keys[at] in keys[at + 1 :]:
            line.kind = "duplicate"


def mark_doubled_body(lines: list[Line]) -> None:
    """A body told twice is kept once, also when line breaks, spaces or furniture differ between the copies."""
    for line in lines:
        if line.kind is None and len(line.text) > 2 * _MIN_BODY:
            _mark_doubled_line(line)
    body = [line for line in lines if line.kind is None]
    keys = ["".join(_kept(line).lower().split()) for line in body]
    joined = "".join(keys)
    if len(joined) < 2 * _MIN_BODY:
        return
    second = joined.find(joined[:60], 60)
    if second < 0 or len(joined) - second < _MIN_BODY:
        return
    size = _common(joined, second)
    if size < 0.9 * min(second, len(joined) - second):
        return
    at = 0
    for line, key in zip(body, keys, strict=True):
        if at >= second and at + len(key) <= second + size:
            line.kind = "duplicate"
        at += len(key)


def _kept(line: Line) -> str:
    if not line.cuts:
        return line.text
    text, at = "", line.start
    for start, end, _ in sorted(line.cuts):
        text += line.text[at - line.start : max(at, start) - line.start]
        at = max(at, end)
    return text + line.text[at - line.start :]


def _common(text: str, second: int) -> int:
    size = 0
    limit = min(second, len(text) - second)
    while size < limit and text[size] == text[second + size]:
        size += 1
    return size


def _mark_doubled_line(line: Line) -> None:
    """One long line that holds its text twice, with little after it."""
    at = line.text.find(line.text[:25], len(line.text) // 3)
    if at < 0:
        return
    first, second = squeeze(line.text[:at]), squeeze(line.text[at:])
    if second.startswith(first) and len(second) - len(first) < _MIN_REPEAT:
        line.cut(at, len(line.text), "duplicate")
