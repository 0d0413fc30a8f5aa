"""What becomes of a held load: a person's answer, or the default when none came, carried out and kept."""

from __future__ import annotations

from typing import Literal

from psycopg2.extensions import connection

from dropwire.errors import BadDay
from dropwire.load.statements import statement

Decision = Literal["publish", "publish_rest", "discard"]


def await_decision(conn: connection, load_id: int, seconds: float) -> None:
    """Note until when a held load waits: other runs leave its files alone until then."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("decide/wait"), {"load_id": load_id, "seconds": seconds})


def abandon(conn: connection, run_id: str) -> None:
    """Give up the loads that an earlier attempt of this run left open."""
    with conn, conn.cursor() as cur:
        cur.execute(statement("decide/abandon"), {"run_id": run_id})


def decide(
    conn: connection,
    load_id: int,
    decision: Decision,
    *,
    by: str,
    question: str,
    in_person: bool = True,
    comment: str | None = None,
) -> None:
    """Keep a decision and set aside what it says; `publish` then does the rest. `question` is what was asked.

    Deciding again before publication replaces the decision.

    Raises:
        BadDay: the load does not wait for a decision.
    """
    values = {
        "load_id": load_id, "decision": decision, "by": by, "question": question, "in_person": in_person,
        "comment": comment or None,
    }  # fmt: skip
    with conn, conn.cursor() as cur:
        cur.execute(statement("decide/state"), values)
        status, verdict = cur.fetchone() or ("unknown", None)
        if verdict != "hold" or status not in ("held", "running", "stopped"):
            raise BadDay(f"load {load_id} waits for no decision: it is {status}, its checks say {verdict or 'nothing'}")
        cur.execute(statement("decide/set_aside"), values)
        cur.execute(statement("decide/record"), values)
