"""Connections that lead nowhere they should not: addresses checked and pinned, and ended on time.

requests-hardened resolves a name once, refuses addresses inside networks and connects to the very address it checked,
for every request and so for every hop. Added here: ranges it lets pass, and an end to what only drips.
"""

from __future__ import annotations

import heapq
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.cookiejar import DefaultCookiePolicy
from ipaddress import ip_address, ip_network
from typing import Any

import requests
from requests_hardened.client import HTTPSession
from requests_hardened.config import Config
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from dropwire.fetch.settings import Limits

_ALSO_BLOCKED = tuple(
    ip_network(network)
    for network in (
        "::/96",  # IPv4 written as IPv6 the old way: ::127.0.0.1
        "fec0::/10",  # site-local
        "::ffff:0:0:0/96",  # IPv4 translated
        "2001::/32",  # Teredo carries an IPv4 address
        "169.254.0.0/16",
        "224.0.0.0/3",
        "0.0.0.0/8",
    )
)

Refused = InvalidIPAddress
"""An address within a network of ours, or of somebody else's."""


class Watchdog:
    """Shuts the sockets of a thread when its time is up, for a timeout of requests counts silence only."""

    def __init__(self) -> None:
        self._mine = threading.local()
        self._due: list[tuple[float, int, _Term]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    @contextmanager
    def limit(self, seconds: float) -> Iterator[_Term]:
        """What this thread sends and receives within ends after so many seconds."""
        term = _Term(time.monotonic() + seconds)
        with self._changed:
            heapq.heappush(self._due, (term.end, next(self._numbers), term))
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="fetch-watchdog", daemon=True)
                self._thread.start()
            elif self._due[0][2] is term:
                self._changed.notify()
        self._mine.term = term
        try:
            yield term
        finally:
            self._mine.term = None
            term.done()

    def hold(self, sock: socket.socket | None) -> None:
        """Watch a socket for this thread."""
        term = getattr(self._mine, "term", None)
        if term is not None and sock is not None:
            term.hold(sock)

    def _watch(self) -> None:
        while True:
            with self._changed:
                while self._due and self._due[0][2].over:
                    heapq.heappop(self._due)
                wait = self._due[0][0] - time.monotonic() if self._due else 60.0
                if wait > 0:
                    if not self._changed.wait(min(wait, 60.0)) and not self._due:
                        self._thread = None
                        return
                    continue
                _, _, term = heapq.heappop(self._due)
            term.expire()


class _Term:
    """The time one request has."""

    def __init__(self, end: float) -> None:
        self.end = end
        self.over = self.expired = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()

    def hold(self, sock: socket.socket) -> None:
        with self._lock:
            self._sockets.append(sock)

    def done(self) -> None:
        with self._lock:
            self.over = True
            self._sockets.clear()

    def expire(self) -> None:
        with self._lock:
            if self.over:
                return
            self.over = self.expired = True
            for sock in self._sockets:
                with suppress(OSError):
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not TLS's own, which would wait


class _Adapter(IPFilterAdapter):  # type: ignore[misc]  # it has no types
    """Refuses more ranges, and has every socket watched."""

    def __init__(self, limits: Limits, watchdog: Watchdog, *, is_https: bool) -> None:
        self._watchdog = watchdog
        self._threads = limits.threads
        super().__init__(is_https_proto=is_https, allow_loopback=limits.allow_loopback)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        """As requests does it, with connections that are watched and kept for each of many hosts."""
        super().init_poolmanager(256, self._threads, block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _watched_pools(self._watchdog)

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:  # noqa: ANN401
        """The address to connect to, checked."""
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(request, verify, cert)
        address = ip_address(str(host_params["host"]).strip("[]"))
        loopback = self._allow_loopback and address.is_loopback
        if not loopback and any(address in network for network in _ALSO_BLOCKED):
            raise InvalidIPAddress(address)
        return host_params, pool_kwargs


def session(limits: Limits, watchdog: Watchdog) -> requests.Session:
    """A session for one thread: nothing from the environment, no redirects followed, no cookies kept."""
    config = Config(
        ip_filter_enable=False,  # mounted below, with more ranges
        ip_filter_allow_loopback_ips=limits.allow_loopback,
        never_redirect=True,
        default_timeout=(limits.connect_seconds, limits.read_seconds),
        user_agent_override=limits.agent,
    )
    made: requests.Session = HTTPSession(config)
    made.mount("http://", _Adapter(limits, watchdog, is_https=False))
    made.mount("https://", _Adapter(limits, watchdog, is_https=True))
    made.trust_env = False
    made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    made.verify = str(limits.ca_bundle) if limits.ca_bundle else True
    made.proxies = {"http": limits.proxy, "https": limits.proxy} if limits.proxy else {}
    return made


def _watched_pools(watchdog: Watchdog) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            watchdog.hold(sock)
            return sock

        def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            watchdog.hold(self.sock)
            super().request(*args, **kwargs)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            watchdog.hold(sock)
            return sock

        def connect(self) -> None:
            super().connect()
            watchdog.hold(self.sock)  # wrapped meanwhile: the plain socket is no longer in use

        def request(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            watchdog.hold(self.sock)
            super().request(*args, **kwargs)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
