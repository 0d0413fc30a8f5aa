"""Plants edited copies among many articles and measures how many are found, and how many pairs found are false.

    python benchmarks/duplicates.py [--articles 100000] [--compare]

Articles are made of words drawn as language draws them (Zipf's law over 6,000, as Vietnamese has syllables); some
share a boilerplate paragraph, some are issues of a series with a third of their text in common: near each other, but
no copies. In each planted copy a share of the words, 0 to 10 %, is replaced, dropped or added. Pairs are found as the
warehouse finds them: by a common band, then verified by the estimated similarity. `--compare` tries other settings.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "include"))

from dropwire.link import text
from dropwire.link.stories import NEAR_TEXT

Words = NDArray[np.int64]
SHARES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1)
"""Of the words, edited in a planted copy."""
PLANTED = 0.02
"""Of the articles, copies with each share."""
VOCABULARY = 6000
SETTINGS = ((3, 16, 4), (2, 16, 4), (2, 20, 4), (2, 24, 4), (2, 20, 5), (1, 20, 5))
"""Words in a shingle, bands, rows."""


@dataclass
class Corpus:
    """Texts, and for each the article it was made from and the share of words edited (-1: an original)."""

    texts: list[str]
    origin: NDArray[np.int64]
    share: NDArray[np.float64]


def make(n: int, seed: int = 7) -> Corpus:
    """`n` articles of 60 to 600 words, a seventh of them planted copies."""
    rng = np.random.default_rng(seed)
    names = np.array([f"t{k:x}" for k in range(VOCABULARY)])
    weights = 1.0 / np.arange(1, VOCABULARY + 1)
    weights /= weights.sum()

    def draw(size: int) -> Words:
        return rng.choice(VOCABULARY, size, p=weights)

    boilerplate = [draw(60) for _ in range(50)]
    series = [draw(400) for _ in range(200)]
    made: list[Words] = []
    origin: list[int] = []
    share: list[float] = []
    n_copies = round(n * PLANTED)
    for number in range(n - n_copies * len(SHARES)):
        words = draw(int(rng.integers(60, 600)))
        kind = rng.random()
        if kind < 0.15:
            words = np.concatenate([words, boilerplate[rng.integers(50)]])
        elif kind < 0.20:
            kept = series[rng.integers(200)][: len(words) // 2]  # a third of both in common
            words = np.concatenate([kept, words])
        made.append(words)
        origin.append(number)
        share.append(-1)
    n_originals = len(made)
    for edited in SHARES:
        for number in rng.choice(n_originals, n_copies, replace=False):
            made.append(edit(made[number], edited, rng))
            origin.append(int(number))
            share.append(edited)
    return Corpus([" ".join(names[words]) for words in made], np.array(origin), np.array(share))


def edit(words: Words, share: float, rng: np.random.Generator) -> Words:
    """A copy with this share of the words replaced (three of five), dropped or followed by a new one."""
    touched = rng.random(len(words)) < share
    how = rng.random(len(words))
    changed = np.where(touched & (how < 0.6), rng.integers(0, VOCABULARY, len(words)), words)
    times = np.where(touched & (how >= 0.8), 2, np.where(touched & (how >= 0.6), 0, 1))
    copied = np.repeat(changed, times)
    added = np.repeat(touched & (how >= 0.8), times) & np.concatenate([[False], copied[1:] == copied[:-1]])
    copied[added] = rng.integers(0, VOCABULARY, int(added.sum()))
    return copied


def candidates(bands: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Pairs of articles that share a band, band by band."""
    for column in range(bands.shape[1]):
        order = np.argsort(bands[:, column], kind="stable")
        value = bands[order, column]
        starts = np.flatnonzero(np.concatenate([[True], value[1:] != value[:-1]]))
        for start, end in zip(starts, [*starts[1:], len(value)], strict=True):
            if end - start > 1:
                group = np.sort(order[start:end])
                first, second = np.triu_indices(len(group), 1)
                yield np.stack([group[first], group[second]], axis=1)


def measure(corpus: Corpus) -> dict[str, float]:
    """What the present settings find."""
    began = perf_counter()
    signed = [text.signature(body) for body in corpus.texts]
    seconds = perf_counter() - began
    bands = np.array([s.bands for s in signed])
    minhash = np.array([s.minhash for s in signed])
    pairs = np.unique(np.concatenate(list(candidates(bands))), axis=0)
    chunks = np.array_split(pairs, len(pairs) // 100_000 + 1)
    alike = np.concatenate([(minhash[chunk[:, 0]] == minhash[chunk[:, 1]]).mean(axis=1) for chunk in chunks])
    found = pairs[alike >= NEAR_TEXT]
    same = corpus.origin[found[:, 0]] == corpus.origin[found[:, 1]]
    result = {"texts/s": len(signed) / seconds, "candidates": float(len(pairs)), "found": float(len(found))}
    result["false"] = float((~same).sum()) / max(1, len(found))
    hit = {(int(a), int(b)) for a, b in found[same]}
    for edited in SHARES:
        copies = np.flatnonzero(corpus.share == edited)
        result[f"{edited:.1%}"] = sum((int(corpus.origin[c]), int(c)) in hit for c in copies) / len(copies)
    planted = np.flatnonzero(corpus.share >= 0)
    result["recall"] = sum((int(corpus.origin[c]), int(c)) in hit for c in planted) / len(planted)
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000, help="(default %(default)s)")
    parser.add_argument("--compare", action="store_true", help="other shingles and bands, too")
    args = parser.parse_args()
    corpus = make(args.articles)
    own = (text.SHINGLE, text.BANDS, text.ROWS)
    failed = False
    for setting in dict.fromkeys([own, *(SETTINGS if args.compare else ())]):
        text.SHINGLE, text.BANDS, text.ROWS = setting
        text._permutations.cache_clear()
        result = measure(corpus)
        print("shingle {} bands {} rows {}{}".format(*setting, "  (in use)" if setting == own else ""))
        print("  found    ", "  ".join(f"{share:.1%} {result[f'{share:.1%}']:.4f}" for share in SHARES))
        print(f"  all       {result['recall']:.4f} of planted copies, {result['found']:,.0f} pairs found, "
              f"{result['false']:.4%} of them false, from {result['candidates']:,.0f} candidates; "
              f"{result['texts/s']:,.0f} texts/s")  # fmt: skip
        if setting == own:
            failed = min(result[f"{share:.1%}"] for share in SHARES) < 0.95 or result["false"] > 0.001
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
