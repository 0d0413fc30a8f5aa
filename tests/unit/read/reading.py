"""What the tests of reading share."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from dropwire.article import RawItem, Rejected
from dropwire.read import ReadSettings, read


@dataclass(frozen=True)
class Result:
    all: list[RawItem | Rejected]

    @property
    def items(self) -> list[RawItem]:
        return [part for part in self.all if isinstance(part, RawItem)]

    @property
    def texts(self) -> list[str]:
        return [item.text for item in self.items]

    @property
    def refused(self) -> list[Rejected]:
        return [part for part in self.all if isinstance(part, Rejected)]

    @property
    def rules(self) -> list[str]:
        return [part.rule for part in self.refused]


def pull(data: bytes | str, name: str = "drop", **settings: object) -> Result:
    """Everything `read` gives for these bytes."""
    raw = data.encode() if isinstance(data, str) else data
    sha256 = hashlib.sha256(raw).hexdigest()
    return Result(list(read(name, io.BytesIO(raw), sha256, ReadSettings(**settings))))  # type: ignore[arg-type]
