"""Inbox and archive in an S3 bucket, served by moto: the whole run as with folders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sites import Sites, html
from upath import UPath

from dropwire import daily, pickup
from dropwire.collect import scan, store
from dropwire.config import Settings
from dropwire.errors import SourceDown
from dropwire.fetch import Asked, FetchRules, Limits, Place, Site, fetch
from dropwire.local.ports import free_port

pytestmark = pytest.mark.integration

DAY = date(2017, 11, 6)
TEXT = "Quân đội Iraq ngày 6/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS, nguồn tin {} cho biết hôm nay."


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    from moto.server import ThreadedMotoServer
    from s3fs import S3FileSystem

    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        host, port = server.get_host_and_port()
        for name, value in {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1", "NO_PROXY": "127.0.0.1",
        }.items():  # fmt: skip
            patch.setenv(name, value)
        S3FileSystem.clear_instance_cache()
        S3FileSystem().mkdir("drops")
        yield "s3://drops"
        S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.fixture
def settings(bucket: str, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    folder = f"{bucket}/{hashlib.sha256(request.node.name.encode()).hexdigest()[:8]}"
    (UPath(folder) / "inbox" / "2011-01-01" / "old.txt.part").write_bytes(b"")  # a store has no empty folders
    return Settings(home=tmp_path, inbox=f"{folder}/inbox", archive=f"{folder}/archive", settle_seconds=0)


def test_a_day_in_a_bucket_is_loaded_and_taken_once(store, settings: Settings) -> None:
    for name in ("2017-11-06/a.txt", "2017-11-06/sub/b.txt", "2017-11-05/c.txt", "undated.txt"):
        (settings.inbox_path / name).write_bytes(TEXT.format(name).encode())
    assert [start["conf"]["day"] for start in pickup.waiting_runs(store.conn, settings)][:2] == [
        "2017-11-05", "2017-11-06",
    ]  # fmt: skip
    names = {start["trigger_run_id"] for start in pickup.waiting_runs(store.conn, settings)}
    assert names == {start["trigger_run_id"] for start in pickup.waiting_runs(store.conn, settings)}
    counts = [run(store, settings, day) for day in (date(2017, 11, 5), DAY)]
    assert [count["loaded"] for count in counts] == [2, 2], "what lies outside a dated folder goes with the first run"
    assert pickup.waiting_runs(store.conn, settings) == []
    for key, sha256 in store.rows("SELECT archive_key, sha256 FROM landing.drop_files"):
        assert hashlib.sha256((settings.archive_path / key).read_bytes()).hexdigest() == sha256
    assert run(store, settings, DAY)["read"] == 0
    assert not [path for path in (settings.archive_path / "arriving").glob("*") if path.is_file()]


def run(store, settings: Settings, day: date) -> dict[str, int]:
    load_id = daily.collect(store.conn, settings, daily.Run(day, f"run__{day}", "scheduled"))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    return daily.publish(store.conn, load_id)


def test_what_is_fetched_lands_in_the_bucket_and_is_loaded(store, settings: Settings, tmp_path: Path) -> None:
    with Sites() as sites:
        for n in range(3):
            sites[f"/{n}.html"] = html(TEXT.format(n), f"Tin {n}")
        rules = FetchRules(urls=[sites.url(f"/{n}.html") for n in range(3)], per_second=100)
        place = Place(settings.inbox_path, tmp_path / "fetch")
        limits = Limits(allow_loopback=True)
        account = fetch(store.conn, Site("Báo Mẫu", (), rules), Asked(DAY, "test"), place, limits)
    found = scan(settings.inbox_path, datetime.now(UTC), 0)
    assert [drop.name for drop in found.ready] == account.drops
    assert run(store, settings, DAY)["loaded"] == 3


def test_a_bucket_that_is_not_there_is_told(bucket: str, tmp_path: Path) -> None:
    with pytest.raises(SourceDown, match="inbox"):
        scan(UPath("s3://no-such-bucket/inbox"), datetime.now(UTC), 0)
    source = UPath(tmp_path / "a.txt")
    source.write_text("x")
    with pytest.raises(SourceDown, match="archive"):
        store(source, UPath("s3://no-such-bucket/archive"))
