"""What tests of several folders share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from dropwire.fetch.pace import Host, Turns
from dropwire.local.postgres import Postgres
from dropwire.local.roles import LOADER, METADATA, OWNER, READER, WAREHOUSE

pytest_plugins = ["stores", "control_rooms"]


@dataclass(frozen=True)
class Warehouse:
    """A real PostgreSQL with every login and an empty warehouse database."""

    server: Postgres

    @property
    def owner(self) -> str:
        """URL of the login that migrates."""
        return self.server.url(OWNER)

    @property
    def loader(self) -> str:
        """URL of the login that writes."""
        return self.server.url(LOADER)

    @property
    def reader(self) -> str:
        """URL of the login that reads."""
        return self.server.url(READER)

    @property
    def metadata(self) -> str:
        """URL of Airflow's own database."""
        return self.server.url("airflow", METADATA)

    def url(self, role: str, database: str = WAREHOUSE) -> str:
        """URL of any login, `postgres` for the superuser."""
        return self.server.url(role, database)


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A throwaway server for the session, thrown away with everything in it. Tests share its databases."""
    folder = tmp_path_factory.mktemp("server")
    with Postgres(folder / "postgres", settings={"fsync": "off", "synchronous_commit": "off"}) as server:
        yield Warehouse(server)


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[float]]:
    """When each host's requests began; a busy machine lets them arrive nearer to each other."""
    moments: dict[str, list[float]] = defaultdict(list)
    begin = Turns._begin

    def noted(turns: Turns[Any], host: Host[Any], now: float) -> tuple[Host[Any], Any]:
        moments[host.name].append(now)
        return begin(turns, host, now)

    monkeypatch.setattr(Turns, "_begin", noted)
    return moments
