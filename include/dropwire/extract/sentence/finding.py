"""From a body to scenes: one matcher pass, then actors, places, figures and days, each given to its sentence."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import cast

from dropwire.article import Article, Published
from dropwire.extract.actors.coined import with_coined
from dropwire.extract.actors.finder import find_actors
from dropwire.extract.actors.nicknames import Nicknames
from dropwire.extract.actors.registry import ActorMention, Actors
from dropwire.extract.dates.mentions import Dates, begins_war
from dropwire.extract.place import Place, PlaceMention, key
from dropwire.extract.places.gazetteer import Gazetteer
from dropwire.extract.sentence.grouping import cut, group
from dropwire.extract.sentence.own_dead import name_own_dead
from dropwire.extract.sentence.scene import CueHit, MarkerHit, Scene, TriggerHit, WeaponHit, is_armed
from dropwire.extract.sentence.split import split_sentences
from dropwire.extract.sentence.triggers import accepted
from dropwire.extract.tolls.figures import Figure, Figures
from dropwire.extract.vocabulary.grammar import GRAMMAR_LAYER, Cue, Marker, Trigger, Weapon, load_grammar
from dropwire.extract.vocabulary.languages import LANGUAGES
from dropwire.extract.vocabulary.matcher import NAME_LAYER, Match, Matcher

_OFF_TOPIC = 3
"""How many different words of sport, business or film make an article's war words a figure of speech."""
_PARTS_WITHIN = 3
"""How many sentences after a sum its parts may be told."""
_KNOWN_ABROAD = 100_000
"""Inhabitants from which a town is known where its country is not spoken of."""
_PLACE_ROLES = frozenset({"site", "civil", "base"})
"""Roles of words that may be part of a place's name ("the base of X")."""
_BORDER = re.compile(r"\bcách (?:đường )?biên giới(?: với| giáp)? $|\b(?:dengan|bersama|oleh) $")
"""Before a country whose border only tells how far off the place is, or with whom something is done."""
_PEOPLE_OF = re.compile(r"\b(?:người|người gốc|quốc tịch|gốc|orang|asal|warga negara|berkebangsaan|kebangsaan) $")
"""Before a country that only says where somebody is from ("một lính mũ nồi xanh người Philippines")."""
_BACKS = re.compile(r" (?:hậu thuẫn|chống lưng|đứng đầu|dẫn đầu|bảo trợ|đỡ đầu|yểm trợ|tài trợ|lãnh đạo)\b")
"""Behind a country that only stands with somebody."""
_SHARED = re.compile(r"\s(?:và|dan|and|lẫn|cùng)\s(?:\S+\s){0,2}")


class Finder:
    """All lexicons; finds what a body names."""

    def __init__(self, folder: Path) -> None:
        """Read the lexicons.

        Raises:
            ConfigError: a table is missing or wrong; the message names file and line.
        """
        self.actors = Actors.load(folder)
        self.gazetteer = Gazetteer.load(folder)
        self.dates = Dates(folder)
        self.figures = Figures(folder)
        self._grammar = {lang: load_grammar(folder, lang) for lang in LANGUAGES}
        self._built: dict[str, Matcher] = {}
        self._nicknames: dict[str, Nicknames] = {}

    def matcher(self, lang: str) -> Matcher:
        """The matcher of a language, built when its first article comes."""
        if lang not in self._built:
            patterns = [*self.actors.patterns(lang), *self.gazetteer.patterns(lang), *self._grammar[lang]]
            self._built[lang] = Matcher(patterns, {**NAME_LAYER, **GRAMMAR_LAYER})
        return self._built[lang]

    def _nicknames_of(self, lang: str) -> Nicknames:
        if lang not in self._nicknames:
            self._nicknames[lang] = self.actors.nicknames(lang)
        return self._nicknames[lang]

    def scenes(self, article: Article, lang: str) -> list[Scene]:
        """The sentences with all their finds; none when the article tells of no event or is about something else."""
        body = article.body
        matches = self.matcher(lang).find(body)
        if not any(m.kind == "trigger" for m in matches) or _speaks_of(body, matches, "stop"):
            return []
        scenes = [Scene(sentence, body, lang) for sentence in split_sentences(body)]
        starts = [scene.sentence.start for scene in scenes]
        names = with_coined(body, lang, [m for m in matches if m.kind in NAME_LAYER])
        actors = _share_country(body, find_actors(body, lang, names, self._nicknames_of(lang), article.published.end))
        for actor in actors:
            scenes[_at(starts, actor.start)].actors.append(actor)
        self._place(scenes, starts, names, actors, lang)
        _sort_grammar(scenes, starts, [m for m in matches if m.kind not in NAME_LAYER])
        dates = sorted(self.dates.find(body, lang, self._reported(article, lang)), key=lambda d: d.start)
        for date in dates:
            scenes[_at(starts, date.start)].dates.append(date)
        spans = [(date.start, date.end) for date in dates]
        for figure in _without_crowds(_without_subjects(self.figures.find(body, lang, actors, spans))):
            scenes[_at(starts, figure.start)].figures.append(figure)
        _share_victims(scenes)
        war = _of_war(scenes)
        if not war and not _of_crowds(matches) and _speaks_of(body, matches, "crime"):
            return []
        for scene in scenes:
            scene.war = war
            _prepare(scene)
            name_own_dead(scene)
        return scenes

    def _place(
        self,
        scenes: list[Scene],
        starts: list[int],
        names: Sequence[Match],
        actors: Sequence[ActorMention],
        lang: str,
    ) -> None:
        body = scenes[0].body
        mentions = self.gazetteer.find_places(body, lang, names, actors)
        places = self.gazetteer.resolve(body, lang, mentions, names)
        spoken = Counter(a.country for a in actors if a.country)
        spoken.update(m.name for m in mentions if m.kind == "country")
        sure = {p.country for m, p in zip(mentions, places, strict=True) if p and m.rule == "place: lexicon"}
        for mention, place in zip(mentions, places, strict=True):
            if place is None or (mention.kind == "country" and _no_scene(body, mention)):
                continue
            kept, where = (mention, place) if place.country in sure else _within(mention, place, spoken)
            scene = scenes[_at(starts, mention.start)]
            (scene.offices if mention.office else scene.places).append(kept)
            scene.where[mention.start] = where

    def _reported(self, article: Article, lang: str) -> Published:
        """When the article appeared, narrowed by the latest day it tells of: what "last week" counts from."""
        published = article.published
        start, end = published.start, published.end
        if start is not None and start == end:
            return published
        told = self.dates.find(article.body, lang, published)
        days = [
            date.date_max for date in told
            if date.date_max and date.precision == "day" and date.basis == "explicit"
            and (start is None or date.date_max >= start[:7]) and (end is None or date.date_max <= end)
            and not begins_war(article.body, date)
        ]  # fmt: skip
        if not days:
            return published
        day = max(days)
        if self.dates.says_yesterday(article.body, lang, told) and (end is None or day < end):
            day = (datetime.date.fromisoformat(day) + datetime.timedelta(1)).isoformat()
        return Published(day, day, published.basis)


_EXPLODES = frozenset({"artillery", "ied", "suicide", "grenade", "air"})


def _of_war(scenes: Sequence[Scene]) -> bool:
    """Whether an article names what explodes, or those who blow things up, or says who has owned to a loss."""
    bombs = any(w.entry.kind in _EXPLODES and w.entry.name != "warplane" for scene in scenes for w in scene.weapons)
    sides = [a for scene in scenes for a in scene.actors]
    bands = any(a.actor is not None and is_armed(a) and not a.state for a in sides)
    if bombs or bands or any(a.sector in {"jihadists", "rebels", "militants"} for a in sides):
        return True
    claims = any(m.role == "responsible" for scene in scenes for m in scene.markers)
    return claims and any(scene.figures for scene in scenes)  # "no group has claimed responsibility"


def _no_scene(body: str, country: PlaceMention) -> bool:
    """Whether a country is no place here: only its border or its people are, or it backs one of the sides."""
    low = max(0, country.start - 24)
    if _BORDER.search(body, low, country.start) or _PEOPLE_OF.search(body, low, country.start):
        return True
    return _BACKS.match(body, country.end) is not None


def _at(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def _prepare(scene: Scene) -> None:
    """Cut and group a sentence that tells something; the triggers are chosen in between."""
    if scene.triggers:
        cut(scene)
        scene.triggers = [hit for hit in accepted(scene, scene.triggers) if not _attribute(scene, hit)]
        group(scene)
    elif scene.actors and (scene.cues or any(marker.role == "responsible" for marker in scene.markers)):
        cut(scene)
        group(scene)


def _attribute(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a verb only describes a place ("rebel-held")."""
    return hit.entry.act == "hold" and scene.body.startswith("-", hit.start - 1)


def _sort_grammar(scenes: list[Scene], starts: list[int], matches: Sequence[Match]) -> None:
    """Give each scene its words of grammar and weapons; the triggers are still candidates."""
    number, following = 0, [*starts[1:], 1 << 60]
    for start, end, kind, entry in matches:
        while start >= following[number]:
            number += 1
        scene = scenes[number]
        if kind == "weapon" and not (_inside_site(scene, start, end) or _NO_WEAPON.match(scene.body, start)):
            scene.weapons.append(WeaponHit(start, end, _dropped(scene, start, end, cast(Weapon, entry))))
        elif kind == "marker":
            role = cast(Marker, entry).role
            if role in _PLACE_ROLES or not _inside_name(scene, start, end):
                scene.markers.append(MarkerHit(start, end, role))
        elif kind == "cue":
            cue = cast(Cue, entry)
            if _names_month(scene, start, end):
                continue
            if not _inside_name(scene, start, end, any_actor=cue.effect == "habit"):
                scene.cues.append(CueHit(start, end, cue))
        elif kind == "trigger":
            trigger = cast(Trigger, entry)
            noun = scene.lang != "en" or trigger.frame != "active"  # "Russian glide bombs" bomb nobody yet
            if (noun and trigger.act in {"suicide", "protest", "airstrike", "shell"}) or not _inside_name(
                scene, start, end, any_actor=True
            ):
                scene.triggers.append(TriggerHit(start, end, trigger))


_NO_WEAPON = re.compile(r"[Pp]háo (?:hoa|bông|hiệu|đài)\b")
"""Fireworks, flares and forts, which begin with the word for artillery."""
_DROPPED_BEFORE = re.compile(
    r"\b(?:thả|trút|dội|giội|ném xuống|menjatuhkan|menggugurkan|dropp(?:ed|ing))\s+(?:[\w-]+\s+){0,4}$"
)
_DROPPED = re.compile(
    r"(?:\s+(?!dan\b|and\b|và\b)[\w-]+){0,3}?\s+(?:(?:yang|được|bị|was|were|that was)\s+)?"
    r"(?:dijatuhkan|digugurkan|dropped|thả xuống|ném xuống|trút xuống|dội xuống)\b"
)


def _dropped(scene: Scene, start: int, end: int, weapon: Weapon) -> Weapon:
    """A bomb said to have been dropped came from the air."""
    if weapon.name != "bomb":
        return weapon
    if _DROPPED.match(scene.body, end) or _DROPPED_BEFORE.search(
        scene.body, max(scene.sentence.start, start - 40), start
    ):
        return replace(weapon, kind="air", name="aerial bomb")
    return weapon


def _names_month(scene: Scene, start: int, end: int) -> bool:
    """Whether "May" is the month, "the feared" a name's ornament: no word of doubt."""
    words = scene.body[start:end]
    if words == "May":
        return start > scene.sentence.start or scene.body[end + 1 : end + 2].isdigit()
    return words == "feared" and scene.body.endswith(("the ", "a "), 0, start)


def _inside_site(scene: Scene, start: int, end: int) -> bool:
    """Whether a weapon's word only names a place ("air force base")."""
    sites = any(m.role in _PLACE_ROLES and m.start < start and end <= m.end for m in scene.markers[-3:])
    return sites or any(p.start <= start and end <= p.end for p in scene.places)


def _inside_name(scene: Scene, start: int, end: int, any_actor: bool = False) -> bool:
    """Whether a word is part of a name ("Tigray People's Liberation Front") or, for triggers, of any actor's words."""
    for actor in scene.actors:
        if actor.start > start:
            break
        if end <= actor.end and (any_actor or actor.actor is not None):
            return True
    for place in scene.places:
        if place.start > start:
            break
        if end <= place.end:
            return True
    return False


def _of_crowds(matches: Sequence[Match]) -> bool:
    """Whether an article tells of a mob, a riot or a protest."""
    return any(m.kind == "trigger" and cast(Trigger, m.entry).act in {"mob", "riot", "protest"} for m in matches)


def _speaks_of(body: str, matches: Sequence[Match], effect: str) -> bool:
    """Whether the article is about sport, business or film, where war words are figures of speech, or common crime."""
    cues = [(start, end, cast(Cue, entry)) for start, end, kind, entry in matches if kind == "cue"]
    words = {(cue.line, body[start:end].lower()) for start, end, cue in cues if cue.effect == effect}
    topics = Counter(line for line, _ in words)
    return any(count >= _OFF_TOPIC for count in topics.values())


def _share_country(body: str, actors: list[ActorMention]) -> list[ActorMention]:
    """ "5 soldiers and 4 journalists of Russia": the country belongs to both."""
    found = list(actors)
    for index, (one, other) in enumerate(pairwise(actors)):
        plain = one.actor is None and one.country is None and one.sector in {"military", "police", "civilians"}
        full = other.actor is None and other.country is not None and other.sector in {"military", "police", "civilians"}
        if plain and full and _SHARED.fullmatch(body, one.end, other.start):
            found[index] = replace(one, country=other.country, general=False)
    return found


def _without_subjects(figures: list[Figure]) -> list[Figure]:
    """The figures without a lone doer mistaken for a victim ("a woman blew herself up, killing seven")."""
    starts = sorted(f.start for f in figures)
    return [
        f for f in figures
        if f.exact != 1 or bisect_left(starts, f.end) - bisect_right(starts, f.start) <= 0
    ]  # fmt: skip


def _without_crowds(figures: list[Figure]) -> list[Figure]:
    """The figures without the size of a crowd before its dead ("thousands of protesters, three people died")."""
    return [
        f for f, behind in zip_longest(figures, figures[1:])
        if f.exact is not None or f.whom is None or f.whom.sector != "protesters" or behind is None
        or behind.kind != f.kind or behind.start - f.end > len(", ") or f.rule != "figures: state behind"
    ]  # fmt: skip


_OF_THE_SUM = re.compile(
    r"(?:Satu|Seorang|Dua|Tiga|Empat|Lima|Enam|Tujuh|Delapan|One|Two|Three|Four|Five|Six|Seven|Eight|\d+)"
    r"(?: (?:orang |prajurit )?(?:lainnya|lain|lagi)| others?| more)?"
    r" (?:telah |dilaporkan |were |was )?(?:tewas|gugur|terbunuh|meninggal|terkorban|maut|killed|died)\b"
)
"""A toll that counts some of those counted before, without saying who they are: "Empat tewas ketika ..."."""


def _share_victims(scenes: list[Scene]) -> None:
    """ "Six soldiers were killed in two attacks. Four died when ...": the parts are of those of the sum."""
    whole: Figure | None = None
    told = 0
    for scene in scenes:
        first = next((f for f in scene.figures if f.kind == "killed"), None)
        if first is None:
            continue
        part = _OF_THE_SUM.match(scene.body, scene.sentence.start) is not None and first.whom is None
        if part and whole is not None and scene.sentence.number - told <= _PARTS_WITHIN and _less(first, whole):
            scene.figures[scene.figures.index(first)] = replace(first, whom=whole.whom)
        elif first.whom is not None and is_armed(first.whom):
            whole, told = first, scene.sentence.number
        else:
            whole = None


def _less(part: Figure, whole: Figure) -> bool:
    return part.exact is not None and whole.exact is not None and part.exact < whole.exact


def _within(mention: PlaceMention, place: Place, spoken: Counter[str]) -> tuple[PlaceMention, Place]:
    """A small place in a country the text never speaks of is another one of that name: unknown, in the main country."""
    if not spoken or mention.kind in {"country", "unknown"} or place.country in spoken:
        return mention, place
    if mention.rule == "place: lexicon" or any(
        e.population >= _KNOWN_ABROAD and key(e.name) == key(mention.name) for e in mention.candidates
    ):
        return mention, place
    home = spoken.most_common(1)[0][0]
    where = Place(mention.name, None, None, None, home, None, 4, "place: country of the article", "unknown")
    return replace(mention, kind="unknown", candidates=()), where
