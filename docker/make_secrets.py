"""Make the secrets of the container stack: `make_secrets.py FILE`. What the file says already is never changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from dropwire.local.secret_files import fernet_key, password, signing_key

SECRETS: dict[str, Callable[[], str]] = {
    "DROPWIRE_POSTGRES_PASSWORD": password,
    "DROPWIRE_AIRFLOW_PASSWORD": password,
    "DROPWIRE_OWNER_PASSWORD": password,
    "DROPWIRE_LOADER_PASSWORD": password,
    "DROPWIRE_READER_PASSWORD": password,
    "DROPWIRE_QUEUE_PASSWORD": password,
    "DROPWIRE_UI_PASSWORD": password,
    "DROPWIRE_FERNET_KEY": fernet_key,
    "DROPWIRE_API_KEY": password,
    "DROPWIRE_JWT_KEY": signing_key,
}


def complete(file: Path) -> list[str]:
    """Add the secrets that are missing or blank; returns their names. The file is replaced whole, mode 600."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    given = {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in lines)}
    missing = [name for name in SECRETS if not given.get(name)]
    if missing:
        kept = [line for line in lines if line.partition("=")[0].strip() not in missing]
        fresh = file.with_name(f"{file.name}.new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600, exist_ok=False)
        fresh.write_text("\n".join([*kept, *(f"{name}={SECRETS[name]()}" for name in missing), ""]), encoding="utf-8")
        fresh.replace(file)
    file.chmod(0o600)
    return missing


def main() -> None:
    """Complete the file and say what was made, never its value."""
    file = Path(sys.argv[1])
    made = complete(file)
    print(f"{file}: made {', '.join(made)}" if made else f"{file}: nothing was missing")


if __name__ == "__main__":
    main()
