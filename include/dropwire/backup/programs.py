"""PostgreSQL's own programs, run with a login that the process list does not show."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from psycopg2.extensions import parse_dsn

from dropwire.errors import ConfigError

_VARIABLES = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
}  # fmt: skip


def run(folder: Path, program: str, url: str, *arguments: str) -> None:
    """Run `pg_dump` or `pg_restore` of the folder on the database of the URL.

    Raises:
        ConfigError: it failed; the message is what it said.
    """
    login = parse_dsn(url)
    env = dict(os.environ) | {variable: login[key] for key, variable in _VARIABLES.items() if key in login}
    command = [str(folder / program), "--no-password", *arguments]
    if program == "pg_restore":
        command += ["--dbname", login["dbname"]]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if "error:" in line or "FATAL" in line]
        raise ConfigError(f"{program} failed: {(said or done.stderr.splitlines() or ['no message'])[0]}")
