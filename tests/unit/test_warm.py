"""What processes share that are forked from a warm one."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from dropwire.config import Settings
from dropwire.extract.vocabulary.languages import LANGUAGES
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


def test_warming_reads_every_report_and_brings_the_checks_without_what_they_never_use(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from dropwire import pipeline, warm\n"
        "read, process = [], pipeline.Pipeline.process\n"
        "pipeline.Pipeline.process = lambda self, name, *rest: read.append(name) or process(self, name, *rest)\n"
        "warm.warm_up()\n"
        "modules = ('great_expectations.validator.v1_validator', 'scipy.stats._stats_py')\n"
        "print(read, [name in sys.modules for name in modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120,
        env={**os.environ, "AIRFLOW_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.stdout.strip().splitlines()[-1] == f"{list(REHEARSAL)} [True, False]"
    assert "Not preloaded" not in done.stderr
