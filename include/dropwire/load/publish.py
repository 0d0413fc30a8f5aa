"""Bring a staged load before its readers: one transaction, one at a time, the same result in whatever order of days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from psycopg2.extensions import connection, cursor

from dropwire.article import Counts
from dropwire.errors import BadDay, SourceDown
from dropwire.load.difference import differences, keep_differences
from dropwire.load.statements import statement

_LOCK = 0x7075626C  # any constant shared by all who publish

NEAR_TEXT = 0.55
"""Similarity from which two texts are versions of one, as in link/stories.py."""


def publish(conn: connection, load_id: int, *, dry_run: bool = False) -> Counts:
    """Give every item of the load its disposition and publish what is new or changed.

    Publishing a load again changes nothing, unless a shard was staged anew in between. With `dry_run`, or for a load
    begun as one, everything is computed and rolled back; only the counts and what would change are kept.

    Raises:
        BadDay: the load is unknown, its checks said stop, it waits for a decision, or the account does not balance.
            Nothing was published.
        SourceDown: the clock of the server stands before the last publication.
    """
    values = {"load_id": load_id, "near_text": NEAR_TEXT}
    with _alone(conn), conn, conn.cursor() as cur:
        cur.execute("SELECT set_config('dropwire.load_id', %(load_id)s::text, true)", values)
        cur.execute(statement("load_state"), values)
        state = cur.fetchone()
        if state is None:
            raise BadDay(f"there is no load {load_id}")
        status, verdict, decision, begun_dry, is_done = state
        if is_done:
            return _counts(cur, load_id)
        rehearsal = dry_run or begun_dry
        reason = _refusal(status, verdict, decision, rehearsal)
        if reason:
            raise BadDay(f"load {load_id} must not be published: {reason}")
        _look_at_the_clock(cur)
        _run(cur, values)
        _balance(cur, load_id)
        counts, changes = _counts(cur, load_id), differences(cur)
        if rehearsal:
            conn.rollback()
            cur.execute(statement("end_rehearsal"), {**asdict(counts), **values})
        else:
            cur.execute(statement("prune_staging"))
        keep_differences(cur, load_id, changes)
    return counts


def _refusal(status: str, verdict: str | None, decision: str | None, rehearsal: bool) -> str | None:
    if status == "failed":
        return "it failed"
    if verdict == "stop":
        return "the checks said stop"
    if verdict == "hold" and decision is None and not rehearsal:
        return "it waits for a person's decision (task `approve`)"
    return None


def _look_at_the_clock(cur: cursor) -> None:
    """History is a matter of time: a version that begins before the one it replaces would blot that one out."""
    cur.execute(statement("clock_behind"))
    (behind,) = cur.fetchone() or (None,)
    if behind is not None:
        raise SourceDown(
            f"the clock of the database server stands {behind} before the last publication: put it right, or wait"
            " until it has caught up; nothing was published"
        )


@contextmanager
def _alone(conn: connection) -> Iterator[None]:
    """Hold the lock of all who publish around a transaction, which so begins later than those before it ended.

    History needs that: the time a transaction began is the time of all it publishes.
    """
    with conn, conn.cursor() as cur:
        cur.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
    try:
        yield
    finally:
        if not conn.closed:
            with conn, conn.cursor() as cur:
                cur.execute("SELECT pg_advisory_unlock(%s)", (_LOCK,))


def _run(cur: cursor, values: dict[str, float]) -> None:
    # What a load touches and its neighbours are few beside the warehouse, and in memory: the planner shall step down
    # indexes rather than read whole tables. The statements force it (OFFSET 0) where it cannot see how few they are.
    # It reckons them dear all the same, and would compile what is over sooner (where the server can: not the embedded).
    cur.execute("SET LOCAL random_page_cost = 1.1; SET LOCAL jit = off")
    for name in ("01_items", "02_names", "03_articles", "04_copies", "05_story_members", "06_links"):
        cur.execute(statement(f"publish/{name}"), values)
    while _changes(cur, "07_story_heads"):
        cur.execute(statement("publish/06_links"), values)
    for name in ("08_stories", "09_codings", "10_coding_links"):
        cur.execute(statement(f"publish/{name}"), values)
    _gather(cur)
    cur.execute(statement("publish/13_loose"))
    _gather(cur)
    for name in ("14_event_ids", "15_events", "16_who", "17_account", "18_superseded"):
        cur.execute(statement(f"publish/{name}"), values)


def _gather(cur: cursor) -> None:
    """Let undecided codings lead an event or join one, round by round until all have."""
    while _changes(cur, "11_lead"):
        cur.execute(statement("publish/12_join"))


def _changes(cur: cursor, name: str) -> bool:
    cur.execute(statement(f"publish/{name}"))
    return cur.rowcount > 0


def _counts(cur: cursor, load_id: int) -> Counts:
    cur.execute(statement("load_counts"), {"load_id": load_id})
    return Counts(*(cur.fetchone() or ()))


def _balance(cur: cursor, load_id: int) -> None:
    cur.execute(statement("balance"), {"load_id": load_id})
    n_read, n_accounted, silent, uncalled, n_unsettled = cur.fetchone()  # type: ignore[misc]
    if n_read != n_accounted:
        raise BadDay(f"load {load_id} read {n_read} items but {n_accounted} have a disposition")
    if silent:
        raise BadDay(
            f"load {load_id} was given files that yielded nothing, not even a refusal: {', '.join(silent[:5])}"
        )
    if uncalled:
        raise BadDay(f"load {load_id} has items of files it was not given: {', '.join(uncalled[:5])}")
    if n_unsettled:
        raise BadDay(f"{n_unsettled} articles that were not read again have changed meanwhile: run the day again")
