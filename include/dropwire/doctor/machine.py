"""The machine: versions of what is installed, room on the disks."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.markers import Marker

from dropwire.config import REPOSITORY
from dropwire.doctor.finding import Finding, Level, Subject

SUPPORTED = ((3, 11), (3, 13))
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*(.+?))?\s*\\?$", re.MULTILINE)
FULL, TIGHT = 1 << 30, 5 << 30
"""Free bytes under which nothing can be loaded, and under which that is near."""


def versions(subject: Subject) -> Iterator[Finding]:
    """Python, and every installed package beside the lock."""
    running = sys.version_info[:2]
    if not SUPPORTED[0] <= running <= SUPPORTED[1]:
        found = ".".join(map(str, running))
        yield Finding(
            "versions", "fail", f"Python {found}", "Use Python 3.11 to 3.13: `make clean-all PYTHON=python3.12`."
        )
    lock = REPOSITORY / "requirements.txt"
    wrong = list(_off_the_lock(lock.read_text(encoding="utf-8"))) if lock.is_file() else []
    if wrong:
        more = f" and {len(wrong) - 5} more" if len(wrong) > 5 else ""
        yield Finding(
            "versions",
            "fail",
            f"not as locked: {', '.join(wrong[:5])}{more}",
            "Run `make setup`, or build the image anew.",
        )
    else:
        airflow = version("apache-airflow-core")
        yield Finding(
            "versions", "ok", f"Dropwire {version('dropwire')}, Airflow {airflow}, Python {sys.version.split()[0]}"
        )


def _off_the_lock(lock: str) -> Iterator[str]:
    for name, wanted, marker in _PIN.findall(lock):
        if marker and not Marker(marker.rstrip(" \\")).evaluate():
            continue
        try:
            if version(name) != wanted:
                yield f"{name} {version(name)} instead of {wanted}"
        except PackageNotFoundError:
            yield f"{name} is missing"


def disk(subject: Subject) -> Iterator[Finding]:
    """Room where drops, databases and logs lie; folders on the same disk are one finding."""
    layout = subject.layout
    folders = [layout.home, layout.postgres, layout.airflow, Path(str(subject.settings.archive_path))]
    disks = {folder.stat().st_dev: folder for folder in reversed(folders) if folder.is_dir()}
    if not disks:
        yield Finding("disk", "skip", f"{layout.home} is not there yet")
    for folder in disks.values():
        usage = shutil.disk_usage(folder)
        what = f"{usage.free / 1e9:.1f} of {usage.total / 1e9:.0f} GB free at {folder}"
        remedy = "Make room: remove old task logs, or move DROPWIRE_HOME to a larger disk."
        level: Level = "fail" if usage.free < FULL else "warn" if usage.free < TIGHT else "ok"
        yield Finding("disk", level, what, "" if level == "ok" else remedy)
