"""What a page's parts weigh: prose, links and the kind each leaf was given so far."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

from dropwire.clean.page.tree import Leaf, Node, Tree

_SENTENCE_END: Final = re.compile(
    r"[.!?…。！？।؟۔:;][\"'”’»)\]\s]*(?:[(\[].{1,40}[)\]])?$|[”\"»]$|[.!?…][\"'”’»)\]]*\s*-\s*\S{2,20}$"
)
_ENDS: Final = frozenset('.!?…。！？।؟۔:;”"»')
"""Most lines tell by their last character."""
_CLAUSE: Final = re.compile(r"[,.;:?!،、。]\s")
_WIDE: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")

FULL: Final = 60.0
"""A leaf longer than this many words counts as this many and a fifth of the rest."""


def words(text: str) -> int:
    """Roughly how many words: spaces, or characters in scripts that write none."""
    spaced = text.count(" ") + 1
    if len(text) > 12 * spaced and _WIDE.search(text):
        return max(spaced, len(text) // 3)
    return spaced


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    last = text[-1:]
    if last in _ENDS:
        return True
    tail = text[-80:]
    return (not last.isalnum() or "-" in tail) and bool(_SENTENCE_END.search(tail))


def prose(leaf: Leaf) -> float:
    """How much running text a leaf holds, in words: 0 for labels, headlines and links."""
    text = leaf.text
    size = len(text)
    if size < 25 or leaf.link * 2 > size:
        return 0.0
    count = words(text)
    if count < 6:
        return 0.0
    if not ends_sentence(text):
        if count < 14 or leaf.heading == 1:
            return 0.0
        count = count * 3 // 4 if _CLAUSE.search(text) else count // 3
    return (min(count, FULL) + max(0.0, count - FULL) / 5) * (1 - 1.5 * leaf.link / size)


class Layout:
    """A tree with its weights, and the kinds of its leaves as they become known."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.nodes = tree.nodes
        self.leaves = tree.leaves
        self.kinds: list[str | None] = [None] * len(tree.leaves)
        self.prose = [max(0.0, prose(leaf)) for leaf in tree.leaves]
        self._prose = [0.0, *accumulate(self.prose)]
        self._open = self._prose
        self._chars = [0, *accumulate(len(leaf.text) for leaf in tree.leaves)]
        self._links = [0, *accumulate(leaf.link for leaf in tree.leaves)]
        self.total = self._prose[-1]
        self.title: int | None = None
        self.untitled = False
        """Nothing says what the headline is, as in a fragment of paragraphs: it may be any line before the prose."""

    def prose_in(self, node: Node) -> float:
        """Words of prose inside a container, whatever its kind."""
        return self._prose[node.last] - self._prose[node.first]

    def prose_before(self, leaf: int) -> float:
        """Words of prose before a leaf."""
        return self._prose[leaf]

    def chars_in(self, node: Node) -> int:
        """Characters inside a container."""
        return self._chars[node.last] - self._chars[node.first]

    def link_share(self, node: Node) -> float:
        """Share of a container's characters that are links."""
        chars = self.chars_in(node)
        return (self._links[node.last] - self._links[node.first]) / chars if chars else 0.0

    def weigh(self) -> None:
        """Take stock of the prose that no furniture has claimed."""
        self._open = [0.0, *accumulate([0.0 if k else p for p, k in zip(self.prose, self.kinds, strict=True)])]

    def open_prose(self, first: int, last: int) -> float:
        """Words of prose in leaves that had no kind when last weighed."""
        return self._open[last] - self._open[first]

    def mark(self, first: int, last: int, kind: str) -> None:
        """Give leaves without a kind this one."""
        for i in range(first, last):
            if self.kinds[i] is None:
                self.kinds[i] = kind

    def holds_title(self, node: Node) -> bool:
        """Whether the headline stands inside a container."""
        return self.title is not None and node.first <= self.title < node.last

    def linked(self, leaf: int) -> bool:
        """Whether a leaf is a link and little else."""
        item = self.leaves[leaf]
        return item.link >= 0.75 * len(item.text)

    def signature(self, leaf: int) -> tuple[str, str, str, str]:
        """What leaves of one role share: their container's tag and names, and those of the one around it."""
        node = self.nodes[self.leaves[leaf].node]
        above = self.nodes[max(node.parent, 0)]
        return node.tag, node.names, above.tag, above.names
