"""The article as a story: what each sentence leaves open is filled from what was told before it.

Memory is short and guarded: a place and a day carry over to the next sentence, an opponent only while the same source
speaks and one side stays the same, and nothing is ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dropwire.article import Mention
from dropwire.extract.actors.registry import NAMELESS, ActorMention
from dropwire.extract.dates.mentions import DateMention, a_year_before
from dropwire.extract.drafts.draft import RESULTS, Draft, from_abroad, on_a_base, retype
from dropwire.extract.drafts.outcome import totals, victims_of
from dropwire.extract.drafts.setting import flag_of
from dropwire.extract.place import Place
from dropwire.extract.roles.assign import LIGHT
from dropwire.extract.sentence.scene import Scene, fights, is_armed, is_civil, same_side
from dropwire.extract.sentence.topic import points_to_town
from dropwire.extract.status.ahead import still_held
from dropwire.extract.status.attribution import attribution
from dropwire.extract.status.backdrop import in_that_fight, is_known, is_noun, points_back
from dropwire.extract.story.aftermath import (
    COUNTRY_HIT,
    add_toll,
    died_elsewhere,
    hosts_of_toll,
    name_attackers,
    name_blamed,
    take_responsibility,
)
from dropwire.extract.story.denial import denies_the_above
from dropwire.extract.story.frame import LONG_PAST, STALE, Frame, age, fresh
from dropwire.extract.story.memory import Memory, Report
from dropwire.extract.story.merge import SAID, Told
from dropwire.extract.story.retold import retell, tell_beginning
from dropwire.extract.tolls.cumulative import counts_dead_so_far
from dropwire.extract.tolls.figures import Figure
from dropwire.extract.types import HARM, TERRITORY

_ANOTHER = ("another", "a second", "separate", "berasingan", "terpisah", "riêng rẽ")
_OTHER = re.compile(r"\s(?:khác|nữa|lain|lainnya)\b")
"""What comes after its noun: "serangan lain" is one more attack, "lima orang lain" only more people."""
_PEOPLE = re.compile(
    r"(?:\d|\b(?:người|dân|sĩ|sỹ|lính|orang|warga|korban|prajurit|tentara|polisi|belasan|puluhan|satu|dua|tiga|empat|lima|enam"
    r"|tujuh|delapan|sembilan|sepuluh))$", re.IGNORECASE,
)  # fmt: skip
_STRIKES = frozenset({"strike", "airstrike", "shell", "attack", "blast", "suicide"})
_COUNTED = re.compile(
    r"\s+(?:thêm |lại |được |thành công |total |sebanyak )?"
    r"(?:\d+|hai|ba|bốn|năm|sáu|bảy|nhiều|hàng loạt|loạt|một loạt|một số|hàng chục|"
    r"dua|tiga|empat|lima|enam|beberapa|sejumlah|puluhan|banyak|"
    r"two|three|four|five|six|several|dozens of|a string of|a number of)\s+"
    r"(?:ngôi làng|làng|thị trấn|khu vực|cứ điểm|vị trí|desa|kota|daerah|distrik|"
    r"villages|towns|areas|positions|settlements)",
    re.IGNORECASE,
)  # fmt: skip
_PROTESTS = re.compile(r"biểu tình|xuống đường|demonstra|unjuk|pemrotes|perasaan|protest|march", re.IGNORECASE)
_ENEMIES = re.compile(r"\s(?:tên|tên địch|phần tử)$")
"""How Vietnamese counts bandits and foes, never people without arms."""
_AFTER = 24
"""How near "after" stands before the noun of the event it points back to."""
_MONTH = 31
_SOON = 45
"""Within how many days what is to come is told of without its year; beyond them it is last year's."""
_YEAR = re.compile(r"\b\d{4}\b")
_REFUTED_WITHIN = 3
"""How many sentences after a claim it may be refuted in other words."""
_DENIED_WITHIN = 2
"""How many sentences after a claim "they denied this" may stand."""
_SPOKEN_WITHIN = 2
"""How many sentences after somebody spoke a pronoun means him."""
_SEVERAL = re.compile(
    r"(?:các|những|hàng loạt|nhiều|loạt)\s|(?:serangan|ledakan|bentrokan|pertempuran)-", re.IGNORECASE
)
"""Begins a noun that means more than the one event told before."""
_LOSSES = RESULTS | {"burn"}
_ENDS_WITHIN = 3
"""How many sentences after an attack its attackers may be killed."""
_THE_ATTACKERS = re.compile(
    r"\b(?:(?:những|các|toàn bộ|tất cả|bọn) (?:kẻ|tay súng|nhóm|toán) (?:tấn công|này)"
    r"|(?:chết|hạ|diệt|gục|được) kẻ tấn công|para (?:penyerang|pelaku)|(?:penyerang|pelaku)(?:nya| itu| tersebut)"
    r"|the (?:attackers?|assailants?|gunm[ae]n))\b",
    re.IGNORECASE,
)
"""Who attacked, not counted: how many fell would be told as an event of its own."""
_MOURNED = 2
"""How many sentences after the dead were told "the victims" means them."""
_VICTIM = re.compile(
    r"\b(?:korban|mereka|keduanya|ketiganya|keempatnya|nạn nhân|the victims?|mangsa)\b(?! (?:jiwa|tewas|luka))",
    re.IGNORECASE,
)


def _stale(day: str | None, report: Report) -> bool:
    """Whether an event lies so far back that it is no news."""
    if day is not None and report.start is not None and len(day) == 4 and len(report.start) == 10:
        return day < report.start[:4]  # a year gone by
    days = age(day, report.start)
    return days is not None and days > STALE


def _mention(scene: Scene, told: Told, fatalities: int | None = None, injured: int | None = None) -> Mention:
    sentence = scene.sentence
    return Mention(
        sentence.number, sentence.start, sentence.end, sentence.text, told.status, told.attribution, fatalities, injured
    )


_THAT = re.compile(r"(?: yang(?: [^\s,.;]+){1,5}?)? (?:itu|tersebut)\b")
_ROSE = re.compile(
    r"\b(?:bertambah|meningkat|naik|menjadi|mencapai|melonjak|tăng lên|lên tới|lên đến|rises? to|rose to|risen to"
    r"|climbed to|bringing|raising)\b", re.IGNORECASE,
)  # fmt: skip


def _without_toll(told: Told) -> None:
    """Of a deed at several places: the toll told for them all stands with the first, or sums would count it again."""
    told.fatalities = told.fatalities_low = told.fatalities_high = None
    told.injured = told.injured_low = told.captured = None
    told.mentions = [replace(mention, fatalities=None, injured=None) for mention in told.mentions]


def _toll_only_rose(draft: Draft, day: DateMention) -> bool:
    """Whether a day behind a toll is that of its latest count ("the death toll rose to 40 on Monday")."""
    risen = next((f for f in draft.figures if f.rule == "figures: toll before" and f.end <= day.start), None)
    if risen is None:
        return False
    low = draft.scene.sentence.start
    return _ROSE.search(draft.scene.body, max(low, risen.start - 40), risen.start) is not None


def _may_riot(mention: ActorMention) -> bool:
    """Whether a side of a riot is people: supporters of the opposition are no army of its own."""
    return is_civil(mention) or (mention.sector == "opposition" and mention.actor is None)


def _counts_harm(draft: Draft) -> bool:
    """Whether somebody was killed or hurt: that is told of no plan."""
    return bool(draft.figures) or draft.act in RESULTS


def _province(told: Told) -> str | None:
    """The province of an event's place, where it is known."""
    return told.place.admin1 if told.place is not None else None


def _months_long(told: Told) -> bool:
    """Whether what is told fills more than a month: a sum, not an event."""
    days = age(told.date_min, told.date_max)
    return days is not None and days > _MONTH


def _retype(draft: Draft) -> None:
    """The type again, now that memory has settled the sides: the dead say who was meant."""
    victims = [whom for f in draft.figures if (whom := victims_of(f)) is not None]
    if draft.act in {"attack", "repel"} and on_a_base(draft):
        victims = [v for v in victims if not is_civil(v)]
    retype(draft, victims)


@dataclass(slots=True)
class Story(Memory):
    """An article as it is told, sentence by sentence."""

    frame: Frame = field(default_factory=Frame)
    voice: tuple[str | None, int] = (None, 0)
    """Who spoke last, and in which sentence."""

    def tell(self, scene: Scene, drafts: list[Draft], spare: list[Figure]) -> None:
        """Add a sentence."""
        self._notice(scene)
        self._hear_voice(scene, drafts)
        if denies_the_above(scene, drafts):
            self._deny(scene)
        found: list[Told] = []
        for draft in drafts:
            if self._ends_fight(draft):
                spare = [*spare, *draft.figures]
            else:
                found.extend(self._told(draft))
        self._refute(scene, found)
        tell_beginning(self.previous, scene, found)
        if not any(told.occurred and not told.background for told in found):
            retell(self.previous, scene)
        elsewhere = died_elsewhere(self.previous, scene, spare) if spare and not found else None
        if elsewhere is not None:
            elsewhere.mentions.append(_mention(scene, elsewhere, elsewhere.fatalities, elsewhere.injured))
            found.append(elsewhere)
        elif spare and not add_toll(self.actors, hosts_of_toll(self.told, self.previous), scene, spare):
            self.mourned = spare, scene.sentence.number
        if not found:
            name_attackers(self.actors, self.told, scene)
        found = name_blamed(self.actors, self.told, scene, found)
        found = take_responsibility(self.actors, self.told, scene, found)
        self.frame.hold(scene, found, self.report.start)
        self.frame.hear(scene, found, self.told, self.report.start)
        self.told.extend(found)
        if found:
            self.previous = found
        self.last_paragraph = scene.sentence.paragraph
        self.topic.hear(scene, self.report.end)

    def _hear_voice(self, scene: Scene, drafts: list[Draft]) -> None:
        """A pronoun that speaks ("the group said") is whoever spoke last."""
        number = scene.sentence.number
        named, since = self.voice
        for verdict in (d.verdict for d in drafts):
            if verdict.pronoun and number - since <= _SPOKEN_WITHIN:
                verdict.attribution = named
        now = next((d.verdict.attribution for d in drafts if d.verdict.attribution), None)
        now = now or (attribution(scene, scene.cues)[0] if scene.segments else None)
        if now is not None:
            self.voice = now, number

    def _deny(self, scene: Scene) -> None:
        """What the sentence before gave as somebody's word is denied."""
        number = scene.sentence.number
        for told in self.previous:
            if told.status == "claimed" and number - told.sentence <= _DENIED_WITHIN:
                told.status, told.rules["status"] = "denied", "status: denied in a later sentence"

    def _refute(self, scene: Scene, found: Sequence[Told]) -> None:
        """A claim to have taken a place falls when the other side is told to hold it still."""
        if found or not self.takers or not still_held(scene, scene.sentence.start):
            return
        taker, events, number = self.takers[-1]
        if scene.sentence.number - number > _REFUTED_WITHIN:
            return
        if not any(m.state != taker.state for m in scene.actors if is_armed(m)):
            return
        for told in events:
            if told.status == "claimed" and told.fatalities is None:
                told.status, told.rules["status"] = "denied", "status: refuted in a later sentence"

    def _told(self, draft: Draft) -> Iterator[Told]:
        if self._ends_attack(draft):
            return
        if self._only_counts(draft):
            draft.agents, draft.patients, draft.rules["actor2"] = [], [], ONLY_COUNTS
        self._resolve_vague(draft)
        self._name_pronoun(draft)
        self._name_victims(draft)
        if not self._answered_by_army(draft):
            self._carry_sides(draft)
        _retype(draft)
        if self._only_words(draft) or (draft.act in {"advance", "withdraw"} and not _anybody(draft)):
            return
        if (
            draft.act == "burn"
            and not draft.agents
            and self.told
            and _BLAST_DID.search(draft.scene.body, 0, draft.hit.start)
        ):
            return
        places: list[Place | None] = [*{p.name: p for m in draft.places if (p := self._settled(draft, m))}.values()]
        own_place = bool(places)
        if not places:
            places = [self._carried_place(draft)]
        if places == [None] and draft.seat is not None:
            places = [self._settled(draft, draft.seat)]
        if places == [None]:
            places = [self._country(draft)]
        from_abroad(draft, places[0].country if places[0] is not None else None)
        group = None
        if len(places) > 1:
            self.groups += 1
            group = self.groups
        events = [self._told_at(draft, place, own_place, group) for place in places]
        for other in events[1:]:
            _without_toll(other)
        self._remember(draft, places[0], own_place, events)
        yield from events

    def _ends_attack(self, draft: Draft) -> bool:
        """Whether a killing is only how the attack told before ended ("... before police killed the attackers")."""
        scene, number = draft.scene, draft.scene.sentence.number
        if draft.act not in RESULTS or draft.places or draft.figures:
            return False
        if any(p.actor is not None for p in draft.patients) or (draft.date is not None and not draft.date.reporting):
            return False
        low, high = scene.segments[scene.segment_at(draft.hit.start)].start, scene.clause(draft.hit.start)[1]
        fallen = _THE_ATTACKERS.search(scene.body, low, high)
        if fallen is None or any(a.start < fallen.end() and fallen.start() < a.end for a in draft.agents):
            return False
        host = next((t for t in reversed(self.told) if t.occurred and not t.background and t.family in HARM), None)
        if host is None or not 0 < number - host.mentions[-1].sentence <= _ENDS_WITHIN:
            return False
        host.mentions.append(_mention(scene, host))
        return True

    def _ends_fight(self, draft: Draft) -> bool:
        """Whether those led away are soldiers of the fight told right before ("eight were killed and three taken")."""
        host = self.previous[-1] if self.previous else None
        if draft.act != "abduct" or draft.verdict.status != "asserted" or draft.agents or draft.places or draft.date:
            return False
        if host is None or host.family != "battle" or not host.occurred:
            return False
        right_before = draft.scene.sentence.number - host.mentions[-1].sentence == 1
        return right_before and not any(is_civil(whom) for whom in draft.patients)

    def _only_counts(self, draft: Draft) -> bool:
        """Whether a sentence only counts the losses of the fight or blast told right before: whoever they were.

        "Nine rebels died in the battle", "Vụ nổ giết hai lính".
        """
        scene = draft.scene
        if draft.places or draft.date is not None or not draft.figures or not self.previous:
            return False
        host = self.previous[-1]
        if scene.sentence.number - host.mentions[-1].sentence > 1 or not host.occurred or host.actor1 is None:
            return False
        if host.family == "explosion" and draft.family == "explosion":
            return _THE_BLAST.match(scene.body, scene.sentence.start) is not None
        return host.family == "battle" and draft.act in _LOSSES and in_that_fight(scene, draft.hit.start)

    def _name_victims(self, draft: Draft) -> None:
        """ "The victim was shot by rebels": those told dead in the sentence before, which names no deed."""
        figures, number = self.mourned
        scene = draft.scene
        if draft.patients or draft.figures or draft.family not in HARM or scene.sentence.number - number > _MOURNED:
            return
        low, high = scene.segments[scene.segment_at(draft.hit.start)].start, scene.clause(draft.hit.start)[1]
        if not figures or _VICTIM.search(scene.body, low, high) is None:
            return
        draft.patients = [whom for f in figures if (whom := victims_of(f)) is not None][:1]
        draft.rules["actor2"] = "role: the dead of the sentence before"
        draft.figures, self.mourned = figures, ([], number)

    def _remember(self, draft: Draft, place: Place | None, own_place: bool, events: list[Told]) -> None:
        """Keep what later sentences may leave open: the place, the sides, who took and who left."""
        number = draft.scene.sentence.number
        if draft.act in TERRITORY and draft.agents:
            self.takers.append((draft.agents[0], events, draft.scene.sentence.number))
        if own_place and place is not None and not (place.wide and draft.type == "strategic.other"):
            self.last_place, self.last_place_sentence = place, number
        if draft.act == "withdraw":
            self._leave(draft)
        pair = [*draft.agents[:1], *draft.patients[:1]]
        if len(pair) == 2 and draft.family in HARM and all(is_armed(m) and m.sector not in NAMELESS for m in pair):
            self.faced.append((pair[0], pair[1]))
        if draft.agents and draft.patients and draft.family == "battle":
            here = place.name if place is not None else None
            self.opponents.append((draft.agents[0], draft.patients[0], number, here))
            self.fresh_source = False
        if place is not None:
            leaders = [*draft.agents[:1], *draft.patients[:1]] if draft.family in HARM else []
            holders = [side.members[0] for side in draft.scene.groups if side.prep in {"from", "into"}]
            self.present += [(m, place.name, number) for m in (*leaders, *holders) if is_armed(m)]
        if draft.agents and draft.family in HARM and is_armed(draft.agents[0]):
            self.doer = draft.agents[0] if draft.agents[0].sector not in NAMELESS else self.doer
        for mention in (*draft.agents, *draft.patients):
            if is_armed(mention) and not mention.general and mention.sector not in NAMELESS:
                self.armed.append(mention)

    def _told_at(self, draft: Draft, place: Place | None, own_place: bool, group: int | None) -> Told:
        country = place.country if place is not None else self.home
        told = self._blank(draft, place, own_place, group)
        self._date(told, draft)
        day = told.date or told.date_min
        where = country, day, place.admin1 if place is not None else None
        first, second = self._names(draft.agents, where, draft), self._names(draft.patients, where, draft)
        backers = self._names(draft.backers, where, draft)
        told.actor1, told.assoc1 = (first[0] if first else None), tuple(first[1:] + backers)
        second = [name for name in second if name not in first]
        told.actor2, told.assoc2 = (second[0] if second else None), tuple(second[1:])
        self._figures(told, draft.figures)
        places_only = bool(draft.patients) and all(p.sector == "country" for p in draft.patients)
        if places_only and told.family == "explosion" and country is not None:
            told.rules["actor2"] = COUNTRY_HIT
            self._victims(told, draft, country)
        unnamed = any(p.sector in NAMELESS for p in draft.patients) and not told.type.startswith("vac.")
        if told.actor2 is None and not unnamed and draft.rules.get("actor2") != ONLY_COUNTS:
            self._victims(told, draft, country)
        if told.actor1 is not None and told.actor1 == told.actor2 and told.actor1.startswith("Civilians"):
            told.actor1 = None
        told.mentions.append(_mention(draft.scene, told, told.fatalities, told.injured))
        return told

    def _blank(self, draft: Draft, place: Place | None, own_place: bool, group: int | None) -> Told:
        words = (
            " " + draft.scene.body[max(draft.scene.sentence.start, draft.hit.start - 40) : draft.hit.end + 25].lower()
        )
        noun = (is_noun(draft.scene, draft.hit) or draft.hit.entry.frame == "clash") and draft.rules.get(
            "actor1"
        ) != LIGHT
        noun = noun or (not draft.agents and draft.act in _LOSSES and in_that_fight(draft.scene, draft.hit.start))
        known = any(is_known(draft.scene, hit) for hit in draft.hits)
        several = noun and _SEVERAL.match(draft.scene.body, draft.hit.start) is not None
        return Told(
            type=draft.type, act=draft.act, noun=(noun or known) and not several, known=known,
            sentence=draft.scene.sentence.number, date=None, date_min=None, date_max=None, date_precision="unknown",
            date_basis="vague", own_date=False, place=place, own_place=own_place, actor1=None, assoc1=(), actor2=None,
            assoc2=(), fatalities=None, fatalities_low=None, fatalities_high=None, injured=None, injured_low=None,
            captured=None, weapon=draft.weapon.name if draft.weapon else None, status=draft.verdict.status,
            attribution=draft.verdict.attribution, background=draft.verdict.background,
            another=any(word in words for word in _ANOTHER) or _one_more(draft) or _follows_another(draft)
            or _on_another_day(draft),
            summary=bool(_COUNTED.match(draft.scene.body, draft.hit.end)), several=_counts_events(draft), group=group,
            rules=dict(draft.rules),
        )  # fmt: skip

    def _names(
        self, mentions: list[ActorMention], where: tuple[str | None, str | None, str | None], draft: Draft
    ) -> list[str]:
        """The names of a side; `where`: country, day and province of the event."""
        names: list[str] = []
        for mention in (m for m in mentions if m.sector != "source"):
            meant = mention
            if mention.sector == "protesters" and not self.unrest and draft.family in {"explosion", "vac"}:
                meant = replace(mention, sector="civilians")
            elif draft.act == "protest" and is_civil(mention):
                meant = replace(mention, sector="protesters")
            elif draft.family == "riot" and _may_riot(mention) and (mention in draft.agents or draft.act == "riot"):
                words = draft.scene.body[mention.start : mention.end]
                peaceful = _PROTESTS.search(words) or any(h.entry.act == "protest" for h in draft.hits)
                meant = replace(mention, sector="protesters" if peaceful else "rioters")
            if mention.sector in {"country", "government"} and (draft.family in HARM or draft.act == "shootdown"):
                people = draft.family == "vac" and mention.sector == "country" and mention in draft.patients
                meant = replace(mention, sector="civilians" if people else "military")
            name = self.actors.name(meant, *where)
            if name is not None and name not in names:
                names.append(name)
        return names

    def _date(self, told: Told, draft: Draft) -> None:
        when = draft.date
        if when is not None and told.occurred and draft.family != "strategic" and not _counts_harm(draft):
            when = self._not_ahead(told, draft, when)
        if when is not None and not when.reporting and _toll_only_rose(draft, when):
            when = replace(when, reporting=True)
        if when is not None and when.reporting and points_to_town(draft.scene):
            when = self._day_spoken_of(draft, lines=2) or when
        if when is not None:
            told.date, told.date_min, told.date_max = when.date, when.date_min, when.date_max
            told.date_precision, told.date_basis, told.own_date = when.precision, when.basis, when.precision == "day"
            told.rules["date"] = f"date: {when.basis}{SAID if when.reporting else ''}"
            if told.own_date and not draft.verdict.background:
                self.last_date = told
        elif (spoken := self._day_spoken_of(draft)) is not None:
            told.date, told.date_min, told.date_max = spoken.date, spoken.date_min, spoken.date_max
            told.date_precision, told.date_basis = "day", "document"
            told.rules["date"] = "date: day spoken of before"
        elif self.last_date is not None and (
            self._goes_on(draft.scene) or self._means_the_last(draft) or self._stays_there(told)
        ):
            last = self.last_date
            told.date, told.date_min, told.date_max = last.date, last.date_min, last.date_max
            told.date_precision, told.date_basis = last.date_precision, "document"
            told.rules["date"] = "date: carried over in the paragraph"
        elif self.report.day is not None:
            told.date, told.date_min, told.date_max = self.report.day, self.report.start, self.report.day
            told.date_precision, told.date_basis = "day", "document"
            told.rules["date"] = "date: day of the report"
        self._weigh_day(told, draft)

    def _stays_there(self, told: Told) -> bool:
        """Whether it names the town again of which the day was told a few sentences before."""
        if told.another or not (told.own_place and told.occurred) or told.family not in HARM:
            return False
        last = [t for t in self.told if t.own_date and told.sentence - t.sentence <= _SPOKEN_WITHIN]
        if told.place is None or told.place.wide or not last or any(t.date != last[-1].date for t in last):
            return False
        return any(t.own_place and t.place == told.place and not t.background for t in last)

    def _means_the_last(self, draft: Draft) -> bool:
        """Whether a noun with "itu" names what the sentence before told of ("baku tembak yang lama itu ...")."""
        assert self.last_date is not None
        scene, hit = draft.scene, draft.hit
        if scene.sentence.number - self.last_date.sentence > 1 or self.last_date.background:
            return False
        noun = is_noun(scene, hit) or hit.entry.frame == "clash"
        return noun and _THAT.match(scene.body, hit.end) is not None

    def _weigh_day(self, told: Told, draft: Draft) -> None:
        """Whether its day, or the want of one, makes an event background."""
        before = self.previous[-1] if self.previous else None
        if draft.date is None and told.noun and before is not None and before.background and before.place == told.place:
            told.background = True
        if draft.act == "agreement" and _MADE_BEFORE.match(draft.scene.body, draft.hit.end):
            told.background = True
        if _sums_up_since(draft) and (age(told.date_max, self.report.start) or 0) >= _WEEK:
            told.background = True
        if _stale(told.date_max, self.report):
            told.background = True
            told.rules["status"] = LONG_PAST
        body, sentence = draft.scene.body, draft.scene.sentence
        if self.told and draft.date is None and counts_dead_so_far(body[sentence.start : sentence.end]):
            told.background = True
        if told.occurred and _months_long(told):
            told.background = True
        vague = not (draft.date or draft.places or draft.figures)
        if self.told and vague and _SEVERAL.match(draft.scene.body, draft.hit.start):
            told.background = True
        if self.told and told.status == "asserted" and _in_the_present(draft):
            told.background, told.rules["status"] = True, "status: told as a habit"
        if draft.verdict.recalled and not fresh(told, draft.scene, self.report.start, draft.hit.start):
            told.background = True
        if told.status in {"planned", "hypothetical"} and draft.date is None:
            told.date = told.date_min = told.date_max = None
            told.date_precision, told.date_basis = "unknown", "vague"

    def _not_ahead(self, told: Told, draft: Draft, when: DateMention) -> DateMention | None:
        """The day of what nothing but its day tells to be ahead: behind that of the report it is a plan, or misread."""
        ahead = -(age(when.date_min, self.report.end) or 0)
        if ahead <= 1:  # clocks around the world differ by a day
            return when
        if when.basis != "explicit":
            return None  # counted from something else than the report
        if ahead <= _SOON and draft.hit.entry.frame in {"noun", "self"}:
            told.status, told.rules["status"] = "planned", "status: its day is still to come"
            return when
        return when if _YEAR.search(draft.scene.body, when.start, when.end) else a_year_before(when)

    def _day_spoken_of(self, draft: Draft, lines: int = 0) -> DateMention | None:
        after = self.last_date.sentence if self.last_date is not None else -1
        day = self.topic.day_of(draft.scene, after, lines)
        return None if day is None or _stale(day.date_max, self.report) else day

    def _figures(self, told: Told, figures: list[Figure]) -> None:
        told.fatalities, told.fatalities_low, told.fatalities_high = totals(figures, "killed")
        told.injured, told.injured_low, _ = totals(figures, "injured")
        told.captured, _, _ = totals(figures, "captured")
        told.counted = [f.whom for f in figures if f.kind == "killed" and f.whom is not None]
        if figures:
            told.rules["fatalities"] = "figures: same sentence"

    def _victims(self, told: Told, draft: Draft, country: str | None) -> None:
        """The dead and wounded are the target where no other is named."""
        body = draft.scene.body
        if any(_ENEMIES.search(body, f.start, f.end) for f in draft.figures):
            able = [
                m for m in draft.scene.actors if fights(m) and not m.state and not any(m is a for a in draft.agents)
            ]
            name = self.actors.name(able[-1], country, told.date, _province(told)) if able else None
            if name is not None and name != told.actor1:
                told.actor2, told.rules["actor2"] = name, "role: victims"
            return
        country = flag_of(draft.scene) or country
        if country is not None and self._civilians_hit(told, draft):
            told.actor2, told.assoc2, told.rules["actor2"] = f"Civilians ({country})", (), "role: people without arms"
            return
        for figure in draft.figures:
            whom = victims_of(figure)
            if whom is not None and whom.actor is None and whom.country is None:
                whom = self._owner(draft.scene, whom) or whom
            if whom is None or any(same_side(whom, a) or a.start == whom.start for a in draft.agents):
                continue
            name = self.actors.name(whom, country, told.date, _province(told))
            if name is None or name == told.actor1:
                continue
            if told.rules.get("actor2") == "role: victims":  # "four American and five Nigerien soldiers"
                told.assoc2 = (*told.assoc2, name) if name not in {told.actor2, *told.assoc2} else told.assoc2
            else:
                told.actor2, told.assoc2, told.rules["actor2"] = name, (), "role: victims"
            if not (whom.state and draft.agents and not draft.agents[0].state):
                return

    def _civilians_hit(self, told: Told, draft: Draft) -> bool:
        """Whether those hit are people without arms: by the type, by how they are counted, or by the site."""
        if told.type.startswith("vac."):
            return not any(victims_of(figure) for figure in draft.figures)
        if told.family != "explosion" and told.type != "riot.mob_violence":
            return False
        scene = draft.scene
        low, high = scene.segments[scene.segment_at(draft.hit.start)].start, scene.clause(draft.hit.start)[1]
        roles = {m.role for m in scene.markers if low <= m.start < high or m.role == "base"}
        counted = [f for f in draft.figures if f.kind != "captured" and f.exact != 0]
        if any(victims_of(f) for f in counted) or "base" in roles:
            return False
        return "civil" in roles or bool(counted)


ONLY_COUNTS = "role: losses of what was told before"
_THE_BLAST = re.compile(
    r"\W*(?:Vụ (?:nổ|tấn công|đánh bom|không kích)|Cú nổ|(?:The|That|This) (?:blast|explosion|bombing|strike|attack)"
    r"|(?:Ledakan|Letupan|Serangan)(?: itu| tersebut)?)(?: (?:này|đó|trên|đã|cũng|còn|also|itself|juga|turut"
    r"|telah|kuat))* (?:làm|khiến|giết|cướp|kill|wound|injur|left|claim|menewaskan|melukai|merenggut|membunuh"
    r"|menyebabkan|mengakibatkan|mencederakan|meragut)"
)


def _anybody(draft: Draft) -> bool:
    """Whether a side of a draft is more than an enemy nobody named."""
    return any(m.sector != "enemy" for m in (*draft.agents, *draft.patients))


_SEVERAL = re.compile(
    r"\b(?:(?:dua|tiga|empat|lima|enam|tujuh|beberapa|sejumlah|serangkaian|rangkaian|sederet|sederetan|serentetan|siri|\d{1,2})"
    r"|(?:hai|ba|bốn|năm|sáu|bảy|một loạt|hàng loạt|loạt|nhiều)(?: vụ| cuộc| trận)?"
    r"|(?:two|three|four|five|six|seven|several|multiple|a series of|a string of|a wave of|a spate of)(?: \w+)?)\s+$",
    re.IGNORECASE,
)


def _counts_events(draft: Draft) -> bool:
    """Whether a noun tells of several events in one sum ("in two separate clashes")."""
    scene, hit = draft.scene, draft.hit
    if hit.entry.frame not in {"noun", "clash"} and not is_noun(scene, hit):
        return False
    return _SEVERAL.search(scene.body, max(scene.sentence.start, hit.start - 24), hit.start) is not None


_BLAST_DID = re.compile(
    r"\b(?:[Ll]edakan|[Ss]erangan|[Bb]om|[Rr]oket|[Rr]udal)(?: (?:itu|tersebut|juga|turut|telah|mobil))+ $"
)
"""Before what a blast told of damaged: "ledakan itu juga merusak 20 mobil"."""
_MADE_BEFORE = re.compile(
    r",? (?:yang|that|which) (?:telah |sudah |had been |was )?(?:disepakati|ditengahi|dimediasi|diumumkan"
    r"|ditandatangani|berlaku|agreed|brokered|mediated|signed)\b"
)
"""Behind a truce only spoken of: "gencatan senjata yang ditengahi"."""
_WEEK = 7
"""Days after its outbreak from which a battle's toll is that of the fighting since."""
_BROKE_OUT = re.compile(
    r" (?:yang|that|which) (?:pecah|dimulai|bermula|meletus|tercetus|berkecamuk|began|started|broke out|erupted)\b"
)


def _sums_up_since(draft: Draft) -> bool:
    """Whether the toll is that of all the fighting since a day ("pertempuran yang pecah pada 27 September itu")."""
    return bool(draft.figures) and _BROKE_OUT.match(draft.scene.body, draft.hit.end) is not None


_PRESENT = re.compile(r"[a-z]+[^s\W]s\b")


def _in_the_present(draft: Draft) -> bool:
    """Whether an English verb without day or toll tells in the present what somebody does ("attacks hotels")."""
    scene, hit = draft.scene, draft.hit
    if scene.lang != "en" or hit.entry.frame != "active" or scene.dates or scene.figures:
        return False
    return _PRESENT.match(scene.body, hit.start, hit.end) is not None


def _one_more(draft: Draft) -> bool:
    """Whether a word behind its noun tells of one more event, not of more people hurt in it."""
    scene, low = draft.scene, max(draft.scene.sentence.start, draft.hit.start - 40)
    return any(
        _PEOPLE.search(scene.body, max(low, found.start() - 12), found.start()) is None
        and not any(f.start <= found.start() <= f.end for f in scene.figures)
        and not any(a.end == found.start() for a in scene.actors if a.end > draft.hit.end or is_civil(a))
        and not any(a.end == found.start() and f.start <= a.start <= f.end for a in scene.actors for f in scene.figures)
        for found in _OTHER.finditer(scene.body, low, draft.hit.end + 25)
    )


_ANOTHER_DAY = re.compile(
    r"\W*(?:Trước đó|Trước đấy|(?:Ngày )?[Hh]ôm sau|(?:\S+ ){1,2}(?:ngày|hôm|tuần) (?:sau|trước)(?: đó)?)\b"
)


def _on_another_day(draft: Draft) -> bool:
    """Whether its sentence opens with another day than that of what was told last ("Before that, on 5 June, ...")."""
    day, scene = draft.date, draft.scene
    if day is None or day.reporting or day.precision != "day":
        return False
    return _ANOTHER_DAY.match(scene.body, scene.sentence.start) is not None


def _follows_another(draft: Draft) -> bool:
    """Whether it came after one told before ("hours after that raid the jets returned and hit a clinic")."""
    scene = draft.scene
    before = [
        t for t in scene.triggers
        if points_back(scene, t) and scene.marker("after", t.start - _AFTER, t.start) is not None
    ]  # fmt: skip
    struck = [h for h in draft.hits if h.entry.frame == "active" and h.entry.act in _STRIKES]
    return any(h.start >= t.end for t in before for h in struck)
