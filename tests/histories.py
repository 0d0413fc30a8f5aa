"""Weeks of ordinary days in a warehouse, for tests of what follows them."""

from __future__ import annotations

from datetime import date, timedelta

from stores import Store

from dropwire.load.ids import source_id


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
