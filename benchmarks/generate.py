"""Writes generated drops: `python benchmarks/generate.py OUT --count 3000`. The same seed gives the same bytes.

Articles of 2 to 6 KB about twelve wars in Vietnamese, Indonesian and English, with the residue of real drops; most as
text drops, some as records of JSON Lines feeds, some as whole pages of 60 to 100 KB.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from grammar import EVENTS, FILLER, WARS, War
from pages import TEMPLATES, Furniture, Site, Story, render

LANGUAGES = ("vi", "vi", "id", "id", "en")
FEED_RECORDS = 20
TELLING = 0.12
"""Share of sentences with events that makes articles about as dense as real ones; the default is far denser."""
HEADLINES = {
    "vi": (
        "{rebel} tấn công {place}, {n} người thiệt mạng",
        "Chiến sự {country}: Giao tranh dữ dội quanh {place}",
        "{place} trước giờ quyết định",
        "Toàn cảnh chiến trường {country}: {place} rung chuyển",
        "Vì sao {backer} để mắt đến {place}?",
    ),
    "id": (
        "{rebel} Serang {place}, {n} Orang Tewas",
        "Perang {country}: Pertempuran Sengit di Sekitar {place}",
        "{place} Menjelang Hari Penentuan",
        "Situasi {country}: {place} Kembali Membara",
        "Mengapa {backer} Mengincar {place}?",
    ),
    "en": (
        "{n} killed as {rebel} attack {place}",
        "Fighting flares around {place} in {country}",
        "{place} braces for the decisive day",
        "Why {backer} cares about {place}",
        "Families flee {place} as front line shifts",
    ),
}
MENUS = {
    "vi": ("Thời sự", "Thế giới", "Quân sự", "Hồ sơ", "Kinh tế", "Thể thao", "Văn hóa", "Đời sống", "Công nghệ"),
    "id": ("Nasional", "Internasional", "Ekonomi", "Olahraga", "Teknologi", "Gaya Hidup", "Opini", "Foto", "Indeks"),
    "en": ("World", "Conflict", "Business", "Sport", "Culture", "Science", "Opinion", "Pictures", "Archive"),
}
SITES = {
    "vi": (("Nhịp Tin", "nhiptin.example"), ("Thời Cuộc", "thoicuoc.example"), ("Báo Sông", "baosong.example")),
    "id": (("KabarDunia", "kabardunia.example"), ("Baca Timur", "bacatimur.example"), ("Lensa", "lensa.example")),
    "en": (("Meridian Desk", "meridiandesk.example"), ("Eastern Post", "easternpost.example")),
}
AUTHORS = {"vi": ("Minh Khuê", "Hồng Vân"), "id": ("Ratna Wulandari", "Bima P."), "en": ("Leila Marsh", "Idris Nur")}
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
PARTS = {
    "vi": ("ngày", "hôm", "rạng sáng", "sáng", "chiều", "đêm"),
    "id": ("", "", " pagi", " siang", " malam"),
    "en": ("on", "on", "late on", "early on"),
}


@dataclass(frozen=True)
class Generated:
    """An article before it is dressed as a drop."""

    lang: str
    site: tuple[str, str]
    title: str
    sentences: tuple[str, ...]
    types: tuple[str | None, ...]
    """What each sentence tells of: an event type, or None."""
    published: datetime
    path: str


def drops(
    count: int, seed: int = 7, page_share: float = 0.03, feed_share: float = 0.2, telling: float = 0.4
) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each drop; together they hold `count` articles. `telling`: share of sentences with events."""
    feed: list[str] = []
    for number in range(count):
        rng = Random(f"{seed}:{number}")
        article = make_article(number, rng, telling)
        kind = rng.random()
        if kind < page_share:
            yield f"{number:06d}.html", make_page(article, rng).encode()
        elif kind < page_share + feed_share:
            feed.append(make_record(article))
        else:
            yield f"{number:06d}.txt", make_text(article, rng).encode()
        if feed and (len(feed) == FEED_RECORDS or number == count - 1):
            yield f"{number:06d}.jsonl", ("\n".join(feed) + "\n").encode()
            feed = []


def make_article(number: int, rng: Random, telling: float = 0.4) -> Generated:
    """An article of 2 to 6 KB, a mix of sentences that tell events and sentences that do not."""
    lang, war = rng.choice(LANGUAGES), rng.choice(WARS)
    published = datetime(2014, 1, 1, 7, tzinfo=UTC) + timedelta(hours=rng.randrange(24 * 365 * 11))
    wanted = rng.randrange(2000, 6000)
    told: list[tuple[str | None, str]] = []
    while sum(len(sentence.encode()) for _, sentence in told) < wanted:
        kind, template = rng.choice(EVENTS[lang]) if rng.random() < telling else (None, rng.choice(FILLER[lang]))
        sentence = fill(template, lang, war, published, rng)
        if all(sentence != other for _, other in told):  # cleaning would rightly drop the repetition
            told.append((kind, sentence))
    return Generated(
        lang=lang,
        site=rng.choice(SITES[lang]),
        title=fill(rng.choice(HEADLINES[lang]), lang, war, published, rng),
        sentences=tuple(sentence for _, sentence in told),
        types=tuple(kind for kind, _ in told),
        published=published,
        path=f"/{published:%Y/%m/%d}/{lang}-{number}.html",
    )


def fill(template: str, lang: str, war: War, published: datetime, rng: Random) -> str:
    """A template with its slots filled, its first letter made a capital."""
    place, other = rng.sample(war.places, 2)
    text = template.format(
        place=place,
        other=other,
        province=rng.choice(war.province),
        country=war.country[lang],
        state=war.state[lang],
        rebel=rng.choice(war.rebel),
        backer=war.backer[lang],
        agency=rng.choice(war.agency),
        day=_day(lang, published - timedelta(days=rng.randrange(4)), rng),
        n=rng.randrange(2, 60),
        m=rng.randrange(2, 90),
    )
    return text[0].upper() + text[1:]


def _day(lang: str, day: datetime, rng: Random) -> str:
    part = rng.choice(PARTS[lang])
    if lang == "vi":
        return f"{part} {day.day}{rng.choice('/-')}{day.month}"
    if lang == "id":
        return f"{WEEKDAYS['id'][day.weekday()]} ({day.day}/{day.month}){part}"
    return f"{part} {WEEKDAYS['en'][day.weekday()]}" if rng.random() < 0.7 else f"on {day:%B} {day.day}"


def _paragraphs(article: Generated, rng: Random) -> list[str]:
    paragraphs: list[list[str]] = [[]]
    for sentence in article.sentences:
        if len(paragraphs[-1]) >= rng.randrange(2, 5):
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return [" ".join(paragraph) for paragraph in paragraphs]


def make_record(article: Generated) -> str:
    """A line of a JSON Lines feed."""
    record = {
        "url": f"https://{article.site[1]}{article.path}",
        "title": article.title,
        "text": "\n\n".join(" ".join(article.sentences[at : at + 3]) for at in range(0, len(article.sentences), 3)),
        "published_at": article.published.isoformat(),
    }
    return json.dumps(record, ensure_ascii=False)


def make_page(article: Generated, rng: Random) -> str:
    """A whole page of 60 to 100 KB."""
    war = rng.choice(WARS)
    headlines = sorted(
        {fill(rng.choice(HEADLINES[article.lang]), article.lang, war, article.published, rng) for _ in range(60)}
    )
    furniture = Furniture(MENUS[article.lang], headlines, rng.randrange(15, 30), rng.randrange(28, 50), 360)
    story = Story(
        title=article.title,
        paragraphs=_paragraphs(article, rng),
        published=article.published.isoformat(),
        shown_date=f"{article.published:%d/%m/%Y %H:%M}",
        path=article.path,
        author=rng.choice(AUTHORS[article.lang]),
        caption=article.sentences[-1] if rng.random() < 0.5 else article.title,
        credit=article.site[0],
    )
    return render(Site(*article.site, article.lang, rng.choice(sorted(TEMPLATES))), story, furniture, rng)


def make_text(article: Generated, rng: Random) -> str:
    """A text drop, in one of the shapes that crawlers leave behind."""
    prefix = f" date {article.published:%Y-%m} " if rng.random() < 0.3 else ""
    shape = rng.choice(("credits", "doubled", "captions", "photo", "footer", "tags", "plain"))
    photo = {"vi": "Ảnh", "id": "Foto", "en": "Photo"}[article.lang]
    if shape == "credits":
        return prefix + " ".join(f"{sentence} {photo}: AMN." for sentence in article.sentences) + "\n"
    if shape == "doubled":
        short = replace(article, sentences=article.sentences[: len(article.sentences) // 2 + 1])
        return prefix + "\n\n".join([" ".join(short.sentences)] * 2) + "\n"
    if shape == "captions":
        caption = f"[{'ẢNH' if article.lang == 'vi' else photo.upper()}] {article.title}"
        told = [line for sentence in article.sentences for line in (sentence, caption)]
        return "\n".join([caption, "", *told, *[caption] * rng.randrange(5, 20)]) + "\n"
    paragraphs = _paragraphs(article, rng)
    if shape == "photo":
        middle = len(paragraphs) // 2
        numbered = {"vi": "ảnh 1", "id": "foto 1", "en": "photo 1"}[article.lang]
        block = f"{article.title} - {numbered}\n{rng.choice(paragraphs[0].split('. '))}\n({photo}: {article.site[0]})"
        parts = [article.title, _share(article.lang), *paragraphs[:middle], block, *paragraphs[middle:]]
        return "\n\n".join([*parts, {"vi": "Bình luận", "id": "Komentar", "en": "Comments"}[article.lang]]) + "\n"
    if shape == "footer":
        return prefix + "\n".join([*paragraphs, *_footer(article)])
    if shape == "tags":
        return f"<p>{article.title}</p>\n" + "<br />\n".join(f"{p}&nbsp;" for p in paragraphs) + '<img src="/a.jpg'
    return prefix + "\n\n".join([article.title, *paragraphs, rng.choice(AUTHORS[article.lang])]) + "\n"


def _share(lang: str) -> str:
    return {"vi": "Chia sẻ", "id": "Bagikan", "en": "Share"}[lang]


def _footer(article: Generated) -> list[str]:
    source, newer, older = {
        "vi": ("Nguồn tin", "Những tin mới hơn", "Những tin cũ hơn"),
        "id": ("Sumber", "Berita lebih baru", "Berita lebih lama"),
        "en": ("Source", "Newer news", "Older news"),
    }[article.lang]
    image = '<img alt="dsc00107" height="720" src="/uploads/photos/dsc00107.jpg" width="1280"...'
    return [f"{source}: {article.site[0]}", newer, older, image]


def write(folder: Path, made: Iterable[tuple[str, bytes]]) -> list[Path]:
    """Drops as files of a folder, which is made when missing; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, data in made:
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    return paths


def main() -> None:
    """Write the drops into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="folder to write into; made when missing")
    parser.add_argument("--count", type=int, default=3000, help="articles (default %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="another seed, other drops (default %(default)s)")
    parser.add_argument("--pages", type=float, default=0.03, help="share of whole pages (default %(default)s)")
    parser.add_argument("--feeds", type=float, default=0.2, help="share in JSON Lines feeds (default %(default)s)")
    given = parser.parse_args()
    files = write(given.out, drops(given.count, given.seed, given.pages, given.feeds))
    size = sum(file.stat().st_size for file in files)
    print(f"{given.count} articles, {size / 1e6:.1f} MB in {given.out}")


if __name__ == "__main__":
    main()
