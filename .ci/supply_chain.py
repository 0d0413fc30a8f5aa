"""What the project stands on, held to policy: known vulnerabilities, licences, a bill of materials.

    python .ci/supply_chain.py audit | licences | sbom build/sbom.cdx.json

`audit` asks OSV about every pin of both locks. A finding fails, unless `.ci/accepted.toml` accepts it until a day that
has not come yet. Where the service cannot be reached nothing was audited: that is said in one line and fails nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.hash.factories import HashTypeFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.utils import canonicalize_name
from pip_requirements_parser import InstallRequirement, RequirementsFile

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
UNREACHABLE = re.compile(
    r"ConnectionError|ConnectTimeout|ReadTimeout|ConnectionTimeout|ProxyError|SSLError|NameResolutionError"
    r"|HTTPError: (?:403|407|429|5\d\d)|Could not connect|Failed to connect"
)
GOOD = re.compile(
    r"(?:the )?(?:mit(?:-0|-cmu)?|apache|(?:[023]-clause )?bsd|0bsd|isc|psf|python software foundation|cnri-python|zlib"
    r"|unlicense|cc0|mozilla public|mpl|lgpl|gnu (?:library or )?lesser general public|artistic|dfsg)\b",
    re.IGNORECASE,
)
"""How the names of licences begin under which a library may be used unchanged in a program of any licence."""


def accepted(day: date, path: Path = ROOT / ".ci" / "accepted.toml") -> tuple[dict[str, str], list[str]]:
    """Vulnerabilities and packages' licences accepted on a day with their reasons, and the entries that have expired.

    Raises:
        KeyError: an entry has no `id`, `until` or `reason`.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accept", [])
    named = [(entry["id"], entry["until"], entry["reason"]) for entry in entries]
    expired = [
        f"{path.name}: {one} was accepted until {until}: look at it again" for one, until, _ in named if until < day
    ]
    return {one: reason for one, until, reason in named if until >= day}, expired


def findings(told: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Of pip-audit's answer: what is vulnerable, and what could not be looked up."""
    found, unknown = [], []
    for one in told["dependencies"]:
        if "skip_reason" in one:
            unknown.append(f"{one['name']}: {one['skip_reason']}")
        for flaw in one.get("vulns", ()):
            mended = ", ".join(flaw["fix_versions"]) or "no version yet"
            found.append(f"{one['name']} {one['version']}: {flaw['id']}; mended in {mended}")
    return found, unknown


def is_free(licence: str) -> bool:
    """Whether one of the alternatives (`;`, `OR`) of a licence asks for nothing but what every part (`AND`) allows."""
    return any(
        all(GOOD.match(part.strip(" ()")) for part in re.split(r"\bAND\b", alternative))
        for alternative in re.split(r";|\bOR\b", licence)
    )


def audit(day: date) -> list[str]:
    """Complaints about known vulnerabilities; prints what was done."""
    allowed, complaints = accepted(day)
    ignored = [option for one in allowed for option in ("--ignore-vuln", one)]
    for lock in LOCKS:
        command = [BIN / "pip-audit", "-r", lock, "--disable-pip", "--require-hashes", "--vulnerability-service", "osv",
                   "--format", "json", "--progress-spinner", "off", "--timeout", "10", *ignored]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        try:
            found, unknown = findings(json.loads(done.stdout))
        except ValueError:
            if not UNREACHABLE.search(done.stderr):
                return [*complaints, f"pip-audit failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"]
            print("NOT AUDITED: the vulnerability service (osv.dev) cannot be reached from here")
            return complaints
        complaints += [f"{lock}: {one}" for one in found]
        print(f"{lock}: {len(found)} vulnerable, {len(unknown)} unknown to the service", *unknown, sep="\n  ")
    return complaints


def licences(day: date) -> list[str]:
    """Complaints about licences of what is installed here."""
    allowed, complaints = accepted(day)
    command = [BIN / "pip-licenses", "--python", sys.executable, "--from=mixed", "--format=json", "--with-system"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    others = [one for one in told if one["Name"] != "dropwire" and f"licence:{one['Name']}" not in allowed]
    print(f"{len(told)} packages, {len(told) - 1 - len(others)} of them accepted by name")
    return complaints + [
        f"{one['Name']} {one['Version']}: licence {one['License']!r}: replace it, or accept it in .ci/accepted.toml"
        for one in others
        if not is_free(one["License"])
    ]


def sbom(target: str, lock: Path = ROOT / "requirements.txt") -> list[str]:
    """Write the bill of materials of what is deployed, every pin of the lock with its hashes, as CycloneDX 1.6.

    The same lock makes the same bytes. Complains about what is not pinned with a hash.
    """
    pins = RequirementsFile.from_file(str(lock)).requirements
    bom = Bom(components=map(_component, pins), serial_number=uuid5(NAMESPACE_URL, lock.read_text(encoding="utf-8")))
    bom.metadata.timestamp = datetime.fromtimestamp(0, UTC)
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    Path(target).write_text(JsonV1Dot6(bom).output_as_string(indent=1) + "\n", encoding="utf-8")
    print(f"{target}: {len(pins)} components")
    loose = [pin for pin in pins if not (pin.is_pinned and pin.hash_options)]
    return [f"{lock.name}: {pin.name} is not pinned with a hash" for pin in loose]


def _component(pin: InstallRequirement) -> Component:
    name, version = canonicalize_name(pin.name or str(pin)), pin.get_pinned_version
    purl = PackageURL("pypi", name=name, version=version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"https://pypi.org/project/{name}/{version}/"),
        hashes=map(HashTypeFactory().from_composite_str, pin.hash_options),
    )
    return Component(name=name, version=version, purl=purl, bom_ref=str(purl), external_references=[files])


def main(arguments: Iterable[str]) -> None:
    """Run one of the three; exit with the complaints, one line each."""
    today = datetime.now(UTC).date()
    what, *rest = arguments
    found = sbom(*rest) if what == "sbom" else {"audit": audit, "licences": licences}[what](today)
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main(sys.argv[1:])
