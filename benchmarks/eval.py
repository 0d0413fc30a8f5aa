"""Score the pipeline on the labelled drops and hold the figures to their floors.

    python benchmarks/eval.py [--gold-text] [--raise-floors] [--part all|open|held] [SET ...]

Sets: `seeds`, `dev`, `open`, `recent` and `blind` (benchmarks/gold). Where the labels tell which articles share a
story and which a text, stories and near-duplicates are scored, too, by pairs. trafilatura and BeautifulSoup's get_text
are scored beside our cleaning on the same drops. `--gold-text` gives the extractor the labelled clean paragraphs, so
that its errors are seen apart from cleaning's. Floors stand in benchmarks/floors.json: a figure below its floor fails,
and a floor lower than the committed one is refused.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
import pathlib
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

REPO = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPO / "include"))

from dropwire.article import Article, Event, Published, RawItem  # noqa: E402

if TYPE_CHECKING:
    from dropwire.extract import Extractor

SHARED = REPO.parent / "shared"
GOLD = REPO / "benchmarks" / "gold"
FLOORS = REPO / "benchmarks" / "floors.json"
LEXICON = REPO / "include" / "dropwire" / "lexicon"
FIELDS = (
    "type", "date", "date_min", "date_max", "date_precision", "place", "lat", "lon", "admin1", "country",
    "geo_precision", "actor1", "assoc_actor1", "actor2", "assoc_actor2", "fatalities", "fatalities_low",
    "fatalities_high", "injured", "captured", "weapon", "status", "attribution", "background",
)  # fmt: skip
MEASURES = {
    "detection": lambda t: t["detection"]["f1"],
    "strict": lambda t: t["strict"]["f1"],
    "end_to_end": lambda t: t["end_to_end"]["f1"],
    "given_as_fact": lambda t: -t["given_as_fact"],
    "cleaning": lambda t: t.get("cleaning", {}).get("f1", 0.0),
    "exact": lambda t: t.get("cleaning", {}).get("exact", 0.0),
    "title": lambda t: t["title"],
    "published": lambda t: t["published"],
    "lang": lambda t: t["lang"],
}
PAIRED = ("stories", "copies")
"""Measured on sets whose labels tell what belongs together: pairwise F1."""
MEASURES |= {name: lambda t, name=name: (t.get(name) or {"f1": 0.0})["f1"] for name in PAIRED}
COPIES = {"dev": [("106", "119-0"), ("210", "211"), ("312", "313")]}
"""The near-verbatim copies, as the set's README lists them; exact ones go without saying."""


def load_scorer() -> ModuleType:
    """The scorer that comes with the labels."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folder_of(name: str) -> pathlib.Path:
    """Where the drops of a set lie."""
    return {"seeds": SHARED / "drops", "open": GOLD / "open", "recent": GOLD / "recent", "blind": GOLD / "blind"}.get(
        name, SHARED / "gold" / "dev"
    )


def aliases_of(name: str) -> dict[str, str]:
    """Other names of actors that are as right, and the name each is scored as."""
    path = folder_of(name) / "ALIASES.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {other: canonical for canonical, others in found.items() for other in others}


def gold_of(scorer: ModuleType, name: str, part: str) -> list[dict[str, Any]]:
    """The labels of a set; `part` keeps the drops whose number divides by three (`held`) or does not (`open`)."""
    folder = folder_of(name)
    if name == "seeds":
        return scorer.load_gold([SHARED / "gold" / "seeds.gold.json"], folder)
    paths = sorted(folder.glob("*.gold.json"))
    if part != "all":
        paths = [p for p in paths if (int(p.name[:3]) % 3 == 0) == (part == "held")]
    return scorer.load_gold(paths, None)


def article_of_gold(gold: dict[str, Any]) -> Article:
    """An article as perfect cleaning would give it."""
    body = "\n\n".join(gold["clean_paragraphs"])
    published = gold["published"] or {}
    item = RawItem(gold["file"], "", gold.get("record"), "text", body)
    return Article(
        item=item, raw_text=body, spans=(), body=body, segments=(), title=gold["title"], lang=gold["lang"],
        lang_confidence=1.0, source=gold["source"], syndicated_from=None, author=None, url=None,
        published=Published(published.get("start"), published.get("end"), published.get("basis", "none")),
    )  # fmt: skip


def articles(gold: list[dict[str, Any]], gold_text: bool) -> list[Article]:
    """The articles of the labelled drops, from the labels or through reading and cleaning."""
    if gold_text:
        return [article_of_gold(g) for g in gold]
    from dropwire.article import Rejected
    from dropwire.clean import clean, load_rules
    from dropwire.errors import BadItem
    from dropwire.read import read

    rules = load_rules(LEXICON)
    found = []
    for path in sorted({pathlib.Path(g["_path"]) for g in gold}):
        with path.open("rb") as data:
            for item in read(path.name, data, ""):
                if isinstance(item, Rejected):
                    print("rejected", item.file, item.rule, item.reason)
                    continue
                try:
                    found.append(clean(item, rules))
                except BadItem as problem:
                    print("refused", item.file, problem)
    return found


def as_prediction(article: Article, events: tuple[Event, ...]) -> dict[str, Any]:
    """One line for the scorer."""
    return {
        "file": article.item.file,
        "record": article.item.record,
        "lang": article.lang,
        "title": article.title,
        "source": article.source,
        "published": {"start": article.published.start, "end": article.published.end},
        "clean_text": article.body,
        "events": [
            {**{f: getattr(event, f) for f in FIELDS}, "evidence": event.mentions[0].quote, "rules": dict(event.rules)}
            for event in events
        ],
    }


def predict(
    gold: list[dict[str, Any]], gold_text: bool, extractor: Extractor | None
) -> dict[tuple[str, int | None], dict[str, Any]]:
    """The predictions by file and record."""
    from dropwire.link import signature, stories

    told = [(article, extractor.extract(article) if extractor else ()) for article in articles(gold, gold_text)]
    found = {}
    for (article, events), story in zip(told, stories(told), strict=True):
        line = {**as_prediction(article, events), "story": story, "signature": signature(article.body)}
        found[(pathlib.Path(line["file"]).name, line["record"])] = line
    return found


def score_copies(name: str, gold: list[dict[str, Any]], found: dict[Any, Any]) -> dict[str, float] | None:
    """Pairwise F1 of texts said to be versions of each other."""
    from dropwire.link.stories import NEAR_TEXT

    signed = {g["id"]: line["signature"] for g in gold if (line := found.get((g["file"], g.get("record"))))}
    want = {frozenset(pair) for pair in COPIES.get(name, []) if set(pair) <= {g["id"] for g in gold}}
    got = {
        frozenset((a, b))
        for a, b in itertools.combinations(sorted(signed), 2)
        if signed[a].fingerprint == signed[b].fingerprint
        or (set(signed[a].bands) & set(signed[b].bands) and signed[a].similarity(signed[b]) >= NEAR_TEXT)
    }
    hits = len(want & got)
    return (
        {"precision": hits / max(1, len(got)), "recall": hits / len(want), "f1": 2 * hits / (len(want) + len(got))}
        if want
        else None
    )


def measure(
    scorer: ModuleType, name: str, gold: list[dict[str, Any]], found: dict[Any, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """The scorer's rows and totals."""
    rows = [scorer.score_article(g, found.get((pathlib.Path(g["file"]).name, g.get("record")))) for g in gold]
    paired = {"stories": scorer.score_stories(gold, found), "copies": score_copies(name, gold, found)}
    return rows, {**scorer.totals(rows), **{k: v for k, v in paired.items() if v}}


def committed_floors() -> dict[str, Any]:
    """The floors of the last commit, empty when there are none."""
    shown = subprocess.run(
        ["git", "-C", str(REPO), "show", "HEAD:benchmarks/floors.json"], capture_output=True, text=True, check=False
    )
    return json.loads(shown.stdout) if shown.returncode == 0 else {}


def hold(key: str, totals: dict[str, Any], floors: dict[str, Any]) -> list[str]:
    """What fell below its floor."""
    return [
        f"{key}: {name} {MEASURES[name](totals):.3f} is below its floor {floor:.3f}"
        for name, floor in floors.get(key, {}).items()
        if MEASURES[name](totals) < floor - 1e-9
    ]


def show(scorer: ModuleType, key: str, rows: list[Any], totals: dict[str, Any], floors: dict[str, Any]) -> None:
    """Print the figures of one set, with 95 % intervals and floors."""
    print(f"\n{key}: {len(rows)} articles, {totals['core_events']} core events")
    for name in PAIRED:
        if name in totals:
            print("  {:14} {f1:7.3f}  precision {precision:.3f} recall {recall:.3f}".format(name, **totals[name]))
    for name, pick in MEASURES.items():
        if name in PAIRED:
            continue
        low, high = scorer.interval(rows, pick, 300)
        floor = floors.get(key, {}).get(name)
        print(
            f"  {name:14} {pick(totals):7.3f}  [{low:.3f}, {high:.3f}]"
            + (f"  floor {floor:.3f}" if floor is not None else "")
        )
    for name in ("detection", "strict", "end_to_end"):
        print(f"  {name:14} precision {totals[name]['precision']:.3f} recall {totals[name]['recall']:.3f}")
    print("  arguments     ", "  ".join(f"{k} {v:.2f}" for k, v in totals["arguments"].items()))


def show_baselines(scorer: ModuleType, gold: list[dict[str, Any]]) -> None:
    """What the usual libraries make of the same drops: mean F1 and share of exact texts; feeds are left out."""
    from bs4 import BeautifulSoup
    from trafilatura import extract

    def as_page(raw: str) -> str:
        paragraphs = "".join(f"<p>{line}</p>" for line in raw.splitlines() if line.strip())
        return raw if "<html" in raw[:2000].lower() else f"<html><body><article>{paragraphs}</article></body></html>"

    for form, own in (("pages", True), ("text drops", False)):
        drops = [g for g in gold if g["_clean"] and g.get("record") is None and g["file"].endswith("html") == own]
        for name, text_of in (
            ("trafilatura", lambda raw: extract(as_page(raw)) or ""),
            ("get_text", lambda raw: BeautifulSoup(raw, "lxml").get_text("\n")),
        ):
            scores = [scorer.score_cleaning(g["_clean"], text_of(g["_raw"])) for g in drops]
            if scores:
                f1 = sum(scorer.f1(s["tp"], s["fp"], s["fn"])[2] for s in scores) / len(scores)
                exact = sum(s["exact"] for s in scores) / len(scores)
                print(f"  {name:14} F1 {f1:.3f} exact {exact:.2f} on {len(scores)} {form}")


def save(found: dict[Any, Any], path: pathlib.Path) -> None:
    """Write the predictions for the scorer's own command line."""
    path.write_text(
        "".join(
            json.dumps({k: v for k, v in line.items() if k != "signature"}, ensure_ascii=False) + "\n"
            for line in found.values()
        ),
        encoding="utf-8",
    )


def pin(floors: dict[str, float], totals: dict[str, Any]) -> None:
    """Raise a set's floors to today's figures; none is lowered."""
    for name, pick in MEASURES.items():
        if name not in PAIRED or name in totals:
            floors[name] = max(floors.get(name, float("-inf")), round(pick(totals) - 0.0005, 3))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["seeds", "dev", "open", "recent", "blind"])
    parser.add_argument("--gold-text", action="store_true")
    parser.add_argument("--part", choices=("all", "open", "held"), default="all")
    parser.add_argument("--raise-floors", action="store_true", help="set the floors to today's figures where higher")
    parser.add_argument("--pred", type=pathlib.Path, help="folder for PRED files (default: build/eval)")
    parser.add_argument("--no-events", action="store_true", help="score cleaning only")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print(f"no labelled drops at {SHARED}: nothing to score")
        return 0
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    problems = [
        f"{key}: floor of {name} lowered from {old} to {floors.get(key, {}).get(name)}"
        for key, names in committed_floors().items()
        for name, old in names.items()
        if floors.get(key, {}).get(name, float("-inf")) < old
    ]
    scorer = load_scorer()
    extractor = None
    if not args.no_events:
        from dropwire.extract import Extractor

        extractor = Extractor(LEXICON)
    folder = args.pred or REPO / "build" / "eval"
    folder.mkdir(parents=True, exist_ok=True)
    for name in args.sets:
        gold = gold_of(scorer, name, args.part)
        scorer.ALIASES = aliases_of(name)
        for g in gold:
            g["_path"] = str(folder_of(name) / g["file"])
        found = predict(gold, args.gold_text, extractor)
        save(found, folder / f"{name}.jsonl")
        rows, totals = measure(scorer, name, gold, found)
        key = f"{name}{'/gold-text' if args.gold_text else ''}{'' if args.part == 'all' else '/' + args.part}"
        show(scorer, key, rows, totals, floors)
        if not args.gold_text:
            show_baselines(scorer, gold)
        problems += hold(key, totals, floors)
        if args.raise_floors and name != "blind":  # nothing is to be tuned to it
            pin(floors.setdefault(key, {}), totals)
    print(f"\npredictions: {folder}")
    if args.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
