"""Page extractors side by side on the same pages: `python benchmarks/extractors.py [FOLDER]`.

Three sets: labelled pages (`*.html` with `*.gold.json` beside them in FOLDER, default `../shared/gold/dev`), and the
layouts of tests/page_layouts, those seen in development and those held out. Ours is the page step alone: what the
residue rules remove afterwards (datelines, sign-offs inside a paragraph) still counts against it. F1 is that of 4-word
shingles, averaged over pages; exact means the same text but for white space and case; pages a second in CPU time.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import trafilatura
from bs4 import BeautifulSoup

REPO = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPO / "include"), str(REPO / "tests")]

from page_layouts import held, seen  # noqa: E402
from page_layouts.build import LANGS, NAMINGS, Kit  # noqa: E402

from dropwire.clean.page import parse_page  # noqa: E402

Extractor = Callable[[str], str]
Pages = list[tuple[str, str]]
"""Markup and the true text."""


def ours(html: str) -> str:
    page = parse_page(html)
    return "\n\n".join(page.text[block.start : block.end] for block in page.blocks if block.kind is None)


def plain_trafilatura(html: str) -> str:
    return trafilatura.extract(html, include_comments=False) or ""


def full_trafilatura(html: str) -> str:
    """With the metadata, which ours always gives; for speed only, as it writes them before the text."""
    return trafilatura.extract(html, include_comments=False, with_metadata=True) or ""


def beautifulsoup(html: str) -> str:
    return BeautifulSoup(html, "lxml").get_text("\n")


def fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).lower()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", fold(text))
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))


def score(want: str, got: str) -> tuple[float, bool]:
    """F1 of shingles, and whether the texts are the same."""
    a, b = shingles(want), shingles(got)
    return (2 * (a & b).total() / (a.total() + b.total()) if a or b else 1.0), fold(want) == fold(got)


def labelled(folder: Path) -> Pages:
    pages = []
    for path in sorted(folder.glob("*.html")):
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        pages.append((path.read_text(encoding="utf-8", errors="replace"), "\n\n".join(gold["clean_paragraphs"])))
    return pages


def made(layouts: tuple[Callable[[Kit], str], ...], seeds: int) -> Pages:
    pages = []
    for layout in layouts:
        for naming in NAMINGS:
            for lang in LANGS:
                for seed in range(seeds):
                    kit = Kit(lang, naming, Random(seed))
                    pages.append((layout(kit), "\n\n".join(kit.truth)))
    return pages


def speed(extract: Extractor, pages: Pages, rounds: int) -> float:
    """Pages per second of CPU time, best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for html, _truth in pages:
            extract(html)
        best = min(best, time.process_time() - begun)
    return len(pages) / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=REPO.parent / "shared" / "gold" / "dev")
    parser.add_argument("--seeds", type=int, default=2, help="articles per layout, naming and language")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the speed measurement, the best counts")
    given = parser.parse_args()
    sets = {"labelled": labelled(given.folder), "layouts seen": made(seen.LAYOUTS, given.seeds)}
    sets["layouts held out"] = made(held.LAYOUTS, given.seeds)
    tools: dict[str, Extractor] = {
        "ours": ours, "trafilatura": plain_trafilatura, "trafilatura + metadata": full_trafilatura,
        "bs4": beautifulsoup,
    }  # fmt: skip
    for name, pages in sets.items():
        if not pages:
            print(f"{name}: no pages")
            continue
        print(f"{name}: {len(pages)} pages of {sum(len(html) for html, _ in pages) // len(pages):,} characters")
        rates = {}
        for tool, extract in tools.items():
            scores = [score(truth, extract(html)) for html, truth in pages]
            rates[tool] = speed(extract, pages, given.rounds)
            f1 = sum(f for f, _ in scores) / len(scores)
            exact = sum(same for _, same in scores)
            ratio = rates["ours"] / rates[tool]
            quality = f"F1 {f1:.3f}  exact {exact:3}/{len(pages)}" if extract is not full_trafilatura else ""
            print(f"  {tool:23} {quality:24} {rates[tool]:6.0f} pages/s  ours x{ratio:.1f}")


if __name__ == "__main__":
    main()
