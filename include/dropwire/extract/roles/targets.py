"""Whose was what was hit or taken: who held the place, owned the target, stayed there, or mans such a post."""

from __future__ import annotations

import re

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.roles.subjects import EXPLOSIVE, HARMS, Window
from dropwire.extract.sentence.scene import Group, Scene, TriggerHit, is_armed, is_civil, same_camp

_AIMED = frozenset({"active", "passive"})


def whose_target(scene: Scene, hit: TriggerHit, window: Window, agent: Group | None) -> tuple[Group | None, str]:
    """The side whose men, means or post were hit, with the rule that says so; none and "" where nothing tells."""
    aimed = hit.entry.act in EXPLOSIVE | {"attack"}
    if aimed and hit.entry.frame in _AIMED and (owner := owner_of_target(scene, hit, agent)):
        return owner, "role: whose means were hit"
    if hit.entry.frame in {"noun", "clash"} and (fallen := fallen_in(scene, hit, window, agent)):
        return fallen, "role: fell in it"
    if guest := stays_there(scene, hit):
        return guest, "role: stays at the place hit"
    if aimed and (hidden := hides_there(scene, hit, agent)):
        return hidden, "role: has its base or hideout there"
    if holder := holder_of_post(scene, hit, agent):
        return holder, "role: holds such a post"
    return None, ""


_HELD_BY = re.compile(
    r"\b(?:(?:dipertahankan|dikuasai|diduduki|dijaga|dipegang|dikendalikan|dikontrol)\s+(?:oleh\s+)?"
    r"|(?:held|controlled|defended|occupied|garrisoned|guarded|manned)\s+by\s+)(?:para\s+|the\s+)?$", re.IGNORECASE,
)  # fmt: skip
_HOLDS = re.compile(
    r"\s+(?:trấn giữ|kiểm soát|nắm giữ|chiếm giữ|phòng thủ|bảo vệ|canh giữ|cố thủ|chiếm đóng|chốt giữ)\b"
)
_BY = re.compile(r"\b(?:do|mà)\s+(?:các\s+)?$")


def holder_of_place(scene: Scene, taker: Group | None) -> Group | None:
    """Who held the place that changes hands: "the last town held by the army fell to the rebels"."""
    for group in scene.groups:
        first = group.members[0]
        if group is taker or group.source or not is_armed(first):
            continue
        if taker is not None and same_camp(first, taker.members[0]):
            continue
        before = scene.body[max(scene.sentence.start, group.start - 36) : group.start]
        if "kembali d" in before:
            continue  # "kembali dikuasai X": X takes it back
        if _HELD_BY.search(before) or (_BY.search(before) and _HOLDS.match(scene.body, group.end)):
            return group
    held = (m for m in scene.actors if scene.body.startswith(("-held", "-controlled"), m.end) and is_armed(m))
    holder = next((m for m in held if taker is None or not same_camp(m, taker.members[0])), None)
    return Group(holder.start, holder.end, [holder]) if holder is not None else None


_UNIT = re.compile(
    r"\s*(?:sebuah |dua |tiga |beberapa )?(?:markas|pangkalan|kamp|barak|pos)\s+(?:(?:utama|besar)\s+)?"
    r"(?:[Dd]ivisi|[Bb]rigade|[Bb]at[ai]l[iy]?on|[Rr]esimen|[Ii]nfanteri|militer|tentara|tentera|angkatan)\b"
)


def holder_of_unit(scene: Scene, hit: TriggerHit, agent: Group | None) -> Group | None:
    """The army whose unit's base fighters take: "merebut markas Divisi Infanteri ke-16"."""
    if agent is None or agent.members[0].state or hit.entry.frame != "active":
        return None
    base = _UNIT.match(scene.body, hit.end)
    if base is None or any(g.start < base.end() + 24 and g.end > hit.end and g is not agent for g in scene.groups):
        return None
    army = ActorMention(hit.end, base.end(), "military", None, None, True, "actor: post")
    return Group(hit.end, base.end(), [army])


_MEANS = re.compile(
    r"\b(?:cầu phao|đoàn xe|xe|kho|căn cứ|trận địa|radar|bệ phóng|vị trí|mục tiêu|sở chỉ huy|hệ thống|máy bay"
    r"|trực thăng"
    r"|tàu|chiến hạm|tên lửa|sân bay|trung tâm|cứ điểm|công sự|đơn vị|tuyến tiếp tế|trại|UAV|pháo|xuồng"
    r"|jembatan ponton|konvoi|kendaraan|gudang|pangkalan|radar|peluncur|posisi|sasaran|target|markas|sistem|pesawat"
    r"|helikopter|kapal|rudal|roket|pos|kubu|kem|tank|drone|artileri)\b"
)
_ITS_MEANS = re.compile(
    r"\b(?:phòng tuyến|tuyến phòng thủ|vị trí|mục tiêu|căn cứ|kho đạn|kho vũ khí|trận địa|sở chỉ huy|cứ điểm|chiến hào"
    r"|công sự|tàu chiến|đơn vị|doanh trại) (?:quân sự )?$"
)
"""Before the country they belong to: "tấn công phòng tuyến Nga"."""
_OWNER = re.compile(r"\b(?:của|milik|kepunyaan)\s+(?:phe\s+|quân\s+|pihak\s+)?$")
_OWNED_BEHIND = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:pontoon|depots?|bases?|convoys?|positions?|airfields?|radars?|launchers?|ships?|tanks?"
    r"|targets|command post|air defences?|air defenses?|warehouses?|vehicles?|stronghold|hideouts?)\b"
)
_OWNED_WITHIN = 80
"""How far before its owner what was hit may stand."""
_PLACED = re.compile(
    r"(?:\bmà\s+(?:quân\s+)?|\byang (?:dipasang|ditempatkan|dikerahkan|disimpan|digunakan|disiapkan)\s+(?:oleh\s+)?"
    r"|\byang (?:menampung|ditempati|dihuni|menjadi (?:markas|pangkalan))\s+(?:oleh\s+)?(?:(?:ribuan|ratusan|para)\s+)?"
    r"|\b(?:used|deployed|operated|owned|placed|set up|positioned)\s+by\s+(?:the\s+)?)$"
)


def owner_of_target(scene: Scene, hit: TriggerHit, agent: Group | None) -> Group | None:
    """Whose means of war were hit: "cầu phao của X", "rockets used by X"."""
    end = scene.clause(hit.start)[1]
    for group in scene.groups:
        first = group.members[0]
        if not hit.end <= group.start < end or group.source or group is agent or not (first.state or is_armed(first)):
            continue
        if agent is not None and same_camp(first, agent.members[0]):
            continue
        low = max(hit.end, group.start - _OWNED_WITHIN)
        if first.sector == "country" and _owns_town(scene, group):
            continue
        owned = _OWNER.search(scene.body, low, group.start) and _MEANS.search(scene.body, low, group.start)
        if owned or _PLACED.search(scene.body, low, group.start):
            return group
        if scene.lang == "vi" and first.sector == "country" and _ITS_MEANS.search(scene.body, low, group.start):
            return group
        if scene.lang == "en" and first.rule == "actor: demonym" and _OWNED_BEHIND.match(scene.body, group.end):
            return group
    return None


_A_POST = 12
"""How near before a name the word stands that makes it a post's ("căn cứ al-Tanf của" X)."""


def _owns_town(scene: Scene, group: Group) -> bool:
    """Whether a country only says whose town it is ("một trung tâm thương mại ở thủ đô Nairobi của Kenya")."""
    town = next((p for p in scene.places if 0 < group.start - p.end <= 5 and p.kind not in {"site", "country"}), None)
    return town is not None and _MEANS.search(scene.body, max(0, town.start - _A_POST), town.start) is None


_FELL = re.compile(
    r"\b(?:tewas|gugur|terbunuh|terkorban|meninggal|maut|thiệt mạng|bị giết|bị tiêu diệt|bị hạ sát|tử trận|hy sinh"
    r"|tử vong|(?:was|were|been|are) killed|died|dead)\b[^,.;]{0,24}$"
)


def fallen_in(scene: Scene, hit: TriggerHit, window: Window, agent: Group | None) -> Group | None:
    """The armed side that fell in the attack told of: "a commander of X was killed in an air strike"."""
    for group in reversed(window.left):
        if group is agent or group.source or not is_armed(group.members[0]) or group.members[0].sector == "government":
            continue
        if agent is not None and same_camp(group.members[0], agent.members[0]):
            continue
        return group if _FELL.search(scene.body, group.end, hit.start) else None
    return None


_WHERE = re.compile(
    r"\b(?:nơi|nơi mà|tempat|lokasi|where)\s+"
    r"(?:(?:được cho là|bị nghi|có|diyakini|diduga|các|những|nhiều|một số|para|sejumlah|some|many|the)\s+){0,3}$"
)
_STAYS = re.compile(
    r"\s*(?:[^\s,.;]+\s+){0,4}?(?:đóng|trú|đồn trú|ẩn náu|ẩn nấp|tập trung|cố thủ|tập kết|lẩn trốn|nghỉ|ở\b|bermarkas"
    r"|bersembunyi|berkumpul|ditempatkan|berada|menginap|bertahan|tinggal|berlindung|based|stationed|housed|sheltering|hiding"
    r"|staying|gathered|quartered|billeted|holed up|living|stayed|had gathered)"
)
_VEHICLE_OF = re.compile(
    r"\b(?:khi|lúc)\s+(?:\S+\s+){0,2}?(?:xe|đoàn xe|ô tô)\s+(?:\S+\s+){0,3}?(?:của\s+)?(?:các\s+)?$"
)
_COMES_BY = re.compile(r"\s+(?:\S+\s+){0,2}?(?:đi|chạy|lăn bánh|di chuyển|ngang)\s+(?:ngang\s+)?(?:qua|tới|đến)\b")


def stays_there(scene: Scene, hit: TriggerHit) -> Group | None:
    """The side said to be at the place hit: "hit a hotel where foreign troops were staying", "as a car of X passed"."""
    for group in scene.groups:
        if group.start < hit.end or group.source or not is_armed(group.members[0]):
            continue
        passes = hit.entry.act == "blast" and _VEHICLE_OF.search(scene.body, hit.end, group.start)
        if passes and _COMES_BY.match(scene.body, group.end):
            return group
        if _WHERE.search(scene.body, hit.end, group.start) and _STAYS.match(scene.body, group.end, scene.sentence.end):
            return group
    return None


_HIDEOUT_OF = re.compile(
    r"\b(?:(?:hang ổ|sào huyệt|căn cứ(?: địa)?|sở chỉ huy|đại bản doanh|tổng hành dinh|trại (?:huấn luyện|tập luyện)"
    r"|(?:nơi|chỗ|điểm) (?:ẩn náu|trú ẩn|ẩn nấp|trú ngụ|trú chân|lẩn trốn|tập kết)|bàn đạp)"
    r"(?:\s(?:quân sự|huấn luyện|hậu cần|chính|chủ yếu|quan trọng|lớn(?: nhất)?|cuối cùng))* của"
    r"(?:\s(?:các|những|giới|ban|thủ lĩnh|chỉ huy|lãnh đạo|thành viên|tay súng|phần tử|nhóm|tổ chức))*"
    r"|(?:sarang|markas(?: besar)?|pangkalan|persembunyian|(?:kamp|kem)(?: pe?latihan)?|pusat (?:komando|pe?latihan)"
    r"|tempat (?:berlindung|berkumpul|bersembunyi|pe?latihan))"
    r"(?:\s(?:utama|induk|terbesar|besar|terakhir|penting|baru|milik|bagi|untuk|para|kawanan|gerombolan|gembong|pemimpin"
    r"|pentolan|komandan|anggota|kelompok|kumpulan|jaringan))*"
    r"|(?:camp|base|hideout|hide-out|den|lair|headquarters|hub|sanctuary|safe house)s? (?:\w+ ){0,2}(?:of|for|by|to)"
    r"(?:\s(?:the|a|senior|top|leaders|commanders|members|fighters|of))*)\s[\"“']?$", re.IGNORECASE,
)  # fmt: skip
"""Before the side whose base or hideout the place is: "sào huyệt của X", "sarang X", "used as a base by X"."""
_ITS_HIDEOUT = re.compile(
    r"(?:['’]s?)?[\"”]? (?:\w+ ){0,2}(?:camps?|bases?|hideouts?|hide-outs?|dens?|lairs?|headquarters|hub|sanctuary)\b"
)
_SITE = r"(?:sân bay|phi trường|căn cứ|bandara|pangkalan|airport|air ?base|airfield)"
_HELD_SITE = re.compile(
    rf"\b{_SITE}\b[^,.;]{{0,40}}?(?:\bdo|\byang (?:dikuasai|dipegang|diduduki)(?: oleh)?|(?:held|controlled|seized) by)"
    r"(?: (?:the|nhóm|lực lượng|phe|pasukan|kelompok))*\s$", re.IGNORECASE,
)  # fmt: skip
_HELD_AFTER = re.compile(rf"-(?:held|controlled) (?:\w+ ){{0,2}}{_SITE}\b", re.IGNORECASE)
"""An airport or a base, which only its holders use: "sân bay Nyala do RSF nắm giữ"."""
_USED_AS = re.compile(r"\s+(?:(?:đã|đang|vẫn|từng)\s+)?(?:dùng|sử dụng|lấy|chọn|biến) (?:làm|thành)\b")
_USED_BY = re.compile(
    r"\b(?:nơi|được|bị)\s+(?:(?:các|những|tay súng|phiến quân|tướng|thủ lĩnh|nhóm|tổ chức)\s+)*$"
    r"|\byang (?:dijadikan|digunakan|dipakai|difungsikan)(?: (?:sebagai )?\w+)?\s+"
    r"(?:oleh\s+)?(?:(?:para|kelompok|kumpulan)\s+)?$"
)
"""Before and behind who uses a place as base or springboard."""


def hides_there(scene: Scene, hit: TriggerHit, agent: Group | None) -> Group | None:
    """The side whose base, camp or hideout is hit: "bombed a forest where X has a camp", "kamp yang jadi sarang X".

    A town they only rule is home to others, so their "stronghold" is none; nor is it told of people without arms.
    """
    if any(f.whom is not None and is_civil(f.whom) for f in scene.figures):
        return None
    behind = next((t.start for t in scene.triggers if t.start >= hit.end and t.entry.act in HARMS), scene.sentence.end)
    for group in scene.groups:
        first = group.members[0]
        if not hit.end <= group.start < behind or group.source == "speaker" or first.state or not is_armed(first):
            continue
        if agent is not None and (group is agent or same_camp(first, agent.members[0])):
            continue
        if _hideout_of(scene, hit.end, first) or (group.prep != "origin" and _ITS_HIDEOUT.match(scene.body, group.end)):
            return group
    return None


def _hideout_of(scene: Scene, start: int, side: ActorMention) -> bool:
    """Whether words from `start` on make a place the base or hideout of a side."""
    low = max(start, side.start - 72)
    if _HIDEOUT_OF.search(scene.body, low, side.start) or _HELD_SITE.search(scene.body, low, side.start):
        return True
    if _HELD_AFTER.match(scene.body, side.end):
        return True
    used = _USED_BY.search(scene.body, max(start, side.start - 40), side.start) is not None
    return used and (scene.lang != "vi" or _USED_AS.match(scene.body, side.end) is not None)


_POLICE_POST = re.compile(r"cảnh sát|công an|poli[cs]e|polisi|polis\b", re.IGNORECASE)
_IN_UNIFORM = re.compile(
    r"quân|lính|binh|cảnh sát|công an|militer|tentara|tentera|tni\b|poli[cs]|military|army|troop|soldier", re.IGNORECASE
)
_POSTED = frozenset({"attack", "blast", "suicide", "grenade", "strike"})
_AROUND = 12
"""How near the words that say whose post it is stand to the word for it."""
_SOMEBODY = re.compile(r"\b(?:\d+|\w+) (?:người|orang|people)\b(?! khác)")
_ANYBODY = frozenset({"people", "persons", "person", "orang", "warga", "người", "nạn nhân", "korban"})


def _anybody(scene: Scene, mention: ActorMention) -> bool:
    """Whether a word says no more than that somebody was hit."""
    return scene.body[mention.start : mention.end].lower() in _ANYBODY


def holder_of_post(scene: Scene, hit: TriggerHit, agent: Group | None) -> Group | None:
    """Those in uniform at a post that somebody who is no state attacks: "gunmen stormed the barracks"."""
    if hit.entry.act not in _POSTED or (agent is not None and agent.members[0].state):
        return None
    own = scene.segments[scene.segment_at(hit.start)]
    end = scene.clause(hit.start)[1]
    uniformed = any(a.sector in {"military", "police"} for a in scene.actors)
    hurt = [f for f in scene.figures if f.kind != "captured"]
    if any(f.whom is not None and not (uniformed and _anybody(scene, f.whom)) for f in hurt):
        return None
    for post in scene.markers:
        named = (g for g in scene.groups if g.start <= post.start and post.end <= g.end and g is not agent)
        whose = next(named, None) if post.role == "base" and hit.end <= post.start < end else None
        harmed = any(f.exact != 0 for f in hurt)
        if whose is not None and whose.members[0].sector in {"military", "police"} and not (whose.source or harmed):
            return whose  # "in front of a police post"
        if (
            post.role != "base"
            or not own.start <= post.start < end
            or scene.marker("near", post.start - _AROUND, post.start)
        ):
            continue
        near = [
            g for g in scene.groups
            if g.start < post.end + 40 and g.end > post.start - 40 and g is not agent and g.source != "quoted"
        ]  # fmt: skip
        if any(g.members[0].sector != "country" and not _anybody(scene, g.members[0]) for g in near):
            continue  # whose it is is told
        around = scene.body[max(own.start, post.start - _AROUND) : post.end + _AROUND]
        anybody = any(f.whom is None and f.exact != 0 for f in hurt) and _SOMEBODY.search(scene.sentence.text)
        if anybody and _IN_UNIFORM.search(around) is None:
            continue  # "a bomb at a checkpoint killed five people": who they were is not told
        police = _POLICE_POST.search(scene.body, max(own.start, post.start - _AROUND), post.end + _AROUND)
        sector = "police" if police else "military"
        return Group(
            post.start, post.end, [ActorMention(post.start, post.end, sector, None, None, True, "actor: post")]
        )
    return None
