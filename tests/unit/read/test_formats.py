"""Each format, told by its content, gives its articles with what came beside them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable

import pytest
import zstandard
from reading import pull
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

STORY = "Sáng 6/11, pháo kích làm rung chuyển khu chợ phía bắc thị trấn. Người dân chạy vào hầm trú ẩn."
RECORDS = [
    {"url": "https://tin.example/1", "title": "Pháo kích", "text": STORY, "date": "2017-11-06", "site": "Tin"},
    {"link": "https://tin.example/2", "headline": "Rút quân", "html": f"<p>{STORY}</p>", "author": ["An", "Bình"]},
]
PAGE = f"<!DOCTYPE html><html><head><title>Tin</title></head><body><article><p>{STORY}</p></article></body></html>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Tin miền Đông</title><link>https://tin.example/</link>
<item><title>Pháo kích &amp; sơ tán</title><link>https://tin.example/1</link>
<pubDate>Mon, 06 Nov 2017 08:00:00 +0700</pubDate>
<dc:creator>An</dc:creator><description>Ngắn.</description><content:encoded><![CDATA[<p>{STORY}</p>]]></content:encoded></item>
<item><title>Hai</title><guid>https://tin.example/2</guid><description>{STORY}</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title>
<entry><title>Satu</title><link rel="edit" href="https://x.example/e"/><link href="https://x.example/1"/>
<updated>2020-01-02T03:04:05Z</updated><author><name>Budi</name><email>b@x.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p><p>Selesai.</p></div></content></entry></feed>"""


def json_lines() -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in RECORDS)


def warc() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "x"}))
    for url, kind, status, body in (
        ("https://tin.example/1", "text/html; charset=utf-8", "200 OK", PAGE.encode()),
        ("https://tin.example/a.png", "image/png", "200 OK", b"\x89PNG"),
        ("https://tin.example/old", "text/html", "301 Moved", b"moved"),
        ("https://tin.example/2", "text/html", "200 OK", PAGE.encode()),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    return out.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


CSV = "url,title,content,pubDate\r\n"
CSV += f'https://tin.example/1,"Pháo ""kích""","{STORY}\r\nDòng hai, vẫn trong ô.",6/11/2017\r\n'
CSV += f"https://tin.example/2,Hai,{STORY.replace(',', ';')},\r\n"
FORMATS: dict[str, tuple[bytes, int]] = {
    "text": (STORY.encode(), 1),
    "page": (PAGE.encode(), 1),
    "fragment": (f"<div><p>{STORY}</p><p>{STORY}</p></div>".encode(), 1),
    "json lines": (json_lines(), 2),
    "json array": (json.dumps(RECORDS, indent=1).encode(), 2),
    "json object": (json.dumps(RECORDS[0]).encode(), 1),
    "json objects": (b"".join(json.dumps(record, indent=2).encode() for record in RECORDS), 2),
    "json wrapper": (json.dumps({"total": 2, "result": {"articles": RECORDS}}, indent=1).encode(), 2),
    "csv": (CSV.encode(), 2),
    "tsv": (f"title\ttext\nMột\t{STORY}\nHai\t{STORY}\n".encode(), 2),
    "rss": (RSS.encode(), 2),
    "atom": (ATOM.encode(), 1),
    "warc": (warc(), 2),
}
PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda data: data,
    "gzip": gzip.compress,
    "gzip in members": lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]),
    "zstd": zstandard.ZstdCompressor().compress,
    "zstd in frames": lambda data: b"".join(map(zstandard.ZstdCompressor().compress, (data[:100], data[100:]))),
    "zip": lambda data: zipped(("day/drop", data)),
    "tar": lambda data: tarred(("day/drop", data)),
    "tar.gz": lambda data: gzip.compress(tarred(("day/drop", data))),
}


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_read_however_it_is_packed_and_named(kind: str, packing: str) -> None:
    data, count = FORMATS[kind]
    result = pull(PACKINGS[packing](data), "drop.bin")
    assert result.rules == []
    assert len(result.items) == count
    assert all("pháo kích" in text for text in result.texts)
    alone = kind in ("text", "page", "fragment") and packing not in ("zip", "tar", "tar.gz")
    assert [item.record for item in result.items] == ([None] if alone else list(range(count)))
    assert all(("member" in item.meta) == (packing in ("zip", "tar", "tar.gz")) for item in result.items)


def test_a_text_drop_is_kept_as_it_is() -> None:
    text = "\r\n date 2017-11 Tin\u00a0nhanh.\r\rDo\u0301ng hai \u200b\t\n\n"
    (item,) = pull(text, "a.txt").items
    assert (item.text, item.form, item.record, item.meta) == (text, "text", None, {"encoding": "utf-8"})


def test_json_records_bring_their_fields() -> None:
    first, second = pull(json_lines()).items
    assert first.meta == {
        "url": "https://tin.example/1",
        "title": "Pháo kích",
        "published": "2017-11-06",
        "source": "Tin",
        "encoding": "utf-8",
    }
    assert (first.form, second.form) == ("text", "page")
    assert (second.meta["url"], second.meta["title"]) == ("https://tin.example/2", "Rút quân")
    assert second.meta["author"] == "An, Bình"


def test_a_source_may_name_its_fields_otherwise() -> None:
    record = {"noi_dung": {"chinh": STORY}, "tieu_de": "Pháo kích", "body": "Menu", "site": "Tin Lạ"}
    fields = {"tin lạ": {"text": "noi_dung.chinh", "title": ["tua", "tieu_de"]}}
    (item,) = pull(json.dumps(record), fields=fields).items
    assert (item.text, item.meta["title"]) == (STORY, "Pháo kích")
    other = json.dumps({**record, "site": "Khác"})
    assert pull(other, fields=fields).texts == ["Menu"]
    assert pull(other, "2017-11-06/tin lạ/x.jsonl", fields=fields).texts == [STORY]
    by_host = {"tinla.example": {"text": "noi_dung.chinh"}}
    assert pull(json.dumps({**record, "url": "https://www.tinla.example/1"}), fields=by_host).texts == [STORY]
    table = f"noi_dung,tua\n{STORY.replace(',', ';')},Pháo\n"
    assert (
        pull(table, "tinla.csv", fields={"tinla": {"text": "noi_dung", "title": "tua"}}).items[0].meta["title"]
        == "Pháo"
    )


def test_odd_values_of_fields_are_no_obstacle() -> None:
    deep: object = STORY
    for _ in range(900):
        deep = [deep]
    record = {
        "text": STORY,
        "author": deep,
        "title": {"rendered": "Tựa"},
        "url": "http://[x",
        "date": 20171106,
        "site": None,
    }
    (item,) = pull(json.dumps(record), fields={"x": {"text": "y"}}).items
    assert item.meta == {"title": "Tựa", "url": "http://[x", "published": "20171106", "encoding": "utf-8"}
    assert pull(json.dumps({"paragraphs": 1, "content": [STORY, STORY]})).texts == [f"{STORY}\n\n{STORY}"]


def test_feed_items_bring_link_date_author_and_source() -> None:
    first, second = pull(RSS).items
    assert first.form == "page"
    assert first.text == f"<p>{STORY}</p>"
    assert first.meta["title"] == "Pháo kích & sơ tán"
    assert (first.meta["url"], first.meta["author"]) == ("https://tin.example/1", "An")
    assert (first.meta["published"], first.meta["source"]) == ("Mon, 06 Nov 2017 08:00:00 +0700", "Tin miền Đông")
    assert (second.meta["url"], second.form) == ("https://tin.example/2", "text")
    (entry,) = pull(ATOM).items
    assert entry.text == f"<div><p>{STORY}</p><p>Selesai.</p></div>"
    assert entry.meta["url"] == "https://x.example/1"
    assert (entry.meta["author"], entry.meta["published"]) == ("Budi", "2020-01-02T03:04:05Z")


def test_warc_pages_bring_address_and_time() -> None:
    first = pull(warc()).items[0]
    assert (first.text, first.form, first.meta["url"]) == (PAGE, "page", "https://tin.example/1")
    assert first.meta["crawled_at"].startswith("20")


def test_table_cells_keep_quotes_and_line_ends() -> None:
    first = pull(CSV).items[0]
    assert first.meta["title"] == 'Pháo "kích"'
    assert first.text == f"{STORY}\r\nDòng hai, vẫn trong ô."


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("text", f'{STORY}\n<img alt="cho-phia-bac" src="/anh/2017_11_'),
        ("text", f"{STORY} <b>Ảnh:</b> AMN <br> {STORY}\n{STORY}\n{STORY}</p>\n"),
        ("text", f"<abc@vnn.vn> {STORY}"),
        ("text", f"{STORY}\n{STORY}\n{STORY}\n<p>Theo AMN</p>"),
        ("page", PAGE),
        ("page", f"\ufeff\n<!-- saved -->\n{PAGE}"),
        ("page", f"<p>{STORY}</p>"),
        ("page", f"<div class='x'>{STORY}<br/>{STORY}</div>"),
        ("page", f"{STORY}<br><br>{STORY}<br/><br/>{STORY}"),
        ("page", f"<h1>Tin</h1>\n<p>{STORY}\n<p>{STORY}</p>"),
    ],
)
def test_form_is_told_by_the_markup_not_the_name(form: str, text: str) -> None:
    assert pull(text, "a.txt").items[0].form == form
    assert pull(json.dumps({"text": text}), "a.jsonl").items[0].form == form


@pytest.mark.parametrize(
    "text",
    [
        "[ẢNH] Phe nổi dậy rút đi",
        '{trích} "Chúng tôi" đã rời thị trấn',
        "Title, text và ảnh: AMN.\nHai.",
        "<<Tin nóng>> Hết.",
    ],
)
def test_plain_text_that_begins_like_another_format_is_text(text: str) -> None:
    (item,) = pull(text, "a.txt").items
    assert (item.text, item.form) == (text, "text")
