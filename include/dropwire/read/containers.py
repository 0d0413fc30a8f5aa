"""Zip and tar: their members one by one, refusing those that would lead elsewhere or blow up."""

from __future__ import annotations

import re
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from stat import S_ISLNK
from typing import IO, BinaryIO, Self

from dropwire.errors import BadItem
from dropwire.read.drafts import refuse
from dropwire.read.settings import MIB, ReadSettings
from dropwire.read.streams import CHUNK, Budget, ChunkStream

_DIRECTORY_BYTES = 64 * MIB
"""Size of a zip's directory, which is read as a whole."""
_HEADER_BYTES = 4 * MIB
"""What a tar's headers between two members may come to, for they are read as a whole."""
_END_RECORD = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive."""

    name: str
    chunks: Iterator[bytes]


def zip_members(data: BinaryIO, size: int, settings: ReadSettings) -> Iterator[Member | BadItem]:
    """The members of a seekable zip file of `size` bytes. Each is to be read before the next is asked for."""
    _check_directory(data, size)
    total = Budget(settings, lambda: size)
    try:
        archive = zipfile.ZipFile(data)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as error:
        raise refuse("zip_damaged", f"the zip file cannot be opened ({error})") from None
    with archive:
        names = archive.namelist()
        if len(names) > settings.max_members:
            raise refuse("too_many_members", f"{len(names):,} members, {settings.max_members:,} are allowed")
        if names and names[0] in ("[Content_Types].xml", "mimetype"):
            raise refuse("unknown_format", "no format we read: an office document or e-book")
        for info in archive.infolist():
            if not info.is_dir() and not _is_leftover(info.filename):
                refused = _refuse_zip(info, settings)
                yield refused or Member(printable(info.filename), total.watch(_unzip(archive, info, settings)))


def tar_members(chunks: Iterable[bytes], settings: ReadSettings) -> Iterator[Member | BadItem]:
    """The members of an unpacked tar stream. Each is to be read before the next is asked for."""
    gate = _Gate(chunks)
    try:
        with tarfile.open(fileobj=ChunkStream(gate), mode="r|", bufsize=CHUNK, tarinfo=_Header) as archive:
            count = 0
            while (info := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # tarfile keeps every header, which a long stream does not bear
                if (count := count + 1) > settings.max_members:
                    raise refuse("too_many_members", f"more than {settings.max_members:,} members")
                if info.isdir() or _is_leftover(info.name):
                    continue
                content = archive.extractfile(info) if info.isreg() else None
                rest = gate.pass_through(_chunks_of(content))
                yield _refuse_tar(info) or Member(printable(info.name), rest)
                for _ in gate.pass_through(_chunks_of(content)):
                    pass  # what was not asked for
    except tarfile.TarError as error:
        gate.check()
        raise refuse("tar_damaged", f"the tar file is cut or damaged ({error})") from None
    gate.check()


def printable(name: str) -> str:
    """A member's name as it can be stored and shown."""
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def _check_name(name: str) -> BadItem | None:
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return refuse("archive_absolute", f"the member {printable(name)} has an absolute path")
    if ".." in re.split(r"[/\\]", name):
        return refuse("archive_traversal", f"the member {printable(name)} leads out of the archive")
    return None


def _is_leftover(name: str) -> bool:
    """What macOS puts beside the files."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(("._", ".DS_Store"))


def _refuse_zip(info: zipfile.ZipInfo, settings: ReadSettings) -> BadItem | None:
    name = printable(info.filename)
    if refused := _check_name(info.filename):
        return refused
    if S_ISLNK(info.external_attr >> 16):
        return refuse("archive_symlink", f"the member {name} is a symbolic link")
    if info.header_offset < 0:
        return refuse("zip_damaged", f"the member {name} lies outside the file")
    if info.flag_bits & 1:
        return refuse("archive_encrypted", f"the member {name} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return refuse("zip_method", f"the member {name} is packed by method {info.compress_type}; deflate is read")
    if info.file_size > max(MIB, settings.max_ratio * info.compress_size):
        return refuse("archive_bomb", f"the member {name} unpacks to {info.file_size:,} bytes")
    return None


def _refuse_tar(info: tarfile.TarInfo) -> BadItem | None:
    if refused := _check_name(info.name):
        return refused
    if info.issym() or info.islnk():
        return refuse("archive_symlink", f"the member {printable(info.name)} is a link")
    if not info.isreg() or info.issparse():
        return refuse("archive_member_type", f"the member {printable(info.name)} is no plain file")
    return None


def _unzip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, settings: ReadSettings) -> Iterator[bytes]:
    """A member's bytes; its stated sizes may lie, so they are counted again."""
    name = printable(info.filename)
    try:
        with archive.open(info) as content:
            yield from Budget(settings, lambda: info.compress_size).watch(_chunks_of(content))
    except zipfile.BadZipFile as error:
        rule = "zip_crc" if "CRC" in str(error) else "zip_damaged"
        raise refuse(rule, f"the member {name} is damaged ({error})") from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error) as error:
        raise refuse("zip_damaged", f"the member {name} is damaged ({error})") from None


def _chunks_of(content: IO[bytes] | None) -> Iterator[bytes]:
    while content and (chunk := content.read(CHUNK)):
        yield chunk


class _Header(tarfile.TarInfo):
    """A header whose damage is told; tarfile takes it for the end of the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """As in tarfile, but a cut, damaged or missing header is a `ReadError`; an archive ends with empty blocks."""
        if not buf:
            raise tarfile.ReadError("the mark of its end is missing")
        try:
            return super().frombuf(buf, encoding, errors)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(error)) from None


class _Gate:
    """Tells a failure below the tar from one in a member, and stops headers that fill the memory."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._since = 0
        self._failure: BadItem | None = None

    def __iter__(self) -> Iterator[bytes]:
        try:
            for chunk in self._chunks:
                self._since += len(chunk)
                if self._since > _HEADER_BYTES:
                    raise refuse("tar_damaged", "the headers of the tar file are larger than any real ones")
                yield chunk
        except BadItem as bad:
            self._failure = bad
            raise

    def pass_through(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """A member's content, which does not count as header."""
        self._since = 0
        try:
            for chunk in chunks:
                self._since = 0
                yield chunk
        except tarfile.TarError as error:
            self.check()
            raise refuse("tar_damaged", f"the tar file is cut within a member ({error})") from None

    def check(self) -> None:
        """Raises what went wrong below, if anything did."""
        if self._failure:
            raise self._failure


def _check_directory(data: BinaryIO, size: int) -> None:
    """Refuses a zip whose directory would fill the memory, before it is read."""
    start = max(0, size - 65_535 - _END_RECORD.size)
    data.seek(start)
    tail = data.read(size - start)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or place + _END_RECORD.size > len(tail):
        raise refuse("zip_damaged", "the zip file has no directory: it is cut or damaged")
    stated = _END_RECORD.unpack_from(tail, place)[5]
    wide = tail.rfind(b"PK\x06\x06")
    if stated == 0xFFFFFFFF and wide >= 0:
        stated = int.from_bytes(tail[wide + 40 : wide + 48], "little")
    if stated > _DIRECTORY_BYTES:
        raise refuse("too_many_members", f"the directory of the zip file alone has {stated:,} bytes")


def seekable(data: BinaryIO, chunks: Iterable[bytes]) -> BinaryIO:
    """The file itself when it can seek, else a copy on disk made of its chunks."""
    if data.seekable():
        return data
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed when no longer referred to
    for chunk in chunks:
        copy.write(chunk)
    return copy
