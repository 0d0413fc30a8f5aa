"""Check the labels in the folders beside this file: fields, offsets, and that drop, paragraphs and labels agree.

    python benchmarks/gold/check_gold.py

Prints one line for each fault; exit code 1 if there is any.
"""

from __future__ import annotations

import datetime
import html
import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDERS = tuple(Path(__file__).parent / name for name in ("open", "recent", "blind"))
TIERS = {"core", "secondary", "background"}
STATUSES = {"asserted", "claimed", "denied", "planned", "negated", "hypothetical"}
PRECISIONS = {"day", "week", "month", "year", "unknown"}
DATE_BASES = {"explicit", "relative", "report_date", "document", "vague"}
COORD_SOURCES = {"well_known", "approx_analyst", "geonames", "admin1_centroid", "country_centroid"}
PUBLISHED_BASES = {"meta", "url", "prefix", "dateline", "weekday", "anchors", "body", "arrival", "none"}
REMOVED = {
    "prefix", "markup", "dateline", "credit", "caption", "share", "navigation", "related", "advert", "signoff",
    "duplicate", "comment_box",
}  # fmt: skip
PLOVER = {
    "ASSAULT", "COERCE", "PROTEST", "AGREE", "MOBILIZE", "RETREAT", "AID", "CONSULT", "ACCUSE", "THREATEN", None,
}  # fmt: skip
TYPES = {
    "battle": {"armed_clash", "government_regains_territory", "non_state_overtakes_territory"},
    "explosion": {
        "air_drone_strike", "shelling_artillery_missile", "remote_explosive_landmine_ied", "suicide_bomb", "grenade",
        "chemical_weapon",
    },
    "vac": {"attack", "abduction_forced_disappearance", "sexual_violence"},
    "protest": {"peaceful_protest"},
    "riot": {"violent_demonstration", "mob_violence"},
    "strategic": {
        "agreement", "arrests", "change_to_group_activity", "disrupted_weapons_use", "headquarters_or_base_established",
        "looting_property_destruction", "non_violent_transfer_of_territory", "other", "arms_transfer",
    },
    "diplomatic": {"talks", "accusation", "statement"},
}  # fmt: skip
COUNTS = ("fatalities", "fatalities_low", "fatalities_high", "injured", "captured")
SIDES = ("actor1", "actor2", "assoc_actor1", "assoc_actor2")


def fold(text: str) -> str:
    """NFC, white space folded."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def known_type(name: str) -> bool:
    family, _, kind = name.partition(".")
    return kind in TYPES.get(family, set())


def load(folder: Path) -> Iterator[dict[str, Any]]:
    """Every labelled article; `_raw` is the text of its file, `_clean` its paragraphs joined by blank lines."""
    for path in sorted(folder.glob("*.gold.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        for gold in content if isinstance(content, list) else [content]:
            raw = (folder / gold["file"]).read_bytes().decode("utf-8")
            yield {**gold, "_raw": raw, "_clean": "\n\n".join(gold["clean_paragraphs"])}


def source_text(gold: dict[str, Any]) -> str:
    """The words of the drop: of a page without its tags, of a record its `text`."""
    raw: str = gold["_raw"]
    if gold["record"] is not None:
        raw = json.loads(raw.splitlines()[gold["record"]])["text"]
    elif gold["file"].endswith(".html"):
        raw = re.sub(r"</?(?:em|i|b|strong)>", "", raw)
        raw = html.unescape(re.sub(r"<[^>]+>", " ", raw))
    return fold(raw)


def article_faults(gold: dict[str, Any]) -> Iterator[str]:
    text = source_text(gold)
    for paragraph in gold["clean_paragraphs"]:
        if paragraph != fold(paragraph):
            yield f"paragraph not folded: {paragraph[:40]}"
        # a credit or a link may stand inside a paragraph: its sentences are looked up one by one
        for sentence in re.split(r"(?<=[.!?”\"])\s+", paragraph):
            if sentence not in text:
                yield f"not in the drop: {sentence[:40]}"
    for item in gold["removed"]:
        if item["kind"] not in REMOVED:
            yield f"removed kind {item['kind']}"
        if not item["text"]:
            yield "removed text is empty"
    published = gold["published"]
    if published["basis"] not in PUBLISHED_BASES or not published["start"] <= published["end"]:
        yield f"published {published}"
    where = gold["_raw"] if gold["offset_space"] == "raw" else gold["_clean"]
    for span in gold["no_event_spans"]:
        if " ".join(where[span["start"] : span["end"]].split()[:6]) != span["first_6_words"]:
            yield f"no_event_spans: {span['first_6_words']}"


def date_faults(event: dict[str, Any]) -> Iterator[str]:
    if event["date_precision"] not in PRECISIONS or event["date_basis"] not in DATE_BASES:
        yield "date_precision or date_basis"
    if event["date"] is None:
        if event["date_precision"] != "unknown" or event["date_min"] or event["date_max"]:
            yield "no date but a precision or bounds"
        return
    low, high = (datetime.date.fromisoformat(event[key]) for key in ("date_min", "date_max"))
    if low > high or not event["date_min"][: len(event["date"])] <= event["date"] <= event["date_max"]:
        yield f"date {event['date']} outside {low}..{high}"


def argument_faults(event: dict[str, Any], actors: set[str]) -> Iterator[str]:
    if not (-90 <= event["lat"] <= 90 and -180 <= event["lon"] <= 180 and event["tolerance_km"] > 0):
        yield "coordinates"
    if event["place"] not in event["place_accept"] or event["geo_precision"] not in {1, 2, 3, 4}:
        yield "place_accept or geo_precision"
    if event["coord_source"] not in COORD_SOURCES or not event["country"]:
        yield "coord_source or country"
    for key in COUNTS:
        if event[key] is not None and (type(event[key]) is not int or event[key] < 1):
            yield f"{key} {event[key]!r}"
    if (event["fatalities_low"] or 0) > (event["fatalities_high"] or event["fatalities"] or 10**9):
        yield "fatalities_low above the figure"
    for name in (n for key in SIDES for n in (event[key] or "").split("; ") if n):
        if name not in actors:
            yield f"actor not in ACTORS.txt: {name}"


def event_faults(event: dict[str, Any], text: str, actors: set[str]) -> Iterator[str]:
    if event["tier"] not in TIERS or event["status"] not in STATUSES or event["plover"] not in PLOVER:
        yield "tier, status or plover"
    if event["tier"] == "core" and event["status"] not in {"asserted", "claimed"}:
        yield "core, but did not occur"
    if event["type_accept"][0] != event["type"] or not all(map(known_type, event["type_accept"])):
        yield f"type_accept {event['type_accept']}"
    if event["tier"] == "core" and (event["type"].startswith("diplomatic.") or not event["date"]):
        yield "core, but diplomatic or undated"
    yield from date_faults(event)
    yield from argument_faults(event, actors)
    sentence = text[event["evidence_start"] : event["evidence_end"]]
    if not sentence or sentence != sentence.strip() or "\n" in sentence:
        yield f"evidence is no sentence: {sentence[:40]!r}"
    if " ".join(sentence.split()[:6]) != event["evidence_text_first_6_words"]:
        yield f"evidence does not begin with {event['evidence_text_first_6_words']!r}"
    if not re.search(r"[.!?…][\"”’)]*$", sentence):
        yield f"evidence does not end a sentence: {sentence[-30:]!r}"
    for start in event["also_evidence_starts"]:
        if start and re.match(r"[\w.,;:]", text[start - 1]):
            yield f"also_evidence_starts inside a word or clause: {start}"


def faults(folder: Path) -> list[str]:
    """All faults of the labels in `folder`, each `id: what`."""
    actors = set((folder / "ACTORS.txt").read_text(encoding="utf-8").splitlines())
    found, ids, labelled = [], set(), set()
    for gold in load(folder):
        labelled.add(gold["file"])
        text = gold["_raw"] if gold["offset_space"] == "raw" else gold["_clean"]
        found += [f"{gold['id']}: {fault}" for fault in article_faults(gold)]
        for event in gold["events"]:
            if event["id"] in ids or not event["id"].startswith(f"{gold['id']}-"):
                found.append(f"{event['id']}: id")
            ids.add(event["id"])
            found += [f"{event['id']}: {fault}" for fault in event_faults(event, text, actors)]
    drops = {path.name for kind in ("txt", "html", "jsonl") for path in folder.glob(f"[0-9]*.{kind}")}
    return found + [f"{name}: drop without labels, or labels without drop" for name in sorted(drops ^ labelled)]


def main() -> int:
    found = [fault for folder in FOLDERS for fault in faults(folder)]
    print("\n".join(found) or "no faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
