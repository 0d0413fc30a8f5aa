"""A bar chart as SVG, without a plotting library."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

WIDTH, BAR, GAP, LEFT, RIGHT = 640, 28, 14, 150, 90


def bars(title: str, values: Mapping[str, float], unit: str = "") -> str:
    """One horizontal bar for each value, the longest filling the width."""
    room = (WIDTH - LEFT - RIGHT) / max([*values.values(), 1e-9])
    height = 50 + len(values) * (BAR + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        ' font-family="system-ui, sans-serif" font-size="14">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="28" font-size="16" font-weight="600" fill="#1f2933">{escape(title)}</text>',
    ]
    for number, (name, value) in enumerate(values.items()):
        top = 46 + number * (BAR + GAP)
        length = max(value * room, 2)
        middle = top + BAR / 2 + 5
        color = "#2f6f9f" if number == 0 else "#a9b4bf"
        parts += [
            f'<text x="{LEFT - 10}" y="{middle}" text-anchor="end" fill="#1f2933">{escape(name)}</text>',
            f'<rect x="{LEFT}" y="{top}" width="{length:.1f}" height="{BAR}" rx="3" fill="{color}"/>',
            f'<text x="{LEFT + length + 8:.1f}" y="{middle}" fill="#1f2933">{value:,.1f}{escape(unit)}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
