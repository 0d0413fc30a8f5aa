"""The engine: an article in, its events out.

finds of one matcher pass -> scenes (finding.py) -> triggers, roles, factuality (drafts.py) -> places and days
(setting.py) -> figures (outcome.py) -> the story so far (story.py) -> one event per battle-day (merge.py)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dropwire.article import Article, Event
from dropwire.extract.actors.registry import NAMELESS, ActorMention
from dropwire.extract.dates.mentions import begins_war
from dropwire.extract.drafts.distribution import distribute
from dropwire.extract.drafts.drafting import drafts_of
from dropwire.extract.drafts.outcome import assign_figures
from dropwire.extract.drafts.setting import settle
from dropwire.extract.sentence.finding import Finder
from dropwire.extract.sentence.scene import Scene, fights
from dropwire.extract.story.frame import age
from dropwire.extract.story.memory import Report
from dropwire.extract.story.merge import Told, merge
from dropwire.extract.story.publish import as_event
from dropwire.extract.story.sides import find_flyers, find_losers, find_villagers
from dropwire.extract.story.telling import Story
from dropwire.extract.vocabulary.languages import LANGUAGES


class Extractor:
    """The engine with its lexicons; make one and keep it.

    Args:
        lexicon_folder: the folder of the tables.

    Raises:
        ConfigError: a table is missing or wrong; the message names file and line.
    """

    def __init__(self, lexicon_folder: Path) -> None:
        self.finder = Finder(lexicon_folder)

    def extract(self, article: Article) -> tuple[Event, ...]:
        """The events an article tells, in the order of their first mention."""
        scenes = self._scenes(article)
        story = Story(
            self.finder.actors, _report(article, scenes), _home(scenes), self.finder.gazetteer.centre,
            named=_named(scenes), armies=_armies(scenes), war=_of_war(scenes), unrest=_of_unrest(scenes),
        )  # fmt: skip
        for scene in scenes:
            drafts = drafts_of(scene) if scene.triggers else []
            for draft in drafts:
                settle(draft, drafts)
            spare = assign_figures(scene, drafts)
            story.tell(scene, distribute(scene, drafts), spare)
        events = merge(story.told)
        for told in events:
            find_villagers(told)
        find_losers(events)
        find_flyers(events, story.armies)
        return tuple(as_event(told) for told in events if _says_something(told))

    def _scenes(self, article: Article) -> list[Scene]:
        lang = article.lang if article.lang in LANGUAGES else "en"
        return self.finder.scenes(article, lang)


def _named(scenes: Sequence[Scene]) -> tuple[ActorMention, ...]:
    """The groups an article names, one mention of each."""
    news = [s for s in scenes if not any(c.entry.effect in {"habit", "history", "cumulative"} for c in s.cues)]
    found = {a.actor.name: a for scene in news for a in scene.actors if a.actor is not None and fights(a)}
    return tuple(found.values())


def _armies(scenes: Sequence[Scene]) -> tuple[ActorMention, ...]:
    """The armies an article names with their country, one mention of each."""
    armies = {"military", "coalition"}
    found = {a.country: a for scene in scenes for a in scene.actors if a.sector in armies and not a.general}
    return tuple(found.values())


def _says_something(told: Told) -> bool:
    """Whether an event names a place or a side; one with neither could be anything."""
    return told.place is not None or told.actor1 is not None or told.actor2 is not None


def _home(scenes: Sequence[Scene]) -> str | None:
    """The country the article speaks of most."""
    countries = Counter(a.country for scene in scenes for a in scene.actors if a.country)
    named = (a.country for scene in scenes for a in scene.actors if a.country and a.actor is None)
    countries.update(country for country in named for _ in range(2))  # a group may fight abroad, a country is named
    countries.update(place.country for scene in scenes for place in scene.where.values() if place.country)
    return countries.most_common(1)[0][0] if countries else None


_WAR = 2
"""How many fighters, weapons and losses an article must name to be of war."""


def _of_war(scenes: Sequence[Scene]) -> bool:
    """Whether an article names fighters, weapons and losses: only then are rulers' attacks more than words."""
    named = sum(fights(a) and a.sector not in NAMELESS for scene in scenes for a in scene.actors)
    harmed = sum(f.kind != "captured" for scene in scenes for f in scene.figures)
    armed = sum(w.entry.kind not in {"blade"} for scene in scenes for w in scene.weapons)
    return named + harmed + armed >= _WAR


_CROWD = re.compile(r"crowds?|kerumunan|đám đông", re.IGNORECASE)


def _of_unrest(scenes: Sequence[Scene]) -> bool:
    """Whether an article tells of protesters, or of more of a crowd than that it was there."""
    return any(
        any(t.entry.act in {"protest", "riot", "mob"} for t in scene.triggers)
        or any(a.sector == "protesters" and not _CROWD.fullmatch(scene.body, a.start, a.end) for a in scene.actors)
        for scene in scenes
    )


_ITEM = re.compile(r"(?:\d{1,2}[.:h]\d{2}\b[^.;:]{0,20}?\s*[-–—:]|[^\W\d_a-z][^.;:!?\n]{2,40}:)\s")
"""How an item of a log or a round-up begins: "05.15 - ...", "Mosul: ..."."""
_ITEMS = 3
_REVIEWED_WITHIN = 7
"""Days before the report of the day it goes over."""


def _reviewed(scenes: Sequence[Scene], report: str) -> str | None:
    """The day that a log or a round-up goes over, told before its items: what has no day of its own was then."""
    opening: dict[int, Scene] = {}
    for scene in scenes:
        opening.setdefault(scene.sentence.paragraph, scene)
    items = [n for n, scene in opening.items() if _ITEM.match(scene.body, scene.sentence.start)]
    if len(items) < _ITEMS:
        return None
    lead = [d for s in scenes if s.sentence.paragraph < items[0] for d in s.dates if d.precision == "day" and d.date]
    days = {d.date for d in lead if d.basis == "explicit" and 0 <= (age(d.date, report) or 0) <= _REVIEWED_WITHIN}
    return days.pop() if len(days) == 1 else None


def _report(article: Article, scenes: Sequence[Scene]) -> Report:
    """When the article was written: its day, or the latest day it tells of within what is known."""
    start, end = article.published.start, article.published.end
    if start is not None and start == end:
        return Report(start, end, _reviewed(scenes, start) or start)
    days = [
        d.date for scene in scenes for d in scene.dates
        if d.date and d.precision == "day" and (start is None or d.date >= start[:7]) and (end is None or d.date <= end)
        and not begins_war(scene.body, d)
    ]  # fmt: skip
    return Report(start, end, max(days) if days else start)
