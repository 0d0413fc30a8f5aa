"""The preview as one HTML file: raw beside clean, removals coloured by kind. It loads nothing and runs no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dropwire.article import KEPT_KINDS, REMOVED_KINDS, Event, Rejected
from dropwire.report import words
from dropwire.report.pieces import marks_of, paragraphs, raw, visible
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
        "raw": list(raw(article.raw_text, article.spans)),
        "paragraphs": list(paragraphs(article.body, marks_of(events))),
        "events": [_event(event, explain) for event in events],
    }


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
