"""The command line. `dropwire preview` on drops that are none: each is an item set aside, and the others are read."""

from __future__ import annotations

import json
import os
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dropwire import cli
from dropwire.read import read

GOOD = "Pasukan pemerintah merebut kota Palmyra pada 2 Maret 2017, kata juru bicara militer kepada wartawan."


def preview(*arguments: object) -> str:
    result = CliRunner().invoke(cli.app, ["preview", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def as_records(*arguments: object) -> list[dict]:
    return [json.loads(line) for line in preview(*arguments, "--json").splitlines()]


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_pipe_is_set_aside_without_waiting_for_it(tmp_path, good):
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    refused, read = as_records(pipe, good)
    assert refused["rejected"]["rule"] == "not_a_file"
    assert read["clean_text"] == GOOD


def test_a_folder_named_like_a_day_that_is_none_costs_its_own_files(tmp_path, good):
    folder = tmp_path / "2017-02-31"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    refused, read = as_records(folder, good)
    assert (refused["rejected"]["stage"], refused["rejected"]["rule"]) == ("collect", "day_folder")
    assert read["clean_text"] == GOOD


def test_a_fault_of_the_reader_costs_its_file(tmp_path, good, monkeypatch):
    def failing(name, *rest):
        if name.endswith("bad.txt"):
            raise ZeroDivisionError("a planted fault")
        return read(name, *rest)

    monkeypatch.setattr("dropwire.pipeline.read", failing)
    bad = tmp_path / "bad.txt"
    bad.touch()
    refused, whole = as_records(bad, good)
    assert (refused["rejected"]["stage"], refused["rejected"]["rule"]) == ("read", "fault")
    assert whole["clean_text"] == GOOD


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_we_may_not_read_is_set_aside(tmp_path, good):
    closed = tmp_path / "closed.txt"
    closed.write_text(GOOD, encoding="utf-8")
    closed.chmod(0)
    refused, read = as_records(closed, good)
    assert refused["rejected"]["rule"] == "unreadable"
    assert read["clean_text"] == GOOD


def test_a_name_that_is_no_text_is_shown_by_its_bytes(tmp_path):
    (tmp_path / os.fsdecode(b"bad\xff.txt")).write_text(GOOD, encoding="utf-8")
    (read,) = as_records(tmp_path)
    assert read["file"].endswith("bad\\udcff.txt")
    assert read["clean_text"] == GOOD


@pytest.mark.parametrize("broken", [False, True])
def test_neither_names_nor_texts_steer_the_terminal(tmp_path, monkeypatch, broken):
    monkeypatch.chdir(tmp_path)  # a long path would be cut
    path = Path("a\x1b[2J\x9b31m.txt")
    path.write_bytes(b"%PDF-1.7" if broken else f"\x1b]0;title\x07{GOOD} \x9b2J \u202eabc.".encode())
    shown = preview(path)
    assert "‹1b›" in shown
    assert "‹9b›" in shown
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_the_command_tells_its_version():
    result = CliRunner().invoke(cli.app, ["--version"], catch_exceptions=False)
    assert result.output == f"dropwire {version('dropwire')}\n"
