"""Small articles and events for tests, in our own words."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from typing import Any

from dropwire.article import Article, Event, Mention, Published, RawItem, Segment, Span

TAKEN = (
    "Quân đội Syria hôm 6/11 giành lại thị trấn Umm Haratayn ở tỉnh Hama từ tay phiến quân HTS sau ba giờ giao tranh. "
    "Ít nhất 12 tay súng thiệt mạng, theo một nguồn tin quân sự. "
    "Người dân đã rời khỏi khu vực từ nhiều ngày trước khi trận đánh nổ ra."
)
DIRECT = (
    "Tentara Suriah pada 6 November merebut kota kecil Umm Haratayn di provinsi Hama dari kelompok HTS. "
    "Pertempuran berlangsung tiga jam dan sedikitnya 15 kombatan tewas, kata seorang perwira. "
    "Warga setempat telah mengungsi beberapa hari sebelumnya ke desa-desa di sekitar jalan raya."
)
LATER = TAKEN + " Bản cập nhật: một sĩ quan cho biết số người thiệt mạng đã tăng lên 14 trong ngày hôm sau."
QUIET = (
    "Bộ trưởng ngoại giao hai nước gặp nhau tại thủ đô để bàn về việc nối lại các chuyến bay thương mại. "
    "Cuộc gặp kết thúc mà không có tuyên bố chung nào được đưa ra cho báo giới."
)


def article(body: str = TAKEN, *, file: str = "2017-11-06/a.txt", record: int | None = None, **fields: Any) -> Article:
    """An article whose raw text is a crawler prefix and the body."""
    prefix = " date 2017-11 "
    sha256 = fields.pop("sha256", hashlib.sha256(f"{file}{body}".encode("utf-8", "surrogatepass")).hexdigest())
    whole = Article(
        item=RawItem(file, sha256, record, "text", prefix + body, fields.pop("meta", {})),
        raw_text=prefix + body,
        spans=(Span("prefix", 0, len(prefix)), Span("body", len(prefix), len(prefix + body))),
        body=body,
        segments=(Segment(0, len(body), len(prefix), len(prefix + body)),),
        title="Giành lại Umm Haratayn",
        lang="vi",
        lang_confidence=0.99,
        source="Tin Chiến Sự",
        syndicated_from=None,
        author=None,
        url=None,
        published=Published("2017-11-06", "2017-11-06", "dateline"),
    )
    return replace(whole, **fields)


def event(body: str = TAKEN, **fields: Any) -> Event:
    """The capture of a town, evidenced by the body's first sentence."""
    end = body.index(". ") + 1
    status, attribution = fields.get("status", "asserted"), fields.get("attribution")
    whole = Event(
        type="battle.government_regains_territory",
        plover="ASSAULT",
        date="2017-11-06",
        date_min="2017-11-06",
        date_max="2017-11-06",
        date_precision="day",
        date_basis="explicit",
        place="Umm Haratayn",
        lat=35.38,
        lon=37.12,
        admin1="Hama",
        country="Syria",
        geonames_id=None,
        geo_precision=1,
        actor1="Military Forces of Syria",
        assoc_actor1=("Hezbollah",),
        actor2="Hayat Tahrir al-Sham (HTS)",
        assoc_actor2=(),
        fatalities=12,
        fatalities_low=12,
        fatalities_high=None,
        injured=None,
        captured=None,
        weapon=None,
        status=status,
        attribution=attribution,
        background=False,
        group=None,
        confidence=0.8,
        mentions=(Mention(0, 0, end, body[:end], status, attribution, 12, None),),
        rules={"type": "trigger.giành lại"},
    )
    return replace(whole, **fields)


def week() -> list[tuple[str, list[object]]]:
    """Days that depend on each other in every way: copies, versions, shared events, retellings, chains of stories."""
    rng = random.Random(6)
    words = [f"từ{n}" for n in range(60)]
    days: list[tuple[str, list[object]]] = []
    for number in range(1, 6):
        day = f"2017-11-0{number}"
        items: list[object] = []
        for n in range(7):
            body = (
                TAKEN
                if n == 0
                else " ".join(rng.choices(words, k=12))
                + ". "
                + (DIRECT if n == 1 else " ".join(rng.choices(words, k=40)))
            )
            if n == 2:
                body = LATER[: -number * 6]
            told = (
                [
                    event(
                        body,
                        place=rng.choice(["Umm Haratayn", "Maheen", "Rawa"]),
                        lat=None,
                        lon=None,
                        date_min=(d := f"2017-11-0{rng.randint(1, 3)}"),
                        date_max=d,
                        fatalities=rng.choice([None, 3, 5, 8]),
                        status=rng.choice(["asserted", "claimed", "denied", "planned"]),
                        assoc_actor1=tuple(rng.sample(["A", "B", "C"], rng.randint(0, 2))),
                        confidence=rng.choice([0.5, 0.9]),
                    )
                    for _ in range(rng.randint(0, 3))
                ]
                if body.count(". ")
                else []
            )
            url = f"https://tin.example/{rng.randint(1, 4)}" if n > 4 else None
            items.append(
                (
                    article(
                        body,
                        file=f"{day}/{n}.txt",
                        url=url,
                        source=rng.choice(["Tin A", "TIN A", None]),
                        published=Published(p := f"2017-11-0{rng.randint(1, 9)}", p, "meta"),
                    ),
                    tuple(told),
                )
            )
        days.append((day, items))
    return days
