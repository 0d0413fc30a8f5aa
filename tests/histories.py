"""Weeks of ordinary days in a warehouse, and an odd one, for tests of what follows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from making import TAKEN, article, event
from stores import Store

from dropwire import check
from dropwire.article import Published, Rejected
from dropwire.load.ids import source_id

ODD_DAY = date(2024, 5, 15)
HOSTILE = '<script>alert("x")</script>'


def lay_weeks(store: Store, last: date, sources: dict[str, int], weeks: int = 6) -> None:
    """Published loads for every day up to `last`, with so many articles of each source, a little uneven."""
    for back in range(weeks * 7 - 1, -1, -1):
        day = last - timedelta(days=back)
        load_id = store.one(
            "INSERT INTO ops.loads (day, run_id, kind, status) VALUES (%s, %s, 'scheduled', 'published')"
            " RETURNING load_id",
            day, f"scheduled__{day}",
        )  # fmt: skip
        uneven = (0, 1, -1, 2, 0, -2, 1)[back % 7]
        numbers = {source_id(name, None): (name, max(0, n + uneven)) for name, n in sources.items()}
        numbers["all"] = ("all sources", sum(n for _, n in numbers.values()))  # type: ignore[index]
        for key, (name, n) in numbers.items():
            store.rows(
                "INSERT INTO ops.trend_days (day, source_key, load_id, source, is_backfill, n_articles, n_chars,"
                " n_events, langs) VALUES (%s, %s, %s, %s, false, %s, %s, %s, jsonb_build_object('vi', %s))",
                day, key, load_id, name, n, n * 250, n, n,
            )  # fmt: skip


def odd_day(store) -> int:
    """A source almost gone, one with a new layout, rows the checks set aside, a file that cannot be read."""
    lay_weeks(store, ODD_DAY - timedelta(days=1), {"Tin Chiến Sự": 60, "Kabar Perang": 40, "Meridian Wire": 12})
    published = Published(str(ODD_DAY), str(ODD_DAY), "meta")
    made = [
        (
            article(
                f"{TAKEN} Bản tin thứ {i} ngày {ODD_DAY} của {source}, do phóng viên thường trú gửi về.{extra}",
                file=f"{ODD_DAY}/{source}-{i}.txt", source=source, published=published, title=f"Tin {i} {HOSTILE}",
            ),
            (event(),),
        )
        for source, n, extra in (
            ("Tin Chiến Sự", 5, ""),
            ("Kabar Perang", 39, "\n\nTheo dõi kênh nhắn tin của chúng tôi"),
            ("Meridian Wire", 12, ""),
        )
        for i in range(n)
    ]  # fmt: skip
    whole, _ = made[0]
    made.append(
        (replace(whole, body="ngắn", item=replace(whole.item, file=f"{ODD_DAY}/short.txt", file_sha256="1" * 64)), ())
    )
    made.append(
        Rejected(f"{ODD_DAY}/broken.jsonl", "f" * 64, 3, "read", "json_syntax", f"Line 4 is no JSON: {HOSTILE}")
    )
    load_id = store.begin(*made, day=str(ODD_DAY), kind="scheduled")
    check.check(store.conn, store.url("dropwire_loader"), load_id)
    store.rows(
        "UPDATE ops.loads SET verdict = 'warn', status = 'running' WHERE load_id = %s", load_id
    )  # nobody is asked
    return load_id
