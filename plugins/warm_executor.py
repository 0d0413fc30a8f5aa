"""LocalExecutor whose workers start with the heavy libraries imported: they are forked, tasks need not wait."""

from __future__ import annotations

import importlib
import logging
from functools import partial

from airflow.executors.local_executor import LocalExecutor

PRELOADED = ("pandas", "great_expectations", "psycopg2", "dropwire.check", "dropwire.daily")

log = logging.getLogger(__name__)


class WarmLocalExecutor(LocalExecutor):
    """Imports `PRELOADED` and loads the lexicons in the scheduler, once, before it forks its workers."""

    def start(self) -> None:
        """Warm up, then start the workers; what cannot be loaded is the task's business, not ours."""
        logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it logs every step of every task
        for step in (*(partial(importlib.import_module, name) for name in PRELOADED), _load_lexicons):
            try:
                step()
            except Exception:
                log.warning("Not preloaded: %s", step, exc_info=True)
        super().start()


def _load_lexicons() -> None:
    from dropwire.config import Settings
    from dropwire.pipeline import Pipeline

    settings = Settings.from_env()
    Pipeline.shared(settings.lexicon, settings.sources)
