"""Page Quality: how the days passed their checks, what is out of the ordinary, who has been told; and each rule."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field, model_validator

from dropwire import trends
from dropwire.alert import open_alerts
from dropwire.alert import troubles as silent_channels
from dropwire.load.quarantine import Filter, entries, rule_counts
from dropwire.pages.quality import days, rules
from dropwire.pages.quarantine.listing import titles
from dropwire.pages.shell import NotFound, View, Warehouse, page
from dropwire.pages.shell.trend import Trend, beside_usual, figure, remark

router = APIRouter()

MOST_EXAMPLES = 10

Metric = Literal[
    "volume", "rejected", "duplicate", "no_date", "no_source", "no_title", "stale", "furniture", "repeated", "short",
    "length", "yield",
]  # fmt: skip


class Sought(BaseModel):
    """The query of the address; fields that a form sends empty are as if they were not there."""

    model_config = ConfigDict(frozen=True)

    day: date | None = Field(default=None, ge=date(1970, 1, 1))
    """The newest day when none is named."""
    metric: Metric = "volume"

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in given.items() if value != ""}


@router.get("")
def show(viewer: View, conn: Warehouse, sought: Annotated[Sought, Query()]) -> HTMLResponse:
    """The page."""
    strip = days.strip(conn, sought.day)
    chosen = strip.chosen
    told: tuple[trends.Diagnosis, ...] = ()
    compared: tuple[Trend, ...] = ()
    if chosen:
        with conn, conn.cursor() as cur:
            told = tuple(days.diagnoses(cur, chosen.day))
            compared = tuple(beside_usual(cur, chosen.day, metric=sought.metric))
    return page(
        viewer, "quality/quality.html.j2", strip=strip, chosen=chosen, metric=sought.metric, metrics=trends.WORDS,
        failed=days.failed(conn, chosen), before=days.set_aside_before(conn, chosen), over=days.over(conn, strip),
        diagnoses=told, trends=compared, alerts=open_alerts(conn), silent=silent_channels(conn), figure=figure,
        remark=remark, may_mute="alerts_mute" in viewer.may_trigger,
    )  # fmt: skip


@router.get("/rules/{name}")
def rule(viewer: View, conn: Warehouse, name: str) -> HTMLResponse:
    """One rule: what it checks, when it did not hold, the latest rows that failed it, what of them is set aside."""
    name = name.replace("\x00", "")
    known, history = rules.known(name), rules.history(conn, name)
    aside = rule_counts(conn, Filter(rule=name, state=None))
    if known is None and not history.days and not aside:
        raise NotFound("There is no rule of this name, and there never was.")
    latest = entries(conn, Filter(rule=name, state=None), limit=MOST_EXAMPLES)
    return page(
        viewer, "quality/rule.html.j2", name=name, rule=known, history=history, aside=aside, entries=latest,
        titles=titles(conn, latest), rows=None if latest else rules.latest_rows(conn, name),
    )  # fmt: skip
