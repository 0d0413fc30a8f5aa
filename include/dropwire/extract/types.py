"""The codebook's type of an event: from what was done, with what, and who the two sides are."""

from __future__ import annotations

from collections.abc import Sequence

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.sentence.scene import is_civil
from dropwire.extract.vocabulary.grammar import Weapon

CLASH = "battle.armed_clash"
REGAINS = "battle.government_regains_territory"
OVERTAKES = "battle.non_state_overtakes_territory"
AIR = "explosion.air_drone_strike"
SHELLING = "explosion.shelling_artillery_missile"
IED = "explosion.remote_explosive_landmine_ied"
SUICIDE = "explosion.suicide_bomb"
GRENADE = "explosion.grenade"
CHEMICAL = "explosion.chemical_weapon"
ATTACK = "vac.attack"
RIOT = "riot.violent_demonstration"
MOB = "riot.mob_violence"

HARM = frozenset({"battle", "explosion", "vac"})
"""Families of types in which arms are used."""
VIOLENT = HARM | {"riot"}
EXPLODES = frozenset({"ied", "artillery", "suicide", "grenade", "chemical"})
"""Kinds of weapons that go off."""

TERRITORY = frozenset({"capture", "hold", "regain", "fall", "lose"})
_FIXED = {
    "clash": CLASH, "repel": CLASH, "airstrike": AIR, "shell": SHELLING, "suicide": SUICIDE, "grenade": GRENADE,
    "chemical": CHEMICAL, "massacre": ATTACK, "abduct": "vac.abduction_forced_disappearance",
    "sexual": "vac.sexual_violence", "protest": "protest.peaceful_protest", "riot": RIOT,
    "mob": MOB, "arrest": "strategic.arrests", "withdraw": "strategic.change_to_group_activity",
    "advance": "strategic.change_to_group_activity", "agreement": "strategic.agreement",
    "seize_arms": "strategic.disrupted_weapons_use", "defuse": "strategic.disrupted_weapons_use",
    "burn": "strategic.looting_property_destruction",
    "base": "strategic.headquarters_or_base_established",
    "transfer": "strategic.non_violent_transfer_of_territory", "arms_transfer": "strategic.arms_transfer",
    "talks": "diplomatic.talks", "close": "strategic.other",
    "rescue": "strategic.other",
}  # fmt: skip
_BY_WEAPON = {
    "air": AIR, "artillery": SHELLING, "ied": IED, "suicide": SUICIDE, "grenade": GRENADE, "chemical": CHEMICAL,
}  # fmt: skip
_WEAPON_ORDER = ("suicide", "chemical", "grenade", "air", "artillery", "ied", "blade", "arms")

_PLOVER = {
    "battle": "ASSAULT", "explosion": "ASSAULT", "vac": "ASSAULT", "protest": "PROTEST",
    "vac.abduction_forced_disappearance": "COERCE", "riot.violent_demonstration": "PROTEST",
    "riot.mob_violence": "ASSAULT", "strategic.arrests": "COERCE", "strategic.agreement": "AGREE",
    "strategic.arms_transfer": "AID", "strategic.disrupted_weapons_use": "COERCE",
    "strategic.headquarters_or_base_established": "MOBILIZE", "strategic.looting_property_destruction": "ASSAULT",
    "strategic.other": "COERCE", "strategic.non_violent_transfer_of_territory": "RETREAT",
    "diplomatic.talks": "CONSULT", "diplomatic.accusation": "ACCUSE",
}  # fmt: skip


def plover(kind: str, act: str) -> str | None:
    """The PLOVER event type of a codebook type, None where it has none."""
    if kind == "strategic.change_to_group_activity":
        return "RETREAT" if act == "withdraw" else "MOBILIZE"
    return _PLOVER.get(kind) or _PLOVER.get(kind.split(".")[0])


def leading_weapon(weapons: Sequence[Weapon]) -> Weapon | None:
    """The weapon that decides: a suicide vest before the bomb in it, an aircraft before its rockets."""
    known = [w for w in weapons if w.kind in _WEAPON_ORDER]
    return min(known, key=lambda w: _WEAPON_ORDER.index(w.kind)) if known else None


_GUNS = frozenset({"artillery", "mortar", "naval gun", "tank", "tank shell"})
"""What bombards besides aircraft."""


def event_type(
    act: str, weapons: Sequence[Weapon], agent: ActorMention | None, patient: ActorMention | None
) -> tuple[str, str]:
    """The type of an event and the rule that gave it."""
    act = "shell" if act == "airstrike" and weapons and all(w.name in _GUNS for w in weapons) else act
    if act == "arrest" and agent is not None and not agent.state and patient is not None and is_civil(patient):
        return _FIXED["abduct"], "type: civilians taken by a non-state side"
    crowd = _by_a_crowd(act, agent, patient)
    if crowd is not None:
        return crowd
    if act in _FIXED:
        return _FIXED[act], f"type: {act}"
    if act in TERRITORY:
        return _territory(act, agent, patient)
    rides = act in {"attack", "blast"}  # who attacks in tanks fights; a mine goes off under one
    weapon = leading_weapon([w for w in weapons if not (rides and w.name == "tank")])
    kind = weapon.kind if weapon is not None else ""
    if act == "shootdown":
        return _shot_down(weapons)
    if act == "blast":
        return _BY_WEAPON.get(kind, IED), f"type: blast of {kind or 'a bomb'}"
    if act == "strike" and weapon is not None and weapon.name == "bomb" and agent is not None and agent.state:
        return AIR, "type: a state's bomb"
    if act == "strike" and kind in _BY_WEAPON:
        return _BY_WEAPON[kind], f"type: strike by {kind}"
    if act in {"kill", "eliminate"} and agent is None and kind in _BY_WEAPON:
        return _BY_WEAPON[kind], f"type: killed by {kind}"
    if act == "attack" and kind == "grenade" and any(w.kind == "arms" for w in weapons):
        return _by_patient(act, agent, patient)
    if act == "attack" and kind in {"air", "artillery", "chemical", "suicide", "grenade"}:
        return _BY_WEAPON[kind], f"type: attack by {kind}"
    return _by_patient(act, agent, patient)


def _by_a_crowd(act: str, agent: ActorMention | None, patient: ActorMention | None) -> tuple[str, str] | None:
    """What a crowd does: arson and clashes are a riot, killing is the violence of a mob."""
    if agent is not None and agent.sector == "protesters":
        if act == "kill":
            return _FIXED["mob"], "type: killing by a crowd"
        if act == "burn":
            return _FIXED["riot"], "type: violence by protesters"
    if act == "clash" and any(m is not None and m.sector == "protesters" for m in (agent, patient)):
        return _FIXED["riot"], "type: clash with a crowd"
    return None


def _shot_down(weapons: Sequence[Weapon]) -> tuple[str, str]:
    """A drone or a missile stopped is a weapon disrupted; an aircraft with people in it is fought."""
    crewed = any(w.name in {"warplane", "helicopter"} for w in weapons)
    if not crewed:
        return "strategic.disrupted_weapons_use", "type: drone or missile shot down"
    if any(w.kind == "artillery" for w in weapons):
        return SHELLING, "type: aircraft shot down by a missile"
    return CLASH, "type: aircraft shot down"


def _territory(act: str, agent: ActorMention | None, patient: ActorMention | None) -> tuple[str, str]:
    if agent is not None:
        return (REGAINS, "type: taken by a state") if agent.state else (OVERTAKES, "type: taken by a non-state side")
    if patient is not None:
        return (OVERTAKES, "type: lost by a state") if patient.state else (REGAINS, "type: lost by a non-state side")
    return (REGAINS, "type: taken back") if act == "regain" else (OVERTAKES, "type: fallen")


def _by_patient(act: str, agent: ActorMention | None, patient: ActorMention | None) -> tuple[str, str]:
    if agent is not None and agent.sector == "protesters":
        return "riot.violent_demonstration", "type: violence by protesters"
    if patient is not None and is_civil(patient):
        return ATTACK, "type: against civilians"
    if patient is None and act == "kill":
        return ATTACK, "type: killing of people unnamed"
    return CLASH, "type: fighting"
