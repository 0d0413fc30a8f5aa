"""The policy on what the project stands on: what counts as a finding, as accepted, as a free licence."""

from __future__ import annotations

import json
import runpy
from datetime import date
from pathlib import Path

import pytest

CHECK = runpy.run_path(str(Path(__file__).parents[1] / ".ci" / "supply_chain.py"))
DAY = date(2026, 11, 22)
ENTRY = '[[accept]]\nid = "GHSA-{}"\nuntil = {}\nreason = "not reached from here"\n'


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("MIT", True),
        ("Apache Software License; BSD License", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("Artistic License; GNU General Public License (GPL)", True),
        ("GNU General Public License v3 (GPLv3)", False),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("SSPL-1.0", False),
        ("Other/Proprietary License", False),
        ("UNKNOWN", False),
    ],
)
def test_licences(licence: str, free: bool) -> None:
    assert CHECK["is_free"](licence) is free


def test_a_finding_is_accepted_until_its_day_and_complained_of_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(ENTRY.format("one", DAY) + ENTRY.format("two", "2026-11-21"))
    allowed, expired = CHECK["accepted"](DAY, path)
    assert list(allowed) == ["GHSA-one"]
    assert ["GHSA-two" in line for line in expired] == [True]
    path.write_text('[[accept]]\nid = "GHSA-one"\nuntil = 2027-01-01\n')
    with pytest.raises(KeyError, match="reason"):
        CHECK["accepted"](DAY, path)


def test_what_an_audit_says() -> None:
    flaw = {"id": "GHSA-one", "fix_versions": ["1.3"], "aliases": [], "description": ""}
    told = {
        "dependencies": [
            {"name": "alpha", "version": "1.2", "vulns": [flaw]},
            {"name": "beta", "version": "1.0", "vulns": []},
            {"name": "gamma", "skip_reason": "not known"},
        ]
    }
    found, unknown = CHECK["findings"](told)
    assert found == ["alpha 1.2: GHSA-one; mended in 1.3"]
    assert unknown == ["gamma: not known"]


def test_what_is_accepted_today_is_well_formed() -> None:
    CHECK["accepted"](DAY)


def test_the_bill_of_materials_names_every_pin_with_its_hashes_and_complains_of_a_loose_one(tmp_path: Path) -> None:
    lock, bill = tmp_path / "lock.txt", tmp_path / "bill.json"
    lock.write_text(f"Some_Thing==1.2 \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\nother>=3\n")
    assert CHECK["sbom"](str(bill), lock) == ["lock.txt: other is not pinned with a hash"]
    told = json.loads(bill.read_text(encoding="utf-8"))
    named = {one["purl"]: one["externalReferences"][0].get("hashes", []) for one in told["components"]}
    assert {purl: [one["content"][0] for one in hashes] for purl, hashes in named.items()} == {
        "pkg:pypi/some-thing@1.2": ["a", "b"], "pkg:pypi/other": [],
    }  # fmt: skip
    before = bill.read_bytes()
    CHECK["sbom"](str(bill), lock)
    assert bill.read_bytes() == before
