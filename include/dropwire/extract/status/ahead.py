"""What has not happened although its words stand there: deeds ahead, and claims the sentence itself refutes."""

from __future__ import annotations

import re

from dropwire.extract.sentence.scene import Scene, TriggerHit
from dropwire.extract.types import TERRITORY

_AHEAD = {
    "vi": re.compile(
        r"\s(?:sẽ|dự kiến|sắp|sắp sửa|chuẩn bị|có thể|chưa|được dự kiến|được lên kế hoạch|dự định|dự trù)\s"
        r"(?:\S+\s){0,4}?"
        r"(?:bắt đầu|diễn ra|nối lại|tiến hành|được tổ chức|khởi động|được phát động|tiếp diễn|mở màn|khởi sự|nhóm họp|"
        r"được khởi động|xảy ra|nổ ra|bùng phát|được ký|ký kết|có hiệu lực|triển khai|được triển khai|được tung ra)\b"
    ),
    "id": re.compile(
        r"\s(?:akan|dijadwalkan|bakal|segera|diperkirakan|direncanakan|dijangka|mungkin|bisa|belum|hendak)\s(?:\S+\s){0,4}?"
        r"(?:dimulai|mulai|digelar|berlangsung|dilanjutkan|dilancarkan|dilakukan|terjadi|ditandatangani|berlaku|diadakan|"
        r"diteruskan|bermula|digencarkan|diluncurkan|pecah|dijalankan|disambung|dilaksanakan)\b"
    ),
    "en": re.compile(
        r"\s(?:will|would|may|might|could|can|is|are|was|were|has|have|had)\s(?:\S+\s){0,4}?"
        r"(?:(?<=will )|(?<=would )|(?<=may )|(?<=might )|(?<=could )|(?<=to )|(?<=yet to )|(?<=soon )|(?<=be ))"
        r"(?:begin|start|take place|resume|be held|be launched|open|commence|take effect|be signed|reconvene|happen|"
        r"get under way|get underway|go ahead|held|launched|signed|come|follow|break out|erupt|materiali[sz]e)\b"
    ),
}  # fmt: skip
_WOULD_HARM = {
    "vi": re.compile(
        r"\s(?:sẽ|có thể|ắt|chắc chắn sẽ)\s(?:\S+\s){0,2}?"
        r"(?:khiến|gây|giết|làm|dẫn đến|dẫn tới|cướp|châm ngòi|kéo theo)\b"
    ),
    "id": re.compile(
        r"\s(?:akan|bisa|dapat|bakal|berpotensi|mungkin)\s(?:\S+\s){0,2}?"
        r"(?:menewaskan|membunuh|menyebabkan|mengakibatkan|memicu|menimbulkan|merenggut|memakan|menelan|melukai)\b"
    ),
    "en": re.compile(
        r"\s(?:will|would|may|might|could|can)\s(?:\S+\s){0,2}?(?:kill|cause|leave|trigger|lead to|result in|spell|mean"
        r"|cost|claim|displace|wound|injure)\b"
    ),
}  # fmt: skip
"""What an attack would do that nobody has made yet."""
_REACH = 110
_STILL = re.compile(
    r"\b(?:vẫn|nhưng thực tế|trên thực tế|still|remain(?:s|ed)?|masih|tetap)\b[^,.;]{0,40}?"
    r"\b(?:kiểm soát|làm chủ|nắm|quản lý|cai quản|trong tay|cầm cự|trụ vững|control|held|holding|hands|hold|"
    r"di tangan|menguasai|dikuasai|bertahan|mengendalikan|memegang|kendali|kontrol)\b|"
    r"\b(?:chưa|không hề|not|belum|tidak) (?:\S+ ){0,3}?(?:thất thủ|mất|rơi|fallen|jatuh)\b",
    re.IGNORECASE,
)  # fmt: skip


def still_ahead(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the noun is the subject of what is to come ("the offensive will begin on Monday")."""
    if hit.entry.frame not in {"noun", "self", "clash"} or hit.entry.act in {"withdraw", "advance"}:
        return False
    end = min(scene.segments[scene.segment_at(hit.start)].end, hit.end + _REACH)
    harms = _WOULD_HARM.get(scene.lang, _WOULD_HARM["id"])
    if harms.search(scene.body, hit.end, _first_behind(scene, hit, end, whole=True)):
        return True
    end = _first_behind(scene, hit, end)
    return _AHEAD.get(scene.lang, _AHEAD["id"]).search(scene.body, hit.end, end) is not None


def _first_behind(scene: Scene, hit: TriggerHit, end: int, whole: bool = False) -> int:
    """Where the next trigger behind one begins, or where it ends; `end` where none stands before that."""
    for other in scene.triggers:
        if hit.end < other.start < end:
            return other.end if whole else other.start
    return end


_THOUGHT = re.compile(
    r"\b(?:dipercayai|diyakini|diduga|dikhawatirkan|disyaki|được cho là|bị cho là|có lẽ|nhiều khả năng|believed"
    r"|thought|presumed|feared|suspected)\b", re.IGNORECASE,
)  # fmt: skip
_UNFOUND = re.compile(
    r"\b(?:mayat|jasad|jenazah|tubuh)\w*\s(?:\S+\s){0,3}?(?:belum|tidak|tak)\b|\b(?:thi thể|xác)\b[^.;]{0,30}?\bchưa\b"
    r"|\bchưa tìm (?:thấy|được) (?:thi thể|xác)|\b(?:body|bodies|remains)\b[^.;]{0,20}?\b(?:not|yet to|never)\b",
    re.IGNORECASE,
)  # fmt: skip


def presumed_dead(scene: Scene, hit: TriggerHit) -> bool:
    """Whether somebody missing is only thought killed: "believed killed; the body has not been found"."""
    if hit.entry.act not in {"kill", "massacre", "eliminate"}:
        return False
    if _THOUGHT.search(scene.body, scene.sentence.start, hit.start) is None:
        return False
    return _UNFOUND.search(scene.body, hit.end, scene.sentence.end) is not None


def refuted(scene: Scene, hit: TriggerHit) -> bool:
    """Whether "but" and who still holds the place follow a claim to have taken it."""
    if hit.entry.act not in TERRITORY:
        return False
    behind = [s for s in scene.segments if s.opener == "but" and s.start > hit.start]
    return bool(behind) and still_held(scene, behind[0].start)


_PARTLY = re.compile(
    r"[^.;,]{0,12}\b(?:một phần|vài|một số|nhiều khu|phần còn lại|sebagian|beberapa|sejumlah|parts?|some|several"
    r"|pockets|a few)\b",
    re.IGNORECASE,
)


def still_held(scene: Scene, start: int) -> bool:
    """Whether somebody is told to hold a place still, or a place not to have fallen."""
    held = _STILL.search(scene.body, start, scene.sentence.end)
    return held is not None and _PARTLY.match(scene.body, held.end()) is None
