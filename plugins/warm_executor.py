"""LocalExecutor whose workers start with the heavy libraries imported: they are forked, tasks need not wait."""

from __future__ import annotations

from airflow.executors.local_executor import LocalExecutor


class WarmLocalExecutor(LocalExecutor):
    """Loads in the scheduler, once, what its workers need, before it forks them."""

    def start(self) -> None:
        """Warm up, then start the workers."""
        from dropwire.warm import warm_up

        warm_up()
        super().start()
