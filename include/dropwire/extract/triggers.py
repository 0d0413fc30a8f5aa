"""Which words of a sentence tell of an event: a trigger counts when the sentence holds what it needs beside it.

"Chiếm" with a place is a capture, "chiếm đa số" is not; "struck" with a missile is a strike, with tragedy it is not.
"""

from __future__ import annotations

import re

from dropwire.extract.grammar import Weapon
from dropwire.extract.scene import Scene, TriggerHit, WeaponHit, is_armed

_EXPLOSIVE = frozenset({"artillery", "air", "ied", "suicide", "grenade", "chemical"})
_NEED_ORDER = ("arms", "bomb", "aircraft", "expel", "weapon", "toll", "place", "armed", "side", "figure", "")
"""The pickiest reading of a word is tried first."""


def accepted(scene: Scene, candidates: list[TriggerHit]) -> list[TriggerHit]:
    """The triggers whose needs are met, one reading each, in order."""
    by_place: dict[tuple[int, int], list[TriggerHit]] = {}
    for hit in candidates:
        by_place.setdefault((hit.start, hit.end), []).append(hit)
    found = []
    for readings in by_place.values():
        readings.sort(key=lambda hit: _NEED_ORDER.index(hit.entry.needs[0] if hit.entry.needs else ""))
        possible = [hit for hit in readings if all(_met(scene, hit, need) for need in hit.entry.needs)]
        chosen = next((hit for hit in possible if hit.entry.frame == "suffer" and _means_follow(scene, hit)), None)
        chosen = chosen or next(
            (hit for hit in possible if hit.entry.frame != "suffer"), possible[0] if possible else None
        )
        if chosen is not None:
            found.append(chosen)
    named = [hit for hit in found if hit.entry.act == "protest" and _names_protesters(scene, hit)]
    if not named:
        return found
    return [hit for hit in found if hit not in named or (len(found) == 1 and _crowd_protests(scene, hit))]


def _names_protesters(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the word is part of a name for people ("người biểu tình", "protesters")."""
    return any(a.start <= hit.start and hit.end <= a.end for a in scene.actors)


_CROWD = re.compile(
    r"\W*(?:hàng|nhiều|đông đảo|khoảng|hơn|gần|\d)(?:\s?[\w.]+){0,4}\s$", re.IGNORECASE,
)  # fmt: skip


def _crowd_protests(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a counted crowd is all the sentence tells of: "hàng nghìn người biểu tình ở thủ đô"."""
    mention = next(a for a in scene.actors if a.start <= hit.start and hit.end <= a.end)
    own = scene.segments[scene.segment_at(hit.start)]
    if scene.lang != "vi" or scene.body.startswith((" bị", " được"), hit.end):
        return False
    return _CROWD.match(scene.body[own.start : mention.start]) is not None


def _met(scene: Scene, hit: TriggerHit, need: str) -> bool:
    if need == "place":
        return _names_site(scene, hit)
    if need == "armed":
        return any(is_armed(mention) for mention in scene.actors)
    if need == "side":
        return bool(scene.actors) or bool(scene.figures)
    if need == "figure":
        return bool(scene.figures)
    if need == "toll":
        return bool(scene.figures or scene.weapons)
    if need == "expel":
        return _expels(scene, hit)
    near = _weapons_near(scene, hit)
    if need == "arms":
        return any(weapon.kind in {"arms", "ied", "artillery", "grenade"} for weapon in near)
    if need == "bomb":
        blamed = any(is_armed(mention) and not mention.state for mention in scene.actors)
        return any(weapon.entry.kind in _EXPLOSIVE for weapon in scene.weapons) or (
            blamed and (bool(scene.figures) or hit.entry.frame in {"active", "passive"})
        )
    if need == "aircraft":
        nearest = min(scene.weapons, key=lambda w: _gap(hit, w), default=None)
        return nearest is not None and nearest.entry.kind in {"air", "artillery"} and "bomb" not in nearest.entry.name
    falling = hit.entry.frame == "self"
    return any(weapon.kind in _EXPLOSIVE and not (falling and weapon.name in _CARRIERS) for weapon in near)


def _weapons_near(scene: Scene, hit: TriggerHit) -> list[Weapon]:
    """The weapons of the trigger's own segment, or of the one before or after it."""
    number = scene.segment_at(hit.start)
    low = scene.segments[max(0, number - 1)].start
    high = scene.segments[min(len(scene.segments) - 1, number + 1)].end
    return [weapon.entry for weapon in scene.weapons if low <= weapon.start < high]


_CARRIERS = frozenset({"tank", "warplane", "helicopter"})
"""Weapons that are as often the target."""


def _gap(hit: TriggerHit, weapon: WeaponHit) -> int:
    return hit.start - weapon.end if weapon.end <= hit.start else weapon.start - hit.end


def _means_follow(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a weapon stands right behind the verb ("was hit by a rocket"), and none right before it."""
    before = any(0 <= hit.start - w.end <= 12 and w.entry.name not in _CARRIERS for w in scene.weapons)
    return not before and any(0 <= w.start - hit.end <= 22 for w in scene.weapons)


def _names_site(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a place, or a place without a name ("the town"), stands in the trigger's clause or before it."""
    number = scene.segment_at(hit.start)
    low = scene.segments[max(0, number - 1)].start
    high = scene.segments[min(len(scene.segments) - 1, number + 2)].end
    if any(low <= place.start < high for place in scene.places):
        return True
    return any(m.role == "site" and low <= m.start < scene.segments[number].end for m in scene.markers)


def _expels(scene: Scene, hit: TriggerHit) -> bool:
    """Whether somebody is driven out of somewhere: a side and then a "from" follow the verb."""
    after = [m for m in scene.actors if m.start >= hit.end]
    out = [m for m in scene.markers if m.role in {"from", "origin"} and m.start >= hit.end]
    sites = [*(p.start for p in scene.places), *(m.start for m in scene.markers if m.role == "site")]
    return bool(after and out and any(start > out[0].start for start in sites))
