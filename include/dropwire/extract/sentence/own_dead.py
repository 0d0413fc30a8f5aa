"""Whose dead they are of whom a side tells: an army's own soldiers, a group's own members."""

from __future__ import annotations

import re
from dataclasses import replace

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.sentence.scene import Group, Scene
from dropwire.extract.tolls.figures import Figure

_TELLS_LOSSES = frozenset({"military", "government", "country"})
_MEMBERS = re.compile(
    r"\b(?:(?:its|their) (?:own )?(?:members|fighters|men|soldiers|personnel)"
    r"|(?:anggota|pejuang|petempur|prajurit|personel|tentara|orang)nya"
    r"|(?:thành viên|chiến binh|tay súng|chiến sĩ|binh sĩ)(?: của (?:mình|họ|nhóm này))"
    r"|thành viên|members|anggota)\b"
)
_OF_OTHERS = re.compile(
    r"\s+(?:của|thuộc|từ|of|from|dari|kelompok|geng|milisi|keluarga|parlemen|gia đình|quốc hội|[A-Z])"
)
"""Behind members: whose they are, if not the speaker's."""


def name_own_dead(scene: Scene) -> None:
    """Give the dead that a side tells of to that side ("the U.S. military said three Marines were killed")."""
    speaker = next((g for g in scene.groups if g.source == "speaker"), None)
    if speaker is None:
        return
    for number, figure in enumerate(scene.figures):
        if figure.start < speaker.end or figure.rule != "figures: state behind":
            continue
        own = _soldier(scene, speaker, figure.whom) or _member(scene, speaker, figure)
        if own is None:
            continue
        scene.figures[number] = replace(figure, whom=own)
        for side in scene.groups:
            side.members = [own if member == figure.whom else member for member in side.members]


def _soldier(scene: Scene, speaker: Group, dead: ActorMention | None) -> ActorMention | None:
    """The soldiers without a country whose death a state tells of."""
    first = speaker.members[0]
    if first.country is None or first.sector not in _TELLS_LOSSES:
        return None
    if dead is None or dead.sector != "military" or dead.country or dead.actor:
        return None
    if any(a.country for a in scene.actors if speaker.end <= a.start < dead.start):
        return None
    return replace(dead, country=first.country, general=False)


def _member(scene: Scene, speaker: Group, figure: Figure) -> ActorMention | None:
    """The members whose death a group or a force by name tells of: "X confirmed that three members had died"."""
    first = speaker.members[0]
    if first.actor is None or (figure.whom is not None and (figure.whom.actor or figure.whom.country)):
        return None
    told = _MEMBERS.search(scene.body, figure.start, figure.end + 16)
    if told is None or told.start() > figure.end or _OF_OTHERS.match(scene.body, told.end()):
        return None
    return replace(first, start=figure.start, end=figure.end)
