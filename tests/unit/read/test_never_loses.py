"""Whatever the bytes: reading never fails, gives every item one disposition, and keeps every good line."""

from __future__ import annotations

import csv
import gzip
import io
import json

import zstandard
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading import pull
from test_formats import FORMATS, PACKINGS

# without what double encoding is made of: a lead byte of UTF-8 seen as a letter
letters = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]).filter(
    lambda char: not "\xc2" <= char <= "\xf4"
)
words = st.text(letters, min_size=1).filter(lambda text: bool(text.strip()))
plain = st.text("abc đồi ơi 12.,;|<>\"'\\{}[]\t", min_size=1).filter(lambda text: bool(text.strip()))
records = st.fixed_dictionaries(
    {"text": words, "title": words}, optional={"url": plain, "n": st.integers(), "tags": st.lists(plain)}
)


@given(st.binary(max_size=3000) | words.map(str.encode))
@example(b"\x1f\x8b")
@example(b"PK\x05\x06" + bytes(18))
@example(b"\x28\xb5\x2f\xfd")
@example(b"[{")
@example(b"<rss><item>")
@example(b"WARC/1.0\r\n\r\n")
@settings(max_examples=100, deadline=None)
def test_any_bytes_have_a_disposition(data: bytes) -> None:
    result = pull(data)
    assert result.all
    for part in result.all:
        json.dumps([part.file, getattr(part, "text", ""), getattr(part, "reason", "")]).encode("utf-8")
    assert all("\0" not in item.text and item.text.encode() and item.meta["encoding"] for item in result.items)


@given(st.sampled_from(sorted(FORMATS)), st.sampled_from(sorted(PACKINGS)), st.data())
@settings(max_examples=100, deadline=None)
def test_damaged_files_of_every_format_have_a_disposition(kind: str, packing: str, draw: st.DataObject) -> None:
    data = bytearray(PACKINGS[packing](FORMATS[kind][0]))
    for _ in range(draw.draw(st.integers(0, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.integers(1, len(data)))
    assert pull(bytes(data[:cut])).all


@given(st.lists(st.tuples(st.booleans(), records, st.binary(max_size=60)), min_size=1, max_size=12), st.booleans())
@settings(max_examples=100, deadline=None)
def test_no_good_json_line_is_lost(lines: list[tuple[bool, dict[str, object], bytes]], ascii_only: bool) -> None:
    first = json.dumps({"text": "dòng đầu", "title": "x"}).encode()
    raw, good = [first], ["dòng đầu"]
    for is_good, record, rubbish in lines:
        if is_good:
            raw.append(json.dumps(record, ensure_ascii=ascii_only).encode())
            good.append(str(record["text"]))
        else:
            raw.append(b'{"broken": ' + rubbish.replace(b"\n", b"").replace(b"}", b""))
    data = b"\n".join(raw)
    result = pull(data, "a.jsonl")
    assert [text for text in result.texts if text in good] == good
    assert len(result.all) == len(raw)
    assert pull(gzip.compress(data), "a.jsonl.gz").texts == result.texts
    assert pull(zstandard.ZstdCompressor().compress(data), "a.jsonl.zst").texts == result.texts


@given(st.lists(records, min_size=1, max_size=12), st.sampled_from([None, 1]), st.booleans())
@settings(max_examples=100, deadline=None)
def test_arrays_give_their_records_however_they_are_written(
    found: list[dict[str, object]], indent: int, wrap: bool
) -> None:
    whole = json.dumps({"n": 1, "docs": found} if wrap else found, indent=indent, ensure_ascii=False)
    wanted = [record["text"] for record in found]
    assert pull(whole).texts == wanted
    assert (
        pull(whole, max_item_bytes=max(len(json.dumps(record, indent=9).encode()) for record in found) * 6).texts
        == wanted
    )


@given(st.lists(st.tuples(plain, plain), min_size=1, max_size=12), st.sampled_from(",;\t|"), st.data())
@settings(max_examples=100, deadline=None)
def test_no_good_row_is_lost_beside_broken_ones(rows: list[tuple[str, str]], mark: str, draw: st.DataObject) -> None:
    lines = []
    for row in rows:
        out = io.StringIO()
        csv.writer(out, delimiter=mark, quoting=csv.QUOTE_ALL).writerow(row)
        lines.append(out.getvalue())
    head = mark.join(["title", "text"]) + "\r\n"
    wanted = [text for _, text in rows]
    assert pull(head + "".join(lines), "a.csv").texts == wanted
    broken = draw.draw(st.sampled_from([f"a{mark}b{mark}c\r\n", "a\r\n"]))
    place = draw.draw(st.integers(0, len(lines)))
    result = pull(head + "".join([*lines[:place], broken, *lines[place:]]), "a.csv")
    assert (result.texts, result.rules) == (wanted, ["csv_columns"])
