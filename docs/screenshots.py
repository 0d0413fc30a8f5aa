"""The pictures in docs/images: `make screenshots`. Needs Chromium (Debian: apt-get install chromium).

Starts a stack of its own in a temporary folder, loads the samples as `make run` does, looks at Airflow and at the
control room in a browser without a window, and stops everything. Pictures are WebP, so that a repository can hold them.
"""

from __future__ import annotations

import argparse
import io
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg2
from PIL import Image
from rich.console import Console

from dropwire import daily
from dropwire.config import Settings
from dropwire.local.airflow_env import ADMIN, ADMIN_SECRET
from dropwire.local.inbox import deliver
from dropwire.local.layout import Layout
from dropwire.local.ports import HOST, free_port
from dropwire.local.run import DAG, Airflow, ask_and_watch, await_dag, prepare_warehouse
from dropwire.local.secret_files import SecretFiles
from dropwire.local.stack import Stack

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = Path(__file__).parent / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE, HIGH = 1280, 800
QUALITY = 72
PATIENCE = 180_000
"""Milliseconds a page may take on a busy machine."""
REST = 3.0
"""Seconds until what moves has come to its end."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the page, and what must be on it before it is taken."""

    name: str
    path: str
    shows: str
    dark: bool = False


def shots(stack: Stack) -> list[Shot]:
    """What is worth a picture; the article and the event are the first of their kind in the samples."""
    with closing(psycopg2.connect(stack.urls.reader)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT article_id FROM news.event_mentions JOIN news.articles USING (article_id)"
            " GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT 1"
        )
        (article,) = cursor.fetchone() or (0,)
    days = "from=2017-11-01&to=2017-11-30"
    return [
        Shot("airflow", f"/dags/{DAG}", f"a[href*='/dags/{DAG}/runs/']"),
        Shot("today", "/dropwire/today?day=2017-11-11", "main"),
        Shot("today-dark", "/dropwire/today?day=2017-11-11", "main", dark=True),
        Shot("events", f"/dropwire/events?{days}", "main svg"),
        Shot("article", f"/dropwire/articles/{article}", "main mark"),
        Shot("quality", "/dropwire/quality", "main"),
        Shot("quarantine", "/dropwire/quarantine", "main"),
        Shot("calendar", "/dropwire/runs/calendar?month=2017-11", "main"),
    ]


@contextmanager
def loaded(home: Path, console: Console) -> Iterator[Stack]:
    """A stack of its own with the samples in its warehouse."""
    layout = Layout(home, ui_port=free_port())
    layout.make()
    with Stack(layout, "run", console.print) as stack:
        stack.start_postgres()
        prepare_warehouse(stack.urls)
        settings = Settings(home=home)
        deliver(layout.samples, layout.inbox, settings.settle_seconds + 1)
        with console.status("starting Airflow"):
            airflow = Airflow(stack.start_airflow(scheduled=False), stack.revive)
        await_dag(airflow, DAG)
        with closing(psycopg2.connect(stack.urls.loader)) as connection:
            days = daily.waiting(connection, settings)
        runs = ask_and_watch(airflow, console, DAG, days)
        if failed := [run for run in runs if run.state != "success"]:
            sys.exit(f"{len(failed)} of the sample days failed: `make run` says why")
        yield stack


def log_in(page: Page, address: str, password: str) -> None:
    """As a person does."""
    page.goto(address)
    page.fill("input[name=username]", ADMIN)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda url: "login" not in url)


def take(page: Page, address: str, shot: Shot) -> None:
    """One picture, once the page has come to rest."""
    page.emulate_media(color_scheme="dark" if shot.dark else "light")
    page.goto(address + shot.path)
    page.wait_for_selector(shot.shows, state="attached")
    time.sleep(REST)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(IMAGES / f"{shot.name}.webp", quality=QUALITY, method=6)


def main() -> None:
    """Take all of them, or those that are named."""
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="only these")
    given = parser.parse_args()
    for sign in (signal.SIGINT, signal.SIGTERM):  # SIGINT too: a shell's background jobs ignore it
        signal.signal(sign, lambda *_: sys.exit("screenshots: stopped"))
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit("screenshots: no Chromium here: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    console = Console(highlight=False)
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dropwire-screenshots-") as folder, loaded(Path(folder), console) as stack:
        address = f"http://{HOST}:{stack.layout.ui_port}"
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            page = chromium.new_page(viewport={"width": WIDE, "height": HIGH}, locale="en-GB")
            page.set_default_timeout(PATIENCE)
            log_in(page, address, SecretFiles(stack.layout.secrets).get(ADMIN_SECRET))
            for shot in shots(stack):
                if not given.names or shot.name in given.names:
                    take(page, address, shot)
                    kilobytes = (IMAGES / f"{shot.name}.webp").stat().st_size / 1000
                    console.print(f"docs/images/{shot.name}.webp, {kilobytes:.0f} kB")
            chromium.close()


if __name__ == "__main__":
    main()
