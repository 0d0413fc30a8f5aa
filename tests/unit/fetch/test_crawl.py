"""Many pages of many hosts: the server's log is the judge of what was asked, when and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sites import Reply, Seen, Sites, html, shortest

from dropwire.fetch.client import Client
from dropwire.fetch.crawl import Crawl, Job, Outcome
from dropwire.fetch.settings import FetchRules, Limits

LIMITS = Limits(
    allow_loopback=True, backoff_seconds=0.05, longest_wait=2, host_failures=4, connect_seconds=2, read_seconds=2,
    total_seconds=4, max_bytes=1 << 20,
)  # fmt: skip
RULES = FetchRules(urls=("https://tin.example/",), per_second=100, at_once=4)


@pytest.fixture
def sites() -> Iterator[Sites]:
    with Sites(3) as made:
        yield made


def crawl(
    *urls: str, rules: FetchRules = RULES, limits: Limits = LIMITS, allowed: Callable[[str], bool] = lambda url: True
) -> dict[str, Outcome]:
    with Crawl(Client(limits), rules, allowed) as running:
        for url in urls:
            running.add(Job(url, url))
        return {outcome.job.url: outcome for outcome in running}


def one(url: str, **asked: object) -> Outcome:
    return crawl(url, **asked)[url]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "kind", "times"),
    [
        (200, "fetched", 1), (304, "unchanged", 1), (400, "gone", 1), (401, "gone", 1), (403, "gone", 1),
        (404, "gone", 1), (410, "gone", 1), (451, "gone", 1), (204, "gone", 1), (300, "gone", 1), (500, "waiting", 3),
        (502, "waiting", 3), (503, "waiting", 3), (408, "waiting", 3), (429, "waiting", 3),
    ],
)  # fmt: skip
def test_every_status_has_its_answer(sites: Sites, status: int, kind: str, times: int) -> None:
    sites["/a"] = Reply(status)
    outcome = one(sites.url("/a"))
    assert (outcome.kind, len(sites.asked("/a"))) == (kind, times)
    if kind != "fetched":
        assert str(status) in outcome.reason or "not modified" in outcome.reason


def failing_first(times: int, reply: Reply) -> Callable[[Seen], Reply]:
    left = Counter(times=times)

    def answer(seen: Seen) -> Reply:
        left["times"] -= 1
        return reply if left["times"] >= 0 else html()

    return answer


@pytest.mark.parametrize("status", [500, 429])
def test_what_comes_back_is_fetched_after_a_while(sites: Sites, status: int) -> None:
    sites["/a"] = failing_first(2, Reply(status))
    assert one(sites.url("/a")).kind == "fetched"
    assert len(sites.asked("/a")) == 3


def test_retry_after_holds_the_whole_host_for_as_long_as_told(sites: Sites) -> None:
    sites["/a"] = failing_first(1, Reply(429, headers={"Retry-After": "1"}))
    sites["/b"] = html()
    slow = RULES.model_copy(update={"at_once": 1})
    assert {o.kind for o in crawl(sites.url("/a"), sites.url("/b"), rules=slow).values()} == {"fetched"}
    first, second = sites.asked("/a")
    assert second.at - first.at >= 1
    assert sites.asked("/b")[0].at - first.at >= 1


def test_a_wait_longer_than_our_patience_leaves_the_host_for_later(sites: Sites) -> None:
    sites["/a"] = Reply(503, headers={"Retry-After": "3600"})
    slow = RULES.model_copy(update={"at_once": 1})
    found = crawl(sites.url("/a"), *(sites.url(f"/{n}") for n in range(5)), rules=slow)
    assert {(o.kind, o.retry_after) for o in found.values()} == {("waiting", 3600.0)}
    assert len(sites.counts()) == 1


def test_a_host_that_is_down_is_left_alone_and_delays_no_other(sites: Sites) -> None:
    up, down = sites.addresses[0], sites.addresses[1]
    sites.default = lambda seen: Reply(500) if seen.host == down and seen.path != "/robots.txt" else html()
    urls = [sites.url(f"/{n}", host) for host in (up, down) for n in range(20)]
    found = crawl(*urls)
    kinds = Counter((url.split("//")[1].split(":")[0], o.kind) for url, o in found.items())
    assert kinds == {(up, "fetched"): 20, (down, "waiting"): 20}
    assert sum(s.host == down and s.path != "/robots.txt" for s in sites.log) <= LIMITS.host_failures + RULES.at_once
    assert all(o.down for url, o in found.items() if down in url)


def test_redirects_are_followed_and_their_way_is_kept(sites: Sites) -> None:
    sites["/a"] = Reply(301, headers={"Location": "/b"})
    sites["/b"] = Reply(307, headers={"Location": sites.url("/c", "127.0.0.2")})
    sites["127.0.0.2", "/c"] = html("Đích")
    outcome = one(sites.url("/a"))
    assert outcome.kind == "fetched" and outcome.answer is not None
    assert outcome.answer.url == sites.url("/c", "127.0.0.2")
    assert outcome.via == (sites.url("/a"), sites.url("/b"))
    assert sites.asked("/robots.txt", "127.0.0.2")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/a", "circle"),
        ("/b", "circle"),
        ("/n0", "more than 5 redirects"),
        ("http://169.254.169.254/latest/", "open internet"),
        ("http://[::ffff:169.254.169.254]/", "open internet"),
        ("http://[::127.0.0.1]/", "open internet"),
        ("http://10.0.0.1/", "open internet"),
        ("file:///etc/passwd", "no web address"),
        ("gopher://127.0.0.1/", "no web address"),
        ("http://[bad/", "no web address"),
    ],
)
def test_redirects_that_lead_nowhere_good_end_there(sites: Sites, target: str, reason: str) -> None:
    sites["/a"] = Reply(302, headers={"Location": target})
    sites["/b"] = Reply(302, headers={"Location": "/a"})
    for n in range(9):
        sites[f"/n{n}"] = Reply(302, headers={"Location": f"/n{n + 1}"})
    outcome = one(sites.url("/a"))
    # A private address has no robots.txt to be had: either way nothing is asked of it.
    assert outcome.kind in ("refused", "waiting") and reason in outcome.reason
    assert max(sites.counts().values()) == 1


def test_redirects_to_another_site_are_not_followed(sites: Sites) -> None:
    sites["/a"] = Reply(302, headers={"Location": sites.url("/b", "127.0.0.2")})
    outcome = one(sites.url("/a"), allowed=lambda url: "127.0.0.1" in url)
    assert outcome.kind == "refused" and "another site" in outcome.reason
    assert not sites.asked(host="127.0.0.2")


def test_two_addresses_that_lead_to_one_page_cost_one_request_of_it(sites: Sites) -> None:
    for path in ("/a", "/b"):
        sites[path] = Reply(301, headers={"Location": "/c"})
    sites["/c"] = html()
    found = crawl(*(sites.url(path) for path in ("/a", "/b", "/c")))
    assert sorted(o.kind for o in found.values()) == ["fetched", "unchanged", "unchanged"]
    assert set(sites.counts().values()) == {1}


@pytest.mark.parametrize(
    ("robots", "kinds"),
    [
        (Reply(404), {"/a": "fetched", "/no/b": "fetched"}),
        (Reply(401), {"/a": "fetched", "/no/b": "fetched"}),
        (Reply(403), {"/a": "fetched", "/no/b": "fetched"}),
        (Reply(429), {"/a": "fetched", "/no/b": "fetched"}),
        (Reply(500), {"/a": "waiting", "/no/b": "waiting"}),
        (Reply(503), {"/a": "waiting", "/no/b": "waiting"}),
        (Reply(body=b"User-agent: *\nDisallow: /no/"), {"/a": "fetched", "/no/b": "refused"}),
        (Reply(body=b"User-agent: *\nDisallow: /\nUser-agent: dropwire\nAllow: /a\nDisallow: /"),
         {"/a": "fetched", "/no/b": "refused"}),
        (Reply(body=b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /no\r\n"), {"/a": "fetched", "/no/b": "refused"}),
        (Reply(body=b"\x89PNG\x00\xff" * 50), {"/a": "fetched", "/no/b": "fetched"}),
        (Reply(body=b""), {"/a": "fetched", "/no/b": "fetched"}),
        (Reply(301, headers={"Location": "/r2.txt"}), {"/a": "fetched", "/no/b": "refused"}),
        (Reply(301, headers={"Location": "/robots.txt"}), {"/a": "waiting", "/no/b": "waiting"}),
        (Reply(301, headers={"Location": "http://169.254.169.254/"}), {"/a": "waiting", "/no/b": "waiting"}),
    ],
)  # fmt: skip
def test_robots_are_obeyed(sites: Sites, robots: Reply, kinds: dict[str, str]) -> None:
    sites["/robots.txt"] = robots
    sites["/r2.txt"] = Reply(body=b"User-agent: *\nDisallow: /no/")
    for path in kinds:
        sites[path] = html()
    found = crawl(*(sites.url(path) for path in kinds))
    assert {path: found[sites.url(path)].kind for path in kinds} == kinds
    assert {path for path in kinds if sites.asked(path)} == {p for p, kind in kinds.items() if kind == "fetched"}


def test_a_crawl_delay_is_kept_up_to_the_cap(sites: Sites, begun: dict[str, list[float]]) -> None:
    sites["/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 0.3")
    sites["127.0.0.2", "/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 9999")
    sites.default = lambda seen: html()
    rules = RULES.model_copy(update={"crawl_delay_cap": 0.5})
    crawl(*(sites.url(f"/{n}", host) for n in range(4) for host in sites.addresses[:2]), rules=rules)
    assert shortest(begun["127.0.0.1"]) >= 0.3
    assert shortest(begun["127.0.0.2"]) >= 0.5


def test_no_host_gets_more_at_once_or_faster_than_allowed(sites: Sites, begun: dict[str, list[float]]) -> None:
    under_way, most = Counter[str](), Counter[str]()

    def answer(seen: Seen) -> Reply:
        if seen.path == "/robots.txt":
            return Reply(404)

        async def body():
            import asyncio

            under_way[seen.host] += 1
            most[seen.host] = max(most[seen.host], under_way[seen.host])
            await asyncio.sleep(0.15)
            under_way[seen.host] -= 1
            yield b"<p>Tin</p>"

        return Reply(stream=body)

    sites.default = answer
    rules = RULES.model_copy(update={"per_second": 20, "at_once": 2})
    urls = [sites.url(f"/{n}", host) for n in range(20) for host in sites.addresses]
    assert {o.kind for o in crawl(*urls, rules=rules).values()} == {"fetched"}
    assert set(most.values()) == {2}
    assert min(map(shortest, begun.values())) >= 1 / 20
    assert set(sites.counts().values()) == {1}


def test_a_fault_of_ours_is_raised_where_outcomes_are_read(sites: Sites) -> None:
    def broken(url: str) -> bool:
        raise ZeroDivisionError

    sites["/a"] = Reply(302, headers={"Location": "/b"})
    with pytest.raises(ZeroDivisionError):
        crawl(sites.url("/a"), allowed=broken)


def test_conditions_are_asked_with(sites: Sites) -> None:
    sites["/a"] = lambda seen: Reply(304) if seen.headers.get("if-none-match") == '"1"' else html()
    with Crawl(Client(replace(LIMITS)), RULES, lambda url: True) as running:
        running.add(Job(sites.url("/a"), etag='"1"', last_modified="Mon, 06 Nov 2017 00:00:00 GMT"))
        assert [o.kind for o in running] == ["unchanged"]
    assert sites.asked("/a")[0].headers["if-modified-since"].startswith("Mon, 06")


def test_a_thousand_pages_of_twenty_hosts_each_once_and_no_host_faster_than_allowed(
    begun: dict[str, list[float]],
) -> None:
    rules = RULES.model_copy(update={"per_second": 25, "at_once": 2})
    with Sites(20) as web:
        web.default = lambda seen: html(seen.path) if seen.path != "/robots.txt" else Reply(404)
        urls = [web.url(f"/{n}", host) for n in range(50) for host in web.addresses]
        assert {outcome.kind for outcome in crawl(*urls, rules=rules).values()} == {"fetched"}
        assert len(web.counts()) == 1_000 and set(web.counts().values()) == {1}
        assert {*begun} == {*web.addresses}
        assert min(map(shortest, begun.values())) >= 1 / 25
