"""`python -m dropwire.local run|up|down|status|clean|airflow`: what the Makefile calls."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from types import FrameType

from rich.console import Console

from dropwire.errors import DropwireError
from dropwire.local import commands
from dropwire.local.layout import Layout

INTERRUPTED = 130
WITH_ARGUMENTS = ("airflow", "backfill", "psql")
"""Commands that read arguments of their own."""


def main() -> int:
    """Run one command; an error made on purpose is one clear line and exit code 1."""
    parser = argparse.ArgumentParser(prog="dropwire.local", description=__doc__)
    parser.add_argument("command", choices=sorted(commands.COMMANDS))
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    if given.command not in WITH_ARGUMENTS:  # `clean --help` must not clean
        about = commands.COMMANDS[given.command].__doc__
        argparse.ArgumentParser(prog=f"dropwire.local {given.command}", description=about).parse_args(given.arguments)
    console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 100)
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # SIGINT too: a shell's background jobs ignore it
        signal.signal(sign, _interrupt)
    try:
        return commands.COMMANDS[given.command](Layout.from_env(), console, given.arguments)
    except KeyboardInterrupt:
        console.print("stopped; nothing is left running")
        return INTERRUPTED
    except DropwireError as error:
        print(f"{given.command}: {error}", file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"{given.command}: {error}", file=sys.stderr)
    return 1


def _interrupt(sign: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
