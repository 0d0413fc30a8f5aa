"""Articles found: by filters the newest first, by words the best of the newest that have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from psycopg2.extensions import cursor

from dropwire.pages.articles.asked import Asked, cursor_of
from dropwire.pages.shell import statements

ask = partial(statements.ask, __package__)

PAGE = 20
MOST = 1000
"""Articles with the words that are ranked, the newest."""
LOOKED_AT = 4000
"""Newest articles that are looked through before the index of words is asked: it is slow with words all have."""
_MARKED = re.compile("\ue000(.*?)\ue001", re.DOTALL)

Pieces = Sequence[tuple[str, bool]]
"""A text in pieces, and whether a piece is one of the words asked for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article in the list."""

    headline: Pieces
    snippet: Pieces
    article_id: str
    title: str | None
    source: str | None
    published_start: date | None
    published_end: date | None
    first_day: date
    lang: str | None
    is_canonical: bool
    is_reworked: bool
    story_id: str
    n_events: int
    n_copies: int
    n_story: int
    """Originals of its story, itself among them."""


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the list, and what to try where it is empty."""

    hits: Sequence[Hit] = ()
    found: int | None = None
    """How many have the words; at most `MOST`."""
    earlier: str | None = None
    later: str | None = None
    alike: Sequence[Hit] = ()
    """Articles whose headline is nearly what was asked, where none has the words."""
    without_filters: int = 0
    """How many have the words whatever the filters say."""
    with_copies: int = 0
    unknown_source: Sequence[str] | None = None
    """Names like the source that was asked for, where none has it."""
    skipped_words: bool = False
    """What was typed holds no word that can be searched for."""


@dataclass(frozen=True, slots=True)
class _Query:
    cur: cursor
    values: dict[str, Any]
    marking: str = "simple"
    words: str | None = None

    def ids(self, name: str, **more: object) -> list[str]:
        return [row[0] for row in ask(self.cur, name, **self.values, words=self.words, **more)]

    def with_words(self) -> list[str]:
        """The newest that have the words, at most MOST."""
        recent = self.ids("recent", looked_at=LOOKED_AT, most=MOST)
        if len(recent) == MOST:
            return recent
        # by the index of words, whatever the planner thinks of how common they are: the other way reads every text
        self.cur.execute("SELECT set_config('enable_seqscan', 'off', true)")
        return self.ids("found", most=MOST)

    def hits(self, ids: Sequence[str]) -> list[Hit]:
        rows = ask(self.cur, "hits", ids=list(ids), words=self.words, marking=self.marking)
        return [_hit(row) for row in rows]


def find(cur: cursor, asked: Asked) -> Results:
    """The page of the list that is asked for."""
    query, unknown = _query(cur, asked)
    if unknown is not None:
        return Results(unknown_source=unknown)
    if not asked.q.strip():
        return _listed(query, asked)
    if not query.words:
        return Results(skipped_words=True)
    ids = query.with_words()
    shown = (
        query.ids("rank", ids=ids, skip=asked.skip, most=PAGE)
        if asked.sort == "best"
        else ids[asked.skip : asked.skip + PAGE]
    )
    if not shown:
        return _nothing(query, asked)
    return Results(
        query.hits(shown),
        len(ids),
        asked.link(skip=max(0, asked.skip - PAGE)) if asked.skip else None,
        asked.link(skip=asked.skip + PAGE) if asked.skip + PAGE < len(ids) else None,
    )


def _query(cur: cursor, asked: Asked) -> tuple[_Query, Sequence[str] | None]:
    """The query, and names like the source where there is none of that name."""
    source_id = None
    if asked.source:
        named = ask(cur, "source_named", named=asked.source.strip())
        exact = [row for row in named if str(row[1]).lower() == asked.source.strip().lower()]
        if (len(named) > 1 and not exact) or not named:
            return _Query(cur, {}), [str(name) for _, name in named]
        source_id = (exact or named)[0][0]
    values = {
        "lang": asked.lang, "source_id": source_id, "first": asked.first, "last": asked.last,
        "originals": not asked.copies, "has_events": {"yes": True, "no": False, None: None}[asked.events],
        "load": asked.load, "day": asked.day, "story": asked.story and str(asked.story), "file": asked.file or None,
    }  # fmt: skip
    if not asked.q.strip():
        return _Query(cur, values), None
    ((words, marking),) = ask(cur, "words", q=asked.q.replace("\0", ""))
    return _Query(cur, values, marking, words or None), None


def _listed(query: _Query, asked: Asked) -> Results:
    """Without words: from row to row, both ways."""
    back = cursor_of(asked.after)
    start = back or cursor_of(asked.before)
    told, number = start or (None, None)
    rows = ask(query.cur, "list_back" if back else "list", **query.values, told=told, id=number and str(number),
               most=PAGE + 1)  # fmt: skip
    more = len(rows) > PAGE
    rows = rows[:PAGE][::-1] if back else rows[:PAGE]
    if not rows:
        return Results(with_copies=_copies(query, asked))
    first, last = (asked.link(**{way: f"{row[1]},{row[0]}"}) for way, row in (("after", rows[0]), ("before", rows[-1])))
    return Results(
        query.hits([row[0] for row in rows]),
        earlier=first if (more if back else start) else None,
        later=last if (more or back) else None,
    )


def _nothing(query: _Query, asked: Asked) -> Results:
    anywhere = replace(query, values=dict.fromkeys(query.values) | {"originals": query.values["originals"]})
    everywhere = len(anywhere.with_words()) if asked.narrowed else 0
    copies = _copies(query, asked)
    alike = [] if everywhere or copies else [row[0] for row in ask(query.cur, "alike", q=asked.q)]
    return Results(
        found=0, alike=replace(query, words=None).hits(alike), without_filters=everywhere, with_copies=copies
    )


def _copies(query: _Query, asked: Asked) -> int:
    """How many it would be with copies."""
    if asked.copies:
        return 0
    wider = replace(query, values=query.values | {"originals": False})
    return len(wider.with_words() if query.words else wider.ids("list", told=None, id=None, most=MOST))


def _hit(row: tuple[Any, ...]) -> Hit:
    *told, headline, snippet, is_cut = row
    shown = " ".join((snippet or "").split()) + (" …" if is_cut else "")
    return Hit(list(_pieces(headline or "")), list(_pieces(shown)), *told)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    for n, piece in enumerate(_MARKED.split(text)):
        if piece:
            yield piece.replace("\ue000", "").replace("\ue001", ""), n % 2 == 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form offers."""

    languages: Sequence[str] = ()
    sources: Sequence[str] = ()
    behind: int | None = None
    """The load whose articles cannot be found yet."""
    drop: tuple[str, int] | None = field(default=None)
    """Of the drop asked for: its hash, and how many of its items were set aside."""


def choices(cur: cursor, asked: Asked) -> Choices:
    """What the form offers, and what is to be told beside the list."""
    behind = ask(cur, "behind")
    drop = ask(cur, "drop", file=asked.file) if asked.file else []
    return Choices(
        [row[0] for row in ask(cur, "languages")], [row[1] for row in ask(cur, "sources")],
        behind[0][0] if behind else None, (drop[0][0], drop[0][1]) if drop else None,
    )  # fmt: skip


def elsewhere(cur: cursor, asked: Asked) -> str | None:
    """Where a search leads that names one thing: an article's number, or a drop."""
    typed = asked.q.replace("\0", "").strip()
    try:
        return f"/articles/{UUID(typed)}"
    except ValueError:
        pass
    if typed and " " not in typed and ask(cur, "drop", file=typed):
        return "/articles" + asked.link(q="", file=typed, copies=True)
    return None
