"""The texts of a set-aside item as today's rules read them, in pieces to be coloured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from psycopg2.extensions import connection

from dropwire.article import KEPT_KINDS, REMOVED_KINDS, Rejected
from dropwire.config import Settings
from dropwire.errors import DropwireError
from dropwire.load.quarantine import Entry
from dropwire.quarantine import look_at
from dropwire.report.pieces import Piece, marks_of, paragraphs, raw
from dropwire.report.quarantine import Shown, sides

MOST = 60_000
"""Code points shown of a text."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Raw beside clean; what is missing is told by `trouble`."""

    raw: tuple[Piece[int], ...] = ()
    clean: tuple[tuple[Piece[int], ...], ...] = ()
    """Paragraphs."""
    kept: int = 0
    removed: tuple[tuple[str, int], ...] = ()
    """Code points by kind."""
    title: str | None = None
    lang: str | None = None
    is_article: bool = False
    is_cut: bool = False
    refused: Rejected | None = None
    """Why today's rules make no article of it."""
    trouble: str | None = None
    """`archive` where its bytes cannot be had, or what the program says."""
    offending: int = 0
    """Stretches of the texts the rule objects to."""
    n_events: int = 0


def texts_of(conn: connection, settings: Settings, entry: Entry) -> Texts:
    """The texts of the item of this entry; whatever goes wrong on the way is told in place of them."""
    try:
        item, text = look_at(conn, settings, entry)
    except (OSError, DropwireError) as error:
        return Texts(trouble=str(error) or type(error).__name__)
    shown, beside = sides(entry, item, text)
    if item is None or isinstance(item, Rejected):
        if shown is None:
            return Texts(refused=item, trouble="archive")
        pieces = tuple(_plain(shown))
        return Texts(pieces, is_cut=len(shown.text) > MOST, refused=item, offending=len(shown.spans))
    article, events = item
    sizes = {kind: sum(s.end - s.start for s in article.spans if s.kind == kind) for kind in REMOVED_KINDS}
    in_raw, in_clean = (side.spans if side else () for side in (shown, beside))
    return Texts(
        raw=tuple(_until(MOST, raw(article.raw_text, article.spans, offending=in_raw))),
        clean=tuple(map(tuple, paragraphs(article.body, marks_of(events), in_clean))),
        kept=sum(span.end - span.start for span in article.spans if span.kind in KEPT_KINDS),
        removed=tuple((kind, size) for kind, size in sizes.items() if size),
        title=article.title,
        lang=article.lang,
        is_article=True,
        is_cut=len(article.raw_text) > MOST,
        offending=max(len(in_raw), len(in_clean)),
        n_events=len(events),
    )


def _plain(shown: Shown) -> Iterator[Piece[int]]:
    return (Piece(text, offends=offends) for text, offends in shown.pieces)


def _until(most: int, pieces: Iterable[Piece[int]]) -> Iterator[Piece[int]]:
    for piece in pieces:
        if most <= 0:
            return
        yield piece
        most -= len(piece.text)
