"""Which weapons a deed was done with: not those it was aimed at, nor those that only looked on."""

from __future__ import annotations

import re

from dropwire.extract.sentence.scene import Scene, TriggerHit, WeaponHit
from dropwire.extract.types import EXPLODES
from dropwire.extract.vocabulary.grammar import Weapon

CARRIERS = frozenset({"tank", "warplane", "helicopter", "drone", "naval gun"})
"""Weapons that are as often what is hit."""
_LAUNCHES = re.compile(
    r"phóng|dùng|sử dụng|điều|tung|launch|fl[yo]|\bus|deploy|sen[dt]|luncur|kerah|terbang|guna|lepas|\bbằng\b|"
    r"\b(?:with|by|using|from|dengan|oleh|dari|từ|pakai|memakai)\b",
    re.IGNORECASE,
)
_SCOUTS = re.compile(
    r"\W*(?:\w+ ){0,3}?(?:dò|thám|trinh sát|do thám|quan sát|giám sát|theo dõi|scout|surveil|spy|reconn|observ|film|"
    r"mengintai|pengintai|memantau|pemantau|mengawasi|merekam|pengawas)"
)
_STORED = re.compile(
    r"(?:bệ phóng|dàn phóng|bãi phóng|kho|xe chở|hầm|nhà máy|gudang|peluncur|pelontar|pabrik|truk|"
    r"(?:cache|stockpile|depot|convoy|shipment) of)\s+(?:\w+\s)?$", re.IGNORECASE,
)  # fmt: skip
_STORE = re.compile(r"\s(?:launchers?|depots?|factor(?:y|ies)|stockpiles?|caches?|sites?|stores?|dumps?|silos?)\b")
_GUNFIRE = re.compile(r"bắn|súng|đạn|shot|shoot|fire|gun|tembak|berondong|peluru|spray", re.IGNORECASE)
_RUSHES_IN = re.compile(
    r"(?:tràn|xông|ập|xộc) |(?:[Cc]uộc |[Vv]ụ |[Tt]rận )?(?:phục kích|mai phục)|[Mm]enyergap"
    r"|[Mm]enyerang hendap|[Aa]mbush"
)
"""Verbs of those who enter on foot or lie in ambush, whatever was fired before."""
_HIT_ACTS = frozenset({"attack", "kill", "eliminate", "burn", "strike", "blast", "airstrike", "shell"})
_STRIKES = EXPLODES | {"air"}
_WITH = re.compile(r"\s(?:bằng|with|by|using|dengan|menggunakan|memakai)\s+(?:\w+\s+){0,2}$")
_NEAR = 26
"""How many characters behind the verb its object may begin."""
_RIGHT_BEFORE = 14


def weapons_of(scene: Scene, hit: TriggerHit) -> list[Weapon]:
    """The weapons of the trigger's segment; of the whole sentence when its segment names none."""
    own = scene.segments[scene.segment_at(hit.start)]
    means = [w for w in scene.weapons if _is_means(scene, w, hit)]
    on_foot = _RUSHES_IN.match(scene.body, hit.start, hit.end) or scene.body.endswith(" rồi ", 0, hit.start)
    if hit.entry.act == "attack" and on_foot:
        means = [w for w in means if w.entry.kind not in {"air", "artillery"}]
    if hit.entry.act == "shootdown" and hit.entry.frame == "active":
        brought_down = [w for w in means if hit.end <= w.start < own.end]
        means = brought_down or means  # "the air force shot down 23 drones"
    inside = [w.entry for w in means if own.start <= w.start < own.end]
    if any(hit.entry.act != "strike" or w.kind in _STRIKES for w in inside):
        return inside
    before = next((t for t in reversed(scene.triggers) if t.end <= hit.start), None)
    if hit.entry.act == "strike" and before is not None and before.entry.act in {"strike", "shell"}:
        fired = [w.entry for w in means if before.start <= w.start < hit.start and w.entry.kind in _STRIKES]
        if fired:
            return fired  # "fired missiles at X, hitting a house"
    busy = {scene.segment_at(other.start) for other in scene.triggers if other is not hit}
    rest = (w for w in means if scene.segment_at(w.start) not in busy)
    return [w.entry for w in rest if w.end <= hit.start or w.entry.name not in CARRIERS]


def weapon_kills(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a bomb or a shell is the subject of a killing ("a mine laid by rebels killed three")."""
    if any(0 <= w.start - hit.end <= _NEAR and w.entry.kind in _STRIKES and _WITH.search(scene.body, hit.end, w.start)
           for w in scene.weapons):  # fmt: skip
        return True
    low = scene.subject_from(hit.start)
    if any(low <= t.start < hit.start for t in scene.triggers):
        return False
    return any(low <= w.start < hit.start and w.entry.kind in EXPLODES for w in scene.weapons)


def flown_by(scene: Scene, hit: TriggerHit) -> Weapon | None:
    """The aircraft that fires: the subject of the verb, in its own segment."""
    own = scene.segments[scene.segment_at(hit.start)]
    for weapon in reversed(scene.weapons):
        if own.start <= weapon.start < weapon.end <= hit.start and weapon.entry.kind == "air":
            return weapon.entry if _is_means(scene, weapon, hit) else None
    return None


def is_gunfire(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the verb itself tells of shots."""
    shot = hit.entry.act in {"attack", "kill", "massacre"}
    return shot and _GUNFIRE.search(scene.body, hit.start, hit.end) is not None


def _of_another(scene: Scene, weapon: WeaponHit, hit: TriggerHit) -> bool:
    """Whether a weapon belongs to another verb's own words ("threw a grenade and shot ...")."""
    return any(t is not hit and t.start <= weapon.start and weapon.end <= t.end for t in scene.triggers)


def _is_means(scene: Scene, weapon: WeaponHit, hit: TriggerHit) -> bool:
    """Whether a weapon does harm here, for all its word stands there."""
    if _lent_by_backer(scene, weapon):
        return False
    low = max(scene.sentence.start, weapon.start - 16)
    if _STORED.search(scene.body, low, weapon.start) or _STORE.match(scene.body, weapon.end):
        return False
    met = scene.marker("suffered", weapon.start - 9, weapon.start) if weapon.start > hit.end else None
    if met is not None and met.start >= hit.end:
        return False  # "attacked but met artillery fire"
    if weapon.entry.kind == "grenade" and is_gunfire(scene, hit) and _of_another(scene, weapon, hit):
        return False
    if weapon.entry.kind == "air" and _SCOUTS.match(scene.body, weapon.end, scene.sentence.end):
        return False
    crewed = weapon.entry.name in {"helicopter", "warplane"}
    if crewed and any(t.entry.act == "shootdown" and t is not hit and _beside(t, weapon) for t in scene.triggers):
        return False  # "... and a helicopter shot down in the fighting"
    return weapon.entry.name not in CARRIERS or not _is_target(scene, weapon, hit)


def _beside(trigger: TriggerHit, weapon: WeaponHit) -> bool:
    """Whether a weapon stands right before or behind a verb."""
    gap = trigger.start - weapon.end if weapon.end <= trigger.start else weapon.start - trigger.end
    return 0 <= gap <= _RIGHT_BEFORE


def _is_target(scene: Scene, weapon: WeaponHit, hit: TriggerHit) -> bool:
    """Whether an aircraft or a tank is what the verb hits ("opened fire on a helicopter", "a tank was destroyed")."""
    if hit.entry.act not in _HIT_ACTS:
        return False
    if weapon.start >= hit.end:
        if scene.body.find(",", hit.end, weapon.start) >= 0 or hit.entry.frame not in {"active", "noun"}:
            return False
        aimed = scene.marker("target", hit.end, weapon.start)
        near = weapon.start - (aimed.end if aimed else hit.end) <= _NEAR
        return near and _LAUNCHES.search(scene.body, hit.start, weapon.start) is None
    gap = hit.start - weapon.end
    if scene.lang == "vi" and hit.entry.frame == "suffer":  # "trực thăng của quân đội bị trúng đạn"
        return True
    if gap > (_RIGHT_BEFORE if scene.lang in {"vi", "en"} else 2 * _RIGHT_BEFORE) or hit.entry.frame == "noun":
        return False
    if scene.lang == "vi":
        return scene.marker("passive", weapon.end, hit.start) is not None
    if scene.lang == "en":
        return scene.body[weapon.end : hit.start].strip() in {"was", "were", "has been", "have been", "had been"}
    return hit.entry.frame in {"passive", "suffer"}


_HAVING = re.compile(r"\b(?:có|được|nhờ|với)(?: \S+){0,2} $", re.IGNORECASE)
_HELPS = re.compile(r"(?: [^\s,.;]+){0,3} (?:yểm trợ|yểm hộ|hỗ trợ|chi viện)\b")


def _lent_by_backer(scene: Scene, weapon: WeaponHit) -> bool:
    """Whether a weapon only helps ("with the backing of jets", "có trực thăng yểm trợ")."""
    if scene.marker("backed", weapon.start - 34, weapon.start) is not None:
        return True
    having = _HAVING.search(scene.body, max(scene.sentence.start, weapon.start - 24), weapon.start)
    return having is not None and _HELPS.match(scene.body, weapon.end) is not None
