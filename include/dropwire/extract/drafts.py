"""Event drafts of one sentence: triggers with their sides, weapons, places, days and figures, still in mentions.

What one sentence tells twice ("attacked ... and seized") is folded into one draft here; what several sentences tell is
folded in merge.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dropwire.extract.actors import ActorMention
from dropwire.extract.dates import DateMention
from dropwire.extract.factuality import Verdict, judge
from dropwire.extract.figures import Figure
from dropwire.extract.placenames import PlaceMention
from dropwire.extract.grammar import Weapon
from dropwire.extract.roles import Roles, assign
from dropwire.extract.scene import Group, Scene, TriggerHit, fights, is_armed, is_civil, same_camp, same_side
from dropwire.extract.types import CLASH, TERRITORY, event_type, leading_weapon

_RANK = {"explosion": 3, "battle": 2, "vac": 1}
_RESULTS = frozenset({"kill", "eliminate"})
_FOUGHT = TERRITORY | {"repel", "clash", "attack"}
_BATTLE = frozenset({"attack", "clash", "repel", "kill"})


@dataclass(slots=True)
class Draft:
    """An event as one sentence tells it."""

    scene: Scene
    hit: TriggerHit
    act: str
    type: str
    agents: list[ActorMention]
    patients: list[ActorMention]
    verdict: Verdict
    weapons: list[Weapon]
    places: list[PlaceMention] = field(default_factory=list)
    date: DateMention | None = None
    figures: list[Figure] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    backers: list[ActorMention] = field(default_factory=list)

    hits: list[TriggerHit] = field(default_factory=list)
    """All triggers folded into the draft; the first is its own."""

    @property
    def weapon(self) -> Weapon | None:
        """The weapon that decides."""
        return leading_weapon(self.weapons)

    @property
    def family(self) -> str:
        """`battle`, `explosion`, `vac`, ..."""
        return self.type.split(".")[0]


def drafts_of(scene: Scene) -> list[Draft]:
    """The drafts of a sentence, in the order of their triggers."""
    triggers = scene.triggers
    drafts: list[Draft] = []
    for hit, roles in zip(triggers, assign(scene, triggers), strict=True):
        verdict = judge(scene, hit, triggers)
        if hit.entry.act == "hold":
            if not _takes_hold(scene, hit):
                if drafts and drafts[-1].act in TERRITORY:
                    _name_holder(drafts[-1], roles)
                continue
        draft = _draft(scene, hit, roles, verdict)
        if verdict.event and not _empty(draft):
            drafts.append(draft)
        elif drafts and not verdict.event:
            _lend(drafts[-1], draft)
    return _fold(scene, drafts)


def _empty(draft: Draft) -> bool:
    """Whether a noun such as "fighting" names no side and no harm: it tells of the war, not of an event."""
    named = [*draft.agents, *(p for p in draft.patients if not (is_civil(p) and p.country is None))]
    harm = draft.family in {"battle", "explosion", "vac", "riot"}
    if harm and draft.verdict.disaster and not any(fights(a) for a in draft.agents):
        return draft.weapon is None or draft.weapon.kind not in _EXPLODES
    if harm and not named and not draft.scene.figures and not draft.scene.places and not _sited(draft):
        return True
    if draft.agents or draft.patients:
        return False
    if draft.act in TERRITORY:
        return not draft.scene.places
    if draft.act not in {"attack", "clash", "massacre", "repel"}:
        return False
    if draft.act == "clash":
        own = draft.scene.clause(draft.hit.start)
        return not any(own[0] <= f.start < own[1] for f in draft.scene.figures)
    return not draft.scene.figures and (draft.weapon is None or draft.weapon.kind in {"arms", "blade"})


def _sited(draft: Draft) -> bool:
    """Whether the sentence names what was hit, or points to a place named before."""
    return any(m.role in {"civil", "base", "this"} for m in draft.scene.markers)


def _lend(host: Draft, aim: Draft) -> None:
    """An aim is no event, but it names the other side ("to retake three towns from the rebels")."""
    free = [p for p in aim.patients if not any(same_side(p, a) for a in host.agents)]
    if not host.patients and free and host.family == "battle":
        host.patients, host.rules["actor2"] = free, "role: named by the aim"
    if host.act == "advance":
        host.verdict.status, host.verdict.rule = "planned", "status: an advance with an aim"
        host.rules["status"] = host.verdict.rule


def _name_holder(host: Draft, roles: Roles) -> None:
    """Who held the place until it was taken ("retaken after years held by the rebels")."""
    held = [replace(m, sector="military") if is_civil(m) else m for m in (roles.agent.members if roles.agent else [])]
    held = [m for m in held if (m.actor or m.country) and not any(same_camp(m, a) for a in host.agents)]
    if held and not host.patients:
        host.patients, host.rules["actor2"] = held, "role: held the place before"


def _takes_hold(scene: Scene, hit: TriggerHit) -> bool:
    """Whether "control" is told as a deed, not as a state: a word of the past before it or a day in its clause."""
    own = scene.segments[scene.segment_at(hit.start)]
    words = scene.body[hit.start : hit.end].lower()
    if words.startswith(("đã", "vừa")):
        return True
    if any(m.role == "past" and 0 <= hit.start - m.end <= 12 for m in scene.markers):
        return True
    end = scene.clause(hit.start)[1]
    low = scene.sentence.start if len(scene.triggers) == 1 else own.start
    return any(low <= d.start < end and d.precision == "day" for d in scene.dates)


def _draft(scene: Scene, hit: TriggerHit, roles: Roles, verdict: Verdict) -> Draft:
    agents, patients, backers = _sides(roles)
    weapons = _weapons(scene, hit)
    act = hit.entry.act
    if act in _RESULTS and _weapon_kills(scene, hit):
        act = "strike"
    if act == "repel":
        agents, patients = patients, agents
    if act == "clash":
        agents = [a for a in agents if not is_civil(a)] if any(not is_civil(m) for m in (*agents, *patients)) else agents
    if act in _FOUGHT:
        patients = [p for p in patients if not any(same_camp(p, a) or _own_side(p, a) for a in agents)]
        if not patients and agents and not (act == "attack" and any(is_civil(m) for m in scene.actors)):
            patients = _only_other_side(scene, agents)
    if act in {"suicide", "blast", "strike", "shell", "airstrike", "grenade"}:
        agents = [a for a in agents if not is_civil(a)]
    if act in {"attack", "kill"} and agents and agents[0].state and not patients:
        patients = [m for m in scene.actors if m.sector == "protesters"][:1]
    if act == "massacre":
        patients = [replace(p, sector="civilians", actor=None) if p.sector == "kurds" else p for p in patients]
    kind, type_rule = event_type(act, weapons, agents[0] if agents else None, patients[0] if patients else None)
    rules = {"type": type_rule, "status": verdict.rule}
    if roles.agent_rule:
        rules["actor1"] = roles.agent_rule
    if roles.patient_rule:
        rules["actor2"] = roles.patient_rule
    return Draft(
        scene, hit, act, kind, agents, patients, verdict, weapons, rules=rules, backers=backers, hits=[hit]
    )


def _weapon_kills(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a bomb or a shell is the subject of a killing ("a mine laid by rebels killed three")."""
    own = scene.segments[scene.segment_at(hit.start)]
    if any(own.start <= t.start < hit.start for t in scene.triggers):
        return False
    return any(own.start <= w.start < hit.start and w.entry.kind in _EXPLODES for w in scene.weapons)


_EXPLODES = frozenset({"ied", "artillery", "suicide", "grenade", "chemical"})


def _own_side(one: ActorMention, other: ActorMention) -> bool:
    """Whether a state side without a country stands beside one with it ("the army ... the government buildings")."""
    return one.state and other.state and None in {one.country, other.country}


def _only_other_side(scene: Scene, agents: list[ActorMention]) -> list[ActorMention]:
    """The one armed side of the sentence that does not fight with the agents, if there is just one."""
    helpers = [m for g in scene.groups for m in g.backers]
    others: list[ActorMention] = []
    for group in scene.groups:
        for member in group.members:
            known = [*agents, *helpers, *others]
            if group.source or not is_armed(member) or member.general or member.sector in {"government", "gunmen"}:
                continue
            if not any(same_camp(member, k) or _own_side(member, k) for k in known):
                others.append(member)
    return others if len(others) == 1 else []


def _sides(roles: Roles) -> tuple[list[ActorMention], list[ActorMention], list[ActorMention]]:
    agent, patient = roles.agent, roles.patient
    if agent is not None and agent is patient:
        first, second = _split(agent)
        return first, second, []
    agents = list(agent.members) if agent else []
    patients = list(patient.members) if patient else []
    patients = [p for p in patients if not any(same_side(p, a) for a in agents)] or patients
    return agents, patients, list(agent.backers) if agent else []


def _split(group: Group) -> tuple[list[ActorMention], list[ActorMention]]:
    """The two sides of "between A, B and C": states against the rest when both are there, else the last alone."""
    members = group.members
    if len(members) < 2:
        return list(members), []
    first = [m for m in members if m.state == members[0].state]
    second = [m for m in members if m.state != members[0].state]
    if second:
        return first, second
    if members[0].state:
        return list(members), []
    return members[:-1], members[-1:]


def _weapons(scene: Scene, hit: TriggerHit) -> list[Weapon]:
    """The weapons of the trigger's segment; of the whole sentence when its segment names none."""
    own = scene.segments[scene.segment_at(hit.start)]
    means = [w for w in scene.weapons if not _lent_by_backer(scene, w.start)]
    inside = [w.entry for w in means if own.start <= w.start < own.end]
    if inside:
        return inside
    busy = {scene.segment_at(other.start) for other in scene.triggers if other is not hit}
    return [w.entry for w in means if scene.segment_at(w.start) not in busy]


def _lent_by_backer(scene: Scene, position: int) -> bool:
    """Whether the weapon is a supporter's ("with the backing of jets")."""
    return scene.marker("backed", position - 34, position) is not None


def _fold(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft for what the sentence tells twice; killings become the outcome of what caused them."""
    kept: list[Draft] = []
    for draft in drafts:
        shot = next((k for k in reversed(kept) if _stopped(k, draft) or _stopped(draft, k)), None)
        if shot is not None:
            fired, stopped = (draft, shot) if shot.act == "shootdown" else (shot, draft)
            fired.patients = fired.patients or stopped.agents
            fired.rules.setdefault("actor2", "role: stopped the weapon")
            kept[kept.index(shot)] = fired
            continue
        host = next((k for k in reversed(kept) if _absorbs(k, draft) or _absorbs(draft, k)), None)
        beaten = next((k for k in reversed(kept) if _beaten_back(k, draft)), None)
        if beaten is not None:
            beaten.type, beaten.act, beaten.rules["type"] = CLASH, "attack", "type: beaten back"
            beaten.patients = beaten.patients or draft.patients
        elif host is None:
            kept.append(draft)
        elif _absorbs(host, draft):
            _take_over(host, draft)
        else:
            _take_over(draft, host)
            kept[kept.index(host)] = draft
    return kept


def _stopped(fired: Draft, stop: Draft) -> bool:
    """Whether one side shot down what the other fired in the same sentence."""
    if stop.act != "shootdown" or fired.act not in {"shell", "strike", "attack", "airstrike"} or not stop.agents:
        return False
    return stop.type.startswith("strategic.") and not _meet(fired.agents, stop.agents) and fired.family == "explosion"


def _beaten_back(host: Draft, draft: Draft) -> bool:
    """Whether the later verb undoes the first ("seized the hospital before being driven out")."""
    if draft.act != "repel" or host.family != "battle" or not host.agents:
        return False
    opener = host.scene.segments[host.scene.segment_at(draft.hit.start)].opener
    return opener in {"before", "but"} and _meet(host.agents, draft.agents)


def _absorbs(strong: Draft, weak: Draft) -> bool:
    """Whether `weak` only tells the same deed less precisely, or what came of it."""
    if (strong.verdict.status in {"asserted", "claimed"}) != (weak.verdict.status in {"asserted", "claimed"}):
        return False
    outcome = weak.act in _RESULTS and strong.hit.entry.frame == "noun"
    if strong.verdict.background != weak.verdict.background and strong.type != weak.type and not outcome:
        return False
    if not _compatible(strong, weak):
        return False
    if strong.type == weak.type:
        return not _apart(strong, weak)
    if weak.act in _RESULTS:
        return strong.family in {"explosion", "battle", "vac"} and strong.act not in _RESULTS
    if strong.act in TERRITORY and weak.act in _BATTLE | {"hold", "transfer"}:
        return True
    if strong.family == "explosion" and weak.act in {"attack", "strike", "blast", "burn", "shootdown"}:
        return (bool(strong.agents) or not weak.agents) and not _before_it(strong, weak)
    if strong.type == "vac.attack" and weak.act in {"attack", "burn"}:
        return True
    if strong.family == "battle" and weak.hit.entry.act == "arrest" and weak.type.startswith("vac."):
        return not weak.scene.figures
    if {strong.act, weak.act} == {"shell", "shootdown"} or {strong.act, weak.act} == {"strike", "shootdown"}:
        return False
    if strong.act == "arrest" and weak.act == "attack" and weak.hit.entry.frame == "noun":
        return True
    return False


def _before_it(strong: Draft, weak: Draft) -> bool:
    """Whether one of the two is what came before the other ("attacked after heavy bombing")."""
    scene = strong.scene
    one, other = scene.segment_at(strong.hit.start), scene.segment_at(weak.hit.start)
    return one != other and "after" in {scene.segments[one].opener, scene.segments[other].opener}


def _apart(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one type in one sentence are two events: both have their own day, or clauses of time."""
    own, its = one.scene.segment_at(one.hit.start), other.scene.segment_at(other.hit.start)
    if own == its:
        return False
    days = {one.scene.segment_at(d.start) for d in one.scene.dates}
    return own in days and its in days


def _compatible(one: Draft, other: Draft) -> bool:
    """Whether the sides do not contradict each other, in either order for battles."""
    pairs = [(one.agents, other.agents), (one.patients, other.patients)]
    crossed = [(one.agents, other.patients), (one.patients, other.agents)]
    if all(_meet(a, b) for a, b in pairs):
        return True
    battle = one.family == "battle" and other.family == "battle"
    return (battle or other.act in _RESULTS) and all(_meet(a, b) for a, b in crossed)


def _meet(some: list[ActorMention], others: list[ActorMention]) -> bool:
    if not some or not others:
        return True
    return any(same_side(a, b) or _may_be_one(a, b) for a in some for b in others)


def _may_be_one(one: ActorMention, other: ActorMention) -> bool:
    """Whether a general noun may mean the other side named."""
    if is_civil(one) != is_civil(other):
        return False
    vague = any(m.actor is None and (m.country is None or m.sector == "gunmen") for m in (one, other))
    return vague and one.state == other.state


def _take_over(host: Draft, other: Draft) -> None:
    """Fill what the host lacks from the other draft; a repelled assault says who attacked."""
    if other.act == "repel" and host.act == "clash" and other.patients:
        attackers = [a for a in (*other.agents, *host.agents, *host.patients) if not any(same_camp(a, p) for p in other.patients)]
        host.agents, host.patients = attackers[:1], other.patients
        host.rules["actor1"] = host.rules["actor2"] = "role: repelled"
    if not host.agents and other.agents and other.act not in _RESULTS | {"repel"}:
        host.agents, host.rules["actor1"] = other.agents, other.rules.get("actor1", "") + " (same sentence)"
    if not host.agents and host.act == "kill" and other.patients:
        others = [p for p in other.patients if not any(same_camp(p, v) for v in host.patients)]
        if host.patients and others:
            host.agents, host.rules["actor1"] = others, "role: fought with those killed"
    general = all(p.actor is None and p.country is None for p in host.patients)
    if host.patients and general and any(p.country for p in other.patients if p.sector == host.patients[0].sector):
        host.patients = other.patients
    on_base = host.act in {"attack", "repel"} and on_a_base(host)
    if not host.patients:
        free = [p for p in other.patients if not (on_base and is_civil(p)) and p.sector != "gunmen" and not any(same_side(p, a) for a in host.agents)]
        if free:
            host.patients, host.rules["actor2"] = free, other.rules.get("actor2", "") + " (same sentence)"
    retype(host)
    host.backers = host.backers or other.backers
    host.weapons = host.weapons or other.weapons
    host.hits += other.hits
    if other.verdict.status == "claimed" and host.verdict.status == "asserted":
        host.verdict.status = "claimed"
    if other.act not in _RESULTS or host.hit.entry.frame != "noun":
        host.verdict.background = host.verdict.background and other.verdict.background


def on_a_base(draft: Draft) -> bool:
    """Whether what is attacked is held by armed men, whoever else was hurt there."""
    start, end = draft.hit.start, draft.scene.clause(draft.hit.start)[1]
    return any(m.role == "base" and start <= m.start < end for m in draft.scene.markers)


def retype(draft: Draft, victims: Sequence[ActorMention] = ()) -> None:
    """The type again, now that more is known of the sides."""
    if draft.rules.get("type") == "type: beaten back":
        return
    agent, patient = (draft.agents or [None])[0], (draft.patients or [*victims] or [None])[0]
    draft.type, draft.rules["type"] = event_type(draft.act, draft.weapons, agent, patient)


def armed_victim(draft: Draft) -> bool:
    """Whether those harmed bear arms."""
    return any(is_armed(p) for p in draft.patients)


def civil_victim(draft: Draft) -> bool:
    """Whether those harmed bear none."""
    return any(is_civil(p) for p in draft.patients)
