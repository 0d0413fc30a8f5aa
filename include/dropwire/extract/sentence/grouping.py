"""Cutting a sentence into clauses and grouping its sides: who belongs together, who speaks, which word governs whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from dropwire.extract.actors.finder import LINKED
from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.sentence.scene import (
    ENGAGED,
    OPENERS,
    CueHit,
    Group,
    MarkerHit,
    Scene,
    Segment,
    is_armed,
    same_camp,
    same_side,
)
from dropwire.extract.sentence.speakers import mark_speakers

_BREAK = re.compile(r"[;:,–—-](?:(?<=[;:])|(?<=,)(?!\d)|(?<=\s[–—-])\s|(?<=\s-)-\s)")
_PREPOSITIONS = frozenset(
    {"by", "of", "target", "from", "into", "against", "between", "with", "backed", "and", "origin"}
)
_LOCATIVE = (" di ", " in ", " at ", " ở ", " tại ")
_OVER_OF = frozenset({"target", "from", "against", "between", "by"})
"""Small words an "of" behind them does not undo ("by a group of rebels")."""
_HELD = (
    "-held", "-controlled", "-run", "-occupied", "-owned", "-flagged", "-registered", "-operated", "-bound",
    "-speaking",
)  # fmt: skip
"""Endings that make a side an attribute of a place."""
_REACH = 44
"""How many characters a preposition may stand before the side it governs."""
_CLOTHES = 20
"""How many characters of clothing may stand between "wearing" and whose it is."""
_CLOSE = 12
"""How near a bare country must follow to be named together with a side."""
_NEXT_TO = 4
"""The gap within which two mentions are one name, or a word belongs to the side beside it."""
_NAMED = re.compile(
    r"\b(?:tự xưng|mang tên|có tên|gọi là|menamakan diri|bernama|disebut|dikenal|"
    r"calling itself|called|known as|named)\b"
)


class Find(Protocol):
    """What stands somewhere in a sentence."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def cut(scene: Scene) -> None:
    """Cut the sentence into segments."""
    scene.segments = _segments(scene)
    scene.cuts = [segment.start for segment in scene.segments[1:]]


def group(scene: Scene) -> None:
    """Group the sides and tell speakers apart; segments and triggers are known."""
    scene.groups = _groups(scene)
    mark_speakers(scene)


def _segments(scene: Scene) -> list[Segment]:
    sentence = scene.sentence
    cuts = _without_regions(
        scene, [(sentence.start + m.end(), m[0].strip()[:1]) for m in _BREAK.finditer(sentence.text)]
    )
    openers = [hit for hit in scene.markers if hit.role in OPENERS and hit.start > sentence.start]
    openers = [hit for hit in openers if not _tells_hour(scene, hit)]
    if scene.lang == "en":
        openers = [hit for hit in openers if all(d.start != hit.start for d in scene.dates)]  # "before dawn"
    cuts += [(hit.start, "and" if _contrasts(scene, hit, cuts) else hit.role) for hit in openers]
    cuts += [(position, "and") for position in _statements(scene)]
    cuts += [(sentence.start + m.start(), "and") for m in _SEPARATELY.finditer(sentence.text)]
    cuts += [(hit.start, "and") for hit in scene.markers if hit.role == "and" and _two_tales(scene, hit, cuts)]
    if scene.lang == "en":
        cuts += [(position, "and") for position in _own_subjects(scene)]
    cuts.sort()
    first = next((h.role for h in scene.markers if h.role in OPENERS and h.start - sentence.start <= 1), "")
    segments = [Segment(sentence.start, sentence.end, first)]
    for position, opener in cuts:
        last = segments[-1]
        if opener in OPENERS | {"and"} and position - last.start <= 2:
            last.opener = opener
            continue
        last.end = position
        segments.append(Segment(position, sentence.end, opener))
    return segments


_REGION = re.compile(
    r"\s*(?:(?:in|of|the|north|south|east|west|(?:north|south)?-?(?:eastern|western)|northern|southern|central|province|state"
    r"|region|district|city|outside|di|bagian|wilayah|provinsi|negara bagian|utara|selatan|timur|barat|tengah|laut|daya"
    r"|kota|kabupaten|kecamatan|distrik|ở|thuộc|miền|phía|ngoại ô|vùng|tỉnh|bang|thành phố|thị trấn|thị xã|quận|xã"
    r"|huyện|bắc|nam|đông|tây|trung)\b\s*)*,\s*", re.IGNORECASE,
)  # fmt: skip
_ADVERBIAL = re.compile(r"\W*(?:tại|ở|trong|di|pada|dalam|in|at|near|from|dari|từ|ke|đến)\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\s*(?:killed|wounded|injured|left|claimed|hit|struck|destroyed|exploded|has|have|had|was|were|menewaskan|melukai"
    r"|mencederakan|mengorbankan|mengakibatkan|menyebabkan|merenggut|menghantam|menghancurkan|meledak|meletup|telah|đã"
    r"|làm|khiến|gây|giết|sát hại|tiêu diệt|cướp đi|phá hủy|phá huỷ|phát nổ)\b"
)


def _without_regions(scene: Scene, cuts: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The cuts but for those around the region of a subject's place: "a bomb in Azaz, northern Syria, killed two"."""
    dropped: set[int] = set()
    low = scene.sentence.start
    for (first, mark), (second, other) in pairwise(cuts):
        inside = [p for p in scene.places if first <= p.start and p.end < second]
        begins = _ADVERBIAL.match(scene.body, low, first) is not None
        low = first if first not in dropped else low
        if begins or mark != "," or other != "," or len(inside) != 1:
            continue
        rest = scene.body[first : inside[0].start] + scene.body[inside[0].end : second]
        named = any(first > p.start > first - 60 for p in scene.places)
        if named and _REGION.fullmatch(rest) and _PREDICATE.match(scene.body, second):
            dropped |= {first, second}
    return [cut for cut in cuts if cut[0] not in dropped]


_HOUR = re.compile(
    r"\s+(?:khoảng |gần |hơn )?(?:\d|rạng sáng|nửa đêm|sáng|trưa|chiều|tối|đêm|hoàng hôn|bình minh|tờ mờ|giữa)"
    r"|\s+(?:đó|ấy|này)\b"
)


def _tells_hour(scene: Scene, hit: MarkerHit) -> bool:
    """Whether a word for "when" only has an hour behind it ("lúc rạng sáng 9/4", "khi đó"): no clause begins."""
    return scene.body.startswith(("lúc", "khi"), hit.start) and _HOUR.match(scene.body, hit.end) is not None


_SEPARATELY = re.compile(r"\b(?:while|and)\s+(?=(?:in\s+)?an?(?:other|\s+separate)\b)")
"""Where another event begins ("..., while a separate gunfight left 11 dead")."""
_CONJUNCTION = re.compile(r"\b(?:and|while|và|còn|trong khi|dan|sementara|serta|sedangkan)\s+(?:\w+\s+){0,2}$")


def _statements(scene: Scene) -> Iterator[int]:
    """Where "and" joins two full statements, each with its own dead: "... killed two and four soldiers died"."""
    killed = [f for f in scene.figures if f.kind == "killed"]
    for one, other in pairwise(killed):
        joint = _CONJUNCTION.search(scene.body, max(one.end, other.start - 24), other.start)
        if joint is None or one.rule == "figures: state behind" or other.rule != "figures: state behind":
            continue
        if any(t.start < joint.start() for t in scene.triggers) and any(
            t.start > joint.start() for t in scene.triggers
        ):
            yield joint.start()


_THE_SIDE = re.compile(r"\s+(?:(?:the|a|an|its|some|local|several|later|then)\s+)*")
_ADVERBS = re.compile(r"\s+(?:(?:has|have|had|then|later|also|soon|\w+ly)\s+)*")


def _own_subjects(scene: Scene) -> Iterator[int]:
    """Where "and" begins a clause with a subject of its own ("... set fire to cars and police raided a slum")."""
    for joint in scene.markers:
        if joint.role != "and":
            continue
        listed = any(
            0 <= joint.start - m.end <= _NEXT_TO and "," not in scene.between(m.end, joint.start) for m in scene.actors
        )
        side = next((m for m in scene.actors if _THE_SIDE.fullmatch(scene.body, joint.end, m.start)), None)
        if side is None or not any(t.end <= joint.start for t in scene.triggers):
            continue
        verbs = [t.start for t in scene.triggers if t.entry.frame in {"active", "clash", "self"} and not listed]
        verbs += [m.start for m in scene.markers if m.role == "responsible" or (m.role == "light" and not listed)]
        if any(_ADVERBS.fullmatch(scene.body, side.end, start) for start in verbs if start > side.end):
            yield joint.start


_MEANWHILE = ("sementara", "sedangkan", "manakala", "while", "trong khi")


def _contrasts(scene: Scene, hit: MarkerHit, cuts: Sequence[tuple[int, str]]) -> bool:
    """Whether "while" joins two tales ("... killed 12 in Helmand, while in Kunduz an air strike killed 20")."""
    return scene.body.startswith(_MEANWHILE, hit.start) and _two_tales(scene, hit, cuts)


def _two_tales(scene: Scene, hit: MarkerHit, cuts: Sequence[tuple[int, str]]) -> bool:
    """Whether "and" joins two clauses that each tell of their own place and toll."""
    if len(scene.figures) < 2 or len(scene.places) < 2 or len(scene.triggers) < 2:
        return False
    if any(opener == "and" and abs(position - hit.start) <= _NEXT_TO for position, opener in cuts):
        return False
    sites = [p for p in scene.places if p.kind != "country"]  # "... and wounding nine, Ukraine's army said"
    if len(sites) < 2:
        return False
    finds: tuple[Sequence[Find], ...] = (scene.figures, sites, scene.triggers)
    return all(found[0].end <= hit.start and found[-1].start >= hit.end for found in finds)


def _groups(scene: Scene) -> list[Group]:
    groups: list[Group] = []
    for mention in scene.actors:
        last = groups[-1] if groups else None
        if scene.body.startswith(_HELD, mention.end) or _is_no_side(scene, mention, last):
            continue
        prep = _preposition(scene, last.end if last else scene.sentence.start, mention.start)
        role = prep.role if prep else None
        if role == "by" and _COMMANDS.match(scene.body, mention.end):
            role = None
        if is_helped(scene, mention):
            role = "with"
        helped = _helped(scene, mention) if _is_backer(scene, mention) else None
        if last is not None and helped is not None and last.end <= helped.start and not last.source:
            last.backers.append(mention)
            continue
        if last is not None and _branch_of(scene, last, mention):
            last.backers.append(mention)
            continue
        if last is not None and _joins(scene, last, mention, role):
            if not any(same_side(mention, other) for other in (*last.members, *last.backers)):
                backing = role == "backed" or _is_backer(scene, mention)
                (last.backers if backing else last.members).append(mention)
            last.end = mention.end
            continue
        if last is not None and role == "of" and _part_of(scene, last, mention):
            last.end = mention.end
            continue
        if role == "of" and any(0 <= mention.start - w.end <= 16 for w in scene.weapons):
            role = None
        if last is not None and (_is_name_of(scene, last, mention) or _leads(scene, last, mention)):
            last.members[-1], last.end = mention, mention.end
            continue
        groups.append(Group(mention.start, mention.end, [mention], role))
    return _attach_leading_backers(scene, groups)


_COMMANDS = re.compile(r"\s+(?:chỉ huy|cầm đầu|đứng đầu|dẫn đầu|lãnh đạo)\b")
"""Behind "do": who only leads those named before ("quân do tướng X chỉ huy")."""


def _is_no_side(scene: Scene, mention: ActorMention, last: Group | None) -> bool:
    """Whether a mention only describes an area, a weapon, clothes or another side."""
    describing = (_names_area, _is_guise, _is_home_ground, _is_maker, _appoints, _holds_in_passing)
    if any(describes(scene, mention) for describes in describing):
        return True
    return _is_predicate(scene, mention, last) or _is_foe_of(scene, mention, last)


_ENGAGED = re.compile(rf" {ENGAGED}(?: against)?(?: the)? (?:[\w-]+ )?")


def _is_foe_of(scene: Scene, mention: ActorMention, last: Group | None) -> bool:
    """Whether a mention only says whom the doer fights ("in strikes by the coalition battling the rebels")."""
    if last is None or last.prep != "by":
        return False
    return _ENGAGED.fullmatch(scene.body, last.end, mention.start) is not None


def _joins(scene: Scene, last: Group, mention: ActorMention, role: str | None) -> bool:
    """Whether a mention belongs to the group before it."""
    gap = scene.between(last.end, mention.start)
    if gap == " " and mention.sector == "gunmen" and mention.actor is None and last.members[-1].actor is not None:
        return True  # "SPLM-N faksi ...": part of the name
    if any(last.end <= t.start < mention.start for t in scene.triggers):
        return False
    if len(gap) <= _NEXT_TO and role is None and same_side(mention, last.members[-1]):
        return True
    if role in {"and", "with", "backed"}:
        if any(last.end <= d.start < mention.start for d in scene.dates):
            return False  # "... the rebels on Friday and nine soldiers were killed"
        if last.prep != "between" and _only_counted(scene, last, mention):
            return False
        if mention.sector == "country" and len(gap) > _CLOSE:
            return False  # "... people and hurt 15 in the Afghan capital"
        return len(gap) <= _REACH and not any(
            last.end <= s.start < mention.start for s in scene.segments if s.opener in OPENERS | {"and"}
        )
    if role == "passive" or role is None:
        if _is_backer(scene, mention) and len(gap) <= _REACH:
            return True
        sides = all(m.sector not in {"country", "source"} for m in (mention, last.members[-1]))
        listed = gap.strip() != "," or last.prep == "between" or _listed(scene, mention)
        return sides and listed and gap.strip() in {",", "(", "/"} and len(gap) <= _NEXT_TO
    return False


_BRANCH = re.compile(
    r",\s*(?:(?:một|a|an|the|sebuah|salah satu|local|local)\s+)*(?:nhánh|chi nhánh|cánh tay"
    r"|nhóm có liên hệ với|nhóm liên kết với|affiliate|offshoot|branch|arm|cabang|afiliasi|kelompok afiliasi"
    r"|cawangan)\s+(?:(?:của|of|dari|the)\s+)*$"
)


def _branch_of(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether a mention only says whose branch the side before it is ("X, a branch of Y")."""
    if mention.actor is None:
        return False
    if last.members[-1].actor is not None and LINKED.fullmatch(scene.body, last.end, mention.start):
        return True
    return _BRANCH.search(scene.body, last.end, mention.start) is not None


def _only_counted(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether only the later of two mentions is counted among the losses ("by rebels and nine soldiers died")."""
    counted = [f for f in scene.figures if f.rule == "figures: state behind" and f.start <= mention.start < f.end]
    return bool(counted) and not any(f.start <= last.end and last.start < f.end for f in scene.figures)


_PART_OF = re.compile(r"\s+(?:thuộc|của|dari|of|from)(?: the)?\s+")


def _part_of(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether a mention only says which unit of their side those before it belong to."""
    own = last.members[-1]
    return (
        is_armed(own)
        and own.state
        and is_armed(mention)
        and same_camp(own, mention)
        and (_PART_OF.fullmatch(scene.body, last.end, mention.start) is not None)
    )


_THOUGHT_TO_BE = re.compile(
    r"^[^,;]{0,30}\s(?:yang |who (?:are|were) )?(?:được cho là|bị nghi là|bị cho là|nghi là|bị tình nghi là|diduga"
    r"|disyaki|dipercayai|diyakini|(?:believed|suspected|thought|said) to (?:be|have been|belong to)"
    r"|suspected of (?:being|belonging to))\s+"
    r"(?:(?:sebagai|người|thành viên|thuộc|của|một|nhóm|tổ chức|anggota|dari|kelompok|sebuah|members|from|of|the|a|with"
    r"|linked to)\s+)*$"
)


def _is_name_of(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether a mention is the name of the general noun before it ("an organisation calling itself X")."""
    gap = scene.between(last.end, mention.start)
    general = last.members[-1].actor is None and last.members[-1].country is None
    if not general or mention.actor is None or any(last.end <= t.start < mention.start for t in scene.triggers):
        return False
    if _THOUGHT_TO_BE.search(gap):
        return True
    if last.members[-1].sector == "gunmen" and "," not in gap and len(gap) <= 20:
        return not any(last.end <= m.start < mention.start and m.role != "of" for m in scene.markers)
    return len(gap) <= 60 and bool(_NAMED.search(gap))


_LED_BY = re.compile(
    r"\)?,?\s+(?:yang\s+)?(?:dipimpin|diketuai)(?: oleh)?(?: kelompok)?\s+|,?\s+(?:that is )?led by(?: the)?\s+"
)


def _leads(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether a named group leads the fighters named before it by a general noun ("rebels led by X")."""
    own = last.members[-1]
    if own.actor is not None or own.sector not in _FIGHTERS or mention.actor is None or mention.state:
        return False
    return _LED_BY.fullmatch(scene.body, last.end, mention.start) is not None


def _names_area(scene: Scene, mention: ActorMention) -> bool:
    """Whether a general noun only describes an area ("vùng ly khai")."""
    before = scene.body[max(0, mention.start - 9) : mention.start].lower()
    areas = ("vùng ", "khu vực ", "wilayah ", "cộng hòa ", "sekolah ", "sakit ")
    return mention.actor is None and before.endswith(areas)


_HOME_OF = re.compile(
    r"(?:,|\(|[–—-] )\s*(?:(?:a|an|the|one of the|known as|seen as|once|main|last|vốn là|từng là|là|được coi là|yang"
    r"|salah satu)\s+)*(?:stronghold|heartland|bastion|hotbed|birthplace|fiefdom|thành trì|căn cứ địa"
    r"|địa bàn|cái nôi|basis|kubu|benteng)"
    r"\s+(?:(?:of|for|the|cuối cùng|chính|vững chắc|lớn|của|hoạt động|utama|terakhir|kuat|terkuat|para)\s+)*$",
    re.IGNORECASE,
)
_HOME_BEFORE = re.compile(r"(?:,|\(|[–—-] )\s*(?:(?:a|an|the|former|known|main|last)\s+)+$")


def _is_home_ground(scene: Scene, mention: ActorMention) -> bool:
    """Whether a side is only named to say what a town shelled is ("Saada, a stronghold of the rebels")."""
    acts = {t.entry.act for t in scene.triggers}
    if acts & _TAKING or not acts & _FROM_AFAR:
        return False
    if _HOME_OF.search(scene.body, max(scene.sentence.start, mention.start - 60), mention.start):
        return True
    if not scene.body.startswith((" stronghold", " heartland", " bastion"), mention.end):
        return False
    return _HOME_BEFORE.search(scene.body, max(scene.sentence.start, mention.start - 20), mention.start) is not None


_STILL_HOLDS = re.compile(
    r"\s(?:vẫn |còn |đang |vẫn còn )*(?:giữ(?: được)?|kiểm soát|nắm giữ|chiếm giữ|trấn giữ|chốt giữ)\b"
)


def _holds_in_passing(scene: Scene, mention: ActorMention) -> bool:
    """Whether a side is only named to say who holds the town hit ("thủ phủ cuối cùng mà quân đội còn giữ được")."""
    acts = {t.entry.act for t in scene.triggers}
    if acts & _TAKING or not acts & _FROM_AFAR or not scene.body.endswith("mà ", 0, mention.start):
        return False
    return _STILL_HOLDS.match(scene.body, mention.end) is not None


_FROM_AFAR = frozenset({"strike", "airstrike", "shell", "blast", "suicide"})
_TAKING = frozenset({"capture", "hold", "regain", "fall", "lose"})


_UNIFORM = re.compile(r" (?:uniforms?|fatigues|clothing)\b")


def _is_guise(scene: Scene, mention: ActorMention) -> bool:
    """Whether a mention only says whose clothes somebody wears ("disguised as policemen", "in army uniforms")."""
    if mention.actor is None and _UNIFORM.match(scene.body, mention.end):
        return True
    guise = scene.marker("guise", mention.start - _REACH, mention.start)
    if guise is None or mention.actor is not None or any(guise.end <= a.start < mention.start for a in scene.actors):
        return False
    return mention.start - guise.end <= _CLOTHES


_MADE_BEFORE = re.compile(
    r"\b(?:buatan|bikinan|produksi|keluaran|sản xuất tại|sản xuất ở|chế tạo tại|made in|built in)\s+$"
)
_MADE_AFTER = re.compile(r"(?:-|\s)(?:made|built|supplied|designed|manufactured)\b|\s+(?:sản xuất|chế tạo|cung cấp)\b")
_HELPED = re.compile(
    r"\b(?:yểm trợ|hỗ trợ|chi viện|giải vây|membantu|mendukung|menyokong|in support of|to support|supporting"
    r"|(?:hậu thuẫn|hỗ trợ|yểm trợ|ủng hộ|trợ giúp)(?: hỏa lực| trên không| đường không)? (?:của|từ)(?: phong trào)?"
    r"|to help|helping|in defence of|in defense of|(?:nhằm|để|hòng) (?:giải cứu|giải thoát|cứu|sơ tán|bảo vệ))\s+"
    r"(?:(?:cho|các|những|lực lượng|\d+|para|operasi|the|operations by)\s+){0,2}$"
)
"""Whose side is taken: who follows is no target and does nothing ("strikes in support of X")."""


def is_helped(scene: Scene, mention: ActorMention) -> bool:
    """Whether a side is only named as the one that is helped, or that helps ("được sự hậu thuẫn của X")."""
    return _HELPED.search(scene.body, max(scene.sentence.start, mention.start - _REACH), mention.start) is not None


def _is_maker(scene: Scene, mention: ActorMention) -> bool:
    """Whether a country only built or gave the weapon ("drone buatan X", "an X-made bomb")."""
    if mention.country is None or mention.actor is not None:
        return False
    before = max(scene.sentence.start, mention.start - 24)
    return bool(_MADE_BEFORE.search(scene.body, before, mention.start) or _MADE_AFTER.match(scene.body, mention.end))


_APPOINTED_BY = re.compile(
    r"\b(?:ditunjuk|diangkat|dilantik|được|do|(?:appointed|installed|named) by(?: the)?)(?: oleh)? $"
)
_APPOINTED = re.compile(r"-(?:appointed|installed|named|imposed)\b")
_APPOINTS = re.compile(r" (?:bổ nhiệm|chỉ định|dựng lên|đưa lên)\b")


def _appoints(scene: Scene, mention: ActorMention) -> bool:
    """Whether a side only gave somebody his office ("yang ditunjuk junta", "a junta-appointed chief")."""
    if _APPOINTED.match(scene.body, mention.end):
        return True
    by = _APPOINTED_BY.search(scene.body, max(scene.sentence.start, mention.start - 24), mention.start)
    return by is not None and (scene.lang != "vi" or _APPOINTS.match(scene.body, mention.end) is not None)


_APPOSITION = re.compile(r"\)?,\s+(?:an?|the|one of the|once an?)\s+(?:[\w-]+\s+){0,3}$")


def _explains(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether a general noun only says what the group before it is ("Boko Haram, an Islamist militant group")."""
    if scene.lang != "en" or mention.actor is not None or last.members[-1].actor is None or last.members[-1].state:
        return False
    if mention.sector not in _FIGHTERS or mention.end - mention.start < _GROUP_NOUN:
        return False
    return _APPOSITION.fullmatch(scene.body, last.end, mention.start) is not None and (
        _A_GROUP.search(scene.body, mention.start, mention.end + 8) is not None
    )


_FIGHTERS = frozenset({"rebels", "separatists", "militants", "jihadists", "militia", "gunmen", "opposition"})
_GROUP_NOUN = 5
_A_GROUP = re.compile(r"\b(?:group|movement|organi[sz]ation|faction|militia|network|outfit|army)\b")
_WHO_THEY_ARE = re.compile(r"(?:nhóm|tổ chức|phiến quân|lực lượng|phong trào|nhánh|chi nhánh|mạng lưới)\b")


def _linked_aside(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether an aside tells to whom the group before it is linked ("ADF, nhóm có liên hệ với IS,")."""
    if scene.lang != "vi" or last.members[-1].actor is None or last.members[-1].state:
        return False
    if scene.between(last.end, mention.start) not in {", ", ", một "} or not scene.body.startswith(",", mention.end):
        return False
    return _WHO_THEY_ARE.match(scene.body, mention.start) is not None


_CONSISTS = re.compile(r",?\s+(?:bao gồm|gồm|quy tụ|tập hợp)\s+(?:\S+\s+){0,2}$")


def _consists_of(scene: Scene, last: Group, mention: ActorMention) -> bool:
    """Whether a general noun only says whom the alliance before it unites ("X, gồm ba nhóm vũ trang")."""
    if mention.actor is not None or mention.country is not None or last.members[-1].actor is None:
        return False
    return _CONSISTS.fullmatch(scene.body, last.end, mention.start) is not None


_WHO = re.compile(r"những (?:kẻ|người) (?:từng |đã )?(?:bị|được)\b")
_COPULA = re.compile(r"\b(?:là|sebagai|adalah|merupakan|ialah|as|was|were)\s+(?:(?:những|các|the|para|one of)\s+)*$")


def _is_predicate(scene: Scene, mention: ActorMention, last: Group | None) -> bool:
    """Whether a general noun only says what the side before it is ("X is thought to be the culprit")."""
    if last is not None and (
        _explains(scene, last, mention) or _consists_of(scene, last, mention) or _linked_aside(scene, last, mention)
    ):
        return True
    if mention.sector not in {"gunmen", "criminals"} or mention.actor is not None or mention.country is not None:
        return False
    if last is not None and scene.between(last.end, mention.start) == ", " and _WHO.match(scene.body, mention.start):
        return True  # "binh sĩ X, những kẻ bị cáo buộc ..., đã rút"
    before = max(scene.sentence.start, mention.start - 20)
    told = any(a.end <= mention.start and (a.actor or a.country) for a in scene.actors)
    return told and _COPULA.search(scene.body, before, mention.start) is not None


def _listed(scene: Scene, mention: ActorMention) -> bool:
    """Whether "and another side" follows a mention: then the comma before it divides a list."""
    following = next((m for m in scene.actors if m.start > mention.end), None)
    if following is None or following.start - mention.end > _REACH:
        return False
    return scene.marker("and", mention.end, following.start) is not None


def _is_backer(scene: Scene, mention: ActorMention) -> bool:
    return any(h.role == "backer" and 0 <= h.start - mention.end <= _NEXT_TO for h in scene.markers)


def _helped(scene: Scene, mention: ActorMention) -> MarkerHit | None:
    """The small word that opens "backed by": "được X hậu thuẫn", "do X hậu thuẫn"."""
    low = mention.start - _REACH
    armed = any(is_armed(a) and a.end <= mention.start for a in scene.actors)
    return scene.marker("passive", low, mention.start) or (scene.marker("by", low, mention.start) if armed else None)


def _attach_leading_backers(scene: Scene, groups: list[Group]) -> list[Group]:
    """ "Turkish-backed rebels": the backer stands before the side it backs."""
    kept: list[Group] = []
    for group in groups:
        last = kept[-1] if kept else None
        if last is not None and scene.marker("backer", last.end, group.start) and group.start - last.end <= 12:
            group.backers += last.members
            group.start, group.prep = last.start, last.prep or group.prep
            kept.pop()
        kept.append(group)
    return kept


def _in_range(scene: Scene, hit: MarkerHit) -> bool:
    """Whether "to" only joins two numbers ("40 to 50 gunmen")."""
    return scene.body[hit.start - 2 : hit.start - 1].isdigit() and scene.body[hit.end + 1 : hit.end + 2].isdigit()


_SUSPECTED = re.compile(r"suspected|alleged|reputed|presumed|(?:yang )?(?:diduga|disyaki|dipercayai|diyakini)")
_WHOM = re.compile(r"\s+(?:(?:to be|as|sebagai|merupakan|adalah|anggota|para|dari|oleh|kelompok|members of|the)\s+)*")


def _only_suspected(scene: Scene, cue: CueHit, end: int) -> bool:
    """Whether a word of doubt only describes who follows ("killed by suspected rebels"): nobody speaks."""
    doubt = _SUSPECTED.fullmatch(scene.body, cue.start, cue.end) is not None
    return doubt and _WHOM.fullmatch(scene.body, cue.end, end) is not None


def _preposition(scene: Scene, start: int, end: int) -> MarkerHit | None:
    """The small word that governs what begins at `end`: the nearest before it, past no trigger and no break."""
    if scene.body.endswith(_LOCATIVE, max(start - 1, 0), end):
        return None  # "the strike launched by the agency in Kabul"
    low = max(start, end - _REACH)
    for trigger in scene.triggers:
        if low < trigger.end <= end:
            low = trigger.end
    for cue in scene.cues:
        if low < cue.end <= end and cue.entry.effect in {"claimed", "accused"} and not _only_suspected(scene, cue, end):
            low = cue.end
    for segment in scene.segments:
        if low < segment.start <= end and segment.opener in OPENERS:
            low = segment.start
    found = None
    for hit in scene.markers:
        if hit.start >= end:
            break
        if hit.start >= low and hit.role in _PREPOSITIONS and not _in_range(scene, hit):
            keep = found is not None and hit.role == "of" and found.role in _OVER_OF
            found = found if keep else hit
    return None if found is None or _past_its_noun(scene, found.end, end) else found


def _past_its_noun(scene: Scene, start: int, end: int) -> bool:
    """Whether what a small word governs ends before a side ("on the coast the army", "at the time that X was")."""
    if "," in scene.between(start, end) or scene.marker("that", start, end) is not None:
        return True
    return scene.lang == "en" and _TWO_NOUNS.fullmatch(scene.body, start, end) is not None


_TWO_NOUNS = re.compile(r"\s+(?:the|an?)\s(?:(?!and\b|or\b)[\w'’-]+\s)+(?:the|an?)\s")
