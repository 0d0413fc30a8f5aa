"""An installed package holds every file the code reads beside itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "include" / "dropwire"


def test_package_data_lists_every_file_that_is_no_module() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    listed = {path for pattern in settings["package-data"]["dropwire"] for path in PACKAGE.glob(pattern)}
    found = {p for p in PACKAGE.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc", ".pyi")}
    assert found - listed == set()
    assert {"lexicon/actors.tsv", "sources.yaml"} <= {path.relative_to(PACKAGE).as_posix() for path in listed}


def test_every_folder_with_modules_is_a_package() -> None:
    assert [p for p in PACKAGE.rglob("*.py") if not (p.parent / "__init__.py").is_file()] == []
