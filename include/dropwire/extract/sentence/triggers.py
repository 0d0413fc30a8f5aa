"""Which words of a sentence tell of an event: a trigger counts when the sentence holds what it needs beside it.

"Chiếm" with a place is a capture, "chiếm đa số" is not; "struck" with a missile is a strike, with tragedy it is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dropwire.extract.sentence.scene import ENGAGED, SELF_DONE, Scene, TriggerHit, WeaponHit, is_armed
from dropwire.extract.vocabulary.grammar import Weapon

_EXPLOSIVE = frozenset({"artillery", "air", "ied", "suicide", "grenade", "chemical"})
_NEED_ORDER = (
    "men", "arms", "bomb", "aircraft", "expel", "flown", "heavy", "fired", "means",
    "blast", "weapon", "site", "toll", "held", "place", "doer", "crowd",
    "armed", "side", "figure", "war", "",
)  # fmt: skip
"""The pickiest reading of a word is tried first."""


_WITH_WORDS = re.compile(
    r"\s+(?:vào\s|nhằm vào\s|against\s|on\s|terhadap\s)?(?:the\s|a\s|its\s|his\s|her\s|their\s|[A-Z]\w+'s\s)?"
    r"(?:\w+\s){0,2}?(?:bills?|polic(?:y|ies)|budget|reforms?|proposals?|decision|ruling|speech|remarks|legislation"
    r"|record on|manifesto|dự luật|chính sách|quyết định|phát biểu|đề xuất|uy tín|danh dự|cá nhân ông|RUU|kebijakan"
    r"|keputusan|pernyataan|usulan|anggaran|kredibilitas|reputasi|pasaran|pangsa)\b"
)
"""What is attacked with words only: a bill, a policy, a speech."""


_THINGS = re.compile(
    r"\b(?:jenazah|mayat|jasad|senjata|senapan|kendaraan|mobil|sepeda motor|uang|thi thể|xác|vũ khí|(?<!tay )súng"
    r"|tài sản|bod(?:y|ies)|weapons?|rifles?|vehicles?|cash|ekor|ternak|gia súc|cattle|livestock)"
    r"\w{0,3}(?:\s(?:dan|và|and)\s\S+)?\s(?:\S+\s)?$",
    re.IGNORECASE,
)
"""What is carried off and no person."""
_FLAGGED = re.compile(r"\b(?:tàu|thuyền|thuyền viên)\b[^,.;]{0,40} treo (?:quốc )?(?:cờ|kỳ)$")
"""A ship under a country's flag, which nobody raised over a town."""
_INTO_THE_SEA = re.compile(
    r"[^.;]{0,50}?\b(?:ra biển|ra vùng biển|xuống biển|ra Biển Nhật Bản|ke laut\b|ke perairan"
    r"|into the (?:sea|ocean|Sea of)|toward(?:s)? the sea|off its (?:\w+ )?coast)"
)
"""Where a test missile falls."""


_A_WORD = re.compile(r"(?:^|\s)[a-z\d][\w-]*\s$")


def _are_bombs(scene: Scene, hit: TriggerHit) -> bool:
    """Whether "bombs" are things ("a series of small bombs", "set off bombs"), not what an army does to a town."""
    if scene.body[hit.start : hit.end].lower() != "bombs":
        return False
    lower = _A_WORD.search(scene.body, max(scene.sentence.start, hit.start - 24), hit.start)
    return lower is not None and not any(a.end == hit.start - 1 for a in scene.actors)


_TRUCE_KEPT = re.compile(
    r"\b(?:violat\w+|breach\w*|strain on|strains? on|despite|under|since|shatter\w*|broke|breaking|threaten\w*"
    r"|undermin\w+|respect\w*|observ\w+|terms of|collapse of|end of|fragile|shaky|[\w-]+-old"
    r"|\d+-(?:day|hour|week|month))"
    r"\s+(?:(?:the|a|an|of|terms|to|its|fragile|shaky|existing|current|\w+-(?:day|week|month|old|hour)(?:-old)?)\s+){0,4}$",
    re.IGNORECASE,
)
_VIOLATED = re.compile(
    r"\s+(?:violations?|breach(?:es)?|monitors?|line|zone|(?:was|is|has been) (?:holding|broken|violated))\b"
)
"""Around a truce that holds or is broken: none is agreed on."""


def _is_no_deed(scene: Scene, hit: TriggerHit) -> bool:
    """Whether what stands around a word takes it out of the war: things carried off, flags flown, tests at sea."""
    act, before = hit.entry.act, max(scene.sentence.start, hit.start - 50)
    if act == "attack":
        return _WITH_WORDS.match(scene.body, hit.end) is not None
    if act == "abduct":
        return (
            _THINGS.search(scene.body, before, hit.start) is not None
            or _CATTLE.match(scene.body, hit.end) is not None
            or (scene.body.endswith(" been ", 0, hit.start) and _LET_GO.match(scene.body, hit.end) is not None)
        )  # fmt: skip
    if act == "clash":
        end = scene.clause(hit.start)[1]
        entered = not scene.figures and _GONE_ON.match(scene.body, hit.end, end) is not None
        return entered or _ALLIED.match(scene.body, hit.end, end) is not None
    if act == "capture":
        return _FLAGGED.search(scene.body, before, hit.end) is not None
    if act == "burn":
        return _BODIES.search(scene.body, before, hit.start) is not None
    if act == "agreement":
        return _TRUCE_KEPT.search(scene.body, before, hit.start) is not None or (
            _VIOLATED.match(scene.body, hit.end) is not None
        )
    if act in {"shell", "strike"} and _INTO_THE_SEA.match(scene.body, hit.end):
        return True
    if act == "grenade" and scene.body.endswith(_SHOT_AND, 0, hit.start):
        return True
    if act in {"blast", "strike"} and _DESTROYED.search(scene.body, before, hit.start):
        return True
    return _are_bombs(scene, hit)


_BODIES = re.compile(r"\b(?:bodies|corpses|body|thi thể|xác(?: chết)?|mayat|jenazah|jasad)\b[^.;]*$", re.IGNORECASE)
"""Before a burning that is done to the dead."""
_LET_GO = re.compile(r"[^.;]{0,80}?\b(?:was|were|has been|have been) (?:freed|released|rescued)\b")
"""Behind those who had been taken earlier: now they are free."""
_GONE_ON = re.compile(
    r"[^.;,]{0,60}?\b(?:(?:memasuki|masuk|menginjak) (?:hari|pekan|minggu|bulan|tahun)\b"
    r"|(?:đã |vừa )?(?:bước )?sang (?:ngày|tuần|tháng|năm) thứ\b"
    r"|(?:entered|enters|entering|has entered|now in) (?:its|a|the|their) [\w-]+ (?:\w+ )?(?:day|week|month|year)\b)"
)
"""Behind a war: how long it has lasted, no battle told of."""
_ALLIED = re.compile(
    r"\s+(?:alongside|beside|side by side with|shoulder to shoulder with|on the side of|together with"
    r"|bersama(?:-sama)?|bên cạnh|sát cánh|ở phía"
    r"|cho phe"
    r"|di pihak|di sisi|bahu-membahu)\b(?!.*\b(?:against|with|chống|đánh|melawan|menentang)\b)"
)
"""Behind "fighting": whose side somebody is on, no battle told of."""
_DESTROYED = re.compile(
    r"\b(?:phá h[uủ][yỷ]|vô hiệu hóa|tiêu h[uủ][yỷ]|thu giữ|bắn cháy|menghancurkan|destroy(?:ed|ing))\s+"
    r"(?:[\w-]+\s+){0,3}$"
)
"""Before car bombs that did not go off ("phá hủy 2 xe gài bom")."""


_ACCUSED_ASIDE = re.compile(
    r"\W*(?:những kẻ|những người|vốn|who|which|yang)\s(?:(?:từng|đã|have|has|had|long|repeatedly|telah|pernah"
    r"|selama ini"
    r"|kerap|juga|also)\s)*(?:bị (?:cáo buộc|tố cáo|tố)|been accused of|are accused of|is accused of|dituduh"
    r"|dituding)\b"
)
"""How an aside begins that only tells what somebody has been accused of."""


def _in_accusing_aside(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a deed is only what the doer of another was accused of ("..., who have been accused of rape, left")."""
    segment = scene.segments[scene.segment_at(hit.start)]
    aside = segment.opener == "," and _ACCUSED_ASIDE.match(scene.body, segment.start, hit.start) is not None
    return aside and segment.end < scene.sentence.end and scene.body.endswith(",", hit.end, segment.end)


_ENGAGED = re.compile(ENGAGED, re.IGNORECASE)


def _only_describes(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a word right behind a side only says whom it fights ("by the coalition battling the rebels")."""
    if hit.entry.act != "clash" or _ENGAGED.fullmatch(scene.body, hit.start, hit.end) is None:
        return False
    foes = [a for a in scene.actors if 0 < a.start - hit.end <= _FOE]
    return bool(foes) and any(a.end + 1 == hit.start for a in scene.actors)


_FOE = 24


_SHOT_AND = ("xả súng và ", "nổ súng và ", "nã súng và ", "bắn súng và ", "menembak dan ", "shooting and ")
"""Before grenades that are only part of an attack ("xả súng và ném lựu đạn vào người mua sắm")."""


def accepted(scene: Scene, candidates: list[TriggerHit]) -> list[TriggerHit]:
    """The triggers whose needs are met, one reading each, in order."""
    by_place: dict[tuple[int, int], list[TriggerHit]] = {}
    for hit in _without_spoils(scene, candidates):
        if not (_is_no_deed(scene, hit) or _in_accusing_aside(scene, hit)):
            by_place.setdefault((hit.start, hit.end), []).append(hit)
    found = []
    for readings in by_place.values():
        readings.sort(key=lambda hit: _NEED_ORDER.index(hit.entry.needs[0] if hit.entry.needs else ""))
        possible = [hit for hit in readings if all(_met(scene, hit, need) for need in hit.entry.needs)]
        chosen = next((hit for hit in possible if hit.entry.frame == "suffer" and _means_follow(scene, hit)), None)
        chosen = chosen or next(
            (hit for hit in possible if hit.entry.frame != "suffer"), possible[0] if possible else None
        )
        if chosen is not None:
            found.append(chosen)
    found = [hit for hit in found if len(found) == 1 or not _only_describes(scene, hit)]
    found = [hit for hit in found if not _only_aimed_at(scene, hit, found)]
    named = [hit for hit in found if hit.entry.act == "protest" and _names_protesters(scene, hit)]
    if not named:
        return found
    return [hit for hit in found if hit not in named or (len(found) == 1 and _crowd_protests(scene, hit))]


def _only_aimed_at(scene: Scene, hit: TriggerHit, found: list[TriggerHit]) -> bool:
    """Whether a capture only says what an attack is for: "mở chiến dịch quân sự đánh chiếm thủ đô"."""
    if scene.lang != "vi" or hit.entry.act not in {"capture", "regain"} or hit.entry.frame != "active":
        return False
    if scene.body.find("được", hit.start, hit.end + 5) >= 0:
        return False
    return any(t.entry.frame == "noun" and t.entry.act == "attack" and hit.start - t.end == 1 for t in found)


_CATTLE = re.compile(
    r"\s+(?:(?:theo|hơn|gần|khoảng|hàng|nhiều|vài|toàn bộ|cả|đàn|hết|\d[\d.,]*|chục|trăm|nghìn|ngàn|con)\s+){0,4}"
    r"(?:gia súc|trâu|bò|cừu|dê|lạc đà|ngựa)\b"
)
"""What bands drive off besides people."""


def _names_protesters(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the word is part of a name for people ("người biểu tình", "protesters")."""
    return any(a.start <= hit.start and hit.end <= a.end for a in scene.actors)


_CROWD = re.compile(
    r"\W*(?:hàng|nhiều|đông đảo|khoảng|hơn|gần|\d)(?:\s?[\w.]+){0,4}\s$", re.IGNORECASE,
)  # fmt: skip


_DISPERSES = re.compile(r"\b(?:hơi cay|vòi rồng|đạn cao su|dùi cui)\b|\b(?:giải tán|trấn áp|đàn áp)\b", re.IGNORECASE)
"""What police do to a protest, which is told of with it."""


def _crowd_protests(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a crowd, counted or dispersed, is all the sentence tells of: "hàng nghìn người biểu tình ở thủ đô"."""
    mention = next(a for a in scene.actors if a.start <= hit.start and hit.end <= a.end)
    own = scene.segments[scene.segment_at(hit.start)]
    if scene.lang != "vi" or scene.body.startswith((" bị", " được"), hit.end):
        return False
    if _DISPERSES.search(scene.body, own.start, mention.start) is not None:
        return True
    return _CROWD.match(scene.body[own.start : mention.start]) is not None


def _met(scene: Scene, hit: TriggerHit, need: str) -> bool:
    simple = _SIMPLE.get(need)
    if simple is not None:
        return simple(scene, hit)
    near = _weapons_near(scene, hit)
    if need == "arms":
        if hit.entry.act == "arms_transfer":  # "fired rockets and sent fighters": what is sent stands behind
            near = [w.entry for w in scene.weapons if w.start >= hit.start]
        return any(weapon.kind in {"arms", "ied", "artillery", "grenade"} for weapon in near)
    if need == "bomb":
        if _BOMBING.fullmatch(scene.body, hit.start, hit.end) and _AT_A_SPOT.match(scene.body, hit.end):
            return True
        harmed = _harms(scene, hit) or _harmed(scene, hit)
        war = scene.war or any(f.whom is not None and is_armed(f.whom) for f in scene.figures)
        if hit.entry.act == "blast" and war and (harmed or _at_a_target(scene, hit)):
            return True
        if hit.entry.act == "blast" and hit.entry.frame in {"active", "passive"} and _sabotaged(scene, hit):
            return True
        blamed = any(is_armed(mention) and not mention.state for mention in scene.actors)
        return any(weapon.entry.kind in _EXPLOSIVE for weapon in scene.weapons) or (
            blamed and (bool(scene.figures) or hit.entry.frame in {"active", "passive"})
        )
    if need == "aircraft":
        nearest = min(scene.weapons, key=lambda w: _gap(hit, w), default=None)
        return nearest is not None and nearest.entry.kind in {"air", "artillery"} and "bomb" not in nearest.entry.name
    falling = hit.entry.frame == "self"
    if need == "weapon" and _DESTROYS.match(scene.body, hit.start, hit.end) and _carrier_behind(scene, hit):
        return False
    return any(weapon.kind in _EXPLOSIVE and not (falling and weapon.name in _CARRIERS) for weapon in near)


def _without_spoils(scene: Scene, candidates: list[TriggerHit]) -> list[TriggerHit]:
    """The candidates without "destroyed four guns" in a battle; the guns are no means of the battle either."""
    spoils = [hit for hit in candidates if _only_destroyed(scene, hit)]
    for hit in spoils:
        end = scene.segments[scene.segment_at(hit.start)].end
        scene.weapons = [w for w in scene.weapons if not hit.end < w.start < end]
    return [hit for hit in candidates if not any(hit is spoil for spoil in spoils)]


_FOUGHT = frozenset({"attack", "clash", "repel"})
_DESTROYS_THEM = re.compile(r"(?:phá|tiêu|thiêu) h(?:ủy|uỷ)", re.IGNORECASE)


def _only_destroyed(scene: Scene, hit: TriggerHit) -> bool:
    """Whether weapons are what a battle told before destroyed ("đẩy lùi đợt tấn công, phá hủy bốn khẩu pháo")."""
    if scene.lang != "vi" or _DESTROYS_THEM.fullmatch(scene.body, hit.start, hit.end) is None:
        return False
    if not any(t.end < hit.start and t.entry.act in _FOUGHT for t in scene.triggers):
        return False
    own = scene.segments[scene.segment_at(hit.start)]
    near = [w for w in scene.weapons if own.start <= w.start < own.end]
    return bool(near) and all(w.start > hit.end and " bằng " not in scene.body[hit.end : w.start] for w in near)


_DESTROYS = re.compile(r"membakar|menghancurkan|merusak|menghanguskan|memusnahkan")


def _carrier_behind(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the one weapon named is what was destroyed ("membakar pesawat itu")."""
    own = scene.segments[scene.segment_at(hit.start)]
    near = [w for w in scene.weapons if own.start <= w.start < own.end]
    return bool(near) and all(0 <= w.start - hit.end <= _OBJECT and w.entry.name in _CARRIERS for w in near)


def _heavy(scene: Scene, hit: TriggerHit) -> bool:
    """Whether shells, not rifles, are fired: a gun, a tank or an aircraft is named, or an army and no gunmen."""
    if any(a.start == hit.start and a.end > hit.end for a in scene.actors):
        return False  # "pháo Nga nã ...": the gun, not what it does
    if any(w.entry.kind in {"artillery", "air"} for w in scene.weapons):
        return True
    if any(m.sector in {"gunmen", "criminals", "police"} for m in scene.actors):
        return False
    low = scene.sentence.start
    sides = [
        m for m in scene.actors
        if m.start < hit.start and (is_armed(m) or m.sector == "country") and not _IN.search(scene.body, low, m.start)
    ]  # fmt: skip
    near = [m for m in sides if m.start >= scene.segments[scene.segment_at(hit.start)].start] or sides
    return bool(near) and near[0].sector in {"military", "country"}


def _flown(scene: Scene, hit: TriggerHit) -> bool:
    """Whether "bombed" is told of aircraft: they are named, or the doer has an air force, or a whole place was hit."""
    if any(w.entry.kind == "air" for w in scene.weapons):
        return True
    bombs = (w for w in scene.weapons if w.entry.kind in {"ied", "suicide"} and w.start != hit.start)
    if any(bombs) or _sabotaged(scene, hit):
        return False
    low, high = scene.segments[scene.segment_at(hit.start)].start, scene.clause(hit.start)[1]
    sides = [
        m for m in scene.actors
        if low <= m.start < high and m.sector not in _NO_AIR_FORCE and not _IN.search(scene.body, low, m.start)
    ]  # fmt: skip
    if sides:
        return any(m.sector in {"military", "country", "government", "coalition"} for m in sides)
    if _BOMBING.fullmatch(scene.body, hit.start, hit.end) and _AT_A_SPOT.match(scene.body, hit.end):
        return False
    return not any(m.role == "civil" and low <= m.start < high for m in scene.markers) and _names_site(scene, hit)


_LINES = re.compile(
    r"\b(?:pipelines?|(?:railway|rail|train) (?:track|line|bridge)s?|tracks|pylons?|(?:power|transmission) lines?|"
    r"electricity towers?|(?:mobile|phone|cell) (?:mast|tower)s?|đường ống|ống dẫn|đường ray|đường sắt|cột điện|"
    r"đường dây (?:tải )?điện|trạm biến áp|cột thu phát|pipa (?:minyak|gas)|rel kereta|jalur kereta|"
    r"landasan kereta api|jembatan kereta|(?:menara|tiang) (?:listrik|transmisi|elektrik)|saluran paip|"
    r"paip (?:minyak|gas)|landasan keretapi)\b",
    re.IGNORECASE,
)


_BEFORE = 80
"""How far before "was bombed" what was bombed may stand."""


def _sabotaged(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a pipeline, a railway or a power line was bombed and nobody with an air force is named."""
    low, high = max(scene.sentence.start, hit.start - _BEFORE), scene.clause(hit.start)[1]
    if any(m.state and m.sector not in {"police", "country"} and low <= m.start < high for m in scene.actors):
        return False
    return _LINES.search(scene.body, low, high) is not None


_BOMBING = re.compile(r"bombings?", re.IGNORECASE)
_AT_A_SPOT = re.compile(r"\s+(?:in|at|near|on|outside|inside|of an?|that|which|killed|left|wounded|claimed)\b|[.,;]")
"""Behind "bombing" as a noun: a bomb went off there; "the bombing of X" is more often from the air."""
_NO_AIR_FORCE = frozenset({"civilians", "source", "police"})
_IN = re.compile(r"\b(?:in|at|near|ở|tại|gần|di|dekat)\s+$")


def _holds(scene: Scene, hit: TriggerHit) -> bool:
    """Whether what is lost is a place: it stands right behind the verb."""
    low, high = hit.end, hit.end + _OBJECT
    sites = [m.start for m in scene.markers if m.role == "site"]
    return any(low <= start <= high for start in (*(p.start for p in scene.places), *sites))


def _sited(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a place or a building is named in the trigger's clause."""
    low, high = scene.segments[scene.segment_at(hit.start)].start, scene.clause(hit.start)[1]
    if _sabotaged(scene, hit):
        return True
    if any(low <= p.start < high for p in scene.places):
        return any(m.role in {"civil", "base", "site"} for m in scene.markers)
    return any(m.role in {"civil", "base"} and low <= m.start < high for m in scene.markers)


_DROPS = re.compile(r"(?:trút|thả|dội|giội|rải|ném)", re.IGNORECASE)
_DROPPED = 24


def _fired(scene: Scene, hit: TriggerHit) -> bool:
    """Whether rockets or shells are what is fired, bombs what is dropped: they stand beside the verb."""
    if _DROPS.fullmatch(scene.body, hit.start, hit.end):
        return any("bomb" in w.entry.name and 0 <= w.start - hit.end <= _DROPPED for w in scene.weapons)
    return any(w.entry.kind == "artillery" and w.entry.name != "tank" for w in _beside(scene, hit))


def _bomb_before(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a bomb or a shell is the subject ("a bomb at a market left nine dead")."""
    own = scene.segments[scene.segment_at(hit.start)]
    low = max([own.start, *(t.end for t in scene.triggers if t.end <= hit.start and t.entry.needs != ("blast",))])
    bombs = (w for w in scene.weapons if low <= w.start < hit.start and w.entry.kind in _EXPLOSIVE)
    return any(w.entry.name not in _CARRIERS for w in bombs) and _harms(scene, hit)


def _at_a_target(scene: Scene, hit: TriggerHit) -> bool:
    """Whether an explosion is told of where bombs go off, and of no accident."""
    if any(cue.entry.effect == "disaster" for cue in scene.cues):
        return False
    low, high = scene.segments[scene.segment_at(hit.start)].start, scene.clause(hit.start)[1]
    return any(m.role in {"civil", "base"} and low <= m.start < high for m in scene.markers)


def _harms(scene: Scene, hit: TriggerHit) -> bool:
    """Whether people are killed or hurt behind the verb, and by no accident."""
    end = scene.clause(hit.start)[1]
    own = scene.segment_at(hit.start)
    if all(t.entry.act == "kill" for t in scene.triggers if scene.segment_at(t.start) > own):
        end = scene.sentence.end  # "three blasts shook the city, killing three people"
    if any(cue.entry.effect == "disaster" for cue in scene.cues):
        return False
    return any(hit.start <= f.start < end and f.kind != "captured" for f in scene.figures)


def _harmed(scene: Scene, hit: TriggerHit) -> bool:
    """Whether the main clause before tells whom it killed: "nine people died after a blast at ..."."""
    number = scene.segment_at(hit.start)
    if any(cue.entry.effect == "disaster" for cue in scene.cues):
        return False
    if _FELL_IN.search(scene.body, scene.sentence.start, hit.start) is not None:
        return True
    if scene.segments[number].opener not in {"after", "sub"}:
        return False
    return any(f.end <= scene.segments[number].start and f.kind != "captured" for f in scene.figures)


_FELL_IN = re.compile(
    r"\b(?:tewas|gugur|terbunuh|maut|terkorban|terluka|luka-luka|cedera)\s+"
    r"(?:akibat|dalam)\s+(?:dua |tiga |rentetan |siri )?$"
    r"|\b(?:thiệt mạng|tử vong|chết|bị thương|thương vong)\s+(?:trong|vì|do)\s+(?:(?:hai|ba|các|những|loạt) )?(?:vụ )?$"
    r"|\b(?:killed|died|dead|wounded|injured|hurt)\s+(?:in|by)\s+(?:the |an? |that |this |two |three |both )?$"
)
"""Before the blast that people died in: "ratusan orang tewas akibat ledakan di rumah sakit"."""


def _means_behind(scene: Scene, hit: TriggerHit) -> bool:
    """Whether what explodes stands right behind "killed by"."""
    return any(w.entry.kind in _EXPLOSIVE and w.start >= hit.end for w in _beside(scene, hit))


def _beside(scene: Scene, hit: TriggerHit) -> Iterator[WeaponHit]:
    """The weapons close to a verb in its segment that no other trigger's words hold."""
    own = scene.segments[scene.segment_at(hit.start)]
    for weapon in scene.weapons:
        if _gap(hit, weapon) > _OBJECT or not own.start <= weapon.start < own.end:
            continue
        if not any(t.start < weapon.end and weapon.start < t.end for t in scene.triggers):
            yield weapon


_FIRE = re.compile(r" (?:army |tank |sniper |artillery |machine-gun )?(?:fire|gunfire|bullets?|shelling)\b")
"""Behind a country: its forces killed ("by Israeli fire")."""


def _doer(scene: Scene, hit: TriggerHit) -> bool:
    """Whether somebody armed or something that explodes can have killed."""
    if _CRASHED.search(scene.body, scene.sentence.start, hit.start):
        return False
    if any(is_armed(mention) for mention in scene.actors):
        return True
    if any(m.sector == "country" and _FIRE.match(scene.body, m.end) for m in scene.actors):
        return True
    if any(m.sector == "country" and SELF_DONE.fullmatch(scene.body, m.end, hit.start) for m in scene.actors):
        return True
    low = scene.subject_from(hit.start)
    return any(low <= w.start < hit.start and w.entry.kind in _EXPLOSIVE for w in scene.weapons)


_CRASHED = re.compile(
    r"\b(?:[Hh]elikopter|[Pp]esawat|[Jj]et)\b[^.;]{0,60}(?<!ditembak )\b(?:jatuh|terhempas)\b(?! ke tangan)"
)
"""An aircraft fell: an accident until somebody is told to have shot it down."""


def _costs_men(scene: Scene, hit: TriggerHit) -> bool:
    """Whether an armed side stands before "lost" and its dead right behind it."""
    own = scene.segments[scene.segment_at(hit.start)]
    if not any(is_armed(m) and own.start <= m.start < hit.start for m in scene.actors):
        return False
    return _MEN.match(scene.body, hit.end) is not None


_MEN = re.compile(
    r"\s+(?:(?:ít nhất|khoảng|hơn|gần|tới|sedikitnya|setidaknya|sekitar|lebih dari|at least|about|some|more than)"
    r"\s+)?(?:\d[\d.,]*|hàng \w+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|"
    r"puluhan|belasan|ratusan|\w+ (?:belas|puluh)|se\w+|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan|"
    r"dozens of|hundreds of|\w+teen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+ty(?:-\w+)?)"
    r"(?:\s\w+){0,2}?\s(?:binh sĩ|binh sỹ|lính|quân nhân|tay súng|chiến binh|cảnh sát|prajurit|tentara|serdadu|askar|"
    r"anggota|pejuang|petempur|polisi|personel|soldiers|troops|men|fighters|policemen|officers|servicemen|marines)\b",
    re.IGNORECASE,
)
_OBJECT = 32
_SIMPLE: dict[str, Callable[[Scene, TriggerHit], bool]] = {
    "place": lambda scene, hit: _names_site(scene, hit),
    "armed": lambda scene, hit: any(is_armed(mention) for mention in scene.actors),
    "crowd": lambda scene, hit: any(is_armed(m) or m.sector == "protesters" for m in scene.actors),
    "side": lambda scene, hit: bool(scene.actors) or bool(scene.figures),
    "figure": lambda scene, hit: bool(scene.figures),
    "toll": lambda scene, hit: bool(scene.figures or scene.weapons),
    "expel": lambda scene, hit: _expels(scene, hit),
    "heavy": _heavy,
    "fired": _fired,
    "means": _means_behind,
    "blast": _bomb_before,
    "doer": _doer,
    "men": _costs_men,
    "war": lambda scene, hit: scene.war and any(f.kind == "killed" for f in scene.figures),
    "flown": _flown,
    "held": _holds,
    "site": _sited,
}


def _weapons_near(scene: Scene, hit: TriggerHit) -> list[Weapon]:
    """The weapons of the trigger's own segment, or of the one before or after it."""
    number = scene.segment_at(hit.start)
    first = max(0, number - 1)
    if first and scene.segments[first].end - scene.segments[first].start <= _ASIDE:
        first -= 1  # "a drone, probably American, hit ..."
    low = scene.segments[first].start
    high = scene.segments[min(len(scene.segments) - 1, number + 1)].end
    return [weapon.entry for weapon in scene.weapons if low <= weapon.start < high]


_ASIDE = 40
"""How long an aside between a weapon and its verb may be."""
_CARRIERS = frozenset({"tank", "warplane", "helicopter"})
"""Weapons that are as often the target."""


def _gap(hit: TriggerHit, weapon: WeaponHit) -> int:
    return hit.start - weapon.end if weapon.end <= hit.start else weapon.start - hit.end


def _means_follow(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a weapon stands right behind the verb ("was hit by a rocket"), and none right before it."""
    before = any(0 <= hit.start - w.end <= 12 and w.entry.name not in _CARRIERS for w in scene.weapons)
    return not before and any(0 <= w.start - hit.end <= 22 for w in scene.weapons)


_WAS = re.compile(r"\b(?:was|were|been)\s+(?:\w+\s+)?$")


def _names_site(scene: Scene, hit: TriggerHit) -> bool:
    """Whether a place, or a place without a name ("the town"), stands in the trigger's clause or before it."""
    number = scene.segment_at(hit.start)
    low = scene.segments[max(0, number - 1)].start
    if number > 1 and scene.segments[number].opener == "," and scene.segments[number - 1].opener in {",", "sub"}:
        low = scene.segments[number - 2].start  # "Tikrit, the president's home town, fell"
    if scene.lang == "en" and _WAS.search(scene.body, scene.sentence.start, hit.start):
        low = scene.sentence.start  # "the town, held by rebels since May, was retaken"
    high = scene.segments[min(len(scene.segments) - 1, number + 2)].end
    if any(low <= place.start < high for place in scene.places):
        return True
    return any(m.role in {"site", "this"} and low <= m.start < scene.segments[number].end for m in scene.markers)


def _expels(scene: Scene, hit: TriggerHit) -> bool:
    """Whether somebody is driven out of somewhere: a side and then a "from" follow the verb."""
    after = [m for m in scene.actors if m.start >= hit.end]
    out = [m for m in scene.markers if m.role in {"from", "origin"} and m.start >= hit.end]
    sites = [*(p.start for p in scene.places), *(m.start for m in scene.markers if m.role == "site")]
    return bool(after and out and any(start > out[0].start for start in sites))
