"""The volume of the last weeks against what is usual, as a PNG that can be read on a phone."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any


def png(chart: dict[str, Any]) -> bytes:
    """Draw days (ISO dates) with their values, the band of what is usual (null where unknown) and the odd days."""
    # The backend is named on the figure itself: pyplot, which holds global state, is never imported.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.dates import DateFormatter, WeekdayLocator
    from matplotlib.figure import Figure

    days: list[Any] = [date.fromisoformat(day) for day in chart["days"]]  # matplotlib takes dates, its types do not
    figure = Figure(figsize=(6.4, 3.2), dpi=110, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    low, high, usual = ([_number(value) for value in chart[name]] for name in ("low", "high", "usual"))
    values = [_number(value) for value in chart["values"]]
    known = [value for value in values if value == value] or [0.0]
    axes.fill_between(days, low, high, step="mid", color="#d7e3f4", linewidth=0, label="in order")
    axes.step(days, usual, where="mid", color="#7a96bd", linewidth=1.2, label="usual")
    axes.plot(days, values, color="#1f2937", linewidth=1.8, marker="o", markersize=3, label=chart["of"])
    odd = [(day, value) for day, value in zip(days, values, strict=True) if day.isoformat() in chart["odd"]]
    if odd:
        axes.plot([day for day, _ in odd], [n for _, n in odd], "o", color="#c81e1e", markersize=9)
        day, value = odd[-1]
        place = (-10, 12 if value <= max(known) / 2 else -14)
        axes.annotate(
            f"{value:,.0f}", (day, value), xytext=place, textcoords="offset points",
            color="#c81e1e", fontsize=13, fontweight="bold", ha="right",
        )  # fmt: skip
    axes.set_title(chart["title"], loc="left", fontsize=13, fontweight="bold", color="#111827")
    axes.set_ylim(bottom=min(0, -0.04 * max([1, *known])), top=_top(known, usual))
    axes.xaxis.set_major_locator(WeekdayLocator(byweekday=0))  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_formatter(DateFormatter("%-d %b"))  # type: ignore[no-untyped-call]
    axes.tick_params(labelsize=11, colors="#374151", length=0)
    axes.grid(axis="y", color="#e5e7eb", linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#9ca3af")
    axes.legend(loc="upper left", ncols=3, fontsize=10, frameon=False, handlelength=1.2, borderaxespad=0)
    out = BytesIO()
    figure.savefig(out, format="png", pil_kwargs={"optimize": True})
    return out.getvalue()


def _number(value: float | None) -> float:
    return float("nan") if value is None else max(0.0, value)


def _top(values: list[float], usual: list[float]) -> float:
    """Room for the legend above the highest point; a wide band may go beyond the picture."""
    known = [value for value in usual if value == value]
    return 1.35 * max([1.0, *values, *(1.5 * value for value in known)])
