"""What a verb means by its object: "seized" a town, a commander, a bus; "clashed" with rebels or with a crowd."""

from __future__ import annotations

import re

from dropwire.extract.drafts.draft import RESULTS
from dropwire.extract.drafts.means import flown_by, weapon_kills
from dropwire.extract.roles.implied import WHOSE_WEAPON
from dropwire.extract.roles.subjects import Roles
from dropwire.extract.sentence.scene import Scene, TriggerHit, fights, is_armed, is_civil

TAKEN = 12
"""How near behind "captured" a figure of prisoners stands: people were taken, no place."""
_LOOT = 24
"""How near behind "carried off" rifles stand that were carried off."""
_BESIDE = 2
"""How near before it: "three captured"."""
_HOSTAGE = re.compile(
    r"(?:[^.;:]|\.(?=\d)){0,60}?\b(?:hostages?|captives?|con tin|sandera|tebusan)\b"
    r"(?!\s+(?:crisis|deal|talks|release))",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\s+(?:một|hai|ba|\d+|viên|tên|các|những|a|an|the|two|three|its|their|seorang|para|dua|tiga|\s|senior|top|wanted|"
    r"phi công|local|foreign|\w+ State|Taliban|IS|ISIS|rebel|militant|enemy|Russian|Ukrainian|deputy|regional|alleged)*"
    r"\b(?:phi công|thủ lĩnh|chỉ huy|chiến binh|tay súng|phần tử|nghi phạm|tù binh|nhân vật|trùm|quân nhân|sĩ quan|"
    r"pilots?|commanders?|leaders?|fighters?|gunmen|soldiers|servicemen|prisoners|suspects?|fugitives?|militants|"
    r"insurgents|airmen|generals?|mastermind|ringleader|officers?|conscripts|mercenar(?:y|ies)|"
    r"pilot|komandan|pemimpin|panglima|petempur|tawanan|buronan|perwira|tersangka|anggota)\b"
    r"(?!['’]s|-|\s+(?:of the town|base|positions|stronghold|camp|headquarters|houses?))",
    re.IGNORECASE,
)
_CROWD = re.compile(
    r"\b(?:đám đông|người dân giận dữ|người quá khích|kẻ quá khích|thanh niên|kerumunan|massa|warga yang marah|pemuda"
    r"|mahasiswa|suporter|sinh viên|students|crowds?|mobs?|youths?|fans)\b", re.IGNORECASE,
)  # fmt: skip
_FREED_BY_NAME = re.compile(
    r"\s+(?:\w+\s+){0,2}?(?:[^\W\d_a-z][\w.'-]*\s*){2,4},\s+(?:putra|putri|anak|istri|suami|pemimpin|bos|gembong|mantan"
    r"|seorang|pria|wartawan|jurnalis|warga|pilot|aktivis|son|daughter|wife|the|a|an|con trai|con gái|vợ|một|nhà)\b"
)
"""A person by name and apposition behind "freed": "membebaskan Ovidio Guzman, putra ..."."""
_FREED_PEOPLE = re.compile(
    r"\s+(?:(?:\w+\s+)?(?:\d[\d.,]*|seorang|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan|se\w+|puluhan|belasan|ratusan"
    r"|ribuan|para|semua|seluruh|keempat|kelima|ketiga|kedua)\s+)(?:orang\s+)?(?:\w+\s+)?"
    r"(?:anak|awak|kru|krew|siswa|siswi|pelajar|mahasiswa|santri|murid|warga|rakyat|penumpang|nelayan|pekerja|buruh"
    r"|wartawan|jurnalis|turis|pelancong|tahanan|narapidana|banduan|aktivis|guru|pilot|pendeta|biarawati|tentara|tentera"
    r"|prajurit|askar|polisi|korban|mangsa|perempuan|wanita|orang|gadis)\b"
)
"""People, counted, behind "membebaskan"."""
_HERD = re.compile(
    r"\s+(?:[\w,.]+\s+){0,5}?(?:cattle|livestock|cows|goats|sheep|camels|gia súc|đàn bò|trâu bò|ternak|sapi|kambing)\b",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"\s+(?:\w+ ){0,2}?(?:kendaraan|kenderaan|hasil (?:tanaman|panen)|harta|barang|uang|wang|perhiasan|makanan|logistik"
    r"|xe cộ|lương thực|tài sản|hàng hóa|tiền bạc|crops|food|valuables|belongings|cash|money|phones|harvests?)\b",
    re.IGNORECASE,
)
"""What is carried off, not taken as ground: looted."""
_VEHICLE = re.compile(
    r"\s+(?:\w+ ){0,4}?(?:bus|train|ship|vessel|tanker|ferry|boat|plane|airliner|minibus|cargo ship|"
    r"xe buýt|xe khách|đoàn tàu|tàu hỏa|tàu chở|tàu hàng|con tàu|máy bay|thuyền|"
    r"kereta|kapal|perahu|pesawat|tanker|feri)\b(?!\s+(?:station|terminal|depot|stop|yard))",
    re.IGNORECASE,
)


def act_of(scene: Scene, hit: TriggerHit, roles: Roles) -> str:
    """What is done: people taken are no place taken, shells from a jet are a strike."""
    act = hit.entry.act
    if act in {"advance", "attack"} and _walks_in(scene, hit):
        return "capture"
    if act == "defuse":
        return _defused(scene, hit, roles)
    if act in {"hold", "capture", "regain", "lose"}:
        held = "regain" if is_held_again(scene, hit) else "hold"
        act = held if act == "hold" else _taken(scene, hit, roles)
    if act == "arrest" and _UNKNOWN.search(scene.body, max(scene.sentence.start, hit.start - _BEFORE), hit.start):
        return "abduct"
    if act == "abduct":
        act = _taken_away(scene, hit, roles)
    if act == "burn":
        act = _burnt(scene, hit, roles)
    act = _blown_up(scene, hit, roles, act)
    if act != hit.entry.act:
        return act
    if act == "arrest" and _HOSTAGE.match(scene.body, hit.end, scene.clause(hit.start)[1]):
        return "abduct"
    if _by_weapon(scene, hit, roles):
        return "airstrike" if act == "shootdown" else "strike"
    return _from_afar(scene, hit, roles) or _in_a_crowd(scene, hit, roles)


def _blown_up(scene: Scene, hit: TriggerHit, roles: Roles, act: str) -> str:
    """What explodes without the verb saying so: bombs thrown, vehicles driven into a target, a blast that killed."""
    if act == "airstrike" and _throws_bombs(scene, hit, roles):
        return "blast"
    if act in _BLOWN_UP and _is_rammed(scene, hit):
        return "suicide"
    return "blast" if act == "kill" and blast_that(scene, hit) is not None else act


def blast_that(scene: Scene, hit: TriggerHit) -> int | None:
    """Where the blast is named that killed: the subject of the verb."""
    found = _BLAST_THAT.search(scene.body, scene.sentence.start, hit.start)
    return found.start() if found is not None else None


_BLAST_THAT = re.compile(
    r"(?<!trước )(?<!sau )(?<!before the )(?<!after the )(?<!since the )(?<!sebelum )(?<!setelah )"
    r"\b(?:blasts?|explosions?|ledakan|letupan|vụ nổ|tiếng nổ)\b(?! (?:of (?:gunfire|violence)|tembakan|amarah))"
    r"(?:(?!\b(?:and|dan|và|after|setelah|sau|when|ketika|khi|gunmen|shot|menembak|bắn)\b)[^.;])*$",
    re.IGNORECASE,
)
"""Before "killed": the blast that did it ("a blast ripped through a market, killing nine")."""
_AGAIN = re.compile(r"\b(?:kembali|lại|again|once more) $")
"""Before "controlled" it is taken back: "kembali dikuasai"."""
_SUSPECTED = re.compile(
    r" (?:\S+ ){0,3}?(?:(?:bị )?(?:tình )?nghi|(?:yang )?(?:diduga|dicurigai|disangka|dituduh)|suspected) "
)


def _taken_away(scene: Scene, hit: TriggerHit, roles: Roles) -> str:
    """What is carried off: arms are seized, suspects are arrested by a state's forces."""
    if any(w.entry.kind == "arms" and 0 <= w.start - hit.end <= _LOOT for w in scene.weapons):
        return "seize_arms"
    state = roles.agent is not None and roles.agent.members[0].sector in {"military", "police", "coalition"}
    return "arrest" if state and _SUSPECTED.match(scene.body, hit.end) is not None else "abduct"


def is_held_again(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a place that is controlled is so again, and so was taken back."""
    return _AGAIN.search(scene.body, max(scene.sentence.start, hit.start - 12), hit.start) is not None


_BLOWN_UP = frozenset({"blast", "attack", "strike", "kill", "massacre"})
_BOMB = (
    r"(?:thuốc nổ|chất nổ|xe(?: tải| bồn| con)? bom|xuồng bom|bahan peledak|bahan letupan|bom mobil|bom truk|truk bom"
    r"|mobil bom|explosives?|bomb-laden|car bomb|truck bomb)"
)
_RAMS = re.compile(
    rf"\b{_BOMB}\b[^.;:]{{0,60}}?\b(?:(?:lao|đâm|tông|húc|xông|phóng)(?: thẳng| sầm)? (?:vào|tới|qua)"
    r"|menabrak|menubruk|menyeruduk|menerobos|merempuh|melanggar"
    r"|(?:slammed|rammed|crashed|plou?ghed|drove|driven|smashed) into)\b"
    r"|\b(?:menabrakkan|menubrukkan|merempuhkan|mengemudikan|memandu|(?:drove|drive|driving|ramm?ed|ramming|slamm?ed|crashed))"
    rf"\s[^.;:]{{0,60}}?\b{_BOMB}\b[^.;:]{{0,40}}?\b(?:ke|hingga|into|through|at)\b",
    re.IGNORECASE,
)
"""A vehicle full of explosives is driven into its target: who drives it dies ("chở đầy thuốc nổ lao vào")."""
_UNMANNED = re.compile(r"không người lái|nirawak|tanpa awak|unmanned|uncrewed|drone|remote", re.IGNORECASE)
_RAMMED_NEAR = 60


def _is_rammed(scene: Scene, hit: TriggerHit) -> bool:
    """Whether somebody drives a vehicle full of explosives into what is hit."""
    rams = _RAMS.search(scene.body, scene.sentence.start, scene.sentence.end)
    if rams is None or not rams.start() - _RAMMED_NEAR <= hit.start <= rams.end() + _RAMMED_NEAR:
        return False
    return _UNMANNED.search(scene.body, max(scene.sentence.start, rams.start() - _RAMMED_NEAR), rams.end()) is None


def _burnt(scene: Scene, hit: TriggerHit, roles: Roles) -> str:
    """What is done with a word for burning: people burnt are killed, fighters destroyed are attacked."""
    if hit.entry.act == "burn" and _burns_people(scene, hit, roles):
        return "massacre"
    return "attack" if _destroys_foe(hit, roles) else "burn"


def _destroys_foe(hit: TriggerHit, roles: Roles) -> bool:
    """Whether fighters are said to be destroyed, not things ("menghancurkan Abu Sayyaf")."""
    if roles.patient is None or hit.entry.frame != "active":
        return False
    return is_armed(roles.patient.members[0]) and 0 <= roles.patient.start - hit.end <= 1


_TARGETS = re.compile(
    r"(?:menyerang|menggempur)\s+(?:\w+\s+){0,3}?(?:\d+|se\w+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|puluhan|belasan"
    r"|ratusan)\s+(?:sasaran|target|lokasi|situs)\b",
    re.IGNORECASE,
)


_ANY_TARGETS = re.compile(r"(?:menyerang|menggempur)\s+(?:sejumlah |beberapa )?(?:sasaran|target|situs|fasilitas)\b")


def _strikes_targets(scene: Scene, hit: TriggerHit, roles: Roles) -> bool:
    """Whether a state's forces hit targets by the number, as only aircraft and missiles do."""
    if roles.agent is None or roles.agent.members[0].sector not in {"military", "country", "coalition"}:
        return False
    low, high = scene.clause(hit.start)
    if any(low <= w.start < high for w in scene.weapons):
        return False
    if _TARGETS.match(scene.body, hit.start) is not None:
        return True
    home = roles.agent.members[0].country
    abroad = (scene.where[p.start].country for p in scene.places if hit.end <= p.start < high)
    return _ANY_TARGETS.match(scene.body, hit.start) is not None and any(c not in {None, home} for c in abroad)


_FIRES_ON_TOWN = re.compile(
    r"menembaki\s+(?:se(?:buah|jumlah)\s+|pinggiran\s+|pusat\s+|beberapa\s+)?"
    r"(?:kota|bandar|desa|kampung|permukiman|perumahan|kawasan|wilayah)\b",
    re.IGNORECASE,
)


def _from_afar(scene: Scene, hit: TriggerHit, roles: Roles) -> str | None:
    """What a state's forces do that attack a town or targets by the number: they shell it, or strike from the air."""
    if hit.entry.act != "attack":
        return None
    if _strikes_targets(scene, hit, roles):
        return "airstrike"
    return "shell" if _fires_on_town(scene, hit, roles) else None


def _fires_on_town(scene: Scene, hit: TriggerHit, roles: Roles) -> bool:
    """Whether an army fires on a whole town, which rifles do not ("menembaki kota Kherson")."""
    if roles.agent is None or roles.agent.members[0].sector not in {"military", "country", "coalition"}:
        return False
    return _FIRES_ON_TOWN.match(scene.body, hit.start) is not None


def _in_a_crowd(scene: Scene, hit: TriggerHit, roles: Roles) -> str:
    """A clash with a crowd is a riot; what a band loots is none, nor is what fighters do ("militants stormed ...")."""
    act, doer = hit.entry.act, roles.agent.members[0] if roles.agent is not None else None
    if act == "clash":
        return "riot" if _with_crowd(scene, hit) else act
    if act != "riot" or doer is None:
        return act
    if _LOOTS.match(scene.body, hit.start):
        return "burn" if doer.sector in _BANDS else act
    return "attack" if fights(doer) and not doer.state and doer.sector != "opposition" else act


_LOOTS = re.compile(r"loot|ransack|menjarah|cướp phá", re.IGNORECASE)


def _throws_bombs(scene: Scene, hit: TriggerHit, roles: Roles) -> bool:
    """Whether fighters without aircraft "ném bom": they throw bombs."""
    if scene.lang != "vi" or not scene.body.startswith("ném bom", hit.start) or roles.agent is None:
        return False
    first = roles.agent.members[0]
    return is_armed(first) and not first.state and not any(w.entry.kind == "air" for w in scene.weapons)


def _by_weapon(scene: Scene, hit: TriggerHit, roles: Roles) -> bool:
    """Whether a weapon, not a hand, does what the verb tells."""
    act, active = hit.entry.act, hit.entry.frame == "active"
    if act == "shootdown":
        return _DROPPED.match(scene.body, hit.start) is not None or _burns_vehicle(scene, hit)
    if act in {"kill", "eliminate", "burn"} and active and flown_by(scene, hit) is not None:
        return True
    if act in RESULTS and (weapon_kills(scene, hit) or roles.agent_rule == WHOSE_WEAPON):
        return True
    if act == "shell":
        return flown_by(scene, hit) is not None
    return act == "attack" and active and _bomb_attacks(scene, hit)


_ON_WHEELS = re.compile(r"(?:xe(?! tăng)|ô tô|đoàn xe|xuồng|thuyền|tàu(?! bay))\b")


def _burns_vehicle(scene: Scene, hit: TriggerHit) -> bool:
    """Whether an aircraft sets a car or a boat on fire, and is not shot down itself ("xe bị drone bắn cháy")."""
    if not scene.body.startswith("bắn cháy", hit.start) or flown_by(scene, hit) is None:
        return False
    passive = scene.marker("passive", scene.segments[scene.segment_at(hit.start)].start, hit.start)
    low, high = (hit.end, hit.end + 24) if passive is None else (scene.sentence.start, passive.start)
    return _ON_WHEELS.search(scene.body, low, high) is not None


_BANDS = frozenset({"gunmen", "rebels", "militants", "jihadists", "militia", "criminals", "separatists", "military"})
"""Who loots with arms, which is no riot."""
_ARMS = re.compile(
    r"\s+(?:(?:away|the|their|his|an?|its|some|several|more|two|three|four|five|six|\d+|\w+'s?|army|police|military|"
    r"assault|high-powered|automatic|service|heavy|small|large|quantities|quantity|cache|caches|of|and|AK-47|M16)\s+)*"
    r"(?:weapons?|firearms?|guns?|rifles?|pistols?|ammunition|arms|machine guns?|explosives|food|supplies|foodstuffs?|"
    r"medicines?|vehicles|motorcycles|trucks|pickups?|pickup trucks"
    r"|Humvees?|cars|tanks)\b(?!\s+(?:depots?|stores?|factor|dump|warehouse|base|plant))",
    re.IGNORECASE,
)
_DROPPED = re.compile(r"menjatuhkan\s+(?:\S+\s+){0,3}?bom\b", re.IGNORECASE)
"""Bombs are dropped with the verb that brings an aircraft down."""
_SWEPT = re.compile(r"(?:swept|stormed|marched|rolled|poured) (?:in|through)|advanced into", re.IGNORECASE)


def _harms_people(scene: Scene, hit: TriggerHit) -> bool:
    """Whether those who came into a place killed there or set it alight: a raid."""
    if _SWEPT.match(scene.body, hit.start) is None:
        return False
    raid = {"attack", "kill", "massacre", "burn", "abduct"}
    return any(t.start > hit.end and t.entry.act in raid for t in scene.triggers)


_DRIVES = re.compile(r"driv|drove|expel|oust|evict|chas|forc|flush|push", re.IGNORECASE)


def _drives_people(scene: Scene, hit: TriggerHit) -> bool:
    """Whether people without arms, and nobody armed, are driven out: no place is taken from anybody."""
    if _DRIVES.match(scene.body, hit.start) is None:
        return False
    end = scene.clause(hit.start)[1]
    behind = [m for m in scene.actors if hit.end <= m.start < end]
    return bool(behind) and is_civil(behind[0]) and not any(is_armed(m) for m in behind)


_ENTERS = re.compile(
    r"(?:tiến|tràn|kéo|vào|ập|đổ bộ)|(?:memasuki|masuk|menyerbu|merangsek|menceroboh|menerobos)|"
    r"(?:enter|walk|march|roll|pour|swept|stream|storm|move|push|drove|stroll|sweep)",
    re.IGNORECASE,
)
_UNOPPOSED = re.compile(
    r"\b(?:không (?:hề )?(?:\S+ ){0,3}?(?:kháng cự|chống trả|chống cự|cản trở|trở ngại|phải nổ súng)|"
    r"không tốn (?:một )?viên đạn|không cần nổ súng|"
    r"(?:tanpa|tidak|tak|nyaris tanpa|hampir tanpa) (?:\S+ ){0,3}?(?:perlawanan|tentangan|rintangan|hambatan)|"
    r"disambut|tanpa (?:satu )?(?:letusan|tembakan|melepaskan tembakan)|unopposed|unresisted|without "
    r"(?:a fight|a shot|firing a shot|(?:\w+ ){0,2}?(?:resistance|opposition))|"
    r"(?:no|little|scant|hardly any) (?:resistance|opposition)|"
    r"(?:sau khi|setelah|sesudah|usai|selepas|after|as) [^.;]{4,60}? (?:rút (?:lui|chạy|đi|khỏi)|bỏ chạy|tháo chạy"
    r"|mundur|kabur|melarikan diri|menarik diri|angkat kaki|berundur|withdrew|fled|retreated|pulled (?:out|back))|"
    r"(?:buộc|khiến|memaksa|forcing|sending) [^.;]{3,60}? (?:rút (?:lui|chạy|khỏi)|bỏ chạy|tháo chạy|bỏ lại|mundur"
    r"|kabur|melarikan diri|berundur|to (?:flee|withdraw|retreat|pull (?:out|back))|fleeing))\b",
    re.IGNORECASE,
)


_PART_OF_TOWN = re.compile(
    r"(?: (?:vào|the|into|to|sampai|hingga|ke))*(?: [\w-]+){0,2} (?:streets|outskirts|edges?|suburbs|quarters?|parts?"
    r"|đường phố|ngoại ô|vùng ven|rìa|cửa ngõ|pinggiran|tepi|sebagian|jalan-jalan)\b"
)
"""What is entered is no more than a part of the town."""


def _walks_in(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a place is entered and nobody stands against it: it is taken."""
    if hit.entry.frame not in {"active", "self"} or _ENTERS.match(scene.body, hit.start, hit.end) is None:
        return False
    sites = [*(p.start for p in scene.places), *(m.start for m in scene.markers if m.role == "this")]
    if not any(hit.end <= site < scene.sentence.end for site in sites):
        return False
    if _PART_OF_TOWN.match(scene.body, hit.end) is not None:
        return False
    return _UNOPPOSED.search(scene.body, hit.end, scene.sentence.end) is not None


_UNKNOWN = re.compile(
    r"\b(?:unidentified|unknown|masked|hooded|armed) (?:men|people|persons|individuals|assailants|attackers)\s*$|"
    r"\b(?:lạ mặt|bịt mặt|không rõ danh tính|chưa rõ danh tính)\s*(?:đã |vừa )?$|"
    r"\b(?:tak dikenal|tidak dikenal|tidak dikenali|bertopeng|bersenjata)\s*$",
    re.IGNORECASE,
)
_BEFORE = 40


def _burns_people(scene: Scene, hit: TriggerHit, roles: Roles) -> bool:
    """Whether people died when fighters set fire to a place, and nothing else in the sentence killed them."""
    if roles.agent is None or not is_armed(roles.agent.members[0]) or len(scene.triggers) > 1:
        return False
    dead = [f for f in scene.figures if f.kind == "killed" and f.exact != 0 and not f.cumulative]
    return bool(dead) and all(f.whom is None or is_civil(f.whom) for f in dead)


def _defused(scene: Scene, hit: TriggerHit, roles: Roles) -> str:
    """What clearing a bomb is: one that went off, fighters "neutralised", or what it says."""
    if _puts_out_of_action(scene, hit, roles):
        return "eliminate"
    return "blast" if _kills(scene, hit) else "defuse"


def _puts_out_of_action(scene: Scene, hit: TriggerHit, roles: Roles) -> bool:
    """Whether fighters, no bombs, are "neutralised" ("vô hiệu hóa 7 tay súng")."""
    if roles.patient is None or not scene.body.startswith("vô hiệu", hit.start) or hit.end > roles.patient.start:
        return False
    bombs = any(hit.end <= w.start < roles.patient.start for w in scene.weapons)
    return fights(roles.patient.members[0]) and not bombs


def _kills(scene: Scene, hit: TriggerHit) -> bool:
    """Whether somebody was killed or hurt while a mine was being cleared."""
    own = scene.segments[scene.segment_at(hit.start)]
    before = scene.segments[max(0, scene.segment_at(hit.start) - 1)]
    harmed = [f for f in scene.figures if f.kind != "captured" and before.start <= f.start < own.end]
    return bool(harmed) and _WHILE.search(scene.body, max(scene.sentence.start, hit.start - 30), hit.start) is not None


_WHILE = re.compile(
    r"\b(?:khi|lúc|trong lúc|trong khi|saat|ketika|sewaktu|tatkala|semasa|while|when|as)\s+(?:\S+\s){0,4}?$",
    re.IGNORECASE,
)
_BY_BOMB = re.compile(r"\b(?:bằng|với|with|using|dengan|menggunakan|memakai)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_CARRIED = re.compile(r"\b(?:armed with|carrying|wearing|bersenjata|membawa|mang theo|trang bị)\s+(?:[\w,-]+\s+){0,6}$")
_BOMB_NEAR = 16


def _bomb_attacks(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a bomb is the subject or the means of "attacked" ("a car bomb attacked a base")."""
    own = scene.segments[scene.segment_at(hit.start)]
    for weapon in scene.weapons:
        if weapon.entry.kind != "ied" or not own.start <= weapon.start < own.end:
            continue
        if any(t is not hit and t.start <= weapon.start < t.end for t in scene.triggers):
            continue  # "set off a mine, then fired"
        if any(w.entry.kind == "arms" and weapon.end <= w.start < hit.start for w in scene.weapons):
            continue  # "attacked with bombs and machine guns"
        if 0 <= hit.start - weapon.end <= _BOMB_NEAR and not _CARRIED.search(scene.body, own.start, weapon.start):
            return not any(weapon.end <= a.start < hit.start for a in scene.actors)
        if weapon.start > hit.end and _BY_BOMB.search(scene.body, hit.end, weapon.start):
            return True
    return False


def _with_crowd(scene: Scene, hit: TriggerHit) -> bool:
    """Whether police and a crowd clash, nobody else armed being named."""
    low, high = scene.clause(hit.start)
    if any(is_armed(m) and m.sector not in {"police", "military", "government"} for m in scene.actors):
        return False
    return any(m.sector in {"police", "military"} for m in scene.actors) and bool(_CROWD.search(scene.body, low, high))


_FREED = re.compile(r"dibebaskan|giải (?:phóng|thoát)|freed|liberated", re.IGNORECASE)


_CAPTIVES = re.compile(
    r"\b(?:para|sebagian|semua|seluruh|besar|\d+) (?:sandera|tawanan|tahanan|tebusan)\b", re.IGNORECASE
)


_SET_FREE = re.compile(
    r"\b(?:soldiers|troops|prisoners|captives|hostages|people|civilians|men|women|children|girls|boys|students|sailors"
    r"|workers|others|fighters|policemen|officers|servicemen)\s+(?:(?:who|that|had|have|has|were|was|been|be|also|later|held|taken|kept|hostage|captive|abducted|kidnapped|seized)\s+){1,7}"
    r"(?:freed|liberated)$"
)
"""People, no town, that were "freed"."""


def _of_captives(scene: Scene, hit: TriggerHit) -> bool:
    """Whether those freed are people told to have been taken ("279 girls abducted from a school were freed")."""
    taken = any(f.kind == "captured" and f.end <= hit.start for f in scene.figures)
    taken = taken or any(t.entry.act == "abduct" and t.end <= hit.start for t in scene.triggers)
    return taken and not any(0 <= p.start - hit.end <= _LOOT for p in scene.places)


_BUILDING = re.compile(
    r"\s+(?:control of |quyền kiểm soát |kendali |kontrol )?(?:(?:the|a|all|that|tòa|toà|gedung|kompleks|khu)\s+)*"
    r"(?:[A-ZĐ][\w'’-]*\s+){0,4}(?:hotel|mall|restaurant|cafe|theatre|theater|school|university|campus|hospital|embassy"
    r"|consulate|mosque|church|khách sạn|trung tâm thương mại|nhà hàng|nhà hát|trường học|trường đại học|bệnh viện"
    r"|đại sứ quán|lãnh sự quán|restoran|sekolah|universitas|kampus|rumah sakit|kedutaan|konsulat)\b",
)
"""A building won back from those who stormed it: the end of an assault, no territory."""


def _sets_free(scene: Scene, hit: TriggerHit) -> bool:
    """Whether it is captives, no town, that are freed."""
    if hit.entry.frame == "passive" and _CAPTIVES.search(scene.body, scene.sentence.start, hit.start):
        return True
    if hit.entry.act != "regain":
        return False
    if _SET_FREE.search(scene.body, max(scene.sentence.start, hit.start - 60), hit.end):
        return True
    return _FREED.search(scene.body, hit.start, hit.end) is not None and _of_captives(scene, hit)


_WERE = re.compile(
    r"\s(?:(?:suspected|accused|believed|thought|said)\s[^,.;]{3,50}\s)?(?:(?:was|were|had|have|has|been|also|reportedly|later)\s)+"
)


def _counted_beside(scene: Scene, hit: TriggerHit) -> bool:
    """Whether prisoners are counted beside the verb, or before it in its own clause ("nine soldiers were captured")."""
    start = scene.segments[scene.segment_at(hit.start)].start
    return any(
        0 <= f.start - hit.end <= TAKEN
        or 0 <= hit.start - f.end <= _BESIDE
        or _WERE.fullmatch(scene.body, f.end, hit.start)
        or (hit.entry.frame == "passive" and start <= f.end <= hit.start)
        for f in scene.figures
        if f.kind == "captured"
    )


def _taken(scene: Scene, hit: TriggerHit, roles: Roles) -> str:
    """Whether "seized" or "captured" means a place, people, hostages, arms or a ship."""
    if hit.entry.act == "capture" and _ARMS.match(scene.body, hit.end):
        return "seize_arms" if roles.agent is not None and roles.agent.members[0].state else "burn"
    if hit.entry.act == "capture" and (_harms_people(scene, hit) or _drives_people(scene, hit)):
        return "attack"
    end = scene.clause(hit.start)[1]
    if _HOSTAGE.match(scene.body, hit.end, end):
        return "rescue" if hit.entry.act == "regain" else "abduct"
    if hit.entry.act == "regain" and _BUILDING.match(scene.body, hit.end, end):
        return "attack"
    freed = (_FREED_BY_NAME, _FREED_PEOPLE)
    if hit.entry.act == "regain" and any(p.match(scene.body, hit.end, scene.sentence.end) for p in freed):
        return "rescue"
    if _counted_beside(scene, hit):
        return "arrest"
    if _sets_free(scene, hit):
        return "rescue"
    if _HERD.match(scene.body, hit.end, end) or _GOODS.match(scene.body, hit.end, end):
        return "burn"  # cattle driven off: looted
    if hit.entry.act == "capture" and hit.entry.frame == "active":
        person = _PERSON.match(scene.body, hit.end, end)
        if person is not None and scene.marker("from", person.end(), end) is None:
            return "arrest"
        if _VEHICLE.match(scene.body, hit.end, end):
            return "abduct"
    return hit.entry.act
