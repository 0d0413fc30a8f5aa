"""Whether a text holds a row of a table, asked of the engine itself: what examples and counter-examples run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dropwire.article import Article, Published, RawItem
from dropwire.extract.actors.finder import find_actors
from dropwire.extract.extractor import Extractor
from dropwire.extract.place import Place
from dropwire.extract.vocabulary.grammar import expand
from dropwire.extract.vocabulary.languages import COLUMNS, LANGUAGES, READ_IN
from dropwire.extract.vocabulary.matcher import Match, fold, variants
from dropwire.extract.vocabulary.numbers import Numbers
from dropwire.extract.vocabulary.tables import Row

KIND = {
    "triggers.tsv": "trigger", "markers.tsv": "marker", "factuality.tsv": "cue", "weapons.tsv": "weapon",
    "actors.tsv": "actor", "forces.tsv": "force", "countries.tsv": "country", "places.tsv": "place",
    "admin1.tsv": "place",
}  # fmt: skip
"""Tables of the matcher and the kind of their hits."""
COUNTED = ("numbers.tsv", "dates.tsv", "casualties.tsv", "placewords.tsv")
"""Tables with a reader of their own."""
TABLES = (*KIND, *COUNTED)
_DAY = Published("2021-03-10", "2021-03-10", "meta")
_NEAR = 30
"""Characters between a word about a place and the place."""


def phrases(row: Row) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """What a row is searched by: the languages of the texts, the column, the phrase with its choices written out."""
    table = row.path.name
    if "lang" in row.cells:
        languages = READ_IN[row["lang"]]
        yield from ((languages, "patterns", one) for pattern in row.many("patterns") for one in expand(pattern))
        return
    if table in ("places.tsv", "admin1.tsv"):
        yield from ((LANGUAGES, "name", name) for name in (row["name"].split(" (")[0],))
        yield from ((LANGUAGES, "aliases", name) for name in row.many("aliases"))
        return
    everywhere = table in ("actors.tsv", "countries.tsv")
    for column in COLUMNS:
        languages = LANGUAGES if everywhere and column == "en" else READ_IN[column]
        yield from ((languages, column, phrase) for phrase in row.many(column))
    for column in ("demonyms", "metonyms"):
        yield from ((LANGUAGES, column, phrase) for phrase in row.many(column))


def whole_words(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in a text and is no part of a longer word."""
    start = text.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if not (start and text[start - 1].isalnum() and phrase[0].isalnum()) and not text[end : end + 1].isalnum():
            yield start, end
        start = text.find(phrase, start + 1)


def languages(row: Row) -> list[str]:
    """The languages of the texts a row is read in."""
    found = {lang for read_in, _, _ in phrases(row) for lang in read_in}
    return [lang for lang in LANGUAGES if lang in found]


class RowTests:
    """The engine of one lexicon folder, ready to say which rows a text holds."""

    def __init__(self, folder: Path) -> None:
        """Read the lexicons.

        Raises:
            ConfigError: a table is missing or wrong; the message names file and line.
        """
        self._extractor = Extractor(folder)
        self._finder = self._extractor.finder
        self._numbers_of = Numbers(folder)
        self._matches: dict[tuple[str, str], list[Match]] = {}

    def matches(self, text: str, lang: str) -> list[Match]:
        """What the matcher finds in a text; asked for the same text again by the next row, so it is kept."""
        if (text, lang) not in self._matches:
            self._matches[text, lang] = self._finder.matcher(lang).find(text)
        return self._matches[text, lang]

    def finds(self, row: Row, lang: str, text: str) -> bool:
        """Whether the engine finds the row's words in a text of that language."""
        spans = list(self.spans(row, lang, text))
        table = row.path.name
        if table == "forces.tsv":
            mentions = find_actors(text, lang, self.matches(text, lang))
            return any(m.start <= start and end <= m.end and m.sector == row["sector"]
                       for start, end in spans for m in mentions)  # fmt: skip
        if table in KIND or not spans:
            return bool(spans)
        return {
            "numbers.tsv": self._numbers, "dates.tsv": self._dates,
            "casualties.tsv": self._figures, "placewords.tsv": self._places,
        }[table](row, lang, text, spans)  # fmt: skip

    def tells(self, lang: str, text: str) -> list[str]:
        """The types of the events a text tells."""
        item = RawItem("example", "", None, "text", text)
        article = Article(item, text, (), text, (), None, lang, 1.0, None, None, None, None, _DAY)
        return [event.type for event in self._extractor.extract(article)]

    def places(self, lang: str, text: str) -> dict[str, Place | None]:
        """The places a text names, also those of GeoNames alone or of no table; None: even the country is open."""
        matches = self.matches(text, lang)
        mentions = self._finder.gazetteer.find_places(text, lang, matches, find_actors(text, lang, matches))
        resolved = self._finder.gazetteer.resolve(text, lang, mentions, matches)
        return {text[mention.start : mention.end]: place for mention, place in zip(mentions, resolved, strict=True)}

    def spans(self, row: Row, lang: str, text: str) -> Iterator[tuple[int, int]]:
        """Where the row's words stand in a text, as the matcher finds them or, for the other tables, as whole words."""
        found = {phrase for read_in, _, phrase in phrases(row) if lang in read_in}
        spelt = {spelling for phrase in found for spelling in variants(phrase)}
        folded, kind = fold(text), KIND.get(row.path.name)
        if kind:
            for match in self.matches(text, lang):
                if match.kind == kind and folded[match.start : match.end] in spelt:
                    yield match.start, match.end
        else:
            yield from (span for word in spelt if word in folded for span in whole_words(word, folded))

    def _numbers(self, row: Row, lang: str, text: str, spans: list[tuple[int, int]]) -> bool:
        numbers = self._numbers_of.find(text, lang)
        return any(n.start <= start and end <= n.end for start, end in spans for n in numbers)

    def _dates(self, row: Row, lang: str, text: str, spans: list[tuple[int, int]]) -> bool:
        dates = self._finder.dates.find(text, lang, _DAY, "2021-03-08")
        if row["kind"] in ("reporting", "issued"):
            return any(date.reporting for date in dates)
        return any(date.start < end and start < date.end for start, end in spans for date in dates)

    def _figures(self, row: Row, lang: str, text: str, spans: list[tuple[int, int]]) -> bool:
        figures = self._finder.figures.find(text, lang)
        if row["kind"] == "total":
            return any(figure.cumulative for figure in figures)
        return any(not row["value"] or figure.kind == row["value"] for figure in figures)

    def _places(self, row: Row, lang: str, text: str, spans: list[tuple[int, int]]) -> bool:
        matches = self.matches(text, lang)
        places = self._finder.gazetteer.find_places(text, lang, matches, find_actors(text, lang, matches))
        if row["kind"] in ("title", "org"):
            return not any(0 <= place.start - end <= 2 for _, end in spans for place in places)
        if row["kind"] == "never":
            return not any(place.start < end and start < place.end for start, end in spans for place in places)
        if row["kind"] == "behind":
            return any(start - place.end == 1 for start, _ in spans for place in places)
        return any(0 <= place.start - end <= _NEAR for _, end in spans for place in places)
