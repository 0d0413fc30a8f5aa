"""Pages a second: fetching beside Scrapy, same pages, same server, same limits, both down to WARC files.

    python benchmarks/fetching.py [--pages 10000] [--hosts 50] [--per-second 20] [--scrapy PYTHON]

The server's log is the judge: no address twice, no host faster than allowed. Scrapy runs when `--scrapy` names a Python
that has it (it is no dependency of ours). First both race without a limit that binds, then ours alone keeps one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
sys.path[:0] = [str(REPOSITORY / "include"), str(REPOSITORY / "tests"), str(REPOSITORY / "benchmarks")]

THREADS = 16
AT_ONCE = 4

SPIDER = """
import gzip, io, sys, scrapy
from scrapy.crawler import CrawlerProcess
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

class Pages(scrapy.Spider):
    name = "pages"
    async def start(self):
        for url in open(sys.argv[1]):
            yield scrapy.Request(url.strip(), callback=self.keep)
    def keep(self, response):
        head = StatusAndHeaders(f"{response.status} OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        body = io.BytesIO(response.body)
        record = writer.create_warc_record(response.url, "response", payload=body, http_headers=head)
        writer.write_record(record)
        out.write(gzip.compress(buffer.getvalue(), 6))  # warcio's own level 9 takes most of the time
        buffer.seek(0)
        buffer.truncate()

buffer = io.BytesIO()
with open(sys.argv[2], "wb") as out:
    writer = WARCWriter(buffer, gzip=False)
    process = CrawlerProcess({
        "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 0, "LOG_LEVEL": "ERROR", "COOKIES_ENABLED": False,
        "CONCURRENT_REQUESTS": int(sys.argv[3]), "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[4]),
        "TELNETCONSOLE_ENABLED": False,
    })
    process.crawl(Pages)
    process.start()
"""


def serve(hosts: int, log: str) -> None:
    """Articles of 5 to 60 KB, packed, on many hosts, until the input ends; then the log."""
    from sites import PAGE, Reply, Seen, Sites

    rng = random.Random(7)
    words = [f"từ{number}" for number in range(4_000)]
    bodies = [
        gzip.compress(PAGE.format("Tin", " ".join(rng.choices(words, k=rng.randint(800, 9_000)))).encode(), 6)
        for _ in range(50)
    ]
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}

    def answer(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return Reply(body=b"User-agent: *\nDisallow: /private/\n")
        return Reply(body=bodies[hash(seen.path) % 50], headers=headers)

    with Sites(hosts) as sites:
        sites.default = answer
        print(sites.port, flush=True)
        sys.stdin.read()
        Path(log).write_text(json.dumps([(s.at, s.host, s.path) for s in sites.log]), encoding="utf-8")


@contextmanager
def web(hosts: int, folder: Path) -> Iterator[tuple[int, Path]]:
    """A server in a process of its own; its log stands in the file when the block has ended."""
    log = folder / f"log{time.monotonic()}.json"
    command = [sys.executable, __file__, "--serve", str(log), "--hosts", str(hosts)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout
    yield int(process.stdout.readline()), log
    process.stdin.close()
    process.wait()


def addresses(port: int, pages: int, hosts: int) -> list[str]:
    """The pages, spread over the hosts."""
    return [f"http://127.0.0.{1 + n % hosts}:{port}/{n}.html" for n in range(pages)]


def ours(urls: list[str], folder: Path, database: str, per_second: float) -> float:
    """CPU seconds from the listing to the last drop, through the warehouse's state."""
    from datetime import date

    import psycopg2
    from upath import UPath

    from dropwire.fetch import Asked, FetchRules, Limits, Place, Site, fetch

    rules = FetchRules(urls=tuple(urls), per_second=per_second, at_once=AT_ONCE, max_pages=len(urls))
    place = Place(UPath(folder / "inbox"), folder / "fetch")
    began = time.process_time()
    site = Site(f"bench {folder.name}", (), rules)
    limits = Limits(allow_loopback=True, threads=THREADS)
    account = fetch(psycopg2.connect(database), site, Asked(date(2017, 11, 6), "bench"), place, limits)
    assert account.fetched == len(urls), account
    return time.process_time() - began


def scrapy(python: str, urls: list[str], folder: Path) -> float:
    """CPU seconds of the same by Scrapy, without its start."""
    (folder / "spider.py").write_text(SPIDER, encoding="utf-8")
    command = [python, str(folder / "spider.py"), str(folder / "urls.txt"), str(folder / "out.warc.gz")]
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    spent = []
    for addresses in (urls, []):
        (folder / "urls.txt").write_text("\n".join(addresses), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*command, str(THREADS), str(AT_ONCE)], check=True, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        command[3] = os.devnull
    return spent[0] - spent[1]


def judge(log: Path, pages: int, per_second: float | None = None) -> float:
    """Hold the log to what was asked for; returns the seconds between the first and the last page."""
    seen = [tuple(entry) for entry in json.loads(log.read_text(encoding="utf-8"))]
    times = Counter((host, path) for _, host, path in seen)
    assert set(times.values()) == {1}, "an address was asked for twice"
    assert sum(path != "/robots.txt" for _, path in times) == pages
    by_host: defaultdict[str, list[float]] = defaultdict(list)
    for at, host, _ in seen:
        by_host[host].append(at)
    if per_second:
        for host, at in by_host.items():
            allowed = (len(at) - 1) / per_second
            assert at[-1] - at[0] >= allowed * 0.99, f"{host}: {len(at)} requests in {at[-1] - at[0]:.1f} s"
            for first, last in zip(at, at[int(per_second) + 2 :], strict=False):
                assert last - first >= 1, f"{host}: more than {per_second:.0f} requests in a second"
    return max(at for at, _, _ in seen) - min(at for at, _, _ in seen)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=10_000)
    options.add_argument("--hosts", type=int, default=50)
    options.add_argument("--per-second", type=float, default=5.0)
    options.add_argument("--scrapy", default="", help="a Python that has Scrapy and warcio")
    options.add_argument("--serve", default="", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.serve:
        serve(asked.hosts, asked.serve)
        return
    from storing import server

    with tempfile.TemporaryDirectory() as name, server(Path(name)) as (database, _):
        for title, limit in (
            ("no limit that binds", 100.0),
            (f"{asked.per_second:g} a second a host", asked.per_second),
        ):
            folder = Path(name) / f"ours{limit}"
            folder.mkdir()
            with web(asked.hosts, folder) as (port, log):
                cpu = ours(addresses(port, asked.pages, asked.hosts), folder, database, limit)
            size = sum(path.stat().st_size for path in (folder / "inbox").rglob("*.gz"))
            tell(f"dropwire, {title}", asked.pages, judge(log, asked.pages, limit), cpu, size)
        if not asked.scrapy:
            print("Scrapy: skipped; --scrapy PYTHON names one that has it")
            return
        folder = Path(name) / "scrapy"
        folder.mkdir()
        with web(asked.hosts, folder) as (port, log):
            cpu = scrapy(asked.scrapy, addresses(port, asked.pages, asked.hosts), folder)
        size = (folder / "out.warc.gz").stat().st_size
        tell("Scrapy, no limit", asked.pages, judge(log, asked.pages), cpu, size)


def tell(title: str, pages: int, seconds: float, cpu: float, size: int) -> None:
    """One line of the result."""
    print(
        f"{title}: {pages / seconds:.0f} pages/s by the clock ({seconds:.1f} s), {pages / cpu:.0f} a CPU second,"
        f" {size / 1e6:.0f} MB of WARC",
        flush=True,
    )


if __name__ == "__main__":
    main()
