"""Looking over an installation: what is well, what is not, and what to do about it. Nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dropwire.doctor import files, machine, services, warehouse
from dropwire.doctor.finding import Finding, Level, Subject

__all__ = ["Finding", "Level", "Subject", "examine"]

CHECKS: dict[str, Callable[[Subject], Iterator[Finding]]] = {
    "versions": machine.versions,
    "disk": machine.disk,
    "secrets": files.secrets,
    "settings": files.settings,
    "inbox": files.inbox,
    "warehouse": warehouse.connection,
    "clock": warehouse.clock,
    "migrations": warehouse.migrations,
    "loads": warehouse.loads,
    "messages": warehouse.messages,
    "airflow": services.airflow,
    "runs": services.runs,
    "queue": services.queue,
}


def examine(subject: Subject) -> Iterator[Finding]:
    """Every check in turn; one that breaks is a finding too, and the others go on."""
    for name, check in CHECKS.items():
        try:
            yield from check(subject)
        except Exception as error:  # noqa: BLE001 - the doctor does not fall ill
            yield Finding(
                name, "fail", f"cannot be looked at: {str(error).strip() or repr(error)}", "Report this line."
            )
