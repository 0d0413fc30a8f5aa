"""### A trouble that is known is told no more

**What it does.** Sends no message about one alert, nor about the same trouble coming back, for some days. The control
room's page Quality starts it; in the form, the number is the alert's, as `dropwire alerts list` shows it.

- `mute` (1 s) writes until when, and who asked for it. With 0 days it is told again.
  *Fails when* there is no such alert, or the warehouse does not answer: correct the number, or clear it when it is up.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from airflow.sdk import Param, dag, task
from wiring import DEFAULTS, warehouse


@dag(
    schedule=None,
    params={
        "alert": Param(None, type="integer", minimum=1, title="Alert", description="Its number."),
        "days": Param(
            7, type="number", minimum=0, maximum=365, title="Days", description="For so long; 0: it is told again."
        ),
    },
    doc_md=__doc__,
    tags=["dropwire", "alerts"],
    default_args={**DEFAULTS, "execution_timeout": timedelta(minutes=5)},
)
def alerts_mute() -> None:
    """One task; what it does lives in `dropwire.alert`."""

    @task
    def mute(**context: Any) -> None:
        from dropwire import alert

        asked = context["params"]
        by = context["dag_run"].triggering_user_name or "someone in Airflow"
        until = datetime.now(UTC) + timedelta(days=asked["days"])
        with warehouse() as conn:
            found = alert.mute(conn, asked["alert"], until, by)
        print(f"{found.title}: " + (f"muted until {until:%Y-%m-%d %H:%M} UTC" if asked["days"] else "told again"))

    mute()


alerts_mute()
