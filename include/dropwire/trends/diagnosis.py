"""What a day's unusual figures mean together: what happened, why it probably did, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dropwire.trends.anomalies import unusual_languages
from dropwire.trends.baseline import History
from dropwire.trends.counts import ALL, METRICS, NONE, WORDS, Anomaly, Share

TEMPLATE = ("repeated", "furniture", "short", "length", "no_title", "no_date", "no_source", "yield")
"""What changes when a page layout does: one of the first two tells it, or any two."""
OLD_DELIVERY = 50
"""Old articles in a day from which an archive delivery is told."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Something about a source, or all, that a person should know."""

    kind: str
    """silent, fell, rose, template, language, archive, mix, or a metric."""
    severity: Literal["info", "warning", "critical"]
    day: date
    source_key: str
    source: str
    what: str
    cause: str
    todo: str
    anomalies: tuple[Anomaly, ...] = ()
    count: int = 0
    """Articles concerned; missing ones for a volume that fell."""


def diagnose(
    history: History, found: Sequence[Anomaly], day: date, names: Mapping[str, str], troubles: Mapping[str, str]
) -> list[Diagnosis]:
    """The day in few words; `troubles` says, by source in small letters, what is wrong with fetching it."""
    by_source: dict[str, dict[str, Anomaly]] = {}
    for anomaly in found:
        by_source.setdefault(anomaly.source_key, {})[anomaly.metric] = anomaly
    told = [
        diagnosis
        for key, metrics in by_source.items()
        for diagnosis in _of_source(history, key, metrics, found, troubles)
    ]
    told += _archives(history, day, names)
    return _gathered(told, history, day)


def _of_source(
    history: History, key: str, metrics: dict[str, Anomaly], found: Sequence[Anomaly], troubles: Mapping[str, str]
) -> Iterator[Diagnosis]:
    if "volume" in metrics:
        yield _volume(history, metrics["volume"], found, troubles)
    layout = [metrics[name] for name in TEMPLATE if name in metrics]
    is_template = len(layout) > 1 or any(one.metric in ("repeated", "furniture") for one in layout)
    if is_template and key != ALL:
        yield _template(history, layout)
    if "lang_shift" in metrics:
        yield _language(history, metrics["lang_shift"])
    if "source_shift" in metrics:
        yield _mix(metrics["source_shift"])
    told = {"volume", "lang_shift", "source_shift", *(one.metric for one in layout if is_template and key != ALL)}
    for metric in [name for name in metrics if name not in told]:
        yield _rate(history, metrics[metric])


def _volume(history: History, found: Anomaly, others: Sequence[Anomaly], troubles: Mapping[str, str]) -> Diagnosis:
    counts = history.at(found.source_key, found.day)
    usual = f"usually {found.usual:.0f} on a {found.day:%A}"
    everything, name = found.source_key == ALL, found.source
    if found.rises:
        times = found.value / found.usual if found.usual else 0
        what = f"{name}: {found.value:.0f} articles, {usual}" + (f" ({times:.1f} times as many)." if times else ".")
        copies = counts.n_duplicate / max(counts.n_articles, 1)
        cause = (
            f"{copies:.0%} of them are copies: the same articles were delivered again."
            if copies > 0.4
            else "More sections of it are delivered than before, or something large happened."
        )
        todo = "Look at its articles; if it is right, mute this alert."
        return _diagnosis("rose", "warning", found, what, cause, todo, round(found.value - found.usual))
    came = counts.n_articles + counts.n_old
    days = history.silent_for(found.source_key, found.day)
    if came:
        what = f"{name}: {came} articles, {usual} ({came / found.usual - 1:+.0%})."
    else:
        since = f", for {len(days)} days" if len(days) > 1 else ""
        what = f"{name}: no article{since}; {usual}."
    return _diagnosis(
        "fell" if came else "silent", "critical" if everything else "warning", found, what,
        _why_less(found, others, troubles), _look(everything), round(found.usual - came),
    )  # fmt: skip


def _why_less(found: Anomaly, others: Sequence[Anomaly], troubles: Mapping[str, str]) -> str:
    trouble = troubles.get(found.source.lower())
    if trouble:
        return f"Fetching it fails: {trouble}"
    nameless = next((o for o in others if (o.source_key, o.metric) == (NONE, "volume") and o.rises), None)
    if nameless and found.source_key not in (ALL, NONE):
        return (
            f"Its articles may now come without its name: {nameless.value:.0f} articles name no source, "
            f"usually {nameless.usual:.0f}."
        )
    if found.source_key == ALL:
        return "Nothing or little was delivered into the inbox: the delivery failed, or it goes to another place."
    return "It is down or delivers nothing, or its drops go to another place."


def _look(everything: bool) -> str:
    if everything:
        return "Look whether drops lie elsewhere and ask whoever delivers; late files are taken by the next run."
    return "Open its site; look at the delivery of its drops or, where it is fetched, at ops.fetch_runs."


def _template(history: History, layout: Sequence[Anomaly]) -> Diagnosis:
    first = layout[0]
    counts = history.at(first.source_key, first.day)
    signs = "; ".join(_sign(one, history) for one in layout)
    what = f"{first.source} changed its layout: {signs}."
    line = counts.repeated_line
    cause = "The pages of the source have a new template that cleaning does not know."
    if line and any(one.metric == "repeated" for one in layout):
        cause += f" The line “{line[:120]}” stands in many bodies."
    todo = (
        "`dropwire furniture list` shows lines that come back, `accept` removes them from later articles; or add a "
        "rule for the source to sources.yaml and read the day again (Trigger, Read again)."
    )
    n = max((_count(one, history) for one in layout), default=0)
    return _diagnosis("template", "warning", first, what, cause, todo, n, tuple(layout))


def _language(history: History, found: Anomaly) -> Diagnosis:
    new, usual = unusual_languages(history, found.source_key, found.day)
    shown, known = (", ".join("unknown" if lang == "und" else lang for lang in langs[:3]) for langs in (new, usual))
    what = f"{found.source}: {found.value:.0%} of the articles are in {shown}; usual is {known}."
    cause = "A feed in the wrong language: another edition is delivered under its name, or texts are decoded wrongly."
    n = sum(history.at(found.source_key, found.day).langs.get(lang, 0) for lang in new)
    return _diagnosis("language", "warning", found, what, cause, "Look at the examples; correct the feed's address.", n)


def _mix(found: Anomaly) -> Diagnosis:
    what = (
        f"{found.value:.0%} of the articles come from other sources than usual (on an ordinary day {found.usual:.0%})."
    )
    cause = "Sources came or went, or articles bear other names."
    return _diagnosis("mix", "info", found, what, cause, "Compare the sources on the results page.", 0)


def _rate(history: History, found: Anomaly) -> Diagnosis:
    sign = _sign(found, history)
    causes = {
        "rejected": "A format that reading does not know, or drops cut short: the reasons are on the results page.",
        "duplicate": "The same articles were delivered again, under other names or addresses.",
        "stale": "Articles come late, or their dates are read wrongly.",
        "no_date": "Pages or records tell their date in another place or form.",
        "no_source": "Records lost the field that names their source.",
        "no_title": "Pages or records tell their title in another place.",
        "yield": "Other subjects than usual, texts cut short, or words the lexicons do not know.",
        "length": "Texts cut short or with much left around them.",
        "short": "Texts cut short: teasers instead of articles, or cleaning took too much.",
    }
    cause = causes.get(found.metric, "A cleaning rule is missing.")
    todo = "Look at the examples, `dropwire preview` shows raw beside clean."
    return _diagnosis(found.metric, "warning", found, f"{found.source}: {sign}.", cause, todo, _count(found, history))


def _sign(found: Anomaly, history: History) -> str:
    if isinstance(METRICS[found.metric], Share):
        return f"{found.value:.0%} {WORDS[found.metric]} (usually {found.usual:.0%})"
    digits = 0 if found.usual >= 10 else 1
    return f"{found.value:,.{digits}f} {WORDS[found.metric]} (usually {found.usual:,.{digits}f})"


def _count(found: Anomaly, history: History) -> int:
    measure, counts = METRICS[found.metric], history.at(found.source_key, found.day)
    return measure.part(counts) if isinstance(measure, Share) else counts.n_articles


def _archives(history: History, day: date, names: Mapping[str, str]) -> Iterator[Diagnosis]:
    n = history.at(ALL, day).n_old
    if n >= OLD_DELIVERY:
        what = f"{n} articles were published more than 30 days before."
        yield Diagnosis(
            "archive", "info", day, ALL, names.get(ALL, ALL), what,
            "An archive was delivered into the inbox. It is loaded, and counts in no trend.",
            "Nothing; old drops are better put into dated folders and loaded by a backfill.", (), n,
        )  # fmt: skip


def _gathered(told: list[Diagnosis], history: History, day: date) -> list[Diagnosis]:
    """What most sources share is told once, for all; what one source explains is not told again for all."""
    kept = [one for one in told if one.source_key != ALL]
    present = [key for key in history.sources() if key not in (ALL, NONE) and history.is_known(key, day)]
    for whole in (one for one in told if one.source_key == ALL):
        if whole.kind == "mix" and any(one.kind in ("silent", "fell", "rose") for one in kept):
            continue
        kind = {"silent": ("silent", "fell"), "fell": ("silent", "fell")}.get(whole.kind, (whole.kind,))
        same = [one for one in kept if one.kind in kind or (one.kind == "template" and whole.kind in TEMPLATE)]
        if whole.severity != "critical" and same and len(same) < max(3, len(present) / 2):
            continue
        if len(same) >= max(2, len(present) / 2) or whole.kind == "silent":
            kept = [one for one in kept if one not in same]
            names = ", ".join(one.source for one in same[:5])
            whole = replace(
                whole, what=f"{whole.what} {len(same)} sources are concerned: {names}." if same else whole.what
            )
        kept.append(whole)
    order = ("critical", "warning", "info")
    return sorted(kept, key=lambda one: (order.index(one.severity), -one.count, one.source, one.kind))


def _diagnosis(
    kind: str, severity: Literal["info", "warning", "critical"], found: Anomaly, what: str, cause: str, todo: str,
    count: int, anomalies: tuple[Anomaly, ...] = (),
) -> Diagnosis:  # fmt: skip
    return Diagnosis(
        kind, severity, found.day, found.source_key, found.source, what, cause, todo, anomalies or (found,), count
    )
