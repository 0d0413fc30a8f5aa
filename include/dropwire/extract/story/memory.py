"""What an article has told so far, and what a sentence may take from it: vague sides, opponents, places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dropwire.extract.actors.finder import UNIT, UNKNOWN
from dropwire.extract.actors.registry import ActorMention, Actors
from dropwire.extract.drafts.draft import Draft, between_peoples
from dropwire.extract.drafts.drafting import broke_out
from dropwire.extract.drafts.setting import across_border
from dropwire.extract.place import Place, PlaceMention
from dropwire.extract.sentence.scene import (
    OWN_AFTER,
    Scene,
    all_of_them,
    fights,
    is_armed,
    is_civil,
    possessed,
    same_camp,
    same_side,
)
from dropwire.extract.sentence.topic import Topic, points_to_province, points_to_same_place, points_to_town
from dropwire.extract.story.merge import Told
from dropwire.extract.tolls.figures import Figure
from dropwire.extract.types import HARM, TERRITORY

_MAY_BE = {
    "militants": frozenset({"militants", "jihadists", "rebels", "separatists"}), "jihadists": frozenset({"jihadists"}),
    "rebels": frozenset({"rebels", "jihadists", "opposition", "separatists", "militants"}),
    "gunmen": frozenset({"rebels", "jihadists", "opposition", "separatists", "militants", "militia", "kurds"}),
    "militia": frozenset({"militia", "jihadists", "rebels", "separatists", "militants"}),
    "separatists": frozenset({"separatists", "rebels"}), "opposition": frozenset({"opposition", "rebels"}),
}  # fmt: skip
"""Which groups a general noun may mean; "gunmen" only with a word such as "these" behind."""
_THESE = re.compile(r"\s+(?:này|đó|trên|itu|tersebut|ini)\b")
_LOOSE_MILITIA = re.compile(r"milisi|nhóm vũ trang|kumpulan militan|armed group", re.IGNORECASE)
"""Words that name real militias and any fighters alike."""
_DEFINITE = re.compile(r"(?:này|đó|trên|itu|tersebut|ini|berkenaan|yang sama|serupa)$|^the ", re.IGNORECASE)
"""A general noun that points to somebody told of: "lực lượng này", "kelompok itu", "the group"."""
_FIGHTERS = re.compile(
    r"tay súng|chiến binh|pejuang|petempur|kombatan|fighters?$|gunmen|anggota|penyerang|pelaku|attackers?",
    re.IGNORECASE,
)
"""Whom an army kills are those of the one group the article tells of."""
_BARE_FIGHTERS = re.compile(r"[Cc]ác (?:tay súng|chiến binh|phần tử)")
"""Fighters without a name right behind the sentence that tells of their group."""
_ANY_FORCE = re.compile(r"lực lượng|đơn vị|pasukan|the force|the unit", re.IGNORECASE)
_THEY = re.compile(r"\b(?:mereka|chúng|bọn chúng|nhóm này|kelompok itu|kelompok ini|they)\b", re.IGNORECASE)
_THEY_DID = re.compile(
    r"\W*[Hh]ọ (?:(?:đã|cũng|còn|vừa|mới|lại|nhanh chóng|tiếp tục|tuyên bố|nói|khẳng định|cho biết) )*$"
)
"""A pronoun that could mean anybody, as the subject right before the verb."""
_IT_DID = re.compile(r"(?<!\w)[Ii]t (?:also |then |later |again |had |has ){0,2}$")
_BY_THEM = re.compile(r"\b(?:được|bị|do)\s+(?:họ|chúng|bọn chúng|quân của họ|quân mình)\s+(?:\S+\s+)?$")
_THEM_AFTER = re.compile(r"(?:\s+oleh\s+mereka|\s+mereka\b(?! yang)|\s+by\s+them\b)")
"""The doer of a passive as a pronoun: "được họ giành lại", "direbut oleh mereka"."""
_MORE = (" juga ", " turut ", " pula ", " cũng ", " also ", " too ")


_SAME_DAY = re.compile(
    r"\b(?:cùng ngày|trong ngày|hari itu|hari yang sama|hari sama|same day|that day|cuối ngày)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"(?:Trước khi|Sau khi|Sau đó|Tiếp đó|Trước đó|Ngay sau|Ngay trước|Sebelum|Setelah|Sesudah|Usai|Kemudian|"
    r"Selepas|Before"
    r"|After|Afterwards|Then|Later)\b"
    r"|Sau (?:\S+ ){1,4}?(?:giờ|tiếng|phút)\b|(?:\S+ ){1,2}(?:giờ|tiếng|phút) sau\b"
    r"|(?:[^\s,.;:]+ ){1,4}sau đó (?!không\b)"
    r"|(?:Vụ )?(?:[Đđ]ẫm máu|[Nn]ghiêm trọng|[Kk]inh hoàng)(?: hơn)? (?:nhất|cả)\b"
    r"|(?:\S+ ){1,2}(?:kẻ|tay súng|quả bom|nhóm|vụ) khác\b"
    r"|Một (?:cuộc|vụ|đợt) (?:\S+ ){1,3}khác\b"
    r"|(?:[^\s,.;:]+ ){1,5}kemudian |(?:[^\s,.;:]+ ){1,3}membalas\b"
    r"|Sebagai (?:balasan|tindak balas)\b|(?:Mereka|Para (?:penyerang|pelaku|penculik)|Pelaku)\b"
)
_ANSWERED = re.compile(
    r"\b(?:đáp trả|để trả thù|để trả đũa|đánh trả|bắn trả|nổ súng trả"
    r"|(?:cuộc đấu súng|trận đấu súng|giao tranh) sau đó)\b",
    re.IGNORECASE,
)
"""What answers the attack told of before came right behind it."""
_NEAR, _ANSWER = 2, 3
"""How many sentences after a day was told one that begins so still belongs to it."""


def _may_be(scene: Scene, mention: ActorMention, group: ActorMention) -> bool:
    """Whether a general noun may mean a group named before."""
    if group.sector not in _MAY_BE.get(mention.sector, frozenset()):
        return False
    if mention.sector == "gunmen":
        return bool(_THESE.match(scene.body, mention.end))
    if mention.sector == "militia" and not _LOOSE_MILITIA.search(scene.body, mention.start, mention.end):
        return False
    places = {place.country for place in scene.where.values()}
    home = group.actor.country if group.actor is not None else None
    if home is None or not places or home in places:
        return True
    near = group.actor.region if group.actor is not None else frozenset()
    return group.sector == "jihadists" and (not near or not near.isdisjoint(places))


def _told_as_more(draft: Draft) -> bool:
    """Whether the sentence adds to the one before ("the university also fell")."""
    return any(word in f" {draft.scene.sentence.text.lower()} " for word in _MORE)


@dataclass(slots=True)
class Report:
    """When the article was written, as an interval of ISO days, and the day to use for undated news."""

    start: str | None
    end: str | None
    day: str | None


@dataclass(slots=True)
class Memory:
    """What has been told so far in an article."""

    actors: Actors
    report: Report
    home: str | None
    """The country the article speaks of most."""
    centre: Callable[[Place], tuple[float, float] | None] = lambda _: None
    """The middle of the province a place lies in."""
    last_place: Place | None = None
    last_place_sentence: int = -9
    last_date: Told | None = None
    topic: Topic = field(default_factory=Topic)
    last_paragraph: int = -1
    opponents: list[tuple[ActorMention, ActorMention, int, str | None]] = field(default_factory=list)
    faced: list[tuple[ActorMention, ActorMention]] = field(default_factory=list)
    """Who used arms against whom, named on both sides."""
    fresh_source: bool = False
    """Whether the source changed since the last opponents were named."""
    takers: list[tuple[ActorMention, list[Told], int]] = field(default_factory=list)
    """Who took a place last, the events told of it, and the sentence."""
    present: list[tuple[ActorMention, str, int]] = field(default_factory=list)
    """Which side was told to be where, in which sentence."""
    armed: list[ActorMention] = field(default_factory=list)
    doer: ActorMention | None = None
    """Who used arms last, if only by what they are ("bandits")."""
    source: str | None = None
    speaker: tuple[ActorMention, int] | None = None
    """Who spoke last, and in which sentence."""
    named: tuple[ActorMention, ...] = ()
    """The armed groups the article names anywhere, each once."""
    armies: tuple[ActorMention, ...] = ()
    """The armies it names with their country, each once."""
    war: bool = True
    """Whether the article names those who fight, or weapons: where it does not, rulers' attacks are words."""
    unrest: bool = True
    """Whether the article tells of a protest: where it does not, a crowd is people, not protesters."""
    groups: int = 0
    previous: list[Told] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    mourned: tuple[list[Figure], int] = ([], -9)
    """The dead told of in a sentence that names no deed, and its number."""

    def _notice(self, scene: Scene) -> None:
        """A change of source ends the carrying over of opponents."""
        speaker = next((g.members[0] for g in scene.groups if g.source), None)
        name = (speaker.actor.name if speaker.actor else speaker.rule) if speaker else None
        if name is not None and self.source is not None and name != self.source:
            self.fresh_source = True
        self.source = name or self.source
        if speaker is not None and (speaker.country or speaker.actor) and speaker.sector != "source":
            self.speaker = (speaker, scene.sentence.number)

    def _resolve_vague(self, draft: Draft) -> None:
        """ "The militants" are the group named last, "its troops" the speaker's, unless that is the other side."""
        for mine, other in ((draft.agents, draft.patients), (draft.patients, draft.agents)):
            for index, mention in enumerate(mine):
                group = self._group_of_that_country(draft.scene, mention)
                if group is not None and not any(same_side(group, o) for o in other):
                    mine[index] = replace(group, start=mention.start, end=mention.end)
                if mention.actor is not None or mention.country is not None:
                    continue
                if UNKNOWN.match(draft.scene.body, mention.end):
                    continue
                if mention.sector == "enemy":
                    if (foe := self._foe(draft.scene, other)) is not None:
                        mine[index] = replace(foe, start=mention.start, end=mention.end)
                    continue
                owner = self._owner(draft.scene, mention)
                if owner is not None and not any(same_side(owner, o) for o in other):
                    mine[index] = replace(owner, start=mention.start, end=mention.end)
                    continue
                if mention.rule == UNIT:
                    mine[index] = self._unit(draft, mention, other)
                    continue
                pointed = self._pointed_at(draft.scene, mention, [*other, *(mine[:index])], mine is draft.agents)
                if pointed is not None:
                    mine[index] = replace(pointed, start=mention.start, end=mention.end)
                    continue
                known = [a for a in self._known_before(draft) if not any(same_side(a, o) for o in other)]
                own = mention.sector == "opposition" and self.actors.meant("opposition", self.home) is not None
                fitting = next((a for a in reversed(known) if _may_be(draft.scene, mention, a) and not own), None)
                fitting = fitting or self._only_named(draft, mention, other)
                fitting = fitting or self._foreign_target(draft, mention, other)
                if fitting is not None:
                    mine[index] = replace(fitting, start=mention.start, end=mention.end)

    def _unit(self, draft: Draft, mention: ActorMention, others: list[ActorMention]) -> ActorMention:
        """Whose a unit told by its number is: the speaker's, or the foe's of whom it fights; else of the country."""
        speaker = next((g.members[0] for g in draft.scene.groups if g.source and g.members[0].state), None)
        if speaker is not None and speaker.country and not any(same_camp(speaker, o) for o in others):
            return replace(mention, country=speaker.country, general=False)
        foe = self._foe(draft.scene, others) if any(not is_civil(o) for o in others) else None
        if foe is not None:
            return replace(foe, start=mention.start, end=mention.end)
        place = draft.scene.where[draft.places[0].start] if draft.places else self.last_place
        at_home = any(o.state and place is not None and o.country == place.country for o in others)
        return replace(mention, sector="enemy") if at_home else mention

    def _foe(self, scene: Scene, others: list[ActorMention]) -> ActorMention | None:
        """Whom "the enemy" means: whom the other side, or else who speaks, fought last, or the one side left."""
        speakers = [g.members[0] for g in scene.groups if g.source] or ([self.speaker[0]] if self.speaker else [])
        for side in (s for s in (*others, *speakers) if not is_civil(s)):
            mine = replace(side, country=self.home) if side.general and side.state else side
            if mine.actor is None and mine.country is None:
                continue
            met = [pair for pair in reversed(self.faced) if any(same_camp(mine, s) for s in pair)]
            foes = [s for pair in met for s in pair if (s.actor or s.country) and not same_camp(mine, s)]
            foes = foes[:1] or [m for m in (*self.named, *self.armies) if not same_camp(mine, m)]
            if len(foes) == 1:
                return foes[0]
        return None

    def _group_of_that_country(self, scene: Scene, mention: ActorMention) -> ActorMention | None:
        """The group named last, for fighters told again by their country: "milisi Lebanon itu"."""
        if mention.actor is not None or mention.country is None or mention.sector not in _MAY_BE:
            return None
        if _THESE.match(scene.body, mention.end) is None:
            return None
        able = [m for m in (*self.named, *self.armed[-8:]) if m.actor is not None and not m.state]
        return next((m for m in reversed(able) if m.country == mention.country), None)

    def _foreign_target(self, draft: Draft, mention: ActorMention, others: list[ActorMention]) -> ActorMention | None:
        """The peacekeepers attacked right before, where the same group then kills "soldiers"."""
        if mention.sector != "military" or not others or not self.opponents or others is not draft.agents:
            return None
        one, other, told, _ = self.opponents[-1]
        near = draft.scene.sentence.number - told <= _ANSWER
        return other if near and other.sector in {"international", "coalition"} and same_side(one, others[0]) else None

    def _pointed_at(
        self, scene: Scene, mention: ActorMention, others: list[ActorMention], attacks: bool
    ) -> ActorMention | None:
        """Whom "this force", "kelompok itu", "all four attackers" mean: the side named last, or who attacked last."""
        if mention.sector != "gunmen":
            return None
        words = scene.body[mention.start : mention.end]
        before = [m for g in scene.groups if g.end <= mention.start for m in g.members]
        if _DEFINITE.search(words):
            any_force = _ANY_FORCE.search(words) is not None
            known = [*self.armed[-8:], *(m for m in before if is_armed(m) and (m.actor or m.country))]
            able = (m for m in reversed(known) if any_force or not m.state)
        elif all_of_them(scene, mention):
            lately = {t.actor1 for t in self.told[-4:]}
            able = (m for m in reversed(self.armed[-8:]) if not m.state and m.actor and m.actor.name in lately)
        elif attacks and not others and self._acted_last(scene) and _BARE_FIGHTERS.fullmatch(words):
            able = (m for m in self.armed[-1:] if m.actor is not None and not m.state)
        elif others and others[0].state and _FIGHTERS.search(words):
            told = [] if attacks else self.named
            every = {m.actor.name: m for m in (*told, *self.armed) if m.actor is not None and not m.state}
            able = (m for m in every.values() if len(every) == 1)
        else:
            return None
        found = next((m for m in able if not any(same_camp(m, o) for o in others)), None)
        if found is None and _DEFINITE.search(words):
            groups = [m for m in self.named if not m.state and not any(same_camp(m, o) for o in others)]
            found = groups[0] if len(groups) == 1 else None
        if found is None and _DEFINITE.search(words) and self.doer is not None and not self.doer.state:
            found = None if any(same_camp(self.doer, o) for o in others) else self.doer
        return found

    def _acted_last(self, scene: Scene) -> bool:
        """Whether the sentence before tells of one deed, and of one group that did it."""
        doers = {t.actor1 for t in self.previous if scene.sentence.number - t.sentence <= 1}
        last = self.armed[-1] if self.armed else None
        return last is not None and last.actor is not None and doers == {last.actor.name}

    def _only_named(self, draft: Draft, mention: ActorMention, others: list[ActorMention]) -> ActorMention | None:
        """The one group of the article a general noun may mean, where the noun has no meaning of its own there."""
        place = draft.scene.where[draft.places[0].start] if draft.places else self.last_place
        where = place.country if place is not None and draft.places else self.home
        admin1 = place.admin1 if place is not None and place.country == where else None
        if mention.sector == "gunmen" or self.actors.meant(mention.sector, where, admin1=admin1) is not None:
            return None
        if mention.sector == "militia" and not _LOOSE_MILITIA.search(draft.scene.body, mention.start, mention.end):
            return None
        number = draft.scene.sentence.number
        lately = [side for one, other, told, _ in self.opponents[-1:] if number - told <= 2 for side in (one, other)]
        unnamed = [m for m in lately if m.actor is None and m.sector in _MAY_BE.get(mention.sector, ())]
        if unnamed and not any(same_side(unnamed[0], o) for o in others):
            return unnamed[0]  # "rebels ... at least 23 insurgents were killed"
        able = [
            m for m in self.named
            if m.sector in _MAY_BE.get(mention.sector, ()) and m.actor is not None and m.actor.country in {None, where}
            and (m.actor.country is not None or mention.sector in {"militants", "jihadists"})
            and not any(same_side(m, o) for o in others)
        ]  # fmt: skip
        return able[0] if len(able) == 1 else None

    def _name_pronoun(self, draft: Draft) -> None:
        """ "They also seized ...": the side that acted last."""
        scene = draft.scene
        own = scene.segments[scene.segment_at(draft.hit.start)]
        if draft.agents or not (self.armed or self.named) or (draft.family not in HARM and draft.act != "burn"):
            return
        if _BY_THEM.search(scene.body, own.start, draft.hit.start) or _THEM_AFTER.match(scene.body, draft.hit.end):
            able = [m for m in self.armed if not any(same_camp(m, p) for p in draft.patients)]
            draft.agents, draft.rules["actor1"] = able[-1:], "role: pronoun for the side named last"
            return
        able = [m for m in self.armed if not any(same_camp(m, p) for p in draft.patients)]
        did = _THEY_DID.match(scene.body, own.start, draft.hit.start) or (
            scene.lang == "en"
            and draft.hit.entry.frame == "active"
            and _IT_DID.search(scene.body, own.start, draft.hit.start)
        )
        if able and did and not draft.rules.get("actor1"):
            draft.agents, draft.rules["actor1"] = able[-1:], "role: pronoun for the side named last"
            return
        if draft.hit.entry.frame == "passive":  # "their convoy was shot at": by somebody else
            return
        pronoun = _THEY.search(scene.body, own.start, draft.hit.start)
        if pronoun is not None and draft.hit.start - pronoun.end() <= 40 and not draft.rules.get("actor1"):
            foes = pronoun[0].lower() in {"chúng", "bọn chúng"}  # said of bands, never of an army
            groups = {m.actor: m for m in self.named if m.actor is not None and not m.state}
            able = [m for m in self.armed if not (foes and m.state)][-1:]
            able = able or (list(groups.values()) if len(groups) == 1 else [])
            draft.agents, draft.rules["actor1"] = able, "role: pronoun for the side named last"

    def _only_words(self, draft: Draft) -> bool:
        """Whether nobody who bears arms, no weapon and no loss makes the deed more than a figure of speech."""
        sides = [*draft.agents, *draft.patients]
        if draft.family not in HARM or any(fights(m) for m in sides) or draft.figures:
            return False
        if draft.weapon is not None and draft.weapon.kind == "air" and sides:
            return False  # "Ukraine hit a refinery with drones"
        if draft.act == "clash" and between_peoples(draft):
            return False
        if draft.act in {"attack", "clash"}:
            return not self.war or not (sides or (draft.act == "clash" and broke_out(draft)))
        return draft.act in TERRITORY and not self.war

    def _owner(self, scene: Scene, mention: ActorMention) -> ActorMention | None:
        """Whose "its troops", "quân đội nước này", "pasukannya" are: the speaker's, or the country's named last."""
        if not possessed(scene, mention):
            return None
        before = [g.members[0] for g in scene.groups if g.end <= mention.start and g.members[0].country]
        speakers = [g.members[0] for g in scene.groups if g.source and g.end <= mention.start]
        told = (*speakers[-1:], *before[-1:])
        named = [m for m in told if m.country or m.actor or m.sector in {"military", "police"}]
        if is_civil(mention) and not OWN_AFTER.match(scene.body, mention.end):
            return None  # "their children" are not those of a state
        if not named and self.speaker is not None and scene.sentence.number - self.speaker[1] <= 2:
            named = [self.speaker[0]]
        if not named:
            return None
        if mention.sector == "gunmen" or (named[0].actor is not None and not named[0].state):
            return named[0]
        return replace(mention, country=named[0].country, general=False)

    def _known_before(self, draft: Draft) -> list[ActorMention]:
        here = [
            m for m in draft.scene.actors
            if m.start < draft.hit.start and m.actor is not None and is_armed(m)
        ]  # fmt: skip
        return [*(a for a in self.armed[-8:] if a.actor is not None), *here]

    def _leave(self, draft: Draft) -> None:
        """Who leaves right after a place was taken is the one who lost it."""
        if not draft.agents or not self.takers:
            return
        taker, events, sentence = self.takers[-1]
        if draft.scene.sentence.number - sentence > 1 or same_camp(taker, draft.agents[0]):
            return
        for told in events:
            if told.actor2 is None:
                country = told.place.country if told.place else None
                told.actor2 = self.actors.name(draft.agents[0], country, told.date)
                told.rules["actor2"] = "role: left the place in the next sentence"
        self.opponents.append((taker, draft.agents[0], draft.scene.sentence.number, None))

    def _carry_sides(self, draft: Draft) -> None:
        """A place changes hands between the sides of the battle just told: fill the side left open."""
        fought = any(hit.entry.act == "clash" for hit in draft.hits)
        if not (fought or draft.act in TERRITORY | {"clash"}) or (draft.patients and draft.agents):
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

    def _answered_by_army(self, draft: Draft) -> bool:
        """Fire that wiped out fighters is the army's they fought in the sentences before; fills both sides."""
        known = [*draft.agents, *(p for p in draft.patients if p.sector != "gunmen")]
        if draft.family != "explosion" or known or not self.opponents:
            return False
        if not any(hit.entry.act == "eliminate" for hit in draft.hits):
            return False
        *sides, number, _ = self.opponents[-1]
        armies = [m for m in sides if m.state and m.sector == "military"]
        bands = [m for m in sides if not m.state]
        if draft.scene.sentence.number - number > _ANSWER or len(armies) != 1 or len(bands) != 1:
            return False
        draft.agents, draft.patients = armies, bands
        draft.rules["actor1"] = draft.rules["actor2"] = "role: opponents of the sentence before"
        return True

    def _settled(self, draft: Draft, mention: PlaceMention) -> Place:
        """A place; a village no gazetteer has lies where the story is, unless its own sentence says more."""
        place, last = draft.scene.where[mention.start], self.last_place
        town = self.topic.place_near(draft.scene.sentence.number) if points_to_town(draft.scene) else None
        if mention.kind == "unknown" and place.precision == 4 and town is not None:
            return replace(
                place, lat=town.lat, lon=town.lon, admin1=town.admin1, country=town.country, precision=2,
                rule="place: in the town spoken of",
            )  # fmt: skip
        if (
            mention.kind != "unknown"
            or place.precision < 3
            or last is None
            or last.precision > 3
            or last.country != self.home
        ):
            return place
        if any(other.kind != "unknown" for other in draft.scene.places):
            return place
        lat, lon = self.centre(last) or (last.lat, last.lon)
        return replace(
            place, lat=lat, lon=lon, admin1=last.admin1, country=last.country, precision=3,
            rule="place: where the story is",
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

    def _goes_on(self, scene: Scene) -> bool:
        """Whether a sentence without a day is still about the day told of last."""
        text, number = scene.sentence.text, scene.sentence.number
        if scene.sentence.paragraph == self.last_paragraph or _SAME_DAY.search(text):
            return True
        assert self.last_date is not None
        if number - self.last_date.sentence <= _NEAR and _ANSWERED.search(text):
            return True
        if (
            scene.lang != "en"
            and number - self.last_date.sentence <= (1 if scene.lang == "vi" else _NEAR)
            and not scene.dates
            and (all(p.kind == "country" for p in scene.places))
        ):
            return True
        still = [t.sentence for t in self.previous if t.date == self.last_date.date]
        return number - max([self.last_date.sentence, *still]) <= _NEAR and _GOES_ON.match(text) is not None

    def _carried_place(self, draft: Draft) -> Place | None:
        """The place told of before, when a draft's sentence names none."""
        scene, number = draft.scene, draft.scene.sentence.number
        spoken = self.topic.place_near(number)
        if points_to_province(scene):
            whole = self._province(spoken or self.last_place)
            if whole is not None:
                draft.rules["place"] = "place: that province"
                return whole
        if self.last_place is not None and not self.last_place.coarse and points_to_same_place(scene):
            draft.rules["place"] = "place: the same as before"
            return self.last_place
        reach = 6 if any(m.role == "this" for m in scene.markers) else 3
        last = self.last_place if number - self.last_place_sentence <= reach else None
        country = last is not None and last.precision == 4
        newer = spoken is not None and self.topic.place_sentence + country > self.last_place_sentence
        sure = bool(draft.agents or draft.patients) or points_to_town(scene)
        better = sure if last is None else newer and (points_to_town(scene) or last.precision == 4)
        if spoken is not None and better:
            draft.rules["place"] = "place: spoken of before"
            return spoken
        if last is None and draft.family in HARM and sure:
            last = self._only_place()
        if last is not None:
            draft.rules["place"] = "place: carried over"
        return last

    def _country(self, draft: Draft) -> Place | None:
        """The country of what has no other place: on this side of a border named, else that of sides at home."""
        beyond = {draft.scene.where[p.start].country for p in draft.scene.places if across_border(draft, p)}
        sides = [m.actor.country if m.actor is not None else m.country for m in (*draft.agents, *draft.patients)]
        if not beyond and (draft.family not in HARM or self.home not in sides):
            return None
        here = next((c for c in (self.home, *sides) if c is not None and c not in beyond), None)
        middle = self.centre(Place(here, None, None, None, here, None, 4, "")) if here is not None else None
        if here is None or middle is None:
            return None
        return Place(here, *middle, None, here, None, 4, "place: the country", kind="country")

    def _only_place(self) -> Place | None:
        """Where all events told so far were, when that is one place."""
        places = {t.place.name: t.place for t in self.told if t.own_place and t.place is not None and t.occurred}
        only = next(iter(places.values()), None)
        return only if len(places) == 1 and only is not None and not only.coarse else None

    def _province(self, place: Place | None) -> Place | None:
        """The province a place lies in, as a place."""
        centre = self.centre(place) if place is not None else None
        if place is None or place.admin1 is None or centre is None:
            return None
        return Place(
            place.admin1, *centre, place.admin1, place.country, None, 3, "place: that province", kind="admin1"
        )  # fmt: skip
