"""Airflow's own database: brought to its newest form, and only when that is needed (it takes 6 s to find out)."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version

import psycopg2

from dropwire.errors import ConfigError
from dropwire.local.airflow_env import airflow_command
from dropwire.local.layout import Layout
from dropwire.local.processes import tail


def migrate_metadata(layout: Layout, env: Mapping[str, str], url: str) -> None:
    """Run `airflow db migrate`, unless this version did so in this database before.

    Raises:
        ConfigError: it failed; the message ends with what it printed last.
    """
    stamp = layout.state / "metadata"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == _form(url) != "":
        return
    log = layout.logs / "db-migrate.log"
    with log.open("wb") as sink:
        done = subprocess.run(
            [airflow_command(sys.executable), "db", "migrate"],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise ConfigError(f"airflow db migrate failed:\n{tail(log)}")
    stamp.write_text(_form(url), encoding="utf-8")


def _form(url: str) -> str:
    """Airflow's version, which database this is, and its alembic revision; empty when that cannot be known."""
    plain = url.replace("postgresql+psycopg2://", "postgresql://", 1)
    with contextlib.suppress(psycopg2.Error), contextlib.closing(psycopg2.connect(plain)) as connection:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT oid || ' ' || (SELECT string_agg(version_num, ' ') FROM alembic_version) "
                "FROM pg_database WHERE datname = current_database()"
            )
            row = cursor.fetchone()
        return f"{version('apache-airflow-core')} {row[0] if row else ''}"
    return ""
