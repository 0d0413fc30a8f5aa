"""A backfill that fetches past days, and a drop by hand, each loaded at once: real scheduler, triggerer, web sites."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import Reply, Seen, Sites, html

from dropwire.config import REPOSITORY
from dropwire.local.airflow_api import AirflowApi
from dropwire.local.ports import free_port

pytestmark = [pytest.mark.airflow, pytest.mark.timeout(600)]

TEXT = "Quân đội Iraq ngày {day}/11/2017 giành lại thị trấn số {n} ở tỉnh Anbar từ tay IS, hãng tin nhà nước cho biết."
SOURCES = """
sources:
  - name: Báo Mẫu
    fetch: {{listings: ['{up}/archive/{{year}}/{{month}}/{{day}}'], include: 'tin-', per_second: 20}}
  - name: Báo Hỏng
    fetch: {{sitemaps: ['{down}/sitemap.xml'], per_second: 20}}
"""


def web(seen: Seen) -> Reply:
    if seen.host == "127.0.0.2":
        return Reply(500)
    parts = seen.path.strip("/").split("/")
    if parts[0] == "archive":
        day = parts[3]
        links = (
            "".join(f"<a href='/{day}/tin-{n}.html'>Tin</a>" for n in range(3)) if parts[1] == "2017" else "Không có"
        )
        return Reply(body=f"<html><body>{links}</body></html>".encode(), headers={"Content-Type": "text/html"})
    if parts[-1].startswith("tin-"):
        return html(TEXT.format(day=int(parts[0]), n=parts[1]), f"Tin {parts[1]} ngày {parts[0]}")
    return Reply(404)


@pytest.fixture
def sites() -> Iterator[Sites]:
    with Sites(2) as made:
        made.default = web
        yield made


@pytest.fixture
def up(tmp_path: Path, sites: Sites) -> Iterator[Callable[..., str]]:
    """The stack, up; a call runs one of its commands."""
    (tmp_path / "sources.yaml").write_text(
        SOURCES.format(up=sites.url(""), down=sites.url("", "127.0.0.2")), encoding="utf-8"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "DROPWIRE"))} | {
        "DROPWIRE_HOME": str(tmp_path / "home"), "DROPWIRE_UI_PORT": str(free_port()),
        "DROPWIRE_SOURCES": str(tmp_path / "sources.yaml"), "DROPWIRE_FETCH_LOOPBACK": "1",
        "PYTHONPATH": str(REPOSITORY / "include"),
    }  # fmt: skip

    def do(*arguments: str) -> str:
        command = [sys.executable, "-m", "dropwire.local", *arguments]
        done = subprocess.run(command, env=env, cwd=REPOSITORY, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    do("up")
    do.port = env["DROPWIRE_UI_PORT"]  # type: ignore[attr-defined]
    yield do
    subprocess.run([sys.executable, "-m", "dropwire.local", "down"], env=env, cwd=REPOSITORY, capture_output=True)


def test_what_lands_is_loaded_at_once_and_nothing_twice(tmp_path: Path, sites: Sites, up: Callable[..., str]) -> None:
    def ask(query: str) -> list[list[str]]:
        return [line.split("|") for line in up("psql", "-At", "-c", query).splitlines()]

    def wait(query: str, wanted: str, seconds: float = 150) -> None:
        end = time.monotonic() + seconds
        while (found := ask(query)[0][0]) != wanted:
            assert time.monotonic() < end, f"{query}: {found}\n{states()}"
            time.sleep(2)

    def states() -> str:
        dags = ("sources_fetch", "inbox_pickup", "articles_daily")
        runs = [run for dag in dags for run in api._request("GET", f"/dags/{dag}/dagRuns")["dag_runs"]]
        return json.dumps([(run["dag_id"], run["dag_run_id"], run["state"]) for run in runs], indent=1)

    password = (tmp_path / "home" / "secrets" / "ui_admin").read_text(encoding="utf-8").strip()
    api = AirflowApi(f"http://127.0.0.1:{up.port}", "admin", password)  # type: ignore[attr-defined]
    days = {"from_date": "2017-11-05T00:00:00Z", "to_date": "2017-11-06T00:00:00Z"}
    api._request("POST", "/backfills", json={"dag_id": "sources_fetch", "reprocess_behavior": "none", **days})
    wait("SELECT count(*) FROM news.articles", "6")

    drop = tmp_path / "home" / "drops" / "inbox" / "2017-12-01" / "tay.txt"
    drop.parent.mkdir(parents=True)
    drop.write_text(TEXT.format(day=30, n="bằng tay"), encoding="utf-8")
    wait("SELECT count(*) FROM news.articles", "7")

    taken = ask("SELECT day, sum(n_files) FROM ops.loads WHERE n_files > 0 GROUP BY day ORDER BY day")
    assert taken == [["2017-11-05", "1"], ["2017-11-06", "1"], ["2017-12-01", "1"]], "each drop was read by one load"
    runs = ask("SELECT DISTINCT source, outcome FROM ops.fetch_runs WHERE day < '2018-01-01' ORDER BY 1, 2")
    assert ["Báo Mẫu", "done"] in runs and ["Báo Hỏng", "down"] in runs
    pages = {path: n for path, n in sites.counts().items() if "tin-" in path}
    assert len(pages) == 6 and set(pages.values()) == {1}
    assert [pool["name"] for pool in api._request("GET", "/pools")["pools"]] == ["default_pool", "dropwire_fetch"]
