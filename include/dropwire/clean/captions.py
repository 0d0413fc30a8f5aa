"""Photo credits and captions.

In a picture story every sentence that tells something stays and only its credit goes; elsewhere the caption goes with
its credit, also when a crawler glued both to the end of a paragraph.
"""

from __future__ import annotations

import re

from dropwire.clean.lines import Line, sentences

_WORD = (
    r"(?:ảnh(?:\s+(?:minh\s+h[ọo]ạ?a?|tư\s+liệu|chụp(?:\s+màn\s+hình)?|cắt\s+từ\s+(?:video|clip)|đồ\s+h[ọo]ạ?a?|và\s+video|"
    r"vệ\s+tinh|internet|ghép))?|nguồn(?:\s+ảnh)?|hình(?:\s+ảnh)?(?:\s+minh\s+h[ọo]ạ?a?)?|đồ\s+h[ọo]ạ?a?|clip|"
    r"foto(?:\s+(?:ilustrasi|arsip|file|oleh|dok))?|fotografer|ilustrasi|gambar(?:\s+(?:fail|hiasan))?|dok(?:umentasi|\.)?|grafis|"
    r"sumber(?:\s+(?:foto|gambar))?|(?:file\s+)?(?:photo|picture|image|pic)s?(?:\s+(?:credit|source|by|courtesy(?:\s+of)?))?|"
    r"(?:photo\s+)?credits?|courtesy(?:\s+of)?|source|graphics?|getty)"
)
_AGENCY = (
    r"(?:AP|AFP|EPA(?:-EFE)?|EFE|Reuters|REUTERS|RTRS|Getty(?:\s+Images)?|GETTY|DPA|dpa|Xinhua|XINHUA|THX|Tân\s+Hoa\s+xã|TTXVN|VNA|VNP|"
    r"TASS|Tass|RIA(?:\s+Novosti)?|Sputnik|SPUTNIK|SANA|AMN|FNA|Anadolu|AA|ANTARA|Antara|Bernama|BERNAMA|Kyodo|Yonhap|IRNA|"
    r"Shutterstock|Ist|IST|Istimewa|ISTIMEWA|Internet|Twitter|Facebook|CNN|BBC|NYT|WSJ|ABC|CCTV|Rudaw|ANI|PTI|PA|Bloomberg|"
    r"Telegram|Al\s+Jazeera|Al\s+Masdar|South\s+Front|AMAQ|Amaq|Handout|MEHR|Tasnim|ITAR-TASS|US\s+Army|Pool)"
)
_NAME = r"(?:[^\W_a-z]|[@\"“(]|\d|(?:internet|istimewa|ist\b|mil\.ru|getty|facebook|twitter|chụp|cắt|st\b|dok))(?:[^.:;!?()\[\]\n]|\.(?=\S)|\((?=[^()\n]{1,40}\)))"
_CREDIT = re.compile(
    rf"""
    (?:(?<=[\s.!?”")\]–—|])|^)(?i:{_WORD})\s*[:/]\s*{_NAME}{{0,60}}?\)?\s*(?:\.(?=\s|$)|$)      # Ảnh: AMN.
  | [(\[]\s*(?i:{_WORD})\b(?:\s*[:/.\-–]\s*|\s+|(?=[)\]]))[^()\[\]\n]{{0,90}}[)\]]\.?            # (Foto: VNP)
  | [(\[]\s*(?:[^()\[\]\n]{{2,40}}/\s*)?{_AGENCY}(?:\s+(?i:photo|foto|file|archives?|pool|handout))?(?:\s*[/,\-–|]\s*[^()\[\]\n]{{1,60}})?\s*[)\]]\.?(?=\s*$)
  | [(\[][^()\[\]\n]{{0,40}}\b(?i:photos?|foto|handout|screenshot|screengrab|getty\s+images|shutterstock)\b[^()\[\]\n]{{0,50}}[)\]]\.?(?=\s*$)
  | [\-–—|/]\s*(?i:foto|photo|ảnh|gambar|pic)\s+(?:[^\W_a-z][\w./&\- ]{{1,40}})$                # - Foto AP
  | (?:(?<=[.!?”"])\s+|\s*[\-–—|/]\s*|\s*©\s*){_AGENCY}(?:\s+(?i:photo|foto|pic))?(?:/[\w .&\-]{{2,40}})*\.?$
  | (?:(?<=[\s.])|^)(?:AP|AFP|EPA|REUTERS|ANTARA|TEMPO|KOMPAS)\s*(?:PHOTO|Photo|FOTO|Foto)?\s*/\s*[^\n]{{2,60}}$
  | (?:(?<=[.!?”"]\s)|^)(?i:photo(?:graph)?s?(?:\s+by)?|photographer|foto\s+oleh|picture\s+by|ảnh\s+của)\s+(?:[^\W_a-z][\w.'’/\-]*[\s,/]*){{1,6}}\.?$
  | (?<=[.!?”"]\s)©\s*[\w./&\- ]{{2,40}}$
    """,
    re.VERBOSE,
)
_HINTS = (
    "ảnh", "foto", "photo", "nguồn", "hình", "source", "sumber", "credit", "reuters", "afp", "ap)", "ap/", " ap", "getty", "ist", "dok", "gambar",
    "ttxvn", "ilustrasi", "©", "pic", "image", "courtesy", "tass", "antara", "bernama", "xinhua", "thx", "đồ họa", "clip", "aa)", "grafi", "(epa", "sputnik",
    "internet", "twitter", "facebook", "handout", "screen", "sana", "vn", "rudaw",
)  # fmt: skip
_NUMBERED = re.compile(r"[\s\-–—(:.]+(?:ảnh|hình|foto|photo|picture|image|gambar|pic)\.?\s*(?:số\s*)?\d{1,3}\)?\.?$")
_CAPTION_SIZE = 320
_GLUED_SIZE = 170


def mark_captions(lines: list[Line], low: str) -> list[str]:
    """Find credits and captions among the lines that may be body; gives the credits' texts."""
    credits = {
        i: found for i, line in enumerate(lines) if line.kind is None and (found := _credits(line)) 
    } if any(hint in low for hint in _HINTS) else {}
    for line in lines:
        if line.kind is None and len(line.text) < _CAPTION_SIZE and _NUMBERED.search(line.low):
            line.kind = "caption"
    if not credits:
        return []
    story = is_picture_story(lines, credits)
    texts = []
    opening = next((line for line in lines if line.kind is None and line.prose), None)
    for i, found in credits.items():
        line = lines[i]
        if line.kind is not None:
            continue
        texts += [line.text[a:b].strip(" ().[]") for a, b in found]
        first, last = found[0][0], found[-1][1]
        alone = not line.text[:first].strip(" \t-–—|/") and last >= len(line.text) - 1
        if alone:
            line.kind = "credit"
            _caption_above(lines, i)
        elif story or len(found) > 2:
            for a, b in found:
                line.cut(a, b, "credit")
        elif last >= len(line.text) - 1 and len(found) == 1 and _is_caption(line.text[:first], opening=line is opening):
            line.kind = "caption"
        else:
            for a, b in found:
                line.cut(_glued_caption(line.text, a), b, "caption")
    return texts


def is_picture_story(lines: list[Line], credits: dict[int, list[tuple[int, int]]]) -> bool:
    """Whether the text is a row of pictures with the story told in their captions."""
    count = sum(map(len, credits.values()))
    if count < 3:
        return False
    body = [i for i, line in enumerate(lines) if line.kind is None and (i in credits or line.prose)]
    if len(body) <= 2:
        return True
    return sum(i in credits for i in body) >= 0.6 * len(body)


def _credits(line: Line) -> list[tuple[int, int]]:
    if not any(hint in line.low for hint in _HINTS):
        return []
    return [m.span() for m in _CREDIT.finditer(line.text)]


def _is_caption(text: str, *, opening: bool) -> bool:
    """Whether what stands before a credit is a caption alone; the opening paragraph has a story to begin as well."""
    count = len(sentences(text.strip()))
    return len(text) <= _CAPTION_SIZE and (count == 1 or (count == 2 and len(text) <= 220 and not opening))


def _glued_caption(text: str, credit: int) -> int:
    """Where the caption glued before a credit begins; the credit's own start when there is none."""
    before = sentences(text[:credit].rstrip())
    if len(before) < 2:
        return credit
    start, end = before[-1]
    return start if end - start <= _GLUED_SIZE else credit


def _caption_above(lines: list[Line], at: int) -> None:
    """The short line right above a credit that stands alone is its caption."""
    if at == 0 or lines[at].gap:
        return
    above = lines[at - 1]
    if above.kind is None and len(above.text) <= 200 and not above.ends_sentence:
        above.kind = "caption"
