"""Sides that a sentence leaves open and the article as a whole gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.drafts.draft import VILLAGES
from dropwire.extract.sentence.scene import is_civil
from dropwire.extract.story.merge import OTHERS_THERE, Told
from dropwire.extract.types import AIR, ATTACK, CLASH, IED, OVERTAKES, REGAINS

_UNARMED = ("Civilians (", "Protesters (", "Rioters (", "Unidentified", "Police")
"""Begins names of who holds no town against an army."""
_ARMY = "Military Forces of"
_NEAR = 6
"""How many sentences apart two strikes are told that may be of one campaign."""
_NOBODYS = re.compile(
    r"(?:không|chưa) (?:xác định|rõ|bên|nhóm|phía|ai\b)|(?:máy bay|phi cơ|trực thăng|drone|UAV) lạ\b|bí ẩn"
    r"|(?:tak|tidak|belum) (?:di)?(?:kenal|ketahui|jelas)|misterius|tiada pihak"
    r"|un(?:identified|known|claimed|clear)|mysterious|no (?:one|group|side) (?:has |had )?(?:claimed|admitted)",
    re.IGNORECASE,
)
"""What says that nobody knows, or owns to, whose strike it was."""
_PILOTED = frozenset({"warplane", "helicopter", "aerial bomb"})


def find_losers(told: Sequence[Told]) -> None:
    """Who lost a place of which only the taker is told: the one foe the taker fights there.

    An army is looked for in all the country, a group, beside which others may fight elsewhere, in the same province.
    Fights that are only looked back at tell who faces whom as well; strikes from the air hold no ground.
    """
    for event in told:
        if event.type not in {REGAINS, OVERTAKES} or not event.occurred or event.actor1 is None or event.actor2:
            continue
        foes = {foe for t in told if (foe := _foe_of(event.actor1, t)) is not None and _may_hold(foe, t, event)}
        if len(foes) == 1:
            event.actor2, event.rules["actor2"] = foes.pop(), "role: the one foe in the article"


def find_flyers(told: Sequence[Told], armies: Sequence[ActorMention]) -> None:
    """Who struck from the air where a sentence leaves it open: the one side told to have done so in that country.

    Where nobody is told to, warplanes that hit a group's men or base are those of the one army the article names,
    fighting in its own country. Only states fly them; whom planes that hit people or soldiers belong to is left open
    then, as is whose drone it was.
    """
    _find_bombed(told)
    strikes = [t for t in told if t.type == AIR and t.occurred and not t.background]
    for event in [t for t in strikes if t.actor1 is None and not any(_NOBODYS.search(m.quote) for m in t.mentions)]:
        there = [t for t in strikes if t.actor1 is not None and _in_one_country(t, event)]
        flyers = {t.actor1 for t in there if t.actor1 is not None}
        near = any(abs(t.sentence - event.sentence) <= _NEAR for t in there)
        if near and len(flyers) == 1 and not _is_of(event.actor2, *flyers):
            event.actor1, event.rules["actor1"] = flyers.pop(), "role: the one side that strikes from the air there"
    for event in told:
        if event.type != AIR or event.actor1 is not None or not event.occurred or event.weapon not in _PILOTED:
            continue
        if event.place is None or {a.country for a in armies} != {event.place.country}:
            continue
        if (event.actor2 or "").startswith((*_UNARMED, _ARMY)):
            continue
        names = {side for t in told for side in (t.actor1, t.actor2) if (side or "").startswith(_ARMY)}
        if len(names) == 1:
            event.actor1, event.rules["actor1"] = names.pop(), "role: the one army in the article flies"


_BOMBED = re.compile(
    r"\b(?:bị (?:trúng|ném|dội|thả) bom|trúng bom|terkena bom|kena bom|dihantam bom|dibom|(?:was|were|been) bombed)\b",
    re.IGNORECASE,
)
_PLANTED = re.compile(
    r"bom (?:xe|ven|tự|liều|mobil|bunuh|rakitan|pinggir|tepi)|(?:cài|gài|đặt|ditanam|planted|roadside|car|suicide)\b",
    re.IGNORECASE,
)


def _find_bombed(told: Sequence[Told]) -> None:
    """What "was bombed" where aircraft strike was bombed by them ("trúng bom", "dibom")."""
    for event in (e for e in told if e.type == IED and e.actor1 is None and e.occurred and e.mentions):
        words = event.mentions[0].quote
        bombed = _BOMBED.search(words) or event.rules.get("place") == OTHERS_THERE
        if not bombed or _PLANTED.search(words):
            continue
        strikes = (t for t in told if t.type == AIR and t.occurred and t.actor1 and _in_one_country(t, event))
        if any(0 < event.sentence - t.sentence <= _NEAR for t in strikes):
            event.type, event.rules["type"] = AIR, "type: bombed where aircraft strike"


def _in_one_country(one: Told, other: Told) -> bool:
    return one.place is not None and other.place is not None and one.place.country == other.place.country is not None


def _is_of(whom: str | None, striker: str) -> bool:
    """Whether those hit are the striker's own: the same side, or people or forces of the same country."""
    if whom is None:
        return False
    own = re.search(r"\((.+)\)$|(?:Forces|Government) of (.+)$", striker)
    country = (own[1] or own[2]) if own else None
    return whom == striker or (
        country is not None and re.search(rf"(?:\(|of ){re.escape(country)}\)?$", whom) is not None
    )


def _foe_of(side: str, told: Told) -> str | None:
    """The armed side that another faces in a battle, or hits or is hit by in a strike."""
    if told.family not in {"battle", "explosion"} or not told.occurred or side not in {told.actor1, told.actor2}:
        return None
    foe = told.actor1 if told.actor2 == side else told.actor2
    from_the_air = told.type == AIR and foe == told.actor1
    return None if foe is None or from_the_air or foe.startswith(_UNARMED) else foe


def _may_hold(foe: str, fought: Told, taken: Told) -> bool:
    if fought.place is None or taken.place is None or fought.place.country != taken.place.country:
        return False
    return foe.startswith(_ARMY) or fought.place.admin1 == taken.place.admin1


_VILLAGE = re.compile(
    rf"\b(?:{VILLAGES}|gereja|masjid|pasar|sekolah|market|church|mosque|bản|chợ|nhà thờ)\b", re.IGNORECASE
)  # fmt: skip
_BASE = re.compile(
    r"\b(?:pangkalan|pos|barak|markas|tentara|tentera|militer|polisi|base|post|barracks|troops|army|police|căn cứ|đồn"
    r"|chốt|doanh trại|quân)\b", re.IGNORECASE,
)  # fmt: skip


def find_villagers(told: Told) -> None:
    """Take those killed for its people where fighters who are no state attacked a village and met nobody armed."""
    if told.type != CLASH or told.act != "attack" or told.actor2 is not None or told.place is None:
        return
    if not (told.fatalities or told.injured) or not all(is_civil(whom) for whom in told.counted):
        return
    if (told.actor1 or "").startswith(("Military", "Police", "Government")):
        return
    words = told.mentions[0].quote
    if (told.counted or told.noun or _VILLAGE.search(words) is not None) and _BASE.search(words) is None:
        told.type, told.rules["type"] = ATTACK, "type: against civilians"
        told.actor2, told.rules["actor2"] = f"Civilians ({told.place.country})", "role: people of the village"
