import json
from dataclasses import replace
from pathlib import Path

import pytest
from making import DIRECT, QUIET, TAKEN, article, event

from dropwire.article import Event, Published
from dropwire.link import stories


def same(*events_of_two, bodies=(TAKEN, DIRECT)) -> bool:
    told = [(article(body), events) for body, events in zip(bodies, events_of_two, strict=True)]
    first, second = stories(told)
    return first == second


def far(body: str = TAKEN, n: int = 0, **fields) -> Event:
    """An event nothing else shares."""
    return event(body, place=f"Elsewhere {n}", lat=1.0 + 3 * n, lon=99.0, **fields)


def test_one_event_in_two_languages_makes_one_story():
    assert same([event()], [event(DIRECT)])


def test_other_words_about_other_things_do_not():
    assert not same([event()], [far(DIRECT)])
    assert not same([], [], bodies=(TAKEN, QUIET))


def test_a_copy_belongs_to_the_story_without_any_event():
    assert same([], [], bodies=(TAKEN, TAKEN.upper()))


@pytest.mark.parametrize(
    "other",
    [
        {"place": "Umm Haratain", "lat": 35.45, "lon": 37.2},
        {"actor2": None},
        {"date_min": "2017-11-05", "date_max": "2017-11-07"},
        {"status": "claimed"},
        {"fatalities": 40},
        {"type": "battle.armed_clash"},
        {"actor1": "Hezbollah", "assoc_actor1": ()},
    ],
)
def test_what_may_differ_in_a_shared_event(other):
    assert same([event()], [event(DIRECT, **other)])


@pytest.mark.parametrize(
    "other",
    [
        {"type": "vac.attack"},
        {"place": "Rawa", "lat": 34.48, "lon": 41.92},
        {"date": "2017-11-09", "date_min": "2017-11-09", "date_max": "2017-11-09"},
        {"actor1": "Syrian Democratic Forces (SDF)"},
        {"status": "planned"},
        {"background": True},
        {"geo_precision": 3},
        {"date_min": "2017-01-01", "date_max": "2017-12-31"},
        {"place": None, "lat": None, "lon": None},
    ],
)
def test_what_may_not(other):
    assert not same([event()], [event(DIRECT, **other)])


def test_one_event_of_many_is_no_story():
    many = [event(), *(far(n=n) for n in range(1, 4))]
    assert not same(many, [event(DIRECT), *(far(DIRECT, n=n) for n in range(5, 8))])
    assert same(many, [event(DIRECT), far(DIRECT, n=9)])


def test_a_round_up_joins_the_earliest_story_and_ties_no_others_to_it():
    roundup = article(QUIET)
    told = [(article(), [event()]), (roundup, [event(QUIET), far(QUIET)]), (article(DIRECT), [far(DIRECT)])]
    assert stories(told) == ["1", "1", "2"]
    assert stories(told[1:]) == ["1", "1"]
    earlier = replace(roundup, published=Published("2017-11-01", "2017-11-01", "meta"))
    assert stories([told[0], (earlier, told[1][1]), told[2]]) == ["1", "1", "1"], "both others belong with the earliest"
    assert stories([]) == []


def test_labelled_stories_are_found_from_labelled_events():
    folder = Path(__file__).parents[4] / "shared" / "gold" / "dev"
    if not folder.is_dir():
        pytest.skip(f"no labelled drops at {folder}")
    labels = []
    for path in sorted(folder.glob("*.gold.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        labels += content if isinstance(content, list) else [content]
    told = [(article("\n\n".join(g["clean_paragraphs"])), [labelled(e) for e in g["events"]]) for g in labels]
    numbers = dict(zip((g["id"] for g in labels), stories(told), strict=True))
    want = {(g["id"], o) for g in labels for o in g["same_story_as"] or [] if o in numbers}
    got = {(a, b) for a in numbers for b in numbers if a != b and numbers[a] == numbers[b]}
    assert len(want) >= 16
    hits = len(want & got)
    assert 2 * hits / (len(want) + len(got)) >= 0.9


def labelled(label: dict) -> Event:
    exact = len(label["date_min"] or "") == len(label["date_max"] or "") == 10
    return event(
        type=label["type"],
        date=label["date"],
        date_min=label["date_min"] if exact else None,
        date_max=label["date_max"] if exact else None,
        place=label["place"],
        admin1=label["admin1"],
        country=label["country"],
        lat=label["lat"],
        lon=label["lon"],
        geo_precision=label["geo_precision"] or 4,
        actor1=label["actor1"],
        actor2=label["actor2"],
        status=label["status"],
        background=label["tier"] == "background",
    )
