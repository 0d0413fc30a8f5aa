"""Who is named in a text: hits of the lexicon's words put together to armed groups, forces, civilians and sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dropwire.extract.actors.nicknames import WEAK, Nicknames
from dropwire.extract.actors.registry import NAMELESS, Actor, ActorMention, Country, Force, exists
from dropwire.extract.place import Entry
from dropwire.extract.vocabulary.matcher import Match

# What may stand between a force and its country: "binh sĩ thuộc quân đội chính phủ Syria", "the Syrian Arab Army".
_BETWEEN = re.compile(
    r"(?:\s+|,\s+(?=chính)|(?:của|thuộc|trung thành với|do|từ|cùng|nước|"
    r"hai nước|kedua negara|dua negara|chính phủ|đặc nhiệm|chính quyền|tự xưng|người|"
    r"cầm quyền|quân sự|liên bang|số \d+|\d+(?:st|nd|rd|th)?|cơ giới|bộ binh|đổ bộ đường không|"
    r"Lapis Baja|Infanteri|Mekanis|Lintas Udara|Terjun Payung|Kavaleri|Artileri|Marinir|Khusus|[Kk]e-\d+|"
    r"pengintai|penyerbu|pendarat|lapis baja|bermotor|"
    r"thiết giáp|dù|thủy quân lục chiến|tác chiến|xung kích|"
    r"xe tăng|pháo binh|F-?\d+|Su-?\d+|Mi-?\d+|MiG-?\d+|[A-Z][\w/]*-\d+\w*|Hồi giáo|dòng Sunni|"
    r"milik|dari|pro|yang|dipimpin|oleh|loyal|kepada|pemerintah|rezim|asal|anggota|kelompok|pimpinan|gerakan|organisasi|jihadis|bersenjata|militan|"
    r"kerajaan|rejim|para|yang setia (?:kepada|pada)|loyalis|garis keras|afiliasi|udara|"
    r"General|Gen\.|Field|Marshal|Colonel|President|former|ousted|tướng|Tướng|tổng thống|cựu|nguyên soái|"
    r"[Pp]hó tổng thống|lãnh đạo|nhà lãnh đạo|thủ lĩnh|lãnh chúa|tư lệnh|chỉ huy|Jenderal|"
    r"jenderal|Marsekal|marsekal|presiden|Presiden|mantan|"
    r"led by|commanded by|warlord|leader|commander|"
    r"of|the|from|Arab|federal|government|regime|air|special|elite|army|state|naval|counter-?terrorism|group|loyal to|"
    r"Tornado|Typhoon|Sukhoi|Antonov|Apache|Black Hawk|Reaper|Predator|Mirage|Rafale|Shahed|Iskander|Kalibr|Bayraktar|"
    r"riot|border|security|armed|national|jihadist|linked|affiliated|backed|movement|feared|notorious|so-called|outlawed"
    r"|banned|rival|extremist|Islamist|radical|separatist|insurgent|hardline|terrorist|terror|suspected|"
    r"terlarang|ekstremis|radikal|separatis|teroris|yang dilarang|yang ditakuti|bernama|"
    r"khét tiếng|cực đoan|ly khai|khủng bố|bị cấm|có tên|mang tên)(?!\w)|'s|'|\(|\"|“|-)*",
)


def find_actors(
    text: str, lang: str, matches: Sequence[Match], nicknames: Nicknames | None = None, day: str | None = None
) -> list[ActorMention]:
    """The actors of a text, in order.

    Args:
        text: the text the matches were found in.
        lang: its language; English puts the country before the noun.
        matches: hits of `Actors.patterns` (others are passed over).
        nicknames: the words that name a group beside a noun for fighters.
        day: when the text was written.
    """
    names = [
        m for m in _told_apart(text, _of_this_region(text, matches), day)
        if m.kind in ("actor", "force", "country") and not _means_nobody(text, m.start)
        and not (m.kind == "country" and text.endswith(("pro-", "Pro-"), 0, m.start))  # whose side others are on
        and not (lang == "ms" and text[m.start : m.end].lower() == "pejabat")  # an office, no official
    ]  # fmt: skip
    mentions: list[ActorMention] = []
    i = 0
    while i < len(names):
        chain = [names[i]]
        while i + 1 < len(names) and _joined(text, chain[-1], names[i + 1], lang):
            i += 1
            chain.append(names[i])
        i += 1
        mention = (
            _that_group(text, chain[-1])
            or _unit(text, chain)
            or _merge(chain)
            or _of_that_country(text, chain)
            or (_weak(chain) if nicknames else None)
        )
        if mention is not None and not _is_hindered(text, mention):
            mentions.append(_staff(text, _of_people(text, lang, _unnamed(text, mention))))
    mentions = _with_acronyms(text, _share_noun(text, lang, mentions))
    return [*nicknames.name(text, mentions)] if nicknames is not None else mentions


_STAFF = (
    r"(?:petugas|(?:suka)?relawan|pengemudi|sopir|staf|pekerja|pegawai|nhân viên|tình nguyện viên|tài xế"
    r"|volunteers?|workers?|staff|drivers?|medics?|paramedics?)"
)
_STAFF_OF = re.compile(
    rf"\b{_STAFF}(?: (?:của|dari|of|from|with|the|hội|tổ chức|lembaga)){{0,3}} $", re.IGNORECASE
)  # fmt: skip
_IS_STAFF = re.compile(rf"{_STAFF}\b", re.IGNORECASE)


def _staff(text: str, mention: ActorMention) -> ActorMention:
    """People without arms told by the organisation they work for ("two Red Cross volunteers") are civilians."""
    if mention.sector != "international":
        return mention
    start = mention.start
    works = _IS_STAFF.match(text, start) or _IS_STAFF.match(text, mention.end + 1)
    if not works and _STAFF_OF.search(text, max(0, start - 48), start) is None:
        return mention
    return replace(mention, sector="civilians", actor=None, country=None, general=True, rule="actor: staff")


_HINDERING = re.compile(
    r"\b(?:làm chậm|chặn|cản|ngăn|kìm|cầm|memperlambat|menghambat|menahan|mencegah|slow|stop|halt|hinder|prevent|deny"
    r"|deter|delay)\b[^.,;]{0,40}$",
    re.IGNORECASE,
)


def _is_hindered(text: str, mention: ActorMention) -> bool:
    """Whether an enemy is only told of as kept from something ("to slow the enemy's advance")."""
    return mention.sector == "enemy" and _HINDERING.search(text, max(0, mention.start - 60), mention.start) is not None


_THAT_GROUP = re.compile(
    r"(?: (?:Syiah|Sunni|Islamis|militan|bersenjata|jihadis|teror|teroris|pemberontak|separatis|radikal|ekstremis"
    r"|Hồi giáo|vũ trang|cực đoan|dòng Shiite|dòng Sunni|nổi dậy|ly khai|thánh chiến)){1,3}"
    r" (?:itu|tersebut|này|nói trên)\b"
)


def _that_group(text: str, last: Match) -> ActorMention | None:
    """A group told of before, by what it is: "kelompok Syiah itu", "nhóm vũ trang dòng Shiite này"."""
    if not isinstance(last.entry, Force) or last.entry.sector != "gunmen":
        return None
    told = _THAT_GROUP.match(text, last.end)
    return ActorMention(last.start, told.end(), "gunmen", None, None, True, "actor: that group") if told else None


_SHORT = 5
"""Letters up to which a name of one word is looked on as one that others bear too ("RSF", "SDF", "Fano")."""
_INITIALS = 3
"""Letters up to which one in brackets may stand for other words before it ("Reporters Without Borders (RSF)")."""


def _shared_abroad(name: str) -> bool:
    """Whether a group's name says so little that elsewhere it is another's: an abbreviation, or common words."""
    return (len(name) <= _SHORT and name.isalnum()) or name.islower()


def _of_this_region(text: str, matches: Sequence[Match]) -> Sequence[Match]:
    """The matches without short or general names of groups far from every country the text speaks of.

    "RSF" of Mexico's journalists is no force of Sudan; a text that also has the group's full name means the group.
    """
    short = [
        m for m in matches
        if isinstance(m.entry, Actor) and m.entry.region and _shared_abroad(text[m.start : m.end])
    ]  # fmt: skip
    if not short:
        return matches
    starts = {m.start for m in short}
    ends = {m.end: m.entry for m in matches}
    spoken: set[str | None] = set()
    full: set[Actor] = set()
    for match in matches:
        entry = match.entry
        if match.start in starts:
            continue
        if isinstance(entry, Country):
            spoken.add(entry.name)
        elif isinstance(entry, Entry):
            spoken.add(entry.country)
        elif isinstance(entry, Actor):
            full.add(entry)
            spoken.add(entry.country)
    spoken.discard(None)
    if not spoken:
        return matches
    others = {
        m.entry for m in short
        if text.startswith("(", m.start - 1) and m.end - m.start <= _INITIALS and ends.get(m.start - 2) != m.entry
        and isinstance(m.entry, Actor) and m.entry.country not in spoken
    }  # fmt: skip
    elsewhere = {
        id(m) for m in short
        if isinstance(m.entry, Actor) and m.entry not in full
        and (m.entry in others or m.entry.region.isdisjoint(spoken))
    }  # fmt: skip
    return [m for m in matches if id(m) not in elsewhere] if elsewhere else matches


def _told_apart(text: str, matches: Sequence[Match], day: str | None) -> Sequence[Match]:
    """The matches with one group for each name: the one that exists then, of the country spoken of most.

    A general word ("resistance fighters") names nobody where no country of its groups is spoken of.
    """
    shared = [
        one.start for one, other in pairwise(matches)
        if one.start == other.start and isinstance(one.entry, Actor) and isinstance(other.entry, Actor)
    ]  # fmt: skip
    if not shared:
        return matches
    spoken = Counter(
        m.entry.name if isinstance(m.entry, Country) else m.entry.country
        for m in matches
        if isinstance(m.entry, Country | Entry) or (isinstance(m.entry, Actor) and m.start not in shared)
    )  # fmt: skip
    nouns = {m.start for m in matches if isinstance(m.entry, Force)}
    chosen: dict[int, Actor] = {}
    for match in matches:
        actor = match.entry
        if match.start in shared and isinstance(actor, Actor):
            best = chosen.setdefault(match.start, actor)
            if (exists(actor, day), spoken[actor.country]) > (exists(best, day), spoken[best.country]):
                chosen[match.start] = actor
    return [
        m for m in matches
        if m.start not in chosen or not isinstance(m.entry, Actor)
        or (m.entry is chosen[m.start]
            and (spoken[m.entry.country] or not spoken
                 or not (m.start in nouns or text[m.start : m.end].islower())))
    ]  # fmt: skip


_UNIT = re.compile(
    r" (?:(?:bộ binh|cơ giới|thiết giáp|xe tăng|lính dù|dù|đổ bộ(?: đường không)?|hải quân|đánh bộ|thủy quân lục chiến"
    r"|đặc nhiệm|pháo binh|xung kích|phòng vệ|cận vệ|tên lửa|trinh sát|biên phòng|cơ động|số"
    r"|Infanteri|Mekanis|Lintas Udara|Para|Raider|Kavaleri|Artileri|Marinir|Mobil|Lapis Baja|Khusus|No\.?) ?)*"
    r"(?:ke-)?\d{1,3}(?![\d.,:/%]|\s*(?:km|kilometer|xe|lính|tên|orang|người|tay súng))"
)
"""What follows the noun for a body of troops: its arm and its number."""
_UNIT_BEFORE = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) (?:[A-Z][\w-]+ ){0,4}$")
_UNITS = re.compile(
    r"\b(?:(?:lữ|sư|trung|tiểu|quân) đoàn|đại đội|batal[iy]on|brigade?|divisi|resimen|kompi|battalion"
    r"|division|regiment)\b",
    re.IGNORECASE,
)
UNIT = "actor: unit by its number"


def _unit(text: str, chain: list[Match]) -> ActorMention | None:
    """A body of troops told by its number alone ("Lữ đoàn 155", "patroli Batalyon 113", "the 93rd Brigade")."""
    start, end = chain[0].start, chain[-1].end
    if not all(isinstance(m.entry, Force) and m.entry.sector == "military" for m in chain):
        return None
    if _UNITS.search(text, start, end) is None:
        return None
    if (before := _UNIT_BEFORE.search(text, max(0, start - 50), start)) is not None:
        return ActorMention(before.start(), end, "military", None, None, True, UNIT)
    if (behind := _UNIT.match(text, end)) is not None:
        return ActorMention(start, behind.end(), "military", None, None, True, UNIT)
    return None


def _weak(chain: list[Match]) -> ActorMention | None:
    """A noun that names nobody unless a group's word follows ("drone milik Haftar")."""
    force = chain[0].entry
    if not isinstance(force, Force) or force.sector == "civilians":
        return None
    return ActorMention(chain[0].start, max(m.end for m in chain), force.sector, None, None, True, WEAK)


UNKNOWN = re.compile(
    r"\s+(?:(?:vũ trang|bịt mặt) )?(?:(?:không|chưa) (?:xác định|rõ(?: là)?|được xác định)(?: được)?(?: (?:danh tính"
    r"|lai lịch"
    r"|nguồn gốc|tung tích|là ai))?|lạ mặt|bí ẩn|vô danh|không tên)\b"
)
"""What says that nobody knows who they were."""
_ANYBODY = frozenset({"militants", "militia", "rebels", "criminals"})


def _unnamed(text: str, mention: ActorMention) -> ActorMention:
    """A band said to be unknown names nobody, whomever a general noun means there; former policemen are people."""
    if (
        mention.actor is None
        and mention.sector in {"military", "police"}
        and _FORMER.search(text, max(0, mention.start - 32), mention.start)
    ):
        return replace(mention, sector="civilians")
    if mention.actor is not None or mention.sector not in _ANYBODY:
        return mention
    return replace(mention, sector="gunmen") if UNKNOWN.match(text, mention.end) else mention


_FORMER = re.compile(
    r"\b(?:mantan|bekas|cựu|former|retired|pensiunan|purnawirawan|pesara)\s+(?:(?:anggota|perwira|personel|pegawai"
    r"|thành viên|nhân viên|sĩ quan|viên|members of the)\s+)?$|\bex-$",
    re.IGNORECASE,
)
"""Before those who bear arms no more."""
_COUNTED_PEOPLE = re.compile(
    r"(?:\d|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|chục|trăm|nghìn|ngàn|nhiều|những|các)) người $"
    r"|\b(?:vợ chồng|công dân|du khách|nhà báo|phóng viên|kỹ sư|công nhân|nhân viên|linh mục|bác sĩ|ngư dân|doanh nhân"
    r"|nhà truyền giáo|sinh viên|phụ nữ|đàn ông|trẻ em|con tin) người $"
    r"|\bđội tuyển(?: \w+){0,3} $|\b(?:pasangan|suami istri|pria|lelaki|wanita|perempuan|pemuda|remaja|siswa) $",
    re.IGNORECASE,
)  # fmt: skip
_COUNTED_IN_ENGLISH = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|several|many|some"
    r"|dozens of|hundreds of|scores of) (?:young |elderly |more |other |unarmed )?$", re.IGNORECASE,
)  # fmt: skip


def _of_people(text: str, lang: str, mention: ActorMention) -> ActorMention:
    """ "Two Palestinians", "năm người Palestine" are people of a country, not its army."""
    if mention.sector != "country":
        return mention
    counted = _COUNTED_PEOPLE
    if lang == "en":
        if mention.rule != "actor: demonym" or text[mention.end - 1] != "s":
            return mention
        counted = _COUNTED_IN_ENGLISH
    if counted.search(text, max(0, mention.start - 28), mention.start) is None:
        return mention
    return replace(mention, sector="civilians", rule="actor: people and country")


_LEADS = ("chỉ huy", "lãnh đạo")
_LED_BY = re.compile(r"\b(?:do|được) (?:\S+ ){1,6}$")
_HAS_HELD = ("đã ", "sẽ ", "đang ", "vừa ", "từng ", "được ")
"""Before the verb "tổ chức", to hold or launch; alone it is an organisation."""
_CONTINENT = ("Nam ", "Trung ", "Bắc ", "châu ", "Châu ")
_AGAINST = ("chống ", "anti ", "anti-", "kontra-", "kontra ")
_DEED = ("khủng bố", "teroris ", "teroris.", "teroris,")
_OF_TERROR = re.compile(r"\b(?:tấn công|đánh bom|hành động|âm mưu|vụ|serangan|aksi|ancaman) $", re.IGNORECASE)
"""Before "terror": a kind of deed, nobody's name."""


_SIDES_WITH = re.compile(
    r"[\w-]+ (?:news |media )?(?:web ?sites?|newspapers?|dail(?:y|ies)|channels?|media|outlets?|agency|agencies|groups?"
    r"|radio|television|TV|broadcasters?|activists?|monitors?|portals?|bloggers?|press|parties|party|politicians?|lawmakers?)\b"
)
"""Whose side news media or politicians are on: they are not that side."""


_VILLAGE_OF = re.compile(
    r"\b(?:[Ll]àng|[Tt]hôn|[Bb]ản|[Tt]hị trấn|[Kk]hu|[Cc]ộng đồng|[Dd]ân làng|[Cc]hợ|[Tt]rại)\b[^.;,:]{0,36} (?:của )?$"
)
"""Before a people whose village it is."""


def _means_nobody(text: str, start: int) -> bool:
    """Whether words name no side: whom others are against, a people, a river, an office, a kind of deed."""
    if _SIDES_WITH.match(text, start) and text.endswith("pro-", 0, start):
        return True  # "the pro-rebel website"
    if text[max(0, start - 7) : start].lower().endswith(("anti-", "ethnic ", "sungai ", "sông ", "dinh ")):
        return True  # "anti-Houthi forces", "ethnic Albanians", "sông Niger"
    if text.startswith("người ", start) and _VILLAGE_OF.search(text, max(0, start - 48), start):
        return True  # "làng Sobane của người Dogon"
    if text.startswith(_LEADS, start) and _LED_BY.search(text, max(0, start - 40), start):
        return True  # "quân Serb do tướng Mladic chỉ huy"
    if text.startswith("tổ chức", start) and text.endswith(_HAS_HELD, 0, start):
        return True  # "đã tổ chức tấn công"
    if (
        text.startswith("Mỹ", start)
        and text.endswith(_CONTINENT, 0, start)
        and not text.endswith("miền Nam ", 0, start)
    ):
        return True  # "Nam Mỹ" is South America
    if text.startswith(("government area", "government council", "group of "), start):
        return True  # "Damboa local government area", "a group of pilgrims"
    if text.startswith(("khủng bố", "nổi dậy", "bạo loạn", "teroris"), start) and text.endswith(_AGAINST, 0, start):
        return True  # "chiến dịch chống khủng bố"
    return text.startswith(_DEED, start) and _OF_TERROR.search(text, max(0, start - 16), start) is not None


_THAT_COUNTRY = re.compile(r"\s+(?:nước này|nước đó|negara itu|negara tersebut|negara berkenaan)\b")
_AND = re.compile(r"\s*(?:,|and|, and)\s+")
LINKED = re.compile(
    r",?\s+(?:(?:yang|which|that|who|has|have|is|are|was|were|đã|từng|diduga|closely|claims?|memiliki"
    r"|mempunyai|có)\s+){0,2}"
    r"(?:(?:a|an|the|loose|close|known|alleged|suspected|mối|militant|extremist|armed|jihadist|Islamist|terrorist"
    r"|insurgent|group|organi[sz]ation|faction|network|outfit|militia)\s+){0,4}"
    r"(?:affiliation|links|ties|allegiance|kaitan|hubungan|berafiliasi|terafiliasi|berkaitan|terkait|berbaiat"
    r"|bersumpah setia|linked|affiliated|tied|allied|aligned|belonging"
    r"|pledged allegiance|có liên hệ|có liên kết|liên kết|liên hệ|có quan hệ|có dính líu|thề trung thành"
    r"|trung thành|liên quan|setia|loyal|afiliasi|sekutu|cabang|tunduk"
    r"|dikaitkan|bersekutu)\s+"
    r"(?:(?:dengan|pada|kepada|ke|to|with|với|tới|đến)\s+)?(?:(?:kelompok|the|nhóm|tổ chức|kumpulan)\s+)?"
)
"""What ties a group without a name to the one whose it is ("an armed group affiliated with X")."""
_NAMELESS = frozenset({"rebels", "jihadists", "militants", "militia", "gunmen"})


def _of_that_country(text: str, chain: list[Match]) -> ActorMention | None:
    """A means of war of the country named before: "tàu chiến nước này"."""
    force, end = chain[0].entry, max(m.end for m in chain)
    if not isinstance(force, Force) or _THAT_COUNTRY.match(text, end) is None:
        return None
    return ActorMention(chain[0].start, end, force.sector, None, None, True, "actor: noun of that country")


def _share_noun(text: str, lang: str, mentions: list[ActorMention]) -> list[ActorMention]:
    """ "Congolese and Ugandan soldiers", "tentara Kongo dan Uganda": the noun counts for both countries."""
    if lang in {"id", "ms"}:
        for i, (one, after) in enumerate(pairwise(mentions)):
            bare = after.sector == "country" and after.rule == "actor: name"
            if bare and one.sector == "military" and one.country and text[one.end : after.start] == " dan ":
                mentions[i + 1] = replace(after, sector=one.sector, rule="actor: noun and country")
    if lang != "en":
        return mentions
    for i in range(len(mentions) - 2, -1, -1):
        one, after = mentions[i], mentions[i + 1]
        shared = after.country is not None and after.actor is None and after.sector in {"military", "police"}
        noun_first = text[after.start : after.start + 1].isupper()
        if shared and noun_first and one.rule == "actor: demonym" and _AND.fullmatch(text, one.end, after.start):
            mentions[i] = replace(one, sector=after.sector, rule="actor: noun and country")
    return mentions


_FIRED = re.compile(r"(?:roket|rudal|mortir|peluru|drone|dron)\b", re.IGNORECASE)
_PRO = re.compile(r"\b[Pp]ro-$")
_FOR = re.compile(r"\bpro[- ]$")


_HIT = re.compile(
    r" (?:hit|struck|landed|fell|killed|killing|wounded|exploded|slammed|rained|pounded|destroyed|were|have|had)\b"
)


def _bombs(text: str, left: Match, right: Match) -> bool:
    """Whether "bombs" or "shells" is what a side does, not what it fired ("Russia bombs Odesa")."""
    if text[right.start : right.end] not in {"bombs", "shells"} or _HIT.match(text, right.end):
        return False
    if isinstance(left.entry, Country):  # "Russian bombs", "US bombs" are things
        return left.entry.form != "demonym" and text[left.end - 1].islower()
    return True


_BACKED = re.compile(r"\b(?:do|được|dukungan|yang didukung)\s*$")


def _shells(text: str, left: Match, right: Match) -> bool:
    """Whether "pháo kích" is what the force before it does, not part of its name."""
    return left.kind == "force" and text.startswith("pháo kích", right.start)


def _belongs(text: str, left: Match, gap: str) -> bool:
    """Whether fighters without a name are tied to the group behind them."""
    if isinstance(left.entry, Force) and left.entry.sector in _NAMELESS and LINKED.fullmatch(gap):
        return True
    fighters = left.kind == "actor" and _FIGHTERS.search(text, left.start, left.end) is not None
    return fighters and _OF_GROUP.fullmatch(gap) is not None  # "Palestinian fighters from Hamas"


_OF_GROUP = re.compile(r" (?:from|of|with|belonging to|loyal to|của|thuộc|dari) (?:the )?")
_FIGHTERS = re.compile(
    r"\b(?:fighters|militants|gunmen|rebels|guerrillas|insurgents|tay súng|chiến binh|pejuang|milisi)\b"
)


_ROCKETS = ("tên lửa", "rocket", "roket", "rudal", "peluru", "missile", "đạn")


def _flies_from(text: str, left: Match, gap: str) -> bool:
    """Whether a country is only where a rocket came from: others fire from there too."""
    return gap.strip() in {"từ", "dari", "from"} and text[left.start : left.end].lower().startswith(_ROCKETS)


def _joined(text: str, left: Match, right: Match, lang: str) -> bool:
    """Whether two hits are parts of one name: a noun and its country, a noun and a group."""
    if right.start <= left.end:
        return right.start == left.start
    gap = text[left.end : right.start]
    if lang == "en" and right.kind == "force" and left.kind == "actor" and gap == ") ":
        return True  # "the New People's Army (NPA) rebels"
    if lang == "en" and gap in {"'s ", "’s "} and (left.kind, right.kind) in {("country", "actor"), ("actor", "force")}:
        return True  # "Sudan's Rapid Support Forces", "the Wagner Group's fighters"
    if right.kind == "actor" and _belongs(text, left, gap):
        return True
    if len(gap) > 40 or (gap != " " and not _BETWEEN.fullmatch(gap)):
        return False
    if _of_others(text, left, right, gap) or (right.kind == "country" and _flies_from(text, left, gap)):
        return False
    if left.kind == "actor" and right.kind == "country":
        state = isinstance(right.entry, Country) and right.entry.form != "metonym"
        return state and gap == " " and lang in {"id", "ms"}  # "Taliban Afganistan"
    if right.kind == "force":
        if _bombs(text, left, right) if lang == "en" else _shells(text, left, right):
            return False
        if left.kind == "country":
            return (
                lang == "en" and "of" not in gap.split() and not _PRO.search(text, max(0, left.start - 4), left.start)
            )
        if left.kind == "actor":
            return lang == "en" and not gap.strip()
        return not gap.strip() or gap.strip() in ("của", "thuộc", "chính phủ", "pemerintah", "government")
    return left.kind == "force" and not ("(" in gap and right.kind == "country")


def _of_others(text: str, left: Match, right: Match, gap: str) -> bool:
    """Whether a noun and a force or country behind it are two: a uniform, a rocket's origin, whom a militia is for."""
    if left.kind == "country" and "backed" in gap:
        return True  # "Turkish-backed rebels" are not those of Turkey
    if right.kind == "force":
        return text.endswith("berseragam", left.start, left.end)  # "pria berseragam polisi"
    if right.kind != "country":
        return False
    if _BACKED.search(gap):
        return True  # "phe nổi dậy do Mỹ hậu thuẫn"
    if gap == " dari " and _FIRED.match(text, left.start, left.end):
        return True  # "roket dari Lebanon"
    return _FOR.search(gap) is not None  # "milisi pro-Indonesia"


def _merge(chain: list[Match]) -> ActorMention | None:
    start, end = chain[0].start, max([m.end for m in chain])
    groups: list[Actor] = []
    forces: list[Force] = []
    countries: list[Country] = []
    for match in chain:
        entry = match.entry
        if isinstance(entry, Actor):
            groups.append(entry)
        elif isinstance(entry, Force):
            forces.append(entry)
        elif isinstance(entry, Country):
            countries.append(entry)
    if groups:
        actor = groups[-1]
        return ActorMention(start, end, actor.sector, actor.country, actor, False, "actor: lexicon")
    country = countries[0].name if countries else None
    if forces:
        strong = [f for f in forces if f.strong]
        # "milisi separatis": what they fight for says more than that they are a militia
        force = next((f for f in strong if f.sector != "militia"), strong[0] if strong else forces[0])
        force = next((f for f in forces if f.sector == "enemy"), force)  # "tentara musuh": whose soldiers they are
        if not force.strong and country is None:
            nameless = force.sector in NAMELESS
            return ActorMention(start, end, force.sector, None, None, True, "actor: noun") if nameless else None
        if force.sector == "gunmen":
            return ActorMention(start, end, "gunmen", country, None, True, "actor: noun and country")
        return ActorMention(
            start, end, force.sector, country, None, country is None, f"actor: noun{' and country' if country else ''}"
        )
    if countries:
        return ActorMention(start, end, "country", country, None, False, f"actor: {countries[0].form}")
    return None


def _with_acronyms(text: str, mentions: list[ActorMention]) -> list[ActorMention]:
    """Join "Lực lượng Dân chủ Syria" and the "(SDF)" that follows it."""
    joined: list[ActorMention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and mention.start - last.end <= 3
            and "(" in text[last.end : mention.start]
            and mention.actor is not None
            and (last.actor is mention.actor or last.actor is None)
        ):
            end = mention.end + text.startswith(")", mention.end)
            joined[-1] = replace(mention, start=last.start, end=end)
        else:
            joined.append(mention)
    return joined
