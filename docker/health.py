"""Whether the part of Airflow in this container works: exit code 0, or 1 and the reason.

`health.py api-server` asks the API server, `health.py worker` asks this container's worker through the queue,
`health.py SchedulerJob` (or TriggererJob, DagProcessorJob) looks for this container's heartbeat. Airflow's own commands
for this take seconds of CPU each time.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import urllib.request

ALIVE_SECONDS = 60
SERVER = "http://127.0.0.1:8080"


def api_server() -> str:
    """What is wrong with the API server, empty if nothing. Asking makes it build the routes that tasks talk to."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(f"{SERVER}/execution/health", timeout=20):
        pass
    with direct.open(f"{SERVER}/api/v2/monitor/health", timeout=20) as answer:
        status = json.load(answer)["metadatabase"]["status"]
    return "" if status == "healthy" else f"its database is {status}"


def job(kind: str) -> str:
    """What is wrong with the part that should be beating here, empty if nothing."""
    import psycopg2

    url = os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"].replace("postgresql+psycopg2://", "postgresql://", 1)
    with contextlib.closing(psycopg2.connect(url, connect_timeout=10)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM now() - latest_heartbeat)::int FROM job "
            "WHERE job_type = %s AND hostname = %s AND state = 'running' ORDER BY latest_heartbeat DESC LIMIT 1",
            (kind, socket.gethostname()),
        )
        row = cursor.fetchone()
    if row is None:
        return f"no running {kind}"
    return "" if row[0] <= ALIVE_SECONDS else f"the last heartbeat of {kind} was {row[0]} s ago"


def worker() -> str:
    """What is wrong with the Celery worker of this container, empty if nothing."""
    from celery import Celery

    app = Celery(broker=os.environ["AIRFLOW__CELERY__BROKER_URL"])
    name = f"celery@{socket.gethostname()}"
    return "" if app.control.ping([name], timeout=10) else f"{name} does not answer through the queue"


def main() -> None:
    """Look, and exit with what is wrong."""
    part = sys.argv[1]
    try:
        wrong = {"api-server": api_server, "worker": worker}.get(part, lambda: job(part))()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the reason
        wrong = str(error).strip() or repr(error)
    sys.exit(wrong or 0)


if __name__ == "__main__":
    main()
