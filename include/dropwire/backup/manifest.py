"""What a backup holds, written beside it: without this file a backup is not complete."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from dropwire.errors import ConfigError

FILE = "manifest.json"
DUMP = "warehouse.dump"
LISTING = "archive.tsv"
PARTIAL = ".partial"


class TableContent(BaseModel):
    """How many rows a table has, and a sum over the hashes of all of them that does not depend on their order."""

    model_config = ConfigDict(frozen=True)

    rows: int
    hash: str


class Manifest(BaseModel):
    """One backup: all of it seen at the same moment."""

    model_config = ConfigDict(frozen=True)

    taken_at: datetime
    program: str
    """Version of Dropwire."""
    server: str
    """Version of PostgreSQL."""
    migration: str
    """The newest one applied."""
    schemas: list[str]
    tables: dict[str, TableContent]
    dump_sha256: str
    drops: int
    drop_bytes: int
    archive_copied: bool
    """False: only listed, the bytes lie in an object store that keeps them."""

    def write(self, folder: Path) -> None:
        """Put it into the folder of its backup."""
        (folder / FILE).write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """The manifest of a backup.

        Raises:
            ConfigError: this is no folder of a backup.
        """
        try:
            return cls.model_validate_json((folder / FILE).read_text(encoding="utf-8"))
        except (OSError, ValidationError) as error:
            raise ConfigError(f"{folder} holds no backup: its {FILE} cannot be read ({error})") from error


def complete(folder: Path) -> list[Path]:
    """The finished backups in a folder, the oldest first."""
    return sorted(path.parent for path in folder.glob(f"*/{FILE}") if not path.parent.name.endswith(PARTIAL))


def newest(folder: Path) -> Path:
    """A backup's folder as it is, or the newest backup in a folder of several.

    Raises:
        ConfigError: there is none.
    """
    if (folder / FILE).is_file():
        return folder
    found = complete(folder)
    if not found:
        raise ConfigError(f"{folder} holds no finished backup")
    return found[-1]
