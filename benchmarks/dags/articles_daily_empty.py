"""The daily DAG without its work: the same tasks in the same order, to measure what the orchestration itself costs."""

from __future__ import annotations

from datetime import UTC, datetime

from airflow.sdk import CronDataIntervalTimetable, TriggerRule, dag, task


@dag(
    schedule=CronDataIntervalTimetable("0 0 * * *", timezone="UTC"),
    start_date=datetime(2011, 1, 1, tzinfo=UTC),
    catchup=False,
    tags=["benchmark"],
)
def articles_daily_empty() -> None:
    """One shard a day, as a sample day has; nothing to approve."""

    @task
    def collect() -> int:
        return 1

    @task
    def plan(load_id: int) -> list[int]:
        return [load_id]

    @task
    def process(load_id: int, shard: int) -> int:
        return load_id + shard

    @task.branch(trigger_rule=TriggerRule.NONE_FAILED)
    def check(load_id: int) -> str:
        return "publish" if load_id else "approve"

    @task
    def approve(load_id: int) -> int:
        return load_id

    @task(trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    def publish(load_id: int) -> int:
        return load_id

    @task
    def report(load_id: int) -> None:
        print(load_id)

    @task
    def alert(load_id: int) -> None:
        print(load_id)

    load_id = collect()
    processed = process.partial(load_id=load_id).expand(shard=plan(load_id))
    checked, published = check(load_id), publish(load_id)
    processed >> checked >> approve(load_id) >> published >> report(load_id) >> alert(load_id)
    checked >> published


articles_daily_empty()
