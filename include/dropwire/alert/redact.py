"""Secrets out of everything that is stored, shown or sent."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

HIDDEN = "***"
_IN_URL = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s/@\"'<>]*@", re.I)
_NAMED = re.compile(
    r"\b(pass(?:word|wd)?|pwd|secret|token|api[_-]?key|access[_-]?key|authorization|auth)"
    r"(\"?\s*[=:]\s*\"?)(?:(?:bearer|basic)\s+)?[^\s\"'&,;]+",
    re.I,
)
_LEAST = 5
"""Shorter words are too common to be hidden wherever they stand."""


def secrets_of(address: str) -> set[str]:
    """What of an address must not be shown: password, long parts of path and query, where tokens are."""
    parts = urlsplit(address)
    found = {parts.password or "", parts.query, *(value for _, value in parse_qsl(parts.query))}
    if parts.scheme not in ("mailto", "mailtos", "json", "jsons"):
        found |= {*parts.path.split("/"), parts.netloc, parts.username or "", parts.hostname or ""}
    if parts.password or parts.query:
        found.add(address)
    found |= {unquote(word) for word in found}
    return {word for word in found if len(word) >= _LEAST}


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without these secrets, logins in addresses and what follows words such as `password=`."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    text = _IN_URL.sub(rf"\1{HIDDEN}@", text)
    return _NAMED.sub(rf"\1\2{HIDDEN}", text)
