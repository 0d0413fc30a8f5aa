"""Events and dead over time, as SVG for the page itself: every bar leads to its days; colours from the style sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from markupsafe import escape

from dropwire.pages.events.find import Span, Unit, beginning

WIDTH, HEIGHT = 960, 120
LABELS = 6
Bar = tuple[int, int, int]
"""Full height, the part of it drawn as uncertain, and how far a whisker reaches."""


def following(first: date, unit: Unit) -> date:
    """The first day after a day, week, month or year."""
    if unit == "day":
        return first + timedelta(days=1)
    if unit == "week":
        return first + timedelta(days=7)
    if unit == "month":
        return (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first.replace(year=first.year + 1, month=1, day=1)


def bars(
    spans: Sequence[Span],
    units: Sequence[date],
    figures: Callable[[Span], Bar],
    tell: Callable[[Span], str],
    lead: Callable[[Span], str],
    label: str,
) -> str:
    """The drawing, without text: it is stretched to whatever width there is.

    Args:
        spans: those with events.
        units: first days of all that are drawn.
        figures: of a span.
        tell: a span in words.
        lead: address that a span leads to.
        label: the drawing in words.
    """
    place = {first: n for n, first in enumerate(units)}
    top = max(1, *(figures(span)[0] for span in spans))
    step = WIDTH / max(len(units), 8)
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="group" class="bars"'
        f' aria-label="{escape(label)}">',
        f'<path class="grid" d="M0 {HEIGHT / 2}H{WIDTH}"/>',
    ]
    for span in spans:
        full, vague, whisker = (HEIGHT * min(value, top) / top for value in figures(span))
        x, width, told = place[span.first] * step, max(1.0, step * 0.84), escape(tell(span))
        parts.append(f'<a href="{escape(lead(span))}" aria-label="{told}"><title>{told}</title>')
        parts.append(f'<rect class="hit" x="{x:.2f}" y="0" width="{step:.2f}" height="{HEIGHT}"/>')
        for kind, low, high in (("sure", 0.0, full - vague), ("vague", full - vague, full)):
            if high > low:
                size = max(1.0, high - low)
                shape = f'x="{x:.2f}" y="{HEIGHT - low - size:.2f}" width="{width:.2f}" height="{size:.2f}"'
                parts.append(f'<rect class="{kind}" {shape}/>')
        if whisker > full:
            parts.append(f'<path class="whisker" d="M{x + width / 2:.2f} {HEIGHT - full:.2f}V{HEIGHT - whisker:.2f}"/>')
        parts.append("</a>")
    return "".join([*parts, f'<path class="axis" d="M0 {HEIGHT}H{WIDTH}"/></svg>'])


def all_units(first: date, last: date, unit: Unit) -> list[date]:
    """First days of all days, weeks, months or years from one to another."""
    units = [beginning(first, unit)]
    while (after := following(units[-1], unit)) <= last:
        units.append(after)
    return units


def axis(units: Sequence[date], unit: Unit) -> list[str]:
    """What is written below a drawing, evenly spread from its left to its right."""
    told = {"day": "%Y-%m-%d", "week": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[unit]
    most = min(LABELS, len(units))
    return [units[round(n * (len(units) - 1) / max(1, most - 1))].strftime(told) for n in range(most)]
