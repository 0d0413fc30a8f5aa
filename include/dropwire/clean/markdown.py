"""Markdown's marks, left by crawlers that turn pages into it (CommonMark 0.31); images have rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Lengths are bounded, so that a hostile line costs no more than its length.
_LINK = re.compile(
    r"(?<!!)\[(?P<shown>(?:!\[[^\]\n]{0,400}\]\([^)\n]{0,2000}\)|[^\[\]\n]){1,600})\]"
    r"\((?:<[^>\n]{0,2000}>|(?:https?:|mailto:|tel:|/|#|\.)[^\s()]{0,2000}(?:\([^\s()]{0,400}\)[^\s()]{0,400}){0,4})"
    r"(?:[ \t]+(?:\"[^\"\n]{0,400}\"|'[^'\n]{0,400}'))?\)"
)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_CLOSED = re.compile(r"(?<![ \t])[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
_STRONG = re.compile(r"(?<![\w*])(?P<mark>\*\*\*|\*\*|___|__)(?=\S)(?P<shown>[^\n]{0,2000}?\S)(?P=mark)(?![\w*])")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*(?=[^\s*])(?P<shown>[^*\n]*[^\s*\\])\*(?![\w*])|(?<!\w)_(?=[^\s_])(?P<own>[^_\n]*[^\s_])_(?!\w)"
)
_BULLET = re.compile(r"^[ \t]*(?:>[ \t]?|[*+-][ \t]+(?=\S))+", re.MULTILINE)
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!>|~])")
_SIGNS = ("](", "# ", "**")


def find_marks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a Markdown text that are its marks and show nothing; none where it is no Markdown.

    A link, a heading or something in bold gives Markdown away; a lone asterisk or hash does not.
    """
    if not any(map(text.__contains__, _SIGNS)):
        return
    links, strong = [*_LINK.finditer(text)], [*_STRONG.finditer(text)]
    headings = [*_HEADING.finditer(text)]
    if not (links or strong or headings):
        return
    for found in links:
        yield found.start(), found.start("shown")
        yield found.end("shown"), found.end()
    for found in strong:
        yield found.start(), found.start("shown")
        yield found.end("shown"), found.end()
    for found in _EMPHASIS.finditer(text):
        name = "shown" if found["shown"] is not None else "own"
        yield found.start(), found.start(name)
        yield found.end(name), found.end()
    for pattern in (_HEADING, _BULLET, _ESCAPED):
        yield from (found.span() for found in pattern.finditer(text))
    if headings:
        yield from (found.span() for found in _CLOSED.finditer(text))


_LONE = re.compile(
    rf"^[ \t]*(?:(?:[*+-]|\d{{1,2}}[.)])[ \t]+)?(?:\*\*|__)?{_LINK.pattern}(?:\*\*|__)?[ \t]*$", re.MULTILINE
)


def find_lone_links(text: str) -> list[tuple[int, int]]:
    """Lines that are one link and nothing else, as lists of other stories are: (start, end) each."""
    return [found.span() for found in _LONE.finditer(text)] if "](" in text else []
