"""What is wrong with the tables of a lexicon folder: every error with its line, and what looks like a slip."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Literal

from dropwire.errors import ConfigError
from dropwire.extract.actors.registry import Actors
from dropwire.extract.dates.grammar import read_words
from dropwire.extract.lint.lookup import rows_of
from dropwire.extract.lint.rowtests import KIND, TABLES, RowTests, languages, phrases
from dropwire.extract.place import key
from dropwire.extract.places.gazetteer import Gazetteer
from dropwire.extract.places.words import read_place_words
from dropwire.extract.tolls.figures import Figures
from dropwire.extract.vocabulary.grammar import load_grammar
from dropwire.extract.vocabulary.languages import COLUMNS
from dropwire.extract.vocabulary.matcher import fold
from dropwire.extract.vocabulary.numbers import Numbers
from dropwire.extract.vocabulary.tables import Row

Load = Callable[[Path], object]
LOADS: tuple[Load, ...] = (
    Actors.load, Gazetteer.load, Numbers, read_words, Figures, read_place_words,
    lambda folder: load_grammar(folder, "en"),
)  # fmt: skip
"""The readers of all tables that extraction uses."""
WITH_EXAMPLES = tuple(table for table in TABLES if table not in ("countries.tsv", "admin1.tsv", "places.tsv"))
"""Hand-written tables, whose rows show themselves in a sentence; the others are lists of names."""
_MEANING = {
    "triggers.tsv": ("act",), "factuality.tsv": ("effect",), "weapons.tsv": ("class", "name"),
    "numbers.tsv": ("kind", "value"), "casualties.tsv": ("kind", "value"), "placewords.tsv": ("kind", "value"),
}  # fmt: skip
"""What a row's phrases mean. Not of markers and dates: a small word has several parts, and its company decides."""
_WHERE = re.compile(r"(?P<file>[^:]+\.tsv(?:\.gz)?)(?::(?P<line>\d+))?: (?P<problem>.*)", re.S)
_VIOLENT = ("battle", "explosion", "vac", "riot")
_FAR = 0.3
"""Degrees between two points that are not one place."""
_MOST = 200
"""Errors of one reader after which it is left alone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, and how. Line 0: the file as a whole."""

    severity: Literal["error", "warning"]
    file: str
    line: int
    column: str
    problem: str
    advice: str = ""


def lint(folder: Path, others: Sequence[Load] = (), files: Sequence[str] = ()) -> list[Finding]:
    """Everything to mend in a lexicon folder, in the order of the files' lines.

    Args:
        folder: the tables.
        others: readers of tables that extraction does not use.
        files: names of the only tables to report on; none: all.
    """
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, "lexicon")
        shutil.copytree(folder, copy)
        found = list(_errors(others, copy))
        try:
            tests = RowTests(copy)
        except ConfigError:  # then reader by reader, for all that is wrong
            found += _errors(LOADS, copy)
        if not any(one.line == 0 for one in found):
            tests = RowTests(copy) if found else tests
            for table in TABLES:
                if not files or table in files:
                    found += _examine(table, rows_of(copy / table), tests)
    wanted = [one for one in found if not files or one.file in files]
    return sorted(dict.fromkeys(wanted), key=lambda one: (one.file, one.line, one.severity))


def _errors(loads: Iterable[Load], folder: Path) -> Iterator[Finding]:
    """What the readers refuse. A refused line is made a comment, and the table is read again for the next one."""
    refused: set[str] = set()
    for load in loads:
        for _ in range(_MOST):
            try:
                load(folder)
            except ConfigError as error:
                finding, cells = _refused(error, folder)
            else:
                break
            follows = any(f"'{cell}'" in finding.problem for cell in refused)
            if not follows:  # else it misses a row that is itself refused
                yield finding
            if not finding.line:
                return
            refused.update(cells[:3])


def _refused(error: ConfigError, folder: Path) -> tuple[Finding, list[str]]:
    """An error as a finding; its line is taken out of the folder."""
    place = _WHERE.fullmatch(str(error))
    if place is None:
        return Finding("error", "", 0, "", str(error)), []
    path = folder / Path(place["file"]).name
    if not place["line"] or not path.is_file():
        return Finding("error", path.name, 0, "", place["problem"]), []
    number = int(place["line"])
    lines = path.read_text(encoding="utf-8").split("\n")
    header = next((line.split("\t") for line in lines if line.strip() and not line.startswith("#")), [])
    cells = [cell.strip() for cell in lines[number - 1].split("\t")]
    finding = Finding("error", path.name, number, "", *_with_advice(place["problem"]))
    if cells == header:
        return replace(finding, line=0), []
    lines[number - 1] = "#" + lines[number - 1]
    path.write_text("\n".join(lines), encoding="utf-8")
    word = re.match(r"[`'\"]?(\w+)", place["problem"])
    return replace(finding, column=word[1] if word and word[1] in header else ""), [c for c in cells if c]


def _with_advice(problem: str) -> tuple[str, str]:
    """The problem, and what to do about it where the message says so."""
    told, _, advice = problem.partition("; ")
    return told, advice


def _examine(table: str, rows: list[Row], tests: RowTests) -> Iterator[Finding]:
    for row in rows:
        yield from _examples(row, tests)
        yield from _validity(row)
        yield from _dead(row, tests)
    yield from _shared(table, rows)
    if table == "places.tsv":
        yield from _colliding_places(rows)
    if table == "actors.tsv":
        yield from _colliding_actors(rows)


def _finding(row: Row, severity: Literal["error", "warning"], column: str, problem: str, advice: str = "") -> Finding:
    return Finding(severity, row.path.name, row.line, column, problem, advice)


def _examples(row: Row, tests: RowTests) -> Iterator[Finding]:
    """Whether each example holds the row and no counter-example does."""
    table, spoken = row.path.name, languages(row)
    if table in WITH_EXAMPLES and not row["example"]:
        yield _finding(row, "warning", "example", "there is none", "write a short sentence in which the row is meant")
    for example in row.many("example"):
        if not any(tests.finds(row, lang, example) for lang in spoken):
            yield _finding(row, "error", "example", f"the row is not found in {example!r}",
                           "use one of the row's phrases as the engine reads it, or add the phrase")  # fmt: skip
    for counter in row.many("counter_example"):
        if table == "triggers.tsv":
            told = [one for lang in spoken[:1] for one in tests.tells(lang, counter) if one.startswith(_VIOLENT)]
            if told:
                yield _finding(row, "error", "counter_example", f"{counter!r} tells {told[0]}",
                               "narrow the row by `needs`, or hide the use with a `mask` of markers.tsv")  # fmt: skip
        elif any(tests.finds(row, lang, counter) for lang in spoken):
            yield _finding(row, "error", "counter_example", f"the row is found in {counter!r}",
                           "take out the phrase, lengthen it, or hide the use with a longer one")  # fmt: skip


def _validity(row: Row) -> Iterator[Finding]:
    first, last = row.day("valid_from"), row.day("valid_until", last=True)
    if first and last and last < first:
        yield _finding(row, "error", "valid_until", f"{row['valid_until']} is before {row['valid_from']}",
                       "swap the two days or mend one")  # fmt: skip


def _dead(row: Row, tests: RowTests) -> Iterator[Finding]:
    """Phrases no clean text can hold, or that the matcher does not even find alone."""
    searched = KIND.keys() - {"admin1.tsv"}  # provinces of quiet countries are looked up by name only
    for read_in, column, phrase in phrases(row):
        odd = next((c for c in phrase if c != " " and unicodedata.category(c) in ("Cf", "Cc", "Zs", "Zl")), None)
        if odd is not None or "  " in phrase or "{" in phrase or "}" in phrase:
            what = f"U+{ord(odd):04X}" if odd else "two spaces" if "  " in phrase else "a brace without its pair"
            yield _finding(row, "warning", column, f"{phrase!r} can never match: it holds {what}", "type it anew")
        elif row.path.name in searched and not any(m.kind == KIND[row.path.name] and m.end - m.start == len(phrase)
                                               for m in tests.matches(fold(phrase), read_in[0])):  # fmt: skip
            yield _finding(row, "warning", column, f"{phrase!r} can never match", "it needs a letter at either end")


def _shared(table: str, rows: list[Row]) -> Iterator[Finding]:
    """Phrases that two rows give another meaning, in texts of one language."""
    meaning = _MEANING.get(table, ())
    first: dict[tuple[str, str], Row] = {}
    for row in rows if meaning else ():
        for read_in, column, phrase in dict.fromkeys(phrases(row)):
            for lang in read_in:
                other = first.setdefault((lang, phrase), row)
                if any(row[c] != other[c] for c in meaning) and not _by_company(table, row, other):
                    yield _finding(row, "warning", column,
                                   f"{phrase!r} is also in line {other.line} with another meaning",
                                   "keep the one that is meant, or tell the two apart by longer phrases")  # fmt: skip
                    break


def _by_company(table: str, row: Row, other: Row) -> bool:
    """Whether both rows may hold: what stands beside it decides, or one tells something else of the phrase."""
    if table == "factuality.tsv":
        return row["scope"] != other["scope"] or "stop" in (row["effect"], other["effect"])
    if table == "placewords.tsv":
        return "never" in (row["kind"], other["kind"])
    return table == "triggers.tsv" and row["needs"] != other["needs"]


def _colliding_actors(rows: list[Row]) -> Iterator[Finding]:
    """One alias for two groups of one country at the same time."""
    by_alias: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for alias in {alias.casefold() for column in COLUMNS for alias in row.many(column)}:
            by_alias[row["country"], alias].append(row)
    for (country, alias), sharing in by_alias.items():
        for one, other in combinations(sharing, 2):
            if _overlap(one, other):
                yield _finding(other, "warning", "", f"{alias!r} is also {one['name']} (line {one.line})"
                               + (f" in {country}" if country else ""),
                               "keep it in one row, or divide the two by valid_from and valid_until")  # fmt: skip


def _overlap(one: Row, other: Row) -> bool:
    spans = [(row.day("valid_from"), row.day("valid_until", last=True) or "9") for row in (one, other)]
    return spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1]


def _colliding_places(rows: list[Row]) -> Iterator[Finding]:
    """One name for two points of one country, with nothing in the name to tell them apart."""
    by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        names = {row["name"].split(" (")[0], *row.many("aliases")}
        for name in {key(name) for name in names}:
            by_name[row["country"], name].append(row)
    for (country, name), sharing in by_name.items():
        for one, other in combinations(sharing, 2):
            apart = max(abs(float(one[c]) - float(other[c])) for c in ("lat", "lon"))
            if one["kind"] == other["kind"] and apart > _FAR:
                problem = f"{name!r} is also {one['name']} (line {one.line}) of {country}"
                yield _finding(other, "warning", "aliases", problem, "give each the longer name that is used")
