"""The labels in `benchmarks/gold` are sound, and their check can fail."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / "benchmarks" / "gold"
spec = importlib.util.spec_from_file_location("check_gold", GOLD / "check_gold.py")
assert spec and spec.loader
check_gold = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_gold)


@pytest.mark.parametrize("name", ["open", "recent", "blind"])
def test_no_faults(name: str) -> None:
    assert check_gold.faults(GOLD / name) == []


@pytest.mark.parametrize(
    ("name", "langs", "n_core"),
    [("open", [35, 23, 3, 11], 234), ("recent", [21, 18, 4, 9], 257), ("blind", [23, 12, 2, 4], 170)],
)
def test_the_set_is_what_the_readme_says(name: str, langs: list[int], n_core: int) -> None:
    golds = list(check_gold.load(GOLD / name))
    core = [event for gold in golds for event in gold["events"] if event["tier"] == "core"]
    assert [sum(gold["lang"] == lang for gold in golds) for lang in ("vi", "id", "ms", "en")] == langs
    assert len(core) == n_core


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
    shutil.copytree(GOLD / "open", tmp_path / "gold")
    path = min((tmp_path / "gold").glob("*.gold.json"))
    gold = json.loads(path.read_text(encoding="utf-8"))
    gold["events"][0][key] = value
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert any(says in fault for fault in check_gold.faults(tmp_path / "gold"))
