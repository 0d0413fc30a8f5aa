"""Places told in a row: "the villages of A, B and C", "three towns, namely A, B and C"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from dropwire.extract.place import Place, PlaceMention
from dropwire.extract.sentence.scene import Scene

_LIST = re.compile(
    r"\s*(?:,|;|,?\s+(?:và|dan|and|serta|cùng|lẫn|dan juga|cũng như|as well as))\s*"
    r"(?:(?:các|the|di|ở|tại|thị trấn|làng|thành phố|desa|kota)\s+)?"
)
COARSE = {"country": 2.6, "admin1": 1.4, "region": 0.8}
"""How much less a place counts the less it says."""
_NEXT_NAME = re.compile(
    r"(?:,|\s+(?:và|dan|and|serta))\s+(?:(?:các|làng|thị trấn|desa|kota|kampung|the|villages?|of|jabal)\s+)?"
    r"((?:(?:al|el|ar|as|ash|ad|an|at|az|ez)-)?[^\W\d_][\w'’-]+(?:\s+(?:al-|el-)?[^\W\d_][\w'’-]+){0,2})"
)
_ARTICLE = ("al-", "el-", "ar-", "as-", "ash-", "ad-", "an-", "at-", "az-", "ez-")
_APART = re.compile(r",\s*(?:cách|berjarak|jauhnya|about|some)\b[^,]*(?=,)")
_CONTAINED = re.compile(r",?\s*(?:ở|tại|thuộc|của|di|in|of|,)?\s*(?:tỉnh|bang|vùng|huyện|provinsi|distrik|the)?\s*")
NEAR_GAP = 16
"""How many characters before a place a word such as "near" stands."""


def list_from(scene: Scene, first: PlaceMention) -> list[PlaceMention]:
    """The place and those listed after and before it: "A, B and C"."""
    _name_listed(scene, first)
    index = scene.places.index(first)
    found, end = [first], first.end
    for following in scene.places[index + 1 :]:
        if scene.marker("far", following.start - NEAR_GAP, following.start) is not None:
            continue
        if following.kind in COARSE and _CONTAINED.fullmatch(scene.between(end, following.start)):
            end = following.end
            continue
        gap = _list_gap(scene, end, following.start)
        if not _LIST.fullmatch(gap) or not (_same_level(found[-1], following) or _seat_too(gap, following)):
            break
        found.append(following)
        end = following.end
    for previous in reversed(scene.places[:index]):
        if previous.kind in COARSE:
            continue
        if scene.marker("far", previous.start - NEAR_GAP, previous.start) is not None:
            continue
        inner = [p for p in scene.places if p.kind in COARSE and previous.end <= p.start and p.end <= found[0].start]
        gap = _list_gap(scene, inner[-1].end if inner else previous.end, found[0].start)
        if not _LIST.fullmatch(gap) or not _same_level(previous, found[0]):
            break
        found.insert(0, previous)
    return found if len(found) > 1 and _told_as_list(scene, found) else [first]


_PLURAL = re.compile(
    r"\b(?:các|những|hai|ba|bốn|năm|nhiều|loạt|\d+|dua|tiga|empat|lima|sejumlah|beberapa|desa-desa|kota-kota|"
    r"villages|towns|cities|two|three|four|several)\s+(?:\S+\s+){0,3}(?:of\s+)?$", re.IGNORECASE,
)  # fmt: skip
_WIDER = re.compile(r",\s*(?:kecamatan|kabupaten|distrik|mukim|daerah|wilayah|huyện|quận)\s+$", re.IGNORECASE)
"""Before what only holds the place named before it: an address goes on."""
_STRETCH = re.compile(
    r"\b(?:antara|between|giữa|nối)\s+"
    r"(?:(?:kota|bandar|desa|thị trấn|làng|bang|tỉnh|huyện|provinsi|negara bagian|the|\w+(?= (?:towns|villages))"
    r"|southern|northern|eastern|western|towns|villages|cities|of)\s+)*$",
    re.IGNORECASE,
)
"""Before the two ends of a road, along which it happened once."""
_CONJOINED = re.compile(r"\b(?:và|dan|and|serta|cùng|lẫn|cũng như)\b")


def _told_as_list(scene: Scene, places: list[PlaceMention]) -> bool:
    """Whether places in a row are a list ("A, B and C", "the villages of A, B") and not an address ("A, B")."""
    gaps = [scene.between(one.end, other.start) for one, other in pairwise(places)]
    if all(
        any(g.start >= one.end and g.end <= other.start for g in scene.places if g.kind in COARSE)
        for one, other in pairwise(places)
    ):
        return True
    if _STRETCH.search(scene.body, max(scene.sentence.start, places[0].start - 44), places[0].start):
        return False
    if _CONJOINED.search(gaps[-1]):
        return True
    if any(_WIDER.fullmatch(gap) for gap in gaps):
        return False
    return bool(_PLURAL.search(scene.body[max(scene.sentence.start, places[0].start - 40) : places[0].start]))


def _list_gap(scene: Scene, start: int, end: int) -> str:
    """What stands between two places, without asides and words such as "the village of"."""
    for site in scene.markers:
        if site.role == "site" and start <= site.start and end - 1 <= site.end <= end:
            end = min(end, site.start)
    return _APART.sub("", scene.between(start, end))


def _name_listed(scene: Scene, first: PlaceMention) -> None:
    """Names listed after a place are places too ("the villages of A, B and C"), with the first one's surroundings."""
    if first.kind in COARSE:
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
        elif known.kind in COARSE:
            return


_INTRODUCED = re.compile(
    r"(?:làng|thị trấn|khu định cư|khu dân cư|desa|kota|permukiman|villages|towns|settlements)\b[^.;]{0,40}?"
    r"(?:\b(?:gồm|bao gồm|là|yaitu|yakni|meliputi|namely|including)\b|:)\s+(?=[^\W\d_a-z])"
)
_FIRST_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?:\s+(?:al-|el-)?[^\W\d_a-z][\w'’-]+){0,2}")


def name_counted(scene: Scene, after: int) -> None:
    """Places behind a position, counted first and named then ("three villages, namely A, B and C")."""
    found = _INTRODUCED.search(scene.body, after, scene.sentence.end)
    name = _FIRST_NAME.match(scene.body, found.end(), scene.sentence.end) if found else None
    if (
        name is None
        or not _capital(name[0])
        or any(p.start < name.end() and name.start() < p.end for p in scene.places)
    ):
        return
    words = _capital(name[0])
    end = name.start() + len(words)
    whole = next((scene.where[p.start] for p in scene.places if p.kind in COARSE), None)
    whole = whole or next((scene.where[p.start] for p in scene.places if p.end <= after), None)
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


def _seat_too(gap: str, following: PlaceMention) -> bool:
    """Whether a province's name closes a list of towns: its seat is meant ("A, B and C")."""
    return following.kind == "admin1" and _CONJOINED.search(gap) is not None


def _same_level(one: PlaceMention, other: PlaceMention) -> bool:
    return one.kind == other.kind or not ({one.kind, other.kind} & {"country", "admin1", "region"})
