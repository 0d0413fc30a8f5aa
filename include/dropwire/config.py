"""Settings from the environment, read once inside a task or a command, never at import."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from upath import UPath

from dropwire.errors import ConfigError

LEXICON = Path(__file__).parent / "lexicon"
SOURCES = Path(__file__).parent / "sources.yaml"
ALERTS = Path(__file__).parent / "alerts.yaml"
REPOSITORY = Path(__file__).parents[2]


CONNECTION = "dropwire_warehouse"
"""The warehouse's name among Airflow's connections."""


def libpq_url(uri: str) -> str:
    """The warehouse's address as libpq and SQLAlchemy read it, from that of Airflow's connection.

    Raises:
        ConfigError: it leads to something else than PostgreSQL.
    """
    url = uri.replace("postgres://", "postgresql://", 1)
    if not url.startswith("postgresql://"):
        raise ConfigError(f"Airflow's connection {CONNECTION} is no PostgreSQL: make it one of type Postgres")
    return url


class Entry(BaseModel):
    """An entry of a file that people edit: fields nobody knows are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def zone(name: str) -> str:
    """The name of a time zone, as it is.

    Raises:
        ValueError: there is no such zone.
    """
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"`{name}` is no time zone; write one such as Asia/Ho_Chi_Minh") from None
    return name


class Settings(BaseModel):
    """Where things are and how they are cut. Each field is the environment variable `DROPWIRE_<FIELD>`."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    home: Path = Field(default_factory=lambda: REPOSITORY / "work", description="Working folder of this machine")
    inbox: str = Field(default="", description="Folder or object store where drops arrive (home/drops/inbox)")
    archive: str = Field(default="", description="Where raw drops are kept by sha256 (home/drops/archive)")
    lexicon: Path = Field(default=LEXICON, description="Folder of the lexicon files")
    sources: Path = Field(default=SOURCES, description="What single sources need beside the general rules")
    alerts: Path = Field(default=ALERTS, description="Who is told what about the runs")
    warehouse_url: str | None = Field(default=None, description="PostgreSQL URL of the warehouse for commands")
    settle_seconds: float = Field(default=5, ge=0, description="A drop changed more recently is still being written")
    fetch_agent: str = Field(default="Dropwire/0.1", min_length=1, description="User-Agent; name a way to reach you")
    fetch_threads: int = Field(default=16, ge=1, le=256, description="Requests of a source under way in all")
    fetch_proxy: str | None = Field(default=None, description="Proxy to fetch through")
    fetch_ca: Path | None = Field(default=None, description="Certificates to trust instead of the usual ones")
    fetch_loopback: bool = Field(default=False, description="This machine may be fetched from; for tests")
    shard_bytes: int = Field(default=8_000_000, gt=0, description="Work of one mapped task, in bytes of drops")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises:
            ConfigError: a variable has a value that cannot be used; the message names it.
        """
        environ = os.environ if environ is None else environ
        given = {
            name: environ[f"DROPWIRE_{name.upper()}"]
            for name in cls.model_fields
            if environ.get(f"DROPWIRE_{name.upper()}")
        }
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            first = error.errors()[0]
            name = f"DROPWIRE_{str(first['loc'][0]).upper()}"
            raise ConfigError(f"{name}={first['input']!r}: {first['msg']}") from error

    @property
    def inbox_path(self) -> UPath:
        """The inbox as a path, local or remote."""
        return UPath(self.inbox or self.home / "drops" / "inbox")

    @property
    def archive_path(self) -> UPath:
        """The archive as a path, local or remote."""
        return UPath(self.archive or self.home / "drops" / "archive")
