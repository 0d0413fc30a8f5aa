"""A backfill that fetches past days, and a drop by hand, each loaded at once: real scheduler, triggerer, web sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from machines import Machine
from sites import Reply, Seen, Sites, html

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


def test_what_lands_is_loaded_at_once_and_nothing_twice(tmp_path: Path, sites: Sites) -> None:
    sources = tmp_path / "sources.yaml"
    sources.write_text(SOURCES.format(up=sites.url(""), down=sites.url("", "127.0.0.2")), encoding="utf-8")
    with Machine(tmp_path / "home", DROPWIRE_SOURCES=str(sources), DROPWIRE_FETCH_LOOPBACK="1") as machine:
        machine.do("up")
        person = machine.person()
        days = {"from_date": "2017-11-05T00:00:00Z", "to_date": "2017-11-06T00:00:00Z"}
        person.request("POST", "/backfills", json={"dag_id": "sources_fetch", "reprocess_behavior": "none", **days})
        machine.wait("SELECT count(*) FROM news.articles", "6")

        drop = machine.home / "drops" / "inbox" / "2017-12-01" / "tay.txt"
        drop.parent.mkdir(parents=True)
        drop.write_text(TEXT.format(day=30, n="bằng tay"), encoding="utf-8")
        machine.wait("SELECT count(*) FROM news.articles", "7")

        taken = machine.ask("SELECT day, sum(n_files) FROM ops.loads WHERE n_files > 0 GROUP BY day ORDER BY day")
        assert taken == [["2017-11-05", "1"], ["2017-11-06", "1"], ["2017-12-01", "1"]], "one load read each drop"
        runs = machine.ask("SELECT DISTINCT source, outcome FROM ops.fetch_runs WHERE day < '2018-01-01' ORDER BY 1, 2")
        assert ["Báo Mẫu", "done"] in runs and ["Báo Hỏng", "down"] in runs
        pages = {path: n for path, n in sites.counts().items() if "tin-" in path}
        assert len(pages) == 6 and set(pages.values()) == {1}
        pools = person.request("GET", "/pools")["pools"]
        assert "dropwire_fetch" in {pool["name"] for pool in pools}
