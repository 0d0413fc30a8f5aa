"""A source from its listings to a drop the pipeline reads, with real PostgreSQL and a real web server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sites import Reply, Seen, Sites, html, shortest
from typer.testing import CliRunner
from upath import UPath

from dropwire import cli, daily, fetching
from dropwire.article import Rejected
from dropwire.config import REPOSITORY, Settings
from dropwire.errors import SourceDown, SourceGone
from dropwire.fetch import Account, Asked, FetchRules, Limits, Place, Site, accounts, fetch
from dropwire.pipeline import Pipeline

pytestmark = pytest.mark.integration

DAY = date(2017, 11, 6)
LIMITS = Limits(allow_loopback=True, backoff_seconds=0.02, longest_wait=2, host_failures=3, read_seconds=2)
TEXT = "Quân đội Iraq ngày {day}/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS, hãng tin {n} cho biết hôm nay."


@pytest.fixture
def sites() -> Iterator[Sites]:
    with Sites(2) as made:
        yield made


class Machine:
    """What a fetch needs, and shorthands for what tests ask of it."""

    def __init__(self, store, sites: Sites, folder: Path) -> None:
        self.store, self.sites, self.folder = store, sites, folder
        self.inbox = folder / "drops" / "inbox"
        self.inbox.mkdir(parents=True)
        self.days = 0

    def site(self, **rules: object) -> Site:
        named = {"per_second": 100, "at_once": 4} | rules
        return Site("Báo Mẫu", ("mau.example",), FetchRules.model_validate(named))

    def fetch(self, day: date = DAY, *, backfill: bool = False, forced: bool = False, **rules: object) -> Account:
        place = Place(UPath(self.inbox), self.folder / "fetch")
        return fetch(self.store.conn, self.site(**rules), Asked(day, "test", backfill, forced), place, LIMITS)

    def drops(self) -> list[Path]:
        return sorted(path for path in self.inbox.rglob("*") if path.is_file())

    def articles(self) -> dict[str, str]:
        """Address and text of every page in the inbox, as the pipeline reads it."""
        pipeline = Pipeline.shared(Settings().lexicon)
        found: dict[str, str] = {}
        for path in self.drops():
            with path.open("rb") as data:
                for item in pipeline.read(path.name, data, path.name.partition(".")[0]):
                    assert not isinstance(item, Rejected), item
                    assert item.meta["url"] not in found
                    found[item.meta["url"]] = item.text
        return found


@pytest.fixture
def machine(store, sites: Sites, tmp_path: Path) -> Machine:
    return Machine(store, sites, tmp_path)


def pages(sites: Sites, *paths: str) -> list[str]:
    for n, path in enumerate(paths):
        sites[path] = html(TEXT.format(day=6, n=n), f"Tin {n}")
    return [sites.url(path) for path in paths]


def rss(*urls: str, when: str = "Mon, 06 Nov 2017 08:00:00 +0700") -> Reply:
    items = "".join(f"<item><link>{url}</link><pubDate>{when}</pubDate></item>" for url in urls)
    return Reply(body=f"<rss version='2.0'><channel><title>Tin</title>{items}</channel></rss>".encode())


def sitemap(*entries: tuple[str, str]) -> Reply:
    urls = "".join(f"<url><loc>{url}</loc><lastmod>{day}</lastmod></url>" for url, day in entries)
    return Reply(body=f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>".encode())


def test_a_feed_becomes_a_drop_that_is_read_and_a_second_run_asks_nothing_twice(machine: Machine) -> None:
    urls = pages(machine.sites, "/a.html", "/b.html", "/c.html")
    machine.sites["/rss"] = rss(*urls, urls[0] + "?utm_source=rss", "https://other.example/x.html")
    account = machine.fetch(feeds=[machine.sites.url("/rss")])
    assert (account.outcome, account.listed, account.new, account.fetched) == ("done", 4, 3, 3)
    assert [f"{path.parent.name}/{path.name}" for path in machine.drops()] == account.drops
    assert account.drops[0].startswith("2017-11-06/") and account.drops[0].endswith(".warc.gz")
    assert set(machine.articles()) == set(urls)
    again = machine.fetch(feeds=[machine.sites.url("/rss")])
    assert (again.new, again.fetched, again.drops) == (0, 0, [])
    assert {n for url, n in machine.sites.counts().items() if not url.endswith("/rss")} == {1}
    assert [a.outcome for a in accounts(machine.store.conn, DAY)] == ["done"]
    assert fetching.report(machine.store.conn, DAY).startswith("Báo Mẫu 2017-11-06: done: 4 listed, 0 of them new")


def test_headers_final_address_and_time_stand_beside_the_page_in_the_warc(machine: Machine) -> None:
    from warcio.archiveiterator import ArchiveIterator

    machine.sites["/old"] = Reply(301, headers={"Location": "/new.html"})
    machine.sites["/new.html"] = html("Nội dung", ETag='"7"', Set_Cookie="secret=1", Content_Encoding="identity")
    before = datetime.now(UTC)
    machine.fetch(urls=[machine.sites.url("/old")])
    with machine.drops()[0].open("rb") as data:
        records = [
            (r.rec_type, r.rec_headers, r.http_headers, r.content_stream().read().decode())
            for r in ArchiveIterator(data)
        ]
    kinds = [record[0] for record in records]
    assert kinds == ["warcinfo", "response", "request", "metadata"]
    _, about, headers, body = records[1]
    assert about.get_header("WARC-Target-URI") == machine.sites.url("/new.html")
    assert headers.get_header("ETag") == '"7"' and headers.get_statuscode() == "200"
    assert "Nội dung" in body
    assert before <= datetime.fromisoformat(about.get_header("WARC-Date")) <= datetime.now(UTC)
    assert machine.sites.url("/old") in records[3][3]
    assert "secret" not in str(records[1][2])
    item = machine.articles()
    assert list(item) == [machine.sites.url("/new.html")]


def test_unchanged_pages_cost_nothing(machine: Machine) -> None:
    stamp = {"etag": '"1"'}

    def page(seen: Seen) -> Reply:
        if seen.headers.get("if-none-match") == stamp["etag"]:
            return Reply(304)
        return html(stamp["etag"], ETag=stamp["etag"])

    machine.sites["/etag.html"] = page
    machine.sites["/hash.html"] = lambda seen: html("Không đổi")
    urls = [machine.sites.url("/etag.html"), machine.sites.url("/hash.html")]

    def again() -> Account:
        machine.store.rows("UPDATE ops.fetch_urls SET fetched_at = fetched_at - interval '1 day'")
        machine.days += 1
        return machine.fetch(DAY + timedelta(machine.days), urls=urls, revisit_days=9)

    assert machine.fetch(urls=urls, revisit_days=9).fetched == 2
    second = again()
    assert (second.fetched, second.unchanged, second.drops) == (0, 2, [])
    stamp["etag"] = '"2"'
    third = again()
    assert (third.fetched, third.unchanged, len(third.drops)) == (1, 1, 1)


def test_a_listing_that_has_not_changed_is_not_read_again_unless_the_rules_have(machine: Machine) -> None:
    urls = pages(machine.sites, "/a.html", "/b.html")
    feed = rss(*urls)
    machine.sites["/rss"] = lambda seen: (
        Reply(304) if seen.headers.get("if-none-match") else Reply(body=feed.body, headers={"ETag": '"1"'})
    )
    feeds = [machine.sites.url("/rss")]
    assert machine.fetch(feeds=feeds, include="/a").fetched == 1
    same = machine.fetch(feeds=feeds, include="/a")
    assert (same.listed, same.outcome) == (0, "done") and "listings are what they were" in fetching.line(same)
    assert machine.fetch(feeds=feeds).fetched == 1
    assert [s.status for s in machine.sites.asked("/rss")] == [200, 304, 200]


def test_sitemaps_indexes_and_their_dates(machine: Machine) -> None:
    import gzip

    urls = pages(machine.sites, "/1.html", "/2.html", "/old.html")
    index = "".join(
        f"<sitemap><loc>{machine.sites.url(f'/{name}')}</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in (("s1.xml.gz", "2017-11-06"), ("s2.xml", "2017-11-07"), ("ancient.xml", "2011-01-01"))
    )
    machine.sites["/index.xml"] = Reply(body=f"<sitemapindex>{index}</sitemapindex>".encode())
    machine.sites["/s1.xml.gz"] = Reply(body=gzip.compress(sitemap((urls[0], "2017-11-06T10:00:00+07:00")).body))
    machine.sites["/s2.xml"] = sitemap((urls[1], "2017-11-05"), (urls[2], "2015-01-01"))
    account = machine.fetch(sitemaps=[machine.sites.url("/index.xml")])
    assert (account.listed, account.fetched) == (3, 2)
    assert set(machine.articles()) == set(urls[:2])
    assert not machine.sites.asked("/ancient.xml")
    past = machine.fetch(date(2015, 1, 1), backfill=True, sitemaps=[machine.sites.url("/index.xml")])
    assert past.fetched == 1 and past.drops[0].startswith("2015-01-01/")


def test_a_listed_page_that_changed_since_is_fetched_again(machine: Machine) -> None:
    (url,) = pages(machine.sites, "/1.html")
    machine.sites["/s.xml"] = sitemap((url, "2017-11-06T10:00:00Z"))
    sitemaps = [machine.sites.url("/s.xml")]
    assert machine.fetch(sitemaps=sitemaps).fetched == 1
    machine.sites["/1.html"] = html("Bản sửa")
    machine.sites["/s.xml"] = sitemap((url, (datetime.now(UTC) + timedelta(hours=1)).isoformat()))
    assert machine.fetch(sitemaps=sitemaps).fetched == 1


def test_a_backfill_of_a_month_fetches_that_month_from_the_archive(machine: Machine) -> None:
    days = [date(2017, 10, 30) + timedelta(n) for n in range(4)]
    for day in days:
        own = pages(machine.sites, *(f"/{day}-{n}.html" for n in range(3)))
        links = "".join(f"<a href='{url}'>tin</a>" for url in own) + "<a href='/contact'>x</a>"
        for page, part in ((1, links), (2, links)):
            path = f"/archive/{day.year}/{day.month:02}/{day.day:02}/{page}"
            machine.sites[path] = Reply(body=part.encode(), headers={"Content-Type": "text/html"})
    rules = {
        "listings": [machine.sites.url("/archive/{year}/{month}/{day}/{page}")],
        "feeds": [],
        "include": r"\d+\.html$",
    }
    for day in days[:3]:
        account = machine.fetch(day, backfill=True, **rules)
        assert (account.fetched, account.outcome) == (3, "done")
        assert {path.parent.name for path in machine.drops()} <= {str(d) for d in days}
    assert len(machine.articles()) == 9
    assert not machine.sites.asked(f"/{days[3]}-0.html")
    assert max(machine.sites.counts().values()) == 1


def test_a_json_api_is_paged(machine: Machine) -> None:
    urls = pages(machine.sites, *(f"/{n}.html" for n in range(5)))
    for page, part in ((1, urls[:3]), (2, urls[3:]), (3, [])):
        items = [{"link": {"web": url}, "at": "2017-11-06T01:00:00Z"} for url in part]
        machine.sites[f"/api?page={page}"] = Reply(body=json.dumps({"data": {"items": items}, "n": []}).encode())
    for cursor, part, after in (("", urls[:2], "/next?c=2"), ("2", urls[2:], None)):
        path = f"/next?c={cursor}" if cursor else "/next"
        machine.sites[path] = Reply(body=json.dumps({"posts": part, "next": after}).encode())
    api = {"url": machine.sites.url("/api?page={page}"), "items": "data.items", "link": "link.web", "published": "at"}
    assert machine.fetch(apis=[api]).fetched == 5
    assert len(machine.sites.asked("/api?page=3")) == 1
    follow = machine.fetch(apis=[{"url": machine.sites.url("/next"), "items": "posts", "next": "next"}])
    assert (follow.listed, follow.fetched) == (2, 0), "a page without anything new ends the listing"


def test_plain_lists(machine: Machine) -> None:
    urls = pages(machine.sites, "/1.html", "/2.html", "/3.html")
    machine.sites["/list.txt"] = Reply(body=("\ufeff# tin\n" + "\r\n".join(urls[:2])).encode())
    assert machine.fetch(lists=[machine.sites.url("/list.txt")], urls=[urls[2]]).fetched == 3


@pytest.mark.parametrize(
    ("kind", "body", "reason"),
    [
        ("feeds", b"<html>no feed</html>", "no RSS or Atom feed"),
        ("feeds", b"", "no XML"),
        ("sitemaps", b"<html></html>", "no sitemap"),
        ("apis", b"<html>", "no JSON"),
        ("apis", b'{"a": [], "b": []}', "`items` says where"),
    ],
)
def test_a_listing_that_is_something_else_is_told_and_is_no_reason_to_try_again(
    machine: Machine, kind: str, body: bytes, reason: str
) -> None:
    machine.sites["/l"] = Reply(body=body)
    account = machine.fetch(**{kind: [machine.sites.url("/l")]})
    assert reason in account.reason
    with pytest.raises(SourceGone, match=r"Báo Mẫu"):
        fetching.insist(account)


def test_an_entity_bomb_in_a_feed_expands_to_nothing(machine: Machine) -> None:
    bomb = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    body = f"{bomb}<rss><channel><item><link>{machine.sites.url('/')}&b;&x;.html</link></item></channel></rss>"
    machine.sites["/rss"] = Reply(body=body.encode())
    machine.fetch(feeds=[machine.sites.url("/rss")])
    assert not any("root" in s.path or "aaaa" in s.path for s in machine.sites.log)


def test_each_kind_of_failure_has_its_place_and_what_may_come_back_is_tried_again(machine: Machine) -> None:
    statuses = {"/404.html": 404, "/410.html": 410, "/500.html": 500, "/ok.html": 200, "/img": 200, "/no/robots": 200}
    for path, status in statuses.items():
        machine.sites[path] = html() if status == 200 else Reply(status)
    machine.sites["/img"] = Reply(body=b"\x89PNG", headers={"Content-Type": "image/png"})
    machine.sites["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /no/")
    urls = [machine.sites.url(path) for path in statuses]
    account = machine.fetch(urls=urls, at_once=1)
    assert (account.fetched, account.gone, account.refused, account.waiting) == (1, 2, 2, 1)
    assert account.outcome == "partial"
    with pytest.raises(SourceDown):
        fetching.insist(account)
    machine.sites["/500.html"] = html("Đã sống lại")
    again = machine.fetch(urls=urls)
    assert (again.fetched, again.gone, again.refused, again.waiting, again.outcome) == (1, 0, 0, 0, "done")


def test_retry_after_is_kept_beyond_the_run(machine: Machine) -> None:
    machine.sites["/a.html"] = Reply(429, headers={"Retry-After": "3000"})
    account = machine.fetch(urls=[machine.sites.url("/a.html")])
    assert (account.waiting, account.retry_after) == (1, 3000.0)
    with pytest.raises(SourceDown) as told:
        fetching.insist(account)
    assert told.value.retry_after == 3000.0
    machine.fetch(urls=[machine.sites.url("/a.html")], forced=True)
    assert len(machine.sites.asked("/a.html")) == 1


def test_a_source_that_stays_down_is_left_alone_for_a_while(machine: Machine) -> None:
    machine.sites.default = lambda seen: Reply(500)
    feeds = [machine.sites.url("/rss")]
    assert [machine.fetch(feeds=feeds).outcome for _ in range(4)] == ["down", "down", "down", "resting"]
    asked = len(machine.sites.log)
    assert "left alone until" in machine.fetch(feeds=feeds).reason
    assert len(machine.sites.log) == asked
    machine.sites.default = lambda seen: rss() if seen.path == "/rss" else Reply(404)
    assert machine.fetch(feeds=feeds, forced=True).outcome == "done"
    assert machine.fetch(feeds=feeds).outcome == "done"


def test_two_runs_of_a_source_do_not_double_the_load(machine: Machine, store, begun: dict[str, list[float]]) -> None:
    machine.sites.default = lambda seen: Reply(404) if seen.path == "/robots.txt" else html(seen.path)
    urls = [machine.sites.url(f"/{n}.html") for n in range(20)]
    second = Machine.__new__(Machine)
    second.__dict__ = {**machine.__dict__, "store": type("S", (), {"conn": store.connect("dropwire_loader")})}
    threads = [threading.Thread(target=one.fetch, kwargs={"urls": urls, "per_second": 20}) for one in (machine, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(seen.path != "/robots.txt" for seen in machine.sites.log) == 20
    assert shortest(sorted(begun["127.0.0.1"])[:21]) >= 1 / 20  # robots.txt and all pages, of whichever run


def test_more_pages_than_a_run_may_take_wait_for_the_next(machine: Machine) -> None:
    urls = pages(machine.sites, *(f"/{n}.html" for n in range(5)))
    assert [machine.fetch(urls=urls, max_pages=3).fetched for _ in range(3)] == [3, 2, 0]


def test_drops_are_closed_when_full(machine: Machine, tmp_path: Path) -> None:
    urls = pages(machine.sites, *(f"/{n}.html" for n in range(6)))
    place = Place(UPath(machine.inbox), tmp_path / "fetch", drop_bytes=1_000)
    account = fetch(machine.store.conn, machine.site(urls=urls), Asked(DAY, "test"), place, LIMITS)
    assert len(account.drops) > 1
    assert set(machine.articles()) == set(urls)


def test_a_full_inbox_loses_nothing(machine: Machine) -> None:
    urls = pages(machine.sites, "/1.html", "/2.html")
    (machine.inbox / "2017-11-06").write_text("a file where the folder should be")
    with pytest.raises(SourceDown, match="inbox"):
        machine.fetch(urls=urls)
    (machine.inbox / "2017-11-06").unlink()
    machine.fetch(urls=urls)
    assert set(machine.articles()) == set(urls)
    assert set(machine.sites.counts().values()) == {1}


KILLED = """
import sys; from datetime import date; from pathlib import Path; import psycopg2; from upath import UPath
from dropwire.fetch import Asked, FetchRules, Limits, Place, Site, fetch
url, folder, first, count = sys.argv[1:]
urls = [first.replace("/0.html", f"/{n}.html") for n in range(int(count))]
site = Site("Báo Mẫu", ("mau.example",), FetchRules(urls=urls, per_second=100, at_once=4))
place = Place(UPath(folder) / "drops" / "inbox", Path(folder) / "fetch")
fetch(psycopg2.connect(url), site, Asked(date(2017, 11, 6), "test"), place, Limits(allow_loopback=True))
"""


def test_killed_in_the_middle_it_goes_on_and_no_page_is_fetched_twice(machine: Machine) -> None:
    machine.sites.default = lambda seen: Reply(404) if seen.path == "/robots.txt" else html(seen.path)
    arguments = [machine.store.url("dropwire_loader"), str(machine.folder), machine.sites.url("/0.html"), "150"]
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "include")}
    for stop_after in (30, 80):
        process = subprocess.Popen([sys.executable, "-c", KILLED, *arguments], env=env)
        while len(machine.sites.log) < stop_after and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    subprocess.run([sys.executable, "-c", KILLED, *arguments], env=env, check=True)
    twice = [path for path, times in machine.sites.counts().items() if times > 1]
    assert len(twice) <= 2 * 4, "only what was under way when the process was killed"
    assert len(machine.articles()) == 150
    assert machine.store.one("SELECT count(*) FROM ops.fetch_urls WHERE state = 'done'") == 150


def test_the_commands_fetch_show_and_try(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    urls = pages(machine.sites, "/a.html", "/b.html")
    machine.sites["/rss"] = rss(*urls)
    today = f"{datetime.now(UTC):%a, %d %b %Y 00:00:00} GMT"
    machine.sites["/rss"] = rss(*urls, when=today)
    (machine.folder / "sources.yaml").write_text(
        f"sources:\n  - name: Báo Mẫu\n    fetch:\n      feeds: ['{machine.sites.url('/rss')}']\n      per_second: 50\n"
    )
    env = {
        "DROPWIRE_SOURCES": str(machine.folder / "sources.yaml"), "DROPWIRE_HOME": str(machine.folder),
        "DROPWIRE_WAREHOUSE_URL": machine.store.url("dropwire_loader"), "DROPWIRE_FETCH_LOOPBACK": "1",
        "COLUMNS": "200",
    }  # fmt: skip
    run = CliRunner(env=env)
    for arguments in (["sources", "try", "Báo Mẫu"], ["fetch", "--dry-run"]):
        shown = run.invoke(cli.app, arguments, catch_exceptions=False)
        assert "2 addresses" in shown.output and urls[0] in shown.output, shown.output
    assert not machine.drops() and not machine.sites.asked("/a.html")
    assert "1 feed" in run.invoke(cli.app, ["sources", "check"], catch_exceptions=False).output
    done = run.invoke(cli.app, ["fetch", "báo mẫu"], catch_exceptions=False)
    assert done.exit_code == 0 and "2 fetched" in done.output, done.output
    assert len(machine.drops()) == 1
    assert run.invoke(cli.app, ["fetch", "--from", "2017-11-05"]).exception
    settings = Settings(home=machine.folder, settle_seconds=0)
    assert daily.waiting(machine.store.conn, settings) == {datetime.now(UTC).date(): 1}
