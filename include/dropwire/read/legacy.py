"""The Vietnamese encodings from before Unicode: windows-1258, TCVN3 (ABC), VISCII and VNI.

None of them marks itself. A decoding is taken only when its words are Vietnamese syllables, which a wrong table
does not bring about: letter by letter the tables disagree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dropwire.letters import vietnamese_share

LEGACY = ("cp1258", "tcvn3", "viscii", "vni")
_TCVN3 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_TONE_ORDER = "\u0301\u0300\u0309\u0303\u0323"  # acute, grave, hook, tilde, dot
_VNI_VOWELS = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ", "ô": "ơ", "ö": "ư"}
_VNI_TONES = dict(zip("ùøûõï", _TONE_ORDER, strict=True))
_VNI_CIRCUMFLEX = dict(zip("âáàåãä", ("", *_TONE_ORDER), strict=True))
_VNI_BREVE = dict(zip("êéèúüë", ("", *_TONE_ORDER), strict=True))

_SAMPLE = 20_000
_SHARE = 0.9


def guess_vietnamese(data: bytes) -> tuple[str, str] | None:
    """The text and its encoding, when one of the tables makes Vietnamese of it; None when none is sure."""
    shares = {encoding: vietnamese_share(decode_legacy(data[:_SAMPLE], encoding)) for encoding in LEGACY}
    best = max(shares, key=lambda encoding: shares[encoding])
    return (decode_legacy(data, best), best) if shares[best] >= _SHARE else None


def decode_legacy(data: bytes, encoding: str) -> str:
    """Decodes by one of our tables or by Python's codec; undefined bytes become U+FFFD."""
    if encoding == "tcvn3":
        return data.decode("latin-1").translate(_table(_TCVN3))
    if encoding == "viscii":
        return data.decode("latin-1").translate(_table(_VISCII) | _VISCII_LOW)
    if encoding == "vni":
        letters, pattern = _vni()
        return pattern.sub(lambda found: letters[found[0]], data.decode("cp1252", "replace"))
    return data.decode(encoding, "replace")


@cache
def _table(letters: str) -> dict[int, str]:
    return {0x80 + place: letter for place, letter in enumerate(letters)}


@cache
def _vni() -> tuple[dict[str, str], re.Pattern[str]]:
    """VNI writes a letter as its base and a mark beside it; what they are together, and a pattern that finds them."""
    letters = dict(_VNI_SINGLE)
    for base, vowel in _VNI_VOWELS.items():
        letters |= {base + mark: vowel + tone for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        letters |= {base + mark: base + "\u0302" + tone for mark, tone in _VNI_CIRCUMFLEX.items()}
    letters |= {"a" + mark: "a\u0306" + tone for mark, tone in _VNI_BREVE.items()}
    letters |= {key.upper(): letter.upper() for key, letter in letters.items()}
    letters = {key: unicodedata.normalize("NFC", letter) for key, letter in letters.items()}
    return letters, re.compile("|".join(sorted(letters, key=len, reverse=True)))
