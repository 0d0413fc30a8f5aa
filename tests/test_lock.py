"""The check that the locks fit the requirements they were made from."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

CHECK = runpy.run_path(str(Path(__file__).parents[1] / ".ci" / "check_lock.py"))
complaints: Callable[[Path, Path], list[str]] = CHECK["complaints"]
PIN = "alpha==1.2 \\\n    --hash=sha256:aa\n    # via -r r.in\n"


@pytest.mark.parametrize(
    ("asked", "lock", "count"),
    [
        ("alpha\n", PIN, 0),
        ("alpha>=1,<2  # why\n-c other.txt\n", PIN, 0),
        ("Alpha\nbeta\n", PIN, 1),
        ("alpha>=2\n", PIN, 1),
        ("# nothing is asked for\n", PIN, 1),
        ("alpha\n", "alpha==1.2\n    # via -r r.in\n", 1),
        ("alpha\n", "alpha==1.1 ; python_full_version < '3.12' \\\n    --hash=sha256:aa\n    # via -r r.in\n" + PIN, 0),
    ],
)
def test_complaints(tmp_path: Path, asked: str, lock: str, count: int) -> None:
    (tmp_path / "r.in").write_text(asked)
    (tmp_path / "r.txt").write_text(lock)
    assert len(complaints(tmp_path / "r.in", tmp_path / "r.txt")) == count


def test_the_locks_of_this_repository_fit() -> None:
    CHECK["main"]()
