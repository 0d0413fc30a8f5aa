"""Encodings are recognised by what the bytes are, whatever is declared, and doubtful ones are left alone."""

from __future__ import annotations

import json
import unicodedata

import pytest
from reading import pull
from test_formats import RSS

from dropwire.letters import is_syllable, vietnamese_share
from dropwire.read.legacy import LEGACY, decode_legacy

VIETNAMESE = (
    "Rạng sáng hôm qua, lực lượng chính phủ đã giành lại ngã ba đường dẫn vào thị trấn. Người phát ngôn quân đội nói "
    "“chiến dịch sẽ tiếp tục”, song các nhóm vũ trang phủ nhận và cho biết họ vẫn giữ những ngọn đồi ở phía đông bắc. "
    "Ít nhất mười hai người bị thương, trong đó có ba trẻ em; bệnh viện dã chiến thiếu thuốc và nước sạch từ đầu tuần."
)
INDONESIAN = (
    "Pasukan pemerintah merebut kembali persimpangan jalan – “operasi berlanjut”, kata juru bicara di kafé itu."
)


def encode(text: str, encoding: str) -> bytes:
    """The inverse of the tables, made by trying every byte or pair of bytes."""
    if encoding == "cp1258":
        marks = "".join(unicodedata.normalize("NFD", char) if char not in "ăâêôơưđĂÂÊÔƠƯĐ" else char for char in text)
        for whole in "ăâêôơưĂÂÊÔƠƯ":
            marks = marks.replace(unicodedata.normalize("NFD", whole), whole)
            for tone in "\u0300\u0301\u0303\u0309\u0323":  # the dot below sorts before the shape
                low = unicodedata.normalize("NFD", unicodedata.normalize("NFC", whole + tone))
                marks = marks.replace(low, whole + tone)
        return marks.encode("cp1258")
    plain = text.translate({0x201C: '"', 0x201D: '"', 0x2013: "-"})
    units = [bytes([one]) for one in range(256)]
    if encoding == "vni":
        units += [bytes([one, two]) for one in b"aeouyAEOUY\xf4\xf6\xd4\xd6" for two in range(0xC0, 0x100)]
    table = {}
    for unit in units:
        char = decode_legacy(unit, encoding)
        if len(char) == 1:
            table.setdefault(char, unit)
    return b"".join(table[char] for char in plain)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (VIETNAMESE.encode(), "utf-8"),
        (VIETNAMESE.encode("utf-8-sig"), "utf-8-sig"),
        (VIETNAMESE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + VIETNAMESE.encode("utf-16-be"), "utf-16"),
        (VIETNAMESE.encode("utf-16-le"), "utf-16-le"),
        (VIETNAMESE.encode("utf-16-be"), "utf-16-be"),
        (VIETNAMESE.encode("utf-32"), "utf-32"),
        (unicodedata.normalize("NFD", VIETNAMESE).encode(), "utf-8"),
        (encode(VIETNAMESE, "cp1258"), "cp1258"),
        (encode(VIETNAMESE, "tcvn3"), "tcvn3"),
        (encode(VIETNAMESE, "viscii"), "viscii"),
        (encode(VIETNAMESE, "vni"), "vni"),
        (INDONESIAN.encode("cp1252"), "cp1258"),
    ],
)
def test_encodings_are_told_by_the_bytes(data: bytes, encoding: str) -> None:
    (item,) = pull(data, "a.txt").items
    wanted = INDONESIAN if b"Pasukan" in data else VIETNAMESE
    if encoding in ("tcvn3", "viscii", "vni"):
        wanted = wanted.translate({0x201C: '"', 0x201D: '"'})
    assert unicodedata.normalize("NFC", item.text) == wanted
    assert item.meta["encoding"] == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16", "utf-32", "utf-8-sig"])
def test_records_in_wide_encodings_are_read(encoding: str) -> None:
    lines = "\r\n".join(json.dumps({"title": str(place), "text": VIETNAMESE}, ensure_ascii=False) for place in range(3))
    table = "title,text\n" + "".join(f'{place},"{VIETNAMESE}"\n' for place in range(3))
    for whole in (lines, table, f"[{','.join(lines.splitlines())}]", RSS.replace('"utf-8"', f'"{encoding}"')):
        result = pull(whole.encode(encoding))
        assert result.rules == []
        assert len(result.items) == (2 if whole.startswith("<") else 3)


def test_legacy_lines_and_rows_are_read() -> None:
    for encoding in ("cp1258", "tcvn3", "viscii", "vni"):
        body = encode(VIETNAMESE.replace("“", "").replace("”", ""), encoding)
        wanted = VIETNAMESE.replace("“", "").replace("”", "")
        for data in (b'{"text": "' + body + b'"}\n' * 1, b'title,text\n1,"' + body + b'"\n'):
            (item,) = pull(data, "x").items
            assert unicodedata.normalize("NFC", item.text) == wanted
            assert item.meta["encoding"] == encoding


def test_wrong_declarations_do_not_matter() -> None:
    page = "<html><head><meta charset={}></head><body><p>{}</p></body></html>"
    for declared in ("windows-1252", "iso-8859-1", "gb2312", "nonsense", "utf-16", "base64"):
        (item,) = pull(page.format(declared, VIETNAMESE)).items
        assert (VIETNAMESE in item.text, item.meta["encoding"]) == (True, "utf-8")
    (item,) = pull(page.format("utf-8", "@@").encode().replace(b"@@", encode(VIETNAMESE, "tcvn3"))).items
    assert item.meta["encoding"] == "tcvn3"


def test_right_declarations_help_where_bytes_do_not_tell() -> None:
    russian = "Войска заняли посёлок к северу от города, сообщили в штабе."
    (item,) = pull(f"<html><meta charset=windows-1251><p>{russian}</p></html>".encode("cp1251")).items
    assert (russian in item.text, item.meta["encoding"]) == (True, "cp1251")
    (item,) = pull(
        '<?xml version="1.0" encoding="Shift_JIS"?><html><p>戦闘が続いた</p></html>'.encode("shift_jis")
    ).items
    assert "戦闘が続いた" in item.text


def test_what_no_database_takes_is_replaced_one_for_one() -> None:
    text = f"a\0b {VIETNAMESE}"
    (item,) = pull(text, "a.txt").items
    assert item.text == text.replace("\0", "\ufffd")
    assert item.meta["encoding"] == "utf-8 (1 replaced)"
    (item,) = pull(b'{"text": "x\\ud83d y\\u0000 \\ud83d\\ude00", "title": "t\\udc00"}').items
    assert (item.text, item.meta["title"]) == ("x\ufffd y\ufffd 😀", "t\ufffd")
    (item,) = pull(b"ab \xed\xa0\xbd c \xed\xa0\xbd\xed\xb8\x80 " + VIETNAMESE.encode(), "a.txt").items
    assert item.text == f"ab \ufffd c 😀 {VIETNAMESE}"


def test_a_few_damaged_bytes_do_not_make_a_legacy_text() -> None:
    for data in (VIETNAMESE.encode()[:-2] + "ờ".encode()[:2], VIETNAMESE.encode().replace(b"thu", b"th\xff")):
        (item,) = pull(data, "a.txt").items
        assert item.text.startswith(VIETNAMESE[:200])
        assert item.meta["encoding"] == "utf-8 (damaged)"


def test_double_encoding_is_undone_line_by_line_where_it_is_certain() -> None:
    broken = VIETNAMESE.encode().decode("latin-1")
    (item,) = pull(f"{VIETNAMESE}\n{broken}\nHết.\n", "a.txt").items
    assert item.text == f"{VIETNAMESE}\n{VIETNAMESE}\nHết.\n"
    assert item.meta["encoding"] == "utf-8 (double encoding undone in 1 of 3 lines)"
    (item,) = pull(json.dumps({"text": broken})).items
    assert item.text == VIETNAMESE


@pytest.mark.parametrize(
    "text",
    [
        "Giá vàng “quá” cao ở Đắk Lắk… Â, Ă — được",
        "Señor Muñoz dijo: «¿Qué?» à Besançon",
        "AÂ EÊ 10°C ±2 §4 ½ ×3",
        "Ã © Â®",
    ],
)
def test_good_text_is_not_mended(text: str) -> None:
    assert pull(text, "a.txt").texts == [text]


def test_syllables_tell_vietnamese_from_what_wrong_tables_give() -> None:
    assert vietnamese_share(VIETNAMESE) == 1.0
    assert all(is_syllable(word) for word in ("nghiêng", "khuỷu", "Đường", "QUYỀN", "giặc", "uyển", "yếm", "oà", "ừ"))
    assert not any(is_syllable(word) for word in ("đưỡngg", "ngươìà", "déjà", "façade", "ệt̃", "tRường"))
    for wrote in LEGACY:
        for read_as in LEGACY:
            if wrote != read_as:
                text = VIETNAMESE.replace("“", "").replace("”", "")
                assert vietnamese_share(decode_legacy(encode(text, wrote), read_as)) < 0.75, (wrote, read_as)
