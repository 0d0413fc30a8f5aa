"""Score cleaning, language, title and publication date on labelled drops.

    python benchmarks/eval_clean.py [--gold DIR] [--only dev|held|all] [-v]

`held` are the drops whose number is divisible by three: rules were written without looking at them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "include"))

from dropwire.article import RawItem  # noqa: E402
from dropwire.clean import clean, load_rules  # noqa: E402
from dropwire.errors import BadItem  # noqa: E402

FIELDS = {"url": "url", "title": "title", "site": "source", "author": "author", "published_at": "published"}


def load_scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def item_of(path: Path, record: int | None, raw: str) -> RawItem:
    """A stand-in for reading, so that cleaning is measured alone."""
    if record is None:
        return RawItem(path.name, "", None, "page" if path.suffix == ".html" else "text", raw)
    row = json.loads(raw.splitlines()[record])
    meta = {ours: row[theirs] for theirs, ours in FIELDS.items() if row.get(theirs)}
    form = "page" if "html" in row else "text"
    return RawItem(path.name, "", record, form, row.get("html") or row["text"], meta)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--only", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--form", choices=("text", "page", "all"), default="text")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    score = load_scorer(args.gold)
    rules = load_rules(ROOT / "include" / "dropwire" / "lexicon")
    golds = score.load_gold([args.gold / "seeds.gold.json"], args.gold.parent / "drops")
    golds += score.load_gold(sorted((args.gold / "dev").glob("*.gold.json")), None)
    rows = []
    for gold in golds:
        held = int(gold["file"][:3]) % 3 == 0 and not gold["file"].startswith("00")
        if args.only != "all" and held != (args.only == "held"):
            continue
        item = item_of(Path(gold["file"]), gold.get("record"), gold["_raw"])
        if args.form != "all" and item.form != args.form:
            continue
        try:
            article = clean(item, rules)
        except BadItem as error:
            print(gold["id"], "REJECTED", error)
            rows.append(score.score_article({**gold, "events": []}, None))
            continue
        predicted = {
            "lang": article.lang,
            "title": article.title,
            "published": {"start": article.published.start, "end": article.published.end},
            "clean_text": article.body,
        }
        row = score.score_article({**gold, "events": []}, predicted)
        rows.append(row)
        if args.verbose:
            report(gold, article, row, score)
    out = score.totals(rows)
    print(
        len(rows),
        "articles",
        json.dumps({k: out.get(k) for k in ("cleaning", "lang", "title", "published")}, default=str),
    )


def report(gold: dict, article: object, row: dict, score: ModuleType) -> None:
    if not row["clean"]["exact"]:
        print(f"== {gold['id']} cleaning")
        want = [score.fold(p) for p in gold["clean_paragraphs"]]
        got = [score.fold(p) for p in article.paragraphs]
        for p in got:
            if p not in want:
                print("   + got ", p[:90], "...", p[-60:])
        for p in want:
            if p not in got:
                print("   - want", p[:90], "...", p[-60:])
    for key in ("lang", "title", "published"):
        if not row[key]:
            print(f"== {gold['id']} {key}: want {gold[key]} got {getattr(article, key)}")


if __name__ == "__main__":
    main()
