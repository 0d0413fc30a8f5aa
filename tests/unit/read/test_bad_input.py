"""Bad input costs what is bad, by a named rule, and the good items of the same file come through."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import tracemalloc
import zipfile

import pytest
import zstandard
from reading import pull
from test_formats import ATOM, CSV, PAGE, RECORDS, RSS, STORY, json_lines, tarred, warc, zipped

from dropwire.errors import SourceDown
from dropwire.read import read

GOOD = json_lines().splitlines(keepends=True)


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that do not pack, so that a file cut in the middle has good items before the cut."""
    return random.Random(seed).randbytes(size)


def test_an_empty_file_is_refused() -> None:
    bare = (
        b"title,text\n\n,",
        b"<rss><channel></channel></rss>",
        warc()[: warc().index(b"WARC/1", 9)],
        zipped(),
        tarred(),
    )
    assert pull(b" " * 100_000 + STORY.encode()).texts == [" " * 100_000 + STORY]
    for data in (
        b"",
        b" \n\t\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        gzip.compress(b""),
        b"[]",
        b"[ ]\n",
        b"\0\0\0",
        *bare,
    ):
        result = pull(data)
        assert (result.items, result.rules) == ([], ["empty"]), data
        assert result.refused[0].record is None
        assert (result.refused[0].stage, result.refused[0].disposition) == ("read", "skipped")


@pytest.mark.parametrize(
    "data",
    [noise(4000), b"\x89PNG\r\n\x1a\n" + noise(400), b"%PDF-1.7\n1 0 obj", b"BZh9" + noise(100), b"\0\1\2\3" * 100],
)
def test_binary_rubbish_is_no_article(data: bytes) -> None:
    result = pull(data, "a.txt")
    assert (result.items, result.rules) == ([], ["unknown_format"])
    boxed = pull(zipped(("a.bin", data), ("b.txt", STORY.encode())))
    assert (boxed.texts, boxed.rules) == ([STORY], ["unknown_format"])


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (b'{"title": "cut', "json_syntax"),
        (b'{"title": "x" "text": "y"}', "json_syntax"),
        (b"not json at all", "json_syntax"),
        (b"[" * 100_000, "json_syntax"),
        (b'{"n": ' + b"9" * 5000 + b"}", "json_syntax"),
        (b'["a", "b"]', "not_a_record"),
        (b"17", "not_a_record"),
        (b"null", "not_a_record"),
        (b'{"title": NaN, "text": 1e999}', "no_text"),
        (b'{"title": "only a title", "text": "  "}', "no_text"),
        (b'{"text": "' + b"x" * 300_000 + b'"}', "too_large"),
    ],
)
def test_a_broken_json_line_costs_that_line(line: bytes, rule: str) -> None:
    result = pull(GOOD[0] + b"\n" + line + b"\n" + GOOD[1], max_item_bytes=200_000)
    assert [item.record for item in result.items] == [0, 2]
    (bad,) = result.refused
    assert (bad.rule, bad.record) == (rule, 1)
    assert "line 3" in bad.reason


def test_a_last_line_without_end_costs_itself() -> None:
    result = pull(b"".join(GOOD) + GOOD[0][:60])
    assert (len(result.items), result.rules) == (2, ["json_syntax"])


def test_a_broken_record_of_an_array_costs_that_record() -> None:
    for broken in ('{"text": "x" "y"}', '{"text": "x", "tags": [1, 2}', '{"text": "not closed}', "17"):
        records = [json.dumps(RECORDS[0]), broken, json.dumps(RECORDS[1]), json.dumps(RECORDS[0])]
        result = pull("[\n  " + ",\n  ".join(records) + "\n]")
        assert len(result.items) == 3, broken
        assert result.refused[0].rule in ("json_syntax", "not_a_record")
        assert "line 3" in result.refused[0].reason


def test_a_cut_array_keeps_the_records_before_the_cut() -> None:
    for whole in (json.dumps(RECORDS * 3, indent=1), json.dumps({"n": 6, "data": RECORDS * 3})):
        result = pull(whole[: len(whole) * 3 // 4])
        assert len(result.items) == 4
        assert result.rules[-1] == "json_truncated"


def test_a_record_too_large_for_an_array_is_passed_over() -> None:
    big = {"text": "dài " * 50_000, "parts": [{"a": ']}\\"'}]}
    result = pull(json.dumps([RECORDS[0], big, RECORDS[1]]), max_item_bytes=100_000)
    assert (len(result.items), result.rules) == (2, ["too_large"])


def test_a_wrapper_larger_than_an_article_streams() -> None:
    wrapper = json.dumps({"meta": {"pages": [1, 2]}, "articles": RECORDS * 400, "end": True})
    result = pull(wrapper, max_item_bytes=20_000)
    assert (len(result.items), result.rules) == (800, [])


def test_every_list_of_a_large_wrapper_is_read() -> None:
    lists = {"tags": [{"name": "a"}], "a": RECORDS * 100, "in": {"deep": {"b": RECORDS * 50}}, "n": 1, "c": RECORDS}
    large = json.dumps({**lists, "matrix": [[1, 2], [3]], "no": None, "key": '", "x": [{'})
    result = pull(large + json.dumps(RECORDS[0]), max_item_bytes=20_000)
    assert (len(result.items), result.rules) == (2 * 151 + 1, [])
    small = json.dumps({"a": RECORDS, "b": {"c": RECORDS}, "tags": [{"name": "a"}]})
    assert (len(pull(small).items), pull(small).rules) == (4, [])


def test_a_large_wrapper_tells_what_it_does_not_read() -> None:
    whole = {"data": RECORDS * 100, "blob": "x" * 50_000, "more": [*RECORDS, {"title": "không có chữ"}]}
    result = pull(json.dumps(whole), max_item_bytes=20_000)
    assert (len(result.items), result.rules) == (202, ["too_large", "no_text"])
    cut = pull(json.dumps(whole)[:-4000], max_item_bytes=20_000)
    assert (len(cut.items), cut.rules) == (200, ["json_truncated"])
    without = {"rows": [{"id": 1, "note": "x" * 300}] * 100}
    assert pull(json.dumps(without), max_item_bytes=20_000).rules == ["no_text"] * 100


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (r'x,y,"Ông nói \"rút quân\", rồi đi.",z', 'Ông nói "rút quân", rồi đi.'),
        (r'x,y,"Ông nói \"rút quân\" rồi đi.",z', 'Ông nói "rút quân" rồi đi.'),
        ('x,y,"Dòng một \\"hai\\"\nba, \\"bốn\\".",z', 'Dòng một "hai"\nba, "bốn".'),
        (r'x,y,"Tệp nằm ở C:\tin\",z', "Tệp nằm ở C:\\tin\\"),
        (r'x,y,"Ông nói ""đi"", rồi \ thôi.",z', 'Ông nói "đi", rồi \\ thôi.'),
    ],
)
def test_quotation_marks_after_a_backslash(row: str, text: str) -> None:
    lines = CSV.splitlines(keepends=True)
    result = pull("".join([*lines[:3], row + "\r\n", *lines[3:]]))
    assert (len(result.items), result.rules) == (3, [])
    assert result.texts[1] == text


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (f'x,y,"{STORY} không đóng,z\r\n', "csv_quote"),
        ("x,y\r\n", "csv_columns"),
        ("x,y,z,zz,zzz\r\n", "csv_columns"),
        ("x,y,,z\r\n", "no_text"),
        ("x,y," + "dài" * 50_000 + ",z\r\n", "too_large"),
    ],
)
def test_a_broken_row_costs_that_row(row: str, rule: str) -> None:
    lines = CSV.splitlines(keepends=True)
    result = pull("".join([*lines[:3], row, *lines[3:], *lines[3:]]), max_item_bytes=100_000)
    assert (len(result.items), result.rules) == (3, [rule])
    assert "line 4" in result.refused[0].reason


def test_a_table_without_a_header_says_so() -> None:
    assert pull("1,2,3\n4,5,6\n", "a.csv").rules == ["csv_header"]


def test_a_broken_feed_item_costs_that_item() -> None:
    item = f"<item><title>Ba</title><description>{STORY}</description></item>"
    for broken in (
        "<item><title>Bốn</item>",
        "<item><description>x</p></description></item>",
        "<item><title>Bốn</title>\n",
        f"<item><description>{'<b>' * 5000}x{'</b>' * 5000}</description></item>",
    ):
        result = pull(RSS.replace("<item><title>Hai", f"{broken}{item}<item><title>Hai"))
        assert (len(result.items), result.rules) == (3, ["xml_syntax"]), broken
        assert "item 2" in result.refused[0].reason


def test_what_feeds_get_wrong_most_is_read() -> None:
    sloppy = "<item><title>AT&T&nbsp;ở &ldquo;Idlib&rdquo;\x0b</title><media:x url='1'/>"
    sloppy += "<description>a &amp; b &lt;p&gt;</description></item>"
    item = pull(RSS.replace("<item><title>Hai", f"{sloppy}<item><title>Hai")).items[1]
    assert item.meta["title"] == "AT&T\u00a0ở “Idlib”\ufffd"
    assert item.text == "a & b <p>"


def test_a_cut_feed_keeps_the_items_before_the_cut() -> None:
    result = pull(RSS[: RSS.rindex("</description>")])
    assert (len(result.items), result.rules) == (1, ["xml_syntax"])


def test_entities_of_a_feeds_own_are_refused() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert pull(RSS.replace("<rss", bomb + "<rss", 1)).rules == ["xml_entities"]
    leak = '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert pull(leak + ATOM).rules == ["xml_entities"]


def test_a_cut_gzip_costs_the_rest_and_keeps_what_was_read() -> None:
    lines = [json.dumps({"text": noise(3000, seed).hex()}).encode() + b"\n" for seed in range(200)]
    packed = gzip.compress(b"".join(lines))
    result = pull(packed[: len(packed) // 2])
    assert result.rules == ["gzip_truncated"]
    assert result.refused[0].record is None
    assert 90 <= len(result.items) <= 100
    assert pull(gzip.compress(STORY.encode())[:-5], "a.txt.gz").rules == ["gzip_truncated"]


def test_a_damaged_gzip_is_told_from_a_cut_one() -> None:
    packed = bytearray(gzip.compress(json_lines()))
    packed[-6] ^= 1  # the checksum
    assert pull(bytes(packed)).rules == ["gzip_damaged"]
    tail = pull(gzip.compress(json_lines()) + b"rubbish")
    assert (len(tail.items), tail.rules) == (2, ["gzip_damaged"])
    padded = pull(gzip.compress(json_lines()) + bytes(512))
    assert (len(padded.items), padded.rules) == (2, [])


def test_a_cut_or_damaged_zstd_is_refused() -> None:
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(STORY.encode())
    assert pull(packed[:-3]).rules == ["zstd_truncated"]
    assert pull(packed[:-1] + bytes([packed[-1] ^ 1])).rules == ["zstd_damaged"]
    assert pull(packed + b"rubbish").rules == ["zstd_damaged"]


def test_a_bad_zip_checksum_costs_that_member() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.writestr(name, f"{name} {STORY}")
    data = out.getvalue().replace(f"b.txt {STORY}".encode(), f"b.txt {STORY[:-1]}!".encode())
    result = pull(data)
    assert ([item.meta["member"] for item in result.items], result.rules) == (["a.txt", "c.txt"], ["zip_crc"])
    assert "b.txt" in result.refused[0].reason


def test_a_cut_zip_is_refused() -> None:
    assert pull(zipped(("a.txt", STORY.encode()))[:-30]).rules == ["zip_damaged"]


def test_a_cut_tar_keeps_the_members_before_the_cut() -> None:
    data = tarred(("a.txt", STORY.encode()), ("b.txt", STORY.encode() * 50))
    result = pull(data[:2600])
    assert (result.texts, result.rules) == ([STORY], ["tar_damaged", "tar_damaged"])
    packed = gzip.compress(data[:1024] + noise(100_000))
    result = pull(packed[: len(packed) // 2])
    assert result.texts == [STORY]
    assert result.refused[-1].record is None


def test_a_tar_cut_between_two_members_is_told() -> None:
    data = tarred(("a.txt", STORY.encode()), ("b.txt", STORY.encode()))
    result = pull(data[:1024])
    assert (result.texts, result.rules) == ([STORY], ["tar_damaged"])
    assert "mark of its end" in result.refused[0].reason
    assert pull(data[: 2048 + 512]).rules == []


NAMES = {
    "/etc/a.txt": "archive_absolute",
    "C:\\a.txt": "archive_absolute",
    "x/../../a.txt": "archive_traversal",
    "..\\a.txt": "archive_traversal",
}


@pytest.mark.parametrize("name", NAMES)
def test_members_that_lead_elsewhere_are_refused(name: str) -> None:
    members = ((name, STORY.encode()), ("good.txt", STORY.encode()))
    for data in (zipped(*members), tarred(*members), gzip.compress(tarred(*members))):
        result = pull(data)
        assert (result.texts, result.rules) == ([STORY], [NAMES[name]])
        assert [item.record for item in result.items] == [1]


def test_links_and_devices_in_archives_are_refused() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("odd")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("good.txt")
        info.size = len(STORY.encode())
        archive.addfile(info, io.BytesIO(STORY.encode()))
    result = pull(out.getvalue())
    assert result.texts == [STORY]
    assert result.rules == ["archive_symlink", "archive_symlink", "archive_member_type", "archive_member_type"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("good.txt", STORY)
    result = pull(out.getvalue())
    assert (result.texts, result.rules) == ([STORY], ["archive_symlink"])


def test_archives_in_archives_are_refused() -> None:
    inner = (zipped(("a.txt", STORY.encode())), tarred(("a.txt", STORY.encode())), gzip.compress(STORY.encode()))
    inner += (zstandard.ZstdCompressor().compress(STORY.encode()),)
    for nested in inner:
        for data in (
            zipped(("x", nested), ("good.txt", STORY.encode())),
            tarred(("x", nested), ("good.txt", STORY.encode())),
        ):
            result = pull(data)
            assert (result.texts, result.rules) == ([STORY], ["nested_archive"])
    for nested in (inner[0], inner[2], inner[3]):
        assert pull(gzip.compress(nested)).rules == ["nested_archive"]


def test_bombs_are_refused_by_ratio_and_by_size() -> None:
    bomb = b"a bom " * 2_000_000
    assert pull(gzip.compress(bomb), max_item_bytes=100 << 20).rules == ["archive_bomb"]
    assert pull(zstandard.ZstdCompressor().compress(bomb), max_item_bytes=100 << 20).rules == ["archive_bomb"]
    result = pull(zipped(("bomb.txt", bomb), ("good.txt", STORY.encode())), max_item_bytes=100 << 20)
    assert (result.texts, result.rules) == ([STORY], ["archive_bomb"])
    assert "bomb.txt" in result.refused[0].reason
    lines = gzip.compress(
        b"".join(json.dumps({"text": noise(30_000, seed).hex()}).encode() + b"\n" for seed in range(9))
    )
    result = pull(lines, max_unpacked_bytes=200_000)
    assert result.rules == ["archive_too_large"]
    assert 1 <= len(result.items) <= 4


def test_a_zip_that_lies_about_its_sizes_is_still_refused() -> None:
    data = bytearray(zipped(("bomb.txt", b"a bom " * 2_000_000)))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (500_000).to_bytes(4, "little")
    result = pull(bytes(data), max_item_bytes=100 << 20)
    assert result.items == []
    assert result.rules[0] in ("archive_bomb", "zip_crc", "zip_damaged")


def test_encrypted_and_oddly_packed_members_and_office_files_are_refused() -> None:
    data = bytearray(zipped(("a.txt", STORY.encode()), ("good.txt", STORY.encode())))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    result = pull(bytes(data))
    assert (result.texts, result.rules) == ([STORY], ["archive_encrypted"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", STORY)
    assert pull(out.getvalue()).rules == ["zip_method"]
    assert pull(zipped(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"))).rules == ["unknown_format"]


def test_too_many_members_are_refused() -> None:
    members = [(f"{place}.txt", STORY.encode()) for place in range(20)]
    assert pull(zipped(*members), max_members=10).rules == ["too_many_members"]
    result = pull(tarred(*members), max_members=10)
    assert (len(result.items), result.rules) == (10, ["too_many_members"])
    data = bytearray(zipped(*members))
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = (0xF0000000).to_bytes(4, "little")
    assert pull(bytes(data)).rules == ["too_many_members"]


def test_a_file_too_large_for_an_article_is_refused() -> None:
    assert pull(STORY * 10_000, "a.txt", max_item_bytes=100_000).rules == ["too_large"]


def test_a_bad_warc_record_ends_the_file_and_keeps_the_pages_before() -> None:
    data = warc()
    second = data.rindex(b"WARC/1.")
    result = pull(data[:second] + b"WARC/1.0\r\nContent-Length: many\r\n\r\n" + data[second:])
    assert result.texts == [PAGE]
    assert result.rules == ["warc_syntax"]
    cut = gzip.compress(data)
    assert pull(cut[:-9]).rules == ["gzip_truncated"]


def test_a_member_outside_the_file_costs_itself() -> None:
    data = bytearray(zipped(("a.txt", STORY.encode()), ("good.txt", STORY.encode())))
    entry = data.index(b"PK\x01\x02")
    data[entry + 42 : entry + 46] = (0x7FFFFFFF).to_bytes(4, "little")
    result = pull(bytes(data))
    assert (result.texts, result.rules) == ([STORY], ["zip_damaged"])


@pytest.mark.parametrize("data", [json_lines(), zipped(("a.txt", STORY.encode()))])
def test_a_failing_disk_is_an_outage_and_no_fault_of_the_drop(data: bytes) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= len(data) // 2:
                raise OSError(5, "Input/output error")
            return super().read(min(size or 0, len(data) // 2))

    with pytest.raises(SourceDown, match="cannot be read"):
        list(read("a", Failing(data), "0"))


def test_a_warc_record_of_the_wrong_length_is_told() -> None:
    data = warc().replace(b"<html>", b"<html>" + b" " * 9, 1)
    result = pull(data)
    assert "warc_syntax" in result.rules
    assert result.items[0].text.startswith("<!DOCTYPE html>")


def test_memory_stays_bounded_however_long_the_file() -> None:
    record = json.dumps(RECORDS[1] | {"html": f"<p>{STORY * 40}</p>"}, ensure_ascii=False).encode()

    class Endless(io.BytesIO):
        left = 12 << 20

        def read(self, size: int | None = -1) -> bytes:
            part = (b"[" if self.left == 12 << 20 else b",") + record if self.left > 0 else b""
            self.left -= len(part)
            return part

    tracemalloc.start()
    try:
        count = sum(1 for _ in read("a.json", Endless(), "0"))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count > 2_000
    assert peak < 4 << 20


def test_a_file_that_cannot_seek_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: object) -> int:
            raise io.UnsupportedOperation("seek")

    (item,) = read("a.zip", Pipe(zipped(("a.txt", STORY.encode()))), "0")
    assert item.record == 0
