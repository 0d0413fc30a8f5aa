"""What a trigger only sets the scene with: events told before, wars as a whole, the circumstances of other news."""

from __future__ import annotations

import re

from dropwire.extract.roles.subjects import is_english_passive
from dropwire.extract.sentence.scene import OPENERS, CueHit, Scene, TriggerHit

_THIS = re.compile(
    r"\s+(?:itu|tersebut|ini|này|đó|nói trên|kể trên|trên(?=\s*[,.;]|\s+(?:đã|xảy|diễn|được|do|khiến|làm|gây)\b))\b"
    r"(?!\s+(?:là|adalah))",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:\w+\s+)?$", re.IGNORECASE)
_THESE_ARMS = re.compile(
    r"(?:bom|rocket|tên lửa|đạn|mìn|UAV)\s+(?:này|đó|nói trên|kể trên|trên)\b|\b(?:bom|roket|rudal|peluru)(?:-\w+)?"
    r"(?: seberat [\d.,]+ \w+| mobil| rakitan)?\s+"
    r"(?:itu|tersebut|tadi)\b|\b(?:these|those|the same)\s+(?:bombs|rockets|missiles|shells|drones)\b",
    re.IGNORECASE,
)
_ANCHORED = re.compile(
    r"(?:\s+\S+){0,3}?\s+(?:diễn ra|xảy ra|được tiến hành|nổ ra|được thực hiện|terjadi|dilakukan|berlangsung|"
    r"dilancarkan|berlaku|comes?|came|happened|occurred|took place|takes place|followed)\b[^,.;]{0,40}"
    r"\b(?:sau|trước|chỉ|setelah|selepas|usai|sebelum|after|before|days|hours|weeks)\b",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"(?:cuộc (?:nội )?chiến(?: tranh)?|cuộc xung đột|(?:nội )?chiến tranh|xung đột"
    r"|(?<!kapal )(?<!pesawat )perang(?: saudara| sipil)?|konflik|"
    r"pemberontakan|(?:the|a|this|that) (?:\w+ )?(?:\w+ )?(?:war|conflict|insurgency))\b(?! (?:of|kata-kata))",
    re.IGNORECASE,
)
_WAR_BEGAN = re.compile(
    r"\W*(?:Xung đột(?: mới nhất)?(?: giữa [^.;,]{3,40})? (?:bùng phát|bùng nổ)"
    r"|[^.;,]{0,40}\b(?:cuộc (?:nội )?chiến(?: tranh)?|cuộc xung đột|xung đột (?:tại|ở|kéo dài)|nội chiến"
    r"|chiến tranh|cuộc nổi dậy|cuộc khủng hoảng)\b[^.;,]{0,40}"
    r"\b(?:bùng phát|bùng nổ|nổ ra|bắt đầu|khởi phát|khởi đầu)\b"
    r"|(?:Perang|Konflik|Pemberontakan|Krisis)\b[^.;,]{0,40}\b(?:pecah|meletus|bermula|dimulai|berawal|berkecamuk)\b"
    r"|[^.;,]{0,40}\b(?:war|conflict|insurgency|uprising|rebellion|crisis)\b[^.;,]{0,40}\b(?:broke out|began"
    r"|erupted|started|flared|dates? back|was (?:sparked|triggered))\b)"
    r"[^.;,]{0,40}\b(?:khi|sau khi|sau|lúc|từ|ketika|saat|setelah|sejak|when|after|with|by|since)\b",
    re.IGNORECASE,
)
_DAYS_AFTER = re.compile(
    r"\b(?:giờ|ngày|tuần|tháng|năm|jam|hari|pekan|minggu|bulan|tahun|hours?|days?|weeks?|months?|years?)"
    r"\s(?:sau khi|setelah|selepas|usai|after)\b(?:\s\S+){0,8}\s$"
)
"""Leads from the news to what it followed: "two days after troops"."""
_RANKS = re.compile(
    r"\W*(?:Đây (?:là|được (?:coi|xem|đánh giá|cho) là)|Ini (?:adalah|merupakan)|Serangan (?:itu|ini)"
    r" (?:adalah|merupakan|menjadi)"
    r"|(?:It|This) (?:was|is|marks|marked)|The attack (?:was|is))\s+[^.;:]{0,40}$"
)
"""What ranks an event told before: "Đây là vụ tấn công thứ hai trong tuần"."""
_OPENING = 12
"""How many characters may stand before the war a clause is about."""
_OF_A_YEAR = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Dd]eadly)|['’]s) (?:19|20)\d\d (?:[\w'’-]+ ){0,2}$")
"""A year before a noun: "the 2002 Bali bombings" are known of long since."""
_LOSSES = frozenset({"clash", "kill", "eliminate", "massacre"})


def backdrop(scene: Scene, hit: TriggerHit, triggers: list[TriggerHit]) -> str:
    """Why a trigger tells no news of its own, as a rule's name; empty when it does."""
    if _sets_the_scene(scene, hit, triggers):
        return "status: only sets the scene"
    if points_back(scene, hit):
        return "status: points back to an event told before"
    if scene.lang == "en" and _OF_A_YEAR.search(scene.body, max(scene.sentence.start, hit.start - 40), hit.start):
        return "status: of a year gone by"
    if _told_of_the_place(scene, hit):
        return "status: said in passing of a place"
    if _whole_war(scene, hit):
        return "status: a war as a whole"
    if _began_the_war(scene, hit):
        return "status: how the war began"
    if hit.entry.act in {"kill", "eliminate"} and _VILLAIN.match(scene.body, scene.sentence.start, hit.start):
        return "status: the end of an attacker told of before"
    if _since_then(scene, hit):
        return "status: since when it goes on"
    if _came_before(scene, hit):
        return "status: what came before the news"
    if _did_before(scene, hit):
        return "status: what those told of had done or suffered"
    if _of_the_freed(scene, hit):
        return "status: how those set free were taken"
    return ""


_FREED = re.compile(r"\b(?:thả|trả tự do|phóng thích|giải cứu|giải thoát|giải phóng)\b(?! bom)", re.IGNORECASE)


def _of_the_freed(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a taking without a day of its own only says who was set free ("giải cứu 30 con tin bị X bắt cóc")."""
    if scene.lang != "vi" or hit.entry.act not in {"abduct", "arrest"}:
        return False
    if not scene.body.rfind(" bị ", max(scene.sentence.start, hit.start - 40), hit.end) >= 0:
        return False
    freed = _FREED.search(scene.body, scene.sentence.start, scene.sentence.end)
    if freed is None:
        return False
    end = freed.start() if freed.start() > hit.end else scene.sentence.end
    own = [d for d in scene.dates if hit.end <= d.start < end and d.precision == "day" and not d.reporting]
    return not own or (freed.start() < hit.start and len(scene.dates) == 1)


_HELD_ALREADY = re.compile(
    r"\b(?:hold(?:s|ing)?|held|detain(?:s|ed|ing)?|keep(?:s|ing)?|kept|free[ds]?|freeing|rescue[ds]?|rescuing|release[ds]?"
    r"|releasing|search(?:ed|ing)? for|hunt(?:ed|ing)? for|of(?: their| its)?)\s+"
    r"(?:(?!(?:was|were|been|being|is|are)\b)[\w-]+\s+){0,5}$"
)


_WHO_HAD = re.compile(r"\bwho had (?:also |earlier |previously |already )?$")


def _did_before(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a verb only says who is meant: "troops who had occupied the village", "still holds kidnapped sailors"."""
    had = scene.lang == "en" and _WHO_HAD.search(scene.body, max(scene.sentence.start, hit.start - 24), hit.start)
    return bool(had) or _is_held_already(scene, hit)


def _is_held_already(scene: Scene, hit: TriggerHit) -> bool:
    """Whether "kidnapped" only describes those still held or now free ("is holding two dozen kidnapped sailors")."""
    if scene.lang != "en" or hit.entry.act != "abduct" or scene.body[hit.start : hit.end] not in _TAKEN:
        return False
    return _HELD_ALREADY.search(scene.body, max(scene.sentence.start, hit.start - 48), hit.start) is not None


_TAKEN = frozenset({"kidnapped", "abducted"})


def _sets_the_scene(scene: Scene, hit: TriggerHit, triggers: list[TriggerHit]) -> bool:
    """Whether fighting or a protest is only when something else happened ("while clashes went on, a bomb ...")."""
    opener = scene.segments[scene.segment_at(hit.start)].opener
    if opener != "sub" or hit.entry.act not in {"clash", "protest"}:
        return False
    if hit.entry.act == "clash" and all(_only_outcome(scene, other) for other in triggers if other is not hit):
        return False  # "eleven people were killed as soldiers clashed with ..."
    return any(other.entry.act not in {"clash", "protest"} for other in triggers)


def _only_outcome(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a verb only tells who died, not who killed them."""
    if hit.entry.act == "clash":
        return True
    passive = scene.lang != "en" or hit.entry.frame != "active" or is_english_passive(scene, hit)
    doer = scene.lang != "en" and hit.entry.frame == "active"
    return hit.entry.act in {"kill", "eliminate"} and passive and not doer


_NOUN = re.compile(r"(?:vụ|các vụ|loạt vụ|tiếng|ledakan|letupan|blast|explosion)\b", re.IGNORECASE)


def is_noun(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a trigger names the event ("the blast"), so that it may mean one told before."""
    return hit.entry.frame == "noun" or (
        hit.entry.act == "blast" and _NOUN.match(scene.body, hit.start, hit.end) is not None
    )


_KNOWN = re.compile(
    r"\b(?:(?:[Tt]he|[Tt]his|[Tt]hat)|[A-Z][a-z]+day's)\s+(?!(?:latest|second|third|next|first|last|other|previous|"
    r"earlier|most|worst|biggest|same|\w+est|separate)\b)(?:[\w-]+\s+)?$"
)


_KNOWN_KILLS = re.compile(
    r"\b[Tt]he (?:air |drone |rocket |car |suicide )?(?:strike|attack|raid|blast|explosion|bombing|ambush|shelling"
    r"|shooting|assault|airstrike)s? (?:had |has |have |also |initially |reportedly |left |\w+ly )*$"
)


_ADMITS = re.compile(r"\b(?:thừa nhận|thú nhận) (?:(?:rằng|họ|mình|là|có|đã|chính|tiến hành|thực hiện|vụ|cuộc) )*$")
"""Who admits a deed speaks of one told before."""


def is_known(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a noun is one the reader knows of ("in the shootout", "Thursday's attack", "Vụ tấn công hôm 8/5 ...")."""
    if scene.lang == "vi":
        if is_noun(scene, hit) and hit.start == scene.sentence.start:
            return True
        return _ADMITS.search(scene.body, max(scene.sentence.start, hit.start - 40), hit.start) is not None
    if scene.lang != "en":
        return False
    if hit.entry.act in {"kill", "eliminate"}:
        return _KNOWN_KILLS.search(scene.body, max(scene.sentence.start, hit.start - 60), hit.start) is not None
    if not (is_noun(scene, hit) or hit.entry.frame == "clash"):
        return False
    noun = scene.body.rfind(" ", hit.start, hit.end) + 1 or hit.start  # "in the encounter" is one phrase
    return any(
        _KNOWN.search(scene.body, max(scene.sentence.start, at - 30), at) is not None for at in {hit.start, noun}
    )


_IN_THAT_FIGHT = re.compile(
    r"\b(?:(?:trong|tại) (?:trận|cuộc|vụ|đợt|chiến dịch)(?: \w+){0,3}? (?:này|đó|nói trên|kể trên)"
    r"|dalam (?:pertempuran|bentrokan|serangan|baku tembak|kontak (?:tembak|senjata)|operasi|insiden|peristiwa|ledakan"
    r"|penyergapan|penyerangan|serbuan|kejadian) (?:itu|tersebut|ini|berkenaan)"
    r"|trong ngày giao tranh"
    r"|in the (?:final|initial|ensuing|subsequent|resulting) (?:push|assault|battle|fighting|clash|raid|operation"
    r"|firefight|gunfight|shootout|gun battle)"
    r"|in (?:that|this) (?:battle|fighting|clash|attack|operation|firefight|gunfight|ambush|raid|offensive|blast"
    r"|strike))\b",
    re.IGNORECASE,
)


def in_that_fight(scene: Scene, start: int) -> bool:
    """Whether the loss told of there is one of a fight told before ("14 were killed ... in that battle")."""
    if not scene.segments:
        return _IN_THAT_FIGHT.search(scene.sentence.text) is not None
    low, high = scene.segments[scene.segment_at(start)].start, scene.clause(start)[1]
    return _IN_THAT_FIGHT.search(scene.body, low, high) is not None


def points_back(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a noun with a word such as "this", or one only dated by another event, means an event told before."""
    low = max(scene.sentence.start, hit.start - 40)
    if _RANKS.match(scene.body, scene.sentence.start, hit.end) and is_noun(scene, hit):
        return True
    if hit.entry.act == "strike" and _THESE_ARMS.search(scene.body, low, hit.start):
        return True
    signed = scene.body.startswith(("sign", "đạt", "ký"), hit.start)
    noun = is_noun(scene, hit) or (hit.entry.act in {"protest", "agreement"} and not signed)
    if not noun or hit.entry.act == "suicide":
        return False
    if _ANCHORED.match(scene.body, hit.end, scene.sentence.end) and not _tells_more(scene, hit):
        return True
    after = scene.body[hit.end : hit.end + 14].lower()
    if scene.lang != "en":
        return bool(_THIS.match(after))
    if _GOES_ON.search(scene.body, hit.start, hit.end):
        return False
    before = scene.body[max(scene.sentence.start, hit.start - 24) : hit.start]
    return bool(_THE.search(before)) and not after.lstrip().startswith(("of ", "on ", "against ", "in ", "at "))


_GOES_ON = re.compile(r" (?:on|against|that \w+)$")
"""Ends of a noun that says more of its event: "the strike on", "the bomb that killed"."""


def _tells_more(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the noun's own clause names a place or a toll."""
    end = scene.segments[scene.segment_at(hit.start)].end
    return any(hit.end <= p.start < end for p in scene.places) or any(hit.end <= f.start < end for f in scene.figures)


def _told_of_the_place(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the verb only describes a place or an event named before it ("the newly freed town")."""
    for marker in scene.markers:
        if marker.role != "past" or not 0 <= hit.start - marker.end <= 2:
            continue
        words = scene.body[marker.start : marker.end].lower()
        if words in {"mới", "vừa", "vừa mới", "newly", "baru"}:
            return any(0 <= marker.start - place.end <= 2 for place in scene.places)
    return False


def _began_the_war(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a sentence tells how a war began ("the conflict erupted when the rebels seized the capital")."""
    if scene.segments[scene.segment_at(hit.start)].opener not in OPENERS:
        return False
    if any(scene.sentence.start <= d.start and d.basis == "relative" for d in scene.dates):
        return False
    return _WAR_BEGAN.match(scene.body, scene.sentence.start, hit.start) is not None


_VILLAIN = re.compile(r"\W*(?:Y|Hắn|Gã|Tên này|Kẻ này|Tay súng này|Kẻ tấn công này) (?:\S+ ){0,2}bị ")
"""Before what befell the attacker ("Y bị cảnh sát bắn hạ")."""
_BEGAN = re.compile(r"\b(?:bắt đầu|khởi sự) (?:(?:các|những|loạt|hàng loạt|tiến hành|thực hiện|cuộc|vụ|đợt) )*$")
_SINCE = re.compile(r"[^.;]{0,80}?\b(?:kể từ|từ) (?:tháng|năm|cuối|đầu|giữa|hồi|mùa|\d{1,2}/\d{4})")


def _since_then(scene: Scene, hit: TriggerHit) -> bool:
    """Whether attacks are only told to have begun at a time long before ("bắt đầu tấn công ... từ tháng 11")."""
    if _BEGAN.search(scene.body, max(scene.sentence.start, hit.start - 40), hit.start) is None:
        return False
    return _SINCE.match(scene.body, hit.end, scene.sentence.end) is not None


def _came_before(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a deed without a toll is only what news with one came after ("two days after they killed a leader")."""
    own = scene.segments[scene.segment_at(hit.start)]
    if own.opener != "after" or any(own.start <= f.start < own.end and f.exact != 1 for f in scene.figures):
        return False
    if not any(f.end <= own.start for f in scene.figures):
        return False
    return _DAYS_AFTER.search(scene.body, max(scene.sentence.start, hit.start - 90), hit.start) is not None


def _whole_war(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the clause is about a war and its losses ("the war in Syria has killed ...")."""
    if hit.entry.act not in _LOSSES or not scene.figures:
        return False
    start = scene.segments[scene.segment_at(hit.start)].start
    number = scene.segment_at(hit.start)
    if number and scene.segments[number].opener == ",":
        start = scene.segments[number - 1].start
    war = _WAR.search(scene.body, start, min(hit.end, start + 60))
    return war is not None and war.start() - start <= _OPENING


_CIRCUMSTANCE = re.compile(
    r"\b(?:sau|trước|phản đối|đáp trả|trả đũa|phản ứng|bất chấp|giữa lúc|khi|lên án|hủy|hoãn|setelah|usai|sebelum"
    r"|jelang|menjelang|di tengah|menanggapi|membalas|merespons|mengecam|menyusul|ketika|saat|after|amid|despite"
    r"|before|ahead of|response to|following|protest(?:ed|ing)? (?:at|against|over)|condemn\w*|as|since|during)\s"
    r"(?:\S+\s){0,5}$",
    re.IGNORECASE,
)  # fmt: skip
_AROUND = 48
_WHEN = re.compile(
    r"\b(?:sau|trước|setelah|usai|sebelum|jelang|menjelang|selepas|after|before|ahead of)\s(?:\S+\s){0,3}$",
    re.IGNORECASE,
)


def only_circumstance(scene: Scene, cue: CueHit) -> bool:
    """Whether a drill or a feast is only when or why something happened ("days after the drill, the North fired")."""
    low, near = max(scene.sentence.start, cue.start - _AROUND), _CIRCUMSTANCE
    if cue.entry.effect == "recalled":
        if cue.entry.scope != "sentence":
            return False
        near = _WHEN
    return near.search(scene.body, low, cue.start) is not None
