"""`dropwire lexicon`: whether the tables are in order, and which rows bear on some words."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dropwire.config import Settings
from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from dropwire.extract.lint.tables import Finding
    from dropwire.extract.place import Place

app = typer.Typer(no_args_is_help=True, help="The tables that cleaning and extraction read: check, find.")

Folder = Annotated[
    Path | None,
    typer.Option("--folder", help="Folder of the tables; else DROPWIRE_LEXICON, else the one that comes with Dropwire.",
                 exists=True, file_okay=False),
]  # fmt: skip
_COUNTRY = 4
"""The precision of a place of which only the country is known."""
_SHOWN = 25
"""Warnings shown of one table, unless it is asked for by name."""


@app.command()
def check(
    files: Annotated[list[str] | None, typer.Argument(help="Tables to show, such as actors.tsv; else all.")] = None,
    folder: Folder = None,
    as_json: Annotated[bool, typer.Option("--json", help="The findings as JSON, one a line.")] = False,
) -> None:
    """Check every row, with its example and its counter-example, and say what to mend. Ends with 1 on errors."""
    from dropwire.clean import try_rules
    from dropwire.extract.lint.tables import lint

    where = folder or Settings.from_env().lexicon
    names = [Path(file).name for file in files or ()]
    for name in names:
        if not (where / name).is_file():
            raise ConfigError(f"{where}: there is no {name}; its tables are {', '.join(_tables(where))}")
    found = lint(where, [try_rules], names)
    if as_json:
        for one in found:
            print(json.dumps(asdict(one), ensure_ascii=False))
    else:
        _show(where, found, names)
    raise typer.Exit(any(one.severity == "error" for one in found))


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="A phrase, or a sentence out of an article.")],
    folder: Folder = None,
    lang: Annotated[str | None, typer.Option("--lang", help="vi, id, ms or en; else each of them.")] = None,
) -> None:
    """Show which rows hold these words, what they mean, whether the engine takes them, and which event comes of it."""
    from dropwire.extract.lint.lookup import look_up
    from dropwire.extract.lint.rowtests import RowTests
    from dropwire.extract.vocabulary.languages import LANGUAGES

    if lang is not None and lang not in LANGUAGES:
        raise ConfigError(f"--lang {lang}: it is one of {', '.join(LANGUAGES)}")
    where = folder or Settings.from_env().lexicon
    tests = RowTests(where)
    langs = [lang] if lang else list(LANGUAGES)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("row", "read in", "words", "meaning", ""):
        table.add_column(name, overflow="fold")
    rows: dict[tuple[str, int, str, str, bool], list[str]] = {}
    for hit in look_up(where, tests, words, langs):
        rows.setdefault((hit.file, hit.line, hit.words, hit.meaning, hit.taken), []).append(hit.lang)
    for (file, line, phrase, meaning, taken), read_in in rows.items():
        table.add_row(Text(f"{file}:{line}"), " ".join(read_in), Text(phrase), Text(meaning),
                      "" if taken else Text("not taken", "yellow"))  # fmt: skip
    console = Console()
    console.print(table if rows else "No row holds these words.")
    for one in langs:
        for name, place in tests.places(one, words).items():
            console.print(Text(f"place as {one}: {name}: {_where(place)}"))
        told = tests.tells(one, words)
        console.print(Text(f"read as {one}: {', '.join(told) or 'no event'}", "bold" if told else "dim"))


@app.command()
def language(
    code: Annotated[str, typer.Argument(help="ISO 639 code, such as ms; also of a language nobody has taught yet.")],
    folder: Folder = None,
) -> None:
    """Show what the tables hold of a language beside the others, and which meanings have no word in it yet."""
    from dropwire.extract.lint.coverage import coverage

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("table", "rows", "of", "no word yet for"):
        table.add_column(name, justify="right" if name in ("rows", "of") else "left", overflow="fold")
    for one in coverage(folder or Settings.from_env().lexicon, code):
        table.add_row(one.table, str(one.rows), str(one.of), ", ".join(one.missing))
    Console().print(table)


def _where(place: Place | None) -> str:
    if place is None:
        return "somewhere, since the words name no country"
    at = f"{place.lat}, {place.lon}" if place.precision < _COUNTRY else "no point of its own"
    return f"{place.name}, {place.country} ({at}; {place.rule})"


def _tables(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.tsv"))


def _show(folder: Path, found: list[Finding], names: list[str]) -> None:
    console = Console()
    shown: Counter[tuple[str, str]] = Counter()
    for one in found:
        shown[one.file, one.severity] += 1
        if one.severity == "warning" and shown[one.file, one.severity] > _SHOWN and not names:
            continue
        place = f"{one.file}:{one.line}" if one.line else one.file
        console.print(
            Text.assemble((f"{place}: ", "bold"), (one.severity, "red" if one.severity == "error" else "yellow"),
                          f": {one.column}: " if one.column and one.column not in one.problem.split()[:1] else ": ",
                          one.problem, (f"; {one.advice}" if one.advice else "", "dim")),
            soft_wrap=True,
        )  # fmt: skip
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("table", "rows", "with example", "with counter-example", "errors", "warnings"):
        table.add_column(name, justify="left" if name == "table" else "right")
    for name in names or _tables(folder):
        rows, examples, counters = _counts(folder / name)
        table.add_row(name, str(rows), str(examples or ""), str(counters or ""),
                      str(shown[name, "error"] or ""), str(shown[name, "warning"] or ""))  # fmt: skip
    console.print(table)
    errors, warnings = (sum(n for (_, kind), n in shown.items() if kind == which) for which in ("error", "warning"))
    console.print(Text(f"{folder}: {errors} errors, {warnings} warnings", "red" if errors else "green"))


def _counts(path: Path) -> tuple[int, int, int]:
    """Rows of a table, those with an example and those with a counter-example."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip() and not line.startswith("#")]
    header, *rows = [line.strip("\r").split("\t") for line in lines]
    filled = [dict(zip(header, row, strict=False)) for row in rows]
    examples, counters = (sum(bool(row.get(c)) for row in filled) for c in ("example", "counter_example"))
    return len(rows), examples, counters
