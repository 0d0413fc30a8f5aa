"""What was fetched, on disk the moment it came: a WARC file that grows, and a line a page beside it.

Whatever ends a run, the next one finds here what need not be fetched again. A full WARC file becomes a drop.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from upath import UPath
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dropwire.errors import SourceDown
from dropwire.fetch.client import Answer
from dropwire.fetch.crawl import Outcome

_LEVEL = 6
_ABOUT_BYTES = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that do not hold for the unpacked body; kept under another name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one address, as it is kept."""

    key: str
    kind: str
    reason: str
    status: int | None
    etag: str
    last_modified: str
    sha256: str
    final_url: str
    at: str | None
    retry_after: float | None
    down: bool
    size: int
    """Bytes of the body, unpacked."""
    end: int
    """Where the WARC file ends after it."""


class Journal:
    """The pages of one source and day that are not a drop yet. One process at a time writes one."""

    def __init__(self, folder: Path, source: str, day: str, software: str) -> None:
        name = hashlib.sha256(f"{source}\0{day}".encode()).hexdigest()[:32]
        folder.mkdir(parents=True, exist_ok=True)
        self._warc, self._lines = folder / f"{name}.warc.gz", folder / f"{name}.jsonl"
        self._software = software
        self.entries = self._recovered()
        self._out = self._warc.open("ab", buffering=0)
        self._log = self._lines.open("ab", buffering=0)
        self.size = self._warc.stat().st_size

    def add(self, outcome: Outcome) -> Entry:
        """Keep an outcome; it outlives the process from here on."""
        answer, digest = outcome.answer, ""
        kind = outcome.kind
        if answer is not None and kind == "fetched":
            digest = hashlib.sha256(answer.body).hexdigest()
            if digest == outcome.job.sha256:
                kind = "unchanged"
            else:
                self._write(_records(answer, outcome.via, self._software if not self.size else ""))
        entry = Entry(
            outcome.job.key, kind, outcome.reason or ("same content" if kind != outcome.kind else ""),
            answer.status if answer else None, answer.header("etag")[:500] if answer else "",
            answer.header("last-modified")[:100] if answer else "", digest or outcome.job.sha256,
            answer.url if answer else "", answer.at.isoformat() if answer else None, outcome.retry_after,
            outcome.down, len(answer.body) if answer and kind == "fetched" else 0, self.size,
        )  # fmt: skip
        self._log.write(json.dumps(asdict(entry)).encode() + b"\n")
        self.entries.append(entry)
        return entry

    def deliver(self, inbox: UPath, day: str) -> str | None:
        """Put the WARC file into the inbox, named by its hash; returns its name there, None when it holds nothing.

        The entries stay until `clear`: delivering again after a crash gives the same file.
        """
        if not self.size:
            return None
        os.fsync(self._out.fileno())
        with self._warc.open("rb") as data:
            name = f"{day}/{hashlib.file_digest(data, 'sha256').hexdigest()}.warc.gz"
        target = inbox / name
        is_folder = target.protocol in ("", "file", "local")  # an object store shows an object when it is whole
        part = target.with_name(f"{target.name}.{uuid4().hex[:8]}.part") if is_folder else target
        try:
            if is_folder:
                target.parent.mkdir(parents=True, exist_ok=True)
            with self._warc.open("rb") as data, part.open("wb") as copy:
                shutil.copyfileobj(data, copy, 1 << 20)
            if is_folder:
                part.rename(target)
        except OSError as error:
            if is_folder:
                with suppress(OSError):
                    part.unlink()
            raise SourceDown(f"the inbox {inbox} cannot be written: {error}") from error
        return name

    def clear(self) -> None:
        """Begin anew: what is here has been delivered and entered."""
        self._log.truncate(0)
        self._out.truncate(0)
        self.entries.clear()
        self.size = 0

    def close(self) -> None:
        """Close the files; empty ones go."""
        self._out.close()
        self._log.close()
        if not self.entries:
            self._lines.unlink(missing_ok=True)
            self._warc.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        try:
            self._out.write(data)
        except OSError as error:
            raise SourceDown(f"what was fetched cannot be kept in {self._warc.parent}: {error}") from error
        self.size += len(data)

    def _recovered(self) -> list[Entry]:
        """What an earlier process left, without what it was writing when it ended."""
        entries: list[Entry] = []
        sound = 0
        with suppress(FileNotFoundError), self._lines.open("rb") as lines:
            have = self._warc.stat().st_size if self._warc.exists() else 0
            for line in lines:
                try:
                    entry = Entry(**json.loads(line))
                except (ValueError, TypeError):
                    break
                if not line.endswith(b"\n") or entry.end > have:
                    break
                entries.append(entry)
                sound += len(line)
        for path, length in ((self._lines, sound), (self._warc, entries[-1].end if entries else 0)):
            if path.exists():
                os.truncate(path, length)
        return entries


def left_behind(folder: Path) -> bool:
    """Whether an earlier process left pages that are no drop yet."""
    return folder.is_dir() and any(path.suffix == ".jsonl" and path.stat().st_size for path in folder.iterdir())


def _records(answer: Answer, via: tuple[str, ...], software: str) -> bytes:
    """A response, its request and how we came there, as WARC records, each packed for itself."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    packed: list[bytes] = []

    def put(record: object) -> None:
        writer.write_record(record)
        packed.append(gzip.compress(buffer.getvalue(), _LEVEL, mtime=0))
        buffer.seek(0)
        buffer.truncate()

    if software:
        put(writer.create_warcinfo_record("", {"software": software, "format": "WARC File Format 1.1"}))
    date = answer.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    head = StatusAndHeaders(f"{answer.status} {_line(answer.reason)}", list(_kept(answer)), protocol="HTTP/1.1")
    response = writer.create_warc_record(
        answer.url,
        "response",
        payload=io.BytesIO(answer.body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": date},
    )
    put(response)
    about = {"WARC-Date": date, "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")}
    path = answer.url.split("/", 3)[3] if answer.url.count("/") > 2 else ""
    asked = StatusAndHeaders(f"GET /{path} HTTP/1.1", list(answer.sent), is_http_request=True)
    put(writer.create_warc_record(answer.url, "request", http_headers=asked, warc_headers_dict=about))
    if via:
        text = "".join(f"via: {url}\r\n" for url in via).encode()
        put(
            writer.create_warc_record(
                answer.url, "metadata", payload=io.BytesIO(text), warc_content_type="application/warc-fields",
                warc_headers_dict=about, length=len(text),
            )
        )  # fmt: skip
    return b"".join(packed)


def _kept(answer: Answer) -> Iterator[tuple[str, str]]:
    """The headers as they hold for the unpacked body."""
    for name, value in answer.headers:
        kept = f"X-Archive-Orig-{name}" if name.lower() in _ABOUT_BYTES else name
        yield _line(kept), _line(value)
    yield "Content-Length", str(len(answer.body))
    if not answer.header("content-type"):
        yield "Content-Type", "text/html"  # readers go by it; only what looks like a page comes here


def _line(text: str) -> str:
    return " ".join(text.encode("latin-1", "replace").decode("latin-1").split())


def parsed_at(entry: Entry) -> datetime | None:
    """When the answer came."""
    return datetime.fromisoformat(entry.at) if entry.at else None
