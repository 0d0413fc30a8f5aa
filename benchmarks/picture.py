"""A bar chart as SVG, without a plotting library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def curve(title: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Lines over one axis from zero, each named at its end."""
    height, left, base = 360, 60, 320
    right = max(x for line in lines.values() for x, _ in line)
    top = max(y for line in lines.values() for _, y in line) * 1.1
    colors = ("#2f6f9f", "#b4532a", "#6b7785", "#3f7d4e")

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x / right * (WIDTH - left - RIGHT), base - y / top * (base - 50)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        ' font-family="system-ui, sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="28" font-size="16" font-weight="600" fill="#1f2933">{escape(title)}</text>',
    ]
    for step in range(5):
        (x, _), (_, y) = at(right * step / 4, 0), at(0, top * step / 4)
        parts += [
            f'<line x1="{left}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e4e8ec"/>',
            f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#52606d">{top * step / 4:.2f}</text>',
            f'<text x="{x:.1f}" y="{base + 20}" text-anchor="middle" fill="#52606d">{right * step / 4:,.0f}</text>',
        ]
    for (name, line), color in zip(lines.items(), colors, strict=False):
        points = " ".join("{:.1f},{:.1f}".format(*at(x, y)) for x, y in line)
        x, y = at(*line[-1])
        parts += [
            f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>',
            f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" fill="{color}">{escape(name)}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"
