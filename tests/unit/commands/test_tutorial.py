"""The tutorial's files and the commands in it that need nothing running: they do what its text says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dropwire.cli import app
from dropwire.config import REPOSITORY

TEXT = (REPOSITORY / "docs" / "tutorial.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+ (my/\S+)\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
PAGES = ["my/site/2026/ferries.html", "my/site/2026/market.html"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def say(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, env={"COLUMNS": "200"})
    assert done.exit_code == 0, done.output
    return done.output


def test_a_page_without_rules_keeps_the_line_no_general_rule_can_know(folder: Path):
    (shown,) = map(json.loads, say("preview", PAGES[1], "--json").splitlines())
    assert "Puzzle corner" in shown["clean_text"] and "About us" not in shown["clean_text"]
    assert (shown["title"], shown["lang"]) == ("Market shelled in Kharkiv", "en")
    assert shown["published"]["start"] == "2026-03-14"
    assert len(shown["events"]) == 2


def test_the_source_is_in_order_and_its_rule_removes_the_line(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DROPWIRE_SOURCES", str(folder / "my" / "sources.yaml"))
    assert "1 source, all in order" in say("sources", "check")
    tried = say("sources", "try", "Harbour Gazette", *PAGES)
    assert re.search(r"```text\n(.*)\n```", TEXT)[1] in tried
    assert tried.count("Puzzle corner") == 2


def test_every_command_named_is_there():
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    for target in re.findall(r"^make (\S+)", "\n".join(blocks), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
