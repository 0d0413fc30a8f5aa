"""Labelled events of the development drops, loaded as if extraction were perfect: which of them become one event."""

import json
from itertools import combinations
from pathlib import Path

import pytest
from making import article, event

from dropwire.article import Mention, Published
from dropwire.extract.actors.registry import Actors
from dropwire.load import register_actors

pytestmark = pytest.mark.integration

REPO = Path(__file__).parents[2]
DEV = REPO.parent / "shared" / "gold" / "dev"
LEXICON = REPO / "include" / "dropwire" / "lexicon"

AS_LABELLED = ("type", "date", "place", "lat", "lon", "admin1", "country", "actor1", "actor2")


def told(label: dict):
    body = "\n\n".join(label["clean_paragraphs"])
    exact = [e for e in label["events"] if e["place"] and e["lat"] is not None]
    events = tuple(
        event(
            mentions=(Mention(0, 0, 9, body[:9], e["status"]),),
            **{name: e[name] for name in AS_LABELLED},
            date_min=e["date_min"],
            date_max=e["date_max"],
            date_precision=e["date_precision"],
            date_basis=e["date_basis"] or "vague",
            geo_precision=e["geo_precision"] or 4,
            assoc_actor1=(e["assoc_actor1"],) if e["assoc_actor1"] else (),
            fatalities=e["fatalities"],
            fatalities_low=None,
            status=e["status"],
            attribution=e["attribution"],
            background=e["tier"] == "background",
        )
        for e in exact
    )
    when = label["published"] or {}
    name = f"2017-11-06/{label['id']}.txt"
    one = article(
        body, file=name, source=label["source"], published=Published(when.get("start"), when.get("end"), "meta")
    )
    return (one, events), [e["id"] for e in exact]


def test_labelled_events_that_are_one_become_one(store):
    if not DEV.is_dir():
        pytest.skip(f"no labelled drops at {DEV}")
    labels = []
    for path in sorted(DEV.glob("*.gold.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        labels += content if isinstance(content, list) else [content]
    actors = Actors.load(LEXICON).actors
    register_actors(store.conn, [(a.name, a.sector, a.country, a.predecessor or None) for a, _ in actors])
    drops = {f"2017-11-06/{label['id']}.txt": told(label) for label in labels}
    store.load(*(items for items, _ in drops.values()))
    found = {}
    for file, number, event_id in store.rows(
        "SELECT file, event_no, event_id FROM news.event_reports JOIN news.articles USING (article_id)"
    ):
        found[drops[file][1][number]] = event_id
    want = {frozenset(pair) for pair in json.loads((DEV / "SAME_EVENTS.json").read_text()) if set(pair) <= set(found)}
    got = {frozenset(pair) for pair in combinations(sorted(found), 2) if found[pair[0]] == found[pair[1]]}
    hits = len(want & got)
    assert len(want) >= 20
    assert 2 * hits / (len(want) + len(got)) >= 0.9, (sorted(map(sorted, want - got)), sorted(map(sorted, got - want)))
