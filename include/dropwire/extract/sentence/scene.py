"""One sentence with everything found in it, cut into clauses and with its sides grouped.

A scene knows nothing of events: it only says which words stand where, which sides belong together and which part the
small word before each of them gives it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.dates.mentions import DateMention
from dropwire.extract.place import Place, PlaceMention
from dropwire.extract.sentence.split import Sentence
from dropwire.extract.tolls.figures import Figure
from dropwire.extract.vocabulary.grammar import Cue, Trigger, Weapon

OPENERS = frozenset({"sub", "after", "before", "but"})
"""Roles of the small words that open a clause."""


@dataclass(slots=True)
class TriggerHit:
    """A trigger's word at its place in the body."""

    start: int
    end: int
    entry: Trigger


@dataclass(slots=True)
class MarkerHit:
    """A small word at its place in the body."""

    start: int
    end: int
    role: str


@dataclass(slots=True)
class CueHit:
    """A cue of factuality at its place in the body."""

    start: int
    end: int
    entry: Cue


@dataclass(slots=True)
class WeaponHit:
    """A means of harm at its place in the body."""

    start: int
    end: int
    entry: Weapon


@dataclass(slots=True)
class Group:
    """Sides named together ("the army and allied militia"): the first leads, the others are associates."""

    start: int
    end: int
    members: list[ActorMention]
    prep: str | None = None
    """Role of the small word that governs the group; None for a bare one."""
    backers: list[ActorMention] = field(default_factory=list)
    source: str = ""
    """`speaker` ("X said"), `quoted` ("according to X"), or empty."""


def same_side(one: ActorMention, other: ActorMention) -> bool:
    """Whether two mentions name the same side."""
    if one.actor is not None or other.actor is not None:
        return one.actor is other.actor
    if one.country != other.country:
        return False
    return one.sector == other.sector or {one.sector, other.sector} <= _ONE_STATE


_ONE_STATE = frozenset({"military", "government", "country"})


CIVIL_SECTORS = frozenset({"civilians", "protesters", "rioters"})


def same_camp(one: ActorMention, other: ActorMention) -> bool:
    """Whether two mentions fight on one side: the same side, or two forces of one state."""
    return same_side(one, other) or (one.state and other.state and one.country == other.country)


ENGAGED = r"(?:battling|fighting|combating)"
"""Behind a side it may only say whom that side fights ("strikes by the coalition battling the rebels")."""
SELF_DONE = re.compile(
    r"\s(?:(?:telah|sudah|berhasil|kembali|mengklaim|mengeklaim|mengatakan|menyatakan|mengumumkan|mengaku|bahwa|pihaknya"
    r"|đã|vừa|mới|tuyên bố|thừa nhận|xác nhận|cho biết|thông báo|khẳng định|nói|công bố|rằng|họ"
    r"|said|says|confirmed|announced|claimed|that|it|they|had|has|have)\s)*"
)
"""Between a state and what it did itself: "Ukraina mengklaim telah menewaskan ..."."""


UNARMED_SECTORS = CIVIL_SECTORS | {"source", "international"}


_ALL_OF_THEM = re.compile(
    r"(?:\bcả(?: \w+)?|\btất cả|\btoàn bộ|\bseluruh|\bsemua|\bkedua|\bketiga|\bkeempat|\ball(?: of)?(?: the)?(?: \w+)?"
    r"|\bboth|\bthe(?: \w+)?|\bremaining|\bpara)\s+$", re.IGNORECASE,
)  # fmt: skip


def all_of_them(scene: Scene, mention: ActorMention) -> bool:
    """Whether a general noun means all of those told of before: "killed all five attackers"."""
    start = max(scene.sentence.start, mention.start - 20)
    return _ALL_OF_THEM.search(scene.body, start, mention.start) is not None


def is_civil(mention: ActorMention) -> bool:
    """Whether the mention names people who bear no arms."""
    return mention.sector in CIVIL_SECTORS


def is_armed(mention: ActorMention) -> bool:
    """Whether the mention names a side that fights; a bare country or capital does not."""
    return mention.sector not in UNARMED_SECTORS and mention.sector != "country"


def fights(mention: ActorMention) -> bool:
    """Whether the mention names a side that bears arms; rulers and countries only through theirs."""
    return is_armed(mention) and mention.sector != "government"


@dataclass(slots=True)
class Segment:
    """A stretch between commas and conjunctions; `opener` is the conjunction's role, a comma, or empty.

    `and` opens a statement with losses of its own ("... killed two and four soldiers died when ...").
    """

    start: int
    end: int
    opener: str


_THAT = re.compile(r"(?:that|which)\s+(?:has\s+|had\s+)?")


@dataclass(slots=True)
class Scene:
    """A sentence and its finds, each list in order, all offsets in the body."""

    sentence: Sentence
    body: str
    lang: str
    triggers: list[TriggerHit] = field(default_factory=list)
    markers: list[MarkerHit] = field(default_factory=list)
    cues: list[CueHit] = field(default_factory=list)
    weapons: list[WeaponHit] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    offices: list[PlaceMention] = field(default_factory=list)
    """Towns and provinces that only say whose mayor or police speaks or acts: where it was if nothing else says."""
    where: dict[int, Place] = field(default_factory=dict)
    """The place of each place mention, by its start."""
    dates: list[DateMention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    """Where each segment but the first begins."""
    groups: list[Group] = field(default_factory=list)
    war: bool = False
    """Whether the article names fighters or what they blow things up with."""

    def segment_at(self, position: int) -> int:
        """Number of the segment that holds a position."""
        return bisect_right(self.cuts, position)

    def subject_from(self, position: int) -> int:
        """Where the subject of a verb may begin: in its segment, or before the "that" which opens it."""
        number = self.segment_at(position)
        start = self.segments[number].start
        return self.segments[number - 1].start if number and _THAT.fullmatch(self.body, start, position) else start

    def statement(self, position: int) -> int:
        """Number of the full statement at a position: those joined by "and" tell two things, each with its losses."""
        return sum(segment.opener == "and" and segment.start <= position for segment in self.segments)

    def between(self, start: int, end: int) -> str:
        """The words between two finds."""
        return self.body[start:end]

    def marker(self, role: str, start: int, end: int) -> MarkerHit | None:
        """The last marker of a role in a stretch."""
        found = None
        for hit in self.markers:
            if hit.start >= end:
                break
            if hit.role == role and hit.start >= start:
                found = hit
        return found

    def clause(self, position: int) -> tuple[int, int]:
        """The segment at a position with the comma-divided ones after it, as far as no trigger stands in them."""
        first = last = self.segment_at(position)
        busy = {self.segment_at(hit.start) for hit in self.triggers} - {first}
        while last + 1 < len(self.segments) and last + 1 not in busy and self.segments[last + 1].opener == ",":
            last += 1
        return self.segments[first].start, self.segments[last].end


OWN_AFTER = re.compile(
    r"(?:nya\b|\s+(?:nước này|nước ông|nước bà|của họ|của mình|của ông|của bà|negara itu|negara tersebut|mereka)\b)"
)
_OWN_BEFORE = re.compile(r"\b(?:its|their|his|her)\s+(?:\w+\s+)?$", re.IGNORECASE)


def possessed(scene: Scene, mention: ActorMention) -> bool:
    """Whether a word such as "its" ties a general noun to somebody named before."""
    if scene.body.endswith("nya", mention.start, mention.end) or OWN_AFTER.match(scene.body, mention.end):
        return True
    if scene.lang != "en":
        return False
    own = scene.body.startswith(("its ", "their ", "his "), mention.start)
    return own or bool(_OWN_BEFORE.search(scene.body, mention.start - 24, mention.start))
