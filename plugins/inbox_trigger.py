"""Wakes whoever watches the inbox when something arrived there: a folder, or an object store."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

Snapshot = frozenset[int]
"""A number for each version of a file: its name, size and time of change."""
REST = 10
"""Times as long as a look took it sleeps at least: millions of files are looked at less often."""


class InboxTrigger(BaseEventTrigger):
    """One event when the inbox has changed and is quiet again, or keeps changing for `patience` seconds.

    An event only says "look": what is new is decided against the ledger, so an event too many costs a look and an
    event that is lost is made good by the next one. After a start it fires once when the inbox holds anything.
    """

    def __init__(self, interval: float = 5.0, patience: float = 30.0) -> None:
        super().__init__()
        self.interval = interval
        self.patience = patience

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """For the database of triggers."""
        return "inbox_trigger.InboxTrigger", {"interval": self.interval, "patience": self.patience}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Look at the inbox again and again; an inbox that cannot be reached is looked at later."""
        told: Snapshot = frozenset()
        last: Snapshot = frozenset()
        since = time.monotonic()
        while True:
            began = time.monotonic()
            found = await asyncio.to_thread(self._look)
            took = time.monotonic() - began
            if found is not None:
                if found <= told:
                    told, since = found, time.monotonic()  # nothing came: files may have been taken away
                elif found == last or time.monotonic() - since > self.patience:
                    told, since = found, time.monotonic()
                    yield TriggerEvent({"files": len(found)})
                last = found
            await asyncio.sleep(max(self.interval, REST * took))

    def _look(self) -> Snapshot | None:
        """The finished files of the inbox."""
        from datetime import UTC, datetime

        from dropwire.collect import DropFile, look
        from dropwire.config import Settings
        from dropwire.errors import DropwireError

        settings = Settings.from_env()
        try:
            return frozenset(
                hash((file.name, file.size, file.mtime))
                for file in look(settings.inbox_path, datetime.now(UTC), settings.settle_seconds)
                if isinstance(file, DropFile)
            )
        except DropwireError as error:
            self.log.warning("The inbox cannot be looked at: %s", error)
            return None
