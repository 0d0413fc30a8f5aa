"""One sentence with everything found in it, cut into clauses and with its sides grouped.

A scene knows nothing of events: it only says which words stand where, which sides belong together and which part the
small word before each of them gives it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dropwire.extract.actors import ActorMention
from dropwire.extract.dates import DateMention
from dropwire.extract.figures import Figure
from dropwire.extract.placenames import Place, PlaceMention
from dropwire.extract.grammar import Cue, Marker, Trigger, Weapon
from dropwire.extract.sentences import Sentence

_BREAK = re.compile(r"[;:]|,(?!\d)|\s[–—-]\s|\s--\s")
_OPENERS = frozenset({"sub", "after", "before", "but"})
_PREPOSITIONS = frozenset({"by", "of", "target", "from", "into", "against", "between", "with", "backed", "and", "origin"})
_HELD = ("-held", "-controlled", "-run", "-occupied")
"""Endings that make a side an attribute of a place."""
_REACH = 44
"""How many characters a preposition may stand before the side it governs."""
_NEXT_TO = 4
"""The gap within which two mentions are one name, or a word belongs to the side beside it."""


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
CIVIL_SECTORS = frozenset({"civilians", "protesters"})

def same_camp(one: ActorMention, other: ActorMention) -> bool:
    """Whether two mentions fight on one side: the same side, or two forces of one state."""
    return same_side(one, other) or (one.state and other.state and one.country == other.country)


UNARMED_SECTORS = CIVIL_SECTORS | {"source", "international"}


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
    """A stretch between commas and conjunctions; `opener` is the conjunction's role, a comma, or empty."""

    start: int
    end: int
    opener: str


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
    where: dict[int, Place] = field(default_factory=dict)
    """The place of each place mention, by its start."""
    dates: list[DateMention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    def segment_at(self, position: int) -> int:
        """Number of the segment that holds a position."""
        for number in range(len(self.segments) - 1, 0, -1):
            if self.segments[number].start <= position:
                return number
        return 0

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

    def cut(self) -> None:
        """Cut the sentence into segments."""
        self.segments = _segments(self)

    def group(self) -> None:
        """Group the sides and tell speakers apart; segments and triggers are known."""
        self.groups = _groups(self)
        _mark_sources(self)


def _segments(scene: Scene) -> list[Segment]:
    sentence = scene.sentence
    cuts = [(sentence.start + m.end(), m[0].strip()[:1]) for m in _BREAK.finditer(sentence.text)]
    cuts += [(hit.start, hit.role) for hit in scene.markers if hit.role in _OPENERS and hit.start > sentence.start]
    cuts.sort()
    first = next((h.role for h in scene.markers if h.role in _OPENERS and h.start - sentence.start <= 1), "")
    segments = [Segment(sentence.start, sentence.end, first)]
    for position, opener in cuts:
        last = segments[-1]
        if opener in _OPENERS and position - last.start <= 2:
            last.opener = opener
            continue
        last.end = position
        segments.append(Segment(position, sentence.end, opener))
    return segments


def _groups(scene: Scene) -> list[Group]:
    groups: list[Group] = []
    for mention in scene.actors:
        if scene.body.startswith(_HELD, mention.end) or _names_area(scene, mention):
            continue
        last = groups[-1] if groups else None
        prep = _preposition(scene, last.end if last else scene.sentence.start, mention.start)
        role = prep.role if prep else None
        if last is not None and _joins(scene, last, mention, role):
            if not any(same_side(mention, other) for other in (*last.members, *last.backers)):
                backing = role == "backed" or _is_backer(scene, mention)
                (last.backers if backing else last.members).append(mention)
            last.end = mention.end
            continue
        if role == "of" and any(0 <= mention.start - w.end <= 16 for w in scene.weapons):
            role = None
        if last is not None and _is_name_of(scene, last, mention):
            last.members[-1], last.end = mention, mention.end
            continue
        groups.append(Group(mention.start, mention.end, [mention], role))
    return _attach_leading_backers(scene, groups)


def _joins(scene: Scene, last: Group, mention: ActorMention, role: str | None) -> bool:
    """Whether a mention belongs to the group before it."""
    gap = scene.between(last.end, mention.start)
    if any(last.end <= t.start < mention.start for t in scene.triggers):
        return False
    if len(gap) <= _NEXT_TO and role is None and same_side(mention, last.members[-1]):
        return True
    if role in {"and", "with", "backed"}:
        return len(gap) <= _REACH and not any(last.end <= s.start < mention.start for s in scene.segments if s.opener in _OPENERS)
    if role == "passive" or role is None:
        if _is_backer(scene, mention) and len(gap) <= _REACH:
            return True
        sides = all(m.sector not in {"country", "source"} for m in (mention, last.members[-1]))
        listed = gap.strip() != "," or last.prep == "between" or _listed(scene, mention)
        return sides and listed and gap.strip() in {",", "(", "/"} and len(gap) <= _NEXT_TO
    return False


_NAMED = re.compile(
    r"\b(?:tự xưng|mang tên|có tên|gọi là|menamakan diri|bernama|disebut|dikenal|calling itself|called|known as|named)\b"
)


def _is_name_of(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether a mention is the name of the general noun before it ("an organisation calling itself X")."""
    gap = scene.between(last.end, mention.start)
    general = last.members[-1].actor is None and last.members[-1].country is None
    if not general or mention.actor is None or any(last.end <= t.start < mention.start for t in scene.triggers):
        return False
    if last.members[-1].sector == "gunmen" and "," not in gap and len(gap) <= 20:
        return not any(last.end <= m.start < mention.start and m.role != "of" for m in scene.markers)
    return len(gap) <= 60 and bool(_NAMED.search(gap))


def _names_area(scene: Scene, mention: ActorMention) -> bool:
    """Whether a general noun only describes an area ("vùng ly khai")."""
    before = scene.body[max(0, mention.start - 9) : mention.start].lower()
    return mention.actor is None and before.endswith(("vùng ", "khu vực ", "wilayah ", "cộng hòa "))


def _listed(scene: Scene, mention: ActorMention) -> bool:
    """Whether "and another side" follows a mention: then the comma before it divides a list."""
    following = next((m for m in scene.actors if m.start > mention.end), None)
    if following is None or following.start - mention.end > _REACH:
        return False
    return scene.marker("and", mention.end, following.start) is not None


def _is_backer(scene: Scene, mention: ActorMention) -> bool:
    return any(h.role == "backer" and 0 <= h.start - mention.end <= _NEXT_TO for h in scene.markers)


def _attach_leading_backers(scene: Scene, groups: list[Group]) -> list[Group]:
    """ "Turkish-backed rebels": the backer stands before the side it backs."""
    kept: list[Group] = []
    for group in groups:
        last = kept[-1] if kept else None
        if last is not None and scene.marker("backer", last.end, group.start) and group.start - last.end <= 12:
            group.backers += last.members
            group.start, group.prep = last.start, last.prep or group.prep
            kept.pop()
        kept.append(group)
    return kept


def _preposition(scene: Scene, start: int, end: int) -> MarkerHit | None:
    """The small word that governs what begins at `end`: the nearest before it, past no trigger and no break."""
    low = max(start, end - _REACH)
    for trigger in scene.triggers:
        if low < trigger.end <= end:
            low = trigger.end
    for cue in scene.cues:
        if low < cue.end <= end and cue.entry.effect in {"claimed", "accused"}:
            low = cue.end
    found = None
    for hit in scene.markers:
        if hit.start >= end:
            break
        if hit.start >= low and hit.role in _PREPOSITIONS:
            keep = found is not None and hit.role == "of" and found.role in {"target", "from", "against", "between"}
            found = found if keep else hit
    if found is not None and "," in scene.between(found.end, end):
        return None
    return found


def _mark_sources(scene: Scene) -> None:
    """Which groups only say what happened."""
    speech = [hit for hit in scene.cues if hit.entry.effect in {"claimed", "accused", "denied"}]
    for group in scene.groups:
        if all(member.sector == "source" for member in group.members):
            group.source = "quoted"
            continue
        for hit in speech:
            gap = scene.between(group.end, hit.start) if hit.start >= group.end else None
            if gap is not None and _names_speaker(scene, hit, gap) and not _interrupted(scene, group.end, hit.start, gap):
                group.source = "speaker"
                break
            behind = scene.between(hit.end, group.start) if hit.end <= group.start else None
            if behind is not None and len(behind) <= 32 and "," not in behind and _introduces(scene, hit) and not _interrupted(
                scene, hit.end, group.start, behind
            ):
                group.source = "quoted"
                break


def _names_speaker(scene: Scene, hit: CueHit, gap: str) -> bool:
    """Whether a word of saying may have its speaker before it: close by, or with an apposition between."""
    word = scene.body[hit.start : hit.end].lower()
    return len(gap) <= 60 and gap.count(",") in {0, 2} and (word == "said" or word not in _BEFORE_SPEAKER)


def _introduces(scene: Scene, hit: CueHit) -> bool:
    """Whether a word of saying stands before its speaker ("theo X", "kata X", "according to X")."""
    return scene.body[hit.start : hit.end].lower() in _BEFORE_SPEAKER


_BEFORE_SPEAKER = frozenset(
    "theo dẫn menurut kata ujar ungkap tutur lapor klaim said according citing".split()
    + ["disebut", "according to", "seperti dilansir", "dẫn lời", "dẫn nguồn", "menurut laporan", "demikian laporan"]
)


def _interrupted(scene: Scene, start: int, end: int, gap: str) -> bool:
    if ";" in gap:
        return True
    for finds in (scene.triggers, scene.actors):
        items: Sequence[TriggerHit | ActorMention] = finds
        if any(start <= item.start < end for item in items):
            return True
    return any(start <= m.start < end and m.role in _OPENERS for m in scene.markers)
