"""The commands of the local stack: help and wrong arguments do nothing else."""

from __future__ import annotations

import sys

import pytest

from dropwire.local import __main__, commands


@pytest.mark.parametrize("command", sorted(set(commands.COMMANDS) - {*__main__.WITH_ARGUMENTS}))
@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("now", 2)])
def test_commands_without_arguments_do_nothing_when_given_one(monkeypatch, capsys, command, argument, code) -> None:
    monkeypatch.setitem(commands.COMMANDS, command, lambda *_: pytest.fail("it ran"))
    monkeypatch.setattr(sys, "argv", ["dropwire.local", command, argument])
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == code
    assert f"dropwire.local {command}" in "".join(capsys.readouterr())
