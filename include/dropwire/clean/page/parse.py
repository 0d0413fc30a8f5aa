"""The entry point: tree, furniture, region, lines, metadata, put together to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from dropwire.clean.page.furniture import mark_furniture
from dropwire.clean.page.layout import Layout
from dropwire.clean.page.lines import mark_lines
from dropwire.clean.page.meta import headlines, metadata
from dropwire.clean.page.region import find_region, find_title
from dropwire.clean.page.tree import Tree, parse_tree

HIDDEN_TEXT: Final = 400
"""Characters of hidden text from which a page with hardly any visible prose is read again with it."""
FEW_WORDS: Final = 40
"""Words of prose below which a page has hardly any."""


class Block(NamedTuple):
    """One line or paragraph of a page's text; `kind` is None for what may be body.

    A named tuple, because pages have hundreds and a frozen dataclass takes four times as long to make.
    """

    start: int
    end: int
    kind: str | None
    tag: str
    heading: int | None
    """1 to 6 inside `<h1>` to `<h6>`."""
    links: float
    """Share of the characters that are links, 0 to 1; likewise `bold` and `italic`."""
    bold: float = 0.0
    italic: float = 0.0
    aligned: bool = False
    """Centred or set to the right."""
    joined: bool = False
    """Whether only a `<br>` parts it from the block before."""


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a parsed page. Every character lies in one block or is a line feed between two."""

    text: str
    blocks: tuple[Block, ...]
    meta: Mapping[str, str] = field(default_factory=dict)


def parse_page(html: str) -> Page:
    """What a page or a fragment of one says, and which of it is the article. Never fails; empty input, empty page."""
    tree = parse_tree(html)
    meta = metadata(tree)
    layout = _label(tree, meta)
    if tree.hidden >= HIDDEN_TEXT and layout.open_prose(0, len(layout.leaves)) < FEW_WORDS:
        tree = parse_tree(html, show_hidden=True)
        layout = _label(tree, meta)
    return Page(*_blocks(layout), meta)


def _label(tree: Tree, meta: dict[str, str]) -> Layout:
    layout = Layout(tree)
    names = [name for name in headlines(tree, meta) if name]
    layout.title = find_title(layout, names)
    layout.untitled = layout.title is None and not names
    mark_furniture(layout)
    layout.weigh()
    first, last = find_region(layout)
    mark_lines(layout, first, last)
    return layout


def _blocks(layout: Layout) -> tuple[str, tuple[Block, ...]]:
    blocks = []
    at = 0
    for leaf, kind in zip(layout.leaves, layout.kinds, strict=True):
        size = len(leaf.text)
        blocks.append(
            Block(
                at, at + size, kind, layout.nodes[leaf.node].tag, leaf.heading or None, min(1.0, leaf.link / size),
                min(1.0, leaf.bold / size), min(1.0, leaf.italic / size), leaf.aligned, leaf.joined,
            )
        )  # fmt: skip
        at += size + 1
    return "\n".join([leaf.text for leaf in layout.leaves]), tuple(blocks)
