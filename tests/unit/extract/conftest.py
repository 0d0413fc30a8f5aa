from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dropwire.extract import Extractor
from dropwire.extract.actors.finder import find_actors
from dropwire.extract.actors.registry import Actors
from dropwire.extract.dates.mentions import Dates
from dropwire.extract.places.gazetteer import Gazetteer, Place, PlaceMention
from dropwire.extract.tolls.figures import Figures
from dropwire.extract.vocabulary.matcher import Matcher

FOLDER = Path(__file__).parents[3] / "include" / "dropwire" / "lexicon"


@pytest.fixture(scope="session")
def lexicon() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(FOLDER)


@pytest.fixture(scope="session")
def actors() -> Actors:
    return Actors.load(FOLDER)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(FOLDER)


@pytest.fixture(scope="session")
def dates() -> Dates:
    return Dates(FOLDER)


@pytest.fixture(scope="session")
def figures() -> Figures:
    return Figures(FOLDER)


@pytest.fixture(scope="session")
def matchers(actors: Actors, gazetteer: Gazetteer) -> dict[str, Matcher]:
    return {lang: Matcher([*actors.patterns(lang), *gazetteer.patterns(lang)]) for lang in ("vi", "id", "ms", "en")}


@pytest.fixture
def named(actors: Actors, matchers: dict[str, Matcher]) -> Callable[..., list[str | None]]:
    """The names of a text's actors, given the country and the day of the event."""

    def names(text: str, lang: str, country: str | None = None, day: str | None = None) -> list[str | None]:
        mentions = find_actors(text, lang, matchers[lang].find(text))
        return [actors.name(m, country, day) for m in mentions]

    return names


@pytest.fixture
def located(
    gazetteer: Gazetteer, matchers: dict[str, Matcher]
) -> Callable[..., list[tuple[PlaceMention, Place | None]]]:
    """The places of a text, each with where it is."""

    def places(text: str, lang: str) -> list[tuple[PlaceMention, Place | None]]:
        matches = matchers[lang].find(text)
        mentions = gazetteer.find_places(text, lang, matches, find_actors(text, lang, matches))
        return list(zip(mentions, gazetteer.resolve(text, lang, mentions, matches), strict=True))

    return places
