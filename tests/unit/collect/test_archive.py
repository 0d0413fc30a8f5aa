"""The archive keeps bytes: whole, once, under their own hash."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest
from upath import UPath

from dropwire.collect import StillChanging, archive, store
from dropwire.errors import BadItem, SourceDown


@pytest.fixture(params=["{}", "file://{}", "memory://{}"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> UPath:
    return UPath(request.param.format(tmp_path / "archive"))


def files(root: UPath) -> list[str]:
    return sorted(path.name for path in root.rglob("*") if path.is_file())


def test_bytes_are_kept_unchanged_under_their_hash(root: UPath, tmp_path: Path) -> None:
    data = gzip.compress("Chiến sự ở miền Đông.".encode() * 1000)
    source = UPath(tmp_path / "a.txt.gz")
    source.write_bytes(data)
    kept = store(source, root)
    assert kept.sha256 == hashlib.sha256(data).hexdigest()
    assert kept.size == len(data)
    assert kept.path == root / kept.sha256[:2] / kept.sha256[2:4] / kept.sha256
    assert kept.path.read_bytes() == data == source.read_bytes()
    assert files(root) == [kept.sha256]


def test_the_same_content_is_kept_once_and_not_written_again(tmp_path: Path) -> None:
    root = UPath(tmp_path / "archive")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"same")
    first = store(UPath(tmp_path / "a.txt"), root)
    inode = first.path.stat().st_ino
    assert store(UPath(tmp_path / "b.txt"), root) == first
    assert first.path.stat().st_ino == inode
    assert files(root) == [first.sha256]


def test_a_damaged_copy_is_kept_aside_and_replaced(root: UPath, tmp_path: Path) -> None:
    source = UPath(tmp_path / "a.txt")
    source.write_bytes(b"whole")
    kept = store(source, root)
    kept.path.write_bytes(b"wh")
    assert store(source, root).path.read_bytes() == b"whole"
    names = files(root)
    assert len(names) == 2
    assert names[1].startswith(f"{kept.sha256}.damaged-")


def test_a_file_that_grows_meanwhile_is_left_for_later(
    root: UPath, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = UPath(tmp_path / "a.txt")
    source.write_bytes(b"x" * 100)
    real = archive._read

    def read_and_grow(path: UPath, incoming: object) -> bytes:
        chunk = real(path, incoming)  # type: ignore[arg-type]
        if chunk:
            with (tmp_path / "a.txt").open("ab") as growing:
                growing.write(b"more")
        return chunk if len(chunk) == 100 else b""

    monkeypatch.setattr(archive, "_read", read_and_grow)
    with pytest.raises(StillChanging, match=r"a\.txt"):
        store(source, root)
    assert files(root) == []


def test_what_cannot_be_read_is_an_item_and_what_cannot_be_written_an_outage(tmp_path: Path) -> None:
    root = UPath(tmp_path / "archive")
    with pytest.raises(StillChanging):
        store(UPath(tmp_path / "gone.txt"), root)
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadItem, match="unreadable"):
        store(UPath(tmp_path / "folder"), root)
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    with pytest.raises(BadItem, match="symlink"):
        store(UPath(tmp_path / "link"), root)
    (tmp_path / "blocked").write_bytes(b"a file where the archive should be")
    with pytest.raises(SourceDown, match="cannot be written"):
        store(UPath(tmp_path / "a.txt"), UPath(tmp_path / "blocked"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100_000)
    (tmp_path / "archive" / "arriving").mkdir(parents=True)
    monkeypatch.setattr(archive, "uuid4", lambda: type("Id", (), {"hex": "fixed"}))
    (tmp_path / "archive" / "arriving" / "fixed.part").symlink_to("/dev/full")
    with pytest.raises(SourceDown, match="full"):
        store(UPath(tmp_path / "a.txt"), UPath(tmp_path / "archive"))
