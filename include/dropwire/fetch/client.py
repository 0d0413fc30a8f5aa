"""One request and its answer, whole and within its limits, or a reason why not."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from dropwire.fetch import safe
from dropwire.fetch.bodies import STEP, BadBody, TooLarge, unpacked
from dropwire.fetch.settings import Limits, Login

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SECRET = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization", "www-authenticate"})
ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, application/json;q=0.9, */*;q=0.5"
ENCODINGS = "gzip, br, zstd, deflate"


class Unanswered(Exception):
    """No answer, or a broken one: worth another try."""


class Unwanted(Exception):
    """An answer that will not become better: too large, an address we do not go to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    """As sent, without cookies and logins."""
    body: bytes
    """Unpacked."""
    at: datetime
    """When the request was sent."""
    sent: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Headers of the request, without logins."""

    def header(self, name: str) -> str:
        """A header's value, empty when it is missing."""
        name = name.lower()
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def redirect(self) -> str | None:
        """Where a redirect leads."""
        target = self.header("location")
        if self.status not in _REDIRECTS or not target:
            return None
        try:
            return urljoin(self.url, target.strip()).partition("#")[0]
        except ValueError:
            return "about:invalid"

    @property
    def retry_after(self) -> float | None:
        """Seconds the server asks to wait."""
        stated = self.header("retry-after").strip()
        if stated.isdecimal() and len(stated) < 10:
            return float(stated)
        try:
            moment = parsedate_to_datetime(stated)
        except (ValueError, TypeError, IndexError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())


class Client:
    """Sends requests; one for all threads, each of which keeps connections of its own."""

    def __init__(self, limits: Limits, logins: Iterable[Login] = ()) -> None:
        self.limits = limits
        self._logins = tuple(logins)
        self._watchdog = safe.Watchdog()
        self._mine = threading.local()
        self._opened: list[requests.Session] = []

    def get(self, url: str, conditions: Mapping[str, str] | None = None, most: int | None = None) -> Answer:
        """The answer to one request; redirects are answers, too. `most` replaces the cap on its bytes.

        Raises:
            Unanswered: no connection, no end, no sense; `Unwanted`: refused for good.
        """
        if urlsplit(url).scheme not in ("http", "https"):
            raise Unwanted(f"no web address: {url[:200]}")
        headers = {"Accept": ACCEPT, "Accept-Encoding": ENCODINGS, "User-Agent": self.limits.agent} | dict(
            conditions or {}
        )
        for login in self._logins:
            if login.fits(url):
                headers |= dict(login.headers)
        with self._watchdog.limit(self.limits.total_seconds) as term:
            try:
                answer = self._exchange(url, headers, most or self.limits.max_bytes)
            except (Unanswered, Unwanted):
                if not term.expired:
                    raise
        if term.expired:  # a body without a stated length seems to end there
            raise Unanswered(f"not done after {self.limits.total_seconds:.0f} s")
        return answer

    def close(self) -> None:
        """Close every connection."""
        for opened in self._opened:
            opened.close()

    def _exchange(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        at = datetime.now(UTC)
        try:
            response = self._session().get(url, headers=headers, stream=True)
        except safe.Refused as error:
            raise Unwanted(f"its address {error} is not on the open internet") from None
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, UnicodeError, ValueError) as error:
            raise Unwanted(f"no web address: {_short(error)}") from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise Unanswered(_plain(error)) from None
        whole = False
        try:
            body = _body(response, self.limits.total_seconds, most)
            whole = True
        except TooLarge as error:
            raise Unwanted(str(error)) from None
        except (BadBody, urllib3.exceptions.HTTPError, OSError) as error:
            raise Unanswered(_plain(error)) from None
        finally:
            if not whole:
                response.raw.close()  # what is left of it must not be taken for the next answer
            response.close()
        sent = tuple((name, value) for name, value in headers.items() if name.lower() not in _SECRET)
        return Answer(url, response.status_code, response.reason or "", _headers(response), body, at, sent)

    def _session(self) -> requests.Session:
        found: requests.Session | None = getattr(self._mine, "session", None)
        if found is None:
            found = self._mine.session = safe.session(self.limits, self._watchdog)
            self._opened.append(found)
        return found


def _body(response: requests.Response, seconds: float, most: int) -> bytes:
    stated = response.headers.get("Content-Length", "")
    if stated.isdecimal() and int(stated) > most:
        raise TooLarge(f"it has {int(stated):,} bytes, {most:,} are taken")
    body, end = bytearray(), time.monotonic() + seconds
    for part in response.raw.stream(STEP, decode_content=False):
        body += part
        if len(body) > most:
            raise TooLarge(f"it has more than {most:,} bytes")
        if time.monotonic() > end:
            raise BadBody("it does not end")
    return unpacked(bytes(body), response.headers.get("Content-Encoding", ""), most)


def _headers(response: requests.Response) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in response.raw.headers.items() if name.lower() not in _SECRET)


def _plain(error: BaseException) -> str:
    """What went wrong, without the layers of the libraries."""
    text = str(error)
    known = {
        "timed out": "no answer in time",
        "refused": "connection refused",
        "resolve": "its name is not known",
        "certificate": "its certificate cannot be trusted",
        "IncompleteRead": "the body ends before it should",
        "RemoteDisconnected": "the server hung up",
        "reset": "the server hung up",
    }
    for sign, words in known.items():
        if sign.lower() in text.lower():
            return words
    return _short(error)


def _short(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]
