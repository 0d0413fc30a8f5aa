"""Whether requirements*.txt are what `make lock` would make of requirements*.in, as far as that shows offline.

Every direct requirement is pinned to a version it accepts, every pin carries a hash, nothing is marked as asked for
that no longer is, and the development lock pins shared packages to the same versions as the main one.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)", re.MULTILINE)


def wanted(path: Path) -> dict[str, Requirement]:
    """The direct requirements of a .in file by canonical name."""
    lines = (line.split("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    found = [Requirement(line) for line in lines if line and not line.startswith("-")]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def locked(path: Path) -> dict[str, dict[str, str]]:
    """The pins of a lock: canonical name to {version: the text of its entry}."""
    text = path.read_text(encoding="utf-8")
    heads = list(PIN.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    pins: dict[str, dict[str, str]] = {}
    for head, end in zip(heads, ends, strict=True):
        pins.setdefault(canonicalize_name(head["name"]), {})[head["version"]] = text[head.start() : end]
    return pins


def complaints(source: Path, lock: Path) -> list[str]:
    """What is wrong with a lock beside its source, one line each."""
    asked, pins = wanted(source), locked(lock)
    found = []
    for name, requirement in asked.items():
        if name not in pins:
            found.append(f"{lock.name}: {name} of {source.name} is missing")
        for version in pins.get(name, {}):
            if not requirement.specifier.contains(version, prereleases=True):
                found.append(f"{lock.name}: {name}=={version} does not satisfy {requirement}")
    for name, versions in pins.items():
        for version, entry in versions.items():
            if "--hash=sha256:" not in entry:
                found.append(f"{lock.name}: {name}=={version} has no hash")
            if f"-r {source.name}" in entry and name not in asked:
                found.append(f"{lock.name}: {name} is no longer in {source.name}")
    return found


def main() -> None:
    """Check both locks; exit with the complaints, one line each."""
    files = {name: (ROOT / f"{name}.in", ROOT / f"{name}.txt") for name in ("requirements", "requirements-dev")}
    found = [complaint for source, lock in files.values() for complaint in complaints(source, lock)]
    main_pins, dev_pins = locked(files["requirements"][1]), locked(files["requirements-dev"][1])
    found += [
        f"requirements-dev.txt: {name} is pinned to {sorted(versions)}, requirements.txt says {sorted(main_pins[name])}"
        for name, versions in dev_pins.items()
        if name in main_pins and not versions.keys() <= main_pins[name].keys()
    ]
    if found:
        sys.exit("\n".join([*found, "Run `make lock` and commit both files."]))


if __name__ == "__main__":
    main()
