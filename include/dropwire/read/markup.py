"""Whether a text is markup to be parsed or near-plain text with stray tags."""

from __future__ import annotations

import re

from dropwire.article import Form

_DOCUMENT = re.compile(r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.I)
_BLOCK = re.compile(
    r"<(/?)(?:p|div|article|section|main|h[1-6]|ul|ol|li|table|tbody|tr|td|blockquote|figure|header|footer)\b[^<>]*>",
    re.I,
)
_BREAK = re.compile(r"<br\b[^<>]*>", re.I)
_COVERED = 0.5
"""Share of a fragment's characters that stand between its first and last block tag."""
_BREAKS = 3


def form_of(text: str) -> Form:
    """`page` for whole pages and for fragments whose paragraphs are marked up, else `text`.

    A stray or truncated tag in a plain text leaves it a text: only blocks that are opened and closed, and hold
    most of the text, or line breaks written as tags throughout, make it markup.
    """
    if "<" not in text:
        return "text"
    if _DOCUMENT.search(text[:20_000]):
        return "page"
    first = last = opened = closed = 0
    for tag in _BLOCK.finditer(text):
        if tag[1]:
            closed += 1
        else:
            opened += 1
            if opened == 1:
                first = tag.start()
        last = tag.end()
    if (
        opened
        and closed
        and 2 * min(opened, closed) >= max(opened, closed)
        and last - first >= _COVERED * len(text.strip())
    ):
        return "page"
    breaks = len(_BREAK.findall(text))
    return "page" if breaks >= _BREAKS and breaks > text.strip().count("\n") else "text"
