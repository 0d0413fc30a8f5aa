"""Imported by a Celery worker when it starts (Celery's setting `imports`): it warms up before it forks."""

from __future__ import annotations

from celery.signals import worker_init

from dropwire.warm import warm_up


def before_forking(**_: object) -> None:
    """Load what the tasks would load, each for itself."""
    warm_up()


worker_init.connect(before_forking)
