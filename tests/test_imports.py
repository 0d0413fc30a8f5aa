"""The rules of who may import whom, enforced by reading the imports of every file."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = PurePosixPath("include/dropwire")
STEPS = {
    "collect", "read", "clean", "extract", "link", "check", "load", "report", "fetch", "trends", "alert",
}  # fmt: skip
ROOMS = (
    "place", "vocabulary", "actors", "places", "dates", "tolls", "sentence", "types", "roles", "status", "drafts",
    "story", "extractor", "lint",
)  # fmt: skip
"""The rooms of extract in the order in which a text goes through them; each imports itself and those before it."""
SHARED = {"dropwire.article", "dropwire.errors", "dropwire.config", "dropwire.oneline", "dropwire.letters"}
RECORDS = {
    "article.py": set[str](),
    "errors.py": set[str](),
    "oneline.py": set[str](),
    "letters.py": set[str](),
    "config.py": {"pydantic", "upath"},
}
"""The libraries that the modules everyone imports may use beside the standard library."""
DAG_TOP_LEVEL = {"airflow", "dropwire.errors", "inbox_trigger", "late_run", "wiring"}


def imports(source: str, package: str = "") -> Iterator[tuple[int, str, bool]]:
    """Every import: line, absolute dotted name, and whether it runs when the module is imported.

    `from a import b` counts as `a.b`, since b may be a module. Imports for type checkers only are left out.
    """
    pending: list[tuple[ast.AST, bool]] = [(ast.parse(source), True)]
    while pending:
        node, top = pending.pop()
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name, top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) + 1 - node.level]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            yield from ((node.lineno, f"{module}.{alias.name}", top) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "import_module":
            yield from ((node.lineno, str(arg.value), top) for arg in node.args[:1] if isinstance(arg, ast.Constant))
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            pending += [(child, top) for child in node.orelse]
        else:
            inner = top and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            pending += [(child, inner) for child in ast.iter_child_nodes(node)]


def within(name: str, allowed: set[str]) -> bool:
    """Whether a dotted name is one of the allowed modules or lies below one."""
    return any(name == module or name.startswith(f"{module}.") for module in allowed)


def standard(name: str) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names


def violations(path: str, source: str) -> list[str]:
    """What a file of the repository imports against the rules, one line each."""
    place = PurePosixPath(path)
    inside = place.parts[2:] if place.is_relative_to(PACKAGE) else ()
    package = ".".join(("dropwire", *inside[:-1])) if inside else ""
    found = []
    for line, name, top in imports(source, package):
        reason = _objection(place, inside, name, top)
        if reason:
            found.append(f"{path}:{line}: {name}: {reason}")
    return sorted(found)


def _objection(place: PurePosixPath, inside: tuple[str, ...], name: str, top: bool) -> str | None:
    if within(name, {"airflow"}) and place.parts[0] not in {"dags", "plugins", "tests", "benchmarks"}:
        return "only dags/ and plugins/ import Airflow"
    if place.parts[0] == "dags" and top and not standard(name) and not within(name, DAG_TOP_LEVEL):
        return "a DAG file imports what it needs inside its tasks"
    if not inside:
        return None
    if len(inside) == 1 and inside[0] in RECORDS and not standard(name):
        allowed = SHARED | RECORDS[inside[0]]
        return None if within(name, allowed) else "a module that everyone imports stays light"
    if inside[0] in STEPS and within(name, {"dropwire"}) and not within(name, {*SHARED, f"dropwire.{inside[0]}"}):
        return "a step imports article, errors, config and its own folder only"
    room = PurePosixPath(inside[1]).stem if inside[0] == "extract" else "__init__"
    if room != "__init__" and within(name, {"dropwire.extract"}):
        other = name.split(".")[2:3]
        if not other or other[0] not in ROOMS[: ROOMS.index(room) + 1]:
            return "a room of extract imports itself and the rooms before it only"
    return None


def source_files() -> list[Path]:
    return [file for folder in ("include", "dags", "plugins") for file in sorted((ROOT / folder).rglob("*.py"))]


def test_every_file_keeps_the_rules() -> None:
    files = source_files()
    found = [v for f in files for v in violations(f.relative_to(ROOT).as_posix(), f.read_text(encoding="utf-8"))]
    assert not found, "\n".join(found)
    names = {f.relative_to(ROOT).as_posix() for f in files}
    assert {"include/dropwire/article.py", "include/dropwire/clean/__init__.py", "dags/articles_daily.py"} <= names


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("include/dropwire/clean/page.py", "from dropwire.read import read"),
        ("include/dropwire/clean/page.py", "from dropwire import extract"),
        ("include/dropwire/clean/page.py", "from ..extract.matcher import Matcher"),
        ("include/dropwire/clean/__init__.py", "from .. import pipeline"),
        ("include/dropwire/extract/roles/assign.py", "def f():\n    import dropwire.clean.rules"),
        ("include/dropwire/extract/dates/grammar.py", "from dropwire.extract.story.memory import Memory"),
        ("include/dropwire/extract/types.py", "from dropwire.extract import Extractor"),
        ("include/dropwire/link/story.py", "import importlib\nm = importlib.import_module('dropwire.clean')"),
        ("include/dropwire/load/publish.py", "from airflow.sdk import task"),
        ("include/dropwire/local/stack.py", "def f():\n    from airflow.models import DagRun"),
        ("include/dropwire/cli.py", "import airflow"),
        ("include/dropwire/article.py", "import numpy"),
        ("include/dropwire/errors.py", "from dropwire.clean import clean"),
        ("include/dropwire/config.py", "import pandas as pd"),
        ("dags/articles_daily.py", "import psycopg2"),
        ("dags/articles_daily.py", "try:\n    from dropwire.pipeline import Pipeline\nexcept ImportError:\n    raise"),
        ("dags/articles_daily.py", "class A:\n    import great_expectations"),
    ],
)
def test_a_breach_is_seen(path: str, source: str) -> None:
    assert len(violations(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "include/dropwire/clean/page.py",
            "from dropwire.article import RawItem\nfrom . import rules\nimport lxml",
        ),
        ("include/dropwire/clean/page.py", "from ..errors import BadItem\nfrom dropwire.clean.rules import Rules"),
        ("include/dropwire/local/airflow_parts.py", "import airflow_extras\nfrom dropwire.load import migrate"),
        ("include/dropwire/pipeline.py", "from dropwire.clean import clean\nfrom dropwire.read import read"),
        (
            "include/dropwire/config.py",
            "from pydantic import BaseModel\nfrom dropwire.errors import ConfigError",
        ),
        ("dags/articles_daily.py", "from airflow.sdk import dag\ndef f():\n    import pandas"),
        (
            "dags/articles_daily.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from dropwire.load import X",
        ),
        ("plugins/executor.py", "from airflow.executors.local_executor import LocalExecutor"),
    ],
)
def test_what_is_allowed_passes(path: str, source: str) -> None:
    assert violations(path, source) == []
