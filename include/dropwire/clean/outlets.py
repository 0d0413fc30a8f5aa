"""Who publishes and who is quoted: outlets by the names datelines, sign-offs and addresses give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from dropwire.clean.tables import read_table
from dropwire.errors import ConfigError

_KINDS = ("agency", "publisher")
_DOMAIN = re.compile(
    r"\b[\w\-]+(?:\.[\w\-]+)*\.(?:vn|com|net|org|id|co|my|tv|info|news|asia|sg|online)(?:\.[a-z]{2})?\b", re.IGNORECASE
)
_LABEL = re.compile(
    r"^\W*(?:theo|nguồn(?:\s+(?:tin|bài|ảnh))?|dẫn nguồn|sumber(?: berita)?|source|via)\b\s*:?\s*", re.IGNORECASE
)
_QUOTES = re.compile(
    r"\b(?:theo|nguồn|dẫn|sumber|source|dikutip|dilansir|via|tổng hợp|biên dịch|lược dịch)\b", re.IGNORECASE
)
_NAMED = re.compile(r"\W*(?:nguồn(?: tin| bài)?|sumber(?: berita)?|source)\s*:\s*([^/,;()]{2,40}?)\W*$", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?i:©|\(c\)|copyright|hak cipta|bản quyền)\W*(?:©\W*)?(?:(?:19|20)\d\d\W*){0,2}(?i:thuộc về\s+|by\s+|of\s+)?"
    r"([^\W\d_a-z][\w&'’+ ]{2,40}?)(?=\s*(?:\d{4}|[.,|\-–]|(?i:all rights)|$))"
)
_PARTS = re.compile(r"[/,|;()\[\]]|\s[-–—]\s|\s+(?:và|dan|and)\s+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Outlets:
    """Known outlets: lower-cased name or alias to (name, kind)."""

    names: Mapping[str, tuple[str, str]]
    lead: re.Pattern[str]
    """Matches a known outlet's name at the start of a paragraph, with what parts it from the story."""

    def kind(self, name: str) -> str | None:
        """`agency`, `publisher`, or None for a name that is not known."""
        found = self.names.get(name.strip().lower())
        return found[1] if found else None

    def named(self, text: str) -> list[str]:
        """The known outlets that a credit, sign-off or byline names, as written."""
        parts = (_LABEL.sub("", part).strip(" .:-–—") for part in _PARTS.split(_LABEL.sub("", text)))
        return [part for part in parts if part.lower() in self.names]


def load_outlets(path: Path) -> Outlets:
    """Read `outlets.tsv`.

    Raises:
        ConfigError: a row is wrong.
    """
    names: dict[str, tuple[str, str]] = {}
    spelt: list[str] = []
    for number, row in read_table(path):
        if row["kind"] not in _KINDS:
            raise ConfigError(f"{path}:{number}: kind `{row['kind']}` is none of {', '.join(_KINDS)}")
        for alias in (row["name"], *row["aliases"].split("|")):
            if alias.strip():
                names.setdefault(alias.strip().lower(), (row["name"], row["kind"]))
                spelt.append(alias.strip())
    return Outlets(names, lead_pattern(spelt))


def lead_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A paragraph's start that is one of the names: with a dash, in brackets, or before a counter."""
    spelt = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))
    return re.compile(
        rf"(?P<source>{spelt})(?:\s*(?:--+|[-–—])\s+|\s+(?=\d+ (?:liên quan|chia sẻ|bình luận)))(?=\S)"
        rf"|[(\[](?P<bracketed>(?:{spelt})(?:\s*[/,-]\s*[^()\[\]\n]{{2,30}})?)[)\]]\s*(?:--+|[-–—:.])?\s*(?=[\"“‘'(]?[^\W_a-z])"
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article comes from."""

    source: str | None = None
    syndicated_from: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Traces:
    """The removed texts that name an origin, in order."""

    datelines: list[str]
    signoffs: list[str]
    bylines: list[str]
    notices: list[str]
    """Breadcrumbs and copyright lines."""
    lead: str | None = None
    """The outlet the story's dateline names, known or not."""


def find_origin(meta: Mapping[str, str], traces: Traces, outlets: Outlets) -> Origin:
    """Publisher, the outlet it took the story from, and the author."""
    quoting = [text for text in traces.signoffs if _QUOTES.search(text)]
    own = [*traces.datelines, *(text for text in traces.signoffs if text not in quoting), *traces.bylines]
    named = [name for text in own for name in outlets.named(text)]
    quoted = [name for text in quoting for name in outlets.named(text)]
    source = (
        meta.get("source")
        or next((name for name in named if outlets.kind(name) == "publisher"), None)
        or _from_domain([*own, *traces.notices[:3]])
        or next((m[1].strip() for text in traces.notices if (m := _COPYRIGHT.search(text))), None)
        or _host(meta.get("url", ""), outlets)
        or _labelled(quoting)
        or (named[0] if named else None)
        or traces.lead
    )
    same = outlets.names.get((source or "").lower(), (source, ""))[0]
    others = {outlets.names[name.lower()][0]: name for name in (*named, *quoted)}
    others.pop(same or "", None)
    syndicated = next(iter(others.values())) if source and len(others) == 1 else None
    return Origin(source, syndicated, meta.get("author") or _author(traces, outlets))


def _from_domain(texts: list[str]) -> str | None:
    return next((match[0] for text in texts if (match := _DOMAIN.search(text))), None)


def _labelled(signoffs: list[str]) -> str | None:
    """`Nguồn tin: X` names the source when X is one name."""
    return next((match[1].strip() for text in signoffs if (match := _NAMED.match(text))), None)


def _host(url: str, outlets: Outlets) -> str | None:
    host = urlsplit(url).netloc.removeprefix("www.").removeprefix("m.") if url else ""
    return outlets.names.get(host, (host, ""))[0] or None


_ROLE = re.compile(
    r"(?:by|oleh|penulis|reporter|pewarta|laporan|reporting by|tác giả|pv|ctv|phóng viên)\s*[:/]?\s+([^|;,(/\n]{3,40})",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_a-z][\w.'’]*(?:\s+[^\W\d_a-z][\w.'’]*){0,4}")


def _author(traces: Traces, outlets: Outlets) -> str | None:
    for text in (*traces.bylines, *traces.signoffs):
        if match := _ROLE.match(text.strip(" ([")):
            return match[1].strip(" .)-")
    for text in traces.signoffs:
        first = _LABEL.sub("", _PARTS.split(text)[0]).strip(" ()[]-–—.")
        if _PERSON.fullmatch(first) and not outlets.kind(first) and len(first) > 2:
            return first
    return None
