"""A day of which some was set aside, loaded through the real steps, for tests of the pages about it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from stores import Store

from dropwire import daily
from dropwire.config import Settings

DAY = date(2017, 11, 6)
TEXT = "Quân đội Iraq ngày 6/11/2017 giành lại thị trấn Rawa ở tỉnh Anbar từ tay IS sau nhiều giờ, nguồn tin {}."
HOSTILE = '<script>alert("x")</script>'


def set_aside(store: Store, settings: Settings, n_short: int = 1) -> int:
    """Two good records and one cut off, texts too short to be articles, a future date; returns the load."""
    folder = Path(settings.home) / "drops" / "inbox" / str(DAY)
    folder.mkdir(parents=True)
    records = [json.dumps({"title": f"Tin {n}", "text": TEXT.format(n)}) for n in range(2)]
    short = [
        json.dumps({"title": f"Mất điện {n} {HOSTILE}", "text": f"Chia sẻ\n\nMất điện ở khu {n}."})
        for n in range(n_short)
    ]
    (folder / "feed.jsonl").write_text("\n".join([*records, *short, '{"title": "Tin dở", "text": "dở dang']))
    (folder / "future.txt").write_text(TEXT.format("AMN").replace("2017", "2117"))
    load_id = daily.collect(store.conn, settings, daily.Run(DAY, "run", "manual"))
    for shard in daily.plan(store.conn, settings, load_id):
        daily.process(store.conn, settings, load_id, shard)
    daily.check(store.conn, settings, store.url("dropwire_loader"), load_id)
    store.rows("UPDATE ops.loads SET verdict = 'warn' WHERE load_id = %s AND verdict = 'hold'", load_id)
    daily.publish(store.conn, load_id)
    return load_id
