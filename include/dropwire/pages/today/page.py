"""Page Today."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from dropwire.pages.shell import View, Warehouse, page
from dropwire.pages.shell.trend import remark
from dropwire.pages.today import flow
from dropwire.pages.today.day import read_day

router = APIRouter()
ONE_DAY = timedelta(days=1)
AskedDay = Annotated[date | None, Query(ge=date(1900, 1, 1), le=date(2200, 1, 1))]


@router.get("")
def show(viewer: View, conn: Warehouse, day: AskedDay = None) -> HTMLResponse:
    """The page."""
    found = read_day(conn, day, datetime.now(UTC).date())
    if found is None:
        return page(viewer, "today/nothing.html.j2")
    table = flow.by_source([(group.source, group.disposition, group.n) for group in found.groups])
    return page(
        viewer, "today/today.html.j2", day=found, table=table, flow=flow, remark=remark,
        earlier=found.shown.day - ONE_DAY, later=found.shown.day + ONE_DAY,
        week_before=found.shown.day - 7 * ONE_DAY,
    )  # fmt: skip
