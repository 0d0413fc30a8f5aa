"""Page Runs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse

from dropwire import backfills
from dropwire.errors import ConfigError
from dropwire.pages.runs import calendar, loads
from dropwire.pages.shell import NotFound, View, Warehouse, Where, page

router = APIRouter()

LAST_ID = 2**63 - 1
Status = Literal["", "published", "open", "trouble", "aside", "rehearsed"]
Kind = Literal["", "scheduled", "backfill", "hand", "drop", "reread", "replay"]
Again = Literal["missing", "failed", "all"]
Held = Literal["ask", "publish", "discard"]


def _today() -> date:
    return datetime.now(UTC).date()


@router.get("")
def show_loads(
    viewer: View, conn: Warehouse, status: Status = "", kind: Kind = "", day: str = "",
    before: Annotated[int | None, Query(ge=1, le=LAST_ID)] = None,
) -> HTMLResponse:  # fmt: skip
    """The list of loads."""
    chosen, wrong = _day(day)
    found, later = ([], None) if wrong else loads.listed(
        conn, before=before, day=chosen, kind=kind or None, status=status or None
    )  # fmt: skip
    return page(
        viewer, "runs/runs.html.j2", loads=found, later=later, before=before, ended=status, kind=kind, day=day,
        wrong=wrong, kinds=tuple(loads.KINDS), statuses=tuple(loads.STATUSES),
    )  # fmt: skip


@router.get("/calendar")
def show_calendar(
    viewer: View, conn: Warehouse, where: Where,
    year: Annotated[int | None, Query(ge=1900, le=9998)] = None,
    month: Annotated[str, Query(pattern=r"^((19|[2-9]\d)\d\d-(0[1-9]|1[0-2]))?$")] = "",
) -> HTMLResponse:  # fmt: skip
    """The days of a year or of a month."""
    today = _today()
    first_year, last_year = calendar.span(conn, today)
    if month:
        first = date.fromisoformat(f"{month}-01")
        found = calendar.with_inbox(conn, where, first, today)
        return page(
            viewer, "runs/month.html.j2", month=found[0] if found else calendar.Month(first, ()), today=today,
            previous=first - timedelta(days=1), following=calendar.end_of(first) + timedelta(days=1),
        )  # fmt: skip
    shown = year or last_year
    found = calendar.months(conn, date(shown, 1, 1), date(shown, 12, 31), today)
    years = range(min(first_year, shown), max(last_year, shown) + 1)
    return page(viewer, "runs/calendar.html.j2", months=found, year=shown, years=years)


@router.get("/backfill")
def show_backfill(
    viewer: View, conn: Warehouse, where: Where,
    first: Annotated[str, Query(alias="from")] = "", last: Annotated[str, Query(alias="to")] = "",
    again: Again = "failed", held: Held = "ask", force: bool = False,
    at_once: Annotated[int, Query(ge=1, le=16)] = 2,
) -> HTMLResponse:  # fmt: skip
    """What a backfill would find and do, day by day; with script it is begun and watched here."""
    days: list[backfills.Day] = []
    seen, wrong = True, ""
    if first or last:
        try:
            begin, end = backfills.days_between(first or last, last, _today())
            days, seen = backfills.preview(conn, where, begin, end)
        except ConfigError as error:
            wrong = str(error)
    return page(
        viewer, "runs/backfill.html.j2", days=days, inbox_seen=seen, wrong=wrong, first=first, last=last or first,
        again=again, held=held, force=force, at_once=at_once, yesterday=_today() - timedelta(days=1),
    )  # fmt: skip


@router.get("/{load_id}")
def show_load(viewer: View, conn: Warehouse, load_id: Annotated[int, Path(ge=1, le=LAST_ID)]) -> HTMLResponse:
    """A load of its own."""
    found = loads.details(conn, load_id)
    if found is None:
        raise NotFound(f"There is no load {load_id}.")
    return page(viewer, "runs/load.html.j2", of=found, load=found.load)


def _day(text: str) -> tuple[date | None, bool]:
    try:
        return (date.fromisoformat(text) if text else None), False
    except ValueError:
        return None, True
