"""Backup and restore on a real PostgreSQL: everything comes back, damage is refused, nothing is overwritten."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from stores import Store, administer
from upath import UPath

from dropwire import backup, daily
from dropwire.backup import manifest
from dropwire.config import REPOSITORY, Settings
from dropwire.errors import ConfigError
from dropwire.load import migrate
from dropwire.local.postgres import binaries

pytestmark = pytest.mark.integration

DAYS = (date(2017, 11, 6), date(2017, 11, 7))


@dataclass
class Loaded:
    """A warehouse and archive with two sample days, and where backups of them go."""

    store: Store
    settings: Settings
    folder: Path

    def load(self, day: date) -> None:
        shutil.copytree(REPOSITORY / "samples" / "inbox" / str(day), self.settings.home / "drops" / "inbox" / str(day))
        conn = self.store.conn
        load_id = daily.collect(conn, self.settings, daily.Run(day, f"test {day}", "manual"))
        for shard in daily.plan(conn, self.settings, load_id):
            daily.process(conn, self.settings, load_id, shard)
        daily.check(conn, self.settings, self.store.url("dropwire_loader"), load_id)
        daily.publish(conn, load_id)

    def back_up(self, **options: object) -> Path:
        url, archive = self.store.url("dropwire_owner"), self.settings.archive_path
        return backup.take(url, archive, self.folder, binaries(), say=lambda line: None, **options)


@pytest.fixture(scope="module")
def loaded(module_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """For tests that change nothing in it."""
    home = tmp_path_factory.mktemp("loaded")
    loaded = Loaded(module_store, Settings(home=home / "home", settle_seconds=0), home / "backups")
    for day in DAYS:
        loaded.load(day)
    return loaded


@pytest.fixture(scope="module")
def taken(loaded: Loaded) -> Path:
    return loaded.back_up()


@pytest.fixture
def backed_up(taken: Path, tmp_path: Path) -> Path:
    """A backup of `loaded` of one's own."""
    shutil.copytree(taken.parent, tmp_path / "backups")
    return tmp_path / "backups" / taken.name


def restore(folder: Path, store: Store, archive: Path) -> list[str]:
    return backup.restore(folder, store.url("dropwire_owner"), UPath(archive), binaries(), say=lambda line: None)


def files_of(folder: Path) -> Iterator[Path]:
    return iter(sorted(path for path in folder.rglob("*") if path.is_file()))


def everything(store: Store) -> list[object]:
    """What readers and the ledger see."""
    return [
        store.rows(f"SELECT md5(string_agg(r::text, E'\\n' ORDER BY r::text)), count(*) FROM {name} r")
        for name in ("news.articles", "news.events", "news.event_mentions", "ops.items", "ops.loads", "ops.migrations")
    ]


def test_a_restored_warehouse_is_the_same_and_works_on(loaded: Loaded, backed_up: Path, store: Store, tmp_path: Path):
    fresh = Loaded(store, Settings(home=tmp_path / "home", settle_seconds=0), tmp_path)
    assert restore(backed_up, store, fresh.settings.archive_path) == []
    assert everything(store) == everything(loaded.store)
    grants = "SELECT count(*) FROM news.articles"
    assert store.rows(grants, role="dropwire_reader") == loaded.store.rows(grants)
    fresh.load(date(2017, 11, 8))  # with the loader's login, on the restored tables
    names = [{path.name for path in files_of(Path(of.settings.archive_path))} for of in (loaded, fresh)]
    assert names[0] < names[1], "the drops of the backup, and those of the day after"
    assert store.one("SELECT count(*) FROM ops.loads WHERE status = 'published'") == 3
    assert store.one("SELECT news.plain('Đức')") == "Duc"


def test_a_later_backup_copies_only_what_is_new(store: Store, tmp_path: Path):
    loaded = Loaded(store, Settings(home=tmp_path / "home", settle_seconds=0), tmp_path / "backups")
    loaded.load(DAYS[0])
    first = loaded.back_up()
    held = {path: path.stat().st_mtime_ns for path in (loaded.folder / "archive").rglob("*") if path.is_file()}
    loaded.load(date(2017, 11, 8))
    second = loaded.back_up(keep=1)
    assert not first.exists(), "one was to be kept"
    assert {path: path.stat().st_mtime_ns for path in held} == held
    assert backup.newest(loaded.folder) == second
    assert backup.verify(second).tables["ops.loads"].rows == 2


def test_backups_within_a_second_are_two(loaded: Loaded, tmp_path: Path):
    now = datetime.now(UTC)
    taken = {tmp_path / f"{now + timedelta(seconds=s):%Y-%m-%dT%H%M%SZ}" for s in range(3)}
    for folder in taken:
        folder.mkdir()
    fresh = replace(loaded, folder=tmp_path).back_up(copy_archive=False)
    assert fresh not in taken and manifest.complete(tmp_path) == [fresh]


def test_an_older_form_is_restored_and_brought_up_to_date(warehouse, tmp_path: Path):
    """A backup taken before an upgrade restores after it."""
    for name in ("older", "target"):
        administer(warehouse, f"CREATE DATABASE {name} OWNER dropwire_owner TEMPLATE template0")
    old, target = warehouse.url("dropwire_owner", "older"), warehouse.url("dropwire_owner", "target")
    try:
        migrate(old, upto=16)
        folder = backup.take(old, UPath(tmp_path), tmp_path / "b", binaries(), say=lambda line: None)
        applied = backup.restore(folder, target, UPath(tmp_path), binaries(), say=lambda line: None)
        assert applied[0].startswith("0017")
    finally:
        administer(warehouse, "DROP DATABASE older WITH (FORCE)", "DROP DATABASE target WITH (FORCE)")


def test_nothing_that_is_in_use_is_overwritten(loaded: Loaded, backed_up: Path):
    before = everything(loaded.store)
    with pytest.raises(ConfigError, match="holds 2 loads and 7 drops: restore into an empty one"):
        restore(backed_up, loaded.store, loaded.settings.archive_path)
    assert everything(loaded.store) == before


def test_a_server_that_is_too_old_is_refused_before_anything_is_touched(
    backed_up: Path, store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys.modules["dropwire.backup.restore"], "OLDEST", 99_00_00)
    with pytest.raises(ConfigError, match=r"the server is PostgreSQL \d+: a restore needs 17 or newer"):
        restore(backed_up, store, backed_up.parent / "nowhere")
    assert store.one("SELECT count(*) FROM ops.migrations") > 0


@pytest.mark.parametrize("harm", ["dump", "drop", "lost drop", "listing"])
def test_a_damaged_backup_is_refused_before_anything_is_touched(backed_up: Path, store: Store, harm: str):
    drop = next(files_of(backed_up.parent / "archive"))
    match harm:
        case "dump":
            with (backed_up / "warehouse.dump").open("r+b") as dump:
                dump.seek(5000)
                dump.write(b"\0\0\0\0")
        case "drop":
            drop.write_bytes(drop.read_bytes()[:-1] + b"?")
        case "lost drop":
            drop.unlink()
        case "listing":
            (backed_up / "archive.tsv").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"the backup is not whole: .* is (damaged|missing)"):
        restore(backed_up, store, backed_up.parent / "nowhere")
    assert store.one("SELECT count(*) FROM ops.migrations") > 0


def test_rows_that_did_not_come_back_are_told(backed_up: Path, store: Store):
    manifest = json.loads((backed_up / "manifest.json").read_text(encoding="utf-8"))
    manifest["tables"]["news.articles"]["hash"] = "1"
    (backed_up / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"not what was backed up: news\.articles"):
        restore(backed_up, store, backed_up.parent / "elsewhere")


def test_a_drop_that_is_gone_stops_the_backup_and_leaves_no_half(loaded: Loaded, tmp_path: Path):
    shutil.copytree(loaded.settings.archive_path, tmp_path / "archive")
    drop = next(files_of(tmp_path / "archive"))
    drop.unlink()
    there, asked = UPath(tmp_path / "archive"), (tmp_path / "backups", binaries())
    with pytest.raises(ConfigError, match=rf"{drop.name} is missing"):
        backup.take(loaded.store.url("dropwire_owner"), there, *asked, say=lambda line: None)
    assert not [path for path in (tmp_path / "backups").iterdir() if path.name != "archive"]
    assert backup.verify(loaded.back_up(copy_archive=False)).archive_copied is False
