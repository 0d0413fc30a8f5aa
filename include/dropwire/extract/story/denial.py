"""A denial of what was told before: "Damascus denied the claim", "Quân đội bác bỏ cáo buộc này"."""

from __future__ import annotations

import re

from dropwire.extract.drafts.draft import Draft
from dropwire.extract.sentence.scene import CueHit, Scene

_CLAIM = {
    "vi": re.compile(
        r"(?:cáo buộc|thông tin|tin|tin tức|tuyên bố|tố cáo|báo cáo|tin đồn|lời lẽ|khẳng định|điều|chuyện|việc) "
        r"(?:\w+ ){0,3}?(?:này|trên|đó|nói trên|kia|vừa nêu)\b|\b(?:mọi|các|những|lời) (?:cáo buộc|tố cáo)"
    ),
    "id": re.compile(
        r"(?:tuduhan|klaim|laporan|kabar|berita|informasi|pernyataan|hal|dakwaan|tudingan|kenyataan|perkara)"
        r"(?:-\w+)? (?:\w+ ){0,2}?(?:itu|tersebut|ini|berkenaan)\b"
        r"|(?:membantah|menyangkal|menampik|menepis|menafikan)nya"
    ),
    "en": re.compile(
        r"\b(?:the|this|that|those|these|such|all|any) (?:\w+ )?"
        r"(?:claim|allegation|accusation|report|charge|assertion|statement|account|suggestion)s?\b(?! that\b)"
        r"|\b(?:denied|denies|deny|rejected|disputed) (?:it|this)\b"
    ),
}  # fmt: skip
_SAID = frozenset({"claimed", "accused"})
_REACH = 50
"""How many characters around the word of denying its object may stand."""
_OPENS = 12
"""How many characters behind "said" what is denied begins."""
_ONLY_WHO = re.compile(
    r"\b(?:con số|jumlah|angka|figures?|numbers?|toll|trách nhiệm|liên quan|dính líu|vai trò|nhúng tay|đứng sau"
    r"|tanggung jawab|terlibat|keterlibatan|peran(?:nya)?"
    r"|bertanggung jawab|penglibatan|responsib\w+|involve\w+|role|part in|(?:being )?behind|hand in)\b",
    re.IGNORECASE,
)
"""Who did it is denied, or how many died, not that it happened."""
_AT_FIRST = re.compile(
    r"\b(?:always|repeatedly|consistently|routinely|luôn|luôn luôn|nhiều lần|liên tục|lâu nay|lâu nay vẫn|selalu"
    r"|berulang kali|berkali-kali|selama ini|initially|at first|first|earlier|previously|long|ban đầu|lúc đầu"
    r"|trước đó|từng|thoạt đầu|awalnya|semula"
    r"|sempat|sebelumnya|pada mulanya|neither \w+ nor|nor|không \w+(?: \w+)? cũng không|cũng không|không|tidak pula"
    r"|tidak|tak)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
"""A denial taken back, made of whatever is said, or none made ("neither confirmed nor denied")."""
_LOSS = re.compile(r"\s+(?:kehilangan|losing|having lost|the loss of|(?:việc |đã )?mất)\s", re.IGNORECASE)
"""Behind who denies what the foe claims to have shot down."""
_END = re.compile(r"\s*(?:[.;!”\"]|$|(?:và|and|dan)\s)")


def denies_the_above(scene: Scene, drafts: list[Draft]) -> bool:
    """Whether a sentence denies what the one before it told, without telling it again."""
    return any(cue.entry.effect == "denied" and _points_back(scene, cue, drafts) for cue in scene.cues)


def _points_back(scene: Scene, cue: CueHit, drafts: list[Draft]) -> bool:
    end = scene.sentence.end
    if _ONLY_WHO.search(scene.body, cue.start, min(end, cue.end + _REACH)) or _AT_FIRST.search(
        scene.body, max(scene.sentence.start, cue.start - _REACH), cue.start
    ):
        return False
    if any(0 <= d.hit.start - cue.end <= _REACH and d.verdict.status == "denied" for d in drafts):
        return False  # it names what is denied
    said = [c.end for c in scene.cues if c.entry.effect in _SAID and not _says_so(scene, c, cue)]
    told = [*(d.hit.end for d in drafts), *said]
    if any(end <= cue.start for end in told):
        return False  # "X accused Y, but Z denied it": settled within the sentence
    if _END.match(scene.body, cue.end, end) or _LOSS.match(scene.body, cue.end, end):
        return True
    near = scene.body[max(scene.sentence.start, cue.start - _REACH) : min(end, cue.end + _REACH)].lower()
    return _CLAIM.get(scene.lang, _CLAIM["id"]).search(near) is not None


def _says_so(scene: Scene, said: CueHit, cue: CueHit) -> bool:
    """Whether a verb of saying only introduces the denial ("said the report was false")."""
    claim = _CLAIM.get(scene.lang, _CLAIM["id"]).search(scene.body[said.start : cue.start].lower())
    return claim is not None and claim.start() <= said.end - said.start + _OPENS
