"""Head, body and tail of a drop: where the headline stands and what short lines around the prose are.

Furniture is judged by shape and place here, not by words: before the first paragraph and after the last one, a short
line that ends no sentence is hardly ever body.
"""

from __future__ import annotations

import re
from itertools import pairwise

from dropwire.clean.dateline import find_dateline
from dropwire.clean.lines import Line, sentences

_MAX_TITLE = 250
_HEAD = 30
"""Lines before the prose among which the headline is looked for."""
_STOP = re.compile(r"[.!?…][\"”’]?\s")
"""The end of a sentence with more behind it."""
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
"""How the heading of a list's item begins."""
_NAMEISH = re.compile(
    r"[(\[\s\-–—*]*(?:[^\W\d_a-z][\w.'’\-]*|[a-z]+[A-Z][\w.]*|[A-Z]\.|\d{1,4}|(?:và|dan|and|of|the|de|al|bin|binti|van|von|for|in)(?=\s))"
    r"(?:[\s,/|&.\-–—()+:]+(?:[^\W\d_a-z][\w.'’\-]*|[a-z]+[A-Z][\w.]*|[A-Z]\.|\d{1,4}|và|dan|and|of|the|de|al|bin|binti|van|von|for|in))*[)\]\s.]*"
)
_ADDRESS = re.compile(r"[\w-]+\.[a-z]{2}")
"""A paper's address, with which a story may begin."""
_WORD = re.compile(r"\w{2,}")
_SEPARATORS = re.compile(r"\s[|›»>•·/▸→]\s|[|›»]")


def name_like(text: str) -> bool:
    """Whether every word is a name's or an initial's: `Hoàng Sơn`, `T.L (Reuters)`, `Bernama | Astro Awani`."""
    return len(text) <= 80 and len(text.split()) <= 9 and bool(_NAMEISH.fullmatch(text))


def menu_like(text: str) -> bool:
    """Whether it is a row of short items between bars or arrows."""
    if len(text) > 400 or not any(map(text.__contains__, "|›»>•·/▸→")):
        return False
    items = [item for item in _SEPARATORS.split(text) if item.strip()]
    return (len(items) >= 3 and max(len(i.split()) for i in items) <= 6) or (
        len(items) == 2 and len(text) <= 60 and any(s in text for s in "›»") and not text.endswith(".")
    )


_BYLINE = re.compile(r"(?:Editor|Reporter|Penulis|Pewarta|Redaktur|Wartawan|Oleh|By)(?: [A-Z][\w.'’-]*){1,4}")


def find_title(lines: list[Line]) -> Line | None:
    """The headline: of the lines before the prose the first whose words the story takes up again."""
    candidates = [line for line in head_of(lines) if line.kind is None][:_HEAD]
    if not candidates:
        return None
    if len(candidates) == 1:
        return candidates[0] if _title_like(candidates[0], lines) else None
    body = {word[:5] for line in lines if line.kind is None and line.prose for word in _WORD.findall(line.low)}
    likely = [line for line in candidates if _title_like(line, lines)]
    likely = [line for line in likely if not (_NUMBERED.match(line.text) or _BYLINE.fullmatch(line.text))] or likely
    long = [line for line in likely if len(line.words) >= 5]
    title = next((line for line in long if _echo(line, body) >= 0.5), None)
    title = title or max(long[:6] or likely[:1], key=lambda line: _echo(line, body), default=None)
    if title is None:
        return None
    for line in candidates[: candidates.index(title)]:
        line.kind = "caption" if title.low.startswith(line.low.rstrip(".… ")) else "navigation"
    longer = [
        line
        for line in likely
        if line is not title and line.low.startswith(title.low.rstrip(".… ")) and "..." in title.text
    ]
    if longer:
        title.kind, title = "caption", longer[0]
    bare = next((line for line in likely if line is not title and title.text.endswith(line.text)), None)
    if bare and len(bare.words) >= 4:  # the other has the names of sections glued to it
        title.kind, title = "caption", bare
    return title


def _echo(line: Line, body: set[str]) -> float:
    """The share of a line's words whose beginnings come back in the prose."""
    words = _WORD.findall(line.low)
    return sum(word[:5] in body for word in words) / max(len(words), 1)


def head_of(lines: list[Line]) -> list[Line]:
    """The lines before the first paragraph."""
    for i, line in enumerate(lines):
        if line.kind is None and line.prose and not (i == _first_open(lines) and _title_like(line, lines)):
            return lines[:i]
    return []


def _first_open(lines: list[Line]) -> int:
    return next((i for i, line in enumerate(lines) if line.kind is None), -1)


def _title_like(line: Line, lines: list[Line]) -> bool:
    """Whether a line can be the headline: one sentence without a full stop, with prose to follow."""
    text = line.text
    if line.cuts:
        text = text[: min(start for start, _, _ in line.cuts) - line.start].rstrip()
    if len(text) > _MAX_TITLE or len(line.words) < 3:
        return False
    if text.startswith(("- ", "• ", "* ")):
        return False
    end = text.rstrip("\"”’'»)")
    if end.endswith((".", ":", ";", ",")) and not end.endswith(("...", "…")):
        return False
    after = [other for other in lines if other.start > line.end]
    below = after[0] if after and after[0].kind is None and not after[0].gap else None
    broken = below is not None and below.text[0].islower() and not _ADDRESS.match(below.text)
    return not broken and any(other.prose for other in after if other.kind is None)


def mark_head(lines: list[Line], title: Line | None) -> None:
    """Short lines between the headline and the story: names are credits, the rest is navigation.

    A summary may stand first, with the byline, the date or the buttons below it.
    """
    head = head_of(lines)
    after = lines[len(head) :]
    second = next((i for i, line in enumerate(after) if i and line.kind is None and line.prose), 0)
    if any(
        line.kind in ("dateline", "credit", "caption", "share", "navigation", "signoff") for line in after[1:second]
    ):
        head = [*head, *after[1:second]]
    story = next((line for line in after if line.kind is None and line.prose), None)
    lead = find_dateline(story.text, None, frozenset()) if story else None
    for line in head:
        if line.kind is not None or line is title or line.ends_sentence or _NUMBERED.match(line.text):
            continue
        if name_like(line.text):
            line.kind = "credit"
        elif lead is not None and lead.source is not None and len(line.text) <= _MAX_TITLE:
            line.kind = "caption"  # nothing of the story stands before its dateline
        elif len(line.words) <= 8 and len(line.text) <= 60:
            line.kind = "navigation"


def mark_tail(lines: list[Line]) -> None:
    """Short lines after the last paragraph: names sign off, headlines are related stories."""
    last = max((i for i, line in enumerate(lines) if line.kind is None and line.prose), default=-1)
    if last < 0:
        return
    for i, line in enumerate(lines[last + 1 :], last + 1):
        if line.kind is not None or name_like(line.text):
            break
        if line.text.endswith(".") and len(line.words) >= 6:  # a short last sentence, with entries of a list before it
            last = i
    tail = [line for line in lines[last + 1 :] if line.kind is None]
    if tail and (_SPEECH.search(tail[0].text) or (len(tail) == 1 and len(tail[0].text) >= _LONG_HEADLINE)):
        del tail[0]  # the last paragraph, without its full stop
    body = [line for line in lines[: last + 1] if line.kind is None]
    unstopped = sum(not line.ends_sentence for line in body) >= 0.3 * max(len(body), 3)
    for line in tail:
        if name_like(line.text):
            line.kind = "signoff"
        elif line.ends_sentence and not line.text.endswith(("?", "!", ":", "...")):
            continue
        elif not (unstopped and len(line.words) >= 6) and not _STOP.search(line.text, len(line.text) * 3 // 5):
            line.kind = "related" if len(line.words) >= 4 else "navigation"


def mark_runs(lines: list[Line]) -> None:
    """Two or more headlines in a row between full sentences are links to other stories."""
    open_lines = [line for line in lines if line.kind is None]
    if sum(not line.ends_sentence for line in open_lines) > 0.34 * len(open_lines):
        return
    run: list[Line] = []
    for line in [*open_lines[1:], None]:
        if line and not line.prose and headline_like(line) and len(line.words) >= 6 and not line.ends_sentence:
            run.append(line)
            continue
        if len(run) > 1:
            for other in run:
                other.kind = "related"
        run = []


_READER = re.compile(
    r"\b(?:bạn (?:đọc|có thể|muốn|đã|đang)|độc giả|quý (?:vị|khách)|pembaca|anda|kamu|you|your|our|readers?)\b"
)
_ASKS = re.compile(
    r"\b(?:đăng ký|tại đây|chuyên mục|t[òo][àa] soạn|hotline|ứng dụng|bản tin|tải về|trang web|bài viết|bình luận|kênh|"
    r"klik|unduh|muat turun|aplikasi|redaksi|akun|(?:ber)?langganan|di ?sini|ikuti|ponsel|smartphone|tautan|dapatkan|"
    r"(?:ber)?gabung|artikel|berita|komentar|konten|situs|portal|channel|saluran|whatsapp|telegram|instagram|facebook|"
    r"fanpage|zalo|youtube|google|website|subscri\w+|newsletters?|inbox|click|sign up|download|app|site|print edition|"
    r"cookies?|read|latest news|breaking news|comments?|journalism|coverage)\b"
)
"""What a site asks of its readers, or offers them."""
_QUOTED = re.compile(r"[“”\"]|\d[/.-]\d")
_NOTICES = 4


def mark_notices(lines: list[Line]) -> None:
    """Sentences at either end of a text in which a site speaks to its readers."""
    prose = [line for line in lines if line.kind is None and line.prose]
    for end in (prose[:_NOTICES], prose[: -_NOTICES - 1 : -1]):
        for line in end:
            if len(line.text) > 240 or not _READER.search(line.low) or _QUOTED.search(line.text):
                break
            if len(set(_ASKS.findall(line.low))) < 2 or sum(other.kind is None for other in prose) < 2:
                break
            line.kind = "advert"


_END = re.compile(r"(?<![/.])\.?\s?/\.?$|[(\[][a-z]{2,12}(?:[/\-][a-z.]{2,14}){1,3}[)\]]\.?$")
"""`… đêm qua./.`, `… kata dia. (abc/def)`: the last words of a story."""
_LABELLED = re.compile(r"[:|]\s*\S|[.!?]$")
"""A link behind its label is no heading."""
_TAIL_SHARE = {"strokes": 0.6, "initials": 0.65, "sign-off": 0.7, "name": 0.75, "heading": 0.85}
"""Share of the prose that stands before the end of a story, where more follows it."""
_SPEECH = re.compile(r"(?:[,!?][\"”’']|[\"”’'],|[\"”]\s[-–])\s+[^\W\dA-Z_]")
"""Words behind a quotation that goes on: no headline."""
_LONG_HEADLINE = 130
_ISLAND = 3
"""Blank lines that hold a picture's or a film's place."""


def mark_islands(lines: list[Line]) -> None:
    """A short line between stretches of blank lines, where paragraphs stand closer, goes with a picture or a film."""
    body = [line for line in lines if line.kind is None]
    if sum(line.gap < _ISLAND for line in body) < 0.6 * len(body):
        return
    following = {line.start: other for line, other in pairwise(lines)}
    for line in body[1:-1]:
        if line.gap < _ISLAND or len(line.text) > 120 or "”" in line.text or '"' in line.text:
            continue
        if not line.ends_sentence and len(line.words) >= 4:
            line.kind = "related"
        elif following[line.start].gap >= _ISLAND and len(sentences(line.text)) == 1:
            line.kind = "caption"


def mark_after_end(lines: list[Line]) -> None:
    """What follows the end of the story is other stories, when its end is told once: by a sign-off with headlines or a
    list below it, by the strokes agencies set, or by a heading with little but furniture below it."""
    prose = [len(line.text) if line.kind is None and line.prose and _tells(line) else 0 for line in lines]
    total, before = sum(prose), 0
    for i, line in enumerate(lines):
        before += prose[i]
        end = _end_of_story(line) if before else None
        if not end or (end == "name" and lines[i - 1].kind == "related"):
            continue
        twice = end == "heading" and _is_doubled_link(line, lines[i + 1 : i + 3])
        sure = twice or (end == "name" and _alternates(lines[:i], lines[i + 1 :]))
        if before < _TAIL_SHARE["strokes" if sure else end] * total:
            if end in ("name", "heading"):
                continue
            return
        if end == "strokes" or sure or _is_other(lines[i + 1 :], end):
            if end == "name":
                line.kind = "signoff"
            for other in lines[i + 1 :]:
                if other.kind is None and (other.prose or not (len(other.text) <= 80 and name_like(other.text))):
                    other.kind = "related"
            return


def _end_of_story(line: Line) -> str | None:
    """What a line that may be the last of a story ends it with."""
    if line.kind is None:
        if line.prose and _END.search(line.text, max(0, len(line.text) - 40)):
            return "strokes" if line.text.endswith("/.") else "initials"
        return "name" if not line.prose and name_like(line.text) else None
    if line.kind == "related":
        return "heading" if len(line.text) <= 40 and not _LABELLED.search(line.text) else None
    signed = line.kind == "signoff" and (line.text[-1].isalnum() or line.text.endswith(")"))
    return "sign-off" if signed or (line.kind == "credit" and line.low.startswith("editor")) else None


def _is_other(rest: list[Line], end: str) -> bool:
    """Whether what stands behind an end is another story: a list or headline comes first, few sentences follow."""
    sentences_left = [_tells(line) for line in rest if line.kind is None]
    if len(rest) > 3 and sum(sentences_left) <= 0.34 * len(rest) and sentences_left[:1] != [True]:
        return True
    if sentences_left and not any(sentences_left) and end != "name":
        return True
    if end == "heading":
        return False
    below = next((line for line in rest if line.kind not in ("signoff", "share", "advert")), None)
    if below is None or below.kind == "related":
        return below is not None
    return end != "name" and below.kind is None and headline_like(below) and not below.ends_sentence


_SCENE = re.compile(
    r"(?:hiện trường|toàn cảnh|quang cảnh|khói (?:đen|trắng|lửa|bụi|bốc)|cảnh (?:đổ nát|hỗn loạn|tượng)|một góc)\b"
    r"|(?:(?:các|những|một|nhiều) )?(?:binh (?:sĩ|sỹ|lính)|người lính|lính|tay súng|chiến binh|cảnh sát|người dân|"
    r"dân thường|người (?:đàn ông|phụ nữ|biểu tình|tị nạn)|phụ nữ|em (?:bé|nhỏ)|bé (?:trai|gái)|nhân viên|đoàn xe|"
    r"(?:chiếc )?(?:xe|máy bay|trực thăng|tàu)|tòa nhà|toà nhà|ngôi nhà)\b.{4,}"
    r"\b(?:tuần tra|đứng|canh|gác|ngồi|chạy|bên|tại|ở|gần|trên)\b"
    r"|(?:asap|suasana|kondisi|warga|tentara|prajurit|pasukan|polisi|petugas|sejumlah|seorang|kendaraan|tank|"
    r"bangunan)\b.{4,}\b(?:di|dekat|saat|usai)\b"
    r"|(?:smoke|soldiers|troops|people|residents|rescuers|police|policemen|mourners|fighters|relatives|"
    r"a (?:man|woman|boy|girl|soldier|policeman|view))\b.{0,30}\b(?:rises?|stands?|patrols?|walks?|gathers?|inspects?|"
    r"search|searches|carry|carries|rides?|poses?|(?:is|are) seen)\b"
)
"""What a picture shows, in a line without its full stop."""
_TOLD = re.compile(
    r"\b(?:đã|sẽ|bị|cho biết|nói|theo|khiến|làm|sống|mengatakan|akan|telah|tewas|menewaskan|kata|said|will|killed)\b"
    r"|[\"“”]"
)
_ENGLISH = re.compile(r"\b(?:the|of|an?|in|on|at|from|with|after|to|and|by|is|are|during)\b")


def _is_doubled_link(heading: Line, below: list[Line]) -> bool:
    """Whether a headline and its picture's text, both the same, stand below a heading."""
    link = below[0] if len(below) == 2 and below[0].text == below[1].text else None
    return link is not None and heading.text[0].isalpha() and headline_like(link) and not link.text.endswith((")", "]"))


def _alternates(story: list[Line], rest: list[Line]) -> bool:
    """Whether headlines and the teasers below them take turns, which they do not in the story."""
    if any(line.kind is None and not line.ends_sentence for line in story):
        return False
    left = [line for line in rest if line.kind is None]
    pairs = list(zip(left[::2], left[1::2], strict=False))
    return len(pairs) > 1 and all(
        headline_like(head) and not head.ends_sentence and teaser.ends_sentence for head, teaser in pairs
    )


def _tells(line: Line) -> bool:
    """Whether a line holds a whole sentence; one that breaks off is a teaser."""
    return not line.text.endswith(("…", "...")) and (line.ends_sentence or bool(_STOP.search(line.text)))


def mark_strangers(lines: list[Line], lang: str | None) -> None:
    """A headline alone between paragraphs that shares no word with the story is a link to another story, an agency's
    English text above the caption of its picture goes with it."""
    if lang in ("vi", "id", "ms"):
        for above, below in pairwise(lines):
            if above.kind is None and below.kind == "caption" and not below.gap and not above.ends_sentence:
                above.kind = "caption" if len(_ENGLISH.findall(above.low)) >= 4 else None
    body = [line for line in lines if line.kind is None]
    if sum(line.ends_sentence for line in body) > 0.5 * len(body):
        _mark_scenes(body)
    _mark_question(body)
    unstopped = [line for line in body[1:-1] if line.kind is None and not line.ends_sentence]
    if not unstopped or len(unstopped) > 0.34 * len(body):
        return
    for line in unstopped:
        if line.gap and len(line.words) >= 8 and headline_like(line) and not (line.prose or _STOP.search(line.text)):
            known = " ".join(other.low for other in body if other is not line)
            words = _WORD.findall(line.low)
            tokens = [f"{a} {b}" for a, b in pairwise(words)] if lang == "vi" else [w for w in words if len(w) >= 5]
            if not any(token in known for token in tokens):
                line.kind = "related"


_SPEAKER = re.compile(r"[^:.?!]{2,30}:\s")
"""Who asks or answers in an interview."""
_QUESTION = 6
"""Words at least of a headline that asks."""


def _mark_question(body: list[Line]) -> None:
    """A headline that asks, the only one between paragraphs, is a link; several would part a story by questions."""
    asking = [line for line in body if line.text.endswith("?") and not _STOP.search(line.text)]
    line = asking[0] if len(asking) == 1 else None
    if line is None or line is body[0] or line is body[-1] or not _QUESTION <= len(line.words) <= 20:
        return
    subheads = any(not other.ends_sentence and headline_like(other) for other in body[1:-1])
    asked = _SPEAKER.match(line.text) and sum(_SPEAKER.match(other.text) is not None for other in body) > 1
    if not subheads and not asked and not line.text.startswith(("“", '"', "-", "–", "—")):
        line.kind = "related"


def _mark_scenes(body: list[Line]) -> None:
    """A line without full stop between paragraphs that tells what one sees and nothing else is a picture's caption."""
    for before, line, after in zip(body, body[1:], body[2:], strict=False):
        if line.ends_sentence or line.prose or not 5 <= len(line.words) <= 24:
            continue
        if before.ends_sentence and after.ends_sentence and _SCENE.match(line.low) and not _TOLD.search(line.low):
            line.kind = "caption"


_SKIP = re.compile(
    r"(?:bỏ qua|lewati|skip) (?P<what>.{3,60}?) (?:và tiếp tục đọc|dan (?:lanjutkan|terus) membaca|and continue).*"
)
_SKIPPED = re.compile(r"(?:end of|kết thúc|cuối|akhir dari|akhir) (?P<what>.{3,60})")
_BLOCK = 14
"""Lines at most of what a page lets its readers skip."""


def mark_skipped(lines: list[Line]) -> None:
    """What a page offers to skip, as the BBC does: from "skip Most read" to "end of Most read"."""
    for at, line in enumerate(lines):
        end = _SKIPPED.fullmatch(line.low)
        if end is None:
            continue
        for first in range(at - 1, max(-1, at - _BLOCK), -1):
            begin = _SKIP.fullmatch(lines[first].low)
            if begin is not None and begin["what"] == end["what"]:
                for inside in lines[first : at + 1]:
                    inside.kind = inside.kind or "related"
                break


def mark_lists(lines: list[Line], heads: dict[int, bool]) -> None:
    """Headlines below a heading such as `Tin liên quan` go with it.

    Args:
        lines: all lines.
        heads: index of a heading -> whether it stands alone (then headlines may be set apart from it).
    """
    for at, alone in heads.items():
        after = sum(line.prose for line in lines[at + 1 :] if line.kind is None)
        taken: list[Line] = []
        for line in lines[at + 1 :]:
            if line.kind is not None:
                if line.kind != "related" and line.kind != "caption":
                    break
                continue
            if line.gap and after and not (alone and (not taken or _goes_on(line, lines[at + 1]))):
                break
            if len(line.text) > 180 or (line.ends_sentence and not line.text.endswith(("?", "!", "”", '"', "’", "'"))):
                break
            if (after and not alone and not headline_like(line)) or (
                len(line.words) <= (3 if alone else 5) and name_like(line.text)
            ):
                break
            line.kind = "related"
            taken.append(line)
        if len(taken) == 1 and not any(line.kind is None for line in lines[:at]):
            taken[0].kind = None  # the name of a section, and the headline


def _goes_on(line: Line, first: Line) -> bool:
    """Whether a line set apart is one more headline of a list whose first is set apart as well."""
    return line.gap == first.gap and len(line.words) >= 5 and headline_like(line) and not line.prose


def headline_like(line: Line) -> bool:
    """A line of four to thirty words that does not end as a sentence."""
    return 4 <= len(line.words) <= 30 and not line.text.endswith((".", ",", ";", ":"))
