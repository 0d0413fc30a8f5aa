"""Makes `.venv` from the locked requirements. Standard library only: it runs before anything is installed.

python3 bootstrap.py [--dev]
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
VENV = REPOSITORY / ".venv"
PYTHON = VENV / "bin" / "python"
PROJECT = "pyproject.toml"
NEEDED_GB = 2.0
SUPPORTED = ((3, 11), (3, 13))

HINTS = (
    (r"No space left|disk full|os error 28", "the disk is full: free 2 GB and run the command again"),
    (
        r"Name or service|name resolution|Network is unreachable|Connection refused|connect error|timed out|ProxyError"
        r"|Failed to establish|error sending request|dns error|Max retries",
        "the package index cannot be reached: check the network, the proxy, or `pip config list`",
    ),
    (r"HASHES|hash mismatch|do not match the hashes", "a package differs from the lock: try again, or see `make lock`"),
    (
        r"No matching distribution|No solution found|not found in the package registry",
        "a locked package is not on this package index: check `pip config list`",
    ),
)


class SetupError(Exception):
    """One line that says what is wrong and what to do."""


def main(arguments: list[str]) -> int:
    """Set up what is missing; returns the exit code."""
    names = ["requirements.txt", *(["requirements-dev.txt"] if "--dev" in arguments else []), PROJECT]
    try:
        check_python()
        missing = [name for name in names if not is_stamped(name)]
        if missing:
            check_machine()
            make_venv()
        for name in missing:
            install_project() if name == PROJECT else install(name)
            stamp_file(name).write_text(stamp(name), encoding="utf-8")
        if missing:
            say("environment ready")
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"setup: {explain(str(error)) or error}", file=sys.stderr)
        return 1
    return 0


def check_python() -> None:
    """Only the versions the lock was made for."""
    if not SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupError(f"Python {found} will not do, 3.11 to 3.13 is needed: `make setup PYTHON=/path/to/python3.11`")


def check_machine() -> None:
    """What can be known to fail, before anything is downloaded."""
    if not (shutil.which("uv") or PYTHON.exists()):
        try:
            import ensurepip  # noqa: F401
            import venv  # noqa: F401
        except ImportError:
            raise SetupError("Python's venv module is missing: `apt-get install python3-venv`") from None
    if not PYTHON.exists() and shutil.disk_usage(REPOSITORY).free < NEEDED_GB * 1e9:
        raise SetupError(f"less than {NEEDED_GB:.0f} GB free on the disk of {REPOSITORY}")


def stamp(name: str) -> str:
    """What the environment was made from; anything else in it means making it again."""
    return hashlib.sha256((REPOSITORY / name).read_bytes() + str(VENV).encode()).hexdigest()


def stamp_file(name: str) -> Path:
    """Where the stamp of one installed file is kept."""
    return VENV / f".{Path(name).stem}.stamp"


def is_stamped(name: str) -> bool:
    """Whether this was installed here, whole, and has not changed since."""
    path = stamp_file(name)
    return PYTHON.exists() and path.is_file() and path.read_text(encoding="utf-8") == stamp(name)


def make_venv() -> None:
    """An empty environment, unless one with a working interpreter stands."""
    if PYTHON.exists():
        return
    say(f"making {VENV.name}")
    if shutil.which("uv"):
        run(["uv", "venv", "--quiet", "--clear", "--seed", "--python", sys.executable, str(VENV)])
    else:
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install(name: str) -> None:
    """Install a lock with uv when it is there and can, otherwise with pip (which knows this machine's settings)."""
    total = len(re.findall(r"^[\w.-]+==", (REPOSITORY / name).read_text(encoding="utf-8"), re.MULTILINE))
    # As constraints, too: pip before 24 does not hold `celery[redis]` of a dependency to the pin of `celery`.
    arguments = ["--require-hashes", "-r", name, "-c", name]
    if shutil.which("uv"):
        say(f"installing {total} packages of {name} with uv")
        try:
            run(["uv", "pip", "install", "--quiet", "--python", str(PYTHON), "--compile-bytecode", *arguments])
            return
        except SetupError as error:
            say(f"uv could not ({error}); trying pip")
    say(f"installing {total} packages of {name} with pip")
    run([str(PYTHON), "-m", "pip", "install", "--progress-bar", "off", "--compile", *arguments], total)


def install_project() -> None:
    """The project itself, in place, for the `dropwire` command."""
    arguments = ["install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index", "-e", "."]
    run([str(PYTHON), "-m", "pip", *arguments])


def run(command: list[str], total: int = 0) -> None:
    """Run a command quietly; with `total`, show how many of pip's packages it has come to."""
    # Some machines forbid bytecode; without it everything starts two to three times slower.
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    output = []
    process = subprocess.Popen(
        command, cwd=REPOSITORY, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, errors="replace",
    )  # fmt: skip
    assert process.stdout is not None
    done = 0
    for line in process.stdout:
        output.append(line.rstrip())
        if total and line.startswith(("Collecting ", "Requirement already satisfied")):
            done += 1
            progress(f"{done}/{total} {line.split()[1] if line[0] == 'C' else ''}", done % 40 == 0)
        elif total and line.startswith("Installing collected"):
            progress("writing them (about a minute)", True)
    if total and sys.stdout.isatty():
        print("\r\033[K", end="")
    if process.wait():
        text = "\n".join(output)
        raise SetupError(explain(text) or f"`{' '.join(command[:4])} ...` failed:\n" + "\n".join(output[-12:]))


def explain(text: str) -> str | None:
    """One line for the failures that have a known remedy."""
    return next((hint for pattern, hint in HINTS if re.search(pattern, text)), None)


def progress(text: str, milestone: bool) -> None:
    """One line that changes on a terminal; elsewhere only the milestones."""
    if sys.stdout.isatty():
        print(f"\r\033[K  {text}"[: shutil.get_terminal_size().columns], end="", flush=True)
    elif milestone:
        say("  " + text)


def say(text: str) -> None:
    """A line of progress."""
    print(text, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
