"""From a judged draft to an article: body, spans, and what the removed parts tell of title, origin and day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dropwire.article import Article, RawItem
from dropwire.clean import assemble, outlets, published, repeats
from dropwire.clean.dateline import Dateline
from dropwire.clean.dates import full_date, plain_date
from dropwire.clean.lines import Line
from dropwire.clean.reckoning import Clues
from dropwire.clean.rules import Rules
from dropwire.clean.view import View
from dropwire.errors import BadItem
from dropwire.oneline import one_line

_GLUED = re.compile(r"(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})(?=\d{2}:)")
"""A date with the time of day stuck to it: `16/04/201900:00:00`."""
_TAGS = re.compile(r"(?:từ kho[áa]|tags?|thẻ|chủ đề|topi[ck]s?|kata kunci|tagar|#)\b|#")


@dataclass(slots=True)
class Draft:
    """What is known of an article while it is being cleaned."""

    item: RawItem
    view: View
    lines: list[Line]
    meta: Mapping[str, str] = field(default_factory=dict)
    """What came beside the text, from the item and from the page."""
    prefix: str | None = None
    """The crawler's month or day, such as `2017-11`."""
    title: Line | None = None
    lang: str | None = None
    confidence: float = 0.0
    credits: list[str] = field(default_factory=list)
    datelines: list[Dateline] = field(default_factory=list)
    learnt: list[str] = field(default_factory=list)
    """Lines removed because they come back across articles of the source."""


def finish(draft: Draft, rules: Rules) -> Article:
    """The article of a judged draft."""
    item, view = draft.item, draft.view
    parts = list(assemble.stretches(view, draft.lines))
    body, segments = assemble.make_body(view, draft.lines, parts)
    if not any(map(str.isalpha, body)):
        raise BadItem(
            "clean", "no_body", f"{item.file}: nothing is left of {len(item.text)} characters once furniture is gone"
        )
    title = repeats.strip_tags(draft.title.text) if draft.title else draft.meta.get("title")
    origin = outlets.find_origin(draft.meta, traces_of(draft), rules.outlets)
    return Article(
        item=item,
        raw_text=view.raw,
        spans=assemble.make_spans(view, parts),
        body=body,
        segments=segments,
        title=_line(title.rstrip(" -–—|") if title else None),
        lang=draft.lang,
        lang_confidence=round(draft.confidence, 3),
        source=_line(origin.source),
        syndicated_from=_line(origin.syndicated_from),
        author=_line(origin.author),
        url=_line(draft.meta.get("url")),
        published=published.publication(clues_of(draft, title, body), rules.anchors),
        metadata=metadata_of(draft),
    )


def _line(text: str | None) -> str | None:
    return (one_line(text) if text else text) or None


def traces_of(draft: Draft) -> outlets.Traces:
    """The removed texts that tell where the article comes from."""
    texts: dict[str, list[str]] = {"signoff": [], "credit": [], "navigation": [], "dateline": []}
    for line in draft.lines:
        if line.kind in texts:
            texts[line.kind].append(line.text)
        elif line.kind is None:
            for start, end, kind in line.cuts:
                texts.setdefault(kind, []).append(line.text[start - line.start : end - line.start])
    leads = [name for d in draft.datelines for name in (d.source, d.place) if name]
    own = next((d.source for d in draft.datelines if d.source), None)
    return outlets.Traces(leads, texts["signoff"], texts["credit"], [*texts["navigation"], *texts["credit"]], own)


def metadata_of(draft: Draft) -> dict[str, str]:
    """What the removed parts tell: credits, captions, the dateline's place, tags; several stand one a line."""
    found = {
        "credits": "\n".join(dict.fromkeys(draft.credits)),
        "captions": "\n".join(dict.fromkeys(line.text for line in draft.lines if line.kind == "caption")),
        "dateline_place": next((d.place for d in draft.datelines if d.place), ""),
        "tags": "\n".join(line.text for line in draft.lines if line.kind == "navigation" and _TAGS.match(line.low)),
        "prefix": draft.prefix or "",
        "furniture": "\n".join(" ".join(text.split()) for text in draft.learnt),
    }
    extra = {
        key: value
        for key, value in draft.meta.items()
        if key in ("description", "section", "tags", "modified", "canonical_url")
    }
    return {**extra, **{key: value for key, value in found.items() if value}}


def clues_of(draft: Draft, title: str | None, body: str) -> Clues:
    """Everything that dates the article."""
    meta = draft.meta
    arrival = meta.get("crawled_at", "")[:10]
    return Clues(
        stated=meta.get("published"),
        url=meta.get("url"),
        date_lines=_date_lines(draft),
        dateline=next((d.date.lower() for d in draft.datelines if d.date), None),
        prefix=draft.prefix,
        arrival=date.fromisoformat(arrival) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", arrival) else None,
        title=title or "",
        body=body,
    )


_BYLINES = frozenset({"credit", "signoff", "share"})


def _date_lines(draft: Draft) -> list[str]:
    """The date lines, lower-cased; of two before the story a later one that comes first is the visitor's day."""
    found = [line for line in draft.lines if line.kind == "dateline"]
    if not found:  # "By Somebody | 4 September 2020", at the end of the story, too
        found = [line for line in draft.lines if line.kind in _BYLINES and full_date(line.low)]
    texts = [_GLUED.sub(r"\1 ", line.low) for line in found]
    if draft.title and len(found) > 1 and found[0].start < draft.title.start:
        story = next((line.start for line in draft.lines if line.kind is None), 0)
        visit, day = (full_date(text) or full_date(plain_date(text)) for text in texts[:2])
        if found[1].start < story and visit and day and visit[0] > day[0]:
            del texts[0]
    return texts
