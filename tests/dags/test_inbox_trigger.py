"""The trigger that watches the inbox: one wake-up for what came, none for what went."""

from __future__ import annotations

import asyncio
import itertools
import sys
import time
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path / "airflow"))
    monkeypatch.setenv("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
    monkeypatch.setenv("DROPWIRE_HOME", str(tmp_path))
    monkeypatch.setenv("DROPWIRE_SETTLE_SECONDS", "0")
    monkeypatch.syspath_prepend(REPOSITORY / "plugins")
    return tmp_path / "drops" / "inbox"


def test_it_wakes_for_what_came_and_sleeps_for_what_went(inbox: Path) -> None:
    from inbox_trigger import InboxTrigger

    async def watch() -> list[int]:
        events = InboxTrigger(interval=0.02).run()
        seen: list[int] = []

        async def woken() -> bool:
            try:
                seen.append((await asyncio.wait_for(asyncio.shield(pending), 1.5)).payload["files"])
            except TimeoutError:
                return False
            return True

        pending = asyncio.ensure_future(anext(events))
        assert not await woken(), "the inbox is not there yet"
        inbox.mkdir(parents=True)
        assert not await woken(), "it is empty"
        for name in ("a.txt", "b.txt", "c.txt.part"):
            (inbox / name).write_text("x")
        assert await woken()
        pending = asyncio.ensure_future(anext(events))
        (inbox / "a.txt").unlink()
        assert not await woken(), "something went"
        (inbox / "b.txt").write_text("a new version")
        assert await woken()
        pending = asyncio.ensure_future(anext(events))
        assert not await woken()
        pending.cancel()
        return seen

    assert asyncio.run(watch())[-1] == 1


def test_it_rests_longer_the_longer_a_look_takes(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from inbox_trigger import REST, InboxTrigger

    class Slow(InboxTrigger):
        def _look(self) -> frozenset[int]:
            time.sleep(0.05)
            return frozenset({next(number)})

    number = itertools.count()
    rests: list[float] = []
    yield_to_others = asyncio.sleep

    async def rest(seconds: float) -> None:
        rests.append(seconds)
        await yield_to_others(0)

    async def watch() -> None:
        monkeypatch.setattr(asyncio, "sleep", rest)
        async for _ in Slow(interval=0.01, patience=0).run():
            if len(rests) > 2:
                return

    asyncio.run(watch())
    assert min(rests) >= REST * 0.05


def test_it_is_found_by_the_path_it_is_stored_under(inbox: Path) -> None:
    from inbox_trigger import InboxTrigger

    path, values = InboxTrigger(interval=2).serialize()
    module, _, name = path.rpartition(".")
    assert getattr(sys.modules[module], name)(**values).interval == 2
