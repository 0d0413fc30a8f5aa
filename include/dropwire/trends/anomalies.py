"""Which figures of a day are out of the ordinary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from dropwire.trends.baseline import LEAST_DAYS, SILENCE, History
from dropwire.trends.counts import ALL, METRICS, NONE, Anomaly, Band, DayCounts

RARE = 0.05
"""Share under which a language or a source is not one of the usual ones."""
NEW_SHARE = 0.3
"""Share of a day's articles in languages that are not usual, from which the mix has changed."""


def anomalies(history: History, names: Mapping[str, str], day: date) -> list[Anomaly]:
    """All of a day, source by source; rates of articles without source and of single sources alike."""
    found = []
    for key in history.sources():
        for metric, value, band in _judged(history, key, day):
            found.append(
                Anomaly(day, key, metric, names.get(key, key), value, band.usual, band.low, band.high, band.n_history)
            )
    return found


def _judged(history: History, key: str, day: date) -> Iterator[tuple[str, float, Band]]:
    counts = history.at(key, day)
    volume = _volume(history, key, day, counts)
    if volume:
        yield "volume", *volume
    if not counts.n_articles + counts.n_refused:
        return
    for metric, measure in METRICS.items():
        if key == NONE and metric == "no_source":
            continue
        value, band = measure.value(counts), history.metric_band(key, metric, day)
        if value is None or band is None or band.low <= value <= band.high:
            continue
        rises_only = metric not in ("length", "yield")
        if measure.matters(value, band.usual, counts) and not (rises_only and value < band.low):
            yield metric, value, band
    shift = language_shift(history, key, day)
    if shift:
        yield "lang_shift", shift[0], Band(0.0, 0.0, NEW_SHARE, shift[1])
    if key == ALL:
        moved = _source_shift(history, day)
        if moved:
            yield "source_shift", *moved


def _volume(history: History, key: str, day: date, counts: DayCounts) -> tuple[float, Band] | None:
    """Too much is reckoned without what an archive delivered, too little with it."""
    band = history.volume_band(key, day)
    if band is None:
        return None
    value, everything = float(counts.n_articles), counts.n_articles + counts.n_old
    if value > max(band.high, 2 * band.usual, band.usual + 20):
        return value, band
    if everything == 0:
        silent = history.silent_for(key, day)
        bands = [history.volume_band(key, other) for other in silent]
        missing = sum(b.usual for b in bands if b)
        if missing >= SILENCE and len(silent) > history.longest_silence(key, day):
            return 0.0, band
        return None
    if everything < band.low and everything <= band.usual / 3 and band.usual - everything >= SILENCE:
        return float(everything), band
    return None


def language_shift(history: History, key: str, day: date) -> tuple[float, int] | None:
    """Share of the day's articles in languages that are rare for the source, when it is large; and days known."""
    known = history.before(key, "lang_shift", day)
    usual = history.languages(key, day)
    now, total = history.at(key, day), sum(usual.values())
    if len(known) < LEAST_DAYS or not total or not now.n_articles:
        return None
    new = sum(n for lang, n in now.langs.items() if usual[lang] / total < RARE)
    share = new / now.n_articles
    return (share, len(known)) if new >= 5 and share >= NEW_SHARE else None


def unusual_languages(history: History, key: str, day: date) -> tuple[list[str], list[str]]:
    """The day's languages that are rare for the source, the commonest first, and those that are usual."""
    usual, now = history.languages(key, day), history.at(key, day).langs
    total = sum(usual.values()) or 1
    new = sorted((lang for lang in now if usual[lang] / total < RARE), key=lambda lang: -now[lang])
    return new, [lang for lang, n in usual.most_common() if n / total >= RARE]


def _mix(history: History, day: date) -> dict[str, float]:
    counts = {key: history.at(key, day).n_articles for key in history.sources() if key != ALL}
    total = sum(counts.values())
    return {key: n / total for key, n in counts.items()} if total >= 20 else {}


def _source_shift(history: History, day: date) -> tuple[float, Band] | None:
    """Half the sum of differences between the day's shares of the sources and the usual ones."""
    mixes = [mix for other in history.before(ALL, "source_shift", day) if (mix := _mix(history, other))]
    now = _mix(history, day)
    if len(mixes) < LEAST_DAYS or not now:
        return None
    keys = {*now, *(key for mix in mixes for key in mix)}
    usual = {key: sum(mix.get(key, 0.0) for mix in mixes) / len(mixes) for key in keys}

    def distance(mix: Mapping[str, float]) -> float:
        return sum(abs(mix.get(key, 0.0) - usual[key]) for key in keys) / 2

    past = sorted(map(distance, mixes))
    limit = max(0.4, 2 * past[-1])
    value = distance(now)
    return (value, Band(past[len(past) // 2], 0.0, limit, len(past))) if value > limit else None
