"""Where and when a draft happened: the places and the day that belong to its trigger."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from dropwire.extract.dates import DateMention
from dropwire.extract.draft import Draft
from dropwire.extract.placenames import Place, PlaceMention
from dropwire.extract.scene import Scene, is_armed
from dropwire.extract.types import TERRITORY

_LIST = re.compile(
    r"\s*(?:,|;|,?\s+(?:và|dan|and|serta|cùng|lẫn|dan juga|cũng như|as well as))\s*"
    r"(?:(?:các|the|di|ở|tại|thị trấn|làng|thành phố|desa|kota)\s+)?"
)
_COARSE = {"country": 2.6, "admin1": 1.4, "region": 0.8}
"""How much less a place counts the less it says."""
_NEXT_NAME = re.compile(
    r"(?:,|\s+(?:và|dan|and|serta))\s+(?:(?:các|làng|thị trấn|desa|kota|kampung|the|villages?|of|jabal)\s+)?"
    r"((?:(?:al|el|ar|as|ash|ad|an|at|az|ez)-)?[^\W\d_][\w'’-]+(?:\s+(?:al-|el-)?[^\W\d_][\w'’-]+){0,2})"
)
_ARTICLE = ("al-", "el-", "ar-", "as-", "ash-", "ad-", "an-", "at-", "az-", "ez-")
_APART = re.compile(r",\s*(?:cách|berjarak|jauhnya|about|some)\b[^,]*(?=,)")
_CONTAINED = re.compile(r",?\s*(?:ở|tại|thuộc|của|di|in|of|,)?\s*(?:tỉnh|bang|vùng|huyện|provinsi|distrik|the)?\s*")
_ORIGIN_GAP = 14
_COUNTED = frozenset({"date: distance", "date: story_day"})
_SAID, _ASIDE = 1.5, 2.5
"""How much less a day counts on which somebody said so, and one that only looks back from another day."""
_DRIVEN = 1.0
"""How much less a place counts that a side is driven from: what is taken by name counts more."""
_NEAR_GAP = 16


def settle(draft: Draft, drafts: list[Draft]) -> None:
    """Give a draft its places and its day, from its own sentence."""
    place, rule = _place(draft, drafts)
    if place is not None:
        draft.places = _list_from(draft.scene, place) if _may_list(draft) else [place]
        draft.rules["place"] = rule
    draft.date = _date(draft, drafts)


def _may_list(draft: Draft) -> bool:
    return draft.act in TERRITORY or draft.family == "explosion" or draft.act in {"attack", "clash"}


def _place(draft: Draft, drafts: list[Draft]) -> tuple[PlaceMention | None, str]:
    """The place that fits the trigger best: in its own clause, behind a "from" only when nothing else is named."""
    scene, best, best_score, best_rule = draft.scene, None, -99.0, ""
    if draft.act in TERRITORY:
        _name_counted(scene, draft)
    mine = [scene.segment_at(hit.start) for hit in draft.hits]
    others = {scene.segment_at(d.hit.start) for d in drafts if d is not draft}
    for place in scene.places:
        number = scene.segment_at(place.start)
        own = min(mine, key=lambda m: abs(m - number))
        score = _nearness(scene, own, number, others)
        rule = "place: same clause" if number == own else "place: same sentence"
        if number != own and number in others:
            score -= 1.5
        if place.start > draft.hit.start and (draft.act in TERRITORY or draft.family == "explosion"):
            score += 1.0 if draft.act in TERRITORY else 0.5
        if number == own and _stands_as_origin(scene, place) and draft.act not in {"withdraw", "lose"}:
            if not _driven_from(draft, place):
                continue
            score -= _DRIVEN
        if place.kind == "country" and any(g.source and g.start <= place.start < g.end for g in scene.groups):
            continue
        if number != own and _names_source(scene, number):
            continue
        if scene.marker("far", place.start - _NEAR_GAP, place.start) is not None:
            score -= 3.0
        score -= _COARSE.get(place.kind, 0.0) + 1.5 * _in_brackets(scene, place)
        distance = draft.hit.start - place.end if place.end <= draft.hit.start else place.start - draft.hit.end
        score -= max(0, distance) / 200
        if score > best_score:
            best, best_score, best_rule = place, score, rule
    if _means_place_before(draft):
        before = [p for p in scene.places if p.end <= draft.hit.start and p.kind not in _COARSE]
        before = [p for p in before if not scene.marker("near", p.start - _NEAR_GAP, p.start)]
        return (before[0], "place: named before") if before else (None, "")
    return (best, best_rule) if best is not None and best_score > -4.5 else (None, "")


def _nearness(scene: Scene, own: int, number: int, others: set[int]) -> float:
    """How near a segment is to the trigger's: what lies between counts little unless another trigger stands there."""
    if own == number:
        return 2.0
    low, high = min(own, number), max(own, number)
    crossed = [n for n in range(low, high + 1) if n != own]
    score = 1.5
    for n in crossed:
        score -= 1.5 if n in others else 0.35
        if n > low and scene.segments[n].opener not in {",", ""}:
            score -= 0.8
    return score


def _names_source(scene: Scene, number: int) -> bool:
    """Whether a segment only says who tells it ("according to the embassy in Manila")."""
    segment = scene.segments[number]
    told = any(c.entry.effect == "claimed" and 0 <= c.start - segment.start <= 6 for c in scene.cues)
    return told and not any(segment.start <= t.start < segment.end for t in scene.triggers)


def _means_place_before(draft: Draft) -> bool:
    """Whether the verb's own words point to a place named before ("raised their flag there")."""
    scene = draft.scene
    own = scene.segments[scene.segment_at(draft.hit.start)]
    this = next((m for m in scene.markers if m.role == "this" and own.start <= m.start < own.end), None)
    return this is not None and not any(
        own.start <= p.start < own.end and p.start > this.start - 30 for p in scene.places
    )


def _in_brackets(scene: Scene, place: PlaceMention) -> bool:
    before = scene.body[scene.sentence.start : place.start]
    return before.count("(") > before.count(")")


def _stands_as_origin(scene: Scene, place: PlaceMention) -> bool:
    """Whether a "from" stands right before the place."""
    return any(
        m.role in {"origin", "from"} and 0 <= place.start - m.end <= _ORIGIN_GAP
        for m in scene.markers if m.start < place.start
    )  # fmt: skip


def _driven_from(draft: Draft, place: PlaceMention) -> bool:
    """Whether somebody is driven from the place: the side stands between the verb and the "from"."""
    if draft.act not in TERRITORY | {"repel"}:
        return False
    return any(draft.hit.end <= a.start < place.start and is_armed(a) for a in draft.scene.actors)


def _list_from(scene: Scene, first: PlaceMention) -> list[PlaceMention]:
    """The place and those listed after and before it: "A, B and C"."""
    _name_listed(scene, first)
    index = scene.places.index(first)
    found, end = [first], first.end
    for following in scene.places[index + 1 :]:
        if scene.marker("far", following.start - _NEAR_GAP, following.start) is not None:
            continue
        if following.kind in _COARSE and _CONTAINED.fullmatch(scene.between(end, following.start)):
            end = following.end
            continue
        gap = _list_gap(scene, end, following.start)
        if not _LIST.fullmatch(gap) or not _same_level(found[-1], following):
            break
        found.append(following)
        end = following.end
    for previous in reversed(scene.places[:index]):
        if previous.kind in _COARSE:
            continue
        if scene.marker("far", previous.start - _NEAR_GAP, previous.start) is not None:
            continue
        inner = [p for p in scene.places if p.kind in _COARSE and previous.end <= p.start and p.end <= found[0].start]
        gap = _list_gap(scene, inner[-1].end if inner else previous.end, found[0].start)
        if not _LIST.fullmatch(gap) or not _same_level(previous, found[0]):
            break
        found.insert(0, previous)
    return found if len(found) > 1 and _told_as_list(scene, found) else [first]


_PLURAL = re.compile(
    r"(?:các|những|hai|ba|bốn|năm|nhiều|loạt|\d+|dua|tiga|empat|lima|sejumlah|beberapa|desa-desa|kota-kota|"
    r"villages|towns|cities|two|three|four|several)\s+(?:\S+\s+){0,3}(?:of\s+)?$", re.IGNORECASE,
)  # fmt: skip
_CONJOINED = re.compile(r"\b(?:và|dan|and|serta|cùng|lẫn|cũng như)\b")


def _told_as_list(scene: Scene, places: list[PlaceMention]) -> bool:
    """Whether places in a row are a list ("A, B and C", "the villages of A, B") and not an address ("A, B")."""
    gaps = [scene.between(one.end, other.start) for one, other in pairwise(places)]
    if all(
        any(g.start >= one.end and g.end <= other.start for g in scene.places if g.kind in _COARSE)
        for one, other in pairwise(places)
    ):
        return True
    if _CONJOINED.search(gaps[-1]):
        return True
    return bool(_PLURAL.search(scene.body[max(scene.sentence.start, places[0].start - 40) : places[0].start]))


def _list_gap(scene: Scene, start: int, end: int) -> str:
    """What stands between two places, without asides and words such as "the village of"."""
    for site in scene.markers:
        if site.role == "site" and start <= site.start and end - 1 <= site.end <= end:
            end = min(end, site.start)
    return _APART.sub("", scene.between(start, end))


def _name_listed(scene: Scene, first: PlaceMention) -> None:
    """Names listed after a place are places too ("the villages of A, B and C"), with the first one's surroundings."""
    if first.kind in _COARSE:
        return
    end = first.end
    while True:
        found = _NEXT_NAME.match(scene.body, end, scene.sentence.end)
        if found is None:
            return
        name = _capital(found[1])
        if not name:
            return
        start = found.start(1)
        end = start + len(name)
        known = next((p for p in scene.places if p.start < end and start < p.end), None)
        other = any(a.start < end and start < a.end for a in scene.actors) or any(
            d.start < end and start < d.end for d in scene.dates
        )
        if known is None and other:
            return
        if known is None:
            mention = replace(first, start=start, end=end, name=name, kind="unknown", candidates=())
            where = replace(scene.where[first.start], name=name, geonames_id=None, rule="place: listed")
            scene.places.append(mention)
            scene.places.sort(key=lambda p: p.start)
            scene.where[start] = where
        elif known.kind in _COARSE:
            return


_INTRODUCED = re.compile(
    r"(?:làng|thị trấn|khu định cư|khu dân cư|desa|kota|permukiman|villages|towns|settlements)\b[^.;]{0,40}?"
    r"(?:\b(?:gồm|bao gồm|là|yaitu|yakni|meliputi|namely|including)\b|:)\s+(?=[^\W\d_a-z])"
)
_FIRST_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?:\s+(?:al-|el-)?[^\W\d_a-z][\w'’-]+){0,2}")


def _name_counted(scene: Scene, draft: Draft) -> None:
    """Places counted first and named then ("three villages, namely A, B and C")."""
    found = _INTRODUCED.search(scene.body, draft.hit.end, scene.sentence.end)
    name = _FIRST_NAME.match(scene.body, found.end(), scene.sentence.end) if found else None
    if (
        name is None
        or not _capital(name[0])
        or any(p.start < name.end() and name.start() < p.end for p in scene.places)
    ):
        return
    words = _capital(name[0])
    end = name.start() + len(words)
    whole = next((scene.where[p.start] for p in scene.places if p.kind in _COARSE), None)
    country = whole.country if whole is not None else None
    where = Place(
        words, whole.lat if whole else None, whole.lon if whole else None, whole.admin1 if whole else None, country,
        None, 2 if whole and whole.precision < 4 else 4, "place: counted and named", "unknown",
    )  # fmt: skip
    scene.places.append(PlaceMention(name.start(), end, words, "unknown", ()))
    scene.places.sort(key=lambda p: p.start)
    scene.where[name.start()] = where


def _capital(words: str) -> str:
    """The words up to the first that has no capital."""
    kept = []
    for word in words.split(" "):
        bare = word[word.index("-") + 1 :] if word.startswith(_ARTICLE) else word
        if not bare[:1].isupper():
            break
        kept.append(word)
    return " ".join(kept)


def _same_level(one: PlaceMention, other: PlaceMention) -> bool:
    return one.kind == other.kind or not ({one.kind, other.kind} & {"country", "admin1", "region"})


def _is_aside(date: DateMention, dates: list[DateMention]) -> bool:
    """Whether a day only looks back from one the sentence has told ("on 12/7 ..., after a raid a day earlier")."""
    return date.rule in _COUNTED and any(
        d.end <= date.start and d.basis == "explicit" and not d.reporting and (date.date_max or "") < (d.date_min or "")
        for d in dates
    )


def _date(draft: Draft, drafts: list[Draft]) -> DateMention | None:
    """The day nearest to the trigger: in its clause first; another trigger's clause keeps its own day."""
    scene = draft.scene
    own = scene.segment_at(draft.hit.start)
    others = {scene.segment_at(d.hit.start) for d in drafts if d is not draft} - {own}
    best, best_score = None, -99.0
    for date in scene.dates:
        number = scene.segment_at(date.start)
        score = _nearness(scene, own, number, others) - (2.0 if number != own and number in others else 0.0)
        distance = draft.hit.start - date.end if date.end <= draft.hit.start else date.start - draft.hit.end
        score -= max(0, distance) / 120
        if date.precision == "day":
            score += 1.2
        score -= _SAID * date.reporting + _ASIDE * _is_aside(date, scene.dates)
        if score > best_score:
            best, best_score = date, score
    return best if best_score > -6 else None
