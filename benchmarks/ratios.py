"""The ratios kept in the repository, and what has moved since: a benchmark hands in what its rounds gave.

A ratio has moved when the rounds of now and those kept do not overlap; how far apart they may lie by chance is so told
by the rounds themselves. Rounds made with other settings are not held against each other.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

KEPT = Path(__file__).with_name("ratios.json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What every benchmark with kept ratios may be asked."""
    parser.add_argument("--keep", action="store_true", help=f"write the ratios of this run to {KEPT.name}")
    parser.add_argument("--strict", action="store_true", help="fail when a ratio has fallen below the kept ones")


def verdict(kept: Mapping[str, Any] | None, rounds: Sequence[float], settings: str) -> str:
    """What the rounds of now are beside those kept: the same, moved up or down, or not to be compared."""
    if kept is None:
        return "new"
    if kept["settings"] != settings:
        return "other settings"
    if min(rounds) > max(kept["rounds"]):
        return "UP"
    if max(rounds) < min(kept["rounds"]):
        return "DOWN"
    return "as it was"


def judge(found: Mapping[str, Sequence[float]], settings: str, given: argparse.Namespace) -> None:
    """Print each ratio, the median of its rounds, beside the kept one; the higher, the better.

    Raises:
        SystemExit: a ratio has fallen, and this is asked to be strict.
    """
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    verdicts = {name: verdict(kept.get(name), rounds, settings) for name, rounds in found.items()}
    for name, rounds in found.items():
        before = f"{median(kept[name]['rounds']):9.3f}" if name in kept else "        -"
        spread = f"{min(rounds):.3f} to {max(rounds):.3f}"
        print(f"{name:45} {median(rounds):9.3f} ({spread}), kept {before}: {verdicts[name]}")
    if given.keep:
        told = {
            name: {"settings": settings, "rounds": [round(one, 4) for one in rounds]} for name, rounds in found.items()
        }
        KEPT.write_text(json.dumps(kept | told, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
        print(f"kept in {KEPT.name}")
    fallen = [name for name, told in verdicts.items() if told == "DOWN"]
    if fallen and given.strict:
        raise SystemExit(f"fallen: {', '.join(fallen)}")
