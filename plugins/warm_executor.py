"""LocalExecutor whose workers start with the heavy libraries imported: they are forked, tasks need not wait."""

from __future__ import annotations

import importlib
import logging

from airflow.executors.local_executor import LocalExecutor

PRELOADED = ("pandas", "great_expectations", "psycopg2", "dropwire.pipeline", "dropwire.check", "dropwire.load")

log = logging.getLogger(__name__)


class WarmLocalExecutor(LocalExecutor):
    """Imports `PRELOADED` in the scheduler, once, before it forks its workers."""

    def start(self) -> None:
        """Import, then start the workers; a library that cannot be imported is the task's business, not ours."""
        logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it logs every step of every task
        for name in PRELOADED:
            try:
                importlib.import_module(name)
            except Exception:
                log.warning("Not preloaded: %s", name, exc_info=True)
        super().start()
