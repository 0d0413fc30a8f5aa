"""Bytes made to break the way from a drop to rows, for as long as you like: `make fuzz MINUTES=60`.

Guided by coverage where `atheris` is installed, else by chance. What breaks it is kept in work/fuzz/.
"""

from __future__ import annotations

import hashlib
import logging
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "include")]

try:
    import atheris
except ImportError:
    atheris = None

NAMES = ("a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.rss", "a.warc", "a.gz", "a.zip", "a.zst", "a.tar", "a")


def main(minutes: float) -> None:
    """Fuzz for so long; exits with 1 at the first drop that breaks the program."""
    if atheris:
        with atheris.instrument_imports(include=["dropwire.read", "dropwire.clean"]):
            import dropwire.clean
            import dropwire.read  # noqa: F401
    logging.disable()
    from hostile import drop, swallow

    began, count = time.monotonic(), 0

    def attempt(data: bytes) -> None:
        nonlocal count
        count += 1
        name = NAMES[data[0] % len(NAMES)] if data else "a"
        try:
            swallow(name, data[1:] or b"\0")
        except Exception:
            kept = ROOT / "work" / "fuzz" / f"{hashlib.sha256(data).hexdigest()[:16]}-{name}"
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(data[1:])
            print(f"broken by {kept}", flush=True)
            raise
        if count % 2000 == 0:
            print(f"{count} drops in {(time.monotonic() - began) / 60:.0f} minutes", flush=True)

    if atheris:
        corpus = ROOT / "work" / "fuzz" / "corpus"
        corpus.mkdir(parents=True, exist_ok=True)
        for seed in range(200):
            name, data, _ = drop(seed)
            number = next((n for n, one in enumerate(NAMES) if name.endswith(one[1:])), 0)
            (corpus / str(seed)).write_bytes(bytes([number]) + data[:20000])
        options = [f"-max_total_time={minutes * 60:.0f}", "-max_len=20000", "-rss_limit_mb=6000", "-timeout=120"]
        options += [f"-artifact_prefix={corpus.parent}/", "-report_slow_units=60"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], attempt)
        atheris.Fuzz()
    seed = int(time.time())
    while time.monotonic() - began < minutes * 60:
        seed += 1
        name, data, _ = drop(seed)
        number = next((n for n, one in enumerate(NAMES) if name.endswith(one[1:])), len(NAMES) - 1)
        attempt(bytes([number]) + data)
        chance = random.Random(seed)
        attempt(bytes([chance.randrange(256)]) + data[chance.randrange(len(data)) :])
    print(f"{count} drops in {minutes:g} minutes, none broke it")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 60)
