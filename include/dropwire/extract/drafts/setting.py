"""Where and when a draft happened: the places and the day that belong to its trigger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.dates.mentions import DateMention
from dropwire.extract.drafts.draft import Draft
from dropwire.extract.place import PlaceMention
from dropwire.extract.roles.subjects import owns_target
from dropwire.extract.sentence.listing import COARSE, NEAR_GAP, list_from, name_counted
from dropwire.extract.sentence.scene import Scene, is_armed
from dropwire.extract.types import TERRITORY, VIOLENT
from dropwire.letters import UPPER

_DESCRIPTION = re.compile(
    r"(?:,\s*(?:\S+\s+){0,4}?(?:thị trấn|thành phố|thị xã|làng|thủ phủ|cửa ngõ|cứ điểm|pháo đài|kota|desa|"
    r"distrik|kabupaten"
    r"|kampung|bandar|village|town|city|suburb|district|port|stronghold|capital|gateway)\b[^,.;:]{0,50}\s"
    r"(?:ở|thuộc|của|tại|tới|vào|di|in|of|on|near|gần|dekat|dari|to|milik)(?:\s\S+){0,4}\s+"
    r"|,?\s(?:(?:nằm )?(?:ở|về) )?phía (?:[đĐ]ông|[tT]ây|[nN]am|[bB]ắc)(?:[ -](?:[đĐ]ông|[tT]ây|[nN]am|[bB]ắc))?\s"
    r"(?:(?:của )?(?:thủ đô|thành phố|thị trấn|TP|tỉnh|bang) )?"
    r"|,?\s*(?:yang\s+)?(?:nằm|tọa lạc|terletak|located|situated|which lies|lying)\b[^,.;:]{0,50}\s+)"
)
_ORIGIN_GAP = 14
_COUNTED = frozenset({"date: distance", "date: story_day"})
_SAID, _ASIDE = 1.5, 2.5
"""How much less a day counts on which somebody said so, and one that only looks back from another day."""
_OF_PLACE = 8.0
"""How much less a day counts that is told of the place alone."""
_DRIVEN = 1.0
"""How much less a place counts that a side is driven from: what is taken by name counts more."""


_FAR = 3.0
"""How much less a place counts that is only linked with another, or far from it."""

_MEASURED, _NEARBY = 1.0, 50
"""... and one the scene lies within so many kilometres of: nothing nearer may be named."""

_YEAR_OF_ANOTHER = 6.0
"""How much less a bare year counts that stands in another clause ("territory it lost last year")."""

_DESCRIBES = 3.5
"""How much less a place counts that only says where another lies."""


_FIRED_FROM = 4.0
"""How much less a place counts that is named before what was fired into a country."""
_INTO = re.compile(
    r"\b(?:ke|ke arah|ke dalam|menuju|vào|sang|into|at|towards?)\s+(?:(?:wilayah|dalam|lãnh thổ|territory)\s+)?$"
)


def _only_fired_from(draft: Draft, place: PlaceMention) -> bool:
    """Whether those who fired into a country only sit at the place ("militan di Gaza menembakkan roket ke Israel")."""
    scene, end = draft.scene, draft.hit.end
    if draft.act not in {"shell", "strike"} or place.end > draft.hit.start:
        return False
    high = scene.clause(draft.hit.start)[1]
    hit = (p for p in scene.places if end <= p.start < high and p.kind == "country")
    return any(_INTO.search(scene.body, end, p.start) for p in hit)


_MADE_IN = re.compile(r"\b(?:buatan|bikinan|made in|built in|sản xuất tại|do) $")
_HELD, _HOME = 2.0, 2.0
"""How much less a place counts that only holds the next one ("Kashmir's" Shopian), and one where a witness lives."""
_HOME_OF = re.compile(
    r"\b(?:cư dân|người dân|dân làng|nhân chứng|resident|residents|inhabitants?|villagers?|warga|penduduk"
    r"|saksi mata)"
    r"(?:\s+(?:của|ở|tại|of|in|from|di|dari|asal|desa|kampung|kota|làng|thị trấn|the|village|town"
    r"|nearby|gần đó)){0,3}\s+$"
)
_TAKEN_TO = re.compile(
    r"\b(?:đưa|dẫn|chở|áp giải|chuyển|giải|taken|took|brought|carried|transferred|rushed|evacuated|flown|airlifted"
    r"|driven off"
    r"|dibawa|membawa|dilarikan|dievakuasi|diterbangkan|digiring|dirujuk)"
    r"(?:\s+(?!đến\b|tới\b|về\b|to\b|into\b|ke\b)[^\s,.;]+){0,5}?\s+(?:đến|tới|về|vào|to|into|ke)"
    r"(?:\s+(?:a|an|the|một|bệnh viện|hospital|rumah sakit|khu rừng|rừng|hutan|forest|military|quân y"
    r"|nearby)){0,3}\s+$",
    re.IGNORECASE,
)
_ASIDE_OPENS = re.compile(
    r",\s+(?:(?:cũng )?là )?(?:nơi|tempat|where|the same|the scene|a town that|a village that|a city that)\b",
    re.IGNORECASE,
)


def _holds_next(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place only says where the next one lies ("south Kashmir's Shopian district")."""
    if not scene.body.startswith(("'s ", "’s "), place.end):
        return False
    return any(0 < p.start - place.end <= _NEXT_NAME for p in scene.places)


def _only_holds(scene: Scene, finer: PlaceMention, place: PlaceMention) -> bool:
    """Whether a place only says where the one right before it lies ("a village in X province, Y", "X gần" Y)."""
    gap = scene.between(finer.end, place.start)
    if finer.kind == "country":
        return False
    if scene.lang == "vi" and _CLOSE_BY.fullmatch(gap):
        return True
    return place.kind == "country" and gap == ", "


_CLOSE_BY = re.compile(
    r",? (?:nằm )?(?:gần|sát|ở ngoại ô|ngoại ô) (?:(?:với|thủ đô|thành phố|thị trấn|TP|biên giới) ){0,2}"
)


_SHIP = re.compile(r"\btàu (?:(?!(?:ở|tại|gần|ngoài|vào|trên|qua|đến|tới|rời|từ|bị|khi|do|và)\b|chiến\b)[\w-]+ ){0,7}$")


def is_flag(scene: Scene, place: PlaceMention) -> bool:
    """Whether a country only says whose the ship is that was hit ("tàu hàng MV Abdullah treo cờ" X)."""
    return place.kind == "country" and _flies(scene, place.start)


def flag_of(scene: Scene) -> str | None:
    """The country of the ship a sentence tells of."""
    return next((m.country for m in scene.actors if m.sector == "country" and _flies(scene, m.start)), None)


def _flies(scene: Scene, at: int) -> bool:
    return scene.lang == "vi" and _SHIP.search(scene.body, max(scene.sentence.start, at - 60), at) is not None


_ACROSS = re.compile(
    r"\bbiên giới (?:chung )?(?:(?P<with>(?:(?:tiếp )?giáp(?: ranh)?(?: với)?|với) )(?:nước )?"
    r"(?:[^\W\d_a-z][\w-]* ){0,3}(?:và )?)?$"
)


def across_border(draft: Draft, place: PlaceMention) -> bool:
    """Whether a country or region only lies behind the border the deed was near ("gần biên giới với" X "và" Y).

    Without "với" it does where both sides are of another country ("army and rebels of A fought near the B border").
    """
    scene = draft.scene
    if scene.lang != "vi":
        return False
    border = _ACROSS.search(scene.body, max(scene.sentence.start, place.start - 40), place.start)
    if border is None or border["with"] is not None or place.kind != "country":
        return border is not None and border["with"] is not None
    sides = (*draft.agents[:1], *draft.patients[:1])
    homes = {m.actor.country if m.actor is not None else m.country for m in sides}
    return len(sides) > 1 and len(homes) == 1 and homes.isdisjoint({None, scene.where[place.start].country})


_NEXT_NAME = 30
_WIDER = 1.0
"""How much less a district counts that ends the address of a place named before it ("Idi Rayeuk, Aceh Timur")."""


_THEN_WIDER = re.compile(r",\s+(?:(?:kabupaten|kecamatan|distrik|daerah|mukim|huyện|quận)\s+)?", re.IGNORECASE)


def _ends_address(scene: Scene, place: PlaceMention) -> bool:
    """Whether a district only says where the place right before it lies."""
    if place.kind != "district":
        return False
    before = next((p for p in reversed(scene.places) if p.end < place.start), None)
    if before is None or before.kind in COARSE:
        return False
    return _THEN_WIDER.fullmatch(scene.body, before.end, place.start) is not None


def _home_of_source(scene: Scene, place: PlaceMention) -> bool:
    """Whether the place only says where a witness who speaks lives ("said a resident of X")."""
    elsewhere = any(p is not place and p.kind not in COARSE for p in scene.places)
    if not elsewhere or not any(c.entry.effect == "claimed" for c in scene.cues):
        return False
    return _HOME_OF.search(scene.body, max(scene.sentence.start, place.start - 40), place.start) is not None


_SEAT = re.compile(r"\w (?:in|from|at|ở|tại|từ|di)(?: the capital| thủ đô)? $")
_THEN_SAYS = 40


_TOLD_AT = re.compile(
    r"\b(?:reporters|journalists|newsmen|lawmakers|parliament|(?:news|press) (?:conference|briefing)|briefing|wartawan"
    r"|awak media|jumpa pers|konferensi pers|sidang media|pemberita|phóng viên|báo giới|báo chí|họp báo)(?: \w+){0,2}?"
    r" (?:in|at|di|ở|tại)(?: the)?(?: capital| ibu ?kota| thủ đô| kota| thành phố)?(?: of)? $"
)
"""Before the town where somebody told the press of something ("a spokesman told reporters in X")."""


def _seat_of_speaker(scene: Scene, place: PlaceMention) -> bool:
    """Whether a capital only says where who speaks sits ("state media in Damascus denied that ...")."""
    if _TOLD_AT.search(scene.body, max(scene.sentence.start, place.start - 60), place.start):
        return True
    if not any(a.sector == "country" and a.start == place.start for a in scene.actors):
        return False
    seat = _SEAT.search(scene.body, max(scene.sentence.start, place.start - 24), place.start)
    if seat is None:
        return False
    if any(g.source == "quoted" and g.end in {seat.start(), seat.start() + 1} for g in scene.groups):
        return True
    if any(t.start < place.start for t in scene.triggers):
        return False
    says = (c for c in scene.cues if c.entry.effect in {"claimed", "denied", "accused"})
    gaps = (scene.between(place.end, cue.start) for cue in says if 0 < cue.start - place.end <= _THEN_SAYS)
    return any(gap.count(",") in {0, 2} for gap in gaps)


def _taken_to(scene: Scene, place: PlaceMention) -> bool:
    """Whether somebody was only brought to the place ("taken to a hospital in X", "đưa đến khu rừng X")."""
    return _TAKEN_TO.search(scene.body, max(scene.sentence.start, place.start - 80), place.start) is not None


def _said_of_place(scene: Scene, hit_end: int, date: DateMention) -> bool:
    """Whether a day only belongs to what is said of a place ("..., where people had returned last month")."""
    if scene.body.endswith(", ", hit_end, date.start):
        return False  # "..., where hundreds had hidden, on 16 March": the aside is over
    aside = _ASIDE_OPENS.search(scene.body, hit_end, date.start) if date.start > hit_end else None
    return aside is not None and not any(aside.end() <= d.start < date.start for d in scene.dates)


_SINCE = re.compile(r"(?:since|sejak|semenjak|kể từ)\b", re.IGNORECASE)
_SINCE_BEFORE = re.compile(rf"\b{_SINCE.pattern} $", re.IGNORECASE)


def _only_since(scene: Scene, date: DateMention) -> bool:
    """Whether a day only tells since when something lasts, beside the day of the news ("... since Wednesday")."""
    before = _SINCE_BEFORE.search(scene.body, max(scene.sentence.start, date.start - 10), date.start)
    return len(scene.dates) > 1 and (before or _SINCE.match(scene.body, date.start)) is not None


def settle(draft: Draft, drafts: list[Draft]) -> None:
    """Give a draft its places and its day, from its own sentence."""
    place, rule = _place(draft, drafts)
    if place is not None:
        draft.places = list_from(draft.scene, place) if _may_list(draft) else [place]
        draft.rules["place"] = rule
    elif not draft.scene.places and len(draft.scene.offices) == 1:
        office = draft.scene.offices[0]
        draft.seat = office  # of a province: less than the town told of before
        if office.kind not in COARSE:
            draft.places, draft.rules["place"] = [office], "place: whose mayor or police"
    draft.date = _date(draft, drafts)


def _may_list(draft: Draft) -> bool:
    return draft.act in TERRITORY or draft.family in {"explosion", "vac"} or draft.act in {"attack", "clash", "repel"}


def _place(draft: Draft, drafts: list[Draft]) -> tuple[PlaceMention | None, str]:
    """The place that fits the trigger best: in its own clause, behind a "from" only when nothing else is named."""
    scene, best, best_score, best_rule = draft.scene, None, -99.0, ""
    if draft.act in TERRITORY:
        name_counted(scene, draft.hit.end)
    deeds = [hit for hit in draft.hits if draft.act in TERRITORY and hit.entry.act in TERRITORY] or draft.hits
    mine = [scene.segment_at(hit.start) for hit in deeds]
    others = {scene.segment_at(d.hit.start) for d in drafts if d is not draft}
    finer: PlaceMention | None = None
    for place in scene.places:
        if finer is not None and _only_holds(scene, finer, place):
            continue
        number = scene.segment_at(place.start)
        own = min(mine, key=lambda m: abs(m - number))
        if _only_origin(draft, place, own) or _tells_who(draft, place, number, own) or _taken_to(scene, place):
            continue
        if across_border(draft, place) or is_flag(scene, place) or _of_somebody(scene, place):
            continue
        if number in others and (_of_what_came_before(draft, place) or _of_talks(draft, drafts, number)):
            continue
        if _seat_of_speaker(scene, place):
            draft.seat = place
            continue
        if draft.act == "rescue" and place.kind == "unknown" and 0 <= place.start - draft.hit.end <= 1:
            continue  # who is freed by name
        if place.kind == "country" and _MADE_IN.search(
            scene.body, max(scene.sentence.start, place.start - 16), place.start
        ):
            continue
        finer = place
        score = _fit(draft, place, own, others)
        if score > best_score:
            best, best_score = place, score
            best_rule = "place: same clause" if number == own else "place: same sentence"
    if _means_place_before(draft):
        before = [p for p in scene.places if p.end <= draft.hit.start and p.kind not in COARSE]
        before = [p for p in before if not scene.marker("near", p.start - NEAR_GAP, p.start)]
        return (before[0], "place: named before") if before else (None, "")
    return (best, best_rule) if best is not None and best_score > -4.5 else (None, "")


_CAME = re.compile(r"\s+(?:đã )?(?:xảy ra|diễn ra)\b")


def _of_what_came_before(draft: Draft, place: PlaceMention) -> bool:
    """Whether a place is that of the event a known one came after ("vụ bắt cóc xảy ra sau khi một quả bom nổ ở X")."""
    scene = draft.scene
    opener = scene.segments[scene.segment_at(place.start)].opener
    return opener in {"after", "before"} and _CAME.match(scene.body, draft.hit.end) is not None


def _of_talks(draft: Draft, drafts: list[Draft], number: int) -> bool:
    """Whether a place stands where only talks are told of, beside violence ("attacked after talks in X failed")."""
    told = [d for d in drafts if draft.scene.segment_at(d.hit.start) == number]
    return draft.family in VIOLENT and all(d.act == "talks" for d in told)


def _fit(draft: Draft, place: PlaceMention, own: int, others: set[int]) -> float:
    """How well a place fits a draft, from the draft's segment nearest to it."""
    scene, number = draft.scene, draft.scene.segment_at(place.start)
    score = _nearness(scene, own, number, others)
    if number != own and number in others:
        score -= 1.5
    if place.start > draft.hit.start and (draft.act in TERRITORY or draft.family == "explosion"):
        score += 1.0 if draft.act in TERRITORY else 0.5
    if number == own and _stands_as_origin(scene, place) and draft.act not in {"withdraw", "lose"}:
        score -= _DRIVEN
    if scene.marker("far", place.start - NEAR_GAP, place.start) is not None:
        score -= _MEASURED if place.km is not None and place.km <= _NEARBY else _FAR
    score -= COARSE.get(place.kind, 0.0) + 1.5 * _in_brackets(scene, place) + _DESCRIBES * _describes(scene, place)
    behind = {c.entry.effect for c in scene.cues if draft.hit.end <= c.start and c.end <= place.start}
    avenged = 4 if scene.lang == "vi" and "backref" in behind else 2
    score -= _DRIVEN * avenged * bool(behind & {"aim", "backref"})
    score -= _FIRED_FROM * _only_fired_from(draft, place)
    score -= _HELD * _holds_next(scene, place) + _HOME * _home_of_source(scene, place)
    score -= _WIDER * _ends_address(scene, place) + _ROUTE * _is_crossed(scene, place)
    if draft.act not in TERRITORY | {"withdraw", "advance"}:
        score -= _ROUTE * _ends_route(scene, place)
    distance = draft.hit.start - place.end if place.end <= draft.hit.start else place.start - draft.hit.end
    return score - max(0, distance) / 200


_ROUTE = 2.5
_FROM_TO = re.compile(
    rf"\b(?:từ|dari|daripada|from|between|antara|giữa)(?: \w+){{0,2}} [{UPPER}][^,.;:]{{1,30}} (?:đến|tới|đi|ke|menuju"
    r"|to|and|dan|và) $"
)
"""Before the end of a route ("a train from A to B"): what happened on it has its own place."""
_HOME_IS = re.compile(
    r"\b(?:(?:đến|xuất thân) từ|quê(?: ở)?|(?:ber)?asal(?: dari)?|hailing from|originally from|natives? of)"
    r"(?: (?:tỉnh|bang|vùng|thành phố|làng|provinsi|kota|wilayah|the))? $"
)
_OFFICIAL = re.compile(
    r"\b(?:phát ngôn viên|phát ngôn|cảnh sát trưởng|giám đốc|chỉ huy|phó|tư lệnh|thanh tra|chánh)\b[^,.;:]{0,30}"
    r" (?:tỉnh|huyện|bang|quận|vùng|thành phố) $"
)
"""Before an official by name: "người phát ngôn cảnh sát tỉnh Ahmad Khan"."""


_CROSSING = re.compile(
    r"\b(?:over|across|cross(?:ed|es|ing)?|along|banks? of|menyeberang\w*|melintasi|di atas|tepian?|vượt(?: qua)?"
    r"|(?:bắc )?qua|bờ|dòng)(?: (?:the|of|river|sungai|sông|đông|tây|bắc|nam|timur|barat|utara|selatan))* $",
    re.IGNORECASE,
)


def _is_crossed(scene: Scene, place: PlaceMention) -> bool:
    """Whether a river or a sea only says what men or a bridge go over ("paddled across the Niger")."""
    if place.kind != "terrain":
        return False
    return _CROSSING.search(scene.body, max(scene.sentence.start, place.start - 40), place.start) is not None


_SAYS = re.compile(
    r"(?:\s+hôm nay)?\s+(?:cho biết|cho hay|thông báo|xác nhận|đưa tin|tuyên bố|khẳng định)(?: \S+){0,2}\W*$"
)
"""Behind whose hospital or base speaks: "..., bệnh viện Kunduz cho biết"."""


def _ends_route(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place only says where a train, a bus or a road goes."""
    return _FROM_TO.search(scene.body, max(scene.sentence.start, place.start - 70), place.start) is not None


def _of_somebody(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place only says where those hit came from, or is the name of who holds an office in a province."""
    if scene.lang == "vi" and _SAYS.match(scene.body, place.end, scene.sentence.end):
        before = scene.body.rfind(", ", scene.sentence.start, place.start)
        return not any(before <= t.start < place.start for t in scene.triggers)
    if place.kind == "unknown" and " " in place.name:
        return _OFFICIAL.search(scene.body, max(scene.sentence.start, place.start - 70), place.start) is not None
    if not any(p.start != place.start and (p.cue or p.kind not in COARSE) for p in scene.places):
        return False
    return _HOME_IS.search(scene.body, max(scene.sentence.start, place.start - 32), place.start) is not None


def _only_origin(draft: Draft, place: PlaceMention, own: int) -> bool:
    """Whether somebody or something only comes from the place."""
    if draft.act == "abduct" and draft.scene.body.endswith("asal ", 0, place.start):
        return True  # "pilot asal Selandia Baru": he was taken elsewhere
    if draft.scene.segment_at(place.start) != own or draft.act in {"withdraw", "lose", "abduct"}:
        return False
    return _stands_as_origin(draft.scene, place) and not _driven_from(draft, place)


def _tells_who(draft: Draft, place: PlaceMention, number: int, own: int) -> bool:
    """Whether the place is part of who tells it, or only says who did it ("Israel's air strikes")."""
    scene = draft.scene
    harms = (draft.family in VIOLENT or draft.act == "shootdown") and place.kind == "country"
    if harms and any(a.start <= place.start < a.end for a in draft.agents):
        return True
    if harms and owns_target(scene, place.start):
        return True
    if harms and not place.cue and any(p.cue and p.kind == "country" for p in scene.places if p.start > place.end):
        return True  # "21 warga Mesir di Libya"
    if place.kind == "country" and any(g.source and g.start <= place.start < g.end for g in scene.groups):
        return True
    if place.kind == "country" and not place.cue and any(m.end + 1 == place.start for m in _peacekeepers(scene)):
        return True  # "lực lượng gìn giữ hòa bình Nga"
    if place.kind == "country" and any(b.start == place.start for g in scene.groups for b in g.backers):
        return True  # "rebels backed by Iran"
    if place.kind == "country" and any(g.start == place.start and g.prep == "by" for g in scene.groups):
        return True  # "drones launched by Russia"
    return number != own and _names_source(scene, number)


def _peacekeepers(scene: Scene) -> Iterator[ActorMention]:
    return (m for m in scene.actors if m.sector == "international")


def _nearness(scene: Scene, own: int, number: int, others: set[int]) -> float:
    """How near a segment is to the trigger's: what lies between counts little unless another trigger stands there."""
    if own == number:
        return 2.0
    low, high = min(own, number), max(own, number)
    crossed = [n for n in range(low, high + 1) if n != own]
    score = 1.5
    for n in crossed:
        score -= 1.5 if n in others else 0.35
        if n > low and scene.segments[n].opener not in {",", ""}:
            score -= 0.8
    return score


def _names_source(scene: Scene, number: int) -> bool:
    """Whether a segment only says who tells it ("according to the embassy in Manila")."""
    segment = scene.segments[number]
    told = any(c.entry.effect == "claimed" and 0 <= c.start - segment.start <= 6 for c in scene.cues)
    return told and not any(segment.start <= t.start < segment.end for t in scene.triggers)


def _means_place_before(draft: Draft) -> bool:
    """Whether the verb's own words point to a place named before ("raised their flag there")."""
    scene = draft.scene
    own = scene.segments[scene.segment_at(draft.hit.start)]
    this = next((m for m in scene.markers if m.role == "this" and own.start <= m.start < own.end), None)
    return this is not None and not any(
        own.start <= p.start < own.end and p.start > this.start - 30 for p in scene.places
    )


def _in_brackets(scene: Scene, place: PlaceMention) -> bool:
    before = scene.body[scene.sentence.start : place.start]
    return before.count("(") > before.count(")")


def _describes(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place only says where the one named before it lies ("X, a town in" Y; "X nằm bên sông" Y)."""
    before = [p for p in scene.places if p.end < place.start]
    return bool(before) and _DESCRIPTION.fullmatch(scene.between(before[-1].end, place.start)) is not None


def _stands_as_origin(scene: Scene, place: PlaceMention) -> bool:
    """Whether a "from" stands right before the place."""
    return any(
        m.role in {"origin", "from"} and 0 <= place.start - m.end <= _ORIGIN_GAP
        and not any(m.end <= other.start < place.start for other in scene.places)
        and not any(m.end < whose.end < place.start for whose in scene.actors if whose.country)
        and not any(m.end <= verb.start < place.start for verb in scene.triggers)
        for m in scene.markers if m.start < place.start
    )  # fmt: skip


def _driven_from(draft: Draft, place: PlaceMention) -> bool:
    """Whether somebody is driven from the place: the side stands between the verb and the "from"."""
    if draft.act not in TERRITORY | {"repel"}:
        return False
    return any(draft.hit.end <= a.start < place.start and is_armed(a) for a in draft.scene.actors)


def _is_aside(date: DateMention, dates: list[DateMention]) -> bool:
    """Whether a day only looks back from one the sentence has told ("on 12/7 ..., after a raid a day earlier")."""
    return date.rule in _COUNTED and any(
        d.end <= date.start and d.basis == "explicit" and not d.reporting and (date.date_max or "") < (d.date_min or "")
        for d in dates
    )


def _date(draft: Draft, drafts: list[Draft]) -> DateMention | None:
    """The day nearest to the trigger: in its clause first; another trigger's clause keeps its own day."""
    scene = draft.scene
    own = scene.segment_at(draft.hit.start)
    others = {scene.segment_at(d.hit.start) for d in drafts if d is not draft} - {own}
    best, best_score = None, -99.0
    days = {scene.segment_at(d.start) for d in scene.dates if d.basis == "explicit" and not d.reporting}
    for date in scene.dates:
        number = scene.segment_at(date.start)
        score = _nearness(scene, own, number, others) - (2.0 if number != own and number in others else 0.0)
        distance = draft.hit.start - date.end if date.end <= draft.hit.start else date.start - draft.hit.end
        score -= max(0, distance) / 120
        if date.precision == "day":
            score += 1.2
        score -= _YEAR_OF_ANOTHER * (date.precision == "year" and number != own)
        score -= _SAID * date.reporting + _ASIDE * _is_aside(date, scene.dates)
        score -= _ASIDE * (number != own and own in days)
        score -= _OF_PLACE * (_said_of_place(scene, draft.hit.end, date) or _only_since(scene, date))
        if score > best_score:
            best, best_score = date, score
    return best if best_score > -6 else None
