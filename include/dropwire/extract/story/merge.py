"""From drafts to events: what one sentence leaves open is taken from those before it, and sentences that tell the same
battle-day become mentions of one event.

An opponent is carried over only while the same source goes on speaking; what is still open stays null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dropwire.article import Mention, Status
from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.place import Place, kilometres
from dropwire.extract.places.placing import apart
from dropwire.extract.sentence.scene import is_armed, is_civil, same_camp
from dropwire.extract.status.factuality import OCCURRED
from dropwire.extract.types import AIR, ATTACK, CLASH, HARM

SAID = ", the day somebody said so"
"""Ends the rule of a date that is the speaker's: what is told of the event itself goes before it."""
_TERRITORY = frozenset({"battle.government_regains_territory", "battle.non_state_overtakes_territory"})
_DAY = 10
"""Length of an ISO day."""
_SYMMETRIC = frozenset({"battle.armed_clash"})


@dataclass(slots=True)
class Told:
    """An event as told so far; what is null has not been said."""

    type: str
    act: str
    noun: bool
    """Told by a noun ("the attack"): it may mean an event told before."""
    known: bool
    """The noun has an article that says so."""
    sentence: int
    date: str | None
    date_min: str | None
    date_max: str | None
    date_precision: str
    date_basis: str
    own_date: bool
    place: Place | None
    own_place: bool
    actor1: str | None
    assoc1: tuple[str, ...]
    actor2: str | None
    assoc2: tuple[str, ...]
    fatalities: int | None
    fatalities_low: int | None
    fatalities_high: int | None
    injured: int | None
    injured_low: int | None
    captured: int | None
    weapon: str | None
    status: Status
    attribution: str | None
    background: bool
    another: bool
    """Told as one more ("another bomb"): never the one before."""
    summary: bool
    """Counts places without naming them ("took four villages")."""
    several: bool
    """Counts events in one sum ("seven died in two separate clashes")."""
    group: int | None
    mentions: list[Mention] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    counted: list[ActorMention] = field(default_factory=list)
    """Of which sides the dead are."""

    @property
    def family(self) -> str:
        """The first part of its type: battle, explosion, vac ..."""
        return self.type.split(".")[0]

    @property
    def dated(self) -> bool:
        """Whether its day is told of itself, not of the one who speaks."""
        return self.own_date and not self.rules.get("date", "").endswith(SAID)

    @property
    def occurred(self) -> bool:
        """Whether it is told as having happened."""
        return self.status in OCCURRED


def merge(told: Iterable[Told]) -> list[Told]:
    """The events of an article: what is told twice stands once, with all its mentions."""
    kept: list[Told] = []
    for event in _without_sums([*told]):
        able = (
            k for k in reversed(kept)
            if k.type == event.type or event.noun or {k.type, event.type} == _BOMBS or _goes_over(k, event)
            or _tells_whom(k, event) or _wounds_more(k, event) or _counts_its_dead(k, event)
            or _counts_the_fallen(k, event) or _raids_it(k, event)
        )  # fmt: skip
        host = next((k for k in able if _same_event(k, event)), None)
        if host is None:
            kept.append(event)
        else:
            _fold(host, event)
    return _drop_summaries(kept)


def _coarse(told: Told) -> bool:
    """Whether the event is placed no finer than in a province, or not by its own sentence."""
    return told.summary or told.place is None or not told.own_place or told.place.coarse


def _drop_summaries(kept: list[Told]) -> list[Told]:
    """ "Took four villages in the north" is a mention of the villages told of by name."""
    found = []
    for event in kept:
        if event.type in _TERRITORY and _coarse(event):
            host = next((k for k in kept if k is not event and not _coarse(k) and _summed_up(k, event)), None)
            if host is not None:
                host.mentions += event.mentions
                continue
        found.append(event)
    return found


_SEVERAL = 2
"""At how many places the parts of a sum are told."""


def _without_sums(told: list[Told]) -> list[Told]:
    """The events without the sums whose parts are told one by one; each sum is a mention of its first part."""
    sums = []
    for event in told:
        parts = _parts(told, event) if event.several else []
        for part in parts:
            _take_sides(part, event)
        if parts:
            parts[0].mentions += event.mentions
            sums.append(event)
    return [event for event in told if not any(event is whole for whole in sums)]


def _parts(kept: Sequence[Told], whole: Told) -> list[Told]:
    """The events a sum told first is made of: at two places or more, with no more dead than the sum has."""
    parts = [
        k for k in kept
        if k.sentence > whole.sentence and k.family == whole.family and k.occurred and not (k.background or k.several)
        and k.own_place and k.place is not None and not k.place.coarse
        and _same_country(whole, k) and _same_sides(whole, k) and _about_then(whole, k)
        and (k.act == whole.act or {k.actor1, k.actor2} & {whole.actor1, whole.actor2} - {None})
    ]  # fmt: skip
    dead: dict[str, int] = {}
    for part in parts:
        place = part.place.name if part.place is not None else ""
        dead[place] = max(dead.get(place, 0), part.fatalities or 0)
    if len(dead) < _SEVERAL or (whole.fatalities is not None and sum(dead.values()) > whole.fatalities):
        return []
    return parts


def _take_sides(part: Told, whole: Told) -> None:
    """Fill a part's open sides with those of the sum."""
    one, other = whole.actor1, whole.actor2
    if part.actor1 is None and part.actor2 is None:
        part.actor1, part.actor2 = one, other
    elif part.actor1 is None and other is not None and part.actor2 in {one, other}:
        part.actor1 = one if part.actor2 == other else other
    elif part.actor2 is None and one is not None and part.actor1 in {one, other}:
        part.actor2 = other if part.actor1 == one else one


def _about_then(whole: Told, part: Told) -> bool:
    """Whether a part lies in the days of the sum, or just before the one on which somebody told the sum."""
    if whole.date_min is None or part.date_min is None:
        return True
    return _days_before(whole, part) or whole.date_min <= (part.date_max or part.date_min) <= (
        whole.date_max or whole.date_min
    )


def _summed_up(exact: Told, coarse: Told) -> bool:
    return (
        exact.type == coarse.type and exact.occurred == coarse.occurred and _same_sides(exact, coarse)
        and _same_day(exact, coarse) and (coarse.summary or _same_country(exact, coarse)) and coarse.fatalities is None
    )  # fmt: skip


def _same_event(host: Told, event: Told) -> bool:
    if host.occurred and not event.another and _tells_its_aim(host, event):
        return True
    if event.another or host.occurred != event.occurred or host.sentence == event.sentence:
        return False
    if (
        _goes_over(host, event)
        or _tells_whom(host, event)
        or _wounds_more(host, event)
        or _counts_its_dead(host, event)
    ):
        return True
    if _counts_the_fallen(host, event) or _fires_back(host, event):
        return True
    alike = host.type == event.type or _refers_back(host, event) or _raids_it(host, event)
    if not alike and not _bomber_and_blast(host, event):
        return False
    if not _same_day(host, event) or not _same_place(host, event) or not _same_sides(host, event):
        return False
    return not _tolls_differ(host, event)


OTHERS_THERE = "place: others died there"
"""The rule of an event of which only the dead and the place are told."""
POST_HELD = "role: holds such a post"
"""The rule of a target known only by its post: soldiers or police."""
_OF_STATE = re.compile(r"(?:Military|Police) Forces of ")


def _fires_back(host: Told, event: Told) -> bool:
    """Whether the forces of the state attacked only answer ("police returned fire", after an attack on soldiers)."""
    if host.type != CLASH or event.type != CLASH or host.background or not (host.occurred and event.occurred):
        return False
    fresh = event.own_place or event.own_date or event.fatalities is not None or event.another
    if fresh or event.actor2 not in {None, host.actor1} or event.sentence - host.mentions[-1].sentence > 2:
        return False
    one, other = (_OF_STATE.match(side or "") for side in (host.actor2, event.actor1))
    same = one is not None and other is not None and one.string[one.end() :] == other.string[other.end() :]
    return same and _ANSWERS.search(event.mentions[0].quote) is not None


_ANSWERS = re.compile(
    r"bắn trả|đáp trả|đánh trả|chống trả|phản công|membalas|tembakan balasan|returned fire|fired back"
)
_RAID = frozenset({"battle.armed_clash", "strategic.looting_property_destruction"})
_WHILE = 4
"""Within how many sentences an attack is told in detail."""


def _goes_over(host: Told, event: Told) -> bool:
    """Whether what was done to people or a place is told again in detail ("they surrounded it and opened fire")."""
    taken = host.type in _TERRITORY and event.type == CLASH
    if (
        not (taken or (host.type == ATTACK and event.type in _RAID))
        or event.background
        or not (host.occurred and event.occurred)
    ):
        return False
    fresh = event.own_place or event.own_date or event.fatalities is not None or event.another
    near = 0 < event.sentence - host.sentence <= _WHILE
    aimed = event.actor2 is None or (event.actor2 == host.actor2 if taken else event.actor2.startswith("Civilians"))
    return near and not fresh and aimed and host.actor1 is not None and event.actor1 in {None, host.actor1}


def _raids_it(host: Told, event: Told) -> bool:
    """Whether an attack on a place without a target is that on people told just before, by the same and as deadly."""
    if host.type != ATTACK or event.type != CLASH or event.act != "attack" or event.actor2 is not None:
        return False
    near = 0 < event.sentence - host.sentence <= _WHILE and not event.background
    same = host.actor1 is not None and host.actor1 == event.actor1
    return near and same and event.fatalities in {None, host.fatalities}


def _tells_whom(host: Told, event: Told) -> bool:
    """Whether who was killed is told right after an attack without a target ("shot at a car; its driver died")."""
    if host.type != CLASH or host.act != "attack" or event.type != ATTACK or not (host.occurred and event.occurred):
        return False
    alike = host.fatalities is None or host.fatalities == event.fatalities
    open_yet = host.actor2 is None and alike and not (host.background or event.background)
    near = 0 < event.sentence - host.sentence <= 2 and not event.own_date
    if not open_yet or not near or event.actor1 not in {None, host.actor1} or (host.actor1 or "").startswith(_STATES):
        return False
    return not event.own_place or _same_place(host, event)


def _wounds_more(host: Told, event: Told) -> bool:
    """Whether a shell told right after a battle only wounded more of those who fought in it."""
    if host.type != CLASH or event.family != "explosion" or not (host.occurred and event.occurred):
        return False
    near_it = host.own_place and host.place is not None and host.place.coarse and _same_place(host, event)
    elsewhere = event.own_place and not near_it
    sides, near = {host.actor1, host.actor2}, 0 < event.sentence - host.sentence <= 2
    if not near or event.own_date or event.another or elsewhere or (event.type == AIR and event.actor2 is not None):
        return False
    if event.actor1 is not None and host.noun:  # "rebels fired rockets at the truck" in the ambush
        told_after = event.rules.get("actor2") == VICTIMS_AFTER
        return event.actor1 in sides and (told_after or event.actor2 in {None, *sides})
    return event.actor1 is None and event.actor2 is not None and event.actor2 in sides


def _counts_its_dead(host: Told, event: Told) -> bool:
    """Whether people killed by nobody told of are those of the strike in the sentence before, which has no toll yet."""
    if host.family != "explosion" or host.fatalities is not None or not (host.occurred and event.occurred):
        return False
    fresh = event.own_place or event.own_date or event.another or host.background or event.background
    bare = event.type == ATTACK and event.act == "kill" and event.actor1 is None and event.fatalities is not None
    return bare and not fresh and event.sentence - host.sentence == 1 and host.actor2 in {None, event.actor2}


VICTIMS_AFTER = "role: victims in the next sentence"
"""The rule of a target told only by its dead, in a sentence behind."""
_BOMBS = frozenset({"explosion.suicide_bomb", "explosion.remote_explosive_landmine_ied"})


def _bomber_and_blast(host: Told, event: Told) -> bool:
    """Whether one of two sentences names the bomber and the other only the blast."""
    elsewhere = event.own_place and host.own_place and not _same_place(host, event)
    near = event.sentence - host.sentence <= 2
    same_day = not event.own_date or event.date == host.date
    return {host.type, event.type} == _BOMBS and near and not elsewhere and same_day


def _refers_back(host: Told, event: Told) -> bool:
    """Whether "the attack" means the event told just before."""
    elsewhere = event.own_place and (host.place is None or not _same_place(host, event))
    dated = event.own_date and not (event.known and not host.dated) and event.date != host.date
    if not event.noun or elsewhere or dated or event.sentence - host.sentence > 2:
        return False
    if host.family == "explosion" and event.actor1 is not None and event.actor2 is not None:
        return False  # a fight with both sides named is no bomb told again
    return (event.family in {"battle", "vac"} or event.act == "burn") and host.family in HARM


def _same_day(host: Told, event: Told) -> bool:
    if host.date_min is None or event.date_min is None:
        return True
    if event.own_date and not event.dated and host.dated and _days_before(event, host):
        here = event.place is not None and host.place is not None and event.place.name == host.place.name
        if here or not event.own_place:
            return True  # told on a later day by somebody who speaks
    if not (host.own_date and event.own_date) or ((event.noun or _days_before(host, event)) and not host.dated):
        back = event.noun and event.rules.get("status", "").startswith("status: points back")
        return host.background == event.background or back
    return host.date_min <= (event.date_max or event.date_min) and event.date_min <= (host.date_max or host.date_min)


_SOON = 3
"""Within how many sentences "the attack" tells where an attack without a place was."""
_LATE = 4
"""How many days after an event somebody may speak of it as news."""


def _days_before(host: Told, event: Told) -> bool:
    """Whether an event's own day lies just before the one on which somebody spoke of it."""
    if not event.dated or not event.date or not host.date or len(event.date) < _DAY or len(host.date) < _DAY:
        return False
    return 0 <= (date.fromisoformat(host.date) - date.fromisoformat(event.date)).days <= _LATE


def _same_place(host: Told, event: Told) -> bool:
    if host.place is None and event.own_place and event.sentence - host.sentence > (_SOON if event.known else 1):
        return False
    if host.place is None or event.place is None or not event.own_place or not host.own_place:
        return True
    one, other = host.place, event.place
    if _at_a_site(host, event) or _told_closer(host, event):
        return True
    if one.name == other.name or (one.geonames_id is not None and one.geonames_id == other.geonames_id):
        return True
    if host.type in _TERRITORY and one.wide != other.wide:
        return False
    if one.coarse or other.coarse:
        within = one.admin1 is None or other.admin1 in {None, one.admin1}
    else:
        within = one.wide != other.wide and one.admin1 is not None and one.admin1 == other.admin1
    return one.country == other.country and (within or (one.wide != other.wide and _beside(one, other)))


_ON_AN_ISLAND = 30
"""Kilometres within which a town lies from the middle of the island or region it is told to be on."""


def _beside(one: Place, other: Place) -> bool:
    """Whether a town lies near the middle of a region whose province has another name ("Basilan", "Sumisip")."""
    return one.precision != 4 != other.precision and apart(one, other) <= _ON_AN_ISLAND


def _at_a_site(host: Told, event: Told) -> bool:
    """Whether the next sentence only names the building ("the explosion tore apart the stands at X stadium")."""
    back = event.noun and event.rules.get("status", "").startswith("status: points back")
    near = 0 <= event.sentence - host.mentions[-1].sentence <= 1
    unknown = event.place is not None and event.place.geonames_id is None and event.place.precision > 1
    told = None not in {host.actor1, host.actor2} and (host.actor1, host.actor2) == (event.actor1, event.actor2)
    detail = told and not event.dated and event.fatalities is None and host.family == "explosion" and not _coarse(host)
    return (back or detail) and near and unknown and host.place is not None


_CLOSE_BY = 30
"""Kilometres within which a toll told again is the same event's."""
_SAID_TWICE = 3
"""From how many dead on two tolls that are equal are hardly those of two events."""


def _told_closer(host: Told, event: Told) -> bool:
    """Whether the same toll is told again nearby ("in northern Baghdad", then "in Kadhimiya district")."""
    near = 0 < event.sentence - host.sentence <= _WHILE and host.type == event.type
    if not near or host.fatalities is None or host.fatalities < _SAID_TWICE or host.fatalities != event.fatalities:
        return False
    one, other = host.place, event.place
    if one is None or one.lat is None or one.lon is None or other is None or other.lat is None or other.lon is None:
        return False
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) <= _CLOSE_BY


def _same_country(one: Told, other: Told) -> bool:
    return one.place is None or other.place is None or one.place.country == other.place.country


def _straight(host: Told, event: Told) -> bool:
    """Whether two events name their sides in one order, as far as they name them."""
    first = _meet({host.actor1, *host.assoc1}, {event.actor1, *event.assoc1}) or _is_kind_of(host, event)
    second = _meet({host.actor2, *host.assoc2}, {event.actor2, *event.assoc2}) or _named_after(host, event)
    return first and (second or _only_uniformed(host, event))


KINDS = (
    "Rebels (", "Separatists (", "Islamist militants (", "Jihadist militants (", "Militia (", "Opposition (",
)  # fmt: skip
"""How the names begin of fighters without a name of their own."""
_STATES = ("Military", "Police", "Government", "Civilians", "Protesters", "Rioters", "Pro-government")


def _is_kind_of(host: Told, event: Told) -> bool:
    """Whether the one attacker is only the kind of group the other is ("jihadists ...", then "JNIM said")."""
    near = event.sentence - host.sentence <= 2 and not event.own_place and not event.own_date
    general, name = host.actor1 or "", event.actor1 or ""
    return near and general.startswith(KINDS) and bool(name) and not name.startswith((*KINDS, *_STATES))


def _only_uniformed(host: Told, event: Told) -> bool:
    """Whether those at a post or in a convoy, told after the attack, are the soldiers or police told of before."""
    guessed = event.rules.get("actor2") == POST_HELD
    near = event.sentence - host.sentence <= _WHILE and not event.own_date
    return guessed and near and _OF_STATE.match(host.actor2 or "") is not None


def _named_after(host: Told, event: Told) -> bool:
    """Whether a lead without place and day tells only what kind the foes were that the next sentence names."""
    near = event.sentence - host.sentence <= 2 and not host.own_place and not host.own_date
    general, name = host.actor2 or "", event.actor2 or ""
    return near and general.startswith(KINDS) and bool(name) and not name.startswith((*KINDS, *_STATES))


def _same_sides(host: Told, event: Told) -> bool:
    mine, its = {host.actor1, *host.assoc1}, {event.actor1, *event.assoc1}
    mine2, its2 = {host.actor2, *host.assoc2}, {event.actor2, *event.assoc2}
    straight = _straight(host, event) or _counts_its_people(host, event) or _tells_its_aim(host, event)
    crossed = _SYMMETRIC & {host.type, event.type} and _meet(mine, its2) and _meet(mine2, its)
    if host.type not in _SYMMETRIC and not ((mine & its2) | (mine2 & its)) - {None}:
        crossed = False
    if not (straight or bool(crossed)):
        return False
    known = {*mine, *mine2} & {*its, *its2} - {None}
    return bool(known) or host.own_place or event.noun


def _counts_its_people(host: Told, event: Told) -> bool:
    """Whether "the attack" only tells which people fell where somebody else was aimed at."""
    if not event.noun or event.own_date or not (event.actor2 or "").startswith("Civilians"):
        return False
    near = event.sentence - host.sentence <= 2 and host.family == "explosion"
    return near and (host.actor1 is None or event.actor1 in {None, host.actor1, *host.assoc1})


def _tells_its_aim(host: Told, event: Told) -> bool:
    """Whether who struck only says whom it aimed at ("a strike killed 21 people ... the army said it hit fighters")."""
    fresh = event.own_place or event.own_date or event.fatalities is not None or event.sentence - host.sentence > 3
    if fresh or host.type != event.type or host.family != "explosion":
        return False
    later = event.rules.get("status") == "status: denied in a later sentence"
    if event.status != "claimed" and not later:
        return False
    return event.actor1 is not None and event.actor1 == host.actor1 and (host.actor2 or "").startswith("Civilians")


def _meet(some: set[str | None], others: set[str | None]) -> bool:
    return some == {None} or others == {None} or bool((some & others) - {None})


_ALSO = re.compile(r"\b(?:turut|ikut|juga|pula|cũng|also)\b")


def _counts_the_fallen(host: Told, event: Told) -> bool:
    """Whether the sentence behind a capture only counts those who fell defending the place."""
    fresh = event.own_place or event.own_date or event.act not in {"kill", "eliminate"} or event.actor1 is not None
    if fresh or host.type not in _TERRITORY or host.fatalities is not None or event.type != CLASH:
        return False
    return event.sentence - host.sentence <= 2 and event.actor2 is not None and event.actor2 == host.actor2


def _other_side_fell(host: Told, event: Told) -> bool:
    """Whether a sentence right behind a battle only counts the dead of the side not counted yet."""
    fresh = event.own_place or event.own_date or event.act not in {"kill", "eliminate"} or not event.occurred
    if fresh or host.type != CLASH or event.type != CLASH or event.sentence - host.mentions[-1].sentence > 1:
        return False
    if not host.counted or not event.counted or not all(is_armed(m) for m in (*host.counted, *event.counted)):
        return False
    return not any(same_camp(one, other) or one.state == other.state for one in host.counted for other in event.counted)


def _count_other_side(host: Told, event: Told) -> None:
    """The dead of the other side, told later, only raise the upper bound: who counts them is often another."""
    if host.fatalities is not None and event.fatalities is not None and _other_side_fell(host, event):
        host.fatalities_low = host.fatalities_low or host.fatalities
        host.fatalities_high = host.fatalities + event.fatalities


_NEARLY = 0.1
"""By what share the toll of one event may differ when it is told again without place and day."""


def _tolls_differ(host: Told, event: Told) -> bool:
    both = host.fatalities is not None and event.fatalities is not None
    told_anew = event.own_place and event.dated
    if not both or (event.noun and not told_anew) or _counts_otherwise(host, event):
        return False
    assert host.fatalities is not None and event.fatalities is not None
    if _other_side_fell(host, event) or _names_victim(host, event):
        return False
    bare = not event.own_place and not event.own_date
    more = bare and not event.another and event.sentence - host.sentence == 1
    if _bomber_and_blast(host, event) and {host.type, event.type} == _BOMBS and event.fatalities <= host.fatalities:
        return False  # "the attacker blew up his car ... three children were killed", among others
    if more and _ALSO.search(event.mentions[0].quote):
        return False  # "two attackers were killed, too"
    nearly = bare and event.sentence - host.sentence <= 3
    gap = abs(host.fatalities - event.fatalities)
    return gap > (_NEARLY * host.fatalities if nearly else 0)


_NAMED = re.compile(r"\b(?:bernama|atas nama|berinisial|salah (?:satu|seorang)|identified as|named|tên là)\b")


def _names_victim(host: Told, event: Told) -> bool:
    """Whether one of the dead is told by name ("a worker named Yusuf was found dead")."""
    fresh = event.own_place or event.dated or event.sentence - host.sentence > _WHILE
    more = host.fatalities is not None and host.fatalities > 1
    return more and not fresh and event.fatalities == 1 and _NAMED.search(event.mentions[0].quote) is not None


def _counts_otherwise(host: Told, event: Told) -> bool:
    """Whether another speaker gives another toll ("... killing seven, an officer said. The rebels claimed 15")."""
    fresh = event.own_place or event.own_date or event.sentence - host.sentence > _WHILE
    if fresh or event.status != "claimed" or not event.attribution or event.attribution == host.attribution:
        return False
    sides = {event.actor1, event.actor2}
    return host.type == event.type and None not in sides and sides == {host.actor1, host.actor2}


def _fold(host: Told, event: Told) -> None:
    """Add a mention; fill what the host leaves open; the sentence that says most leads."""
    better = _weight(event) > _weight(host)
    known = {mention.sentence for mention in host.mentions}
    more = [mention for mention in event.mentions if mention.sentence not in known]
    host.mentions = [*more, *host.mentions] if better else [*host.mentions, *more]
    if event.status == "claimed" and better:
        host.status = event.status
    if host.attribution is None and host.status != "asserted":
        host.attribution = event.attribution
    _fold_tolls(host, event)
    _fold_sides(host, event)
    _fold_setting(host, event)
    _fold_type(host, event)
    host.background = host.background and (event.noun or event.background) and not _bears_out(host, event)


def _counts_all(host: Told, event: Told) -> bool:
    """Whether "the attack" counts more dead than the one or two told of first."""
    more = host.fatalities is not None and event.fatalities is not None and event.fatalities > host.fatalities
    if not more or not event.noun or event.own_place or event.own_date or not event.counted:
        return False
    return all(any(_may_be_one(whom, first) for first in host.counted) for whom in event.counted)


def _may_be_one(whom: ActorMention, first: ActorMention) -> bool:
    """Whether a general noun ("soldiers") may mean those counted before."""
    vague = whom.actor is None and whom.country is None and whom.sector != "gunmen"
    return same_camp(whom, first) or (vague and whom.state == first.state and is_civil(whom) == is_civil(first))


def _fold_tolls(host: Told, event: Told) -> None:
    _count_other_side(host, event)
    if host.fatalities is not None and event.fatalities is not None and _counts_otherwise(host, event):
        host.fatalities_low = min(host.fatalities_low or host.fatalities, event.fatalities)
        host.fatalities_high = max(host.fatalities_high or host.fatalities, event.fatalities)
    if _counts_all(host, event):
        host.fatalities, host.fatalities_low, host.fatalities_high = (
            event.fatalities, event.fatalities_low, event.fatalities_high,
        )  # fmt: skip
    for name in ("fatalities", "fatalities_low", "fatalities_high", "injured", "injured_low", "captured", "weapon"):
        if getattr(host, name) is None:
            setattr(host, name, getattr(event, name))


def _fold_sides(host: Told, event: Told) -> None:
    aimed_at = host.actor2
    counted = event.fatalities is not None or event.injured is not None
    if aimed_at is not None and aimed_at != event.actor2 and counted and _counts_its_people(host, event):
        host.actor2, host.assoc2 = event.actor2, (aimed_at, *host.assoc2)
        host.rules["actor2"] = "role: people without arms (later mention)"
    if not _straight(host, event) and not _counts_its_people(host, event):
        turned = host if _says_who_began(host, event) else event
        turned.actor1, turned.assoc1, turned.actor2, turned.assoc2 = (
            turned.actor2, turned.assoc2, turned.actor1, turned.assoc1,
        )  # fmt: skip
    if _is_kind_of(host, event):
        host.actor1, host.assoc1, host.rules["actor1"] = event.actor1, event.assoc1, event.rules.get("actor1", "")
    if _named_after(host, event):
        host.actor2, host.assoc2, host.rules["actor2"] = event.actor2, event.assoc2, event.rules.get("actor2", "")
    if host.actor1 is None and _may_face(event.actor1, host.actor2, *host.assoc2):
        host.actor1, host.assoc1 = event.actor1, event.assoc1
        host.rules["actor1"] = event.rules.get("actor1", "") + " (later mention)"
    if host.actor2 is None and _may_face(event.actor2, host.actor1, *host.assoc1):
        host.actor2, host.assoc2 = event.actor2, event.assoc2
        host.rules["actor2"] = event.rules.get("actor2", "") + " (later mention)"


def _fold_setting(host: Told, event: Told) -> None:
    better_place = host.place is None or (event.own_place and not host.own_place) or _finer(event, host)
    if better_place and event.place is not None:
        host.place, host.own_place = event.place, event.own_place
        host.rules["place"] = event.rules.get("place", "")
    if event.own_date and (not host.own_date or (event.dated and not host.dated)):
        for name in ("date", "date_min", "date_max", "date_precision", "date_basis", "own_date"):
            setattr(host, name, getattr(event, name))
        host.rules["date"] = event.rules.get("date", "")


def _says_who_began(host: Told, event: Told) -> bool:
    """Whether of a clash told before it is said later whom the attack was on ("the raid on the base")."""
    target = event.rules.get("actor2") == "role: noun target"
    return target and host.act == "clash" and event.act == "attack" and not event.background


def _may_face(side: str | None, *others: str | None) -> bool:
    """Whether a side may stand against others: neither one of them nor another force of the same state."""
    if side is None or side in others:
        return False
    force = _OF_STATE.match(side)
    return force is None or not any(other and _OF_STATE.sub("", other) == side[force.end() :] for other in others)


def _bears_out(host: Told, event: Told) -> bool:
    """Whether a toll told plainly bears out what was an accusation ("X accused Y of ...; the attack killed 75")."""
    accused = host.rules.get("status", "").startswith("status: accused")
    back = event.rules.get("status", "").startswith("status: points back")
    return event.noun and accused and back and event.fatalities is not None


def _fold_type(host: Told, event: Told) -> None:
    """The more exact of two types told of one event."""
    if {host.type, event.type} == _BOMBS:
        host.type = "explosion.suicide_bomb"
    if host.type == CLASH and event.type == ATTACK:
        host.type, host.rules["type"] = event.type, event.rules.get("type", "")


def _finer(event: Told, host: Told) -> bool:
    """Whether the later sentence places the event more exactly ("in Nigeria", then "in Biu")."""
    if host.place is None or event.place is None or not event.own_place:
        return False
    if host.place.country != event.place.country or not host.place.wide:
        return False
    named = host.place.name == host.place.country and event.place.name != event.place.country
    return named or not event.place.wide or event.place.precision < host.place.precision


def _weight(told: Told) -> int:
    """How much of an event its sentence says itself."""
    return (
        2 * told.own_date + 2 * told.own_place + (told.actor1 is not None) + (told.actor2 is not None)
        + (told.fatalities is not None) - 3 * told.background
    )  # fmt: skip
