"""The labels of `benchmarks/gold` are sound, and their check can fail."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "gold"
spec = importlib.util.spec_from_file_location("check_gold", FOLDER / "check_gold.py")
assert spec and spec.loader
check_gold = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_gold)


def test_no_faults() -> None:
    assert check_gold.faults(FOLDER) == []


def test_the_set_is_what_the_readme_says() -> None:
    golds = list(check_gold.load(FOLDER))
    core = [event for gold in golds for event in gold["events"] if event["tier"] == "core"]
    assert len({gold["file"] for gold in golds}) == 30
    assert [sum(gold["lang"] == lang for gold in golds) for lang in ("vi", "id", "ms", "en")] == [15, 10, 1, 5]
    assert 100 <= len(core) <= 130
    assert sum(not any(e["tier"] == "core" for e in gold["events"]) for gold in golds) == 4


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("evidence_start", 3, "evidence"),
        ("type", "battle.siege", "type_accept"),
        ("status", "planned", "did not occur"),
        ("date_max", "2001-01-01", "outside"),
        ("actor1", "Nobody", "ACTORS.txt"),
        ("fatalities", 0, "fatalities"),
        ("lat", 91.0, "coordinates"),
    ],
)
def test_a_wrong_label_is_found(tmp_path: Path, key: str, value: object, says: str) -> None:
    shutil.copytree(FOLDER, tmp_path / "gold")
    path = min((tmp_path / "gold").glob("*.gold.json"))
    gold = json.loads(path.read_text(encoding="utf-8"))
    gold["events"][0][key] = value
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert any(says in fault for fault in check_gold.faults(tmp_path / "gold"))
