"""`make setup`: what it checks, and how it says what is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest

from dropwire.local import bootstrap


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "requirements.txt").write_text("six==1.17.0\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    monkeypatch.setattr(bootstrap, "REPOSITORY", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


@pytest.mark.parametrize(
    ("version", "fits"), [((3, 10, 9), False), ((3, 11, 0), True), ((3, 13, 5), True), ((3, 14, 0), False)]
)
def test_only_supported_pythons(monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], fits: bool):
    monkeypatch.setattr(bootstrap.sys, "version_info", version)
    if fits:
        bootstrap.check_python()
    else:
        with pytest.raises(bootstrap.SetupError, match="is needed"):
            bootstrap.check_python()


def test_it_can_be_read_by_an_old_python():
    # It must get as far as saying that this Python is too old.
    compile(Path(bootstrap.__file__).read_text(encoding="utf-8"), "bootstrap.py", "exec", dont_inherit=True)
    import ast

    ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "cannot be reached"),
        ("error sending request for url: dns error", "cannot be reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "differs from the lock"),
        ("ERROR: No matching distribution found for six==1.17.0", "not on this package index"),
    ],
)
def test_known_failures_have_one_line(output: str, told: str):
    assert told in (bootstrap.explain(output) or "")


def test_a_failing_command_shows_what_it_said(checkout: Path):
    with pytest.raises(bootstrap.SetupError, match="odd trouble"):
        bootstrap.run([sys.executable, "-c", "print('odd trouble'); raise SystemExit(3)"])


def test_a_second_time_costs_nothing_and_a_changed_lock_is_noticed(checkout: Path):
    bootstrap.PYTHON.parent.mkdir(parents=True)
    bootstrap.PYTHON.touch()
    for name in ("requirements.txt", bootstrap.PROJECT):
        assert not bootstrap.is_stamped(name)
        bootstrap.stamp_file(name).write_text(bootstrap.stamp(name), encoding="utf-8")
    assert bootstrap.main([]) == 0
    (checkout / "requirements.txt").write_text("six==1.16.0\n")
    assert not bootstrap.is_stamped("requirements.txt")
    assert bootstrap.is_stamped(bootstrap.PROJECT)


def test_no_room_is_said_before_anything_is_made(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(bootstrap, "NEEDED_GB", 1e9)
    assert bootstrap.main([]) == 1
    assert capsys.readouterr().err.startswith("setup: less than")
    assert not bootstrap.VENV.exists()


def test_children_may_write_bytecode(checkout: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    bootstrap.run([sys.executable, "-c", "import sys; raise SystemExit(sys.dont_write_bytecode)"])


def test_make_help_lists_every_command():
    shown = subprocess.run(["make", "help"], cwd=Path(bootstrap.__file__).parents[3], capture_output=True, text=True)
    for target in ("setup", "run", "up", "down", "status", "test", "lint", "lock", "clean"):
        assert f"make {target} " in shown.stdout


def test_a_missing_venv_module_names_the_package(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert bootstrap.main([]) == 1
    assert "apt-get install python3-venv" in capsys.readouterr().err
