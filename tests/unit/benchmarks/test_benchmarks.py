"""What the benchmarks reckon with: kept ratios, measured days drawn out, sampled stacks, a trie."""

from __future__ import annotations

import argparse
import importlib
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture
def ratios(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    module = module_of("ratios", monkeypatch)
    monkeypatch.setattr(module, "KEPT", tmp_path / "ratios.json")
    return module


def module_of(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    module = importlib.import_module(name)
    monkeypatch.delitem(sys.modules, name)
    return module


@pytest.mark.parametrize(
    ("rounds", "settings", "verdict"),
    [
        ((2.1, 2.4), "as kept", "as it was"),
        ((2.6, 2.7), "as kept", "UP"),
        ((1.0, 1.9), "as kept", "DOWN"),
        ((1.0, 1.9), "others", "other settings"),
    ],
)
def test_rounds_that_do_not_overlap_have_moved(
    ratios: ModuleType, rounds: tuple[float, ...], settings: str, verdict: str
) -> None:
    assert ratios.verdict({"rounds": [2.0, 2.5], "settings": "as kept"}, rounds, settings) == verdict


def test_what_is_kept_is_what_later_runs_are_held_to(ratios: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    keep, strict, lenient = (
        argparse.Namespace(keep=keep, strict=strict) for keep, strict in ((True, False), (False, True), (False, False))
    )
    ratios.judge({"one": [2.0, 2.1], "other": [5.0]}, "s", keep)
    ratios.judge({"one": [3.0]}, "s", keep)
    assert sorted(json.loads(ratios.KEPT.read_text())) == ["one", "other"]
    ratios.judge({"other": [5.0], "third": [1.0]}, "s", strict)
    ratios.judge({"other": [4.0]}, "s", lenient)
    assert "DOWN" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="fallen: other"):
        ratios.judge({"other": [4.0]}, "s", strict)


def measured(articles: int, reading: float, publishing: float) -> dict[str, object]:
    return {
        "articles": articles,
        "process": {"process": reading, "publish": 0.0},
        "server": {"process": 0.0, "publish": publishing},
        "megabytes": {"reading": 200, "checking": 300},
        "bytes": {"archive": 10 * articles, "kept": 20 * articles, "staging": articles},
    }


def test_a_day_is_drawn_out_from_measured_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    cost = module_of("cost", monkeypatch)
    days = [measured(100, 3.0, 2.0), measured(300, 7.0, 2.0), measured(200, 5.5, 2.0)]
    assert cost.line(days, lambda d: d["process"]["process"]) == (1.0, 0.02)
    assert cost.off(days, lambda d: d["process"]["process"]) == pytest.approx(0.1)
    assert cost.rises(days, lambda d: d["articles"] ** 2)
    assert not cost.rises(days, lambda d: d["process"]["process"])
    need = cost.need(days, 1000, seconds=9.0, shards=4)
    assert (need.reading, need.serial, need.workers) == (pytest.approx(21.0), 2.0, 3)
    assert (need.archive, need.kept, need.worker_megabytes) == (10_000, 20_000, 200)
    assert cost.need(days, 1000, seconds=1.0, shards=4).workers is None


def test_a_sample_counts_for_the_innermost_function_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    profiling = module_of("profiling", monkeypatch)
    below = "main (b/profiling.py:9);load.<locals>.measured (b/profiling.py:8);run (/x/include/dropwire/daily.py:5)"
    stacks = [
        f"{below};find (/x/include/dropwire/extract/places.py:7);search (/lib/re.py:3) 12",
        f"{below};find (/x/include/dropwire/extract/places.py:8) 3",
        f"{below} 2",
        "main (b/profiling.py:9);run (/x/include/dropwire/daily.py:5) 40",
    ]
    assert profiling.working(stacks) == {("extract/places.py", "find"): 15, ("daily.py", "run"): 2}


def test_a_trie_finds_the_longest_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("datasketch", reason="comes with requirements-dev.txt")
    pytest.importorskip("py3langid", reason="comes with requirements-dev.txt")
    phrases = ["Hu", "Hama", "Hama Selatan", "C++ (x)"]
    pattern = re.compile(rf"(?<!\w)(?:{module_of('libraries', monkeypatch).trie(phrases)})(?!\w)")
    assert pattern.findall("Huế, Hama Selatan và Hama; Hamas, C++ (x)") == ["Hama Selatan", "Hama", "C++ (x)"]
