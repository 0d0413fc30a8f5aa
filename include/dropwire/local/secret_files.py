"""Generated passwords and keys, one file each, readable by their owner only. None has a default."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from pathlib import Path


def password() -> str:
    """A new random password that needs no quoting in a URL or a shell."""
    return secrets.token_urlsafe(24)


def signing_key() -> str:
    """A new random key, long enough for SHA-512."""
    return secrets.token_urlsafe(64)


def fernet_key() -> str:
    """A new key of the form Airflow encrypts its connections with."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


class SecretFiles:
    """A folder of secrets. Reading one that is not there yet makes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """The file that holds this secret."""
        return self.folder / name

    def has(self, name: str) -> bool:
        """Whether the secret was made before."""
        return self.path(name).is_file() and self.path(name).stat().st_size > 0

    def get(self, name: str, make: Callable[[], str] = password) -> str:
        """The secret's value, made at first use."""
        if not self.has(name):
            self.put(name, make())
        return self.path(name).read_text(encoding="utf-8").strip()

    def put(self, name: str, value: str) -> Path:
        """Write a secret, whole or not at all, mode 600."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self.path(f".{name}.new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600, exist_ok=False)
        fresh.write_text(value + "\n", encoding="utf-8")
        return fresh.rename(self.path(name))
