"""Cluster policy, which Airflow looks for under this name: backfills step back.

Of the tasks that wait for a free slot Airflow takes those of older days first, so a backfill would keep the nightly run
waiting for as long as it lasts. With no weight, its tasks take only slots that nothing else wants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from airflow.models.dagrun import DagRun
    from airflow.models.taskinstance import TaskInstance

BACKFILLED = ("articles_daily", "sources_fetch")


def task_instance_mutation_hook(task_instance: TaskInstance, dag_run: DagRun | None = None) -> None:
    """Called for every task instance that is made or scheduled anew."""
    if dag_run is not None and dag_run.dag_id in BACKFILLED and dag_run.run_type == "backfill":
        task_instance.priority_weight = 0
