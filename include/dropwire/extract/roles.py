"""Who did it and to whom: where a trigger's frame puts its two sides.

The frames are those of the lexicon. A side carries the role of the small word before it (`Group.prep`); a verb without
a subject of its own takes that of the verb before it, as speakers of all three languages do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dropwire.extract.scene import Group, Scene, TriggerHit, is_armed
from dropwire.extract.types import TERRITORY

_BE = re.compile(r"\b(?:was|were|been|being|is|are|be|got|gets?)\b(?:\s+\w+){0,2}\s*$", re.IGNORECASE)
_OBLIQUE = frozenset({"target", "from", "into", "against", "between", "origin"})
LIGHT = "role: subject of the verb that carries the noun"
"""The rule of "launched an attack": the noun tells of the event itself, not of one told before."""
_SAYING = frozenset({"claimed", "accused"})
_OBJECT = frozenset({None, "target", "against", "of", "from", "and", "passive"})


@dataclass(slots=True)
class Roles:
    """The two sides of one trigger, the rule that found each, and the subject the next verb may share."""

    agent: Group | None = None
    patient: Group | None = None
    agent_rule: str = ""
    patient_rule: str = ""
    subject: Group | None = None
    spread: Group | None = None
    """The group that holds both sides of a clash."""


@dataclass(slots=True)
class Window:
    """What stands left and right of a trigger as far as its clause reaches."""

    left: list[Group]
    right: list[Group]
    start: int
    end: int


def assign(scene: Scene, triggers: list[TriggerHit]) -> list[Roles]:
    """The roles of each trigger, in order."""
    found: list[Roles] = []
    subject: Group | None = None
    taken: list[Group] = []
    """Groups that are already the target of a verb before: they are not the next one's subject."""
    for number, hit in enumerate(triggers):
        window = _window(scene, triggers, number)
        window.left = [g for g in window.left if not any(g is t for t in taken)]
        roles = _FRAMES[hit.entry.frame](scene, hit, window)
        gives = hit.entry.act in {"arms_transfer", "transfer"}
        if roles.patient is not None and roles.patient.start >= hit.end and not gives:
            taken.append(roles.patient)
        _inherit(scene, triggers, number, roles, subject)
        subject = roles.subject or subject
        found.append(roles)
    return found


def _window(scene: Scene, triggers: list[TriggerHit], number: int) -> Window:
    """Left to the clause's beginning, right to the next trigger's clause; side clauses without a trigger included."""
    hit = triggers[number]
    own = scene.segment_at(hit.start)
    busy = {scene.segment_at(other.start) for other in triggers}
    first = last = own
    while first > 0 and first - 1 not in busy and _reads_on(scene, first, hit.start):
        first -= 1
    while last + 1 < len(scene.segments) and last + 1 not in busy and scene.segments[last + 1].opener == ",":
        last += 1
    start, end = scene.segments[first].start, scene.segments[last].end
    before = triggers[number - 1] if number else None
    after = triggers[number + 1] if number + 1 < len(triggers) else None
    low = before.end if before is not None and before.start >= start else start
    high = after.start if after is not None and after.start < end else end
    high = min([high, *(
        cue.start for cue in scene.cues
        if cue.start > hit.end and cue.entry.effect in _SAYING and scene.segment_at(cue.start) != own
    )])  # fmt: skip
    if scene.lang == "vi":
        high = min([high, *(m.start for m in scene.markers if m.role == "who" and m.start > hit.end)])
    left = [g for g in scene.groups if start <= g.start and g.end <= hit.start and not _is_whereabouts(scene, g)]
    left = [g for g in left if not _holds_office(scene, g)]
    right = [g for g in scene.groups if g.end > hit.end and hit.start <= g.start < high]
    return Window([g for g in left if g.start >= low], right, start, end)


def _holds_office(scene: Scene, group: Group) -> bool:
    """Whether the group is a person in office without a country ("the president"): a listener, not a doer."""
    first = group.members[0]
    if first.sector != "government" or first.country is not None:
        return False
    return bool(_OFFICE.search(scene.body, first.start, first.end))


_OFFICE = re.compile(r"tổng thống|thủ tướng|bộ trưởng|ngoại trưởng|quan chức|presiden|menteri|pejabat|president|minister|official", re.IGNORECASE)


def _is_whereabouts(scene: Scene, group: Group) -> bool:
    """Whether a country or capital only says where ("in northern Ethiopia", "the capital Baghdad")."""
    if group.members[0].sector != "country" or len(group.members) > 1:
        return False
    return any(p.start == group.start and (p.cue or p.bearing) for p in scene.places)


def _reads_on(scene: Scene, number: int, hit: int) -> bool:
    """Whether a segment shares its subject with the one before: after a comma, or when it names none of its own."""
    segment = scene.segments[number]
    if segment.opener == ",":
        return True
    own = any(segment.start <= g.start < hit for g in scene.groups) or any(
        segment.start <= w.start < hit and w.entry.name != "tank" for w in scene.weapons
    )
    return segment.opener == "sub" and not own


def _bare(group: Group) -> bool:
    return not group.source and group.prep not in _OBLIQUE


def _subject(groups: list[Group]) -> Group | None:
    """The last group on the left that can be a subject: armed rather than a bare country."""
    bare = [g for g in groups if _bare(g) and not (g.prep == "of" and g.members[0].sector == "country")]
    able = [g for g in bare if g.prep != "of"] or bare
    armed = [g for g in able if any(is_armed(m) and m.sector != "government" for m in g.members)]
    ruled = [g for g in able if any(is_armed(m) for m in g.members)]
    return (armed or ruled or able or [None])[-1]


def _object(groups: list[Group], act: str = "") -> Group | None:
    """The first group on the right that can be a target; what is taken is taken from somebody."""
    able = [g for g in groups if not g.source and g.prep in _OBJECT and not _is_address(g)]
    if act in TERRITORY:
        able = [g for g in groups if not g.source and g.prep in {"from", "against", "origin"} and is_armed(g.members[0])] or [
            g for g in able if any(is_armed(m) and m.sector != "gunmen" for m in g.members)
        ]
    return able[0] if able else None


def _is_address(group: Group) -> bool:
    """Whether the group is a country named as a place ("in Homs, Syria"), not as a side."""
    return group.prep in {None, "of", "and"} and group.members[0].sector == "country"


def _active(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    for passive in reversed([m for m in scene.markers if m.role == "passive" and window.start <= m.start < hit.start]):
        between = [g for g in window.left if g.start >= passive.end and not g.source]
        if _belongs_to_backer(scene, passive.end, hit.start):
            continue
        if len(between) <= 1 and hit.start - passive.end < 80:
            return _vietnamese_passive(scene, hit, window, passive.start, between)
        break
    if scene.lang == "en" and _is_english_passive(scene, hit):
        return _passive(scene, hit, window)
    by = next((g for g in window.left if g.prep == "by" and hit.start - g.end < 24), None)
    if by is not None and scene.lang == "vi":
        others = [g for g in window.left if g is not by]
        return Roles(by, _subject(others) or _object(window.right), "role: do", "role: left of do", by)
    agent = _subject(window.left)
    patient = _object(window.right, hit.entry.act)
    if patient is agent:
        patient = None
    return Roles(agent, patient, "role: subject" if agent else "", "role: object" if patient else "", agent)


def _belongs_to_backer(scene: Scene, start: int, end: int) -> bool:
    """Whether "được" only opens "backed by" or a report ("được X hậu thuẫn tuyên bố đã chiếm")."""
    backer = scene.marker("backer", start, end)
    if backer is not None and scene.marker("passive", start, backer.start) is None:
        return True
    return any(c.entry.effect == "claimed" and start <= c.start < end for c in scene.cues)


def _vietnamese_passive(
    scene: Scene, hit: TriggerHit, window: Window, passive: int, between: list[Group]
) -> Roles:
    patient = _subject([g for g in window.left if g.end <= passive]) or _sufferer(scene, passive)
    agent = between[0] if between else next((g for g in window.right if g.prep == "by"), None)
    rest = _object([g for g in window.right if g is not agent], hit.entry.act)
    if patient is None and rest is not None:
        patient = rest
    return Roles(agent, patient, "role: passive agent" if agent else "", "role: passive subject", patient)


def _sufferer(scene: Scene, before: int) -> Group | None:
    """The side said to be hit earlier in the sentence ("again the soldiers were the target when the base was shelled")."""
    marker = scene.marker("suffered", scene.sentence.start, before)
    return _subject([g for g in scene.groups if marker is not None and g.end <= marker.start])


def _is_english_passive(scene: Scene, hit: TriggerHit) -> bool:
    word = scene.body[hit.start : hit.end].lower().split()[0]
    if not word.endswith(("ed", "en", "ain", "shot", "hit", "struck", "held", "un")):
        return False
    if any(0 <= hit.start - w.end <= 2 for w in scene.weapons) and hit.entry.act == "strike" and word.endswith("ed"):
        return True
    if _BE.search(scene.body[max(scene.sentence.start, hit.start - 36) : hit.start]):
        return True
    follows = scene.body[hit.end : hit.end + 5].lower()
    return follows.startswith((" by ", " in a", " when")) and word != "attacked in"


def _passive(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    patient = _subject(window.left)
    agent = next((g for g in window.right if g.prep == "by"), None)
    if agent is None and scene.lang in {"id", "ms"}:
        agent = next((g for g in window.right if g.prep in {None, "of"} and g.start - hit.end <= 3), None)
    rest = _object([g for g in window.right if g is not agent and g.prep in {"from", "origin"}], hit.entry.act)
    if patient is None:
        patient = rest
    rule = "role: passive agent" if agent else ""
    return Roles(agent, patient, rule, "role: passive subject" if patient else "", patient)


def _noun(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    light = scene.marker("light", window.start, hit.start)
    suffered = scene.marker("suffered", window.start, hit.start)
    owner = next((g for g in scene.groups if g.start < hit.end and g.end > hit.start), None)
    owner = owner or next((g for g in window.right if g.prep in {"of", "by"} and _owns(scene, hit, g)), None)
    if owner is None and scene.lang in {"id", "ms"}:
        owner = next((g for g in window.right if g.prep is None and g.start - hit.end <= 2), None)
    if scene.lang == "en":
        owner = next((g for g in reversed(window.left) if 0 <= hit.start - g.end <= 4 and not g.source), owner)
    target = next((g for g in window.right if g.prep in {"target", "against"} and g is not owner and not _far_country(scene, g)), None)
    if target is None:
        result = scene.marker("result", hit.end, window.end)
        harmed = [g for g in window.right if result is not None and g.start >= result.end and g is not owner]
        target = next((g for g in harmed if not g.source and _fights(g)), None)
    if suffered is not None:
        hurt = [g for g in window.left if g.end <= suffered.start and g.members[0].sector != "country"]
        target = target or _subject(hurt)
    rule = "role: noun owner"
    if light is not None and owner is None and hit.start - light.end < 40:
        owner, rule = _subject([g for g in window.left if g.end <= light.start + 1]), LIGHT
    if target is None and owner is not None:
        able = [g for g in window.right if g.start > owner.end and g.prep in _OBJECT and not g.source]
        target = next((g for g in able if g.members[0].sector != "country"), None)
    return Roles(owner, target, rule if owner else "", "role: noun target" if target else "", owner)


def _owns(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether "of" ties a group to the noun itself and not to a place behind it."""
    if group.source:
        return False
    between = scene.marker("target", hit.end, group.start)
    return group.prep == "by" or (between is None and group.start - hit.end <= (12 if group.members[0].sector == "country" else 60))


def _far_country(scene: Scene, group: Group) -> bool:
    """Whether a bare country stands too far behind its preposition to be its target ("on a port in Yemen")."""
    if group.members[0].sector != "country":
        return False
    marker = scene.marker("target", group.start - 30, group.start) or scene.marker("against", group.start - 30, group.start)
    return marker is None or group.start - marker.end > 2


def _clash(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    both = [g for g in (*window.right, *window.left) if g.prep == "between"]
    if both:
        group = both[0]
        other = next((g for g in window.right if g.start > group.end and not g.source and _fights(g)), None)
        if len(group.members) > 1 or other is None:
            return Roles(group, group, "role: between", "role: between", group, group if len(group.members) > 1 else None)
        return Roles(group, other, "role: between", "role: between", group)
    against = next((g for g in window.right if g.prep in {"against", "with", "target"} and not g.source and _fights(g)), None)
    subject = _subject(window.left)
    if against is None and subject is not None:
        against = next((g for g in window.right if g.prep in {None, "of"} and not g.source and _fights(g)), None)
    if against is None and subject is not None and len(subject.members) > 1:
        return Roles(subject, subject, "role: clash of the subject's parts", "role: clash", subject, subject)
    if against is None and subject is None:
        return _sides_of_toll(scene, hit)
    return Roles(subject, against, "role: clash" if subject else "", "role: clash" if against else "", subject)


def _fights(group: Group) -> bool:
    """Whether a group can be a side of a clash; a bare country is where it happens."""
    return group.members[0].sector != "country"


def _sides_of_toll(scene: Scene, hit: TriggerHit) -> Roles:
    """Fighting that names no sides is told by its dead: "fighting killed 60 rebels and 18 soldiers"."""
    armed = [g for g in scene.groups if not g.source and g.start > hit.end and any(is_armed(m) for m in g.members)]
    if not armed or not scene.figures:
        return Roles()
    if len(armed) > 1:
        return Roles(armed[0], armed[1], "role: side among the dead", "role: side among the dead", armed[0])
    if len(armed[0].members) > 1:
        return Roles(armed[0], armed[0], "role: side among the dead", "role: side among the dead", armed[0], armed[0])
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
        loser = _subject(window.left)
    return Roles(taker, loser, "role: into the hands of" if taker else "", "role: loser" if loser else "", None)


def _suffer(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    patient = _subject([g for g in window.left if g.members[0].sector != "country"])
    agent = next((g for g in window.right if g.prep in {"by", "of", "origin"} and not g.source), None)
    if agent is None:
        agent = next((g for g in window.right if g.prep is None and g.start - hit.end <= 40 and not g.source), None)
    agent_rule = "role: owner of the means" if agent else ""
    return Roles(agent, patient, agent_rule, "role: sufferer" if patient else "", None)


def _self(scene: Scene, hit: TriggerHit, window: Window) -> Roles:
    agent = next((g for g in window.right if g.prep in {"by"} and not g.source), None)
    if hit.entry.act in {"blast", "strike"}:
        return Roles(agent or _layer(scene) or _owner_of_means(scene, window), None, "role: whose weapon", "", None)
    patient = next((g for g in window.right if g.prep in {"target", "against", None, "from"} and g is not agent), None)
    agent = agent or _subject(window.left)
    return Roles(agent, patient, "role: doer" if agent else "", "role: object" if patient else "", agent)


def _owner_of_means(scene: Scene, window: Window) -> Group | None:
    """The side whose weapon goes off ("rockets of the militia fell on ...")."""
    for group in reversed(window.left):
        if group.source or not _acts(group) or group.prep not in {None, "of", "by", "origin"}:
            continue
        if any(w.start <= group.end and group.start - w.end <= 32 for w in scene.weapons if w.start < group.end):
            return group
    return None


def _layer(scene: Scene) -> Group | None:
    """Who laid or fired the weapon: "mines left by" somebody, anywhere in the sentence."""
    for group in scene.groups:
        if group.prep == "by" and any(0 <= group.start - w.end <= 30 for w in scene.weapons):
            return group
    return None


_FRAMES: dict[str, Callable[[Scene, TriggerHit, Window], Roles]] = {
    "active": _active, "passive": _passive, "noun": _noun, "clash": _clash, "fall": _fall, "lose": _lose,
    "suffer": _suffer, "self": _self,
}  # fmt: skip


_TERROR = frozenset({"suicide", "blast", "abduct", "massacre", "grenade", "kill"})


def _says_of_itself(scene: Scene, speaker: Group, hit: TriggerHit) -> bool:
    """Whether nothing but time and aspect stands between the word of saying and the verb: no other subject."""
    said = max((c.end for c in scene.cues if c.entry.effect in _SAYING and speaker.end <= c.start < hit.start), default=None)
    if said is None:
        return False
    gap = hit.start - said
    gap -= sum(d.end - d.start for d in scene.dates if said <= d.start < hit.start)
    gap -= sum(m.end - m.start for m in scene.markers if m.role in {"past", "light", "that"} and said <= m.start < hit.start)
    return gap <= 18 or _PRONOUN.search(scene.body, said, hit.start) is not None


_PRONOUN = re.compile(r"\b(?:họ|nước này|mình|pihaknya|pasukannya|they|it|mereka)\b|nya\b")


def _acts(group: Group) -> bool:
    """Whether a source is a side that may have done what it tells of."""
    return is_armed(group.members[0]) or group.members[0].state


def _inherit(scene: Scene, triggers: list[TriggerHit], number: int, roles: Roles, subject: Group | None) -> None:
    """A verb without a doer of its own shares the subject of the verb before it, or is the speaker's own deed."""
    hit = triggers[number]
    if roles.agent is not None or hit.entry.frame not in {"active", "noun", "clash"}:
        return
    if hit.entry.frame == "clash":
        if subject is not None and roles.patient is not None and subject is not roles.patient:
            roles.agent, roles.agent_rule = subject, "role: shared subject"
        return
    own = scene.segments[scene.segment_at(hit.start)]
    if roles.patient_rule == "role: passive subject" or scene.lang == "en" and _is_english_passive(scene, hit):
        return
    low = max(own.start, triggers[number - 1].end if number else own.start)
    possessed = scene.body.startswith("nya", hit.end) or scene.body.endswith("nya", hit.start, hit.end)
    if hit.entry.frame == "noun" and scene.marker("light", low, hit.start) is None and not possessed:
        return
    if subject is not None and subject is not roles.patient and own.opener != ";":
        roles.agent, roles.agent_rule, roles.subject = subject, "role: shared subject", subject
        return
    speakers = [g for g in scene.groups if g.source and g.end <= hit.start and _acts(g)]
    nearer = any(speakers and speakers[-1].end <= g.start and g.end <= hit.start and _bare(g) for g in scene.groups)
    if not speakers or hit.entry.act in _TERROR and speakers[-1].members[0].state:
        return
    armed_flight = any(speakers[-1].end <= w.start < hit.start and w.entry.kind in {"air", "artillery"} for w in scene.weapons)
    takes = hit.entry.act in TERRITORY and speakers[-1].members[0].state
    if armed_flight or possessed or takes or (not nearer and _says_of_itself(scene, speakers[-1], hit)):
        roles.agent, roles.agent_rule, roles.subject = speakers[-1], "role: the speaker's own deed", speakers[-1]
