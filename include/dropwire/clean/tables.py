"""Lexicon files: UTF-8, tab separated, a header line, `#` for comments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dropwire.errors import ConfigError


def read_table(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a lexicon file with their line numbers; comment lines are skipped."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not lines:
        raise ConfigError(f"{path}:1: the file is empty; its first line names the columns")
    header = lines[0][1].split("\t")
    for number, cells in zip(
        (n for n, _ in lines[1:]),
        csv.reader((line for _, line in lines[1:]), delimiter="\t", quoting=csv.QUOTE_NONE),
        strict=True,
    ):
        if len(cells) > len(header):
            raise ConfigError(f"{path}:{number}: {len(cells)} columns where the header names {len(header)}")
        yield number, dict(zip(header, [*cells, *[""] * (len(header) - len(cells))], strict=True))
