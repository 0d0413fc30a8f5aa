"""Numbered items as drops, and the checker that asks a warehouse where each of them is now."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
import time
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

import psycopg2

TEXT = (
    "Quân đội Iraq ngày {day.day}/{day.month}/{day.year} giành lại thị trấn {town} ở tỉnh Anbar từ tay IS sau nhiều "
    "giờ giao tranh, theo bản tin số hiệu {n:06d}. Ít nhất {dead} tay súng thiệt mạng, một nguồn tin quân sự cho biết."
)
TOWNS = ("Rawa", "Ana", "Haditha", "Hit", "Tal Afar", "Sinjar", "Makhmur", "Sharqat", "Baiji", "Samarra")
NORMAL = Counter(loaded=24, duplicate=4, skipped=4, quarantined=8)
"""What becomes of forty items."""
Place = tuple[str, int | None]
"""Name of a drop and index in it."""


def deliver(inbox: Path, day: date, count: int = 40, first: int = 1) -> dict[Place, int]:
    """Two drops of a day with that many numbered items; where each number stands.

    Of ten, one repeats the item before it, one is a later text under the same address, one is cut off and one says
    nothing.
    """
    folder = inbox / day.isoformat()
    folder.mkdir(parents=True, exist_ok=True)
    lines = [_line(day, n) for n in range(first, first + count)]
    half = count // 2
    (folder / f"a{first}.jsonl").write_text("\n".join(lines[:half]), encoding="utf-8")
    (folder / f"b{first}.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[half:]).encode(), mtime=0))
    names = [(f"{day}/a{first}.jsonl", n) for n in range(half)]
    names += [(f"{day}/b{first}.jsonl.gz", n) for n in range(count - half)]
    return dict(zip(names, range(first, first + count), strict=True))


def _line(day: date, n: int) -> str:
    kind, of = n % 10, _told(n)
    if kind == 8:
        return '{"url": "https://tin.example/cut-' + str(n)
    text = TEXT.format(day=day, n=of, town=TOWNS[of % 10], dead=3 + of % 40)
    if kind == 7:
        of, text = n - 3, text + " Bản cập nhật sau đó nói rõ hơn về diễn biến."
    if kind == 9:
        text = ""
    record = {"url": f"https://tin.example/{day}/{of}", "title": f"Tin số {of}", "site": "Tin Chiến Sự", "text": text}
    return json.dumps(record, ensure_ascii=False)


class Reader:
    """An analyst who keeps asking for every day's articles and events, and notes each answer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.seen: dict[date, set[tuple[int, int]]] = {}
        self.answers = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join(30)

    def _read(self) -> None:
        while not self._ended.is_set():
            try:
                with closing(psycopg2.connect(self.url)) as conn:
                    while not self._ended.wait(0.05):
                        self._ask(conn)
            except psycopg2.Error:  # the server is down: ask again
                time.sleep(0.2)

    def _ask(self, conn: psycopg2.extensions.connection) -> None:
        with conn, conn.cursor() as cur:
            cur.execute(
                "SELECT drop_day, count(*), sum((SELECT count(*) FROM news.event_reports r"
                " JOIN news.events USING (event_id) WHERE r.article_id = a.article_id)) FROM news.articles a GROUP BY 1"
            )
            for day, articles, reports in cur.fetchall():
                self.seen.setdefault(day, set()).add((articles, int(reports)))
            self.answers += 1


def examine(url: str, archive: Path, delivered: dict[Place, int], reader: Reader | None = None) -> Counter[str]:
    """Ask where every number is; how many met which disposition.

    Raises:
        AssertionError: one is lost or twice, an event has no article, an archived drop has changed, or the reader saw
            a day half published.
    """
    if reader:
        reader.stop()
        assert reader.answers, "the reader never got an answer"
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:

        def ask(query: str) -> list[tuple]:
            cur.execute(query)
            return cur.fetchall()

        found = ask(
            "SELECT f.name, i.record, i.disposition, a.body FROM landing.drop_items i JOIN landing.drop_files f"
            " ON f.file_id = i.file_id AND f.read_by = i.load_id LEFT JOIN news.articles a USING (article_id)"
        )
        assert Counter((name, record) for name, record, *_ in found) == Counter(delivered.keys())
        for name, record, disposition, body in found:
            assert disposition in {"loaded", "unchanged", "duplicate", "quarantined", "skipped"}
            if disposition in {"loaded", "unchanged"}:
                assert f"số hiệu {_told(delivered[name, record]):06d}" in body, (name, record, body)
        numbers = Counter(
            n for (n,) in ask("SELECT substring(body FROM 'số hiệu (\\d{6})')::integer FROM news.articles")
        )
        assert max(numbers.values()) == 1, f"twice: {numbers.most_common(3)}"
        assert set(numbers) <= set(delivered.values())
        in_articles = sum(disposition in {"loaded", "unchanged"} for *_, disposition, _ in found)
        assert in_articles >= len(numbers) > 0
        assert ask("SELECT count(*) FROM news.events") > [(0,)]
        assert ask(
            "SELECT (SELECT count(*) FROM news.events e WHERE NOT EXISTS (SELECT FROM news.event_reports r"
            " JOIN news.articles USING (article_id) WHERE r.event_id = e.event_id)),"
            " (SELECT count(*) FROM news.event_reports r WHERE NOT EXISTS (SELECT FROM news.articles a"
            " WHERE a.article_id = r.article_id) OR NOT EXISTS (SELECT FROM news.events e"
            " WHERE e.event_id = r.event_id)),"
            " (SELECT count(*) FROM news.event_mentions m WHERE NOT EXISTS (SELECT FROM news.event_reports r"
            " WHERE (r.article_id, r.event_no) = (m.article_id, m.event_no)))"
        ) == [(0, 0, 0)], "events without article, reports without either, mentions without report"
        for sha256, key in ask("SELECT sha256, archive_key FROM landing.drop_files"):
            assert hashlib.sha256((archive / key).read_bytes()).hexdigest() == sha256, key
        assert (
            ask(
                "SELECT load_id FROM ops.loads WHERE status = 'published' AND n_read"
                " <> n_loaded + n_unchanged + n_duplicate + n_quarantined + n_skipped"
            )
            == []
        )
        if reader:
            days = {day: {(articles, int(reports))} for day, articles, reports in ask(
                "SELECT drop_day, count(*), sum((SELECT count(*) FROM news.event_reports r JOIN news.events"
                " USING (event_id) WHERE r.article_id = a.article_id)) FROM news.articles a GROUP BY 1"
            )}  # fmt: skip
            for day, seen in reader.seen.items():
                assert seen <= days[day], f"{day} was seen half published: {seen}, in the end {days[day]}"
    return Counter(disposition for *_, disposition, _ in found)


def _told(n: int) -> int:
    """The number an item's text says: a repetition says that of the item before it."""
    return n - 1 if n % 10 == 6 else n
