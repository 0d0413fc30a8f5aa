"""robots.txt: what a site asks robots for (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from dropwire.fetch.client import Answer

MOST_BYTES = 512 * 1024
"""RFC 9309 asks for 500 KiB at least; the rest is not looked at."""


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host allows."""

    rules: Protego | None = None
    unreachable: str = ""
    """Why nothing may be fetched for now."""
    delay: float = 0.0
    """Seconds between two requests."""

    def allows(self, url: str, name: str) -> bool:
        """Whether the robot of this name may fetch an address; `unreachable` is another matter."""
        return self.rules is None or self.rules.can_fetch(url, name)


def robots_url(url: str) -> str:
    """Where the robots.txt of an address lies."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def robots_of(answer: Answer, name: str) -> Robots:
    """4xx allows everything, 5xx nothing."""
    if answer.status >= 500:
        return Robots(unreachable=f"its robots.txt answers {answer.status}")
    if not 200 <= answer.status < 300:
        return Robots()
    rules = Protego.parse(answer.body[:MOST_BYTES].decode("utf-8-sig", "replace"))
    delay, rate = rules.crawl_delay(name) or 0.0, rules.request_rate(name)
    if rate and rate.requests:
        delay = max(delay, rate.seconds / rate.requests)
    return Robots(rules, delay=max(0.0, float(delay)))
