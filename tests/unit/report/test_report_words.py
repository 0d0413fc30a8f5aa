from datetime import UTC, date, datetime

import pytest

from dropwire.article import Counts
from dropwire.report import Report, as_markdown, as_text, words
from dropwire.report.summary import Failing, Load, Reason, Told, Waiting

NOW = datetime(2017, 11, 7, 3, tzinfo=UTC)


def told(**fields) -> Told:
    whole = {
        "date_start": date(2017, 11, 6), "date_end": date(2017, 11, 6), "date_precision": "day", "type": "armed clash",
        "place": "Rawa", "admin1": "Anbar", "country": "Iraq", "actor1": "A", "actor2": "B", "low": None, "best": None,
        "high": None, "injured": None, "status": "asserted", "disputed": False, "attribution": None, "sources": ["VOV"],
    }  # fmt: skip
    return Told(**(whole | fields))


def load(**fields) -> Load:
    whole = {
        "load_id": 1, "day": date(2017, 11, 6), "kind": "scheduled", "dry_run": False, "status": "published",
        "verdict": "pass", "reason": None, "started_at": NOW, "finished_at": NOW, "n_files": 2,
        "counts": Counts(3, loaded=2, quarantined=1), "events_added": 4, "events_changed": 1, "events_removed": 0,
        "decision": None, "decided_by": None, "comment": None,
        "reasons": (Reason("quarantined", "json_syntax", 1, "x.jsonl #3", "A quote is missing."),),
        "failing": (Failing("event_latitude", "events", "reject", 1, 9, "Out of range."),), "events": (told(),),
        "n_told": 7,
    }  # fmt: skip
    return Load(**(whole | fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "2017-11-06"),
        ({"date_end": date(2017, 11, 8)}, "6 Nov–8 Nov 2017"),
        ({"date_precision": "month"}, "2017-11"),
        ({"date_precision": "year"}, "2017"),
        ({"date_start": None, "date_end": None}, "undated"),
    ],
)
def test_when(fields, expected):
    assert words.when(told(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ""),
        ({"low": 12, "best": 15, "high": 15}, "12–15 killed"),
        ({"low": 12, "best": 12, "high": 12, "injured": 3}, "12 killed, 3 injured"),
        ({"low": 12, "best": 12}, "at least 12 killed"),
        ({"high": 9, "best": 9}, "up to 9 killed"),
        ({"low": 0, "best": 0, "high": 0}, "0 killed"),
    ],
)
def test_toll(fields, expected):
    assert words.toll(told(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "told as fact in VOV"),
        ({"sources": list("abcde")}, "told as fact in a, b, c and 2 more"),
        ({"status": "claimed", "attribution": "SOHR", "disputed": True}, "claimed by SOHR, disputed"),
        ({"status": "denied"}, "DENIED"),
        ({"status": "planned", "attribution": "the army"}, "only planned by the army"),
    ],
)
def test_who_says_so(fields, expected):
    assert words.said(told(**fields)) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "published"),
        ({"status": "failed", "reason": "the disk is full"}, "FAILED: the disk is full"),
        ({"status": "running", "verdict": "stop"}, "NOT PUBLISHED: the checks said stop"),
        ({"n_files": 0, "counts": Counts()}, "nothing new came in"),
        ({"status": "rehearsed", "dry_run": True}, "rehearsed only (dry run): nothing was published"),
    ],
)
def test_how_it_ended(fields, expected):
    assert words.outcome(load(**fields)) == expected
    assert expected.split(":")[0] in as_text(Report((load(**fields),), ()))


def test_the_text_tells_everything_within_its_width():
    long = load(events=(told(actor1="Military Forces of " + "Somewhere " * 20),), day=date(2017, 11, 7))
    text = as_text(Report((load(), long), (Waiting(date(2017, 11, 8), 2, "late.txt"),)))
    for part in (
        "x.jsonl #3",
        "A quote is missing.",
        "event_latitude: 1 of 9 events",
        "1 of 7",
        "2 files of 2017-11-08",
        "late.txt",
        "all published",
    ):
        assert part in text
    assert max(map(len, text.splitlines())) <= 100


def test_markdown_escapes_what_came_from_outside():
    wild = load(events=(told(place="<script>|*x*", admin1=None, country=None),))
    assert r"\<script\>\|\*x\*" in as_markdown(Report((wild,), ()))


def test_what_came_from_outside_is_no_markup_of_ours():
    assert "[red]x" in as_text(Report((load(events=(told(place="[red]x"),)),), ()))
