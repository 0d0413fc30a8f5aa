"""What an article tells of instead of news: a drill or a film, a trial, an anniversary, what somebody is wont to do.

The frame is opened by a word of the lexicon in a sentence that tells no news itself. Opened before any news was told it
holds to the end of the article, else to the end of the paragraph; an event with a day of its own steps out of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dropwire.extract.sentence.scene import Scene
from dropwire.extract.status.backdrop import only_circumstance
from dropwire.extract.story.merge import Told
from dropwire.extract.types import HARM

_FRESH = 14
"""Days before the report within which an event beside a trial or an anniversary is news."""
_LONG_AGO = 300
"""Days before the report from which the event an article begins with makes it a chapter of history."""
STALE = 60
"""Days before the report from which an event is told as history."""
LONG_PAST = "status: long past"
_BEGINS = 12
"""How many characters may stand before the day a sentence begins with."""
_LEAD = 3
"""In how many sentences such an article begins."""
_THAT_WAS = re.compile(
    r"\W*(?:(?:Đó|Đây|Trên đây|Tất cả|Những điều này)(?: chỉ| đều)? là|(?:Ini|Itu|Itulah|Inilah|Demikian(?:lah)?)\b"
    r"|(?:Adegan|Peristiwa|Kejadian|Aksi|Skenario|Rangkaian|Serangan|Penyerbuan|Pendaratan"
    r"|Operasi|Manuver)\S* (?:\S+ ){0,2}?(?:itu|tersebut|ini)\b"
    r"|(?:That|This|It|These|Those) (?:was|is|were|are)\b|The (?:scene|scenario|attack|assault)s? (?:was|were)\b)",
    re.IGNORECASE,
)  # fmt: skip
"""Opens a sentence that says what all before it was: "That was the scene in a drill"."""


def age(day: str | None, report: str | None) -> int | None:
    """How many days before the report a day lies; None where one of them is not known to the day."""
    if day is None or report is None or len(day) < 10 or len(report) < 10:
        return None
    return (date.fromisoformat(report) - date.fromisoformat(day)).days


_LATER = re.compile(r"\b(?:sau|kemudian|berikutnya|setelah|selepas|keesokan|esoknya|later|after|next|following)\b")


def fresh(told: Told, scene: Scene, report: str | None, after: int = 0) -> bool:
    """Whether an event has a recent day of its own, told behind a position and not counted from what came before."""
    days = age(told.date_max, report)
    if not told.own_date or (days is not None and not -1 <= days <= _FRESH):
        return False
    own = (d for d in scene.dates if d.date == told.date and d.start >= after)
    return any(_LATER.search(scene.body, d.start, d.end) is None for d in own)


def _is_news(told: Told) -> bool:
    """Whether a frame would hold it; a protest on an anniversary is news all the same."""
    return told.occurred and not told.background and told.family in HARM


def _tells_of_the_past(scene: Scene, found: Sequence[Told], report: str | None) -> bool:
    """Whether a sentence tells of an event long past, or begins with a day so far back."""
    return any(told.rules.get("status") == LONG_PAST for told in found) or _begins_with_the_past(scene, report)


def _begins_with_the_past(scene: Scene, report: str | None) -> bool:
    first = scene.dates[0] if scene.dates else None
    if first is None or first.start - scene.sentence.start > _BEGINS:
        return False
    return (age(first.date_max, report) or 0) > STALE


_SINCE = re.compile(
    r"\b(?:since|from|sejak|dari|dahulu|kể từ|từ|sinh|born|founded|elected)\s(?:\S+\s){0,2}$", re.IGNORECASE
)


def _only_years_ago(scene: Scene, report: str | None) -> bool:
    """Whether all the days a sentence names lie years back, and none of them only begins what still goes on."""
    low = scene.sentence.start
    if not scene.dates or any(_SINCE.search(scene.body, max(low, d.start - 30), d.start) for d in scene.dates):
        return False
    return all((age(d.date_max, report) or 0) > _LONG_AGO for d in scene.dates)


@dataclass(slots=True)
class Frame:
    """The frame open at a sentence, if any."""

    effect: str = ""
    whole: bool = False
    paragraph: int = -1

    def hold(self, scene: Scene, found: Sequence[Told], report: str | None) -> None:
        """What a sentence tells within the frame is staged, or is background."""
        if _begins_with_the_past(scene, report):
            for told in found:
                if _is_news(told) and not told.own_date:
                    told.background, told.rules["status"] = True, LONG_PAST
        if not self.effect or not (self.whole or scene.sentence.paragraph == self.paragraph):
            return
        held = [told for told in found if _is_news(told)]
        if any(self._steps_out(told, scene, report) for told in held):
            self.effect = ""
            return
        for told in held:
            if self.effect == "staged":
                told.status, told.rules["status"] = "hypothetical", "status: within something staged"
            else:
                told.background, told.rules["status"] = True, f"status: within what is {self.effect}"

    def _steps_out(self, told: Told, scene: Scene, report: str | None) -> bool:
        if self.effect == "habit":
            return told.own_date or told.fatalities is not None or told.injured is not None
        if self.effect == "staged":
            return told.own_date and scene.sentence.paragraph != self.paragraph
        return fresh(told, scene, report)

    def hear(self, scene: Scene, found: Sequence[Told], before: Sequence[Told], report: str | None) -> None:
        """Open the frame where a sentence speaks of a drill, a trial, a habit or the past and tells no news."""
        if any(_is_news(told) for told in found):
            return
        cue = next((c for c in scene.cues if c.entry.effect in {"staged", "recalled"}), None)
        if cue is not None and not only_circumstance(scene, cue):
            if cue.entry.effect == "staged" and _THAT_WAS.match(scene.body, scene.sentence.start):
                self._was_staged(before)
            self._open(cue.entry.effect, scene, before)
        elif found and any(c.entry.effect == "habit" for c in scene.cues):
            self._open("habit", scene, before, lead=False)
        elif _tells_of_the_past(scene, found, report):
            early = scene.sentence.number < _LEAD and any((age(t.date_max, report) or 0) > _LONG_AGO for t in found)
            self._open("recalled", scene, before, early)
        elif scene.sentence.number < 2 and _only_years_ago(scene, report):
            self._open("recalled", scene, before)

    def _open(self, effect: str, scene: Scene, before: Sequence[Told], lead: bool = True) -> None:
        opens = lead and not any(_is_news(told) for told in before)
        self.whole = (self.whole and effect == self.effect) or opens
        self.effect, self.paragraph = effect, scene.sentence.paragraph

    def _was_staged(self, before: Sequence[Told]) -> None:
        for told in before:
            if _is_news(told):
                told.status, told.rules["status"] = "hypothetical", "status: said to be staged in a later sentence"
