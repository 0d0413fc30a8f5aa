"""The sample drops through read, clean and extract: what `samples/expected.json` promises, without a warehouse."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dropwire.article import Article, Event, Rejected
from dropwire.config import LEXICON
from dropwire.pipeline import Pipeline

SAMPLES = Path(__file__).parents[2] / "samples"
INBOX = SAMPLES / "inbox"
EXPECTED = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
Told = tuple[Article, tuple[Event, ...]]


@cache
def processed(name: str) -> tuple[Told | Rejected, ...]:
    path = INBOX / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with path.open("rb") as data:
        return tuple(Pipeline.shared(LEXICON).process(name, data, digest))


def articles(name: str) -> list[Told]:
    return [result for result in processed(name) if not isinstance(result, Rejected)]


def events(name: str, record: int | None) -> tuple[Event, ...]:
    return next(found for article, found in articles(name) if article.item.record == record)


def names(day: str) -> list[str]:
    return [path.relative_to(INBOX).as_posix() for path in sorted((INBOX / day).iterdir())]


def fits(event: Event, wanted: dict[str, Any]) -> bool:
    given = wanted.keys() & {"type", "date", "actor1", "actor2", "status", "fatalities"}
    return all(getattr(event, field) == wanted[field] for field in given if wanted[field] is not None) and (
        kilometres(event, wanted) <= wanted["within_km"]
    )


def kilometres(event: Event, wanted: dict[str, Any]) -> float:
    if event.lat is None or event.lon is None:
        return math.inf
    middle = math.radians((event.lat + wanted["lat"]) / 2)
    return 111.2 * math.hypot(event.lat - wanted["lat"], (event.lon - wanted["lon"]) * math.cos(middle))


def test_days_are_all_of_the_inbox() -> None:
    assert sorted(path.name for path in INBOX.iterdir()) == sorted(EXPECTED["days"])
    for counts in [*EXPECTED["days"].values(), EXPECTED["total"]]:
        assert counts["read"] == sum(counts.values()) - counts["read"]


@pytest.mark.parametrize("day", EXPECTED["days"])
def test_items_of_a_day(day: str) -> None:
    results = [result for name in names(day) for result in processed(name)]
    refused = Counter(result.disposition for result in results if isinstance(result, Rejected))
    counts = EXPECTED["days"][day]
    assert (len(results), refused["quarantined"], refused["skipped"]) == (
        counts["read"], counts["quarantined"], counts["skipped"],
    )  # fmt: skip


@pytest.mark.parametrize("item", [item for item in EXPECTED["dispositions"] if item["rule"]], ids=lambda i: i["file"])
def test_refusals_name_their_rule(item: dict[str, Any]) -> None:
    refused = [result for result in processed(item["file"]) if isinstance(result, Rejected)]
    assert [(r.record, r.disposition, r.rule) for r in refused] == [(item["record"], item["disposition"], item["rule"])]


def test_languages() -> None:
    unchanged = {item["file"] for item in EXPECTED["dispositions"] if item["record"] is None}
    found = Counter(
        article.lang for day in EXPECTED["days"] for name in names(day) if name not in unchanged
        for article, _ in articles(name)
    )  # fmt: skip
    found["en"] -= sum(
        item["record"] is not None and item["disposition"] == "unchanged" for item in EXPECTED["dispositions"]
    )
    assert found == EXPECTED["languages"]


@pytest.mark.parametrize("name", EXPECTED["not_in_body"])
def test_residue_is_gone(name: str) -> None:
    bodies = "\n".join(article.body for article, _ in articles(name))
    assert bodies
    assert [residue for residue in EXPECTED["not_in_body"][name] if residue in bodies] == []


@pytest.mark.parametrize("wanted", EXPECTED["events"], ids=lambda e: f"{e['file']}-{e['type']}")
def test_event_is_found(wanted: dict[str, Any]) -> None:
    found = events(wanted["file"], wanted["record"])
    assert any(fits(event, wanted) for event in found), "\n".join(
        f"{e.type} {e.date} {e.place} {e.actor1} > {e.actor2} {e.status} {e.fatalities}" for e in found
    )


@pytest.mark.parametrize("name", EXPECTED["no_events"])
def test_war_words_alone_are_no_event(name: str) -> None:
    assert articles(name)
    assert [event for _, found in articles(name) for event in found] == []
