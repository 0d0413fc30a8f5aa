"""Who only speaks: the groups of a sentence that say what happened, and take no part in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.sentence.scene import OPENERS, CueHit, Group, Scene, TriggerHit, is_armed

_REACH = 44
"""How many characters a word of saying, or a spokesman, may stand from the one who speaks."""
_BEFORE_SPEAKER = frozenset(
    {
        "theo", "dẫn", "menurut", "kata", "ujar", "ungkap", "tutur", "lapor", "klaim", "said", "according", "citing",
        "disebut", "according to", "seperti dilansir", "demikian keterangan",
        "demikian pernyataan", "demikian penjelasan",
        "demikian dilaporkan", "demikian disampaikan", "demikian kata", "demikian diumumkan", "demikian ditegaskan",
        "demikian diungkapkan", "demikian dikatakan", "demikian diberitakan", "demikian dikonfirmasi",
        "demikian dinyatakan",
        "dẫn lời", "dẫn nguồn", "menurut laporan", "demikian laporan",
    }
)  # fmt: skip


def mark_speakers(scene: Scene) -> None:
    """Which groups only say what happened."""
    speech = [hit for hit in scene.cues if hit.entry.effect in {"claimed", "accused", "denied"}]
    for group in scene.groups:
        if (
            not is_armed(group.members[0])
            and _has_spokesman(scene, group)
            and any(hit.start >= group.end for hit in speech)
        ):
            group.source = "speaker"
            continue
        if all(member.sector == "source" for member in group.members):
            group.source = "quoted"
            continue
        if scene.lang == "vi" and _is_where(scene, group.members[0]) and len(group.members) == 1:
            continue
        if scene.lang == "en" and (_TELLS.match(scene.body, group.end) or _ITS_WORD.match(scene.body, group.end)):
            group.source = "speaker"
            continue
        for hit in speech:
            if hit.start >= group.end and group.prep in _AIMED_AT:
                continue  # "fired at troops near the town," he said
            if _SUPPOSEDLY.fullmatch(scene.body, hit.start, hit.end):
                continue  # "troops reportedly killed six": nobody speaks
            if hit.start >= group.end and _OF_OTHERS.fullmatch(scene.body, hit.start, hit.end):
                continue
            gap = scene.between(group.end, hit.start) if hit.start >= group.end else None
            if (
                gap is not None
                and (_names_speaker(scene, hit, gap) or _is_titled(scene, group, gap))
                and not _interrupted(scene, group.end, hit.start, gap)
            ):
                group.source = "speaker"
                break
            behind = scene.between(hit.end, group.start) if hit.end <= group.start else None
            if (
                behind is not None
                and len(behind) <= 32
                and "," not in behind
                and _introduces(scene, hit)
                and not _has_spoken(scene, hit)
                and not _interrupted(scene, hit.end, group.start, behind)
            ):
                group.source = "quoted"
                break


_SUPPOSEDLY = re.compile(
    r"reportedly|allegedly|purportedly|apparently|dilaporkan|dikabarkan|dikhabarkan", re.IGNORECASE
)
_TELLS = re.compile(r" (?:blamed?|blames|attributed?|believed?|described|called|linked)\b(?! for| by)")
"""Behind who only judges what happened ("an attack authorities blamed on ...")."""
_ITS_WORD = re.compile(
    r"['’]s? (?:\w+ )?(?:claims?|accounts?|reports?|statements?|version|allegations?|accusations?|figures?)\b"
)
"""Behind whose words others answer ("the rebels denied the government's claim")."""
_SPOKESMAN = re.compile(
    r"\b(?:[Ss]pokes(?:man|woman|person)|[Jj]uru [Bb]icara|[Jj]ubir|[Nn]gười phát ngôn|[Pp]hát ngôn viên|[Jj]urucakap)"
    r"(?:\s+(?:for|of|from|the|của|dari|kepada|bagi))*\s+$"
)


def _has_spokesman(scene: Scene, group: Group) -> bool:
    """Whether somebody speaks for a group ("X, spokesman for the army, said ...") with no deed in between."""
    found = _SPOKESMAN.search(scene.body, max(scene.sentence.start, group.start - _REACH), group.start)
    return found is not None and not any(found.end() <= t.start < group.end for t in scene.triggers)


_AIMED_AT = frozenset({"target", "against", "into"})
_OF_OTHERS = re.compile(
    r"(?:nghi là|được cho là|bị cho là|bị nghi|diduga|disebut|dituduh|dituding|disyaki|didakwa|diyakini|dipercayai?"
    r"|ditengarai|disinyalir|dianggap|suspected|allegedly|believed to|blamed|accused of|thought to)", re.IGNORECASE,
)  # fmt: skip
"""What others say of whom it stands behind: no word of its own."""


def _has_spoken(scene: Scene, hit: CueHit) -> bool:
    """Whether the speaker of "said" stands before it: what follows is what is said ("X said its fighters ...")."""
    if scene.body[hit.start : hit.end].lower() != "said":
        return False
    return any(g.source == "speaker" and 0 <= hit.start - g.end <= _REACH for g in scene.groups)


_TITLE = re.compile(
    r"\b(?:[Jj]urucakap|[Kk]etua|[Pp]engarah|[Tt]imbalan|[Kk]omander|[Pp]anglima|[Kk]epala|[Jj]uru [Bb]icara"
    r"|[Kk]omandan)(?: \S+)? $"
)
_NAME = re.compile(r"[^,]{0,32}, (?:(?:[A-Z][\w.'’-]*|bin|binti|al) )+")


def _is_titled(scene: Scene, group: Group, gap: str) -> bool:
    """Whether an officer's name stands between his force and the word of saying ("Jurucakap polis, Ali berkata")."""
    if scene.lang not in {"id", "ms"} or len(gap) > _REACH or _NAME.fullmatch(gap) is None:
        return False
    return _TITLE.search(scene.body, max(scene.sentence.start, group.start - 32), group.start) is not None


def _names_speaker(scene: Scene, hit: CueHit, gap: str) -> bool:
    """Whether a word of saying may have its speaker before it: close by, or with an apposition between."""
    word = scene.body[hit.start : hit.end].lower()
    return len(gap) <= 60 and gap.count(",") in {0, 2} and (word == "said" or word not in _BEFORE_SPEAKER)


def _introduces(scene: Scene, hit: CueHit) -> bool:
    """Whether a word of saying stands before its speaker ("theo X", "according to X", "..., said X").

    Behind a name "said" begins what is said: "Ahmed said five rebels were killed".
    """
    word = scene.body[hit.start : hit.end].lower()
    if scene.body.startswith(" sebagai ", hit.end):
        return False  # "disebut sebagai sarang bandit": called the bandits' lair
    if word == "said":
        return scene.body.endswith((", ", '"', '" ', "” ", "' ", "’ "), scene.sentence.start, hit.start)
    return word in _BEFORE_SPEAKER


def _is_where(scene: Scene, item: TriggerHit | ActorMention) -> bool:
    """Whether a country only says where who speaks lives ("residents of Kaya, in northern Burkina Faso, said")."""
    if not isinstance(item, ActorMention) or item.sector != "country":
        return False
    return any(p.start == item.start and (p.cue or (p.bearing and scene.lang == "vi")) for p in scene.places)


def _interrupted(scene: Scene, start: int, end: int, gap: str) -> bool:
    if ";" in gap:
        return True
    for finds in (scene.triggers, scene.actors):
        items: Sequence[TriggerHit | ActorMention] = finds
        if any(start <= item.start < end and not _is_where(scene, item) for item in items):
            return True
    return any(start <= m.start < end and m.role in OPENERS for m in scene.markers)
