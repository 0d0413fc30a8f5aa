"""Sides no grammar gives: whose weapon it was, who stayed at the place hit, who holds such a post."""

from __future__ import annotations

import re

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.roles.subjects import EXPLOSIVE, HARMS, Roles, Window, acts, names_post
from dropwire.extract.sentence.scene import Group, Scene, TriggerHit, is_armed, is_civil, same_camp
from dropwire.extract.types import TERRITORY

WHOSE_WEAPON = "role: whose weapon"
_WHERE = re.compile(
    r"\b(?:nơi|nơi mà|tempat|lokasi|where)\s+(?:(?:các|những|nhiều|một số|para|sejumlah|some|many|the)\s+)?$"
)
_STAYS = re.compile(
    r"\s*(?:\S+\s+){0,3}?(?:đóng|trú|trú ngụ|đồn trú|ẩn náu|ẩn nấp|tập trung|cố thủ|tập kết|lẩn trốn|nghỉ|ở\b|bermarkas"
    r"|bersembunyi|berkumpul|ditempatkan|berada|menginap|bertahan|tinggal|berlindung|based|stationed|housed|sheltering|hiding"
    r"|staying|gathered|quartered|billeted|holed up|living|stayed|had gathered)"
)
_VEHICLE_OF = re.compile(
    r"\b(?:khi|lúc)\s+(?:\S+\s+){0,2}?(?:xe|đoàn xe|ô tô)\s+(?:\S+\s+){0,3}?(?:của\s+)?(?:các\s+)?$"
)
_COMES_BY = re.compile(r"\s+(?:\S+\s+){0,2}?(?:đi|chạy|lăn bánh|di chuyển|ngang)\s+(?:ngang\s+)?(?:qua|tới|đến)\b")
_POLICE_POST = re.compile(r"cảnh sát|công an|poli[cs]e|polisi|polis\b", re.IGNORECASE)
_IN_UNIFORM = re.compile(
    r"quân|lính|binh|cảnh sát|công an|militer|tentara|tentera|tni\b|poli[cs]|military|army|troop|soldier", re.IGNORECASE
)
_AIMED = frozenset({"active", "passive"})
_POSTED = frozenset({"attack", "blast", "suicide", "grenade", "strike"})
_AROUND = 12
"""How near the words that say whose post it is stand to the word for it."""


def complete(scene: Scene, hit: TriggerHit, window: Window, roles: Roles) -> None:
    """Sides no grammar gives: whose weapon it was, who stayed at the place hit, who holds such a post."""
    _name_accused(scene, hit, roles)
    _name_culprit(scene, hit, roles)
    if hit.entry.act in TERRITORY and roles.patient is None:
        roles.patient = holder_of_place(scene, roles.agent) or holder_of_unit(scene, hit, roles.agent)
        roles.patient_rule = "role: held the place" if roles.patient else ""
    if hit.entry.act not in HARMS:
        return
    _name_sender(scene, hit, window, roles)
    owner = carriers(scene, hit)
    if owner is not None:
        roles.agent, roles.agent_rule, roles.patient, roles.patient_rule = None, "", owner, "role: carried what blew up"
        return
    if roles.agent is not None and hit.entry.act in EXPLOSIVE and _only_hosts(scene, roles.agent):
        roles.agent, roles.agent_rule, roles.subject = None, "", None
    if roles.agent is None and hit.entry.act in EXPLOSIVE and hit.entry.frame != "suffer":
        roles.agent = layer(scene) or owner_of_means(scene, window)
        roles.agent_rule = WHOSE_WEAPON if roles.agent else ""
        if roles.patient is roles.agent:
            roles.patient, roles.patient_rule = None, ""
    if roles.patient is not None and _is_no_target(scene, hit, roles.patient):
        roles.patient, roles.patient_rule = None, ""
    if roles.patient is None and hit.entry.act in EXPLOSIVE | {"attack"} and hit.entry.frame in _AIMED:
        roles.patient = owner_of_target(scene, hit, roles.agent)
        roles.patient_rule = "role: whose means were hit" if roles.patient else ""
    if roles.patient is None and hit.entry.frame in {"noun", "clash"}:
        roles.patient = fallen_in(scene, hit, window, roles.agent)
        roles.patient_rule = "role: fell in it" if roles.patient else ""
    if roles.patient is None:
        roles.patient = stays_there(scene, hit)
        roles.patient_rule = "role: stays at the place hit" if roles.patient else ""
    if roles.patient is None:
        roles.patient = holder_of_post(scene, hit, roles.agent)
        roles.patient_rule = "role: holds such a post" if roles.patient else ""


_SENT_BOMBER = re.compile(r"\b(?:cho|cử|điều|phái|tung|dùng|sử dụng|huy động|mengirim|mengerahkan)\b(?:\s\S+){0,3}\s*$")


def _name_sender(scene: Scene, hit: TriggerHit, window: Window, roles: Roles) -> None:
    """Who sent a suicide bomber or a car bomb did it ("IS cho hai kẻ đánh bom liều chết lao vào ...")."""
    nameless = roles.agent is None or all(m.sector == "gunmen" and m.actor is None for m in roles.agent.members)
    if hit.entry.act != "suicide" or not nameless:
        return
    able = (g for g in reversed(window.left) if not g.source and g.prep is None and is_armed(g.members[0]))
    sender = next((g for g in able if not g.members[0].state), None)
    if sender is not None and _SENT_BOMBER.search(scene.body, sender.end, hit.start):
        roles.agent, roles.agent_rule = sender, "role: sent the bomber"


_ATTRIBUTE = re.compile(r"(?:'s)? (?:car |truck |roadside |suicide |suspected )?")
"""Between a group and its weapon: "an al-Shabaab car bomb"."""


_BEFORE_OWNER = 32
"""How near behind a weapon whose it is stands; behind "by" twice as far ("shells fired from X by Y")."""


_STANDS_AT = re.compile(r"\s(?:di|dekat|depan|at|near|outside|inside|ở|tại|gần|trước|ngoài|ngay)\s")


def stands_at(scene: Scene, weapon: int, group: Group) -> bool:
    """Whether a bomb that ends at `weapon` only stood where a side is ("a bomb outside a police barracks")."""
    return group.prep is None and _STANDS_AT.search(scene.body, weapon, group.start) is not None


def owner_of_means(scene: Scene, window: Window) -> Group | None:
    """The side whose weapon goes off ("rockets of the militia fell on ..."), not whose the town is in between."""
    for group in reversed(window.left):
        if group.source or not acts(group) or group.prep not in {None, "of", "by", "origin"}:
            continue
        if names_post(scene, group):
            continue
        low = max((p.end for p in scene.places if p.end <= group.start and group.prep == "of"), default=0)
        reach = 2 * _BEFORE_OWNER if group.prep == "by" else _BEFORE_OWNER
        near = (
            w for w in scene.weapons
            if low <= w.start < group.end and group.start - w.end <= reach
            and not stands_at(scene, w.end, group)
        )  # fmt: skip
        if any(w.entry.kind != "arms" for w in near):
            return group
        if scene.lang == "en" and any(_ATTRIBUTE.fullmatch(scene.body, group.end, w.start) for w in scene.weapons):
            return group
    return None


def layer(scene: Scene) -> Group | None:
    """Who laid or fired the weapon: "mines left by" somebody, anywhere in the sentence."""
    for group in scene.groups:
        laid = (w for w in scene.weapons if 0 <= group.start - w.end <= 30 and w.entry.kind != "arms")
        if group.prep == "by" and any(laid):
            return group
    return None


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


_HOSTING = re.compile(r"\s+(?:\w+\s+)?(?:camp|base|compound|school|shelter|hospital|clinic|headquarters|site)\b")


def _is_no_target(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether a side only says whose the site or the funeral was where people were hit."""
    return _of_those_mourned(scene, hit, group) or (_only_hosts(scene, group) and _people_hurt(scene, group))


def _of_those_mourned(scene: Scene, hit: TriggerHit, group: Group) -> bool:
    """Whether a side only says at whose funeral or wedding somebody struck."""
    civil = scene.marker("civil", hit.end, group.start)
    return group.prep == "of" and civil is not None and group.start - civil.end <= _AROUND


def _only_hosts(scene: Scene, group: Group) -> bool:
    """Whether an organisation only says whose the site is that was hit ("inside a UN camp", "kamp PBB")."""
    if group.members[0].sector != "international":
        return False
    before = any(m.role in {"site", "base", "civil"} and 0 <= group.start - m.end <= _AROUND for m in scene.markers)
    return before or _HOSTING.match(scene.body, group.end) is not None


def _people_hurt(scene: Scene, host: Group) -> bool:
    """Whether the losses are people without arms, or a hospital or school was hit."""
    if any(m.role == "civil" and 0 <= host.start - m.end <= _AROUND for m in scene.markers):
        return True
    return any(f.whom is not None and is_civil(f.whom) for f in scene.figures)


_NAMELESS = frozenset({"militia", "gunmen", "militants", "rebels", "jihadists", "criminals", "separatists"})
_BLAMED = 24
"""How near behind "blaming" the side stands that is blamed."""


def _name_accused(scene: Scene, hit: TriggerHit, roles: Roles) -> None:
    """ "Militiamen killed ..., witnesses said, blaming X": the fighters without a name are those of X."""
    agent = roles.agent
    if agent is None or any(m.actor or m.country or m.sector not in _NAMELESS for m in agent.members):
        return
    for cue in scene.cues:
        if cue.entry.effect != "accused" or cue.start < hit.end:
            continue
        blamed = next((g for g in scene.groups if 0 <= g.start - cue.end <= _BLAMED), None)
        if blamed is not None and blamed.members[0].actor is not None and not blamed.members[0].state:
            roles.agent, roles.agent_rule = blamed, "role: whom the witnesses blame"
            return


_CULPRIT = re.compile(
    r"(?:\b(?:[Hh]ung thủ|[Tt]hủ phạm|[Kk]ẻ (?:gây án|thủ ác|tấn công|nổ súng)|[Pp]elaku(?:nya)?|[Pp]enyerang(?:nya)?"
    r"|[Tt]he (?:attackers|assailants|killers|gunmen|perpetrators|culprits))\b[^.;:]{0,24}?"
    r"\s(?:là|adalah|merupakan|ialah|diduga|disebut|dipercayai|were|are)\s"
    r"|\b(?:attackers|assailants|killers|gunmen), (?:whom|who) [^,.;]{2,40} (?:described|identified|named) as )"
    r"(?:(?:các|những|thành viên|phần tử|anggota|kelompok|para|milisi|members|fighters|from|of|the|local|suspected)\s)*"
    r"[\"“']?$"
)
"""Before who the doers told of were: "hung thủ là phiến quân", "the attackers were members of X"."""


def is_culprit(scene: Scene, group: Group, after: int) -> bool:
    """Whether a group is told, from `after` on, to be who did what was told before."""
    named = group.members[0].start
    return _CULPRIT.search(scene.body, max(after, named - 100), named) is not None


def _name_culprit(scene: Scene, hit: TriggerHit, roles: Roles) -> None:
    """The doers a sentence names only behind the deed."""
    agent = roles.agent
    nameless = agent is None or all(m.actor is None and m.country is None for m in agent.members)
    if hit.entry.act not in HARMS | {"massacre", "abduct", "burn"} or not nameless:
        return
    for group in scene.groups:
        if group.start < hit.end or group is roles.patient or not is_armed(group.members[0]):
            continue
        if is_culprit(scene, group, hit.end):
            roles.agent, roles.agent_rule = group, "role: told to be the culprit"
            return


_SOMEBODY = re.compile(r"\b(?:\d+|\w+) (?:người|orang|people)\b(?! khác)")
_ANYBODY = frozenset({"people", "persons", "person", "orang", "warga", "người", "nạn nhân", "korban"})


def _anybody(scene: Scene, mention: ActorMention) -> bool:
    """Whether a word says no more than that somebody was hit."""
    return scene.body[mention.start : mention.end].lower() in _ANYBODY


_CARRIED = re.compile(
    r"\b(?:máy nhắn tin|bộ đàm|thiết bị liên lạc|pagers?|walkie-talkies?|penyeranta|alat kelui|alat komunikasi|radios?"
    r"|handsets?|communication devices)\b[^.;,]{0,40}$", re.IGNORECASE,
)  # fmt: skip


def carriers(scene: Scene, hit: TriggerHit) -> Group | None:
    """Those whose own devices went off: "pagers used by members of the group exploded"."""
    if hit.entry.act != "blast":
        return None
    return next((g for g in scene.groups if _CARRIED.search(scene.body, scene.sentence.start, g.start)), None)


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
