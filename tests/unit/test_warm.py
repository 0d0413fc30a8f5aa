"""What processes share that are forked from a warm one."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

import pytest

from dropwire.config import Settings
from dropwire.extract.languages import LANGUAGES
from dropwire.pipeline import Pipeline
from dropwire.warm import REHEARSAL


def test_every_language_is_rehearsed() -> None:
    assert {name.split(".")[0] for name in REHEARSAL} == set(LANGUAGES)


@pytest.mark.parametrize("name", REHEARSAL)
def test_a_rehearsal_goes_the_whole_way_from_bytes_to_events(name: str) -> None:
    settings, data = Settings(), REHEARSAL[name].encode()
    pipeline = Pipeline.shared(settings.lexicon, settings.sources)
    (found,) = pipeline.process(name, BytesIO(data), sha256(data).hexdigest())
    assert isinstance(found, tuple)
    article, events = found
    assert article.lang == name.split(".")[0]
    assert [event.fatalities for event in events] == [12]
