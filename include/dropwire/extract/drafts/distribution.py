"""One toll per place: "killed two people in A, one in B and four in C" tells of three events."""

from __future__ import annotations

import re
from dataclasses import replace

from dropwire.extract.drafts.draft import Draft
from dropwire.extract.place import PlaceMention
from dropwire.extract.sentence.scene import Scene
from dropwire.extract.tolls.figures import Figure
from dropwire.extract.types import HARM

_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "satu": 1, "seorang": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "lapan": 8, "sembilan": 9, "sepuluh": 10, "belasan": None,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_ITEM = re.compile(
    r"\b(?P<number>\d{1,4}|" + "|".join(_WORDS) + r")\s+"
    r"(?:(?:người|binh sĩ|lính|dân thường|cảnh sát|dân|orang|warga|tentara|polisi|prajurit|people|soldiers|civilians|"
    r"policemen|others?|more|lainnya|khác|lain)\s+){0,2}"
    r"(?:(?:chết|thiệt mạng|tử vong|tewas|gugur|meninggal|dead|died|killed|were killed)\s+)?"
    r"(?:ở|tại|di|in|at|near|gần|dekat)\s+(?:(?:thành phố|thị trấn|làng|huyện|quận|tỉnh|kota|desa|distrik|kampung|"
    r"the|town|city|village|of|district)\s+){0,3}$",
    re.IGNORECASE,
)
_REACH = 70


def distribute(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts, each that tells its dead place by place as one draft per place."""
    items = tolls_by_place(scene)
    if not items:
        return drafts
    host = next((d for d in drafts if d.family in HARM and d.hit.start < items[0][1]), None)
    if host is None or any(d is not host and items[0][1] < d.hit.start < items[-1][1] for d in drafts):
        return drafts
    parts = [_part(host, *item) for item in items]
    at = drafts.index(host)
    return [*drafts[:at], *parts, *drafts[at + 1 :]]


def tolls_by_place(scene: Scene) -> list[tuple[PlaceMention, int, int]]:
    """Two places or more, each with where its number of dead stands, and that number; else nothing."""
    if len(scene.places) < 2 or not any(f.kind == "killed" for f in scene.figures):
        return []
    items = [item for place in scene.places if (item := _counted(scene, place)) is not None]
    return items if len({place.name for place, _, _ in items}) > 1 else []


def _counted(scene: Scene, place: PlaceMention) -> tuple[PlaceMention, int, int] | None:
    """A place with the number right before its "in", and where that number stands."""
    low = max(scene.sentence.start, place.start - _REACH)
    found = _ITEM.search(scene.body, low, place.start)
    if found is None:
        return None
    words = found["number"].lower()
    value = int(words) if words.isdigit() else _WORDS[words]
    return (place, found.start(), value) if value is not None else None


def _part(host: Draft, place: PlaceMention, start: int, value: int) -> Draft:
    """The draft at one of the places, with that place's own dead."""
    own = next((f for f in host.figures if f.kind == "killed"), None)
    known = own or next(f for f in host.scene.figures if f.kind == "killed")
    exact = next((f for f in host.figures if f.kind == "killed" and f.start == start), None)
    figure: Figure = exact or replace(known, start=start, exact=value, low=None, high=None)
    rules = {**host.rules, "place": "place: with a toll of its own", "fatalities": "figures: told place by place"}
    return replace(host, places=[place], figures=[figure], rules=rules)
