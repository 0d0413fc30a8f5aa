"""The engine: an article in, its events out.

sentences -> finds of one matcher pass -> scenes -> triggers -> roles -> factuality -> places and days -> story -> merge
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dropwire.article import Article, Event, Published
from dropwire.extract.actors import ActorMention, Actors, find_actors
from dropwire.extract.dates import Dates
from dropwire.extract.drafts import drafts_of
from dropwire.extract.figures import Figures
from dropwire.extract.gazetteer import Gazetteer
from dropwire.extract.grammar import GRAMMAR_LAYER, LANGUAGES, Cue, Marker, Trigger, Weapon, load_grammar
from dropwire.extract.matcher import NAME_LAYER, Match, Matcher
from dropwire.extract.merge import merge
from dropwire.extract.outcome import assign_figures
from dropwire.extract.publish import as_event
from dropwire.extract.scene import CueHit, MarkerHit, Scene, TriggerHit, WeaponHit
from dropwire.extract.sentences import split_sentences
from dropwire.extract.setting import settle
from dropwire.extract.story import Report, Story
from dropwire.extract.triggers import accepted

_OFF_TOPIC = 3
"""How many different words of sport, business or film make an article's war words a figure of speech."""


class Extractor:
    """The engine with its lexicons; make one and keep it.

    Args:
        lexicon_folder: the folder of the tables.

    Raises:
        ConfigError: a table is missing or wrong; the message names file and line.
    """

    def __init__(self, lexicon_folder: Path) -> None:
        self._actors = Actors.load(lexicon_folder)
        self._gazetteer = Gazetteer.load(lexicon_folder)
        self._dates = Dates(lexicon_folder)
        self._figures = Figures(lexicon_folder)
        layers = {**NAME_LAYER, **GRAMMAR_LAYER}
        self._matchers = {
            lang: Matcher(
                [*self._actors.patterns(lang), *self._gazetteer.patterns(lang), *load_grammar(lexicon_folder, lang)],
                layers,
            )
            for lang in LANGUAGES
        }

    def extract(self, article: Article) -> tuple[Event, ...]:
        """The events an article tells, in the order of their first mention."""
        lang = article.lang if article.lang in LANGUAGES else "en"
        scenes = self._scenes(article, lang)
        if _off_topic(scenes):
            return ()
        story = self._story(article, scenes)
        for scene in scenes:
            drafts = drafts_of(scene) if scene.triggers else []
            for draft in drafts:
                settle(draft, drafts)
            spare = assign_figures(scene, drafts)
            story.tell(scene, drafts, spare)
        return tuple(as_event(told) for told in merge(story.told))

    # -- finding ------------------------------------------------------------------------------------------------------

    def _scenes(self, article: Article, lang: str) -> list[Scene]:
        """The sentences with all their finds."""
        body = article.body
        scenes = [Scene(sentence, body, lang) for sentence in split_sentences(body)]
        if not scenes:
            return []
        starts = [scene.sentence.start for scene in scenes]
        matches = self._matchers[lang].find(body)
        actors = _share_country(body, find_actors(body, lang, matches))
        for actor in actors:
            scenes[_at(starts, actor.start)].actors.append(actor)
        mentions = self._gazetteer.find_places(body, lang, matches, actors)
        places = self._gazetteer.resolve(body, lang, mentions, matches)
        for mention, place in zip(mentions, places, strict=True):
            if place is not None:
                scene = scenes[_at(starts, mention.start)]
                scene.places.append(mention)
                scene.where[mention.start] = place
        candidates = _sort_grammar(scenes, starts, matches)
        for scene, triggers in zip(scenes, candidates, strict=True):
            scene.triggers = triggers
        for figure in self._figures.find(body, lang, actors):
            scenes[_at(starts, figure.start)].figures.append(figure)
        for date in self._dates.find(body, lang, self._reported(article, lang)):
            scenes[_at(starts, date.start)].dates.append(date)
        for scene in scenes:
            if scene.triggers:
                scene.prepare()
                scene.triggers = accepted(scene, scene.triggers)
            responsible = any(marker.role == "responsible" for marker in scene.markers)
            if scene.triggers or responsible or (scene.cues and scene.actors):
                scene.prepare()
        return scenes

    def _reported(self, article: Article, lang: str) -> Published:
        """When the article appeared, narrowed by the latest day it tells of: what "last week" counts from."""
        published = article.published
        start, end = published.start, published.end
        if start is not None and start == end:
            return published
        days = [
            date.date for date in self._dates.find(article.body, lang, published)
            if date.date and date.precision == "day" and date.basis == "explicit"
            and (start is None or date.date >= start[:7]) and (end is None or date.date <= end)
        ]  # fmt: skip
        return Published(max(days), max(days), published.basis) if days else published

    def _story(self, article: Article, scenes: Sequence[Scene]) -> Story:
        """The story to be told, with the day of the report and the country the article is about."""
        countries = Counter(a.country for scene in scenes for a in scene.actors if a.country)
        countries.update(place.country for scene in scenes for place in scene.where.values() if place.country)
        home = countries.most_common(1)[0][0] if countries else None
        return Story(self._actors, _report(article, scenes), home)


_PLACE_ROLES = frozenset({"site", "civil", "base"})
"""Roles of words that may be part of a place's name ("the base of X")."""
_SHARED = re.compile(r"\s(?:và|dan|and|lẫn|cùng)\s(?:\S+\s){0,2}")


def _share_country(body: str, actors: list[ActorMention]) -> list[ActorMention]:
    """ "5 soldiers and 4 journalists of Russia": the country belongs to both."""
    found = list(actors)
    for index, (one, other) in enumerate(zip(actors, actors[1:], strict=False)):
        plain = one.actor is None and one.country is None and one.sector in {"military", "police", "civilians"}
        full = other.actor is None and other.country is not None and other.sector in {"military", "police", "civilians"}
        if plain and full and _SHARED.fullmatch(body, one.end, other.start):
            found[index] = replace(one, country=other.country, general=False)
    return found


def _at(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def _sort_grammar(scenes: list[Scene], starts: list[int], matches: Sequence[Match]) -> list[list[TriggerHit]]:
    """Give each scene its words of grammar and weapons; the triggers are still candidates."""
    triggers: list[list[TriggerHit]] = [[] for _ in scenes]
    for start, end, _, entry in matches:
        number = _at(starts, start)
        scene = scenes[number]
        if isinstance(entry, Weapon):
            scene.weapons.append(WeaponHit(start, end, entry))
        elif isinstance(entry, Marker) and entry.role in _PLACE_ROLES:
            scene.markers.append(MarkerHit(start, end, entry.role))
        elif _inside_name(scene, start, end) and not (isinstance(entry, Trigger) and entry.act == "suicide"):
            continue
        elif isinstance(entry, Trigger):
            if entry.act != "suicide" and any(a.start <= start and end <= a.end for a in scene.actors):
                continue
            triggers[number].append(TriggerHit(start, end, entry))
        elif isinstance(entry, Marker):
            scene.markers.append(MarkerHit(start, end, entry.role))
        elif isinstance(entry, Cue):
            scene.cues.append(CueHit(start, end, entry))
    return triggers


def _inside_name(scene: Scene, start: int, end: int) -> bool:
    """Whether a word is part of a name ("Tigray People's Liberation Front")."""
    named = any(a.start <= start and end <= a.end and a.actor is not None for a in scene.actors)
    return named or any(p.start <= start and end <= p.end for p in scene.places)


def _report(article: Article, scenes: Sequence[Scene]) -> Report:
    """When the article was written: its day, or the latest day it tells of within what is known."""
    start, end = article.published.start, article.published.end
    if start is not None and start == end:
        return Report(start, end, start)
    days = [
        d.date for scene in scenes for d in scene.dates
        if d.date and d.precision == "day" and (start is None or d.date >= start[:7]) and (end is None or d.date <= end)
    ]  # fmt: skip
    day = max(days) if days else start
    return Report(start, end, day)


def _off_topic(scenes: Sequence[Scene]) -> bool:
    """Whether the article is about sport, business or film: its war words are figures of speech."""
    topics: Counter[int] = Counter()
    for line, _ in {
        (cue.entry.line, scene.body[cue.start : cue.end].lower())
        for scene in scenes for cue in scene.cues if cue.entry.effect == "stop"
    }:  # fmt: skip
        topics[line] += 1
    return any(count >= _OFF_TOPIC for count in topics.values())
