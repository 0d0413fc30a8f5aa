"""What publish makes of staged items, in a real warehouse."""

import pytest
from making import article, event

from dropwire.article import Counts

pytestmark = pytest.mark.integration


def test_a_new_article_and_its_event_arrive(store):
    counts = store.load((article(), (event(),)))
    assert counts == Counts(read=1, loaded=1)
    assert store.rows("SELECT type, fatalities_best, n_sources, status FROM news.events") == [
        ("battle.government_regains_territory", 12, 1, "asserted")
    ]
