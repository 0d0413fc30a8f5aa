"""When and where what was told before happened: "the raid took place on Saturday in X" gives a day and a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dropwire.extract.dates.mentions import DateMention
from dropwire.extract.place import Place
from dropwire.extract.sentence.listing import COARSE, NEAR_GAP
from dropwire.extract.sentence.scene import Scene
from dropwire.extract.story.merge import SAID, Told
from dropwire.extract.types import VIOLENT

_EVENT = {
    "vi": (
        r"(?:Các |Cả hai )?(?:[Vv]ụ|[Cc]uộc|[Tt]rận|[Ss]ự việc|[Ss]ự cố|[Đđ]ụng độ|[Gg]iao tranh|[Tt]hảm kịch|[Đđ]ợt)"
        r"(?:\s+(?!(?:khác|nữa|trước|thứ|nhất|đầu|lớn)\b)[^\s,.;:]+){0,5}?\s+(?:đã |được )?"
        r"(?:xảy ra|diễn ra|nổ ra|bùng phát|được tiến hành|được thực hiện)\b"
    ),
    "id": (
        r"(?:Aksi |Adapun )?(?:[Pp]eristiwa|[Ii]nsiden|[Kk]ejadian|[Kk]ontak (?:tembak|senjata)|[Bb]aku tembak"
        r"|[Ss]erangan|[Pp]enyerangan|[Pp]enembakan|[Ll]edakan|[Bb]entrokan|[Pp]ertempuran|[Pp]engeboman"
        r"|[Pp]embunuhan|[Pp]enculikan|[Tt]ragedi|[Pp]embantaian|[Pp]enyergapan|[Ll]etupan|[Tt]embak-menembak)"
        r"(?:\s+(?!(?:lain|lainnya|kedua|sebelumnya|serupa|paling|pertama|ter(?!sebut\b|jadi\b)\w+|serentak)\b)[^\s,.;:]+){0,4}?\s+"
        r"(?:terjadi|berlangsung|pecah|dilakukan|dilancarkan|berlaku|itu pada)\b"
    ),
    "en": (
        r"(?:[Tt]he|[Tt]his|[Tt]hat|[A-Z][a-z]+day's)"
        r"(?:\s+(?!(?:second|other|previous|earlier|next|first|third|\w+est|worst|most|separate)\b)[\w-]+){0,3}?\s+"
        r"(?:attacks?|raids?|assaults?|ambush|incident|clash(?:es)?|fighting|battle|massacre|killings?|shooting|blasts?"
        r"|explosions?|bombings?|strikes?|violence|abductions?|kidnapping|gunfight|firefight|encounter|operation)"
        r"(?:,?\s+(?!(?:and|but|as|after|when|while|which|that|who)\b)[\w()-]+){0,12}?,?\s+"
        r"(?:took place|happened|occurred|came|was carried out"
        r"|were carried out|was launched|began|erupted|broke out|started|unfolded)\b"
    ),
}
"""What was told before, as the subject of a verb of happening."""
_TELLER = {
    "vi": r"(?:\W*|[^.;:]{0,60}, |[^.;]{0,90}?\b(?:cho biết|cho hay|nói|thông báo|xác nhận)(?: thêm)?(?: rằng)?:? )",
    "id": r"(?:\W*|[^.;:]{0,40}, |[^.;]{0,110}?\b(?:mengatakan|menyebut|menuturkan|menyatakan)(?: bahwa)?,? )",
    "en": r"(?:\W*|[^.;]{0,90}?\b(?:said|says|told \w+)(?: that)? )",
}
"""What may stand before it: nothing, a word of time or place, somebody who tells it."""
_RETOLD = {lang: re.compile(_TELLER[lang] + _EVENT[lang]) for lang in _EVENT}
_DOERS = re.compile(
    r"\W*(?:(?:Para|Sejumlah|Puluhan|Ratusan|Kelompok|Kawanan|Gerombolan) )?(?:[Pp]enyerang|[Pp]elaku"
    r"|[Pp]ria bersenjata|[Oo]rang(?:-orang)? bersenjata|[Mm]ilitan|[Pp]emberontak|[Gg]erilyawan)\b"
    r"(?: yang (?:\S+ ){1,6}?)?"
)
"""Those who attacked, as the subject of a sentence that tells what they did ("Para penyerang datang Selasa siang")."""
_BEGAN = {
    "vi": re.compile(
        _TELLER["vi"]
        + r"(?:[Vv]ụ|[Cc]uộc|[Ss]ự việc|[Ss]ự cố|[Đđ]ụng độ|[Gg]iao tranh|[Đđ]ấu súng)(?:\s[^\s,.;:]+){0,4}?"
        r"\s(?:bắt đầu|xảy ra|nổ ra|diễn ra|bùng phát|bùng nổ|khởi đầu)\s(?:khi|lúc|từ|trong lúc)\b"
    ),
    "id": re.compile(
        _TELLER["id"]
        + r"(?:[Pp]eristiwa|[Ii]nsiden|[Kk]ejadian|[Kk]ontak (?:tembak|senjata)|[Bb]aku tembak|[Ss]erangan"
        r"|[Pp]enyerangan|[Pp]enembakan|[Bb]entrokan"
        r"|[Tt]embak-menembak)(?:nya)?(?:\s[^\s,.;:]+){0,3}?\s(?:berawal|bermula"
        r"|dipicu|(?:terjadi|berlangsung|berlaku|pecah) (?:saat|ketika|sewaktu|semasa)"
        r"|(?P<led>memicu|berujung|berlanjut|berubah menjadi|mencetuskan)(?: \S+)? (?:baku tembak"
        r"|kontak (?:tembak|senjata)|pertempuran|saling tembak|tembak-menembak))\b"
    ),
    "en": re.compile(
        _TELLER["en"]
        + r"(?:[Tt]he|[Tt]his)(?:\s(?!(?:second|other|first|third)\b)[\w-]+){0,2}?\s(?:incident|attack|clash"
        r"|clashes|shooting|violence|fighting|ambush|firefight|gunfight|encounter|raid|assault)(?:\s[\w-]+){0,5}?"
        r"\s(?:began|started|happened|occurred|took place|erupted|broke out|was triggered"
        r"|was sparked)\s(?:when|as|while"
        r"|by)\b"
    ),
}
"""How what was told before began: "the incident happened when gunmen ..." tells it again."""
_WITHIN = 3
"""How many sentences after an event its day and place may be told."""


def retell(previous: Sequence[Told], scene: Scene) -> None:
    """Give the event told last the day and the finer place a sentence adds about it."""
    language = {"ms": "id"}.get(scene.lang, scene.lang)
    # beside violence, arrests and seizures of the same sentence are not what "the attack" means
    previous = [told for told in previous if told.family in VIOLENT] or previous
    if (
        not (scene.dates or scene.places)
        or len(previous) != 1
        or not previous[0].occurred
        or scene.sentence.number - previous[0].mentions[-1].sentence > _WITHIN
    ):
        return
    host = previous[0]
    told = _RETOLD.get(language, _RETOLD["en"]).match(scene.body, scene.sentence.start, scene.sentence.end)
    place = _place(scene)
    if told is None and language == "id" and host.rules.get("date", "").endswith(SAID):
        told, place = _DOERS.match(scene.body, scene.sentence.start, scene.sentence.end), None
    elif host.summary:
        return
    if told is None:
        return
    day = _day(scene, told.end())
    here = host.place
    if place is not None and here is not None and not here.wide and not _may_be_one(here, place):
        return  # told of somewhere else: another event
    if place is not None and (here is None or (here.wide and place.country == here.country)):
        host.place, host.own_place = place, True
        host.rules["place"] = "place: told in a later sentence"
    if day is not None and not host.dated:
        host.date, host.date_min, host.date_max = day.date, day.date_min, day.date_max
        host.date_precision, host.date_basis, host.own_date = day.precision, day.basis, True
        host.rules["date"] = "date: told in a later sentence"


def tell_beginning(previous: Sequence[Told], scene: Scene, found: Sequence[Told]) -> None:
    """What tells how the event told last began takes its day, so that it is a mention of it."""
    language = {"ms": "id"}.get(scene.lang, scene.lang)
    if not found or len(previous) != 1 or not previous[0].occurred or previous[0].background:
        return
    host = previous[0]
    if scene.sentence.number - host.mentions[-1].sentence > _WITHIN:
        return
    tells = _BEGAN.get(language, _BEGAN["en"]).match(scene.body, scene.sentence.start, scene.sentence.end)
    if tells is None:
        return
    for told in found:
        if told.occurred and not told.dated and told.family == host.family:
            told.date, told.date_min, told.date_max = host.date, host.date_min, host.date_max
            told.own_date, told.own_place, told.noun = False, False, True
            told.rules["date"] = "date: that of the event whose beginning is told"
            if tells.groupdict().get("led") and (host.actor1 or host.actor2):
                told.actor1 = told.actor2 = None  # "the attack led to a gunfight between security forces and X"


_SINCE = re.compile(
    r"\b(?:sau|trước|kể từ|từ|setelah|sebelum|sejak|selepas|after|before|since|following)\b", re.IGNORECASE
)
_NEAR = 60
"""How far behind the verb its day may stand."""


def _day(scene: Scene, told: int) -> DateMention | None:
    """The day told right with the verb, unless it only says when somebody spoke or what came before."""
    for day in scene.dates:
        # an Indonesian address may stand between: district, regency, province
        near = 2 * _NEAR if scene.lang != "en" else _NEAR
        if day.precision != "day" or day.reporting or not day.date or day.start - told > near:
            continue
        return None if day.start > told and _SINCE.search(scene.body, told, day.start) else day
    return None


def _place(scene: Scene) -> Place | None:
    """The first place of a sentence that is finer than a province and not only near."""
    for mention in scene.places:
        place = scene.where.get(mention.start)
        if place is None or mention.kind in COARSE:
            continue
        if scene.marker("far", mention.start - NEAR_GAP, mention.start) is None:
            return replace(place)
    return None


def _may_be_one(one: Place, other: Place) -> bool:
    return one.name == other.name or other.coarse
