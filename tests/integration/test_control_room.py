"""The frame around every page: languages, errors, headers, assets; who is let in is Airflow's to say."""

from __future__ import annotations

import re
import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract
from control_rooms import PREFIX, Room

from dropwire.pages.shell.render import TABS
from dropwire.pages.shell.words import LANGUAGES, catalogues

pytestmark = pytest.mark.integration
PAGES = Path(str(files("dropwire.pages")))
PLUGINS = Path(__file__).parents[2] / "plugins"


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_an_empty_warehouse(ask, tab, language):
    answer = ask(f"/{tab}", headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert re.search(rf'href="{PREFIX}/{tab}" aria-current="page"', answer.text)


@pytest.mark.parametrize("tab", TABS)
def test_nothing_comes_from_elsewhere(ask, tab):
    answer = ask(f"/{tab}")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.findall(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", answer.text)
    for address in re.findall(r'(?:src|href)="([^"#]+)"', answer.text):
        assert address.startswith("/"), address


def test_assets_are_kept_by_the_browser_until_they_change(ask):
    found = re.findall(r'(?:src|href)="(/dropwire/assets/[^"]+\?v=[^"]+)"', ask("/today").text)
    assert len(found) >= 3
    for address in found:
        answer = ask(address.removeprefix(PREFIX))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_the_language_is_chosen_and_kept(room):
    client = room.client()
    answer = client.get(f"{PREFIX}/language/vi?back=/runs", follow_redirects=False)
    assert answer.headers["location"] == f"{PREFIX}/runs"
    assert '<html lang="vi">' in client.get(f"{PREFIX}/runs", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"])
def test_the_way_back_stays_here(room, back):
    answer = room.client().get(f"{PREFIX}/language/vi", params={"back": back}, follow_redirects=False)
    assert answer.headers["location"] == f"{PREFIX}/today"


def test_a_wrong_address_is_a_page_too(ask):
    answer = ask("/nowhere")
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_a_warehouse_that_is_down_is_told_as_such():
    answer = Room("postgresql://nobody@127.0.0.1:1/none").client().get(f"{PREFIX}/today")
    assert answer.status_code == 503
    assert "does not answer" in answer.text


def test_pages_cannot_write(store, room):
    from fastapi import APIRouter

    from dropwire.pages.shell import Warehouse

    router = APIRouter()

    def write(conn: Warehouse) -> None:
        with conn.cursor() as cur:
            cur.execute("DELETE FROM ops.loads")

    write.__annotations__["conn"] = Warehouse
    router.get("/write")(write)
    room.outer.routes[-1].app.include_router(router)
    import psycopg2

    with pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
        room.client().get(f"{PREFIX}/write")


def test_every_word_is_translated_and_no_translation_is_left_over():
    written = set()
    for template in PAGES.rglob("*.j2"):
        options = {"extensions": "jinja2.ext.i18n", "trimmed": "true"}
        with template.open("rb") as text:
            for _, message, _, _ in extract("jinja2.ext:babel_extract", BytesIO(text.read()), options=options):
                written.add(message if isinstance(message, str) else message[0])
    for language in set(LANGUAGES) - {"en"}:
        translated: dict[str, object] = {}
        for folder, catalogue in catalogues(language):
            for message in catalogue:
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    assert message.string, f"{folder}/{language}.po: no translation of {key!r}"
                    assert all([message.string] if isinstance(message.string, str) else message.string), key
                    assert not list(message.check()), f"{folder}/{language}.po: placeholders of {key!r}"
                    assert translated.setdefault(key, message.string) == message.string, f"{folder}: {key!r}, twice"
        assert written - set(translated) == set()
        assert set(translated) - written == set()


@pytest.fixture
def plugin():
    pytest.importorskip("airflow")
    sys.path.insert(0, str(PLUGINS))
    import control_room

    yield control_room
    sys.path.remove(str(PLUGINS))


@pytest.mark.parametrize("path", [*TABS, "results/articles_daily/test"])
def test_who_is_not_known_is_asked_to_sign_in(plugin, monkeypatch, path):
    from airflow.api_fastapi.auth.managers.simple.simple_auth_manager import SimpleAuthManager
    from fastapi.testclient import TestClient

    app = plugin.application()
    monkeypatch.setattr(app.state, "auth_manager", SimpleAuthManager(), raising=False)
    answer = TestClient(app).get(f"/{path}")
    assert answer.status_code == 401
    assert "Sign in" in answer.text
    assert re.search(r'href="/api/v2/auth/login\?next=%2Fplugin[^"]*" target="_top" data-airflow', answer.text)
