"""Where items came from and what became of them, as one picture: sources left, dispositions right, bands between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

DISPOSITIONS = ("loaded", "unchanged", "duplicate", "quarantined", "skipped")
MOST = 8
"""Sources with a place of their own; the rest are drawn as one."""
ROW, GAP, BAR = 22.0, 6.0, 8.0
"""Least height of a place, space between places, width of the bars at both sides, in user units."""


@dataclass(frozen=True, slots=True)
class Place:
    """A source or a disposition in the picture, with the bar that shows its share."""

    y: float
    height: float
    bar: float
    """Height of the bar, centred in the place: the count to scale."""

    @property
    def top(self) -> float:
        """Where the bar begins."""
        return self.y + (self.height - self.bar) / 2


def largest(table: Mapping[str, Mapping[str, int]], rest: Callable[[int], str]) -> dict[str, dict[str, int]]:
    """The sources as drawn, of `table` in its order; `rest` names that many further ones."""
    ranked = list(table)
    shown = ranked if len(ranked) <= MOST + 1 else ranked[:MOST]
    drawn = {name: dict(table[name]) for name in shown}
    if others := ranked[len(shown) :]:
        drawn[rest(len(others))] = {
            kind: n for kind in DISPOSITIONS if (n := sum(table[name].get(kind, 0) for name in others))
        }
    return drawn


def drawing(
    drawn: Mapping[str, Mapping[str, int]], names: Mapping[str, str], label: str, number: Callable[[int], str],
    width: float, tall: float,
) -> str:  # fmt: skip
    """The picture. What it says stands in a table, too, so it is hidden from screen readers but for its label.

    Args:
        drawn: count by source and disposition; what is nought is left out.
        names: of the dispositions, in the reader's language.
        label: says it in words.
        number: writes a count.
        width: in user units; the picture is as wide as its place, so a narrow one has larger letters.
        tall: height of all items together, at least.
    """
    total = sum(sum(row.values()) for row in drawn.values())
    kinds = [kind for kind in DISPOSITIONS if any(row.get(kind) for row in drawn.values())]
    of_kind = {kind: sum(row.get(kind, 0) for row in drawn.values()) for kind in kinds}
    scale = tall / total
    left, low = _places({name: sum(row.values()) for name, row in drawn.items()}, scale)
    right, high = _places(of_kind, scale)
    height = max(low, high)
    parts = [f'<svg viewBox="0 0 {width:g} {height:.1f}" role="img" class="flow"><title>{escape(label)}</title>']
    out = {kind: right[kind].top for kind in kinds}
    for name, row in drawn.items():
        y = left[name].top
        for kind in kinds:
            if n := row.get(kind, 0):
                parts.append(_band(kind, y, out[kind], n * scale, width, f"{name}: {number(n)} {names[kind]}"))
                y, out[kind] = y + n * scale, out[kind] + n * scale
    for name, place in left.items():
        text = f"{_short(name, width)} {number(sum(drawn[name].values()))}"
        parts.append(f'<rect class="node" x="0" y="{place.top:.1f}" width="{BAR}" height="{max(place.bar, 1):.1f}"/>')
        parts.append(_text(text, BAR + 6, place, "start"))
    for kind, place in right.items():
        size = f'width="{BAR}" height="{max(place.bar, 1):.1f}"'
        parts.append(f'<rect class="{kind}" x="{width - BAR:g}" y="{place.top:.1f}" {size}/>')
        parts.append(_text(f"{number(of_kind[kind])} {names[kind]}", width - BAR - 6, place, "end"))
    return "".join([*parts, "</svg>"])


def _places(counts: Mapping[str, int], scale: float) -> tuple[dict[str, Place], float]:
    """A place for each, one below the other, and the height they take."""
    found, y = {}, 0.0
    for name, n in counts.items():
        height = max(ROW, n * scale)
        found[name] = Place(y, height, n * scale)
        y += height + GAP
    return found, y - GAP


def _band(kind: str, left: float, right: float, thick: float, width: float, told: str) -> str:
    middle, end = width / 2, width - BAR
    path = (
        f"M{BAR:g} {left:.1f}C{middle:g} {left:.1f} {middle:g} {right:.1f} {end:g} {right:.1f}"
        f"V{right + thick:.1f}C{middle:g} {right + thick:.1f} {middle:g} {left + thick:.1f} {BAR:g} {left + thick:.1f}Z"
    )
    return f'<path class="band {kind}" d="{path}"><title>{escape(told)}</title></path>'


def _text(text: str, x: float, place: Place, anchor: str) -> str:
    return f'<text x="{x:g}" y="{place.y + place.height / 2 + 4.5:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _short(name: str, width: float) -> str:
    most = int(width / 15)
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def by_source(rows: Sequence[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    """Counts by source and disposition, the largest source first."""
    found: dict[str, dict[str, int]] = {}
    for source, disposition, n in rows:
        row = found.setdefault(source, {})
        row[disposition] = row.get(disposition, 0) + n
    return dict(sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0])))
