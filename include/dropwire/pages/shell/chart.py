"""A source's figures beside what is usual, as SVG for the page itself: no script, colours from the style sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

WIDTH, HEIGHT, TOP, BOTTOM = 320, 96, 6, 16


@dataclass(frozen=True, slots=True)
class Day:
    """A point of the chart; None where nothing is known of what is usual."""

    day: date
    value: float
    low: float | None
    high: float | None
    usual: float | None
    is_odd: bool


def chart(
    days: Sequence[Day], label: str, *, least: float = 1.0, figure: Callable[[float], str] = "{:,.0f}".format
) -> str:
    """The drawing; `label` (plain text, escaped here) says it in words to who cannot see it.

    The axis reaches at least to `least`; `figure` writes a value.
    """
    if not days:
        return ""
    top = max([least, *(one.value for one in days), *(1.3 * one.usual for one in days if one.usual)]) * 1.1
    step = WIDTH / len(days)

    def x(n: float) -> float:
        return round((n + 0.5) * step, 1)

    def y(value: float) -> float:
        height = HEIGHT - TOP - BOTTOM
        return round(TOP + height * (1 - min(max(value, 0.0), top) / top), 1)

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" class="chart"><title>{escape(label)}</title>']
    for n, one in enumerate(days):
        left, right = round(n * step, 1), round((n + 1) * step + 0.3, 1)
        if one.low is not None and one.high is not None:
            size = f'width="{right - left:.1f}" height="{max(1.0, y(one.low) - y(one.high)):.1f}"'
            parts.append(f'<rect class="band" x="{left}" y="{y(one.high)}" {size}/>')
        if one.usual is not None:
            level = y(one.usual)
            parts.append(f'<line class="usual" x1="{left}" x2="{right}" y1="{level}" y2="{level}"/>')
    points = " ".join(f"{x(n)},{y(one.value)}" for n, one in enumerate(days))
    parts.append(f'<polyline class="volume" points="{points}"/>')
    parts += [
        f'<circle class="odd" cx="{x(n)}" cy="{y(one.value)}" r="4">'
        f"<title>{one.day}: {escape(figure(one.value))}</title></circle>"
        for n, one in enumerate(days)
        if one.is_odd
    ]
    parts.append(f'<circle class="now" cx="{x(len(days) - 1)}" cy="{y(days[-1].value)}" r="2.5"/>')
    first, last = days[0].day, days[-1].day
    parts.append(f'<text x="0" y="{HEIGHT - 3}">{first.day} {first:%b}</text>')
    parts.append(f'<text x="{WIDTH}" y="{HEIGHT - 3}" text-anchor="end">{last.day} {last:%b %Y}</text></svg>')
    return "".join(parts)


def bars(days: Sequence[tuple[date, int]], label: str) -> str:
    """Counts day by day, small: one bar a day, a hairline where there is none."""
    top = max([1, *(n for _, n in days)])
    parts = [f'<svg viewBox="0 0 {6 * len(days)} 28" preserveAspectRatio="none" role="img" class="bars">']
    parts.append(f"<title>{escape(label)}</title>")
    for at, (day, n) in enumerate(days):
        height = max(2.0, round(26 * n / top, 1)) if n else 1
        kind = "" if n else ' class="none"'
        parts.append(f'<rect{kind} x="{6 * at}" y="{28 - height}" width="5" height="{height}">')
        parts.append(f"<title>{day}: {n}</title></rect>" if n else "</rect>")
    return "".join([*parts, "</svg>"])
