"""What later sentences add to an event told before: its toll, and who claims it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dropwire.extract.actors.registry import Actors
from dropwire.extract.drafts.distribution import tolls_by_place
from dropwire.extract.drafts.outcome import totals, victims_of
from dropwire.extract.places.placing import apart
from dropwire.extract.roles.assign import LIGHT
from dropwire.extract.roles.implied import is_culprit
from dropwire.extract.sentence.scene import Group, MarkerHit, Scene, is_armed, is_civil, same_camp
from dropwire.extract.status.backdrop import in_that_fight
from dropwire.extract.story.merge import KINDS, OTHERS_THERE, VICTIMS_AFTER, Told
from dropwire.extract.tolls.figures import Figure
from dropwire.extract.types import ATTACK, HARM, SUICIDE, VIOLENT

COUNTRY_HIT = "role: country hit"
"""The rule of a target that is only where the shells fell: whom they hit, a later toll may say."""
_BLAMED_WITHIN = 1
"""How many sentences after an attack somebody may be blamed for it."""
_WITHIN = 3
"""How many sentences after an attack its toll may be told, or somebody may claim it."""


def hosts_of_toll(told: Sequence[Told], previous: Sequence[Told]) -> Sequence[Told]:
    """The events a toll may belong to: those told last, or those before them that they lead nowhere else from."""
    if not previous or any(_harms(t) for t in previous):
        return previous
    last = previous[-1]
    return [t for t in told if not last.own_place or t.place == last.place]


_SUM = re.compile(
    r"\W*(?:Theo (?:[^,.;]{2,60}), |(?:Liên [Hh]ợp [Qq]uốc|LHQ|WHO|ACLED|Các tổ chức nhân quyền) "
    r"(?:\S+ ){0,3}?(?:ước tính|cho biết|nói|thống kê) )(?:ít nhất |hơn |gần |khoảng |tới )?"
    r"\d{3,}(?:[.,]\d{3})* (?:\S+ ){1,3}?đã (?:chết|thiệt mạng|bị giết)\b[^,;]{0,24}$"
)
"""A total of the war that an organisation gives in a sentence of its own."""


def add_toll(actors: Actors, told: Sequence[Told], scene: Scene, spare: Sequence[Figure]) -> bool:
    """A toll in a sentence of its own belongs to the last event told that does harm.

    The dead of the other side only raise its upper bound: who counts them is often not who counted the first.

    Returns:
        Whether there is such an event.
    """
    able = [t for t in reversed(told) if _harms(t)]
    able = [t for t in able if not t.background] or able
    if _SUM.match(scene.body, scene.sentence.start, scene.sentence.end) or _add_by_place(able, scene):
        return True
    together = [t for t in able if t.sentence == able[0].sentence]
    host = max(together, key=lambda t: t.date or "", default=None)  # "..., two days after the other had struck"
    if host is None or scene.sentence.number - host.mentions[-1].sentence > _WITHIN:
        return False
    if _counted_elsewhere(host, scene):
        return False
    killed = totals([*spare], "killed")
    if killed != (None, None, None) and host.fatalities is None and host.fatalities_low is None:
        host.fatalities, host.fatalities_low, host.fatalities_high = killed
        host.counted = [f.whom for f in spare if f.kind == "killed" and f.whom is not None]
        host.rules["fatalities"] = "figures: next sentence"
    elif killed[0] is not None and _is_whole_toll(host, scene, killed[0]):
        host.fatalities, host.fatalities_low, host.fatalities_high = killed
        host.rules["fatalities"] = "figures: the whole toll, in a later sentence"
    elif killed[0] is not None and host.fatalities is not None and _of_other_side(host, scene, spare):
        host.fatalities_low = host.fatalities_low or host.fatalities
        host.fatalities_high = host.fatalities + killed[0]
        host.rules["fatalities"] = "figures: both sides, in two sentences"
    host.injured = totals([*spare], "injured")[0] if host.injured is None else host.injured
    host.captured = totals([*spare], "captured")[0] if host.captured is None else host.captured
    country = host.place.country if host.place is not None else None
    unarmed = host.family == "explosion" and not any(m.role == "base" for m in scene.markers)
    fallen = [w for f in spare if f.kind == "killed" and (w := victims_of(f)) is not None and is_armed(w)]
    if host.actor2 is None and host.family == "battle" and len(fallen) == 1 and scene.lang == "vi":
        name = actors.name(fallen[0], country, host.date)
        if name is not None and name != host.actor1 and scene.sentence.number - host.mentions[-1].sentence == 1:
            host.actor2, host.rules["actor2"] = name, "role: fell in the next sentence"
    unsaid = host.actor2 is None or host.rules.get("actor2") == COUNTRY_HIT
    if unsaid and unarmed and country is not None and (host.fatalities or host.injured):
        whom = [w for f in spare if (w := victims_of(f)) is not None]
        host.actor2 = actors.name(whom[0], country, host.date) if whom else f"Civilians ({country})"
        host.rules["actor2"] = VICTIMS_AFTER
    return True


_THERE_OTHERS = re.compile(
    r"(?:Tại|Ở|Di|In|At|Sementara di|Trong khi đó,? (?:tại|ở)|Còn (?:tại|ở)|Meanwhile,? in|Manakala di)\s[^.;]{3,80}?"
    r"\b(?:khác|lain|lainnya|others?|more|another)\b"
)
"""A place, then those who died there as well."""


def died_elsewhere(previous: Sequence[Told], scene: Scene, spare: Sequence[Figure]) -> Told | None:
    """The deed told right before in another town, of which only the dead are told ("Di Rafah, lima lainnya tewas")."""
    host, sentence = previous[-1] if previous else None, scene.sentence
    towns = [p for m in scene.places if (p := scene.where[m.start]).precision == 1 and not p.coarse]
    if host is None or host.place is None or host.family not in _CLAIMED or not host.occurred or host.background:
        return None
    if sentence.number - host.mentions[-1].sentence != 1 or scene.dates or _THERE_OTHERS.match(sentence.text) is None:
        return None
    if len(towns) != 1 or towns[0].country != host.place.country or towns[0].name == host.place.name:
        return None
    killed, low, high = totals([*spare], "killed")
    injured = totals([*spare], "injured")[0]
    return replace(
        host, place=towns[0], own_place=True, sentence=sentence.number, group=None, counted=[], mentions=[],
        fatalities=killed, fatalities_low=low, fatalities_high=high, injured=injured, injured_low=None, captured=None,
        rules={**host.rules, "place": OTHERS_THERE, "fatalities": "figures: same sentence"},
    )  # fmt: skip


def _add_by_place(able: Sequence[Told], scene: Scene) -> bool:
    """Give each event of an attack on several places its own dead ("28 were killed in X and 22 in Y")."""
    tolls = {scene.where[place.start].name: value for place, _, value in tolls_by_place(scene)}
    hosts = {t.place.name: t for t in reversed(able) if t.place is not None and t.place.name in tolls}
    known = {None, sum(tolls.values())}
    if len(hosts) < 2 or any(t.fatalities not in known for t in hosts.values()):
        return False
    for name, host in hosts.items():
        host.fatalities, host.fatalities_low, host.fatalities_high = tolls[name], None, None
        host.rules["fatalities"] = "figures: told place by place"
    return True


def _is_whole_toll(host: Told, scene: Scene, killed: int) -> bool:
    """Whether "in that attack" counts more dead than the one or two told of first."""
    return host.fatalities is not None and killed > host.fatalities and in_that_fight(scene, scene.sentence.start)


_ONE_TOWN = 25
"""Kilometres within which two points are one town's."""


def _counted_elsewhere(host: Told, scene: Scene) -> bool:
    """Whether a toll is told of a town that is not the event's ("seven died at the airport of X")."""
    towns = [p for m in scene.places if (p := scene.where[m.start]).precision == 1 and not p.coarse]
    here = host.place
    if here is None or not host.own_place or here.precision != 1 or not towns:
        return False
    return all(p.country == here.country and apart(p, here) > _ONE_TOWN for p in towns)


def _harms(told: Told) -> bool:
    return told.family in VIOLENT and told.occurred


def _of_other_side(host: Told, scene: Scene, spare: Sequence[Figure]) -> bool:
    """Whether the sentence right behind a battle counts the dead of the side not yet counted."""
    mine = [f.whom for f in spare if f.kind == "killed"]
    if not host.type.startswith("battle.") or scene.sentence.number - host.mentions[-1].sentence != 1:
        return False
    if not host.counted or any(whom is None or not is_armed(whom) for whom in mine):
        return False
    return all(is_armed(c) and not any(whom and same_camp(c, whom) for whom in mine) for c in host.counted)


def take_responsibility(actors: Actors, told: Sequence[Told], scene: Scene, found: list[Told]) -> list[Told]:
    """ "X claimed responsibility": the doer of the attack told before, where none was named.

    Returns:
        The events of the sentence without those that only name the attack claimed.
    """
    mark = next((m for m in scene.markers if m.role == "responsible"), None)
    if mark is None or _is_unsure(scene, mark.start):
        return found
    if scene.body.startswith(("pelaku", "Pelaku"), mark.start):
        own = _ITS_MEN.match(scene.body, mark.end) is not None  # "ISIS menyatakan pelaku adalah tentaranya"
        who = _claimant(scene, mark.start) if own else _culprit(scene, mark)
    else:
        who = _claimant(scene, mark.start) or _listed_behind(scene, mark.end)
    if who is None:
        return found
    claims = who.members[0]
    if claims.state and claims.actor is None and claims.country is None:
        return found  # no army claims an attack: part of a name no table has ("Quân đội Giải phóng các Thánh địa")

    def name_in(told: Told) -> str | None:
        return actors.name(claims, told.place.country if told.place else None, told.date)

    again = [
        e for e in found
        if _is_named(e) and (e.background or _only_named(e)) and e.actor1 in {None, actors.name(claims, None)}
    ]  # fmt: skip
    again += [e for e in found if e not in again and _only_names_it(e, told)]
    fresh = [e for e in found if e not in again]
    able = (t for t in (*reversed(fresh), *reversed(told), *again) if _harms(t))
    able = (t for t in able if _is_open(t, who) or t.actor1 == name_in(t))
    host = _claimed([t for t in able if not t.background or scene.sentence.number - t.sentence <= _WITHIN], scene)
    if host is None:
        return found
    name = name_in(host)
    if name is None or name == host.actor2:
        return found
    if host.actor1 != name:
        host.actor1, host.rules["actor1"] = name, "role: claimed responsibility"
    every = _SEVERAL.search(scene.body, mark.end, scene.sentence.end) is not None
    _claim_all(told, host, scene.sentence.number, every)
    again = [e for e in found if e is not host and _is_named(e) and (not e.own_place or e in again)]
    again = [e for e in again if e.actor1 in {None, name}]
    for event in again:
        host.mentions += event.mentions
    if host not in found:
        _date_as_claimed(host, scene, mark)
    return [e for e in found if e not in again]


def _is_unsure(scene: Scene, before: int) -> bool:
    """Whether what is said up to there is denied, or only asked ("investigating whether X was behind it")."""
    asked = (c for c in scene.cues if c.entry.effect == "hypothetical" and c.entry.scope == "far")
    denied = (c for c in scene.cues if c.entry.effect in {"negated", "denied"})
    return any(c.start < before for c in (*asked, *denied))


def _claimed(able: Sequence[Told], scene: Scene) -> Told | None:
    """The attack told last; over looks back at earlier ones the news is reached from further away."""
    number = scene.sentence.number
    last = next((t for t in able if number - t.sentence <= _WITHIN), None)
    if last is None or not last.background or last.sentence == number:
        return last
    return next((t for t in able if not t.background and number - t.sentence <= 2 * _WITHIN), last)


_WERE_OF = re.compile(
    r"(?:\W*|[^.;]{0,90}?\b(?:cho biết|cho hay|nói|khẳng định|xác nhận|tin rằng)(?: thêm)?(?: rằng)? )"
    r"(?:[Cc]ác |[Nn]hững |[Hh]ai |[Bb]a |[Nn]hóm )?"
    r"(?:tay súng|kẻ tấn công|kẻ bắt cóc|kẻ đánh bom|thủ phạm|hung thủ|phần tử vũ trang)"
    r"(?: (?:này|trên|nói trên))?(?: (?:đều|được cho là|bị nghi|có thể))? (?:thuộc|là (?:thành viên|người))\b",
    re.IGNORECASE,
)  # fmt: skip


def name_attackers(actors: Actors, told: Sequence[Told], scene: Scene) -> None:
    """ "Officials said the gunmen belonged to X": who attacked right before, where nobody was named."""
    found = _WERE_OF.match(scene.body, scene.sentence.start, scene.sentence.end) if scene.lang == "vi" else None
    able = [g for g in scene.groups if g.members[0].actor and is_armed(g.members[0]) and not g.members[0].state]
    start = scene.sentence.start
    who = next((g for g in able if (found and g.end >= found.end()) or is_culprit(scene, g, start)), None)
    host = next((t for t in reversed(told) if _harms(t) and not t.background), None)
    if who is None or host is None or scene.sentence.number - host.sentence > _WITHIN or not _is_open(host, who):
        return
    name = actors.name(who.members[0], host.place.country if host.place else None, host.date)
    if name is not None and name != host.actor2:
        host.actor1, host.rules["actor1"] = name, "role: said to be of that group"


_MUTUAL = re.compile(r"\b(?:lẫn nhau|cho nhau|tố nhau|saling|each other|one another|traded?|trading)\b", re.IGNORECASE)
_CONDEMNS = re.compile(r"condemn|lên án|chỉ trích|mengecam|mengutuk", re.IGNORECASE)
_BLAMED = 32
"""How near behind "blamed" the side stands that is blamed."""
_FOR_IT = re.compile(
    r"[^\w]*$|[.,;]|\s+(?:for|vì|về|atas|karena)\b|[^.;]{0,40}\b(?:gây ra|đứng sau|đứng đằng sau|thực hiện|tiến hành"
    r"|sử dụng|nã|bắn|phóng|tấn công|không kích|carr\w+ out|behind|attack\w*|fir(?:ed|ing)|bomb\w*|shell\w*|launch\w*"
    r"|melakukan|di balik|mendalangi|melancarkan|menembak\w*|menyerang|meluncurkan|dalang\w*|pelaku\w*|menanam)\b"
)
"""Behind who is blamed: for this, not for arming somebody or breaking a truce."""
_WORK_OF = re.compile(
    r"\b(?:(?:(?:quả|viên|loạt) (?:bom|đạn|rốc ?két|rocket|tên lửa)|tên lửa|đạn pháo|drone|UAV)"
    r"(?: (?:này|trên|đó|ấy))? do"
    r"|(?:roket|peluru|bom|rudal|proyektil|mortir|drone)(?: \w+)? (?:itu|tersebut)"
    r" (?:ditembakkan|diluncurkan|dijatuhkan|dilepaskan|dipasang|ditanam)(?: oleh)?"
    r"|(?:the|that) (?:shell|rocket|missile|bomb|mortar|projectile|drone|round)s?(?: was| were| had been| came)?"
    r" (?:fired|launched|dropped|planted|laid) by) (?:(?:the|quân|lực lượng|nhóm|pasukan|kelompok|para|pejuang) )*$"
    r"|\b(?:the work of|carried out by|quy trách nhiệm(?: vụ \S+)?(?: này)? cho|bertanggung jawab adalah"
    r"|didalangi(?: oleh)?|perbuatan) (?:the |quân |lực lượng |nhóm )*$"
)


def name_blamed(actors: Actors, told: Sequence[Told], scene: Scene, found: list[Told]) -> list[Told]:
    """ "The governor blamed X", "the shell was fired by X": who did what was told right before, where nobody was named
    and nobody denies it.

    Accusing each other, or of something else than what was told, names nobody.

    Returns:
        The events of the sentence without those that only tell of the weapon whose it was.
    """
    its_work = [
        g for g in scene.groups if _WORK_OF.search(scene.body, max(scene.sentence.start, g.start - 60), g.start)
    ]
    if not its_work and any(t.family in HARM and not t.background for t in found):
        return found
    host = next((t for t in reversed(told) if t.occurred and not t.background and t.family in HARM), None)
    if host is None or scene.sentence.number - host.mentions[-1].sentence > _BLAMED_WITHIN or host.actor1 is not None:
        return found
    text = scene.body[scene.sentence.start : scene.sentence.end]
    if _MUTUAL.search(text) or _is_unsure(scene, scene.sentence.end):
        return found
    fired = [g for g in its_work if is_armed(g.members[0])]
    who = next((g for g in scene.groups if g in fired or _is_blamed(scene, g, g in its_work)), None)
    if who is None:
        return found
    mention = who.members[0]
    mention = replace(mention, sector="military") if mention.sector in {"country", "government"} else mention
    name = actors.name(mention, host.place.country if host.place else None, host.date)
    if name is None or name == host.actor2:
        return found
    host.actor1, host.rules["actor1"] = name, "role: blamed in the next sentence"
    only_whose = (t for t in found if its_work and t.family in HARM)
    retold = [t for t in only_whose if not (t.own_place or t.own_date or t.fatalities)]
    return [t for t in found if t not in retold]


_SUSPECT = re.compile(
    r"[^.;]{0,50}?\b(?:(?:di)?(?:duga|sinyalir|yakini|sebut)(?: kuat)?|(?:bị|được) (?:nghi|cho)(?: là)?"
    r"|(?:is|are|was|were) (?:believed|thought|suspected)(?: to (?:be|have been))?)"
    r" (?:(?:menjadi|sebagai|berada|đã|là) )?(?:pelaku\w*|dalang\w*|di balik|thủ phạm|đứng (?:đằng )?sau|gây ra|behind"
    r"|responsible for)\b"
)
"""Behind who is held to have done it: "KKB pimpinan X diduga menjadi pelakunya"."""
_BEHIND = re.compile(
    r"(?: (?:chính là|là|mới|đã|was|were|is|are|had been|yang|berada|ada)){0,3}"
    r"(?: (?:bên|nhóm|kẻ|lực lượng|tổ chức|thủ phạm|pihak|kelompok|the (?:ones?|group)))?"
    r" (?:(?:đứng (?:đằng )?sau|gây ra) (?:các |những |loạt |hai )?(?:vụ|cuộc|trận)(?: \S+){0,2}?"
    r" (?:này|đó|trên|nói trên|vừa qua)"
    r"|(?:di (?:balik|belakang)|mendalangi|merencanakan|dalang) (?:\w+ )?\w+ (?:itu|ini|tersebut)"
    r"|behind (?:the|this|that|these|those|both) (?:\w+ )?"
    r"(?:attacks?|bombings?|blasts?|explosions?|killings?|raids?|assaults?|ambush|massacre|strikes?|shootings?|abductions?))"
    r"(?=\W*$|[,;]| (?:và|dan|and|but|nhưng|tetapi|namun)\b)",
    re.IGNORECASE,
)
"""Behind who is said to have done it: "Chính phủ nói X đứng sau vụ này"."""


def _is_blamed(scene: Scene, group: Group, its_work: bool) -> bool:
    """Whether a side by name is blamed for what was told, or told to have done it."""
    mention = group.members[0]
    if mention.actor is None and (mention.country is None or is_civil(mention)):
        return False
    accused = (c for c in scene.cues if c.entry.effect == "accused" and _CONDEMNS.match(scene.body, c.start) is None)
    near = any(0 <= group.start - cue.end <= _BLAMED for cue in accused)
    if any(told.match(scene.body, group.end, scene.sentence.end) for told in (_SUSPECT, _BEHIND)):
        return True
    return its_work or (near and _FOR_IT.match(scene.body, group.end, scene.sentence.end) is not None)


def _is_named(told: Told) -> bool:
    """Whether a noun names it, also as what somebody owns to have made ("mengaku bertanggung jawab atas serangan")."""
    return told.noun or told.rules.get("actor1") == LIGHT


_SEVERAL = re.compile(
    r"\b(?:(?:loạt|các|những|hàng loạt|cả hai|cả ba|hai|ba|chuỗi) (?:vụ|cuộc|đợt)"
    r"|(?:rangkaian|serangkaian|kedua|ketiga) "
    r"(?:serangan|aksi|ledakan|bom)|(?:series|string|wave) of|(?:both|all) (?:\w+ )?(?:attacks|blasts|bombings))\b",
    re.IGNORECASE,
)  # fmt: skip
"""All that was told of is claimed, not only what was told last."""
_CLAIMED = frozenset({"explosion", "vac"})


def _claim_all(told: Sequence[Told], host: Told, number: int, every: bool) -> None:
    """An attack nobody was told to have done is claimed with its details; with "both attacks" all of that day are."""
    for other in told:
        since = number - other.sentence
        if since > _WHILE or other.date != host.date or not other.occurred or other.actor1 is not None:
            continue
        alike = other.type in _ON_PEOPLE or (other.type == host.type and not host.own_place)
        detail = alike and other.place == host.place and (other.type in _ON_PEOPLE or since <= _WITHIN)
        if detail or (every and since <= _WITHIN and other.family in _CLAIMED):
            other.actor1, other.rules["actor1"] = host.actor1, "role: claimed responsibility"


_WHILE = 5
"""How many sentences an attack on people may be told in before somebody claims it."""
_ON_PEOPLE = frozenset({ATTACK, SUICIDE, "vac.abduction_forced_disappearance"})


def _date_as_claimed(host: Told, scene: Scene, mark: MarkerHit) -> None:
    """The day an attack has where it is claimed, when it had only that of the one who told of it."""
    end = scene.segments[scene.segment_at(mark.start)].end
    day = next((d for d in scene.dates if mark.end <= d.start < end and d.precision == "day"), None)
    if day is not None and day.date is not None and not host.dated:
        host.date, host.date_min, host.date_max = day.date, day.date_min, day.date_max
        host.date_precision, host.date_basis, host.own_date = day.precision, day.basis, True
        host.rules["date"] = "date: told by who claims it"


def _only_named(told: Told) -> bool:
    """Whether an attack is only named, with neither a place nor a toll of its own."""
    placed = told.own_place and told.place is not None and not told.place.coarse
    return not placed and told.fatalities is None and told.injured is None


def _only_names_it(event: Told, told: Sequence[Told]) -> bool:
    """Whether a claim tells of bombers without a place, day or toll right after the blast they caused."""
    if event.type != SUICIDE or event.own_place or event.own_date or event.fatalities is not None:
        return False
    return any(t.family == "explosion" and t.occurred and 0 < event.sentence - t.sentence <= _WITHIN for t in told)


_GENERAL = (*KINDS, "Civilians (")


def _is_open(told: Told, who: Group) -> bool:
    """Whether nobody, or only fighters without a name, were told to have done it."""
    general = (told.actor1 or "").startswith(_GENERAL) and who.members[0].actor is not None
    return told.actor1 is None or (general and not who.members[0].state)


def _listed_behind(scene: Scene, after: int) -> Group | None:
    """The one named group behind a colon ("two groups have claimed the attack: ...")."""
    colon = scene.body.find(":", after, scene.sentence.end)
    named = [
        g for g in scene.groups if 0 <= colon < g.start and g.members[0].actor is not None and is_armed(g.members[0])
    ]
    return named[0] if len(named) == 1 else None


_ITS_MEN = re.compile(r"\s*(?:salah satu |seorang )?(?:tentara|anggota|pejuang|prajurit|pengikut|petempur)nya\b")
_CULPRIT = re.compile(
    r"[Pp]elaku(?:nya| (?:serangan|penyerangan|penembakan|pembunuhan|pengeboman|pembakaran|aksi)(?: itu| tersebut)?)?"
    r"(?:,? (?:itu|tersebut|adalah|merupakan|ialah|diduga(?: kuat)?|diyakini|disebut|dipastikan|satu keluarga|anggota"
    r"|dari|kelompok|kumpulan|para|seorang|sejumlah|berasal|pengikut|simpatisan|pihak))*\s*"
)
"""Up to the side somebody belongs to of whom no more is told than that he did it."""


def _culprit(scene: Scene, mark: MarkerHit) -> Group | None:
    """The named side said to have sent the attackers ("pelakunya adalah anggota X")."""
    if any(c.entry.effect == "accused" and c.start < mark.start for c in scene.cues):
        return None
    told = _CULPRIT.match(scene.body, mark.start)
    for group in scene.groups:
        first = group.members[0]
        if first.actor is None or first.state or not is_armed(first) or told is None:
            continue
        if group.start <= mark.start < group.end or told.end() == group.start:
            return group
    return None


_LINKED_TO = re.compile(
    r"\b(?:terkait|berafiliasi|terafiliasi|afiliasi|sekutu|cabang|setia|berbaiat|linked|affiliated|allied"
    r"|liên kết|liên hệ)"
    r"(?: (?:dengan|kepada|pada|ke|to|with|với))?(?: the| kelompok| nhóm| tổ chức)? $"
)


def _only_linked(scene: Scene, group: Group) -> bool:
    """Whether a side only says to whom the one before it is tied ("X yang terkait Y mengklaim")."""
    return _LINKED_TO.search(scene.body, max(scene.sentence.start, group.start - 40), group.start) is not None


def _claimant(scene: Scene, before: int) -> Group | None:
    """The armed side that claims: a named one rather than "its fighters", also through a site tied to it."""
    armed = [g for g in scene.groups if g.end <= before and is_armed(g.members[0])]
    able = [g for g in armed if not _only_linked(scene, g)] or armed
    named = [g for g in able if g.members[0].actor is not None or g.members[0].country is not None]
    return (named or able)[-1] if able else None
