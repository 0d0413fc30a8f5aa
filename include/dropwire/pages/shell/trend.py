"""What a source brought day by day beside what is usual for it, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from psycopg2.extensions import cursor

from dropwire import trends
from dropwire.pages.shell import chart

DAYS, SOURCES = 42, 9


@dataclass(frozen=True, slots=True)
class Trend:
    """A source's day beside its weeks."""

    key: str
    name: str
    value: float | None
    """Articles, a share or a mean, as the metric has it; None where there was nothing to measure."""
    usual: float | None
    odd: tuple[trends.Anomaly, ...]
    drawing: str


def beside_usual(
    cur: cursor, day: date, load_id: int = 0, *, metric: str = "volume", most: int = SOURCES
) -> list[Trend]:
    """All sources together, then those out of the ordinary that day or away, then the largest; `most` of them.

    `load_id` is a load that counts though it is not published.
    """
    shown = trends.sources_of_day(cur, day, load_id, most=most)
    history, names = trends.read_history(cur, day, load_id, [trends.ALL, *shown])
    if day not in history.days:
        return []
    found: dict[str, list[trends.Anomaly]] = {}
    for anomaly in history.anomalies:
        if anomaly.day == day:
            found.setdefault(anomaly.source_key, []).append(anomaly)
    return [_trend(history, key, names.get(key, key), day, metric, found.get(key, [])) for key in (trends.ALL, *shown)]


def remark(one: trends.Anomaly) -> str:
    """What is out of the ordinary, in a line."""
    if one.metric == "volume":
        return f"{one.value:.0f} articles; {max(0, one.low):.0f} to {one.high:.0f} would be in order"
    if one.metric in ("length", "yield"):
        return f"{one.value:,.1f} {trends.WORDS[one.metric]}, usually {one.usual:,.1f}"
    return f"{one.value:.0%} {trends.WORDS[one.metric]}, usually {one.usual:.0%}"


def figure(metric: str, value: float) -> str:
    """A value as its metric is written."""
    if metric == "volume":
        return f"{value:,.0f}"
    return f"{value:,.1f}" if metric in ("length", "yield") else f"{value:.0%}"


def _trend(
    history: trends.History, key: str, name: str, day: date, metric: str, odd: Sequence[trends.Anomaly]
) -> Trend:
    odd_days = {one.day for one in history.anomalies if (one.source_key, one.metric) == (key, metric)}
    shown = [other for other in history.days if other <= day][-DAYS:]
    points = []
    for other in shown:
        value, band = _measured(history, key, other, metric)
        if value is None and other != day:
            continue
        points.append(_point(other, value or 0.0, band, other in odd_days))
    now, band = _measured(history, key, day, metric)
    told = "nothing to measure" if now is None else figure(metric, now)
    what = trends.WORDS[metric]
    label = f"{name}: {told} {what} on {day}" + (f", usually {figure(metric, band.usual)}" if band else "")
    drawing = chart.chart(points, label, least=1.0 if metric == "volume" else 0.2, figure=partial(figure, metric))
    return Trend(key, name, now, band.usual if band else None, tuple(odd), drawing)


def _measured(history: trends.History, key: str, day: date, metric: str) -> tuple[float | None, trends.Band | None]:
    counts = history.at(key, day)
    if metric == "volume":
        return counts.n_articles, history.volume_band(key, day)
    return trends.METRICS[metric].value(counts), history.metric_band(key, metric, day)


def _point(day: date, value: float, band: trends.Band | None, is_odd: bool) -> chart.Day:
    if band is None:
        return chart.Day(day, value, None, None, None, is_odd)
    return chart.Day(day, value, band.low, band.high, band.usual, is_odd)
