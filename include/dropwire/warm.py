"""What is loaded once before processes are forked, so that no task waits for it."""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable
from functools import partial

PRELOADED = ("pandas", "great_expectations", "psycopg2", "dropwire.check", "dropwire.daily")

log = logging.getLogger(__name__)


def warm_up() -> None:
    """Import `PRELOADED` and load the lexicons; what cannot be loaded is the task's business, not ours."""
    logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it logs every step of every task
    steps: list[Callable[[], object]] = [partial(importlib.import_module, name) for name in PRELOADED]
    for step in (*steps, _load_lexicons):
        try:
            step()
        except Exception:
            log.warning("Not preloaded: %s", step, exc_info=True)


def _load_lexicons() -> None:
    from dropwire.config import Settings
    from dropwire.pipeline import Pipeline

    settings = Settings.from_env()
    Pipeline.shared(settings.lexicon, settings.sources)
