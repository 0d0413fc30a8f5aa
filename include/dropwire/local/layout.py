"""Where the one-machine stack keeps its things, and the few settings it takes from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dropwire.config import REPOSITORY
from dropwire.errors import ConfigError

DEFAULT_UI_PORT = 8080


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths and ports of one stack. `pg_port` None: take a free one; a URL given replaces the embedded server."""

    home: Path
    repository: Path = REPOSITORY
    ui_port: int = DEFAULT_UI_PORT
    pg_port: int | None = None
    warehouse_url: str | None = None
    warehouse_owner_url: str | None = None
    metadata_url: str | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Layout:
        """Read DROPWIRE_HOME, DROPWIRE_UI_PORT, DROPWIRE_PG_PORT and the URLs of servers used instead of ours.

        Raises:
            ConfigError: a port is not a number from 1 to 65535.
        """
        environ = os.environ if environ is None else environ
        warehouse = environ.get("DROPWIRE_WAREHOUSE_URL") or None
        return cls(
            home=Path(environ.get("DROPWIRE_HOME") or REPOSITORY / "work").expanduser().absolute(),
            ui_port=_port(environ, "DROPWIRE_UI_PORT") or DEFAULT_UI_PORT,
            pg_port=_port(environ, "DROPWIRE_PG_PORT"),
            warehouse_url=warehouse,
            warehouse_owner_url=environ.get("DROPWIRE_WAREHOUSE_OWNER_URL") or warehouse,
            metadata_url=environ.get("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN") or None,
        )

    @property
    def inbox(self) -> Path:
        """Where drops arrive."""
        return self.home / "drops" / "inbox"

    @property
    def samples(self) -> Path:
        """The repository's own drops."""
        return self.repository / "samples" / "inbox"

    @property
    def postgres(self) -> Path:
        """Data directory of the embedded PostgreSQL."""
        return self.home / "postgres"

    @property
    def airflow(self) -> Path:
        """AIRFLOW_HOME: task logs and what Airflow writes for itself."""
        return self.home / "airflow"

    @property
    def secrets(self) -> Path:
        """Generated passwords and keys, one file each, mode 600."""
        return self.home / "secrets"

    @property
    def logs(self) -> Path:
        """What the parts of the stack print."""
        return self.home / "logs"

    @property
    def state(self) -> Path:
        """Lock and record of the running stack."""
        return self.home / "state"

    @property
    def needs_postgres(self) -> bool:
        """Whether anything still lives in the embedded server."""
        return not (self.warehouse_url and self.metadata_url)

    def make(self) -> None:
        """Create the folders; secrets are for their owner's eyes only.

        Raises:
            ConfigError: the folder cannot be made or written.
        """
        try:
            for folder in (self.home, self.inbox, self.airflow, self.secrets, self.logs, self.state):
                folder.mkdir(parents=True, exist_ok=True)
            self.secrets.chmod(0o700)
        except OSError as error:
            raise ConfigError(
                f"cannot write {self.home} ({error.strerror}): set DROPWIRE_HOME to a folder of yours"
            ) from error


def _port(environ: Mapping[str, str], name: str) -> int | None:
    text = environ.get(name, "").strip()
    if not text:
        return None
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ConfigError(f"{name}={text!r}: write a port from 1 to 65535")
    return int(text)
