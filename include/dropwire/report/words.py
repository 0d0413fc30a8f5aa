"""Facts in a few words: dates, places, sides, tolls, sources."""

from __future__ import annotations

from datetime import date

from dropwire.report.summary import Load, Report, Told

_MANY = 3
"""Sources named before the rest is only counted."""


def when(event: Told) -> str:
    """`2017-11-06`, `2017-11`, `2017`, `6 Nov–8 Nov 2017` or `undated`."""
    start, end = event.date_start, event.date_end
    if start is None:
        return "undated"
    if event.date_precision in ("month", "year"):
        return start.isoformat()[: 7 if event.date_precision == "month" else 4]
    if end is None or end == start:
        return start.isoformat()
    return f"{_short(start)}–{_short(end)} {end.year}"


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"


def where(event: Told) -> str:
    """`Umm Haratayn, Hama, Syria`, without repeating a name."""
    names = [name for name in (event.place, event.admin1, event.country) if name]
    return ", ".join(dict.fromkeys(names)) or "place not named"


def sides(event: Told) -> str:
    """Who did it to whom, as far as told."""
    if event.actor1 and event.actor2:
        return f"{event.actor1} → {event.actor2}"
    if event.actor2:
        return f"unnamed → {event.actor2}"
    return event.actor1 or "no side named"


def toll(event: Told) -> str:
    """`12–15 killed, 9 injured`; empty when no one gives a figure."""
    figures = []
    if event.best is not None or event.low is not None or event.high is not None:
        figures.append(f"{_range(event)} killed")
    if event.injured is not None:
        figures.append(f"{event.injured} injured")
    return ", ".join(figures)


def _range(event: Told) -> str:
    low, high = event.low, event.high
    if low is not None and high is not None and low != high:
        return f"{low}–{high}"
    if low is None and high is not None:
        return f"up to {high}"
    if high is None and low is not None:
        return f"at least {low}"
    return str(event.best if event.best is not None else low)


def said(event: Told) -> str:
    """Whether it is told as fact, and by whom."""
    sources = _list(list(event.sources or ()))
    by = f" by {event.attribution}" if event.attribution else ""
    text = {
        "asserted": f"told as fact{' in ' + sources if sources else ''}",
        "claimed": f"claimed{by or (' in ' + sources if sources else '')}",
        "corroborated": f"claimed{by}, and confirmed{' in ' + sources if sources else ''}",
        "denied": f"DENIED{by}",
        "planned": f"only planned{by}",
        "negated": "did NOT happen",
        "hypothetical": "only supposed",
    }.get(event.status, event.status)
    return text + (", disputed" if event.disputed else "")


def _list(names: list[str]) -> str:
    rest = len(names) - _MANY
    return ", ".join(names[:_MANY]) + (f" and {rest} more" if rest > 0 else "")


def outcome(load: Load) -> str:
    """How a load ended, in one sentence."""
    if load.status == "failed":
        return f"FAILED: {load.reason or 'see the log of the task that failed'}"
    if load.status == "running":
        stop = load.verdict == "stop"
        return "NOT PUBLISHED: the checks said stop" if stop else "not published yet"
    if load.status == "stopped":
        return f"STOPPED before it was published: {load.reason or 'its run ended'}"
    if load.status == "held":
        return "HELD: waits for a person's decision in the task `approve`"
    if load.status == "discarded":
        return f"DISCARDED: {decided(load)}; all of it is in the quarantine"
    if not load.n_files:
        return "nothing new came in"
    if load.status == "rehearsed":
        held = "; as a real run it would wait for a decision" if load.verdict == "hold" else ""
        return f"rehearsed only (dry run): nothing was published{held}"
    if load.verdict == "hold":
        rest = " without the failing rows" if load.decision == "publish_rest" else ""
        return f"published{rest} after a hold, {decided(load)}"
    return "published" + (", with warnings" if load.verdict == "warn" else "")


def decided(load: Load) -> str:
    """Who decided on a held load, and why."""
    return f"decided by {load.decided_by}" + (f" ({load.comment})" if load.comment else "")


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def type_of(event: Told) -> str:
    """The type in words, with a capital."""
    return event.type[:1].upper() + event.type[1:]


def hints(report: Report) -> list[str]:
    """Where the reader of the report goes from here."""
    found = []
    aside = [str(load.load_id) for load in report.loads if load.counts.quarantined]
    if aside:
        found.append("what was set aside, why, and what to do: dropwire quarantine list")
    for waiting in report.waiting:
        found.append(
            f"{count(waiting.count, 'file')} of {waiting.day} not read yet: run that day (first: {waiting.example})"
        )
    found.append("events: news.event_list; the sentences behind each: news.event_evidence, by event_id")
    return found
