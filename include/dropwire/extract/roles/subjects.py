"""Who can be subject, object or owner of a trigger: what stands within its clause, and what each side is there for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.sentence.scene import Group, Scene, TriggerHit, is_armed, is_civil
from dropwire.extract.types import TERRITORY

_BE = re.compile(r"\b(?:was|were|been|being|is|are|be|got|gets?)\b(?:\s+\w+){0,2}\s*$")
_SENT = frozenset({"fired", "launched", "dropped", "lobbed", "shot", "hurled", "released", "planted", "detonated"})
"""What is done to a weapon: before such a verb it is no subject."""
_OBLIQUE = frozenset({"target", "from", "into", "against", "between", "origin"})
_SAYING = frozenset({"claimed", "accused"})
OBJECT = frozenset({None, "target", "against", "of", "from", "and", "passive"})
_OFFICE = re.compile(
    r"tổng thống|thủ tướng|bộ trưởng|ngoại trưởng|quan chức|presiden|menteri|pejabat"
    r"|anggota parlemen|president|minister|official",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:họ|nước này|mình|của nhóm|nhóm này|kelompok itu|the group|pihaknya|pasukannya|they|it|mereka)\b|nya\b"
)
_ADDRESS_GAP = re.compile(
    r"(?:\s+(?:province|district|state|region|county|governorate|township|oblast|department|municipality|area))?"
    r",\s*(?:miền \w+ |nước )?|\s*\("
)
_ADDRESS = 20
"""How far behind a place the country of an address may stand."""
_BORDERS = re.compile(
    r"\b(?:perbatasan|berbatasan|bersempadan|sempadan|border|giáp|biên giới)(?: (?:dengan|with|với))? $"
)
_OWNED = re.compile(r"\b(?:của|milik|of) $")
_GOES_ON = re.compile(
    r"(?:\s+(?:tengah|utara|selatan|timur|barat|tenggara)(?: laut| daya)?)?"
    r"\s*(?:[,.;)]|$|(?:on|in|at|hôm|vào|ngày|tối|đêm|sáng|chiều|pada|lewat|awal|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu"
    r"|Minggu)\b)"
)
EXPLOSIVE = frozenset({"shell", "strike", "airstrike", "blast", "kill", "grenade", "chemical"})
HARMS = EXPLOSIVE | {"attack", "suicide", "clash"}
"""Acts that hit somebody."""
UNARMED_NEVER = HARMS | {"massacre", "abduct"}
"""Acts people without arms do not do: before such a verb they are its object."""
TERROR = frozenset({"suicide", "blast", "abduct", "massacre", "grenade", "kill"})


@dataclass(slots=True)
class Window:
    """What stands left and right of a trigger as far as its clause reaches."""

    left: list[Group]
    right: list[Group]
    start: int
    end: int


@dataclass(slots=True)
class Roles:
    """The two sides of one trigger, the rule that found each, and the subject the next verb may share."""

    agent: Group | None = None
    patient: Group | None = None
    agent_rule: str = ""
    patient_rule: str = ""
    subject: Group | None = None


def window_of(scene: Scene, triggers: list[TriggerHit], number: int) -> Window:
    """Left to the clause's beginning, right to the next trigger's clause; side clauses without a trigger included."""
    hit = triggers[number]
    own = scene.segment_at(hit.start)
    busy = {scene.segment_at(other.start) for other in triggers}
    first = last = own
    while first > 0 and first - 1 not in busy and _reads_on(scene, first, hit.start):
        first -= 1
    while last + 1 < len(scene.segments) and last + 1 not in busy and scene.segments[last + 1].opener == ",":
        last += 1
    start, end = scene.segments[first].start, scene.segments[last].end
    before = triggers[number - 1] if number else None
    after = triggers[number + 1] if number + 1 < len(triggers) else None
    low = before.end if before is not None and before.start >= start else start
    high = after.start if after is not None and after.start < end else end
    high = min([high, *(
        cue.start for cue in scene.cues
        if cue.start > hit.end and cue.entry.effect in _SAYING and scene.segment_at(cue.start) != own
    )])  # fmt: skip
    if scene.lang == "vi":
        high = min([high, *(m.start for m in scene.markers if m.role == "who" and m.start > hit.end)])
    left = [g for g in scene.groups if start <= g.start and g.end <= hit.start and not is_whereabouts(scene, g)]
    left = [g for g in left if not (_holds_office(scene, g) or _is_captive(scene, g) or _is_destroyed(scene, g))]
    right = [g for g in scene.groups if g.end > hit.end and hit.start <= g.start < high and not _is_beside(scene, g)]
    right = [g for g in right if not (_only_among(scene, g) or _is_guarded(scene, g))]
    if scene.lang == "vi" and after is not None:  # "... ký thỏa thuận bị X bắt đi": X takes them
        right = [g for g in right if not (g.end <= after.start and scene.body.endswith((" bị ", " được "), 0, g.start))]
    return Window([g for g in left if g.start >= low], right, start, end)


_AMONG = re.compile(
    r"(?:\b(?:including|among them|bao gồm(?: cả)?|trong đó có|kể cả|termasuk|di antaranya)\s+"
    r"(?:at least |ít nhất |sedikitnya )?)"
    r"(?P<part>\d+|a|an|one|two|three|four|một|hai|ba|bốn|seorang|satu|dua|tiga|empat)\s+(?:\S+\s)?$", re.IGNORECASE,
)  # fmt: skip
_FEW = {"two": 2, "hai": 2, "dua": 2, "three": 3, "ba": 3, "tiga": 3, "four": 4, "bốn": 4, "empat": 4}


def _only_among(scene: Scene, group: Group) -> bool:
    """Whether a side is only a lesser part of those hurt ("killed 63 people, including seven soldiers")."""
    found = _AMONG.search(scene.body, max(scene.sentence.start, group.start - 48), group.start)
    if found is None:
        return False
    part = int(found["part"]) if found["part"].isdigit() else _FEW.get(found["part"].lower(), 1)
    whole = [f for f in scene.figures if f.kind == "killed" and f.end <= found.start() + 1]
    return bool(whole) and 2 * part < (whole[-1].exact or whole[-1].low or 0)


def _is_guarded(scene: Scene, group: Group) -> bool:
    """Whether people only are those somebody else protects ("died to protect the people of X")."""
    civil = scene.lang == "vi" and is_civil(group.members[0])
    return civil and scene.body.endswith("bảo vệ ", scene.sentence.start, group.start)


_HELD_OR_FREED = re.compile(
    r"\b(?<!được )(?<!bị )(?:giải cứu|giải thoát|cứu|sơ tán|bắt giữ|bắt cóc|bảo vệ|hộ tống|phóng thích|thả)\s+"
    r"(?:thành công\s+|được\s+)?(?:\S+\s+){0,2}$"
)


def _is_captive(scene: Scene, group: Group) -> bool:
    """Whether a side is the one captured, freed or guarded by the verb before it: the next verb's doer is another."""
    if scene.lang == "vi":
        low = max(scene.sentence.start, group.start - 32)
        return is_civil(group.members[0]) and _HELD_OR_FREED.search(scene.body, low, group.start) is not None
    return scene.lang == "en" and any(
        f.kind == "captured" and f.rule.endswith(" before") and f.start <= group.start < f.end for f in scene.figures
    )


_DESTROYED = re.compile(
    r"\b(?:destroy|damag|demolish|dismantl|wreck|torch|target|disabl)(?:ed|ing)\s+(?:[\w,-]+\s+){0,3}$|\b(?:sank|sunk)"
    r"\s+(?:[\w,-]+\s+){0,3}$|\b(?:menghancurkan|merusak|membakar|memusnahkan|melumpuhkan)\s+(?:[\w,-]+\s+){0,3}$"
)


def _is_destroyed(scene: Scene, group: Group) -> bool:
    """Whether a side only says whose the thing was that the verb before destroyed: another is the next verb's doer."""
    if scene.lang == "vi":
        return False
    return _DESTROYED.search(scene.body, max(scene.sentence.start, group.start - 40), group.start) is not None


def _holds_office(scene: Scene, group: Group) -> bool:
    """Whether the group is a person in office without a country ("the president"): a listener, not a doer."""
    first = group.members[0]
    return first.country is None and in_office(scene, first)


def in_office(scene: Scene, mention: ActorMention) -> bool:
    """Whether a government is only named by a person in office, who bears no arms ("the president was killed")."""
    if mention.sector != "government" or mention.actor is not None:
        return False
    return bool(_OFFICE.search(scene.body, mention.start, mention.end))


_ITS_EDGE = re.compile(
    r"(?:'s)? (?:border|frontier|coast|shore|side of the border|village|town|city|province|church|mosque|market)\b"
)


_ON_ITS_ROADS = re.compile(
    r"\b(?:di|ke|dari) (?:sebuah |lepas )?(?:jalan|jalur|ibu ?kota|perairan|pantai|pesisir|wilayah|kawasan|gurun"
    r"|pedalaman|lebuh ?raya|pelabuhan|perbatasan|pegunungan|hutan)(?: [a-z]+){0,2} $"
)
"""Before a country that only says where: "di jalan bebas hambatan Afghanistan"."""
_EMBASSY = re.compile(r"\b(?:kedutaan(?: besar)?|kedubes|konsulat|đại sứ quán|lãnh sự quán) $", re.IGNORECASE)
_HOUSE = re.compile(r"\b(?:tòa nhà|toà nhà|trụ sở|văn phòng|dinh|gedung|kantor|istana)\s$")
"""A government's house acts no more than a town does."""
_ITS_HOUSE = re.compile(
    r"(?:'s)? (?:buildings?|offices?|compounds?|headquarters|house|complex|palace|institutions?|installations?|quarter"
    r"|ministries|facilit(?:y|ies)|vehicles?|convoys?)\b"
)


def is_whereabouts(scene: Scene, group: Group) -> bool:
    """Whether a country or capital only says where ("in northern Ethiopia", "the capital Baghdad")."""
    if group.members[0].sector == "government" and (
        _HOUSE.search(scene.body, max(0, group.start - 16), group.start) or _ITS_HOUSE.match(scene.body, group.end)
    ):
        return True
    if group.members[0].sector != "country":
        return False
    if _EMBASSY.search(scene.body, max(0, group.start - 24), group.start):
        return True
    if len(group.members) > 1:
        return False
    if any(m.role == "light" and m.start == group.end + 1 for m in scene.markers):
        return False  # "and Israel responded with air strikes"
    if _ends_address(scene, group) or _ITS_EDGE.match(scene.body, group.end):
        return True
    if _OWNED.search(scene.body, max(0, group.start - 7), group.start):
        return False
    if scene.lang in {"id", "ms"} and _ON_ITS_ROADS.search(scene.body, max(0, group.start - 36), group.start):
        return True
    return any(p.start == group.start and (p.cue or p.bearing) for p in scene.places)


def _is_beside(scene: Scene, group: Group) -> bool:
    """Whether a country or capital only says what is near ("a hall near Moscow", "the border with Niger and Chad")."""
    if any(m.sector != "country" for m in group.members):
        return False
    if _BORDERS.search(scene.body, max(scene.sentence.start, group.start - 24), group.start):
        return True
    if _ITS_EDGE.match(scene.body, group.end):
        return True
    return any(p.start == group.start and p.near for p in scene.places)


def _ends_address(scene: Scene, group: Group) -> bool:
    """Whether a country ends an address ("near Djibo, Burkina Faso, on Sunday")."""
    if _GOES_ON.match(scene.body, group.end) is None and not any(d.start == group.end + 1 for d in scene.dates):
        return False
    return any(
        p.end < group.start <= p.end + _ADDRESS and _ADDRESS_GAP.fullmatch(scene.body, p.end, group.start)
        for p in scene.places
    )


def _reads_on(scene: Scene, number: int, hit: int) -> bool:
    """Whether a segment shares its subject with the one before: after a comma, or when it names none of its own."""
    segment = scene.segments[number]
    if segment.opener == ",":
        return True
    own = any(segment.start <= g.start < hit for g in scene.groups) or any(
        segment.start <= w.start < hit and w.entry.name != "tank" for w in scene.weapons
    )
    if scene.lang == "en" and subject_unnamed(scene, hit):
        return False
    shares = {"sub", "after"} if scene.lang in {"id", "ms"} else {"sub"}  # "X tewas setelah terlibat baku tembak"
    return segment.opener in shares and not own


_SOMEBODY = re.compile(
    r"\W*(?:when|after|as|before|while|and)\s+(?:an?|another)\s+(?:[\w-]+\s+){1,4}(?:(?:had|has|was)\s+)?",
    re.IGNORECASE,
)


def subject_unnamed(scene: Scene, verb: int) -> bool:
    """Whether a clause has a subject of its own that is no side ("... when a suspect detonated", "a mine killed")."""
    return _SOMEBODY.fullmatch(scene.body, scene.segments[scene.segment_at(verb)].start, verb) is not None


def bare(group: Group) -> bool:
    """Whether nothing before a group makes it a target, an origin or only a source."""
    return not group.source and group.prep not in _OBLIQUE


def subject_of(groups: list[Group]) -> Group | None:
    """The last group on the left that can be a subject: armed rather than a bare country."""
    free = [g for g in groups if bare(g) and not (g.prep == "of" and g.members[0].sector == "country")]
    able = [g for g in free if g.prep != "of"] or free
    armed = [g for g in able if any(is_armed(m) and m.sector != "government" for m in g.members)]
    ruled = [g for g in able if any(is_armed(m) for m in g.members)]
    chosen = armed or ruled or able
    return chosen[-1] if chosen else None


_SENT_OUT = re.compile(
    r"\b(?:dồn|điều|huy động|tung|cử|phái|triển khai|đưa|mengerahkan|mengirim|menerjunkan|menurunkan|sent"
    r"|deployed|dispatched|mobilised|mobilized)\b"
)


def sender_of(scene: Scene, groups: list[Group], sent: Group | None) -> Group | None:
    """Who sent the fighters that are a verb's subject ("HTS sent 200 gunmen to retake the hill")."""
    if sent is None or sent.members[0].actor is not None or sent.members[0].country is not None:
        return sent
    groups = groups if scene.lang != "vi" else [g for g in scene.groups if not g.source]
    senders = [g for g in groups if g.end <= sent.start and bare(g) and is_armed(g.members[0])]
    if senders and _SENT_OUT.search(scene.body, senders[-1].end, sent.start):
        return senders[-1]
    return sent


def object_of(groups: list[Group], act: str = "") -> Group | None:
    """The first group on the right that can be a target; what is taken is taken from somebody."""
    able = [g for g in groups if not g.source and g.prep in OBJECT and not _is_address(g)]
    if act in TERRITORY:
        able = [
            g
            for g in groups
            if not g.source
            and g.prep in {"from", "against", "origin"}
            and (is_armed(g.members[0]) or (g.members[0].sector == "country" and g.prep != "against"))
        ] or [g for g in able if any(is_armed(m) and m.sector != "gunmen" for m in g.members)]
    return able[0] if able else None


def _is_address(group: Group) -> bool:
    """Whether the group is a country named as a place ("in Homs, Syria"), not as a side."""
    return group.prep in {None, "of", "and"} and group.members[0].sector == "country"


_TARGET_OF = re.compile(
    r"\b(?:menyerang|menggempur|menghantam)\s+(?:\S+\s+){0,3}?(?:sasaran|target|posisi|aset)(?: militer)?\s$"
)


def owns_target(scene: Scene, start: int) -> bool:
    """Whether the country there only says whose targets were hit ("menyerang sasaran Iran di Suriah")."""
    return _TARGET_OF.search(scene.body, max(scene.sentence.start, start - 60), start) is not None


def belongs_to_backer(scene: Scene, start: int, end: int) -> bool:
    """Whether "được" only opens "backed by" or a report ("được X hậu thuẫn tuyên bố đã chiếm")."""
    backer = scene.marker("backer", start, end)
    if backer is not None and scene.marker("passive", start, backer.start) is None:
        return True
    return any(c.entry.effect == "claimed" and start <= c.start < end for c in scene.cues)


def sufferer(scene: Scene, before: int) -> Group | None:
    """The side said to be hit earlier in the sentence ("the soldiers were the target when it was shelled")."""
    marker = scene.marker("suffered", scene.sentence.start, before)
    return subject_of([g for g in scene.groups if marker is not None and g.end <= marker.start])


def is_english_passive(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a verb in -ed has its target before it ("was seized by", "rockets fired from")."""
    word = scene.body[hit.start : hit.end].lower().split()[0]
    if not word.endswith(("ed", "en", "ain", "aid", "shot", "hit", "struck", "held", "un", "wn", "ught", "set")):
        return False
    if any(0 <= hit.start - w.end <= 2 for w in scene.weapons) and hit.entry.act == "strike" and word in _SENT:
        return True
    if _BE.search(scene.body[max(scene.sentence.start, hit.start - 36) : hit.start]):
        return True
    follows = scene.body[hit.end : hit.end + 5].lower()
    return follows.startswith((" by ", " in a", " when")) and word != "attacked in"


def owns(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether "of" ties a group to the noun itself and not to a place behind it."""
    if group.source:
        return False
    if owns_weapon(scene, group):
        return True
    if any(hit.end <= c.start < group.start and c.entry.effect in {"aim", "backref"} for c in scene.cues):
        return False  # "the attack was to avenge the army's campaign"
    if (
        hit.entry.act == "shell"
        and group.members[0].sector == "country"
        and scene.body.endswith(" dari ", 0, group.start)
    ):
        return False  # "serangan roket dari Lebanon": where it came from
    between = scene.marker("target", hit.end, group.start)
    reach = 12 if group.members[0].sector == "country" and not _only_how(scene, hit.end, group.start) else 60
    return group.prep == "by" or (between is None and group.start - hit.end <= reach)


_HOW = re.compile(
    r"\s+(?:(?!(?:ở|tại|trên|trong|gần|giữa|sau|trước|khi|từ|với|và|do)\b)[^\W\d_]+\s+){1,4}"
    r"(?:mà phía |của (?:phía |quân )?)"
)
"""Between a noun and whose deed it is: "đợt không kích liên tiếp của"."""


def _only_how(scene: Scene, start: int, end: int) -> bool:
    """Whether only words of manner stand between a Vietnamese noun and its owner: no place, nothing that was hit."""
    if scene.lang != "vi" or _HOW.fullmatch(scene.body, start, end) is None or not scene.body[start:end].islower():
        return False
    return not any(start <= m.start < end and m.role in {"site", "civil", "base", "result"} for m in scene.markers)


_OWNER = re.compile(r"\s*(?:(?!của\b|milik\b)[\w-]+\s+){0,2}(?:của|milik)\s+(?:quân đội |quân |phía |pihak )?")


def owns_weapon(scene: Scene, group: Group) -> bool:
    """Whether a bare country owns the weapon before it ("trúng đạn pháo của X")."""
    return any(w.end <= group.start and _OWNER.fullmatch(scene.body, w.end, group.start) for w in scene.weapons)


def far_country(scene: Scene, group: Group) -> bool:
    """Whether a bare country stands too far behind its preposition to be its target ("on a port in Yemen")."""
    if group.members[0].sector != "country":
        return False
    marker = scene.marker("target", group.start - 30, group.start) or scene.marker(
        "against", group.start - 30, group.start
    )
    return marker is None or group.start - marker.end > 2


def fights(group: Group) -> bool:
    """Whether a group can be a side of a clash; a bare country is where it happens."""
    return group.members[0].sector != "country"


def says_of_itself(scene: Scene, speaker: Group, hit: TriggerHit) -> bool:
    """Whether nothing but time and aspect stands between the word of saying and the verb: no other subject."""
    said = max(
        (c.end for c in scene.cues if c.entry.effect in _SAYING and speaker.end <= c.start < hit.start), default=None
    )
    if said is None:
        return False
    gap = hit.start - said
    gap -= sum(d.end - d.start for d in scene.dates if said <= d.start < hit.start)
    gap -= sum(
        m.end - m.start for m in scene.markers if m.role in {"past", "light", "that"} and said <= m.start < hit.start
    )
    return gap <= 18 or _PRONOUN.search(scene.body, said, hit.start) is not None


def acts(group: Group) -> bool:
    """Whether a source is a side that may have done what it tells of."""
    return is_armed(group.members[0]) or group.members[0].state


def names_post(scene: Scene, group: Group) -> bool:
    """Whether a group only says whose post a place is ("broke into the base of X", "căn cứ X")."""
    return any(m.role == "base" and 0 <= group.start - m.end <= 1 for m in scene.markers)
