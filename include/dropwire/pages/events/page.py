"""Page Events: what happened where, and who says so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from dropwire.pages.events import find, sheet
from dropwire.pages.events.asked import Asked, degrees
from dropwire.pages.events.event import Event, current, event_of, gone
from dropwire.pages.events.marks import marks
from dropwire.pages.events.statements import ask
from dropwire.pages.events.timeline import all_units, axis, bars, following
from dropwire.pages.shell import NotFound, View, Warehouse, page

router = APIRouter()
QUICK = (("days7", 7), ("days30", 30), ("days90", 90), ("year", 365))
THERE = 12
"""Events told beside the map for one place."""


@router.get("")
def show(viewer: View, conn: Warehouse, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """Events by filters: how many, when, where, and the list."""
    with conn.cursor() as cur:
        chosen = find.select(cur, asked)
        line = find.timeline(cur, chosen)
        return page(
            viewer, "events/events.html.j2", asked=asked, chosen=chosen, choices=find.choices(cur, asked),
            line=line, listed=find.listed(cur, chosen), undated=find.n_undated(cur, chosen),
            quick=[(name, _back(chosen.latest, days)) for name, days in QUICK] if chosen.latest else [],
            axis=axis(all_units(*line.ends, line.unit), line.unit) if line.ends else (),
            draw=partial(_draw, viewer.base, chosen, line), beside=_beside(chosen),
        )  # fmt: skip


def _draw(
    base: str, chosen: find.Selection, line: find.Timeline, what: str, tell: Callable[[find.Span], str], label: str
) -> str:
    """The timeline of events or of the dead; a bar leads to its days, a single day to the list."""

    units = all_units(*line.ends, line.unit) if line.ends else []

    def figures(span: find.Span) -> tuple[int, int, int]:
        return (span.n_events, span.n_vague, 0) if what == "events" else (span.best, 0, span.high)

    def lead(span: find.Span) -> str:
        last = following(span.first, line.unit) - timedelta(days=1)
        return f"{base}/events{chosen.asked.link(first=span.first, last=last, span=None)}" + (
            "#list" if span.first == last else ""
        )

    return bars(line.spans, units, figures, tell, lead, label)


def _back(latest: date | None, days: int) -> tuple[date | None, date | None]:
    return (latest - timedelta(days=days - 1), latest) if latest else (None, None)


def _beside(chosen: find.Selection) -> tuple[tuple[date, date], tuple[date, date]] | None:
    """The days before and after those shown, as many."""
    if not (chosen.first and chosen.last) or chosen.last < chosen.first:
        return None
    if chosen.first.day == 1 and (chosen.last + timedelta(days=1)).day == 1:  # whole months
        before, after = chosen.first - timedelta(days=1), chosen.last + timedelta(days=1)
        return (before.replace(day=1), before), (after, following(after, "month") - timedelta(days=1))
    length = chosen.last - chosen.first + timedelta(days=1)
    if length.days > 40_000:
        return None
    return (chosen.first - length, chosen.last - length), (chosen.first + length, chosen.last + length)


@router.get("/marks")
def places(request: Request, conn: Warehouse, asked: Annotated[Asked, Query()]) -> Response:
    """Where, as GeoJSON; a browser asks again only whether anything was published since."""
    with conn.cursor() as cur:
        state = f"{ask(cur, 'published')[0][0]} {request.url.query}"
        tag = f'"{hashlib.sha256(state.encode()).hexdigest()[:24]}"'
        kept = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=kept)
        found = marks(cur, find.select(cur, asked), degrees(request.query_params.get("view", "")))
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Response(text, media_type="application/geo+json", headers=kept)


@router.get("/there")
def there(viewer: View, conn: Warehouse, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """The first events of a choice, as a part of a page: what stands beside the map."""
    with conn.cursor() as cur:
        chosen = find.select(cur, asked)
        return page(viewer, "events/there.html.j2", asked=asked, chosen=chosen, listed=find.listed(cur, chosen, THERE))


@router.get("/sheet.csv")
def as_sheet(conn: Warehouse, asked: Annotated[Asked, Query()]) -> StreamingResponse:
    """All events of a choice as CSV."""
    with conn.cursor() as cur:
        chosen = find.select(cur, asked)
    span = f"{chosen.first or 'first'}_{chosen.last or 'last'}"
    return StreamingResponse(
        sheet.lines(conn, chosen), media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="events_{span}.csv"', "Cache-Control": "no-store"},
    )  # fmt: skip


@router.get("/{event_id}")
def one(viewer: View, conn: Warehouse, event_id: UUID, was: UUID | None = None) -> Response:
    """One event and who says so. An id that merged into another leads there."""
    with conn.cursor() as cur:
        event: Event | None = event_of(cur, event_id)
        if event is None:
            successor = current(cur, event_id)
            if successor is not None:
                return RedirectResponse(f"{viewer.base}/events/{successor}?was={event_id}")
            last = gone(cur, event_id)
            if last is None:
                raise NotFound
            return page(viewer, "events/gone.html.j2", status=404, last=last)
        return page(viewer, "events/event.html.j2", event=event, was=was)
