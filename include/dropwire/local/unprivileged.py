"""PostgreSQL refuses to run as root. This runs it as somebody else who can still read and write its files."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dropwire.errors import ConfigError

_NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000", "--")
_NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Runner:
    """How to start a program without root's powers; `owner` is the user its files must belong to, if not ours."""

    prefix: tuple[str, ...] = ()
    owner: int | None = None

    def hand_over(self, path: Path) -> Path:
        """Give a file or an empty folder to the user the program runs as."""
        if self.owner is not None:
            os.chown(path, self.owner, self.owner)
        return path


def choose(folder: Path, program: Path) -> Runner:
    """The gentlest way that works here: as we are, in a user namespace (no file changes hands), as `nobody`.

    Raises:
        ConfigError: neither works, or `nobody` could not reach the folder or the program.
    """
    if os.geteuid() != 0:
        return Runner()
    if _works([*_NAMESPACE, "true"]):
        return Runner(_NAMESPACE)
    setpriv = ("setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", "--")
    if _works([*setpriv, "test", "-x", str(folder), "-a", "-x", str(program)]):
        return Runner(setpriv, _NOBODY)
    raise ConfigError(
        f"PostgreSQL cannot run as root, and no other user can reach {folder}: "
        "run as a normal user, or set DROPWIRE_HOME to a folder outside root's home"
    )


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False
