"""The preview as one HTML file: raw beside clean, removals coloured by kind. It loads nothing and runs no script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dropwire.article import KEPT_KINDS, REMOVED_KINDS, Article, Event, Rejected
from dropwire.report import words
from dropwire.report.pieces import visible
from dropwire.report.preview import Processed, StoryOf, facts, place, told

if TYPE_CHECKING:
    from jinja2 import Template

HUES = dict(zip(REMOVED_KINDS, (220, 220, 265, 25, 48, 195, 212, 140, 0, 175, 320, 290), strict=True))
"""Hue of each kind; its lightness follows the reader's scheme, light or dark."""
KINDS = {kind: kind.replace("_", " ") for kind in REMOVED_KINDS} | {
    "signoff": "sign-off",
    "comment_box": "comments",
    "related": "related stories",
    "duplicate": "said twice",
}
_UNLABELLED = ("markup", "prefix")
_BLANK = re.compile(r"\s*\n\s*\n\s*")


def as_html(results: Sequence[Processed], story_of: StoryOf, *, explain: bool = False) -> str:
    """One page for all items, in their order."""
    items = [_item(result, story_of, explain) for result in results]
    found = [item for item in items if not item["refused"]]
    removed: Counter[str] = Counter()
    for item in found:
        removed.update(dict(item["removed"]))
    totals = {
        "articles": words.count(len(found), "article"),
        "refused": len(items) - len(found),
        "events": words.count(sum(len(item["events"]) for item in found), "event"),
        "raw": words.count(sum(item["size"] for item in found), "character"),
        "kept": f"{sum(item['kept'] for item in found):,}",
        "removed": [(KINDS[kind], f"{removed[kind]:,}") for kind in REMOVED_KINDS if removed[kind]],
    }
    return _template().render(items=items, totals=totals, hues=HUES, used=frozenset(removed), words=KINDS)


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    text = (files(__package__) / "preview.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(text)


def _item(result: Processed, story_of: StoryOf, explain: bool) -> dict[str, Any]:
    if isinstance(result, Rejected):
        refused = asdict(result) | {"reason": visible(result.reason)}
        return {"place": place(result), "refused": refused, "title": ""}
    article, events = result
    sizes: Counter[str] = Counter()
    for span in article.spans:
        sizes[span.kind] += span.end - span.start
    known = dict(facts(article, story_of))
    return {
        "place": place(article.item),
        "refused": None,
        "title": visible(article.title or ""),
        "source": visible(article.source or ""),
        "lang": article.lang,
        "published": known.get("published", "unknown").split(" (")[0],
        "facts": [(name, visible(value)) for name, value in known.items() if name != "title"],
        "size": len(article.raw_text),
        "kept": sum(size for kind, size in sizes.items() if kind in KEPT_KINDS),
        "removed": [(kind, sizes[kind]) for kind in REMOVED_KINDS if sizes[kind]],
        "raw": list(raw_pieces(article)),
        "paragraphs": list(paragraphs(article, events)),
        "events": [_event(event, explain) for event in events],
    }


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, as it is shown."""

    text: str
    kind: str = "body"
    """What cleaning took it for."""
    is_first: bool = False
    """Whether a run of one kind begins here; of marks it never does."""
    told: tuple[int, ...] = ()
    """Numbers, from 1, of the events its words tell."""
    offends: bool = False
    """Whether a rule objects to it."""


def raw_pieces(article: Article, offending: Sequence[tuple[int, int]] = ()) -> Iterator[Piece]:
    """The raw text span by span. Long runs of empty lines, which parsed pages are full of, are shown as one."""
    last = ""
    for span in article.spans:
        blank = span.kind in ("space", "markup")
        is_first = span.kind not in (last, *_UNLABELLED)
        for start, end in _cut(span.start, span.end, offending):
            text = article.raw_text[start:end]
            shown = visible(_BLANK.sub("\n\n", text) if blank else text)
            yield Piece(shown, span.kind, is_first, offends=_inside(start, end, offending))
            is_first = False
        last = last if blank else span.kind


def paragraphs(
    article: Article, events: Iterable[Event], offending: Sequence[tuple[int, int]] = ()
) -> Iterator[list[Piece]]:
    """The body's paragraphs in pieces."""
    told_by = [(m.start, m.end, number) for number, event in enumerate(events, 1) for m in event.mentions]
    borders = [*offending, *((start, stop) for start, stop, _ in told_by)]
    at = 0
    for text in article.paragraphs:
        yield [
            Piece(
                visible(article.body[a:b]), offends=_inside(a, b, offending),
                told=tuple(sorted({n for start, stop, n in told_by if start <= a and b <= stop})),
            )
            for a, b in _cut(at, at + len(text), borders)
        ]  # fmt: skip
        at += len(text) + 2


def _cut(start: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretch in parts that lie wholly inside or outside of each span."""
    return pairwise(sorted({start, end, *(at for span in spans for at in span if start < at < end)}))


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _event(event: Event, explain: bool) -> dict[str, Any]:
    line = told(event)
    return {
        "when": words.when(line),
        "type": words.type_of(line),
        "where": visible(words.where(line)),
        "toll": words.toll(line),
        "sides": visible(words.sides(line)),
        "said": visible(words.said(line)),
        "not_so": event.status in ("denied", "negated", "planned", "hypothetical"),
        "background": event.background,
        "quotes": [visible(mention.quote) for mention in event.mentions],
        "rules": [(name, visible(str(getattr(event, name, ""))), visible(rule)) for name, rule in event.rules.items()]
        if explain
        else [],
    }
