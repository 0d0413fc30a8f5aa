"""Who did it and to whom: where a trigger's frame puts its two sides.

The frames are those of the lexicon. A side carries the role of the small word before it (`Group.prep`); a verb without
a subject of its own takes that of the verb before it, as speakers of all three languages do.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.roles.implied import WHOSE_WEAPON, complete, layer, owner_of_means, stands_at
from dropwire.extract.roles.subjects import (
    OBJECT,
    TERROR,
    UNARMED_NEVER,
    Roles,
    Window,
    acts,
    bare,
    belongs_to_backer,
    far_country,
    fights,
    in_office,
    is_english_passive,
    is_whereabouts,
    names_post,
    object_of,
    owns,
    owns_target,
    owns_weapon,
    says_of_itself,
    sender_of,
    subject_of,
    subject_unnamed,
    sufferer,
    window_of,
)
from dropwire.extract.sentence.scene import (
    OPENERS,
    SELF_DONE,
    Group,
    MarkerHit,
    Scene,
    Segment,
    TriggerHit,
    is_armed,
    is_civil,
    same_camp,
    same_side,
)
from dropwire.extract.types import TERRITORY
from dropwire.letters import UPPER

LIGHT = "role: subject of the verb that carries the noun"
"""The rule of "launched an attack": the noun tells of the event itself, not of one told before."""


def assign(scene: Scene, triggers: list[TriggerHit]) -> list[Roles]:
    """The roles of each trigger, in order."""
    found: list[Roles] = []
    subject: Group | None = None
    taken: list[Group] = []
    """Groups that are already the target of a verb before: they are not the next one's subject."""
    for number, hit in enumerate(triggers):
        window = window_of(scene, triggers, number)
        window.left = [g for g in window.left if not any(g is t for t in taken)]
        roles = _FRAMES[_frame(scene, hit)](scene, hit, window)
        complete(scene, hit, window, roles)
        gives = hit.entry.act in {"arms_transfer", "transfer"}
        if roles.patient is not None and roles.patient.start >= hit.end and not gives:
            taken.append(roles.patient)
        _name_member(scene, roles)
        if _done_by_main_clause(scene, hit, roles, subject):
            roles.agent, roles.agent_rule, roles.subject = None, "", None
        _answer(scene, hit, roles, found)
        _inherit(scene, triggers, number, roles, subject)
        _name_doers(scene, hit, roles, found)
        if scene.lang == "en" and len(window.left) > 1 and scene.body.endswith(" from ", 0, hit.start):
            roles.subject = window.left[0]  # "prevented the rebels from seizing the town, killing 20"
        if scene.lang == "en" and subject is not None and _only_owns(hit, roles):
            roles.subject = None
        subject = roles.subject or _doer_of_noun(scene, hit, window) or subject
        found.append(roles)
    return found


_IN_ANSWER = re.compile(r"\b(?:retaliatory|reprisal|reciprocal)\s+(?:\w+\s+)?$")
_AS_PART_OF = re.compile(r",?\s+in\s+(?:what\s+\w+\s+\w+\s+)?(?:an?|the)\s+(?:\w+\s+)?$")


_ANSWERED = re.compile(r"\b(?:dibalas|dijawab|disambut)(?: oleh)? (?:pasukan |militer |tentara |pihak )?$")
_WITH = re.compile(r" (?:\w+ )?dengan (?:\S+ ){0,3}$")


def _answer(scene: Scene, hit: TriggerHit, roles: Roles, found: list[Roles]) -> None:
    """Retaliation is the deed of whom the verb before hit: "fired rockets into X, drawing retaliatory strikes".

    Or of who is said to answer with it: "serangan roket X dibalas Y dengan membombardir Z".
    """
    for group in scene.groups if found and scene.lang in {"id", "ms"} else ():
        low = max(scene.sentence.start, group.start - 24)
        if _ANSWERED.search(scene.body, low, group.start) and _WITH.fullmatch(scene.body, group.end, hit.start):
            roles.agent, roles.agent_rule, roles.subject = group, "role: strikes back", group
            roles.patient = None if roles.patient is group else roles.patient
            return
    if roles.agent is not None or not found or found[-1].agent is None or found[-1].patient is None:
        return
    if hit.entry.frame == "noun" and _IN_ANSWER.search(scene.body, scene.sentence.start, hit.start):
        roles.agent, roles.agent_rule = found[-1].patient, "role: strikes back"
        roles.patient, roles.patient_rule = found[-1].agent, "role: struck back at"


def _name_doers(scene: Scene, hit: TriggerHit, roles: Roles, found: list[Roles]) -> None:
    """Whose attack it was that the sentence told: "gunmen stormed a cafe, in an attack claimed by X"."""
    owner = roles.agent
    if hit.entry.frame != "noun" or owner is None or owner.prep != "by" or owner.members[0].actor is None:
        return
    if scene.lang != "en" or _AS_PART_OF.search(scene.body, scene.sentence.start, hit.start) is None:
        return
    for other in found:
        if other.agent is None or all(m.sector == "gunmen" and m.actor is None for m in other.agent.members):
            other.agent, other.agent_rule = owner, roles.agent_rule


def _only_owns(hit: TriggerHit, roles: Roles) -> bool:
    """Whether a side only owns the noun that is the verb's object ("repelled an attack by X and killed")."""
    owner = roles.subject
    return hit.entry.frame == "noun" and owner is not None and owner is roles.agent and owner.prep in {"by", "of"}


def _done_by_main_clause(scene: Scene, hit: TriggerHit, roles: Roles, subject: Group | None) -> bool:
    """Whether a word in -ing is told of those who fired, not of people in between ("fired as a crowd ran, killing")."""
    if scene.lang != "en" or roles.agent is None or subject is None or not scene.body.endswith("ing", 0, hit.end):
        return False
    inside = scene.segments[scene.segment_at(roles.agent.start)].opener == "sub"
    other = is_civil(roles.agent.members[0]) or not same_camp(roles.agent.members[0], subject.members[0])
    return inside and other and is_armed(subject.members[0])


def _doer_of_noun(scene: Scene, hit: TriggerHit, window: Window) -> Group | None:
    """Whose verb a noun is the object of, for the verb behind ("X membalas tembakan dan menewaskan")."""
    if hit.entry.frame == "noun" and scene.lang == "en" and _ENDED.search(scene.body, window.start, hit.start):
        subject = subject_of(window.left)
        return subject if subject is not None and subject.prep is None and is_armed(subject.members[0]) else None
    if hit.entry.frame != "noun" or scene.lang not in {"id", "ms"} or not scene.body.startswith(" dan me", hit.end):
        return None
    subject = subject_of(window.left)
    return subject if subject is not None and subject.prep is None and is_armed(subject.members[0]) else None


_ENDED = re.compile(
    r"\b(?:end(?:ed|ing)|broke|repelled|repulsed|foiled|thwarted|halted|stopped|crushed|lifted|beat (?:back|off)"
    r"|(?:responded|reacted) to)\s+(?:\w+\s+){0,3}$"
)
"""Before an attack that the subject put an end to."""
_NEXT = 3
"""How near behind a passive its doer stands, without a word for "by"."""
_BEHIND = 12
"""How near behind "fired from" the side that fired stands, or behind "oleh" the doer."""
_VERBAL = re.compile(r"[Pp]e(?:ny|n|m|ng|r)?\w+an")
"""Nouns of doing, whose object follows: "penyerangan pos X" is an attack on the post, "serangan X" one by X."""
_SUFFERED = re.compile(r"(?!killing|fighting)\w+ings?|bombardment|siege|invasion|ambush|onslaught on", re.IGNORECASE)
"""Nouns whose "of" is told of the one hit: "the bombing of a police station"."""
_POSSESSED = re.compile(rf"(?:\s+[{UPPER}][\w-]*){{0,2}}\s+của\s")

_HAS_OBJECT = re.compile(r"\b(?:phòng tuyến|vị trí|căn cứ|cứ điểm|trụ sở|trận địa|vòng vây|phòng thủ|đồn|chốt)$")
"""Ends of verbs that hold their object: what is "phá vỡ phòng tuyến của X" is done to X."""


def _frame(scene: Scene, hit: TriggerHit) -> str:
    """The frame of a trigger; a Vietnamese verb with an owner behind it is a noun ("không kích của X")."""
    if scene.lang == "vi" and hit.entry.frame == "active" and _POSSESSED.match(scene.body, hit.end):
        return "active" if _HAS_OBJECT.search(scene.body, hit.start, hit.end) else "noun"
    if scene.lang == "en" and hit.entry.frame == "noun" and _goes_on(scene, hit):
        return "active"
    if scene.lang == "en" and hit.entry.frame == "active" and _is_gerund(scene, hit):
        return "noun"
    return hit.entry.frame


def _is_gerund(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a word in -ing is a noun whose target follows ("the shelling of the town by rebels")."""
    return scene.body.startswith((" of ", " by "), hit.end) and scene.body.endswith("ing", hit.start, hit.end)


def _goes_on(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a word in -ing tells what the subject did besides ("..., shelling the town")."""
    own = scene.segments[scene.segment_at(hit.start)]
    bare_object = not scene.body.startswith((" of ", " in ", " by ", " on ", " at "), hit.end)
    return bare_object and own.opener == "," and hit.start - own.start <= 1 and scene.body.endswith("ing", 0, hit.end)


def _past_its_object(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether what is attacked is a post right behind the verb, and the group another verb's ("freeing inmates")."""
    if hit.entry.act != "attack" or scene.segment_at(group.start) == scene.segment_at(hit.start):
        return False
    return any(m.role == "base" and 0 <= m.start - hit.end <= _BEHIND for m in scene.markers)


def _active(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    if scene.body[hit.start : hit.end].lower().endswith((" từ", " dari", " from")):
        owner = next((g for g in window.right if g.start - hit.end <= _BEHIND and is_armed(g.members[0])), None)
        if owner is not None:
            return Roles(owner, None, "role: fired from where it stood", "", None)
    for passive in reversed([m for m in scene.markers if m.role == "passive" and window.start <= m.start < hit.start]):
        between = [g for g in window.left if g.start >= passive.end and not g.source]
        if belongs_to_backer(scene, passive.end, hit.start) or _BLAMED.match(scene.body, passive.end):
            continue
        if len(between) <= 1 and hit.start - passive.end < 80:
            return _vietnamese_passive(scene, hit, window, passive.start, between)
        break
    if scene.lang == "en" and is_english_passive(scene, hit):
        return _passive(scene, hit, window)
    by = next((g for g in window.left if g.prep == "by" and hit.start - g.end < 24), None)
    if by is not None and scene.lang == "vi":
        others = [g for g in window.left if g is not by]
        return Roles(by, subject_of(others) or object_of(window.right), "role: do", "role: left of do", by)
    able = [g for g in window.left if not (names_post(scene, g) or (scene.lang == "en" and g.prep == "by"))]
    agent = sender_of(scene, able, subject_of(able))
    if agent is not None and _explains_speaker(scene, hit, agent):
        agent = None
    able = [g for g in window.right if not _RUN_BY.search(scene.body, max(hit.end, g.start - 24), g.start)]
    patient = object_of(able, hit.entry.act) or next((g for g in able if owns_target(scene, g.start)), None)
    if patient is agent or (
        patient is not None
        and (_past_its_object(scene, hit, patient) or _acts_next(scene, patient) or _says_where(scene, patient))
    ):
        patient = None
    if patient is not None and scene.lang == "en" and patient.prep == "of" and patient.start - hit.end > _OF_SOMETHING:
        patient = None  # "hit a village during celebrations of the founding of the rebels"
    if agent is not None and hit.entry.act in UNARMED_NEVER and all(m.sector == "civilians" for m in agent.members):
        victim = agent if patient is None else None  # "dragged passengers out and shot them"
        return Roles(None, patient or victim, "", "role: object" if patient else "role: object of the verb before")
    return Roles(agent, patient, "role: subject" if agent else "", "role: object" if patient else "", agent)


def _explains_speaker(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether a general noun only says what the speaker behind it is ("nhóm vũ trang này, KNU, cho hay ...")."""
    first = group.members[0]
    if scene.lang != "vi" or first.actor is not None or first.country is not None:
        return False
    return any(g.source == "speaker" and group.end <= g.start < hit.start for g in scene.groups)


_AND = re.compile(r"\b(?:và|dan|and) (?:the |các |para )?$")


def _acts_next(scene: Scene, group: Group) -> bool:
    """Whether behind an "and" a group does something itself ("fired into a market and rebels tried to take X")."""
    if _AND.search(scene.body, max(scene.sentence.start, group.start - 12), group.start) is None:
        return False
    own = scene.segments[scene.segment_at(group.start)]
    return any(
        t.entry.frame == "active" and 0 < t.start - group.end <= _BEHIND for t in scene.triggers if t.end <= own.end
    )


_BLAMED = re.compile(r" (?:cáo buộc|tố cáo|tố|quy trách nhiệm|chỉ trích|lên án|buộc tội)\b")
"""Behind "bị" of another verb: who is accused of a deed did it himself ("X bị cáo buộc đã giết")."""


_RUN_BY = re.compile(
    r"\b(?:kendalian|kelolaan|yang di(?:kelola|kendalikan|jalankan)(?: oleh)?|(?:run|operated) by(?: the)?) $"
)
"""Before who only runs a school or hospital that is attacked."""


def _says_where(scene: Scene, group: Group) -> bool:
    """Whether a country only says where the place before it lies ("Làng X, Mali, bị ...", "vào làng X (Nigeria)")."""
    if group.members[0].sector != "country" or not scene.body.endswith((", ", "("), 0, group.start):
        return False
    return any(p.end < group.start and p.kind != "country" and p.start >= scene.sentence.start for p in scene.places)


def _vietnamese_passive(scene: Scene, hit: TriggerHit, window: Window, passive: int, between: list[Group]) -> Roles:
    left = [g for g in window.left if g.end <= passive and not _says_where(scene, g)]
    patient = subject_of(left) or sufferer(scene, passive)
    if len(left) > 1 and is_civil(left[-1].members[0]) and bare(left[-1]) and passive - left[-1].end <= 1:
        patient = left[-1]  # "soldiers freed eight teachers taken by rebels"
    agent = between[0] if between else next((g for g in window.right if g.prep == "by"), None)
    if patient is None:  # "after the village was razed, X moved on": who acts next is not the one hit
        end = scene.segments[scene.segment_at(hit.start)].end
        own = [g for g in window.right if g.start < end or scene.marker("result", hit.end, g.start) is not None]
        patient = object_of([g for g in own if g is not agent], hit.entry.act)
    return Roles(agent, patient, "role: passive agent" if agent else "", "role: passive subject", patient)


def _passive(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    own = scene.segments[scene.segment_at(hit.start)].start
    left = window.left
    if hit.entry.act in TERRITORY:  # "the town, long a hideout of rebels, was taken": they are no subject
        left = [g for g in left if scene.lang == "en" or scene.body.find(",", g.end, hit.start) < 0]
    patient = subject_of([g for g in left if g.start >= own]) or subject_of(left)
    agent = next((g for g in window.right if g.prep == "by"), None)
    if agent is None and scene.lang in {"id", "ms"}:
        reach = _BEHIND if scene.body.endswith(" oleh", hit.start, hit.end) else _NEXT
        agent = next((g for g in window.right if g.prep in {None, "of"} and g.start - hit.end <= reach), None)
    if agent is None and scene.lang == "en" and hit.entry.act in _FROM_AFAR:
        agent = next((g for g in window.right if _fired_from(scene, hit, g)), None)
    rest = object_of([g for g in window.right if g is not agent and g.prep in {"from", "origin"}], hit.entry.act)
    if patient is None:
        patient = rest
    if patient is None and _AND_THEN.search(scene.body, window.start, hit.start):
        before = [g for g in scene.groups if window.start <= g.start and g.end <= hit.start and g is not agent]
        patient = subject_of([g for g in before if not g.source])
    rule = "role: passive agent" if agent else ""
    return Roles(agent, patient, rule, "role: passive subject" if patient else "", patient)


_POSITIONS = re.compile(
    r"(?:'s|-held|-controlled)? (?:\w+ )?(?:positions?|lines?|territory|trenches|batter(?:y|ies)|side)\b"
)


def _fired_from(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether shells came from where a side stands: "was fired from rebel positions"."""
    near = scene.body.startswith(" from ", hit.end) and 0 <= group.start - hit.end <= _BEHIND
    armed = is_armed(group.members[0]) or group.members[0].sector == "country"
    return near and armed and _POSITIONS.match(scene.body, group.end) is not None


_OF_SOMETHING = 60
"""How near behind a verb an "of" still tells whose the thing is that was hit."""
_AND_THEN = re.compile(r"\band (?:then |subsequently |later |eventually |repeatedly )?$")
"""Before a verb that shares the subject of one before ("were lured out and then attacked by")."""


def _noun(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    light = scene.marker("light", window.start, hit.start)
    suffered = scene.marker("suffered", window.start, hit.start)
    suffers = scene.lang == "en" and _SUFFERED.fullmatch(scene.body, hit.start, hit.end) is not None
    owner = next((g for g in scene.groups if g.start < hit.end and g.end > hit.start), None)
    owner = owner or _owner_of_noun(scene, hit, window, {"by"} if suffers else {"of", "by"})
    if owner is None and scene.lang in {"id", "ms"} and _FELL_BY.search(scene.body, window.start, hit.start):
        owner = next((g for g in window.right if _killed_them(scene, hit, g)), None)
    if owner is None and scene.lang in {"id", "ms"} and not _VERBAL.fullmatch(scene.body, hit.start, hit.end):
        owner = next((g for g in window.right if g.prep is None and _right_behind(scene, hit, g)), None)
    if scene.lang == "en":
        owner = next((g for g in reversed(window.left) if 0 <= hit.start - g.end <= 4 and not g.source), owner)
    target = _target_of_noun(scene, hit, window, owner, suffers)
    if owner is None and scene.lang in {"id", "ms"}:
        owner = next((g for g in window.right if g.prep is None and _by_arms_of(scene, hit, g)), None)
    if (
        target is None
        and owner is None
        and scene.lang in {"id", "ms"}
        and _VERBAL.fullmatch(scene.body, hit.start, hit.end)
    ):
        target = next((g for g in window.right if g.prep is None and g.start - hit.end <= 2), None)
    if target is None and _FOILED.search(scene.body, window.start, hit.start):
        speakers = (g for g in scene.groups if g.source and is_armed(g.members[0]) and g is not owner)
        target = subject_of(window.left) or next(speakers, None)
    if target is None:
        result = scene.marker("result", hit.end, window.end)
        harmed = [g for g in window.right if result is not None and g.start >= result.end and g is not owner]
        target = next((g for g in harmed if not g.source and fights(g)), None)
    if suffered is not None:
        hurt = [g for g in window.left if g.end <= suffered.start and g.members[0].sector != "country"]
        target = target or subject_of(hurt)
    rule = "role: noun owner"
    if owner is None and light is None and suffered is None:
        owner = _kills_in_it(scene, hit, window)
    if light is not None and owner is None and hit.start - light.end < 40 and not _of_inquiry(scene, light, hit):
        owner, rule = subject_of([g for g in window.left if g.end <= light.start + 1]), LIGHT
    if target is None and owner is not None:
        able = [g for g in window.right if g.start > owner.end and g.prep in OBJECT and not g.source]
        target = next((g for g in able if g.members[0].sector != "country"), None)
    return Roles(owner, target, rule if owner else "", "role: noun target" if target else "", owner)


def _owner_of_noun(scene: Scene, hit: TriggerHit, window: Window, whose: set[str]) -> Group | None:
    """The side behind "of" or "by" whose deed the noun is, not whose the post is that was attacked."""
    owner = next((g for g in window.right if g.prep in whose and owns(scene, hit, g)), None)
    if owner is not None and owner.prep == "of" and _ITS_POST.match(scene.body, hit.end, owner.start):
        return None
    return owner


def _target_of_noun(scene: Scene, hit: TriggerHit, window: Window, owner: Group | None, suffers: bool) -> Group | None:
    """The side behind "on" or "against", or behind the "of" of a noun that is suffered."""
    for group in window.right:
        if group.prep == "of" and owner is None and _ITS_POST.match(scene.body, hit.end, group.start):
            return group
        aimed = group.prep in {"target", "against"} or (suffers and group.prep == "of" and group.start - hit.end <= 24)
        if aimed and group is not owner and not group.source and not far_country(scene, group):
            return group
    return None


_ITS_POST = re.compile(
    r"\s+(?:(?:vào|các|những|một|hai|ba|nhiều|loạt|số|hàng loạt|mục tiêu|khu vực)\s+){0,2}(?:hang ổ|sào huyệt|căn cứ"
    r"|cứ điểm|thành trì|nơi ẩn náu|nơi trú ẩn|vị trí|đồn|chốt|trại|doanh trại|kho đạn|kho vũ khí|trụ sở|sở chỉ huy)\b"
)
"""What is attacked, right behind the noun: whose it is did not attack it ("chiến dịch tấn công hang ổ của X")."""
_ABOUT = re.compile(r"\b(?:điều tra|đối với|về|liên quan|quanh)\b")


def _of_inquiry(scene: Scene, light: MarkerHit, hit: TriggerHit) -> bool:
    """Whether what is opened or held is only about the attack ("mở cuộc điều tra đối với" the attack)."""
    return scene.lang == "vi" and _ABOUT.search(scene.body, light.end, hit.start) is not None


_MANNER = re.compile(
    r" (?:(?:yang )?(?:lanjutan|susulan|terbaru|baru|balasan|balik|besar-besaran|gabungan|terkoordinasi|terencana"
    r"|mendadak|mematikan|maut|brutal|berdarah|keji|sengit|sporadis|kilat|pertama|kedua|ketiga|malam|terakhir) )"
)
"""Between a noun and whose deed it is: "serangan lanjutan" X."""


def _right_behind(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether nothing but a word of manner stands between a noun and the side behind it."""
    return group.start - hit.end <= 2 or _MANNER.fullmatch(scene.body, hit.end, group.start) is not None


_FELL_BY = re.compile(
    r"\b(?:tewas|gugur|terbunuh|meninggal|maut|terkorban|terluka|luka-luka|cedera|mati)\b[^.;,]{0,12}?"
    r"\b(?:dalam|akibat|karena|oleh|saat|ketika)\s+(?:\w+\s+)?$"
)
"""Before a noun of doing whose doer follows, as the victims are told: "lima orang tewas dalam penyergapan X"."""


def _killed_them(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether a side right behind the noun is not that of those who fell in it."""
    if group.prep is not None or group.start - hit.end > 2 or names_post(scene, group):
        return False
    fallen = [f.whom for f in scene.figures if f.end <= hit.start and f.whom is not None]
    return not any(same_camp(whom, group.members[0]) for whom in fallen)


_FOILED = re.compile(
    r"\b(?:menggagalkan|mematahkan|menghalau|foiled|thwarted|repelled|repulsed|fought off|beat(?:en)? (?:back|off))"
    r"\s+(?:\w+\s+){0,2}$"
)
_ARMS_OF = re.compile(
    r"(?:artileri|rudal|roket|mortir|drone|dron|jet|pesawat|tank|helikopter|meriam|kapal)\b", re.IGNORECASE
)
_BOMBS = frozenset({"shell", "airstrike", "blast"})


def _by_arms_of(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether a side behind a noun of bombing does it: "penembakan artileri Rusia", "pengeboman Israel di Gaza"."""
    if not 0 <= group.start - hit.end <= 2 or group.source:
        return False
    if _ARMS_OF.match(scene.body, group.start):
        return True
    first = group.members[0]
    abroad = any(scene.where[p.start].country not in {None, first.country} for p in scene.places)
    return abroad and first.sector in {"country", "military"} and hit.entry.act in _BOMBS | {"attack"}


_IN_IT = re.compile(r"\bdalam\s+(?:se\w+\s+|rangkaian\s+|aksi\s+)?$")


def _kills_in_it(scene: Scene, hit: TriggerHit, window: Window) -> Group | None:
    """The fighters said to have killed in an attack ("X menebar teror hingga menewaskan 10 orang dalam serangan")."""
    if scene.lang not in {"id", "ms"} or _IN_IT.search(scene.body, window.start, hit.start) is None:
        return None
    agent = subject_of(window.left)
    if agent is None or not is_armed(agent.members[0]) or agent.prep is not None:
        return None
    killed = any(agent.end <= f.start < hit.start and f.rule == "figures: act before" for f in scene.figures)
    return agent if killed else None


def _clash(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    both = [g for g in (*window.right, *window.left) if g.prep == "between"]
    if both:
        group = both[0]
        other = next((g for g in window.right if g.start > group.end and not g.source and fights(g)), None)
        if len(group.members) > 1 or other is None:
            return Roles(group, group, "role: between", "role: between", group)
        return Roles(group, other, "role: between", "role: between", group)
    against = next(
        (g for g in window.right if g.prep in {"against", "with", "target"} and not g.source and fights(g)), None
    )
    subject = subject_of(window.left)
    if against is not None and subject is None and scene.lang in {"id", "ms"}:  # "baku tembak TNI dengan KKB"
        subject = next(
            (g for g in window.right if g.prep is None and 0 <= g.start - hit.end <= 2 and not g.source), None
        )
    if against is None and subject is not None:
        result = scene.marker("result", hit.end, window.end)
        able = [g for g in window.right if g.prep in {None, "of"} and not g.source and fights(g)]
        able = [g for g in able if g.members[0].sector != "civilians"]
        able = [g for g in able if not in_office(scene, g.members[0])]
        if len(subject.members) > 1 and result is not None:
            able = [g for g in able if g.start < result.start]
        against = able[0] if able else None
    parts = subject.members if subject is not None and len(subject.members) > 1 else []
    if against is not None and any(same_side(against.members[0], m) for m in parts):
        against = subject  # "soldiers of A and B fought, three of B's were killed"
    if against is subject:
        against = None
    if against is None and subject is not None and len(subject.members) > 1:
        return Roles(subject, subject, "role: clash of the subject's parts", "role: clash", subject)
    if against is None and subject is None:
        met = _met_as(scene, hit)
        return met if met.agent is not None else _sides_of_toll(scene, hit)
    if against is not None and subject is not None and _fell_to(scene, hit, subject, against):
        return Roles(against, subject, "role: whose operation", "role: fell in the fighting", against)
    if against is None and subject is not None and _fell_in(scene, hit, subject):
        return Roles(None, subject, "", "role: fell in the fighting", None)
    return Roles(subject, against, "role: clash" if subject else "", "role: clash" if against else "", subject)


def _met_as(scene: Scene, hit: TriggerHit) -> Roles:
    """The two sides right behind the noun, or of the clause that says how fighting began ("as troops met rebels")."""
    beside = next((g for g in scene.groups if 0 <= g.start - hit.end <= 2 and len(g.members) > 1), None)
    if beside is not None and beside.prep is None and is_armed(beside.members[0]):  # "baku tembak TNI dan KKB"
        return Roles(beside, beside, "role: between", "role: between", beside)
    behind = scene.segments[scene.segment_at(hit.start) + 1 :]
    opened = next((s for s in behind if s.opener in {"sub", "after"}), None)
    if opened is None:
        return Roles()
    able = [g for g in scene.groups if g.start >= opened.start and not g.source and is_armed(g.members[0])]
    one = able[0] if able else None
    other = next((g for g in able[1:] if one is not None and g.members[0].state != one.members[0].state), None)
    if one is None or other is None:
        return Roles()
    return Roles(one, other, "role: met where fighting began", "role: met where fighting began", one)


_FELL_IN = re.compile(r"\b(?:trong|dalam|in)\s+(?:\S+\s+){0,2}$")


def _fell_in(scene: Scene, hit: TriggerHit, subject: Group) -> bool:
    """Whether a side is only told to have died in the fighting: "70 policemen died in clashes ..."."""
    dead = any(f.kind == "killed" and f.start <= subject.start < f.end for f in scene.figures)
    return dead and _FELL_IN.search(scene.body, subject.end, hit.start) is not None


def _fell_to(scene: Scene, hit: TriggerHit, subject: Group, other: Group) -> bool:
    """Whether the dead are told before whose operation killed them: "lima militan tewas dalam operasi militer"."""
    if other.prep is not None or other.start - hit.end > 2 or not scene.body.startswith("dalam ", hit.start):
        return False
    return any(f.kind == "killed" and f.start <= subject.start < f.end for f in scene.figures)


def _sides_of_toll(scene: Scene, hit: TriggerHit) -> Roles:
    """Fighting that names no sides is told by its dead: "fighting killed 60 rebels and 18 soldiers"."""
    armed = [g for g in scene.groups if not g.source and g.start > hit.end and any(is_armed(m) for m in g.members)]
    acts = {t.start for t in scene.triggers if t is not hit and t.entry.frame == "active"}
    armed = [g for g in armed if not any(0 <= start - g.end <= 1 for start in acts)]  # "... when rebels attacked"
    if not armed or not scene.figures:
        return Roles()
    if len(armed) > 1:
        return Roles(armed[0], armed[1], "role: side among the dead", "role: side among the dead", armed[0])
    if len(armed[0].members) > 1:
        return Roles(armed[0], armed[0], "role: side among the dead", "role: side among the dead", armed[0])
    return Roles(None, armed[0], "", "role: side among the dead", None)


def _fall(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    words = scene.body[hit.start : hit.end].lower()
    taker = next((g for g in window.right if g.prep in {"into", None, "of"} and not g.source), None)
    if not any(w in words for w in ("tay", "tangan", "to", "kepada", "hands", "under", "control", "trước")):
        taker = next((g for g in window.right if g.prep == "into"), None)
    loser = next((g for g in (*window.right, *window.left) if g.prep == "from" and not g.source), None)
    return Roles(taker, loser, "role: into the hands of" if taker else "", "role: from the hands of", None)


def _lose(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    words = scene.body[hit.start : hit.end].lower()
    taker = next((g for g in window.right if g.prep == "into"), None)
    if "lepas" in words or words.endswith(("dari", "from")):
        loser = next((g for g in window.right if g is not taker and g.start - hit.end <= 30), None)
    else:
        loser = subject_of(window.left) or next((g for g in reversed(window.left) if g.source and acts(g)), None)
    return Roles(taker, loser, "role: into the hands of" if taker else "", "role: loser" if loser else "", None)


def _suffer(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    patient = subject_of([g for g in window.left if g.members[0].sector != "country"])
    if patient is not None and _SET_OFF.match(scene.body, hit.start) and _lays_mines(patient):
        return Roles(patient, _passing(scene, hit), "role: set it off", "role: passed by", patient)
    dead = [f for f in scene.figures if f.start >= hit.end]
    means = [
        g for g in window.right if not g.source and g.members[0].sector != "civilians"
        and (g.members[0].sector != "country" or owns_weapon(scene, g))
    ]  # fmt: skip
    means = [g for g in means if not any(f.start <= g.start < f.end for f in dead)]
    agent = next((g for g in means if g.prep in {"by", "of", "origin"}), None)
    if agent is None:
        agent = next((g for g in means if g.prep is None and g.start - hit.end <= 40), None)
    if agent is not None and stands_at(scene, hit.end, agent):
        return Roles(None, patient or agent, "", "role: sufferer" if patient else "role: where the bomb stood", None)
    agent_rule = "role: owner of the means" if agent else ""
    return Roles(agent, patient, agent_rule, "role: sufferer" if patient else "", None)


_SET_OFF = re.compile(r"(?:detonat|trigger|set (?:off|ting off)|explod|meledakkan|kích nổ|cho nổ)", re.IGNORECASE)
_PASSED = re.compile(r"\b(?:as|when|while|saat|ketika|khi)\s+(?:\S+\s+){0,2}?$")


def _lays_mines(group: Group) -> bool:
    """Whether a side sets off a mine rather than drives over it: fighters who are no state."""
    first = group.members[0]
    return is_armed(first) and not first.state


def _passing(scene: Scene, hit: TriggerHit) -> Group | None:
    """Who came by when it went off: "detonated a mine as a police patrol passed"."""
    behind = (g for g in scene.groups if g.start >= hit.end and not g.source and is_armed(g.members[0]))
    return next((g for g in behind if _PASSED.search(scene.body, hit.end, g.start)), None)


def _self(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    agent = next((g for g in window.right if g.prep in {"by"} and not g.source), None)
    if hit.entry.act in {"blast", "strike"}:
        return Roles(agent or layer(scene) or owner_of_means(scene, window), None, WHOSE_WEAPON, "", None)
    able = [g for g in window.right if g is not agent and g.prep in {"target", "against", None, "from"}]
    moves = hit.entry.act in {"withdraw", "advance"}  # to or from a country
    patient = next((g for g in able if g.members[0].sector != "country" or (g.prep is not None and not moves)), None)
    if hit.entry.act == "riot" and _is_suffered(scene, hit):
        return Roles(None, subject_of(window.left), "", "role: sufferer", None)
    if hit.entry.act == "riot":  # "đụng độ với cảnh sát"
        patient = next((g for g in scene.groups if hit.start < g.start and g.end <= hit.end), patient)
    inside = next((g for g in scene.groups if g.start <= hit.start and hit.end <= g.end), None)
    agent = agent or inside or subject_of(window.left) or _speaks_of_himself(scene, hit)
    if hit.entry.act == "agreement" and patient is None and agent is not None and len(agent.members) > 1:
        patient = agent  # "the government and the rebels signed ..."
    return Roles(agent, patient, "role: doer" if agent else "", "role: object" if patient else "", agent)


_PRONOUN = re.compile(
    r"\b(?:it|they)\s+(?:had |have |has |also |then |were |was ){0,3}(?:made |begun |started )?(?:an? |the )?(?:\w+ )?$"
)


def _speaks_of_himself(scene: Scene, hit: TriggerHit) -> Group | None:
    """Who speaks of his own side: "the rebels said they had pulled out", "quân đội thừa nhận đã rút khỏi"."""
    speakers = [g for g in scene.groups if g.source == "speaker" and g.end <= hit.start and acts(g)]
    if not speakers:
        return None
    if scene.lang == "vi":
        agrees = hit.entry.act == "agreement" and says_of_itself(scene, speakers[-1], hit)
        return speakers[-1] if agrees or SELF_DONE.fullmatch(scene.body, speakers[-1].end, hit.start) else None
    told = scene.lang == "en" and _PRONOUN.search(scene.body, speakers[0].end, hit.start) is not None
    return speakers[0] if told else None


_FRAMES: dict[str, Callable[[Scene, TriggerHit, Window], Roles]] = {
    "active": _active, "passive": _passive, "noun": _noun, "clash": _clash, "fall": _fall, "lose": _lose,
    "suffer": _suffer, "self": _self,
}  # fmt: skip


_MEMBER = re.compile(
    r"(?:của|thuộc) (?:nhóm|tổ chức)\b|(?:kelompok|organisasi) (?:itu|tersebut|ini)\b|(?:of|from) the group\b"
)


def _name_member(scene: Scene, roles: Roles) -> None:
    """ "X said a member of the group ...": the group is the one that speaks."""
    agent = roles.agent
    if agent is None or agent.members[0].actor is not None or agent.members[0].state:
        return
    if _MEMBER.search(scene.body, agent.start, agent.end + 24) is None:
        return
    speakers = [g for g in scene.groups if g.source and g.end <= agent.start and g.members[0].actor is not None]
    if speakers and acts(speakers[-1]) and not speakers[-1].members[0].state:
        roles.agent, roles.agent_rule = speakers[-1], "role: member of the group that speaks"


_ITS_OWN = re.compile(
    r"\b(?:pihaknya|pasukannya|tentaranya|phía mình|quân mình|lực lượng của mình|its forces|its troops|its soldiers"
    r"|its fighters|it had|it has|they had|they have)\s+(?:\w+\s+){0,2}$"
)
_OWN_ARM = re.compile(r"\b(?:lực lượng|hệ thống|đơn vị|các) phòng không (?:đã |vừa )?$")
"""An army's arm, which is that of who speaks: "Bộ Quốc phòng X cho biết lực lượng phòng không đã bắn hạ"."""
_FROM_AFAR = frozenset({"strike", "airstrike", "shell"})


def _fly(scene: Scene, hit: TriggerHit, roles: Roles) -> None:
    """Aircraft that hit rebels are those of the army that tells of it: "helicopters bombed ..., the army said"."""
    if hit.entry.act not in _FROM_AFAR or roles.patient is None or roles.patient.members[0].state:
        return
    if not any(w.start < hit.start and w.entry.kind in {"air", "artillery"} for w in scene.weapons):
        return
    told = [g for g in scene.groups if g.source and g.start >= hit.end and g.members[0].sector == "military"]
    if told and is_armed(roles.patient.members[0]):
        roles.agent, roles.agent_rule, roles.subject = told[0], "role: the speaker's own deed", told[0]


_WITHOUT_JETS = frozenset({"rebels", "separatists", "militants", "jihadists"})


def _bombs_them(scene: Scene, hit: TriggerHit, roles: Roles, speaker: Group) -> Group | None:
    """The army whose aircraft, without a name, rebels tell of: "the rebels said jets bombed the village"."""
    if hit.entry.act not in _FROM_AFAR | {"attack"} or speaker.members[0].sector not in _WITHOUT_JETS:
        return None
    if roles.patient is not None and roles.patient.members[0].state:
        return None
    jets = (w for w in scene.weapons if speaker.end <= w.start < hit.start and w.entry.kind == "air")
    jet = next((w for w in jets if "drone" not in w.entry.name), None)
    if jet is None or _THEIRS.match(scene.body, jet.end):
        return None
    army = ActorMention(jet.start, jet.end, "military", None, None, True, "actor: aircraft")
    return Group(jet.start, jet.end, [army])


_THEIRS = re.compile(r"\s+(?:của|milik)\s+(?:họ|mình|nhóm|lực lượng|mereka)\b")


def _flies_itself(scene: Scene, hit: TriggerHit, speaker: Group) -> bool:
    """Whether aircraft or guns without an owner are those of who tells of them."""
    return any(
        speaker.end <= w.start < hit.start and w.entry.kind in {"air", "artillery"}
        and (hit.entry.act == "shootdown" or not scene.body.endswith((" một ", " một chiếc "), 0, w.start))
        for w in scene.weapons
    )  # fmt: skip


def _may_have_killed(teller: ActorMention, enemy: ActorMention) -> bool:
    """Whether an army or a rebel side tells of the dead of the other one."""
    if enemy.state:
        return not teller.state and is_armed(teller) and enemy.sector in {"military", "police"}
    return teller.sector in {"military", "police"}


_ITS_MEN = re.compile(r"\b(?:its|their|his) (?:\w+ )?$|\b(?:its|their|his) ")


def _announces_enemy_dead(scene: Scene, hit: TriggerHit, roles: Roles) -> bool:
    """An army that tells of its enemies' death killed them: "the army said the rebel leader had been shot dead"."""
    one = roles.patient or roles.agent
    if hit.entry.act not in {"kill", "eliminate", "clash"} or one is None or one.start > hit.start:
        return False
    if hit.entry.act == "clash" and not any(f.kind == "killed" and f.start <= one.start < f.end for f in scene.figures):
        return False
    if any(side is not None and side is not one for side in (roles.agent, roles.patient)):
        return False
    enemy = one.members[0]
    if _ITS_MEN.search(scene.body, max(scene.sentence.start, one.start - 12), one.start + 6):
        return False
    tellers = [g for g in scene.groups if g.source and g.end <= one.start]
    if not is_armed(enemy) or not tellers or not _may_have_killed(tellers[-1].members[0], enemy):
        return False
    if any(c.entry.effect in {"accused", "denied"} for c in scene.cues):
        return False
    faced = (g for g in scene.groups if g.prep in {"with", "against"} and g.start > one.end and fights(g))
    foe = next((g for g in faced if g.members[0].state != enemy.state), None)  # "fell in a clash with soldiers"
    roles.agent, roles.agent_rule = foe or tellers[-1], "role: clash" if foe else "role: the speaker's own deed"
    roles.patient, roles.patient_rule = one, roles.patient_rule or "role: fell in the fighting"
    return True


def _done_within(scene: Scene, triggers: list[TriggerHit], number: int) -> bool:
    """Whether a noun is what a verb before it was done in: "seized two men in a cross-border raid"."""
    before = triggers[number - 1] if number else None
    if before is None or before.entry.act != "abduct" or before.entry.frame != "active" or _is_suffered(scene, before):
        return False
    same = scene.segment_at(before.start) == scene.segment_at(triggers[number].start)
    return same and _FELL_IN.search(scene.body, before.end, triggers[number].start) is not None


def _is_suffered(scene: Scene, hit: TriggerHit) -> bool:
    """Whether "bị" stands right before a Vietnamese verb: its doer is not told, whoever acts before."""
    if scene.lang != "vi":
        return False
    return scene.body.startswith("bị ", hit.start) or scene.body.endswith((" bị ", "Bị "), 0, hit.start)


def _join_clash(scene: Scene, hit: TriggerHit, roles: Roles, subject: Group | None) -> None:
    """Who fought the one side named: the subject of the verb before, or the speaker ("police said they clashed")."""
    if roles.patient is None:
        return
    if subject is not None:
        if subject is not roles.patient:
            roles.agent, roles.agent_rule = subject, "role: shared subject"
        return
    speakers = [g for g in scene.groups if g.source and g.end <= hit.start and acts(g)]
    if speakers and speakers[-1] is not roles.patient and says_of_itself(scene, speakers[-1], hit):
        roles.agent, roles.agent_rule = speakers[-1], "role: the speaker's own deed"


def _begins_anew(scene: Scene, own: Segment, hit: TriggerHit) -> bool:
    """Whether a verb has a subject of its own, if only a pronoun ("... and that it had shot down five jets")."""
    return own.opener == ";" or (scene.lang == "en" and _IT.search(scene.body, own.start, hit.start) is not None)


_IT = re.compile(r"\bthat (?:it|they|he|she) (?:had |has |have |also |then )*$")
_LEADS = re.compile(r"\s(?:yang |itu |đã |bị |has |had )?")
"""Between a weapon and the verb it is the subject of."""
_PLANTED = frozenset({"ied", "suicide", "grenade"})


def _inherit(scene: Scene, triggers: list[TriggerHit], number: int, roles: Roles, subject: Group | None) -> None:
    """A verb without a doer of its own shares the subject of the verb before it, or is the speaker's own deed."""
    hit = triggers[number]
    if hit.entry.act == "clash" and _announces_enemy_dead(scene, hit, roles):
        return
    if roles.agent is not None or hit.entry.frame not in {"active", "noun", "clash"}:
        return
    if hit.entry.frame == "clash":
        _join_clash(scene, hit, roles, subject)
        return
    own = scene.segments[scene.segment_at(hit.start)]
    if _announces_enemy_dead(scene, hit, roles):
        return
    if (
        roles.patient_rule == "role: passive subject"
        or _is_suffered(scene, hit)
        or (scene.lang == "en" and (is_english_passive(scene, hit) or subject_unnamed(scene, hit.start)))
    ):
        return
    low = max(own.start, triggers[number - 1].end if number else own.start)
    bombs = (w for w in scene.weapons if w.entry.kind in _PLANTED and low <= w.start)
    if own.opener in OPENERS and any(_LEADS.fullmatch(scene.body, w.end, hit.start) for w in bombs):
        return  # "... when a roadside bomb struck their vehicle"
    possessed = scene.body.startswith("nya", hit.end) or scene.body.endswith("nya", hit.start, hit.end)
    bare_noun = hit.entry.frame == "noun" and scene.marker("light", low, hit.start) is None and not possessed
    if bare_noun and not _done_within(scene, triggers, number):
        return
    speakers = [g for g in scene.groups if g.source and g.end <= hit.start and acts(g)]
    shares = subject is not None and subject is not roles.patient and not _begins_anew(scene, own, hit)
    if subject is not None and shares and not _speaks_since(scene, hit, subject, speakers):
        roles.agent, roles.agent_rule, roles.subject = subject, "role: shared subject", subject
        return
    if not speakers:
        _fly(scene, hit, roles)
    elif (army := _bombs_them(scene, hit, roles, speakers[-1])) is not None:
        roles.agent, roles.agent_rule, roles.subject = army, "role: aircraft of those the speaker fights", army
    elif possessed or _tells_own_deed(scene, hit, speakers[-1]):
        roles.agent, roles.agent_rule, roles.subject = speakers[-1], "role: the speaker's own deed", speakers[-1]


def _speaks_since(scene: Scene, hit: TriggerHit, subject: Group, speakers: list[Group]) -> bool:
    """Whether somebody else tells his own deed behind a subject ("jets hit X after rebels said they had attacked")."""
    return (
        scene.lang == "vi"
        and bool(speakers)
        and speakers[-1].source == "speaker"
        and is_armed(speakers[-1].members[0])
        and speakers[-1].start >= subject.end
        and says_of_itself(scene, speakers[-1], hit)
    )


def _tells_own_deed(scene: Scene, hit: TriggerHit, speaker: Group) -> bool:
    """Whether who speaks tells what his own side did, by its own men, aircraft or guns."""
    nearer = any(
        speaker.end <= g.start and g.end <= hit.start and bare(g) and not is_whereabouts(scene, g) for g in scene.groups
    )
    its_own = _ITS_OWN.search(scene.body, speaker.end, hit.start) is not None
    its_own = its_own or SELF_DONE.fullmatch(scene.body, speaker.end, hit.start) is not None
    says_so = not nearer and says_of_itself(scene, speaker, hit)
    its_own = its_own or (scene.lang == "vi" and hit.entry.frame == "active" and says_so)
    if hit.entry.act in TERROR and speaker.members[0].state and not its_own:
        return False
    its_own = its_own or _OWN_ARM.search(scene.body, speaker.end, hit.start) is not None
    takes = hit.entry.act in TERRITORY and speaker.members[0].state
    return its_own or takes or says_so or _flies_itself(scene, hit, speaker)
