"""Photo credits and captions.

In a picture story every sentence that tells something stays and only its credit goes; elsewhere the caption goes with
its credit, also when a crawler glued both to the end of a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate, pairwise

import ahocorasick_rs

from dropwire.clean.agencies import AGENCIES
from dropwire.clean.dateline import find_dateline
from dropwire.clean.dates import is_date_line
from dropwire.clean.lines import Line, sentences
from dropwire.clean.zones import name_like
from dropwire.letters import LOWER, UPPER

_WORD = (
    r"(?:ảnh(?:\s+(?:minh\s+h[ọo]ạ?a?|tư\s+liệu|chụp(?:\s+màn\s+hình)?|cắt\s+từ\s+(?:video|clip)|đồ\s+h[ọo]ạ?a?|và\s+video|"
    r"vệ\s+tinh|internet|ghép))?|nguồn(?:\s+ảnh)?|hình(?:\s+ảnh)?(?:\s+minh\s+h[ọo]ạ?a?)?|đồ\s+h[ọo]ạ?a?|clip|"
    r"foto(?:\s+(?:ilustrasi|arsip|file|oleh|dok))?|fotografer|ilustrasi|gambar(?:\s+(?:fail|hiasan))?|dok(?:umentasi|\.)?|grafis|фото|"
    r"sumber(?:\s+(?:foto|gambar))?|(?:file\s+)?(?:photo|picture|image|pic)s?(?:\s+(?:dok\.?|credit|source|by|courtesy(?:\s+of)?))?|"
    r"(?:photo\s+)?credits?|courtesy(?:\s+of)?|source|graphics?|getty)"
)
_AGENCY = (
    rf"(?:{AGENCIES}|Getty(?:\s+Images)?|GETTY|Shutterstock|Ist|IST|ist|Istimewa|ISTIMEWA|istimewa|Internet|net|Net|Twitter"
    r"|Facebook|Telegram|NYT|WSJ|ABC|CCTV|Rudaw|PA|AA|Bloomberg|AMN|Al\s+Masdar|South\s+Front|AMAQ|Amaq|Handout|US\s+Army"
    r"|Pool)"
)
_NAME = (
    r"(?:[^\W_a-z]|[@\"“(]|\d|(?:internet|istimewa|ist\b|mil\.ru|dpa\b|getty|facebook|twitter|chụp|cắt|st\b|dok))"
    r"(?:[^.:;!?()\[\]\n]|\.(?=\S)|\((?=[^()\n]{1,40}\)))"
)
_LABELLED = re.compile(rf"(?i:{_WORD})\s*[:/]\s*(?i:dok\.\s+)?{_NAME}{{0,60}}?\)?\s*(?:\.(?=\s|$)|$)")
"""`Ảnh: AMN.`"""
_BARE = re.compile(
    rf"(?i:ảnh|foto|photo|gambar)(?:\s+{_AGENCY}\b\.?(?:\s*\|)?(?=\s|$)|\s*:\s*{_AGENCY}\b(?=\s+(?:[^\W\d_a-z]|<)))"
)
"""`Ảnh Reuters` between sentences, and `Ảnh: Reuters` without a full stop."""
_BRACKETED = re.compile(rf"[(\[]\s*(?i:{_WORD})\b(?:\s*[:/.\-–]\s*|\s+|(?=[)\]]))[^()\[\]\n]{{0,90}}[)\]]\.?")
"""`(Foto: VNP)`"""
_INSIDE = re.compile(r"[(\[][^()\[\]\n]{1,40}?[\s/](?i:photo|foto|graphics?)\b[^()\[\]\n]{0,60}[)\]]\.?")
"""`(AP Photo/Jane Roe)`"""
_AT_END = re.compile(
    r"""
    [(\[][^()\[\]\n]{0,40}\b(?i:photos?|foto|handout|screenshot|screengrab|getty\s+images|shutterstock)\b[^()\[\]\n]{0,50}[)\]]\.?(?=\s*$)
  | (?:[\-–—|/]\s*|^)(?i:foto|photo|ảnh|gambar|pic|fail)
      (?:\s+(?:(?:fail|hiasan|ihsan|oleh)\s+)?|(?=[A-Z]))(?:[^\W_a-z][\w./&\- ]{1,40})$
  | (?:(?<=[\s.])|^)(?:AP|AFP|EPA|REUTERS|ANTARA|TEMPO|KOMPAS)\s*(?:PHOTO|[Pp]hoto|FOTO|[Ff]oto)\s*/?\s*[^\n]{0,60}$
  | (?:(?<=[.!?”"]\s)|^)
      (?i:photo(?:graph)?s?\s+by|photographer|(?:foto|gambar)\s+(?:oleh|ihsan)|picture\s+by|ảnh\s+của)\s+
      (?:[^\W_a-z][\w.'’/\-]*[\s,/]*){1,6}\.?$
  | (?:(?<=[.!?”"]\s)|^)©\s*[\w./&\- ]{2,60}$
  | (?:(?<=[.!?”"]\s)|\s[-–—]\s*)
      (?i:file\s+photo|gambar\s+(?:hiasan|fail)|foto\s+(?:ilustrasi|arsip)|ảnh\s+(?:tư\s+liệu|minh\s+h[ọo]ạ?a?))
      (?:\s*[:/]?\s+(?:của\s+)?[^\W_a-z][\w.’'&/-]*(?:\s[^\W_a-z][\w.’'&/-]*){0,4})?\.?$
  | (?<=[.!?”"]\s)(?i:video)\s*:\s*(?:[A-ZĐ@][\w.&/-]*\s?){1,4}\.?$
  | ^(?i:(?:photo\s+|foto\s+)?dok)\.?\s+[^\W_a-z][\w. ]{1,40}$
  | (?<=[.!?”"]\s)[A-Z][A-Z.& ]{2,24}/(?i:files?|handout|pool|archives?)\.?$                       # COASTAL NEWS/File
  | (?:(?<=[.!?”"]\s)|^)(?i:photos?|foto|picture)\s*[|:]\s*[^\W_a-z][^.!?\n]{1,60}$             # PHOTO | FILE
    """,
    re.VERBOSE,
)
_WEAK = re.compile(
    rf"""
    [(\[]\s*(?:[^()\[\]\n]{{2,40}}/\s*)?{_AGENCY}(?:\s+(?i:file|archives?|pool))?(?:\s*[/,:\-–|]\s*[^()\[\]\n]{{1,60}})?\s*[)\]]\.?$
  | (?:(?<=[.!?”"])\s+|\s*[\-–—|/]\s*|\s*©\s*){_AGENCY}(?:\s*[/\-][\w .&\-]{{2,40}})*\.?$
  | ^[(\[][A-ZĐ][\w.& ]{{1,24}}\s?/\s?[A-ZĐ][^()\[\]\n]{{1,40}}[)\]]$
  | ^(?:{_AGENCY}|istimewa|dok)\s*/\s*[^\n]{{2,60}}$
  | (?<=[.!?”"])\s*\[[^\[\]\n]{{2,24}}\]$                                                          # .[Rts]
  | (?<=[.!?”"]\s)(?i:stringer|handout|file|courtesy)\.?$                                          # … July 10. Stringer
  | (?<=[.!?”"]\s)(?i:ảnh\s+(?:chụp\s+màn\s+hình|cắt\s+từ))\s[^.!?\n]{{2,40}}\.?$
  | (?<=[.!?”"])\s*/\s*[A-ZĐ][\w.&’' ]{{1,40}}(?:\s/)?$             # . / Sample Press, ./Sample Press /
  | (?<=[\w.'’"”)])\s/[A-ZĐ@][\w.@ ]{{1,40}}(?:/[\w.@ ]{{1,40}})*/?$  # /Sample Press/
  | (?<=[.!?”"]\s)(?:[A-ZĐ][\w.&-]*\s){{0,3}}[A-ZĐ][\w.&-]*\s?/\s?(?:[A-ZĐ][\w.'’-]*\s?){{1,4}}$  # . COAST WIRE/J. Doe
  | ^{_AGENCY}\.?$ | (?<=[\w,])\s+(?:REUTERS|GETTY\s+IMAGES|XINHUA)$
  | (?<=[\w%”".!?])\s*[(\[][A-ZĐ][\w.& ]{{1,24}}\s?/\s?[A-ZĐ][^()\[\]\n]{{1,40}}[)\]]$  # (KONTAN/Baihaki)
  | (?<=[\w.!?”"])\s+[-–—]\s*[A-ZĐ][\w.]{{1,20}}/[A-ZĐ][\w. ]{{1,30}}$                                # . – Jubi/Yuliana
    """,
    re.VERBOSE,
)
"""An agency's name alone: a credit below a picture, a sign-off at the end of the story."""
_ALONE = re.compile(rf"{_AGENCY}\.?")
_HINTS = (
    "ảnh", "foto", "photo", "file photo", "nguồn", "hình", "source", "sumber", "credit", "getty", "dok",
    "gambar", "ilustrasi", "©", "pic",
    "image", "courtesy", "đồ họa", "đồ hoạ", "clip", "grafi", "graphic", "handout", "screens", "screeng",
    "shutterstock", "фото", "video", "fail ",
)  # fmt: skip
_GLUED = frozenset(map(_HINTS.index, ("photo", "foto")))
"""Hints that may follow a letter, as in `AFPPHOTO`; the others begin a word: no `ảnh` in `cảnh`."""
_HINT_FINDER = ahocorasick_rs.AhoCorasick(_HINTS)
_REACH = 140
_DASHES = (" - ", " – ", " — ", "-- ")
"""One of them early in the opening paragraph parts a dateline from the story: no caption begins so."""
_STOPS = '.!?…”"|'
_NUMBERED = re.compile(r"[\s\-–—(:.]+(?:ảnh|hình|foto|photo|picture|image|gambar|pic)\.?\s*(?:số\s*)?\d{1,3}\)?\.?$")
_LABEL = re.compile(r"[^\W\d_a-z][^a-z\s:]*\s[^a-z\n:]{2,60}?(?:\s[-–—]|:)\s+\S.{30}")
"""How the caption of a lead picture begins: `SERANGAN UDARA - Warga ...`."""
_TAKEN = re.compile(r"(?:istimewa|ist|dok|tangkap(?:an)?|screenshot)\b")
"""How the credit of a lead picture begins that names nobody."""
_CAPTION_SIZE = 320
_GLUED_SIZE = 170
_SIDE_SIZE = 220


def mark_captions(lines: list[Line]) -> list[str]:
    """Find credits and captions among the lines that may be body; gives the credits' texts."""
    for line in lines:
        if line.kind is None and len(line.text) < _CAPTION_SIZE and line.low.rstrip(".)")[-1:].isdigit():
            line.kind = "caption" if _NUMBERED.search(line.low, max(0, len(line.low) - 30)) else None
    for above, line in pairwise(lines):
        if above.kind == "caption" and line.kind is None and _LABEL_ALONE.fullmatch(above.low) and not line.gap:
            line.kind = "caption"
    _mark_lead_picture(lines)
    _mark_lead_caption(lines)
    hints = _hints_by_line(lines)
    told = [line.kind is None and (line.prose or (line.ends_sentence and len(line.text) >= 25)) for line in lines]
    last = max((i for i, tells in enumerate(told) if tells), default=-1)
    found = {
        i: spans
        for i, line in enumerate(lines)
        if line.kind is None
        and (spans := _credits(line, hints.get(i, []), at_end=i >= last or _signs_off(lines, told, i)))
    }
    if not found:
        _mark_sides(lines)
        return []
    story = is_picture_story(lines, found)
    whole = len({line.text[:80] for line in lines if line.kind is None and line.prose}) == 1
    prose = [i for i, line in enumerate(lines) if line.kind is None and line.prose][:2]
    opening = prose[0] if prose else -1
    if opening in found and len(prose) > 1 and find_dateline(lines[prose[1]].text, None, frozenset()):
        opening = -1  # the story begins below, with its dateline
    texts = []
    if not story:
        _mark_sides(lines)
    for i, spans in found.items():
        if lines[i].kind is None:
            texts += [lines[i].text[a:b].strip(" ().[]–-") for a, b in spans]
            row = whole and _told_in_captions(lines[i].text, spans)
            _mark(lines, i, spans, story=story or row, opening=i == opening)
    return texts


_PARAGRAPH = 100
_TOLD = 5
"""Sentences a picture at most where a story on one line is told in captions."""


def _told_in_captions(text: str, credits: list[tuple[int, int]]) -> bool:
    """Whether a story on one line is a row of captions: many credits, or the last at its end."""
    ends = len(text) - credits[-1][1] <= 2
    return len(text) > _CAPTION_SIZE and (ends or len(sentences(text)) <= _TOLD * len(credits))


def _signs_off(lines: list[Line], told: list[bool], at: int) -> bool:
    """Whether a paragraph is the story's last although a teaser of another follows: furniture stands right below."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    late = 2 * sum(told[:at]) >= sum(told)
    long = len(lines[at].text) >= _PARAGRAPH
    return late and long and below is not None and below.kind in {"advert", "credit", "signoff", "share"}


def _mark_lead_picture(lines: list[Line]) -> None:
    """Around the editor's line above the story: a teaser cut off, who took the lead picture, and what it shows."""
    for i, (editor, credit, caption) in enumerate(zip(lines, lines[1:], lines[2:], strict=False)):
        if not editor.low.startswith(("editor", "penulis", "reporter")) or editor.text.endswith(":"):
            continue
        if is_date_line(credit.text, credit.low):
            continue  # the day, and below it the headline
        below = next((line for line in lines[i + 3 :] if line.kind is None and line.prose), None)
        if below is None:
            return
        above = lines[i - 1] if i else None
        if above and above.kind is None and not above.ends_sentence and len(sentences(above.text)) > 1:
            above.kind = "duplicate"
        if credit.gap > 1 or caption.gap > 1 or caption.kind is not None or credit.low.startswith("laporan"):
            continue
        sure = "/" in credit.text or _TAKEN.match(credit.low) is not None
        if len(credit.text) > 60 or not (sure or name_like(credit.text)) or _begins_story(caption):
            continue
        if sure or _LABEL.match(caption.text) or _begins_story(below):
            credit.kind, caption.kind = "credit", "caption"


_TAKEN_ON = re.compile(
    r"\bngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4}\.?$"
    r"|, \d{1,2} (?:Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember) \d{4}\.?$"
)
_LENT_BY = re.compile(
    rf"{_AGENCY}(?:\s*[/|,]\s*[^.!?\n]{{0,40}})?|[A-Z][A-Z0-9]+\.(?:COM|CO\.ID|ID|VN|NET)\s?/\s?[A-Z][A-Z .]{{2,40}}"
)


def _mark_lead_caption(lines: list[Line]) -> None:
    """The sentence above the story that tells when its picture was taken, or stands between a credit and a dateline."""
    told = [i for i, line in enumerate(lines) if line.kind is None and line.prose][:3]
    for first, (at, following) in enumerate(pairwise(told)):
        line, below = lines[at], lines[following]
        if len(line.text) > _SIDE_SIZE or len(sentences(line.text)) != 1 or len(below.text) < len(line.text):
            return
        above = next((other for other in reversed(lines[:at]) if other.kind != "markup"), None)
        lent = above is not None and _LENT_BY.fullmatch(above.text) is not None
        taken = not first and _TAKEN_ON.search(line.text) is not None
        if taken or (lent and find_dateline(below.text, "id", frozenset()) is not None):
            line.kind = "caption"
            return


_LABEL_ALONE = re.compile(
    r"(?:chụp lại hình ảnh|keterangan gambar|image caption|image source, .{2,40}|sumber gambar, .{2,40}),?"
)
"""A picture's label on a line of its own: its caption stands below."""
_SIDES = ("(left)", "(right)", "(kiri)", "(kanan)", "(trái)", "(phải)")
_SIDE = re.compile(
    r"\w\s[^\W\d_a-z][\w.'’-]*\s\((?:left|right)\)|\((?:kiri|kanan|trái|phải)\)"  # English has verbs spelt so
)


def _mark_sides(lines: list[Line]) -> None:
    """A sentence alone that tells where somebody stands in a picture is its caption."""
    for line in lines:
        if line.kind is None and len(line.text) <= _SIDE_SIZE and any(map(line.low.__contains__, _SIDES)):
            line.kind = "caption" if _SIDE.search(line.text) and len(sentences(line.text)) == 1 else None


def _begins_story(line: Line) -> bool:
    """Whether a paragraph begins with a dateline that names its paper."""
    lead = find_dateline(line.text, "id", frozenset())
    return lead is not None and lead.source is not None


_SITE = re.compile(r"[(\[]\s*(?i:sumber|source|nguồn)\s*:\s*[\w-]+(?:\.[\w-]{2,})+")
"""Where a story was taken from; a picture's credit names an agency."""


_BUTTONS = re.compile(r"(?i:\b(?:share|tweet|email|print|pin|kirim|cetak|simpan|salin|bagikan|a[-+])(?=\W|$)\s*){2,}$")
_TAKER = re.compile(r"[(\[][A-ZĐ][\w.& ]{1,30}\s?/\s?[^()\[\]/]{2,40}")
"""What may stand behind a labelled caption: `Foto: ... (AFP/Jane Roe)`."""


def _mark(lines: list[Line], at: int, spans: list[tuple[int, int]], *, story: bool, opening: bool) -> None:
    """Remove a line's credits, and the caption with them where it is one."""
    line = lines[at]
    first, last = spans[0][0], spans[-1][1]
    rest = _BUTTONS.sub("", line.text[last:]).strip(" \t-–—|/.)")
    ends = not rest or _ALONE.fullmatch(rest) is not None or _TAKER.fullmatch(rest) is not None
    if ends and not line.text[:first].strip(" \t-–—|/"):
        line.kind = "credit"
        if not _ALONE.fullmatch(line.text) and not _caption_above(lines, at):
            _caption_below(lines, at)
    elif story or len(spans) > 2:
        for a, b in spans:
            line.cut(a, b, "credit")
    elif (
        ends
        and len(spans) == 1
        and not _SITE.match(line.text, first)
        and _is_caption(line.text[:first], opening=opening)
    ):
        line.kind = "caption"
        _mark_copies(lines, line.text[:first])
    else:
        for a, b in spans:
            glued = _glued_caption(line.text, a)
            line.cut(glued, b, "caption")
            _mark_copies(lines, line.text[glued:a])


def is_picture_story(lines: list[Line], credits: dict[int, list[tuple[int, int]]]) -> bool:
    """Whether the text is a row of pictures with the story told in their captions."""
    told = {lines[i].text if spans[0][0] else i: len(spans) for i, spans in credits.items()}
    count = sum(told.values())  # a caption told twice is one
    if count < 3:
        return False
    body = [i for i, line in enumerate(lines) if line.kind is None and (i in credits or line.prose)]
    if len(body) <= 2:
        return True
    return sum(i in credits for i in body) >= 0.6 * len(body)


def _hints_by_line(lines: list[Line]) -> dict[int, list[tuple[int, int]]]:
    """Number of a line that may be body -> the photo words in it: (number of the word, place in the line), in order.

    One pass over the whole text, as most lines hold no such word.
    """
    numbers = [number for number, line in enumerate(lines) if line.kind is None]
    lows = [lines[number].low for number in numbers]
    starts = [0, *accumulate([len(low) + 1 for low in lows])]
    found = defaultdict(list)
    low = "\n".join(lows)
    for hint, start, _ in sorted(_HINT_FINDER.find_matches_as_indexes(low, overlapping=True)):
        if hint in _GLUED or not low[start - 1 : start].isalpha():
            at = bisect_right(starts, start) - 1
            found[numbers[at]].append((hint, start - starts[at]))
    return found


def _credits(line: Line, hints: list[tuple[int, int]], *, at_end: bool) -> list[tuple[int, int]]:
    """Credits of a line; at the end of the story an agency's name alone is no credit."""
    found: list[tuple[int, int]] = []
    for at in sorted(at for _, at in hints):
        if (match := _at_word(line.text, at)) and not any(a < match.end() and match.start() < b for a, b in found):
            found.append(match.span())
    tail = max(0, len(line.text) - _REACH)
    if any(at >= tail for _, at in hints):
        match = _AT_END.search(line.text, tail)
        if match and not any(match.start() < b for _, b in found):
            found.append(match.span())
    if (found and found[0][0]) or at_end or len(line.text) > _CAPTION_SIZE or not _ends_in_name(line.text):
        return sorted(found)
    return found + [m.span() for m in _WEAK.finditer(line.text, tail) if not _is_short_name(line.text, m)]


_SHORT_NAME = re.compile(r"\([A-Z]{2,5}\)\.")
_WIRES = ("(AFP", "(AP)", "(EPA)", "(DPA)", "(UPI)")


def _is_short_name(text: str, credit: re.Match[str]) -> bool:
    """Whether brackets before the full stop hold the short name of whom the sentence ends in ("Arakan Army (AA).")."""
    short = _SHORT_NAME.fullmatch(credit[0]) is not None and not credit[0].startswith(_WIRES)
    name = text[: credit.start()].rstrip().rpartition(" ")[2]
    return short and name[:1].isupper() and name[-1:].isalpha()


def _ends_in_name(text: str) -> bool:
    """Whether the last word is in brackets or holds a capital: only then can it be an agency's."""
    last = text.rsplit(None, 1)[-1]
    return last.rstrip(".")[-1:] in (")", "]") or last != last.lower() or "/" in last


def _at_word(text: str, at: int) -> re.Match[str] | None:
    """The credit that a photo word opens."""
    before = text[at - 1 : at] if at else ""
    if before in ("(", "["):
        return _BRACKETED.match(text, at - 1)
    bracket = max(text.rfind("(", max(0, at - 40), at), text.rfind("[", max(0, at - 40), at))
    if bracket >= 0 and (match := _INSIDE.match(text, bracket)):
        return match
    if before and not before.isspace() and before not in '.!?”")]–—|':
        return None
    ahead = text[at : at + 40]
    bare = _BARE.match(text, at) if text[max(0, at - 4) : at].rstrip()[-1:] in _STOPS else None
    if (":" in ahead or "/" in ahead) and (match := _LABELLED.match(text, at)):
        if bare and sum(word[0].islower() for word in text[bare.end() : match.end()].split()) > 1:
            return bare  # no full stop parts the agency from the sentence behind it
        return match
    return bare


def _is_caption(text: str, *, opening: bool) -> bool:
    """Whether what stands before a credit is a caption alone; the opening paragraph has a story to begin as well."""
    if opening and any(dash in text[2:70] for dash in _DASHES):
        return False
    count = len(_parts(text.strip()))
    if count > 1 and _GLUE.search(text):
        return False
    return len(text) <= _CAPTION_SIZE and (count == 1 or (count == 2 and len(text) <= 220 and not opening))


_GLUE = re.compile(rf"[{LOWER}0-9)”\"’][.!?][”\"]?(?=[{UPPER}][{LOWER}]+ )")


def _parts(text: str) -> list[tuple[int, int]]:
    """The sentences of a text, those among them to which no blank parts the next ("... nói.Cảnh đổ nát ở X")."""
    cuts = sorted({start for start, _ in sentences(text)} | {m.end() for m in _GLUE.finditer(text)})
    return list(pairwise([*cuts, len(text)]))


def _glued_caption(text: str, credit: int) -> int:
    """Where the caption glued before a credit begins; the credit's own start when there is none."""
    before = _parts(text[:credit].rstrip())
    if len(before) < 2:
        return credit
    start, end = before[-1]
    return start if end - start <= _GLUED_SIZE else credit


def _caption_above(lines: list[Line], at: int) -> bool:
    """Remove the short line above a credit that stands alone: its caption, or else the headline of the story."""
    above = lines[at - 1] if at else None
    if above is None or above.kind is not None or len(above.text) > _CAPTION_SIZE or len(above.words) < 2:
        return False
    if not above.ends_sentence and not any(line.kind is None for line in lines[: at - 1]):
        return False
    single = len(sentences(above.text)) == 1
    apart = above.gap and not lines[at].gap
    repeated = any(line is not above and line.text == above.text for line in lines)
    numbered = at > 1 and lines[at - 2].kind == "caption" and not above.gap
    doubled = any(line.text == above.text for line in (*lines[max(at - 2, 0) : at - 1], *lines[at + 1 : at + 2]))
    if above.ends_sentence and not (doubled or (single and (apart or repeated or numbered))):
        return False
    above.kind = "caption"
    _mark_copies(lines, above.text)
    return True


def _caption_below(lines: list[Line], at: int) -> None:
    """Before the story begins, the line right below a lone credit is its caption when it is set apart from the rest."""
    if any(line.kind is None and line.prose for line in lines[:at]) or at + 2 >= len(lines):
        return
    below, then = lines[at + 1], lines[at + 2]
    told = _begins_story(then)
    if below.kind is None and not below.gap and (told or (then.gap and not below.prose)):
        below.kind = "caption"


def _mark_copies(lines: list[Line], caption: str) -> None:
    """A caption often comes twice: once as the picture's alternative text."""
    caption = caption.strip(" \t-–—|/([").rstrip(".")
    for line in lines:
        if line.kind is None and len(caption) >= 15 and line.text.rstrip(".") == caption:
            line.kind = "caption"
