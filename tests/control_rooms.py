"""The control room over a test's warehouse: asked directly, or served to a browser."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import pytest
from fastapi import Depends, FastAPI, Request, Response
from fastapi.testclient import TestClient
from stores import Store

from dropwire.config import Settings
from dropwire.pages.app import control_room

PREFIX = "/dropwire"
EVERYTHING = frozenset({"articles_daily", "quarantine", "archive_replay", "alerts_mute"})
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@dataclass
class Room:
    """The application, mounted as Airflow mounts it, for a person with the rights in `may_trigger`."""

    url: str
    """The warehouse's."""
    may_trigger: frozenset[str] = EVERYTHING
    settings: Settings = field(default_factory=Settings)
    """Where its archive is."""
    outer: FastAPI = field(default_factory=FastAPI)

    def __post_init__(self) -> None:
        def note(request: Request) -> None:
            request.state.may_trigger = self.may_trigger

        note.__annotations__["request"] = Request
        made = control_room(lambda: psycopg2.connect(self.url), PREFIX, [Depends(note)], [], lambda: self.settings)
        self.outer.mount(PREFIX, made)

    def client(self) -> TestClient:
        return TestClient(self.outer)


@pytest.fixture
def room(store: Store, tmp_path: Path) -> Room:
    return Room(store.url("dropwire_loader"), settings=Settings(home=tmp_path, settle_seconds=0))


@pytest.fixture
def ask(room: Room) -> Callable[..., object]:
    """GET a path below the control room: `ask("/today")`."""
    client = room.client()
    return lambda path, **options: client.get(PREFIX + path, **options)


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """A browser for one file's tests: Playwright keeps an event loop running, in which no other test may begin one."""
    playwright = pytest.importorskip("playwright.sync_api")
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])


@contextmanager
def serve(room: Room) -> Iterator[str]:
    """Address of the control room on a real server."""
    import uvicorn

    room.outer.add_api_route("/favicon.ico", lambda: Response(status_code=204))  # browsers ask for it
    server = uvicorn.Server(uvicorn.Config(room.outer, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}{PREFIX}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def served(room: Room) -> Iterator[str]:
    """The same, of a test's own warehouse: `page.goto(served + "/today")`."""
    with serve(room) as address:
        yield address
