"""Who says so, in the text's own words: what stands before a verb of saying, or behind "according to"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dropwire.extract.sentence.scene import CueHit, Group, Scene
from dropwire.letters import UPPER

_LONGEST = 70
_REACH = 60
"""How many characters a side may stand from the verb of saying."""
_ASIDE = frozenset({"after", "before", "sub"})
_FORWARD = re.compile(
    r"(?:theo|dẫn|menurut|kata|ujar\w*|ungkap|tutur|lapor|klaim|(?:seperti )?di(?:lansir|kutip)|demikian|according to"
    r"|citing|cited|quoted)\b",
    re.IGNORECASE,
)
"""Words of saying whose speaker stands behind them."""
_BY = re.compile(r"(?:\s\w+)?\s(?:bởi|oleh|by)\s")
_DAY = (
    r"(?:sáng|trưa|chiều|tối|đêm|hôm|ngày|rạng sáng|thứ|tuần|tháng|pada|hari|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu"
    r"|Isnin|Khamis|Jumaat|Ahad|kemarin|semalam|tadi malam|on|late on|early on|Monday|Tuesday|Wednesday|Thursday"
    r"|Friday|Saturday|Sunday|yesterday)"
)
_TAIL = re.compile(
    r"(?:(?:^|[\s,(]+)(?:cũng|đã|vừa|mới|còn|lại|nay|thì|đều|hiện|một lần nữa|một mực|kịch liệt|cực lực|kiên quyết"
    r"|thẳng thừng|mạnh mẽ|nhiều lần|liên tục|lên tiếng|chính thức|khi đó|lúc đó|sau đó|trước đó|đồng thời|tiếp tục"
    r"|(?:trích )?dẫn|(?:saat|ketika) di\w+|juga|telah|sudah|sebelumnya|kemudian|lalu|kepada \S+|sempat|turut|pun|ini"
    r"|also|even|has|have|had|later|earlier|then|previously|separately|initially|publicly"
    rf"|{_DAY}(?:\s+[\w/().-]+){{0,4}}|\([\d/. -]+\)))+[\s,]*$"
)
"""Adverbs and days between a speaker and his verb."""
_LEAD = re.compile(
    r"^(?:(?:tuy nhiên|nhưng|song|đồng thời|và|còn|trong khi(?: đó)?|trước đó|sau đó|ngoài ra|tiếp đó|cùng (?:ngày|lúc)"
    r"|bên cạnh đó|mặt khác|trong bài|tuy vậy|thế nhưng|dù vậy|mới đây|nơi|lời|nguồn từ"
    r"|(?:con số|thông tin|cáo buộc|điều) (?:mà|bị)"
    r"|(?:thông báo|tuyên bố|báo cáo|thông cáo|thống kê|số liệu|thông tin|ước tính)"
    r"(?: mới nhất| sơ bộ| chính thức)?(?: của| từ| do)"
    r"|namun|tetapi|tapi|sementara(?: itu)?|adapun|sedangkan|dan|sebelumnya|selain itu|kemudian|lalu|di sisi lain"
    r"|meski demikian|manakala|oleh"
    r"|(?:laporan|keterangan|pernyataan|data|informasi)(?: (?:resmi|tertulis|dari|oleh|dalam))*"
    r"(?=\s+(?!itu|tersebut|ini|yang)\S)"
    r"|but|and|while|where|however|meanwhile|yet|separately|though|although|also|later|by|what"
    r"|(?:a |the )?(?:statement|report|figures|data|tally|count)s? (?:from|by|of)"
    rf"|(?:(?:sáng|trưa|chiều|tối|đêm|hôm|ngày)\s){{1,3}}\d[\d/.-]*(?=\s)|{_DAY}(?:\s+[\w/().-]+){{1,4}}(?=,))\b[\s,:]*)+",
    re.IGNORECASE,
)
"""Words before a speaker that name nobody."""
_ADVERBIAL = re.compile(
    r"(?:trong|tại|ở|từ|vào|khi|sau|trước|với|về|do|rằng|như|theo|gồm|bao gồm|cách|kể cả"
    r"|di|ke|pada|dalam|dengan|saat|ketika|setelah|bahwa|untuk|yang|termasuk"
    r"|in|on|at|with|after|before|when|as|since|for|to|from|that|which|who|it|there|one|among|including|backed"
    r"|home to|\w+ (?:hours?|days?|weeks?|months?|years?)"
    r"|(?:initial|early|first|preliminary|unconfirmed|conflicting|separate|earlier|later|more|other)$)\b",
    re.IGNORECASE,
)
"""Begins what tells when, where or which, not who; or only says which reports."""
_RULE = re.compile(
    r"(?:thỏa thuận|thoả thuận|hiệp định|kế hoạch|lệnh|nghị quyết|luật|lịch trình|hướng|sắc tộc|tôn giáo|danh sách"
    r"|hình thức|truyền thống|đó|như|kesepakatan|perjanjian|rencana|jadwal|undang|hukum"
    r"|(?:the |an? )?(?:deal|agreement|plan|law)s?)\b",
    re.IGNORECASE,
)
"""What things go by: "theo thỏa thuận", "according to plan"."""
_SUPPOSED = re.compile(
    r"allegedly|reportedly|suspected|believed to|nghi|nghi là|nghi ngờ|bị nghi|tình nghi|được cho là|bị cho là|diduga"
    r"|disyaki|dipercayai|diyakini|konon",
    re.IGNORECASE,
)
"""What is only supposed, by nobody named."""
_NOBODY = re.compile(
    r"(?:họ|ông|bà|anh|cô|chị|nhóm|chúng tôi|(?:anh|ông|bà) ta|ông ấy|(?:\S+ ){1,2}này|thông báo|thông cáo|tuyên bố"
    r"|báo cáo|thông tin|số liệu"
    r"|dia|mereka|ia|kami|beliau|kita|kelompok|(?:\S+ ){1,2}(?:itu|tersebut)|pernyataan|laporan|keterangan|data|khabar"
    r"|kabar|berita"
    r"|they|he|she|we|i|them|it|his|her|group|(?:the|this) (?:group|statement|report|organi[sz]ation)|statement"
    r"|reports?)",
    re.IGNORECASE,
)
"""Pronouns, and words for what was said: who speaks was told before."""
_ENDS = re.compile(
    r"\.(?=\s|$)|[,;:!?\"“”()\n]|\s[-–—]\s|\s(?:cho biết|cho hay|đưa tin|nói|rằng|thì|hôm|vào|ngày|sáng|chiều|tối|đêm"
    r"|yang|bahwa|bahawa|pada|hari|seperti|dalam|kepada|di|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|tadi"
    r"|who|that|which|on|in|as|and said|late|early)\b"
)
"""Where the words behind "according to" no longer name the speaker."""
_CAPITALS = re.compile(rf"(?:\s+(?:[{UPPER}][\w.'’-]*|(?:al|el|bin|de)\b))+")
_ABBREVIATED = re.compile(r"\b[A-Z]\.[A-Z]$")
_EDGES = " ,;:.–—-\"“”'()…\n"
_WHOLE = re.compile(r"(?:\s+(?!(?:and|but|that|who|which|in|on|at|to|with|from|has|had|was|were)\b)[\w'’.-]+){1,4}\s*$")


def attribution(scene: Scene, cues: Sequence[CueHit]) -> tuple[str | None, bool]:
    """Who says so, by the cues that bear on an event, those of the main clause first.

    Returns:
        The words that name him, and whether a pronoun stands there instead ("nhóm này cho biết").
    """
    said = [cue for cue in cues if cue.entry.effect in {"claimed", "accused", "denied"}]
    said = [cue for cue in said if not _SUPPOSED.fullmatch(scene.body, cue.start, cue.end)]
    said.sort(key=lambda cue: scene.segments[scene.segment_at(cue.start)].opener in _ASIDE)
    pronoun = False
    for cue in said:
        for words in _candidates(scene, cue):
            if _NOBODY.fullmatch(words):
                pronoun = not any(m.actor is not None and m.end <= cue.start for m in scene.actors)
                break
            return words, False
    return None, pronoun


def _candidates(scene: Scene, cue: CueHit) -> Iterator[str]:
    """What may name the speaker of a cue, the likeliest first."""
    forward = _FORWARD.match(scene.body, cue.start) is not None
    ways = (_according, _side) if forward else (_before, _side, _said_by)
    for way in ways:
        words = way(scene, cue)
        if words is not None and _RULE.match(words):
            return
        if words is not None and len(words) > 1 and not _ADVERBIAL.match(words):
            yield words


def _before(scene: Scene, cue: CueHit) -> str | None:
    """The subject of a verb of saying: its clause up to the verb, and what an apposition adds to it."""
    end = min(other.start for other in scene.cues if other.start <= cue.start < other.end)
    number = scene.segment_at(end)
    while number > 0 and not _trimmed(scene.body[scene.segments[number].start : end]):  # "X, spokesman for Y, said"
        number -= 1
    own = scene.segments[number]
    stretches = [(own.start, end), (scene.body.rfind(", ", own.start, end) + 1 or own.start, end)]
    if number > 0 and own.opener == "," and _has_side(scene, scene.segments[number - 1].start, own.start):
        aside = not _has_side(scene, own.start, end) and scene.body[own.start : end].islower()  # ", in uniform, said"
        stretches.insert(0, (scene.segments[number - 1].start, own.start if aside else end))
    for start, stop in stretches:
        words = _trimmed(scene.body[start:stop])
        if words and len(words) <= _LONGEST and not _ADVERBIAL.match(words) and _only_names(scene, start, stop):
            return words
    return None


def _has_side(scene: Scene, start: int, end: int) -> bool:
    return any(start <= mention.start < end for mention in scene.actors)


def _only_names(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch tells of no deed, no toll and no second saying: nothing but who speaks."""
    return not any(
        start <= hit.start and hit.end <= end for hits in (scene.triggers, scene.cues, scene.figures) for hit in hits
    )


def _behind(scene: Scene, start: int) -> str | None:
    """What stands behind "according to"."""
    stop = min([scene.sentence.end, *(t.start for t in scene.triggers if t.start >= start)])
    end = _ENDS.search(scene.body, start + 1, stop)
    words = _trimmed(scene.body[start : end.start() if end else stop])
    return words if words and len(words) <= _LONGEST else None


def _according(scene: Scene, cue: CueHit) -> str | None:
    source = scene.body.endswith("nguồn", cue.start, cue.end)  # "dẫn nguồn tin": the word is part of the name
    return _behind(scene, cue.end - len("nguồn") if source else cue.end)


def _said_by(scene: Scene, cue: CueHit) -> str | None:
    """The speaker behind his verb: "..., said the governor", "dibantah (oleh) X"."""
    if by := _BY.match(scene.body, cue.end):
        return _behind(scene, by.end())
    quotes = scene.lang == "en" and scene.body.endswith((", ", '" ', "” ", "’ "), scene.sentence.start, cue.start)
    passive = cue.entry.effect == "denied" and scene.body.startswith("di", cue.start)
    return _behind(scene, cue.end) if quotes or passive else None


def _side(scene: Scene, cue: CueHit) -> str | None:
    """The side that speaks, with what belongs to its name."""
    for group in scene.groups:
        before = 0 <= cue.start - group.end <= _REACH
        if group.source and (before or 0 <= group.start - cue.end <= _REACH // 2):
            return _named(scene, group, cue.start if before else scene.sentence.end)
    return None


def _named(scene: Scene, group: Group, limit: int) -> str:
    start, end = group.start, group.end
    if scene.lang == "en" and (more := _WHOLE.search(scene.body, scene.segments[scene.segment_at(start)].start, start)):
        start = more.start()
    if more := _CAPITALS.match(scene.body, end, limit):
        end = more.end()
    return _trimmed(scene.body[start:end])


def _trimmed(words: str) -> str:
    """Words without what leads to them and what leads on to the verb."""
    words = _TAIL.sub("", _LEAD.sub("", words.strip(_EDGES))).strip(_EDGES)
    words += "." if _ABBREVIATED.search(words) else ""
    return words + ")" * (words.count("(") - words.count(")"))
