"""Event drafts of one sentence: triggers with their sides, weapons, places, days and figures, still in mentions.

What one sentence tells twice ("attacked ... and seized") is folded into one draft here; what several sentences tell is
folded in merge.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dropwire.extract.actors.finder import UNIT
from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.drafts.deeds import TAKEN, act_of, blast_that, is_held_again
from dropwire.extract.drafts.draft import IN_VAIN, RESULTS, Draft, between_peoples, on_people, with_state
from dropwire.extract.drafts.folding import fold
from dropwire.extract.drafts.means import weapons_of
from dropwire.extract.roles.assign import assign
from dropwire.extract.roles.subjects import Roles, in_office
from dropwire.extract.sentence.grouping import is_helped
from dropwire.extract.sentence.listing import COARSE
from dropwire.extract.sentence.scene import (
    Group,
    Scene,
    TriggerHit,
    fights,
    is_armed,
    is_civil,
    possessed,
    same_camp,
    same_side,
)
from dropwire.extract.status.factuality import OCCURRED, Verdict, judge
from dropwire.extract.types import CLASH, EXPLODES, TERRITORY, VIOLENT, event_type

_FOUGHT = TERRITORY | {"repel", "clash", "attack"}


def drafts_of(scene: Scene) -> list[Draft]:
    """The drafts of a sentence, in the order of their triggers."""
    triggers = scene.triggers
    drafts: list[Draft] = []
    for hit, roles in zip(triggers, assign(scene, triggers), strict=True):
        verdict = judge(scene, hit, triggers)
        if hit.entry.act in TERRITORY and _counts_dead(scene, hit):
            continue  # "lost eight men"
        if _only_backs(scene, hit):
            continue
        if hit.entry.act == "hold" and not _takes_hold(scene, hit):
            if drafts and drafts[-1].act in TERRITORY:
                _name_holder(drafts[-1], roles)
            continue
        draft = _draft(scene, hit, roles, verdict)
        _fought_in_vain(draft)
        _kills_the_same(draft, drafts)
        if _told_of_place(scene, hit, drafts):
            continue
        if verdict.event and not _empty(draft):
            drafts.append(draft)
        elif drafts and not verdict.event:
            _lend(drafts[-1], draft)
    _lose_again(scene, drafts)
    return fold(scene, [d for d in drafts if not _spared(d, drafts)])


_BACKING = 34
"""How far behind "backed by" the strikes may stand that only help."""


def _only_backs(scene: Scene, hit: TriggerHit) -> bool:
    """Whether strikes are only what helped somebody else's deed ("forces backed by air strikes retook the dam")."""
    if hit.entry.frame != "noun" or hit.entry.act not in {"airstrike", "shell"}:
        return False
    backed = scene.marker("backed", hit.start - _BACKING, hit.start)
    return backed is not None and any(t.entry.act in _FOUGHT for t in scene.triggers)


def _fought_in_vain(draft: Draft) -> None:
    """A place that was not taken, though at the cost of lives, was fought for; so was one that they fell trying for."""
    tried = draft.act in TERRITORY | {"attack"} and _fell_trying(draft)
    if not tried and (draft.act not in TERRITORY or draft.verdict.status != "negated" or not draft.agents):
        return
    others = (t.start for t in draft.scene.triggers if t.start > draft.hit.start and t.entry.act not in RESULTS)
    low, high = draft.hit.end, min(others, default=draft.scene.sentence.end)
    if tried or any(low <= f.start < high and f.kind == "killed" and f.exact != 0 and not f.cumulative
                    for f in draft.scene.figures):  # fmt: skip
        draft.act, draft.type, draft.rules["type"] = "attack", CLASH, IN_VAIN
        draft.verdict.status, draft.rules["status"] = "asserted", "status: fought for in vain"
    if tried:
        fallen = {f.whom.start for f in draft.scene.figures if f.whom is not None and f.end <= draft.hit.start}
        draft.patients = [p for p in draft.patients if p.start not in fallen]


_TRIED = re.compile(
    r"\b(?:when|as|while|saat|ketika|tatkala|semasa|apabila|khi|lúc)\b(?: \S+){0,6}? (?:tried|trying|attempt(?:ed|ing)"
    r"|mencoba|berusaha|berupaya|cuba|tìm cách|cố|cố gắng|toan) (?:to )?(?:\S+ ){0,2}$"
)


def _fell_trying(draft: Draft) -> bool:
    """Whether the dead counted before fell as they tried it ("40 rebels were killed when they tried to storm X")."""
    scene, start = draft.scene, draft.hit.start
    if draft.verdict.status != "planned" or _TRIED.search(scene.body, scene.sentence.start, start) is None:
        return False
    fallen = [f for f in scene.figures if f.end <= start and f.kind == "killed" and f.exact != 0 and not f.cumulative]
    return any(f.whom is not None and is_armed(f.whom) for f in fallen)


def _kills_the_same(draft: Draft, drafts: list[Draft]) -> None:
    """Whom a verb counts without a noun are those of the verb before ("captured two soldiers and killed eight")."""
    if draft.act not in RESULTS or draft.patients or not draft.agents or not drafts:
        return
    before = drafts[-1]
    if (
        before.act in {"arrest", "abduct"}
        and before.agents
        and before.patients
        and same_side(before.agents[0], draft.agents[0])
    ):
        draft.patients, draft.rules["actor2"] = list(before.patients), "role: object of the verb before"
        draft.type, draft.rules["type"] = event_type(draft.act, draft.weapons, draft.agents[0], draft.patients[0])


def _spared(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a killing is only told not to have come of another deed ("no soldiers were killed in the attack")."""
    if draft.act not in RESULTS or draft.verdict.status != "negated":
        return False
    host = next((d for d in drafts if d.hit.start > draft.hit.end and d.family in VIOLENT), None)
    if host is None or host.verdict.status not in OCCURRED:
        return False
    host.patients = host.patients or [p for p in draft.patients if not is_civil(p)]
    return True


def _counts_dead(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a verb of losing or taking has people for its object, not a place."""
    return any(f.kind == "killed" and f.rule == "figures: act before" and 0 <= f.start - hit.end <= TAKEN
               for f in scene.figures)  # fmt: skip


_IN_ASIDE = re.compile(
    r"\b(?:yang|nơi|mà|bị|vốn|from which|which|that|once)\s(?:[^\s.;]+ ){0,5}$", re.IGNORECASE
)  # fmt: skip
"""Before a verb that only tells how a place came into the hands of who now loses it."""


def _lose_again(scene: Scene, drafts: list[Draft]) -> None:
    """A taking told in passing of a place that is now taken back is no news; who took it then loses it now."""
    for before in drafts:
        low, high = scene.segments[scene.segment_at(before.hit.start)].start, before.hit.start
        low = max([low, *(d.hit.end for d in drafts if d.hit.end <= high)])
        if before.act not in TERRITORY or not before.agents or not _IN_ASIDE.search(scene.body, low, high):
            continue
        for now in drafts:
            if now is before or now.act not in {"regain", "capture"} or not now.agents:
                continue
            if not same_camp(now.agents[0], before.agents[0]):
                now.patients = now.patients or list(before.agents)
                now.rules.setdefault("actor2", "role: held the place before")
                before.verdict.background, before.rules["status"] = True, "status: taken back since"


_RELATIVE = re.compile(r"\b(?:yang (?:baru |telah |sudah |pernah )?|mà \S+ (?:\S+ )?(?:vừa |mới |đã )?)$")


def _told_of_place(scene: Scene, hit: TriggerHit, drafts: list[Draft]) -> bool:
    """Whether who took or neared a place is only told in passing ("82 died in areas taken from rebels")."""
    told = any(d.verdict.status in OCCURRED and d.family in VIOLENT and d.act not in TERRITORY for d in drafts)
    if hit.entry.act not in TERRITORY | {"advance"} or not told:
        return False
    return _RELATIVE.search(scene.body, max(scene.sentence.start, hit.start - 24), hit.start) is not None


def _of_nature(draft: Draft) -> bool:
    """Whether a deed told of with a disaster may be the disaster's own, or that of soldiers who come to help."""
    if draft.act in {"advance", "withdraw"}:
        return all(a.state for a in draft.agents)
    return draft.act in {"clash", "attack", *TERRITORY} and not draft.weapons


def _empty(draft: Draft) -> bool:
    """Whether a noun such as "fighting" names no side and no harm: it tells of the war, not of an event."""
    named = [*draft.agents, *(p for p in draft.patients if not (is_civil(p) and p.country is None))]
    harm = draft.family in {"battle", "explosion", "vac", "riot"}
    if harm and draft.verdict.disaster and not any(fights(a) for a in draft.agents):
        return draft.weapon is None or draft.weapon.kind not in EXPLODES | {"air"}
    if draft.verdict.disaster and _of_nature(draft):
        return not any(fights(p) for p in draft.patients)
    if (
        harm
        and not named
        and not _done_by_them(draft)
        and not draft.scene.figures
        and not draft.scene.places
        and not _sited(draft)
    ):
        return True
    if draft.act == "transfer" and draft.agents and all(is_civil(a) for a in draft.agents):
        return True  # people handed over
    if draft.act == "withdraw" and _FLED.match(draft.scene.body, draft.hit.start):
        before = draft.agents or [m for m in draft.scene.actors if m.end <= draft.hit.start]
        return not before or is_civil(before[-1])
    if draft.agents or draft.patients:
        return False
    if draft.act in TERRITORY:
        return not draft.scene.places
    if draft.act not in {"attack", "clash", "massacre", "repel"} or _hit_by_nobody(draft):
        return False
    if draft.act == "clash" and between_peoples(draft):
        return False
    if draft.act == "clash":
        own = draft.scene.clause(draft.hit.start)
        if all(t is draft.hit or t.entry.act in RESULTS for t in draft.scene.triggers):
            own = (own[0], draft.scene.sentence.end)
        return not any(own[0] <= f.start < own[1] for f in draft.scene.figures) and not broke_out(draft)
    return not draft.scene.figures and (draft.weapon is None or draft.weapon.kind in {"arms", "blade"})


def _hit_by_nobody(draft: Draft) -> bool:
    """Whether a ship or a church "was attacked" somewhere on a day, nobody saying by whom."""
    scene, hit = draft.scene, draft.hit
    if scene.lang != "vi" or draft.act != "attack" or hit.entry.frame != "active" or not scene.places:
        return False
    day = any(d.precision == "day" and not d.reporting for d in scene.dates)
    return day and scene.body.endswith(" bị ", 0, hit.start) and on_people(draft)


_THEY_DID = re.compile(
    r"\b(?:mereka|chúng|họ|they)\s+(?:(?:juga|lalu|kemudian|pun|also|then|còn|đã|cũng)\s+)?$", re.IGNORECASE
)
"""Before the deed of those told of last."""


def _done_by_them(draft: Draft) -> bool:
    """Whether a pronoun tells who did it and somebody is named to whom ("they attacked villagers")."""
    start = draft.scene.sentence.start
    return bool(draft.patients) and _THEY_DID.search(draft.scene.body, start, draft.hit.start) is not None


_BROKE_OUT = re.compile(
    r"(?:\s+\w+)?(?:,\s+(?:menurut|kata|theo|according to)\s[^,.;]{3,80},)?\s+(?:\S+\s+){0,3}?"
    r"(?:pecah|meletus|terjadi|berlaku|tercetus|nổ ra|bùng phát|xảy ra|broke out|erupted|flared)\b"
    r"(?! (?:antara|between|giữa))"
)


def broke_out(draft: Draft) -> bool:
    """Whether fighting without sides is told to have broken out in a town on a day ("bentrokan juga pecah di X")."""
    scene, hit = draft.scene, draft.hit
    said = _BROKE_OUT.match(scene.body, hit.end) or _BROKE_OUT.search(scene.body, hit.start, hit.end)
    if draft.verdict.background or said is None:
        return False
    end = scene.clause(hit.start)[1]
    placed = any(hit.end <= p.start < end and p.kind not in COARSE for p in scene.places)
    return placed and any(d.precision == "day" and not d.reporting for d in scene.dates)


_FLED = re.compile(r"(?:fled|fleeing|evacuat|abandon|vacat|bused|boarded)", re.IGNORECASE)
"""What people without arms do, too."""


def _sited(draft: Draft) -> bool:
    """Whether the sentence names what was hit, or points to a place named before."""
    roles = {m.role for m in draft.scene.markers}
    bombed = draft.weapon is not None and draft.weapon.kind in EXPLODES
    return bool(roles & {"civil", "base", "this"}) or (bombed and "site" in roles)


def _lend(host: Draft, aim: Draft) -> None:
    """An aim is no event, but it names the other side ("to retake three towns from the rebels")."""
    free = [p for p in aim.patients if not any(same_side(p, a) for a in host.agents)]
    if not host.patients and free and host.family == "battle":
        host.patients, host.rules["actor2"] = free, "role: named by the aim"
    left = [a for a in aim.agents if not any(same_camp(a, h) for h in host.agents)]
    if not host.patients and left and host.act in TERRITORY and host.agents and aim.act == "withdraw":
        host.patients, host.rules["actor2"] = left, "role: left the place"
    if host.act == "advance":
        host.verdict.status, host.verdict.rule = "planned", "status: an advance with an aim"
        host.rules["status"] = host.verdict.rule


def _name_holder(host: Draft, roles: Roles) -> None:
    """Who held the place until it was taken ("retaken after years held by the rebels")."""
    held = [replace(m, sector="military") if is_civil(m) else m for m in (roles.agent.members if roles.agent else [])]
    held = [m for m in held if (m.actor or m.country) and not any(same_camp(m, a) for a in host.agents)]
    if held and not host.patients:
        host.patients, host.rules["actor2"] = held, "role: held the place before"


_AFTER_SIEGE = re.compile(
    r"\b(?:setelah|selepas|usai|sau|after)\b[^,.;]{0,30}\b(?:mengepung\w*|pengepungan|dikepung|pertempuran"
    r"|bertempur|bao vây|vây hãm"
    r"|giao tranh|giao chiến|siege|besieging|fighting|clashes|battles?)\b"
)
"""Behind "control": it was won, not held all along."""


def _takes_hold(scene: Scene, hit: TriggerHit) -> bool:
    """Whether "control" is told as a deed, not as a state: a word of the past before it or a day in its clause."""
    own = scene.segments[scene.segment_at(hit.start)]
    words = scene.body[hit.start : hit.end].lower()
    if words.startswith(("đã", "vừa")) or is_held_again(scene, hit):
        return True
    if words.endswith("ing") and any(a.end + 1 == hit.start for a in scene.actors):
        return False  # "gunmen holding a bridge"
    if any(m.role == "past" and 0 <= hit.start - m.end <= 12 for m in scene.markers):
        return True
    end = scene.clause(hit.start)[1]
    if _AFTER_SIEGE.search(scene.body, hit.end, scene.sentence.end):
        return True
    first = scene.segment_at(hit.start) <= 1
    low = scene.sentence.start if first or len(scene.triggers) == 1 else own.start
    return any(low <= d.start < end and d.precision == "day" for d in scene.dates)


def _draft(scene: Scene, hit: TriggerHit, roles: Roles, verdict: Verdict) -> Draft:
    agents, patients, backers = _sides(roles)
    agents, patients = [_of_speaker(scene, m) for m in agents], [_of_speaker(scene, m) for m in patients]
    weapons = weapons_of(scene, hit)
    act = act_of(scene, hit, roles)
    agents, patients = _own_militia(scene, agents, patients), _own_militia(scene, patients, agents)
    agents, patients = _in_order(act, agents, patients)
    if act == "clash":
        armed = any(not is_civil(m) for m in (*agents, *patients))
        agents = [a for a in agents if a.sector != "civilians"] if armed or not patients else agents
    if act in _FOUGHT:
        foe = roles.patient
        named = foe is not None and (foe.prep == "from" or (scene.lang == "en" and foe.prep in {"against", "with"}))
        patients = [p for p in patients if not any(_one_camp(p, a) or (_own_side(p, a) and not named) for a in agents)]
        patients = [p for p in patients if act not in TERRITORY or not is_civil(p)]
        if not patients and agents and not (act == "attack" and any(is_civil(m) for m in scene.actors)):
            patients = _only_other_side(scene, agents, hit)
    if act in {"suicide", "blast", "strike", "shell", "airstrike", "grenade"}:
        agents = [a for a in agents if not is_civil(a)]
    patients = _who_fired(scene, hit, agents, patients) if act == "shootdown" else patients
    if act == "blast" and hit.entry.act in {"defuse", "kill"}:
        agents, patients = _sides_of_blast(scene, hit, agents, patients)
    if act in {"attack", "kill"} and agents and agents[0].state and not patients:
        patients = [m for m in scene.actors if m.sector == "protesters"][:1] or [
            _protesters(t) for t in scene.triggers if t.entry.act == "protest"
        ][:1]
    patients = patients or _taken_people(scene, hit, act)
    if act == "protest":
        agents, patients = _march(scene, hit, agents, patients)
    if act in {"riot", "mob"} and not agents:
        agents = [m for m in scene.actors if m.sector == "protesters"][:1]
    if act in {"kill", "massacre", "abduct"} or (
        act in {"attack", "strike", "blast"} and (scene.lang == "en" or hit.entry.frame == "passive")
    ):
        patients = [_in_uniform(scene, _unarmed(scene, act, p)) for p in patients]
    kind, type_rule = event_type(act, weapons, with_state(agents, backers), patients[0] if patients else None)
    rules = {"type": type_rule, "status": verdict.rule}
    if roles.agent_rule:
        rules["actor1"] = roles.agent_rule
    if roles.patient_rule:
        rules["actor2"] = roles.patient_rule
    return Draft(scene, hit, act, kind, agents, patients, verdict, weapons, rules=rules, backers=backers, hits=[hit])


def _sides_of_blast(
    scene: Scene, hit: TriggerHit, agents: list[ActorMention], patients: list[ActorMention]
) -> tuple[list[ActorMention], list[ActorMention]]:
    """The sides which the verb does not tell of: who cleared the mine was hit, and who rode in the bus."""
    if hit.entry.act == "defuse":
        return [], patients or agents
    blast = blast_that(scene, hit)
    return (agents, patients) if blast is None else ([], patients or [a for a in agents if a.start > blast])


def _who_fired(
    scene: Scene, hit: TriggerHit, agents: list[ActorMention], patients: list[ActorMention]
) -> list[ActorMention]:
    """Who had fired what was shot down: never the own side, whose town it was fired at."""
    if hit.entry.frame != "active" or not agents:
        return patients
    others = [p for p in patients if not any(same_camp(p, a) or (a.state and p.country == a.country) for a in agents)]
    if others:
        return others
    end = scene.clause(hit.start)[1]
    by = (g for g in scene.groups if hit.end <= g.start < end and g.prep == "by" and not g.source)
    return next((g.members for g in by if is_armed(g.members[0]) or g.members[0].sector == "country"), [])


_STAFF_BEFORE, _STAFF_LEADS = 48, 24
"""How far before an organisation's name its people stand, and how much of its words may name them."""
_STAFF = re.compile(
    r"\b(?:nhân viên|bác sĩ|y tá|y sĩ|tình nguyện viên|tài xế|cứu trợ|phóng viên|nhà báo|kỹ sư|pekerja|relawan"
    r"|sukarelawan|staf|karyawan|dokter|perawat|wartawan|jurnalis|staff|workers?|employees?|doctors?|nurses?|volunteers?"
    r"|drivers?|journalists?|reporters?)\b[^.,;]{0,40}$", re.IGNORECASE,
)  # fmt: skip


def _in_uniform(scene: Scene, victim: ActorMention) -> ActorMention:
    """ "Two Americans" killed where American soldiers were attacked are soldiers."""
    if victim.rule != "actor: people and country":
        return victim
    armed = (m for m in scene.actors if m.end <= victim.start and m.country == victim.country and m.actor is None)
    return next((replace(m, start=victim.start, end=victim.end) for m in armed if m.sector == "military"), victim)


_BY_CALLING = re.compile(r"\b(?:herders|herdsmen|farmers|villagers|pastoralists|traders|petani|penggembala|nông dân)$")
"""A people's name for a band that is also what people live by: they are killed as such."""


def _unarmed(scene: Scene, act: str, victim: ActorMention) -> ActorMention:
    """Who is killed or taken, as people without arms: a president, a people massacred."""
    if victim.sector == "militia" and _BY_CALLING.search(scene.body, victim.start, victim.end):
        return replace(victim, sector="civilians", actor=None, country=None)
    if act == "massacre" and victim.sector == "kurds":
        return replace(victim, sector="civilians", actor=None)
    low, high = max(scene.sentence.start, victim.start - _STAFF_BEFORE), min(victim.end, victim.start + _STAFF_LEADS)
    if victim.sector in {"international", "source"} and _STAFF.search(scene.body, low, high):
        return replace(victim, sector="civilians", actor=None)  # "three nurses of an aid organisation"
    return replace(victim, sector="civilians") if in_office(scene, victim) else victim


def _protesters(march: TriggerHit) -> ActorMention:
    """Those of a protest, named by its word alone."""
    return ActorMention(march.start, march.end, "protesters", None, None, True, "actor: who protests")


_DISPERSED = re.compile(r"\b(?:membubarkan|menyuraikan|dispers(?:ed|ing)|broke up|giải tán)\s(?:\S+\s){0,2}$")


def _march(
    scene: Scene, hit: TriggerHit, agents: list[ActorMention], patients: list[ActorMention]
) -> tuple[list[ActorMention], list[ActorMention]]:
    """Who protests, and who is sent against them; a base they stand before takes no part."""
    agents = [a for a in agents if not (a.state and is_armed(a) and a.start > hit.start)]
    crowd = next((m for m in scene.actors if m.sector == "protesters" and m.start <= hit.start < m.end), None)
    if crowd is None and _DISPERSED.search(scene.body, max(scene.sentence.start, hit.start - 32), hit.start):
        crowd = _protesters(hit)
    if crowd is not None and agents and agents[0].state:  # "police dispersed the protesters"
        agents, patients = [crowd], [p for p in patients if p.sector in {"military", "police"}] or agents
    return agents or [_protesters(hit)], [p for p in patients if p.sector in {"military", "police"}]


def _taken_people(scene: Scene, hit: TriggerHit, act: str) -> list[ActorMention]:
    """Who was seized, where the verb could as well mean a place ("seized 70 peacekeepers")."""
    if act not in {"arrest", "abduct"} or hit.entry.act not in TERRITORY:
        return []
    return [f.whom for f in scene.figures if f.kind == "captured" and f.whom is not None][:1]


def _in_order(
    act: str, agents: list[ActorMention], patients: list[ActorMention]
) -> tuple[list[ActorMention], list[ActorMention]]:
    """Who is beaten back attacked, and who riots comes first, whoever is named first."""
    riot = act == "clash" and agents and agents[0].state and any(p.sector == "protesters" for p in patients)
    return (patients, agents) if act == "repel" or riot else (agents, patients)


_MILITIA = re.compile(r"(?:các |lực lượng |tay súng |nhóm )*dân quân(?: vũ trang)?(?!\w| thân )", re.IGNORECASE)


def _all_militia(scene: Scene, mention: ActorMention) -> bool:
    """Whether a mention says no more than "militia", nor whose it is behind ("dân quân thân X")."""
    found = _MILITIA.match(scene.body, mention.start)
    return found is not None and found.end() == mention.end


def _own_militia(scene: Scene, mine: list[ActorMention], others: list[ActorMention]) -> list[ActorMention]:
    """ "Dân quân" stand with the army, unless they are told to fight it or to kill people."""
    if not any(is_civil(o) or o.state for o in others):
        return mine
    return [
        replace(m, sector="militia")
        if m.sector == "progov" and m.actor is None and _all_militia(scene, m)
        and any(is_civil(o) or m.country in {None, o.country} or o.country is None for o in others)
        else m
        for m in mine
    ]  # fmt: skip


def _of_speaker(scene: Scene, mention: ActorMention) -> ActorMention:
    """ "Azerbaijan said two of its soldiers ...": the men of who speaks, if that is a country."""
    if mention.country is not None or mention.actor is not None or not possessed(scene, mention):
        return mention
    speaks = [g.members[0] for g in scene.groups if g.source == "speaker" and g.end <= mention.start]
    country = speaks[-1].country if speaks and speaks[-1].actor is None else None
    if country is None:
        return mention
    sector = "military" if mention.sector == "gunmen" else mention.sector  # "its forces", said by a state
    return replace(mention, country=country, sector=sector, general=False)


def _one_camp(patient: ActorMention, agent: ActorMention) -> bool:
    """Whether the target is the doer's own side; forces of one state told as opponents by name are two."""
    named = patient.actor is not None and not same_side(patient, agent)
    return not named and same_camp(patient, agent)


def _own_side(one: ActorMention, other: ActorMention) -> bool:
    """Whether a state side without a country stands beside one with it ("the army ... the government buildings")."""
    return one.state and other.state and None in {one.country, other.country} and UNIT not in {one.rule, other.rule}


_ONCE = re.compile(r"\b(?:từng|pernah|dulu|once|formerly)\b[^.;]*$")
"""Before who was there in former days ("từng là nơi lính Mỹ đồn trú")."""


def _acts_elsewhere(scene: Scene, group: Group, hit: TriggerHit) -> bool:
    """Whether a side is the subject of another deed in a clause of its own ("..., trong khi TNLA phục kích ...")."""
    number = scene.segment_at(group.start)
    own = scene.segments[number]
    if scene.lang != "vi" or own.opener != "sub" or number == scene.segment_at(hit.start):
        return False
    return not scene.triggers or any(group.end <= t.start < own.end for t in scene.triggers)


def _only_other_side(scene: Scene, agents: list[ActorMention], hit: TriggerHit) -> list[ActorMention]:
    """The one armed side of the sentence that does not fight with the agents, if there is just one."""
    helpers = [m for g in scene.groups for m in g.backers]
    others: list[ActorMention] = []
    for group in scene.groups:
        if _acts_elsewhere(scene, group, hit):
            continue
        for member in group.members:
            known = [*agents, *helpers, *others]
            if _ONCE.search(scene.body, max(scene.sentence.start, member.start - 40), member.start):
                continue
            if is_helped(scene, member):
                continue
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
    """The two sides of "between A, B and C": states against the rest, one state against another, or the last alone."""
    members = group.members
    if len(members) < 2:
        return list(members), []
    first = [m for m in members if m.state == members[0].state]
    second = [m for m in members if m.state != members[0].state]
    if second:
        return first, second
    if members[0].state:
        first = [m for m in members if m.country == members[0].country]
        second = [m for m in members if m.country != members[0].country]
        if not second and group.prep == "between":
            return members[:1], members[1:]
        return first, second
    return members[:-1], members[-1:]
