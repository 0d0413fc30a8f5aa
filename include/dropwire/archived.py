"""The raw text of an article, read anew from the archive: what its removed spans and evidence point into."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dropwire.article import Rejected
from dropwire.clean import raw_text
from dropwire.config import Settings
from dropwire.errors import DropwireError
from dropwire.read import ReadSettings, read
from dropwire.sources import load_sources


class NotInArchive(DropwireError):
    """The archive cannot be reached, has lost the bytes, or they no longer yield the item; the message says which."""


def raw_of(settings: Settings, key: str, file: str, sha256: str, record: int | None) -> str:
    """The raw text of one item of a drop, whose bytes the archive keeps under `key`.

    Raises:
        NotInArchive: there is none to be had.
    """
    try:
        reading = _reading(settings.sources, settings.sources.stat().st_mtime_ns)
        with (settings.archive_path / key).open("rb") as data:
            for item in read(file, data, sha256, reading):
                if item.record == record and not isinstance(item, Rejected):
                    return raw_text(item)
    except FileNotFoundError:
        raise NotInArchive(f"The archive has no file {key}.") from None
    except (OSError, DropwireError) as error:
        raise NotInArchive(f"The archive cannot be read: {error}") from error
    raise NotInArchive(f"{file} no longer yields this record.")


@lru_cache(maxsize=1)
def _reading(sources: Path, changed: int) -> ReadSettings:
    return ReadSettings(fields=load_sources(sources).fields)
