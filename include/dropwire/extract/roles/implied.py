"""Sides no grammar gives: whose weapon it was, who sent it, who is accused, whose was what was hit."""

from __future__ import annotations

import re

from dropwire.extract.roles.subjects import EXPLOSIVE, HARMS, Roles, Window, acts, names_post
from dropwire.extract.roles.targets import holder_of_place, holder_of_unit, whose_target
from dropwire.extract.sentence.scene import Group, Scene, TriggerHit, is_armed, is_civil
from dropwire.extract.types import TERRITORY

WHOSE_WEAPON = "role: whose weapon"
_AROUND = 12
"""How near before a side the word for the site or the funeral stands whose it is."""


def complete(scene: Scene, hit: TriggerHit, window: Window, roles: Roles) -> None:
    """Add to what the grammar gave: whose weapon it was, who sent it, who is accused, whose was what was hit."""
    _name_accused(scene, hit, roles)
    _name_culprit(scene, hit, roles)
    if hit.entry.act in TERRITORY and roles.patient is None:
        roles.patient = holder_of_place(scene, roles.agent) or holder_of_unit(scene, hit, roles.agent)
        roles.patient_rule = "role: held the place" if roles.patient else ""
    if hit.entry.act not in HARMS:
        return
    _name_sender(scene, hit, window, roles)
    owner = carriers(scene, hit)
    if owner is not None:
        roles.agent, roles.agent_rule, roles.patient, roles.patient_rule = None, "", owner, "role: carried what blew up"
        return
    if roles.agent is not None and hit.entry.act in EXPLOSIVE and _only_hosts(scene, roles.agent):
        roles.agent, roles.agent_rule, roles.subject = None, "", None
    if roles.agent is None and hit.entry.act in EXPLOSIVE and hit.entry.frame != "suffer":
        roles.agent = layer(scene) or owner_of_means(scene, window)
        roles.agent_rule = WHOSE_WEAPON if roles.agent else ""
        if roles.patient is roles.agent:
            roles.patient, roles.patient_rule = None, ""
    if roles.patient is not None and _is_no_target(scene, hit, roles.patient):
        roles.patient, roles.patient_rule = None, ""
    if roles.patient is None:
        roles.patient, roles.patient_rule = whose_target(scene, hit, window, roles.agent)


_SENT_BOMBER = re.compile(r"\b(?:cho|cử|điều|phái|tung|dùng|sử dụng|huy động|mengirim|mengerahkan)\b(?:\s\S+){0,3}\s*$")


def _name_sender(scene: Scene, hit: TriggerHit, window: Window, roles: Roles) -> None:
    """Who sent a suicide bomber or a car bomb did it ("IS cho hai kẻ đánh bom liều chết lao vào ...")."""
    nameless = roles.agent is None or all(m.sector == "gunmen" and m.actor is None for m in roles.agent.members)
    if hit.entry.act != "suicide" or not nameless:
        return
    able = (g for g in reversed(window.left) if not g.source and g.prep is None and is_armed(g.members[0]))
    sender = next((g for g in able if not g.members[0].state), None)
    if sender is not None and _SENT_BOMBER.search(scene.body, sender.end, hit.start):
        roles.agent, roles.agent_rule = sender, "role: sent the bomber"


_ATTRIBUTE = re.compile(r"(?:'s)? (?:car |truck |roadside |suicide |suspected )?")
"""Between a group and its weapon: "an al-Shabaab car bomb"."""


_BEFORE_OWNER = 32
"""How near behind a weapon whose it is stands; behind "by" twice as far ("shells fired from X by Y")."""


_STANDS_AT = re.compile(r"\s(?:di|dekat|depan|at|near|outside|inside|ở|tại|gần|trước|ngoài|ngay)\s")


def stands_at(scene: Scene, weapon: int, group: Group) -> bool:
    """Whether a bomb that ends at `weapon` only stood where a side is ("a bomb outside a police barracks")."""
    return group.prep is None and _STANDS_AT.search(scene.body, weapon, group.start) is not None


def owner_of_means(scene: Scene, window: Window) -> Group | None:
    """The side whose weapon goes off ("rockets of the militia fell on ..."), not whose the town is in between."""
    for group in reversed(window.left):
        if group.source or not acts(group) or group.prep not in {None, "of", "by", "origin"}:
            continue
        if names_post(scene, group):
            continue
        low = max((p.end for p in scene.places if p.end <= group.start and group.prep == "of"), default=0)
        reach = 2 * _BEFORE_OWNER if group.prep == "by" else _BEFORE_OWNER
        near = (
            w for w in scene.weapons
            if low <= w.start < group.end and group.start - w.end <= reach
            and not stands_at(scene, w.end, group)
        )  # fmt: skip
        if any(w.entry.kind != "arms" for w in near):
            return group
        if scene.lang == "en" and any(_ATTRIBUTE.fullmatch(scene.body, group.end, w.start) for w in scene.weapons):
            return group
    return None


def layer(scene: Scene) -> Group | None:
    """Who laid or fired the weapon: "mines left by" somebody, anywhere in the sentence."""
    for group in scene.groups:
        laid = (w for w in scene.weapons if 0 <= group.start - w.end <= 30 and w.entry.kind != "arms")
        if group.prep == "by" and any(laid):
            return group
    return None


_HOSTING = re.compile(r"\s+(?:\w+\s+)?(?:camp|base|compound|school|shelter|hospital|clinic|headquarters|site)\b")


def _is_no_target(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether a side only says whose the site or the funeral was where people were hit."""
    return _of_those_mourned(scene, hit, group) or (_only_hosts(scene, group) and _people_hurt(scene, group))


def _of_those_mourned(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether a side only says at whose funeral or wedding somebody struck."""
    civil = scene.marker("civil", hit.end, group.start)
    return group.prep == "of" and civil is not None and group.start - civil.end <= _AROUND


def _only_hosts(scene: Scene, group: Group) -> bool:
    """Whether an organisation only says whose the site is that was hit ("inside a UN camp", "kamp PBB")."""
    if group.members[0].sector != "international":
        return False
    before = any(m.role in {"site", "base", "civil"} and 0 <= group.start - m.end <= _AROUND for m in scene.markers)
    return before or _HOSTING.match(scene.body, group.end) is not None


def _people_hurt(scene: Scene, host: Group) -> bool:
    """Whether the losses are people without arms, or a hospital or school was hit."""
    if any(m.role == "civil" and 0 <= host.start - m.end <= _AROUND for m in scene.markers):
        return True
    return any(f.whom is not None and is_civil(f.whom) for f in scene.figures)


_NAMELESS = frozenset({"militia", "gunmen", "militants", "rebels", "jihadists", "criminals", "separatists"})
_BLAMED = 24
"""How near behind "blaming" the side stands that is blamed."""


def _name_accused(scene: Scene, hit: TriggerHit, roles: Roles) -> None:
    """ "Militiamen killed ..., witnesses said, blaming X": the fighters without a name are those of X."""
    agent = roles.agent
    if agent is None or any(m.actor or m.country or m.sector not in _NAMELESS for m in agent.members):
        return
    for cue in scene.cues:
        if cue.entry.effect != "accused" or cue.start < hit.end:
            continue
        blamed = next((g for g in scene.groups if 0 <= g.start - cue.end <= _BLAMED), None)
        if blamed is not None and blamed.members[0].actor is not None and not blamed.members[0].state:
            roles.agent, roles.agent_rule = blamed, "role: whom the witnesses blame"
            return


_CULPRIT = re.compile(
    r"(?:\b(?:[Hh]ung thủ|[Tt]hủ phạm|[Kk]ẻ (?:gây án|thủ ác|tấn công|nổ súng)|[Pp]elaku(?:nya)?|[Pp]enyerang(?:nya)?"
    r"|[Tt]he (?:attackers|assailants|killers|gunmen|perpetrators|culprits))\b[^.;:]{0,24}?"
    r"\s(?:là|adalah|merupakan|ialah|diduga|disebut|dipercayai|were|are)\s"
    r"|\b(?:attackers|assailants|killers|gunmen), (?:whom|who) [^,.;]{2,40} (?:described|identified|named) as )"
    r"(?:(?:các|những|thành viên|phần tử|anggota|kelompok|para|milisi|members|fighters|from|of|the|local|suspected)\s)*"
    r"[\"“']?$"
)
"""Before who the doers told of were: "hung thủ là phiến quân", "the attackers were members of X"."""


def is_culprit(scene: Scene, group: Group, after: int) -> bool:
    """Whether a group is told, from `after` on, to be who did what was told before."""
    named = group.members[0].start
    return _CULPRIT.search(scene.body, max(after, named - 100), named) is not None


def _name_culprit(scene: Scene, hit: TriggerHit, roles: Roles) -> None:
    """The doers a sentence names only behind the deed."""
    agent = roles.agent
    nameless = agent is None or all(m.actor is None and m.country is None for m in agent.members)
    if hit.entry.act not in HARMS | {"massacre", "abduct", "burn"} or not nameless:
        return
    for group in scene.groups:
        if group.start < hit.end or group is roles.patient or not is_armed(group.members[0]):
            continue
        if is_culprit(scene, group, hit.end):
            roles.agent, roles.agent_rule = group, "role: told to be the culprit"
            return


_CARRIED = re.compile(
    r"\b(?:máy nhắn tin|bộ đàm|thiết bị liên lạc|pagers?|walkie-talkies?|penyeranta|alat kelui|alat komunikasi|radios?"
    r"|handsets?|communication devices)\b[^.;,]{0,40}$", re.IGNORECASE,
)  # fmt: skip


def carriers(scene: Scene, hit: TriggerHit) -> Group | None:
    """Those whose own devices went off: "pagers used by members of the group exploded"."""
    if hit.entry.act != "blast":
        return None
    return next((g for g in scene.groups if _CARRIED.search(scene.body, scene.sentence.start, g.start)), None)
