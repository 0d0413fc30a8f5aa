"""The article as a story: what each sentence leaves open is filled from what was told before it.

Memory is short and guarded: a place and a day carry over to the next sentence, an opponent only while the same source
speaks and one side stays the same, and nothing is ever guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from dropwire.article import Mention
from dropwire.extract.actors import ActorMention, Actors
from dropwire.extract.drafts import Draft, on_a_base, retype
from dropwire.extract.figures import Figure
from dropwire.extract.placenames import Place, PlaceMention
from dropwire.extract.merge import Told
from dropwire.extract.outcome import totals, victims_of
from dropwire.extract.roles import LIGHT
from dropwire.extract.scene import Scene, fights, is_armed, is_civil, same_camp, same_side
from dropwire.extract.types import TERRITORY

_MAY_BE = {
    "militants": frozenset({"militants", "jihadists"}), "jihadists": frozenset({"jihadists"}),
    "rebels": frozenset({"rebels", "jihadists", "opposition", "separatists", "militants"}),
    "gunmen": frozenset({"rebels", "jihadists", "opposition", "separatists", "militants", "militia", "kurds"}),
    "separatists": frozenset({"separatists", "rebels"}), "opposition": frozenset({"opposition", "rebels"}),
}  # fmt: skip
"""Which groups a general noun may mean; "gunmen" only with a word such as "these" behind."""
_THESE = re.compile(r"\s+(?:này|đó|trên|itu|tersebut|ini)\b")
_OWN_AFTER = re.compile(r"(?:nya\b|\s+(?:nước này|nước ông|nước bà|của họ|của mình|của ông|của bà|negara itu|negara tersebut|mereka)\b)")
_OWN_BEFORE = re.compile(r"\b(?:its|their|his|her)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _possessed(scene: Scene, mention: ActorMention) -> bool:
    """Whether a word such as "its" ties a general noun to somebody named before."""
    if scene.body.endswith("nya", mention.start, mention.end) or _OWN_AFTER.match(scene.body, mention.end):
        return True
    return scene.lang == "en" and bool(_OWN_BEFORE.search(scene.body, mention.start - 24, mention.start))


def _may_be(scene: Scene, mention: ActorMention, group: ActorMention) -> bool:
    """Whether a general noun may mean a group named before."""
    if group.sector not in _MAY_BE.get(mention.sector, frozenset()):
        return False
    if mention.sector == "gunmen":
        return bool(_THESE.match(scene.body, mention.end))
    places = {place.country for place in scene.where.values()}
    home = group.actor.country if group.actor is not None else None
    return home is None or not places or home in places or group.sector == "jihadists"
_HARM = frozenset({"battle", "explosion", "vac"})
_ANOTHER = (" khác", " lain", " lainnya", "another", "a second", "separate", "berasingan", "terpisah", " nữa", "riêng rẽ")


@dataclass(slots=True)
class Report:
    """When the article was written, as an interval of ISO days, and the day to use for undated news."""

    start: str | None
    end: str | None
    day: str | None


_SAME_DAY = re.compile(r"\b(?:cùng ngày|trong ngày|hari itu|hari yang sama|hari sama|same day|that day|cuối ngày)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\s+(?:thêm |lại |được |thành công |total |sebanyak )?(?:\d+|hai|ba|bốn|năm|sáu|bảy|nhiều|hàng loạt|loạt|một loạt|một số|hàng chục|"
    r"dua|tiga|empat|lima|enam|beberapa|sejumlah|puluhan|banyak|two|three|four|five|six|several|dozens of|a string of|a number of)\s+"
    r"(?:ngôi làng|làng|thị trấn|khu vực|cứ điểm|vị trí|desa|kota|daerah|distrik|villages|towns|areas|positions|settlements)",
    re.IGNORECASE,
)  # fmt: skip
_THEY = re.compile(r"\b(?:mereka|chúng|bọn chúng|nhóm này|kelompok itu|kelompok ini|they)\b", re.IGNORECASE)
_STALE = 60
"""Days before the report from which an event is told as history."""


def _stale(day: str | None, report: Report) -> bool:
    """Whether an event lies so far back that it is no news."""
    if day is None or report.start is None or len(day) < 10 or len(report.start) < 10:
        return False
    return (date.fromisoformat(report.start) - date.fromisoformat(day)).days > _STALE


_MORE = (" juga ", " turut ", " pula ", " cũng ", " also ", " too ")


def _told_as_more(draft: Draft) -> bool:
    """Whether the sentence adds to the one before ("the university also fell")."""
    return any(word in f" {draft.scene.sentence.text.lower()} " for word in _MORE)


def _retype(draft: Draft) -> None:
    """The type again, now that memory has settled the sides: the dead say who was meant."""
    victims = [whom for f in draft.figures if (whom := victims_of(f)) is not None]
    if draft.act in {"attack", "repel"} and on_a_base(draft):
        victims = [v for v in victims if not is_civil(v)]
    retype(draft, victims)


@dataclass(slots=True)
class Story:
    """What has been told so far in an article."""

    actors: Actors
    report: Report
    home: str | None
    """The country the article speaks of most."""
    last_place: Place | None = None
    last_place_sentence: int = -9
    last_date: Told | None = None
    last_paragraph: int = -1
    opponents: list[tuple[ActorMention, ActorMention, int, str | None]] = field(default_factory=list)
    fresh_source: bool = False
    """Whether the source changed since the last opponents were named."""
    takers: list[tuple[ActorMention, list[Told], int]] = field(default_factory=list)
    """Who took a place last, the events told of it, and the sentence."""
    present: list[tuple[ActorMention, str, int]] = field(default_factory=list)
    """Which side was told to be where, in which sentence."""
    armed: list[ActorMention] = field(default_factory=list)
    source: str | None = None
    speaker: tuple[ActorMention, int] | None = None
    """Who spoke last, and in which sentence."""
    war: bool = True
    """Whether the article names those who fight, or weapons: where it does not, rulers' attacks are words."""
    groups: int = 0
    previous: list[Told] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    def tell(self, scene: Scene, drafts: list[Draft], spare: list[Figure]) -> None:
        """Add a sentence."""
        self._notice(scene)
        found: list[Told] = []
        for draft in drafts:
            found.extend(self._told(draft))
        if spare:
            self._add_toll(scene, spare)
        self.told.extend(found)
        self._take_responsibility(scene)
        if found:
            self.previous = found
        self.last_paragraph = scene.sentence.paragraph

    def _notice(self, scene: Scene) -> None:
        """A change of source ends the carrying over of opponents."""
        speaker = next((g.members[0] for g in scene.groups if g.source), None)
        name = (speaker.actor.name if speaker.actor else speaker.rule) if speaker else None
        if name is not None and self.source is not None and name != self.source:
            self.fresh_source = True
        self.source = name or self.source
        if speaker is not None and (speaker.country or speaker.actor) and speaker.sector != "source":
            self.speaker = (speaker, scene.sentence.number)

    # -- one draft ------------------------------------------------------------------------------------------------

    def _told(self, draft: Draft) -> Iterator[Told]:
        self._resolve_vague(draft)
        self._name_pronoun(draft)
        self._carry_sides(draft)
        _retype(draft)
        if self._only_words(draft):
            return
        places: list[Place | None] = [self._settled(draft, mention) for mention in draft.places]
        own_place = bool(places)
        if not places:
            places = [self._carried_place(draft)]
        group = None
        if len(places) > 1:
            self.groups += 1
            group = self.groups
        events = [self._told_at(draft, place, own_place, group) for place in places]
        yield from events
        if draft.act in TERRITORY and draft.agents:
            self.takers.append((draft.agents[0], events, draft.scene.sentence.number))
        if own_place and places[0] is not None:
            self.last_place, self.last_place_sentence = places[0], draft.scene.sentence.number
        if draft.act == "withdraw":
            self._leave(draft)
        if draft.agents and draft.patients and draft.family == "battle":
            here = places[0].name if places[0] is not None else None
            self.opponents.append((draft.agents[0], draft.patients[0], draft.scene.sentence.number, here))
            self.fresh_source = False
        for mention in (*draft.agents, *draft.patients):
            if mention not in (*draft.agents[1:], *draft.patients[1:]) and is_armed(mention) and places[0] is not None and draft.family in _HARM:
                self.present.append((mention, places[0].name, draft.scene.sentence.number))
        for group in draft.scene.groups:
            if group.prep in {"from", "into"} and is_armed(group.members[0]) and places[0] is not None:
                self.present.append((group.members[0], places[0].name, draft.scene.sentence.number))
        for mention in (*draft.agents, *draft.patients):
            if is_armed(mention) and not mention.general and mention.sector != "gunmen":
                self.armed.append(mention)

    def _resolve_vague(self, draft: Draft) -> None:
        """ "The militants" are the group named last, "its troops" the speaker's, unless that is the other side."""
        for mine, other in ((draft.agents, draft.patients), (draft.patients, draft.agents)):
            for index, mention in enumerate(mine):
                if mention.actor is not None or mention.country is not None:
                    continue
                owner = self._owner(draft.scene, mention)
                if owner is not None and not any(same_side(owner, o) for o in other):
                    mine[index] = replace(owner, start=mention.start, end=mention.end)
                    continue
                known = [a for a in self._known_before(draft) if not any(same_side(a, o) for o in other)]
                fitting = next((a for a in reversed(known) if _may_be(draft.scene, mention, a)), None)
                if fitting is not None:
                    mine[index] = replace(fitting, start=mention.start, end=mention.end)

    def _name_pronoun(self, draft: Draft) -> None:
        """ "They also seized ...": the side that acted last."""
        scene = draft.scene
        own = scene.segments[scene.segment_at(draft.hit.start)]
        if draft.agents or not self.armed or draft.family not in _HARM:
            return
        pronoun = _THEY.search(scene.body, own.start, draft.hit.start)
        if pronoun is not None and draft.hit.start - pronoun.end() <= 40 and not draft.rules.get("actor1"):
            draft.agents, draft.rules["actor1"] = [self.armed[-1]], "role: pronoun for the side named last"

    def _only_words(self, draft: Draft) -> bool:
        """Whether nobody who bears arms, no weapon and no loss makes the deed more than a figure of speech."""
        sides = [*draft.agents, *draft.patients]
        if draft.family not in _HARM or any(fights(m) for m in sides) or draft.figures:
            return False
        if draft.act in {"attack", "clash"}:
            return not self.war or not sides
        return draft.act in TERRITORY and not self.war

    def _owner(self, scene: Scene, mention: ActorMention) -> ActorMention | None:
        """Whose "its troops", "quân đội nước này", "pasukannya" are: the speaker's, or the country's named last."""
        if not _possessed(scene, mention):
            return None
        before = [g.members[0] for g in scene.groups if g.end <= mention.start and g.members[0].country]
        speakers = [g.members[0] for g in scene.groups if g.source and g.end <= mention.start]
        named = [m for m in (*speakers[-1:], *before[-1:]) if m.country or m.actor]
        if not named and self.speaker is not None and scene.sentence.number - self.speaker[1] <= 2:
            named = [self.speaker[0]]
        if not named:
            return None
        if mention.sector == "gunmen" or named[0].actor is not None and not named[0].state:
            return named[0]
        return replace(mention, country=named[0].country, general=False)

    def _known_before(self, draft: Draft) -> list[ActorMention]:
        here = [
            m for m in draft.scene.actors
            if m.start < draft.hit.start and m.actor is not None and is_armed(m)
        ]  # fmt: skip
        return [*(a for a in self.armed[-8:] if a.actor is not None), *here]

    def _settled(self, draft: Draft, mention: PlaceMention) -> Place:
        """A place; a village no gazetteer has lies where the story is, unless its own sentence says more."""
        place, last = draft.scene.where[mention.start], self.last_place
        if mention.kind != "unknown" or last is None or last.precision > 3 or last.country != self.home:
            return place
        if any(other.kind != "unknown" for other in draft.scene.places):
            return place
        return replace(
            place, lat=last.lat, lon=last.lon, admin1=last.admin1, country=last.country,
            precision=max(2, last.precision), rule="place: where the story is",
        )  # fmt: skip

    def _holder(self, draft: Draft) -> ActorMention | None:
        """The side told to be at the place before, if it stands against the taker."""
        named = {draft.scene.where[p.start].name for p in draft.places}
        if not named and self.last_place is not None and draft.scene.sentence.number - self.last_place_sentence <= 3:
            named = {self.last_place.name}
        for mention, where, sentence in reversed(self.present):
            if draft.scene.sentence.number - sentence > 6:
                return None
            if where in named and mention.state != draft.agents[0].state:
                return mention
        return None

    def _carried_place(self, draft: Draft) -> Place | None:
        reach = 6 if any(m.role == "this" for m in draft.scene.markers) else 3
        if self.last_place is None or draft.scene.sentence.number - self.last_place_sentence > reach:
            return None
        draft.rules["place"] = "place: carried over"
        return self.last_place

    def _leave(self, draft: Draft) -> None:
        """Who leaves right after a place was taken is the one who lost it."""
        if not draft.agents or not self.takers:
            return
        taker, events, sentence = self.takers[-1]
        if draft.scene.sentence.number - sentence > 1 or taker.state == draft.agents[0].state:
            return
        for told in events:
            if told.actor2 is None:
                country = told.place.country if told.place else None
                told.actor2 = self.actors.name(draft.agents[0], country, told.date)
                told.rules["actor2"] = "role: left the place in the next sentence"
        self.opponents.append((taker, draft.agents[0], draft.scene.sentence.number, None))

    def _carry_sides(self, draft: Draft) -> None:
        """A place changes hands between the sides of the battle just told: fill the side left open."""
        if draft.act not in TERRITORY | {"clash"} or (draft.patients and draft.agents):
            return
        if draft.act == "clash" and not (draft.agents or draft.patients):
            return
        if draft.agents and not draft.patients and draft.act in TERRITORY:
            holder = self._holder(draft)
            if holder is not None:
                draft.patients, draft.rules["actor2"] = [holder], "role: the side last told to be there"
                return
        if not self.opponents:
            return
        one, other, sentence, where = self.opponents[-1]
        same_place = any(draft.scene.where[p.start].name == where for p in draft.places)
        if draft.scene.sentence.number - sentence > (6 if same_place else 2) or (self.fresh_source and not same_place):
            return
        for mine, its in ((one, other), (other, one)):
            if is_civil(its):
                continue
            if draft.agents and same_camp(draft.agents[0], mine):
                draft.patients, draft.rules["actor2"] = [its], "role: opponent of the sentence before"
                return
            if draft.patients and same_camp(draft.patients[0], mine):
                draft.agents, draft.rules["actor1"] = [its], "role: opponent of the sentence before"
                return
        if not draft.agents and not draft.patients and _told_as_more(draft):
            draft.agents, draft.patients = [one], [other]
            draft.rules["actor1"] = draft.rules["actor2"] = "role: as in the sentence before"

    def _told_at(self, draft: Draft, place: Place | None, own_place: bool, group: int | None) -> Told:
        scene, sentence = draft.scene, draft.scene.sentence
        country = place.country if place is not None else self.home
        told = self._blank(draft, place, own_place, group)
        self._date(told, draft)
        day = told.date or told.date_min
        first, second = self._names(draft.agents, country, day, draft), self._names(draft.patients, country, day, draft)
        backers = self._names(draft.backers, country, day, draft)
        told.actor1, told.assoc1 = (first[0] if first else None), tuple(first[1:] + backers)
        told.actor2, told.assoc2 = (second[0] if second else None), tuple(second[1:])
        self._figures(told, draft.figures)
        places_only = bool(draft.patients) and all(p.sector == "country" for p in draft.patients)
        if places_only and told.type.startswith("explosion.") and country is not None and self._civilians_hit(told, draft):
            told.actor2, told.assoc2, told.rules["actor2"] = f"Civilians ({country})", (), "role: people without arms"
        if told.actor2 is None and not draft.patients:
            self._victims(told, draft, country)
        told.mentions.append(
            Mention(
                sentence.number, sentence.start, sentence.end, sentence.text, told.status, told.attribution,
                told.fatalities, told.injured,
            )
        )  # fmt: skip
        return told

    def _blank(self, draft: Draft, place: Place | None, own_place: bool, group: int | None) -> Told:
        words = " " + draft.scene.body[max(draft.scene.sentence.start, draft.hit.start - 40) : draft.hit.end + 25].lower()
        return Told(
            type=draft.type, act=draft.act, noun=draft.hit.entry.frame in {"noun", "clash"} and draft.rules.get("actor1") != LIGHT,
            sentence=draft.scene.sentence.number, date=None, date_min=None, date_max=None, date_precision="unknown",
            date_basis="vague", own_date=False, place=place, own_place=own_place, actor1=None, assoc1=(), actor2=None,
            assoc2=(), fatalities=None, fatalities_low=None, fatalities_high=None, injured=None, injured_low=None,
            captured=None, weapon=draft.weapon.name if draft.weapon else None, status=draft.verdict.status,
            attribution=draft.verdict.attribution, background=draft.verdict.background,
            another=any(word in words for word in _ANOTHER),
            summary=bool(_COUNTED.match(draft.scene.body, draft.hit.end)), group=group, rules=dict(draft.rules),
        )  # fmt: skip

    def _names(
        self, mentions: list[ActorMention], country: str | None, day: str | None, draft: Draft
    ) -> list[str]:
        names: list[str] = []
        for mention in mentions:
            meant = mention
            if draft.act == "protest" and is_civil(mention):
                meant = replace(mention, sector="protesters")
            if mention.sector in {"country", "government"} and draft.family in _HARM:
                meant = replace(mention, sector="military")
            name = self.actors.name(meant, country, day)
            if name is not None and name not in names:
                names.append(name)
        return names

    def _date(self, told: Told, draft: Draft) -> None:
        when = draft.date
        if when is not None:
            told.date, told.date_min, told.date_max = when.date, when.date_min, when.date_max
            told.date_precision, told.date_basis, told.own_date = when.precision, when.basis, when.precision == "day"
            told.rules["date"] = f"date: {when.basis}"
            if told.own_date:
                self.last_date = told
        elif self.last_date is not None and (
            draft.scene.sentence.paragraph == self.last_paragraph or _SAME_DAY.search(draft.scene.sentence.text)
        ):
            last = self.last_date
            told.date, told.date_min, told.date_max = last.date, last.date_min, last.date_max
            told.date_precision, told.date_basis = last.date_precision, "document"  # type: ignore[assignment]
            told.rules["date"] = "date: carried over in the paragraph"
        elif self.report.day is not None:
            told.date, told.date_min, told.date_max = self.report.day, self.report.start, self.report.day
            told.date_precision, told.date_basis = "day", "document"
            told.rules["date"] = "date: day of the report"
        before = self.previous[-1] if self.previous else None
        if when is None and told.noun and before is not None and before.background and before.place == told.place:
            told.background = True
        if _stale(told.date_max, self.report):
            told.background = True
            told.rules["status"] = "status: long past"
        if told.status == "planned" or told.status == "hypothetical":
            if when is None:
                told.date = told.date_min = told.date_max = None
                told.date_precision, told.date_basis = "unknown", "vague"

    def _figures(self, told: Told, figures: list[Figure]) -> None:
        told.fatalities, told.fatalities_low, told.fatalities_high = totals(figures, "killed")
        told.injured, told.injured_low, _ = totals(figures, "injured")
        told.captured, _, _ = totals(figures, "captured")
        if figures:
            told.rules["fatalities"] = "figures: same sentence"

    def _victims(self, told: Told, draft: Draft, country: str | None) -> None:
        """The dead and wounded are the target where no other is named."""
        if country is not None and self._civilians_hit(told, draft):
            told.actor2, told.rules["actor2"] = f"Civilians ({country})", "role: people without arms"
            return
        for figure in draft.figures:
            whom = victims_of(figure)
            if whom is not None and whom.actor is None and whom.country is None:
                whom = self._owner(draft.scene, whom) or whom
            if whom is None or any(same_side(whom, agent) for agent in draft.agents):
                continue
            name = self.actors.name(whom, country, told.date)
            if name is not None and name != told.actor1:
                told.actor2, told.rules["actor2"] = name, "role: victims"
                return

    def _civilians_hit(self, told: Told, draft: Draft) -> bool:
        """Whether those hit are people without arms: by the type, by how they are counted, or by the site."""
        if told.type.startswith("vac."):
            return not any(victims_of(figure) for figure in draft.figures)
        if not told.type.startswith("explosion."):
            return False
        scene = draft.scene
        low, high = scene.segments[scene.segment_at(draft.hit.start)].start, scene.clause(draft.hit.start)[1]
        roles = {m.role for m in scene.markers if low <= m.start < high or m.role == "base"}
        counted = [f for f in draft.figures if f.kind != "captured" and f.exact != 0]
        if any(victims_of(f) for f in counted) or "base" in roles:
            return False
        return "civil" in roles or bool(counted)

    # -- sentences without an event of their own ---------------------------------------------------------------------

    def _add_toll(self, scene: Scene, spare: list[Figure]) -> None:
        """A toll in a sentence of its own belongs to the event told before it."""
        host = next((t for t in reversed(self.previous) if t.type.split(".")[0] in _HARM and t.occurred), None)
        if host is None or scene.sentence.number - host.mentions[-1].sentence > 2:
            return
        killed = totals(spare, "killed")
        if killed != (None, None, None) and host.fatalities is None and host.fatalities_low is None:
            host.fatalities, host.fatalities_low, host.fatalities_high = killed
            host.rules["fatalities"] = "figures: next sentence"
        injured, _, _ = totals(spare, "injured")
        if host.injured is None:
            host.injured = injured
        captured, _, _ = totals(spare, "captured")
        if host.captured is None:
            host.captured = captured
        country = host.place.country if host.place is not None else None
        unarmed = host.type.startswith("explosion.") and not any(m.role == "base" for m in scene.markers)
        if host.actor2 is None and unarmed and country is not None and (host.fatalities or host.injured):
            whom = [w for f in spare if (w := victims_of(f)) is not None]
            host.actor2 = self.actors.name(whom[0], country, host.date) if whom else f"Civilians ({country})"
            host.rules["actor2"] = "role: victims in the next sentence"

    def _take_responsibility(self, scene: Scene) -> None:
        """ "X claimed responsibility": the doer of the attack told before, where none was named."""
        mark = next((m for m in scene.markers if m.role == "responsible"), None)
        if mark is None or any(c.entry.effect in {"negated", "denied"} and c.start < mark.start for c in scene.cues):
            return
        who = next((g for g in reversed(scene.groups) if g.end <= mark.start and is_armed(g.members[0])), None)
        pool = [t for t in self.told if t.type.split(".")[0] in _HARM]
        host = next((t for t in reversed(pool) if t.occurred), None)
        if who is None or host is None or host.actor1 is not None or scene.sentence.number - host.sentence > 3:
            return
        country = host.place.country if host.place else None
        host.actor1 = self.actors.name(who.members[0], country, host.date)
        host.rules["actor1"] = "role: claimed responsibility"
