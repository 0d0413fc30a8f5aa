"""Sides no grammar gives: whose weapon it was, who stayed at the place hit, who holds such a post."""

from __future__ import annotations

import re

from dropwire.extract.actors import ActorMention
from dropwire.extract.scene import Group, Scene, TriggerHit, is_armed
from dropwire.extract.subjects import EXPLOSIVE, HARMS, Roles, Window, acts

WHOSE_WEAPON = "role: whose weapon"
_WHERE = re.compile(
    r"\b(?:nơi|nơi mà|tempat|lokasi|where)\s+(?:(?:các|những|nhiều|một số|para|sejumlah|some|many|the)\s+)?$"
)
_STAYS = re.compile(
    r"\s*(?:\S+\s+){0,3}?(?:đóng|trú|trú ngụ|đồn trú|ẩn náu|ẩn nấp|tập trung|cố thủ|tập kết|lẩn trốn|nghỉ|ở\b|bermarkas"
    r"|bersembunyi|berkumpul|ditempatkan|berada|menginap|bertahan|tinggal|berlindung|based|stationed|housed|sheltering|hiding"
    r"|staying|gathered|quartered|billeted|holed up|living|stayed|had gathered)"
)
_POLICE_POST = re.compile(r"cảnh sát|công an|poli[cs]e|polisi|polis\b", re.IGNORECASE)
_IN_UNIFORM = re.compile(
    r"quân|lính|binh|cảnh sát|công an|militer|tentara|tentera|tni\b|poli[cs]|military|army|troop|soldier", re.IGNORECASE
)
_POSTED = frozenset({"attack", "blast", "suicide", "grenade", "strike"})
_AROUND = 12
"""How near the words that say whose post it is stand to the word for it."""


def complete(scene: Scene, hit: TriggerHit, window: Window, roles: Roles) -> None:
    """Sides no grammar gives: whose weapon it was, who stayed at the place hit, who holds such a post."""
    if hit.entry.act not in HARMS:
        return
    owner = carriers(scene, hit)
    if owner is not None:
        roles.agent, roles.agent_rule, roles.patient, roles.patient_rule = None, "", owner, "role: carried what blew up"
        return
    if roles.agent is None and hit.entry.act in EXPLOSIVE and hit.entry.frame != "suffer":
        roles.agent = layer(scene) or owner_of_means(scene, window)
        roles.agent_rule = WHOSE_WEAPON if roles.agent else ""
        if roles.patient is roles.agent:
            roles.patient, roles.patient_rule = None, ""
    if roles.patient is None:
        roles.patient = stays_there(scene, hit)
        roles.patient_rule = "role: stays at the place hit" if roles.patient else ""
    if roles.patient is None:
        roles.patient = holder_of_post(scene, hit, roles.agent)
        roles.patient_rule = "role: holds such a post" if roles.patient else ""


def owner_of_means(scene: Scene, window: Window) -> Group | None:
    """The side whose weapon goes off ("rockets of the militia fell on ...")."""
    for group in reversed(window.left):
        if group.source or not acts(group) or group.prep not in {None, "of", "by", "origin"}:
            continue
        if any(w.start <= group.end and group.start - w.end <= 32 for w in scene.weapons if w.start < group.end):
            return group
    return None


def layer(scene: Scene) -> Group | None:
    """Who laid or fired the weapon: "mines left by" somebody, anywhere in the sentence."""
    for group in scene.groups:
        if group.prep == "by" and any(0 <= group.start - w.end <= 30 for w in scene.weapons):
            return group
    return None


_SOMEBODY = re.compile(r"\b(?:\d+|\w+) (?:người|orang|people)\b(?! khác)")
_ANYBODY = frozenset({"people", "persons", "person", "orang", "warga", "người", "nạn nhân", "korban"})


def _anybody(scene: Scene, mention: ActorMention) -> bool:
    """Whether a word says no more than that somebody was hit."""
    return scene.body[mention.start : mention.end].lower() in _ANYBODY


_CARRIED = re.compile(
    r"\b(?:máy nhắn tin|bộ đàm|thiết bị liên lạc|pagers?|walkie-talkies?|penyeranta|alat kelui|alat komunikasi|radios?"
    r"|handsets?|communication devices)\b[^.;,]{0,40}$", re.IGNORECASE,
)  # fmt: skip


def carriers(scene: Scene, hit: TriggerHit) -> Group | None:
    """Those whose own devices went off: "pagers used by members of the group exploded"."""
    if hit.entry.act != "blast":
        return None
    return next((g for g in scene.groups if _CARRIED.search(scene.body, scene.sentence.start, g.start)), None)


def stays_there(scene: Scene, hit: TriggerHit) -> Group | None:
    """The side said to be at the place hit: "hit a hotel where foreign troops were staying"."""
    for group in scene.groups:
        if group.start < hit.end or group.source or not is_armed(group.members[0]):
            continue
        if _WHERE.search(scene.body, hit.end, group.start) and _STAYS.match(scene.body, group.end, scene.sentence.end):
            return group
    return None


def holder_of_post(scene: Scene, hit: TriggerHit, agent: Group | None) -> Group | None:
    """Those in uniform at a post that somebody who is no state attacks: "gunmen stormed the barracks"."""
    if hit.entry.act not in _POSTED or (agent is not None and agent.members[0].state):
        return None
    own = scene.segments[scene.segment_at(hit.start)]
    end = scene.clause(hit.start)[1]
    uniformed = any(a.sector in {"military", "police"} for a in scene.actors)
    hurt = [f for f in scene.figures if f.kind != "captured"]
    if any(f.whom is not None and not (uniformed and _anybody(scene, f.whom)) for f in hurt):
        return None
    for post in scene.markers:
        if (
            post.role != "base"
            or not own.start <= post.start < end
            or scene.marker("near", post.start - _AROUND, post.start)
        ):
            continue
        near = [g for g in scene.groups if g.start < post.end + 40 and g.end > post.start - 40 and g is not agent]
        if any(g.members[0].sector != "country" and not _anybody(scene, g.members[0]) for g in near):
            continue  # whose it is is told
        around = scene.body[max(own.start, post.start - _AROUND) : post.end + _AROUND]
        anybody = any(f.whom is None and f.exact != 0 for f in hurt) and _SOMEBODY.search(scene.sentence.text)
        if anybody and _IN_UNIFORM.search(around) is None:
            continue  # "a bomb at a checkpoint killed five people": who they were is not told
        police = _POLICE_POST.search(scene.body, max(own.start, post.start - _AROUND), post.end + _AROUND)
        sector = "police" if police else "military"
        return Group(
            post.start, post.end, [ActorMention(post.start, post.end, sector, None, None, True, "actor: post")]
        )
    return None
