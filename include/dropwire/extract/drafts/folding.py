"""What one sentence tells twice becomes one draft; killings become the outcome of what caused them."""

from __future__ import annotations

import re

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.drafts.draft import IN_VAIN, RESULTS, Draft, meet, on_a_base, retype
from dropwire.extract.drafts.means import is_gunfire
from dropwire.extract.sentence.scene import Scene, all_of_them, is_armed, is_civil, same_camp, same_side
from dropwire.extract.types import ATTACK, CLASH, GRENADE, IED, MOB, RIOT, TERRITORY

_BATTLE = frozenset({"attack", "clash", "repel", "kill"})


def fold(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft for what the sentence tells twice; killings become the outcome of what caused them."""
    kept: list[Draft] = []
    pending = [*reversed(drafts)]
    while pending:
        draft = pending.pop()
        shot = next((k for k in reversed(kept) if _stopped(k, draft) or _stopped(draft, k)), None)
        if shot is not None:
            fired, stopped = (draft, shot) if shot.act == "shootdown" else (shot, draft)
            fired.patients = fired.patients or stopped.agents
            fired.rules.setdefault("actor2", "role: stopped the weapon")
            kept[kept.index(shot)] = fired
            continue
        launch = next((k for k in reversed(kept) if _strikes_home(k, draft)), None)
        if launch is not None:
            draft.agents, draft.weapons = draft.agents or launch.agents, draft.weapons or launch.weapons
            draft.rules.setdefault("actor1", launch.rules.get("actor1", ""))
            kept[kept.index(launch)] = draft
            continue
        host = next((k for k in reversed(kept) if _absorbs(k, draft) or _absorbs(draft, k)), None)
        beaten = next((k for k in reversed(kept) if _beaten_back(k, draft)), None)
        if beaten is not None:
            beaten.type, beaten.act, beaten.rules["type"] = CLASH, "attack", "type: beaten back"
            beaten.patients = beaten.patients or draft.patients
            if beaten.verdict.status == "planned":  # "tried to storm the base but were beaten back"
                beaten.verdict.status, beaten.rules["status"] = draft.verdict.status, draft.verdict.rule
        elif (slain := next((k for k in reversed(kept) if _killed_in_the_end(k, draft)), None)) is not None:
            slain.hits += draft.hits
            slain.patients = slain.patients or draft.agents
        elif host is None:
            kept.append(draft)
        elif _absorbs(host, draft) and not (_by_blast(host, draft) or _fell_at(host, draft)):
            _take_over(host, draft)
        else:
            _take_over(draft, host)
            kept.remove(host)
            pending.append(draft)  # what it now tells may be part of a deed before it
    for draft in kept:
        _part_sides(draft)
    return kept


_LAUNCH = re.compile(r"(?:phóng|bắn|nã|khai hỏa)|(?:menembak|meluncur)|(?:fir|launch|lob)", re.IGNORECASE)
_HOME = re.compile(r".*(?:trúng|rơi|găm)|(?:menghantam|mengenai|jatuh)|(?:hit|str[iu]ck|land)", re.IGNORECASE)


def _strikes_home(launch: Draft, impact: Draft) -> bool:
    """Whether the later verb tells what was hit ("fired missiles at the country, hitting a house in X")."""
    if launch.act not in {"strike", "shell"} or impact.act != "strike" or not meet(launch.agents, impact.agents):
        return False
    one, other = launch.hit, impact.hit
    body = launch.scene.body
    return (
        _LAUNCH.match(body, one.start, one.end) is not None
        and _HOME.match(body, other.start, other.end) is not None
        and any(p.start > other.end and p.kind != "country" for p in impact.scene.places)
    )


def _fell_at(kill: Draft, attempt: Draft) -> bool:
    """Whether those told dead first fell at what they tried in vain: the attempt says who attacked whom."""
    return kill.act in RESULTS and attempt.rules.get("type") == IN_VAIN


def _by_blast(killing: Draft, blast: Draft) -> bool:
    """Whether a killing told first came of an explosion: what exploded decides the type, whoever did it."""
    told_first = killing.act in RESULTS and killing.family == "explosion" and not killing.agents
    return told_first and blast.act not in RESULTS and blast.family == "explosion" and _absorbs(blast, killing)


def _stopped(fired: Draft, stop: Draft) -> bool:
    """Whether one side shot down what the other fired in the same sentence."""
    if stop.act != "shootdown" or fired.act not in {"shell", "strike", "attack", "airstrike"} or not stop.agents:
        return False
    return stop.type.startswith("strategic.") and not meet(fired.agents, stop.agents) and fired.family == "explosion"


def _beaten_back(host: Draft, draft: Draft) -> bool:
    """Whether the later verb undoes the first ("seized the hospital before being driven out")."""
    opener = host.scene.segments[host.scene.segment_at(draft.hit.start)].opener
    if draft.act in RESULTS and draft.hit.entry.frame == "passive" and host.verdict.status == "planned":
        return opener == "but" and host.family == "battle" and not draft.patients  # "tried to enter but were shot dead"
    if draft.act != "repel" or host.family != "battle" or not host.agents:
        return False
    return opener in {"before", "but"} and meet(host.agents, draft.agents)


def _killed_in_the_end(host: Draft, draft: Draft) -> bool:
    """Whether the doers were killed after their deed ("shot 18 people before police killed them")."""
    if draft.act not in RESULTS:
        return False
    opener = host.scene.segments[host.scene.segment_at(draft.hit.start)].opener
    if opener == "before" and not draft.patients and not draft.agents and draft.hit.entry.frame == "passive":
        return host.family in {"battle", "vac"}  # "... sebelum ditembak mati"
    if not host.agents or not draft.patients or not draft.agents:
        return False
    return opener == "before" and meet(host.agents, draft.patients) and not meet(host.agents, draft.agents)


def _absorbs(strong: Draft, weak: Draft) -> bool:
    """Whether `weak` only tells the same deed less precisely, or what came of it."""
    if _won_by(strong, weak):
        return True
    if _stated_apart(strong, weak) or _another_deed(strong, weak):
        return False
    if any(
        retold(strong, weak) for retold in (_one_crowd, _brought_about, _came_of, _left_to, _met, _launched, _shot_at)
    ):
        return True
    if (strong.verdict.status in {"asserted", "claimed"}) != (weak.verdict.status in {"asserted", "claimed"}):
        return False
    outcome = weak.act in RESULTS and (strong.hit.entry.frame == "noun" or _fell_in_blast(strong, weak))
    if strong.verdict.background != weak.verdict.background and strong.type != weak.type and not outcome:
        return False
    if strong.act == weak.act == "suicide" and strong.hit.entry.frame == "active" and weak.hit.entry.frame == "noun":
        return not _apart(strong, weak)  # "a bomber ... drove into": the person and the deed
    if _fell_there(strong, weak) or _wrecked_in_it(strong, weak):
        return True
    if not _compatible(strong, weak):
        return False
    if any(part(strong, weak) for part in (_lost_to, _softened_up, _took_others, _is_subject_of)):
        return True
    if strong.type == weak.type:
        return not _apart(strong, weak)
    if _leads_up(strong, weak) or _leads_up(weak, strong):
        return _leads_up(strong, weak)
    return _by_kind(strong, weak)


def _fell_in_blast(blast: Draft, kill: Draft) -> bool:
    """Whether people fell in an explosion told of before ("two policemen were killed in the explosion")."""
    if blast.family != "explosion" or kill.agents or kill.hit.end > blast.hit.start:
        return False
    return _MEANS.search(kill.scene.body, kill.hit.end, blast.hit.start) is not None


def _another_deed(strong: Draft, weak: Draft) -> bool:
    """Whether `weak` has dead or doers that cannot be those of `strong`."""
    if strong.act == "abduct" and weak.act in RESULTS and _counted_before(weak, strong):
        return True  # "killed 31 people and abducted 14"
    by_name = weak.act in RESULTS and weak.rules.get("actor1") == "role: passive agent"
    if strong.act == "clash" and by_name and weak.patients and all(map(is_civil, weak.patients)):
        return True  # "villagers trapped by clashes between the two were shot by soldiers"
    if "points back" in strong.verdict.rule and (_before_it(strong, weak) or _put_an_end_to(strong, weak)):
        return True  # "that raid came a month after rebels killed ...", "ended the siege, killing all gunmen"
    rivals = bool(weak.agents and strong.agents) and not meet(weak.agents, strong.agents)
    return weak.act in RESULTS and rivals and _before_it(strong, weak)  # "rebels killed 70 after troops drove them out"


def _put_an_end_to(told: Draft, deed: Draft) -> bool:
    """Whether a deed with a doer of its own is how what was told before ended."""
    return bool(deed.agents) and not told.agents and not deed.verdict.background and told.hit.end <= deed.hit.start


_THAT = re.compile(r"\s(?:that |which |also |then |later )?(?:had |have |reportedly )?")


def _is_subject_of(blow: Draft, verb: Draft) -> bool:
    """Whether an attack of its own kind is the subject of a verb that says no more ("the air strikes hit X")."""
    if blow.family != "explosion" or verb.act != "attack" or blow.scene.lang != "en" or verb.agents:
        return False
    return _THAT.fullmatch(blow.scene.body, blow.hit.end, verb.hit.start) is not None


_ANYBODY = re.compile(r"(?:people|persons|orang|người)", re.I)


def _fell_there(attack: Draft, kill: Draft) -> bool:
    """Whether those killed are unnamed and so of the post attacked ("attacked an army post and killed 15 people")."""
    if kill.act not in RESULTS or not attack.patients or not kill.patients or not meet(attack.agents, kill.agents):
        return False
    raid = attack.type == "battle.armed_clash" and attack.act == "attack" and attack.hit.end <= kill.hit.start
    if not raid and not (attack.family == "explosion" and _killed_by_means(kill, attack)):
        return False
    return all(_ANYBODY.fullmatch(kill.scene.body, p.start, p.end) for p in kill.patients)


_WAR_GOODS = re.compile(
    r" (?:[^\s,.;]+ ){0,3}?(?:xe tăng|xe bọc thép|xe quân sự|xe thiết giáp|thiết giáp|kho đạn|kho vũ khí|khẩu pháo"
    r"|vũ khí|bệ phóng|kendaraan|tank|kereta perisai|gudang senjata|gudang amunisi|senjata|amunisi|meriam|artileri"
    r"|peluncur|drone|dron)\b"
)


def _won_by(capture: Draft, battle: Draft) -> bool:
    """Whether the battle only tells how a place was taken ("seized X after fierce fighting with the army")."""
    if capture.act not in TERRITORY | {"hold"} or battle.act != "clash" or battle.hit.start < capture.hit.end:
        return False
    own = battle.scene.segments[battle.scene.segment_at(battle.hit.start)]
    after = own.opener == "after" or battle.scene.marker("after", battle.hit.start - 16, battle.hit.start) is not None
    one_side = not battle.agents or meet(battle.agents, capture.agents)
    return after and one_side and not any(battle.hit.end <= p.start for p in battle.scene.places)


def _wrecked_in_it(fight: Draft, wreck: Draft) -> bool:
    """Whether only the foe's vehicles or arms were destroyed ("destroyed ten vehicles and killed 80 rebels")."""
    if wreck.act != "burn" or fight.family not in {"battle", "explosion"}:
        return False
    own = not (wreck.agents and fight.agents) or meet(wreck.agents, fight.agents)
    return own and _WAR_GOODS.match(wreck.scene.body, wreck.hit.end) is not None


def _counted_before(killing: Draft, taking: Draft) -> bool:
    """Whether a killing told first has dead of its own."""
    low, high = killing.hit.end, taking.hit.start
    return any(f.kind == "killed" and low <= f.start < high for f in killing.scene.figures)


def _lost_to(strong: Draft, weak: Draft) -> bool:
    """Whether the one tells into whose hands the place fell that the other lost ("mất X vào tay Y")."""
    if {strong.act, weak.act} != {"lose", "fall"} or not strong.agents or weak.agents:
        return False
    scene = strong.scene
    return scene.segment_at(strong.hit.start) == scene.segment_at(weak.hit.start)


_OTHERS = re.compile(r"\s+(?:\S+ ){1,2}(?:người|binh sĩ|lính|cảnh sát) khác\b")


_OTHERS_WERE = re.compile(
    r"\b(?:khác (?:đã |cũng )?(?:bị )?|(?:lainnya|lain|lagi) (?:telah |berhasil |juga )?"
    r"|others? (?:was |were |had been )?)$"
)


def _took_others(fight: Draft, taking: Draft) -> bool:
    """Whether those taken are others of the soldiers killed ("giết 3 binh sĩ và bắt cóc 2 người khác")."""
    if taking.act not in {"abduct", "arrest"} or fight.family != "battle" or not fight.patients:
        return False
    if not is_armed(fight.patients[0]) or fight.hit.end > taking.hit.start:
        return False
    body = taking.scene.body
    return (
        _OTHERS.match(body, taking.hit.end) is not None
        or _OTHERS_WERE.search(body, fight.hit.end, taking.hit.start) is not None
    )


def _softened_up(assault: Draft, fire: Draft) -> bool:
    """Whether fire without toll or place is only what opened an assault ("tấn công ... sau loạt pháo kích").

    Or fighting what made somebody leave ("rút khỏi X sau nhiều ngày giao tranh").
    """
    opened = assault.act in {"attack", "clash"} and fire.act in {"shell", "blast"} and assault.family == "battle"
    if not opened and not (assault.act == "withdraw" and fire.act == "clash"):
        return False
    scene = fire.scene
    own = scene.segments[scene.segment_at(fire.hit.start)]
    if own.opener != "after" or fire.hit.start < assault.hit.end or scene.lang != "vi":
        return False
    return not any(own.start <= f.start for f in scene.figures) and not any(own.start <= p.start for p in scene.places)


_FORCED = re.compile(r"\b(?:buộc|khiến|ép)\s+(?:các |toàn bộ |số |nhóm )?$")


def _forced(attack: Draft, leaving: Draft) -> bool:
    """Whether those who left were made to by the attack told before ("buộc quân chính phủ rút lui")."""
    if attack.act != "attack" or leaving.hit.start < attack.hit.end or meet(attack.agents, leaving.agents):
        return False
    return _FORCED.search(attack.scene.body, attack.hit.end, leaving.agents[0].start) is not None


def _one_crowd(strong: Draft, weak: Draft) -> bool:
    """Whether a crowd's deeds are one riot ("a riot after the crowd burned an office", "burned cars in a protest")."""
    if strong.type == MOB and weak.act == "protest":
        return not any(f.kind == "killed" for f in strong.scene.figures)
    alike = strong.type == RIOT and weak.type == MOB and strong.verdict.status == weak.verdict.status
    return alike and not _differ_in_place(strong, weak)


def _left_to(strong: Draft, weak: Draft) -> bool:
    """Whether the one side left the place the other took."""
    if weak.act != "withdraw" or not strong.agents or not weak.agents:
        return False
    if strong.act not in TERRITORY and not _forced(strong, weak):
        return False
    return not _differ_in_place(strong, weak)


def _by_kind(strong: Draft, weak: Draft) -> bool:
    """Whether a deed of the one kind tells what one of the other is part of."""
    if weak.act in RESULTS:
        return strong.family in {"explosion", "battle", "vac"} and strong.act not in RESULTS
    if strong.act in TERRITORY and weak.act in _BATTLE | {"hold", "transfer"}:
        return True
    if strong.family == "explosion" and weak.act in {"attack", "strike", "blast", "burn", "shootdown"}:
        together = strong.scene.segment_at(strong.hit.start) == strong.scene.segment_at(weak.hit.start)
        return (bool(strong.agents) or not weak.agents or together) and not _before_it(strong, weak)
    if strong.type == "vac.attack" and weak.act in {"attack", "burn"}:
        return True
    if weak.act == "rescue":
        return strong.family in {"battle", "explosion"}
    if strong.type == "riot.violent_demonstration" and weak.act == "protest":
        return True
    if strong.family == "battle" and weak.hit.entry.act == "arrest" and weak.type.startswith("vac."):
        return not weak.scene.figures
    if {strong.act, weak.act} == {"shell", "shootdown"} or {strong.act, weak.act} == {"strike", "shootdown"}:
        return False
    noun = weak.hit.entry.frame == "noun" and not _counts(weak)
    return strong.act == "arrest" and weak.act == "attack" and (noun or _is_raid(weak))


_RAIDS = re.compile(
    r"raid(?:ed|s|ing)?|search(?:ed|ing)?|menggerebek|menggeledah|merazia|menyerbu|digerebek|đột kích|bố ráp"
    r"|vây ráp|lục soát|khám xét|ập vào",
    re.IGNORECASE,
)


def _is_raid(draft: Draft) -> bool:
    """Whether a state's men only went in to take somebody: a house raided, nobody hurt."""
    scene = draft.scene
    if _RAIDS.fullmatch(scene.body, draft.hit.start, draft.hit.end) is None or not draft.agents:
        return False
    return draft.agents[0].state and not any(f.kind != "captured" and f.exact != 0 for f in scene.figures)


_DURING = re.compile(r"\b(?:trong|dalam|during|at)\s+(?:(?:một|các|những|cuộc|sebuah|the|a)\s+)*$", re.IGNORECASE)


def _shot_at(killing: Draft, protest: Draft) -> bool:
    """Whether a protest is only where people were killed ("bắn chết 18 người trong cuộc biểu tình")."""
    if protest.act != "protest" or killing.type != ATTACK or protest.scene is not killing.scene:
        return False
    return _DURING.search(protest.scene.body, max(0, protest.hit.start - 24), protest.hit.start) is not None


_OBJECT = 20
"""How near behind "seized" the building stands that hostages are held in."""


def _seized_building(draft: Draft) -> bool:
    """Whether what was seized is a school or a theatre, no town."""
    return any(m.role == "civil" and 0 <= m.start - draft.hit.end <= _OBJECT for m in draft.scene.markers)


def _leads_up(strong: Draft, weak: Draft) -> bool:
    """Whether the one is only how the other began ("threw grenades and shot ...", "broke the line and advanced")."""
    if weak.type == GRENADE and _by_gunfire(strong):
        return True
    if (
        weak.act in {"shell", "strike"}
        and strong.act == "attack"
        and _RUSHED.match(strong.scene.body, strong.hit.start)
    ):
        return bool(strong.agents) and weak.hit.end <= strong.hit.start  # "shelled the plant, then rushed in"
    if weak.act == "blast" and weak.type == IED and weak.hit.entry.frame == "active" and _by_gunfire(strong):
        return weak.hit.end <= strong.hit.start  # "set off a mine, then opened fire": an ambush
    if weak.act == "advance":
        return strong.family == "battle" and bool(weak.agents)
    if strong.act == "abduct" and weak.act in TERRITORY and _seized_building(weak):
        return True
    harmless = not any(f.kind != "captured" for f in weak.scene.figures)
    return strong.act == "abduct" and weak.act in {"blast", "burn", "attack", "strike"} and harmless


_RUSHED = re.compile(r"(?:tràn|xông|ập|đột nhập|xộc|(?<=rồi )(?:đột kích|tấn công|tập kích))\b")


def _met(attack: Draft, fire: Draft) -> bool:
    """Whether fire is only what an attack ran into ("counterattacked but met heavy artillery fire")."""
    if fire.act != "shell" or attack.family != "battle":
        return False
    return fire.scene.marker("suffered", fire.hit.start - 14, fire.hit.start) is not None


def _launched(stop: Draft, fire: Draft) -> bool:
    """Whether the launch only says what was shot down ("30 of the 40 drones launched at the city")."""
    if stop.act != "shootdown" or fire.act not in {"strike", "shell"}:
        return False
    scene = stop.scene
    return stop.hit.end <= fire.hit.start and scene.segment_at(stop.hit.start) == scene.segment_at(fire.hit.start)


def _by_gunfire(draft: Draft) -> bool:
    """Whether people are shot, whatever else was thrown."""
    return draft.family in {"battle", "vac"} and is_gunfire(draft.scene, draft.hit)


def _differ_in_place(one: Draft, other: Draft) -> bool:
    """Whether each of two clauses names a town of its own."""
    scene = one.scene
    own, its = scene.segment_at(one.hit.start), scene.segment_at(other.hit.start)
    towns = [scene.segment_at(p.start) for p in scene.places if p.kind not in {"country", "admin1", "region"}]
    return own != its and own in towns and its in towns


def _stated_apart(one: Draft, other: Draft) -> bool:
    """Whether two drafts belong to two statements with a place and losses each."""
    scene = one.scene
    own, its = scene.statement(one.hit.start), scene.statement(other.hit.start)
    if own == its:
        return False
    placed = {scene.statement(p.start) for p in scene.places}
    return {own, its} <= placed and {own, its} <= {scene.statement(f.start) for f in scene.figures}


def _brought_about(strong: Draft, weak: Draft) -> bool:
    """Whether ", killing" in English tells what the explosion before it did, whoever was aimed at."""
    if strong.family != "explosion" or weak.act not in RESULTS or weak.scene.lang != "en":
        return False
    own = weak.scene.segments[weak.scene.segment_at(weak.hit.start)]
    opens = own.opener == "," and weak.hit.start - own.start <= 1 and weak.scene.body.endswith("ing", 0, weak.hit.end)
    return opens and strong.hit.end <= weak.hit.start and meet(strong.agents, weak.agents)


def _came_of(strong: Draft, weak: Draft) -> bool:
    """Whether the killing or capturing is what the fighting brought: "the clash killed 53 people"."""
    fought = strong.act == "clash" and strong.agents and strong.patients
    if fought and weak.act in RESULTS and not weak.agents and _fell_in_fighting(strong, weak):
        return True
    if (strong.family == "explosion" or fought) and weak.act in RESULTS and not weak.agents:
        number = strong.scene.segment_at(strong.hit.start)  # "five people were killed when a bomber ..."
        return number > 0 and strong.scene.segments[number].opener == "sub" and weak.hit.end <= strong.hit.start
    if strong.family not in {"battle", "riot"} or weak.rules.get("actor1") != "role: shared subject":
        return False
    if weak.act in RESULTS:
        return strong.hit.entry.frame in {"noun", "clash"} and strong.hit.end <= weak.hit.start
    return weak.act == "arrest" and strong.act != "arrest" and bool(weak.scene.figures) and not _is_raid(strong)


_IN = re.compile(r"\s+(?:in|during|amid)\s+(?:\S+\s+){0,3}$")


def _fell_in_fighting(strong: Draft, weak: Draft) -> bool:
    """Whether a killing is told only with the fighting it happened in ("nine were killed in clashes between ...")."""
    return _IN.fullmatch(strong.scene.body, weak.hit.end, strong.hit.start) is not None


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


def _counts(draft: Draft) -> bool:
    """Whether a draft's clause, or the main clause before it, tells a toll, or a killing belongs to it."""
    low, high = draft.scene.clause(draft.hit.start)
    if any(hit.entry.act in RESULTS for hit in draft.hits):
        return True
    number = draft.scene.segment_at(draft.hit.start)
    if number and draft.scene.segments[number].opener in {"sub", "after"}:
        low = draft.scene.segments[number - 1].start
    return any(low <= f.start < high and f.exact != 1 for f in draft.scene.figures)


def _compatible(one: Draft, other: Draft) -> bool:
    """Whether the sides do not contradict each other, in either order for battles."""
    pairs = [(one.agents, other.agents), (one.patients, other.patients)]
    crossed = [(one.agents, other.patients), (one.patients, other.agents)]
    if all(meet(a, b) for a, b in pairs):
        return True
    battle = one.family == "battle" and other.family == "battle"
    host_of = one.patients and one.patients[0].sector == "international"  # soldiers of a contingent
    if host_of and other.act in RESULTS and meet(one.agents, other.agents) and all(map(is_armed, other.patients)):
        return True
    return (battle or other.act in RESULTS) and all(meet(a, b) for a, b in crossed)


_MEANS = re.compile(r"\b(?:dalam|melalui|lewat|dengan|in|through|with|trong|bằng)\s+(?:\S+\s+){0,2}$")


def _killed_by_means(kill: Draft, means: Draft) -> bool:
    """Whether the killers are those of the strike they killed in: "the army killed 26 rebels in an air strike"."""
    if kill.hit.entry.frame != "active" or kill.rules.get("actor1") not in _DID_IT:
        return False
    if means.hit.entry.frame == "noun" and kill.scene.body.startswith(" dan me", means.hit.end):
        return True  # "X membalas tembakan dan menewaskan ..."
    if kill.hit.end > means.hit.start:
        return False
    if not kill.agents or (not is_armed(kill.agents[0]) and kill.agents[0].sector != "country"):
        return False
    return _MEANS.search(kill.scene.body, kill.hit.end, means.hit.start) is not None


def _part_sides(host: Draft) -> None:
    """Those who fell on both sides fought each other ("five soldiers and nine rebels were killed in clashes")."""
    if host.act not in RESULTS or host.agents or len(host.patients) != _BOTH:
        return
    one, other = host.patients
    if is_armed(one) and is_armed(other) and not same_camp(one, other):
        host.agents, host.patients, host.rules["actor1"] = [one], [other], "role: fell on both sides"


_SWEEP = re.compile(
    r"càn quét|truy quét|vây ráp|bố ráp|vây bắt|hành quân|chiến dịch|operasi|penggerebekan"
    r"|sweep|operation|search|crackdown",
    re.IGNORECASE,
)


def _swept(host: Draft, killers: list[ActorMention]) -> bool:
    """Whether an army or police killed in what only they do: a sweep, an operation."""
    sweeps = _SWEEP.search(host.scene.body, host.hit.start, host.hit.end) is not None
    return sweeps and bool(killers) and killers[0].state


_BOTH = 2
_DID_IT = frozenset({"role: subject", "role: shared subject", "role: the speaker's own deed"})


def _name_fallen(host: Draft, kill: Draft) -> None:
    """Those killed by whom an attack was aimed at are the attackers ("foiled an attack and killed 15 rebels")."""
    if host.agents or not host.patients or kill.act not in RESULTS:
        return
    own = not kill.agents or any(same_camp(a, p) for a in kill.agents for p in host.patients)
    fallen = [p for p in kill.patients if is_armed(p) and not any(same_camp(p, h) for h in host.patients)]
    if own and host.act == "attack" and is_armed(host.patients[0]) and fallen:
        host.agents, host.rules["actor1"] = fallen, "role: fell in their own attack"


def _turn_riot(host: Draft, other: Draft) -> None:
    """What a crowd of protesters destroys makes their protest a riot."""
    if host.type == MOB and other.act == "protest":
        host.act = "riot"


def _take_over(host: Draft, other: Draft) -> None:
    """Fill what the host lacks from the other draft; a repelled assault says who attacked."""
    _part_sides(host)
    _turn_riot(host, other)
    if other.act == "repel" and host.act == "clash" and other.patients:
        attackers = [
            a for a in (*other.agents, *host.agents, *host.patients) if not any(same_camp(a, p) for p in other.patients)
        ]
        host.agents, host.patients = attackers[:1], other.patients
        host.rules["actor1"] = host.rules["actor2"] = "role: repelled"
    doers = [a for a in other.agents if not any(same_camp(a, p) for p in host.patients)]
    aside = other.verdict.background and not host.verdict.background and "points back" not in other.verdict.rule
    told = other.act not in RESULTS | {"repel"} or _killed_by_means(other, host) or _swept(host, doers)
    if not host.agents and doers and told and not aside:
        host.agents, host.rules["actor1"] = doers, other.rules.get("actor1", "") + " (same sentence)"
    _name_fallen(host, other)
    if not host.agents and host.act in {"kill", "repel"} and other.patients and other.act != "burn":
        faced = other.act == "clash" and bool(other.agents)
        others = [
            p for p in other.patients
            if (p.sector != "gunmen" if host.act == "kill" else is_armed(p))
            and not any(same_camp(p, v) or (not faced and meet([p], [v])) for v in host.patients)
        ]  # fmt: skip
        if host.patients and others:
            host.agents, host.rules["actor1"] = others, "role: fought with those killed"
    left = [a for a in other.agents if not any(same_camp(a, h) for h in host.agents)]
    if other.act == "withdraw" and host.act in TERRITORY | {"attack"} and not host.patients and left:
        host.patients, host.rules["actor2"] = left, "role: left the place"
    general = all(p.actor is None and p.country is None for p in host.patients) and not host.agents
    if host.patients and general and any(p.country for p in other.patients if p.sector == host.patients[0].sector):
        host.patients = other.patients
    on_base = host.act in {"attack", "repel", "suicide", "blast", "strike"} and on_a_base(host)
    if not host.patients:
        free = [
            p
            for p in other.patients
            if not (on_base and is_civil(p))
            and (p.sector != "gunmen" or all_of_them(other.scene, p))
            and not any(same_side(p, a) for a in host.agents)
        ]
        if free:
            host.patients, host.rules["actor2"] = free, other.rules.get("actor2", "") + " (same sentence)"
    retype(host)
    host.backers = host.backers or other.backers
    if other.act not in {"arrest", "shootdown"} and not _met(host, other) and not _softened_up(host, other):
        host.weapons = host.weapons or other.weapons
    host.hits += other.hits
    said_before = other.act == "withdraw" and other.verdict.background  # "took it after the army said it was leaving"
    if other.verdict.status == "claimed" and host.verdict.status == "asserted" and not said_before:
        host.verdict.status = "claimed"
    if other.act not in RESULTS or host.hit.entry.frame != "noun":
        host.verdict.background = host.verdict.background and other.verdict.background
