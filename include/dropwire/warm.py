"""What is loaded once before processes are forked, so that no task waits for it."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dropwire.config import Settings

PRELOADED = (
    "psycopg2", "dropwire.check", "dropwire.daily", "dropwire.alerting", "airflow.providers.openlineage.api",
)  # fmt: skip

REHEARSAL = {
    "vi.txt": "Ngày 5/11/2017, quân đội Syria giành lại thị trấn Mayadin ở tỉnh Deir Ezzor, 12 tay súng IS thiệt mạng.",
    "id.txt": "Pasukan Irak merebut kembali kota Al-Qaim pada Jumat (3/11/2017). Sebanyak 12 militan ISIS tewas.",
    "ms.txt": "Tentera Iraq menawan semula bandar Al-Qaim pada 3 November 2017. Seramai 12 anggota militan terbunuh.",
    "en.html": "<html><body><h1>Town retaken</h1><p>Iraqi forces retook the town of Al-Qaim on 3 November 2017, and 12"
    " militants were killed, the army said.</p><footer>Share</footer></body></html>",
}
"""A report of each language: what is built with the first article of a language is built before processes part."""

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Import `PRELOADED` and read a report of each language, lexicons and all.

    What cannot be loaded is the task's business, not ours.
    """
    steps: list[Callable[[], object]] = [partial(importlib.import_module, name) for name in PRELOADED]
    for step in (*steps, _great_expectations, rehearse):
        try:
            step()
        except Exception:
            log.warning("Not preloaded: %s", step, exc_info=True)


def _great_expectations() -> None:
    from dropwire.check.engine import great_expectations

    great_expectations()


def rehearse(settings: Settings | None = None) -> None:
    """Read the reports, and look once at the code that reads, as it is loaded now."""
    from dropwire.config import Settings
    from dropwire.pipeline import Pipeline, reading_version

    settings = settings or Settings.from_env()
    reading_version(settings.lexicon, settings.sources)
    pipeline = Pipeline.shared(settings.lexicon, settings.sources)
    for name, text in REHEARSAL.items():
        for _ in pipeline.process(name, BytesIO(text.encode()), sha256(text.encode()).hexdigest()):
            pass
