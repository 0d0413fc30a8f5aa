"""The lines inside and around the article: what is left to label once the article's place is known."""

from __future__ import annotations

import re
from typing import Final

from dropwire.clean.page.layout import Layout, ends_sentence, words
from dropwire.clean.page.phrases import has_credit, is_imprint, is_notice, is_stamp, line_kind, section
from dropwire.clean.page.region import fold

MOST_QUOTES: Final = 20
"""Quotations looked for in the rest of the text at most: each search reads all of it."""
_QUOTE: Final = re.compile(r"quote|pull", re.IGNORECASE)


def mark_lines(layout: Layout, first: int, last: int) -> None:
    """Give every leaf outside the article a kind, and those inside it that are no body text."""
    if layout.title is not None:
        layout.kinds[layout.title] = "title"
    for i in range(len(layout.leaves)):
        if layout.kinds[i] is None:
            if first <= i < last:
                layout.kinds[i] = _inside(layout, i)
            elif not (layout.untitled and i < first and not layout.linked(i)):
                layout.kinds[i] = _outside(layout, i)
    _mark_captions(layout, first, last)
    _keep_picture_story(layout, first, last)
    _mark_edges(layout, first, last)
    _mark_repeats(layout)


def _outside(layout: Layout, i: int) -> str:
    leaf = layout.leaves[i]
    kind = line_kind(leaf.text)
    if kind:
        return kind
    if is_stamp(leaf.text):
        return "dateline"
    if is_notice(leaf.text):
        return "advert"
    if layout.linked(i) and words(leaf.text) >= 5:
        return "related"
    return "navigation"


def _inside(layout: Layout, i: int) -> str | None:
    leaf = layout.leaves[i]
    kind = line_kind(leaf.text)
    if kind and (leaf.link or leaf.bold or leaf.italic or words(leaf.text) <= 30):
        return kind
    if is_stamp(leaf.text):
        return "dateline"
    if is_notice(leaf.text) and words(leaf.text) <= 50:
        return "advert"
    if leaf.link and (kind := section(leaf.text[: len(leaf.text) - leaf.link])):
        return kind
    if layout.linked(i) and not (words(leaf.text) >= 20 and ends_sentence(leaf.text)):
        return "related" if words(leaf.text) >= 3 else "navigation"
    return None


def _mark_captions(layout: Layout, first: int, last: int) -> None:
    """Short text that goes with a picture."""
    for i in range(first, last):
        leaf = layout.leaves[i]
        if (
            layout.kinds[i] is None
            and not leaf.heading
            and words(leaf.text) <= 60
            and _is_caption(layout, i, first, last)
        ):
            layout.kinds[i] = "caption"


def _is_caption(layout: Layout, i: int, first: int, last: int) -> bool:
    leaf = layout.leaves[i]
    node = layout.nodes[leaf.node]
    if node.alt and 10 <= len(leaf.text) <= len(node.alt) + 10 and fold(node.alt) == fold(leaf.text):
        return True
    set_apart = leaf.italic >= 0.8 * len(leaf.text) or leaf.aligned
    if leaf.image_before and (set_apart or has_credit(leaf.text)):
        return True
    while node.parent >= 0 and node.last - node.first <= 3 and (node.first > first or node.last < last):
        if node.images and (node.tag != "p" or set_apart or has_credit(leaf.text)):
            return True
        node = layout.nodes[node.parent]
    return False


def _keep_picture_story(layout: Layout, first: int, last: int) -> None:
    """Where captions tell more than all other text, they are the article."""
    captions = [i for i in range(first, last) if layout.kinds[i] == "caption" and layout.prose[i]]
    body = sum(layout.prose[i] for i in range(first, last) if layout.kinds[i] is None)
    if len(captions) >= 3 and sum(layout.prose[i] for i in captions) > 1.5 * body:
        for i in captions:
            layout.kinds[i] = None


def _mark_edges(layout: Layout, first: int, last: int) -> None:
    """Short lines before the first and after the last sentence of the article."""
    body = [i for i in range(first, last) if layout.kinds[i] is None]
    prose = [i for i in body if layout.prose[i]]
    if not prose:
        return
    for i in body:
        leaf = layout.leaves[i]
        if i < prose[0] and layout.untitled:
            continue
        if i < prose[0] and not leaf.heading and words(leaf.text) <= 8 and not ends_sentence(leaf.text):
            layout.kinds[i] = "navigation"
        elif i > prose[-1] and not ends_sentence(leaf.text) and words(leaf.text) <= 8:
            layout.kinds[i] = "related" if leaf.heading else "signoff"
        elif i > prose[-1] and is_imprint(leaf.text):
            layout.kinds[i] = "navigation"


def _mark_repeats(layout: Layout) -> None:
    """The headline said again, and quotations pulled out of the text."""
    title = layout.leaves[layout.title].text if layout.title is not None else ""
    wanted = fold(title)
    bodies = [i for i, kind in enumerate(layout.kinds) if kind is None]
    quotes = []
    for i in bodies:
        leaf = layout.leaves[i]
        if len(title) > 12 and abs(len(leaf.text) - len(title)) <= 6 and fold(leaf.text) == wanted:
            layout.kinds[i] = "duplicate"
        elif layout.nodes[leaf.node].tag == "blockquote" or _QUOTE.search(layout.nodes[leaf.node].names):
            quotes.append(i)
    if quotes:
        text = " | ".join(fold(layout.leaves[i].text) for i in bodies)
        for i in quotes[:MOST_QUOTES]:
            quote = fold(layout.leaves[i].text)
            if words(quote) >= 5 and text.count(quote) > 1:
                layout.kinds[i] = "duplicate"
