"""What an article speaks of between its events: the place and the day told last, and words that point back to them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dropwire.extract.dates.mentions import DateMention
from dropwire.extract.place import Place
from dropwire.extract.sentence.listing import COARSE, NEAR_GAP
from dropwire.extract.sentence.scene import Scene

_THAT = r"(?:này|đó|ấy|nói trên|kể trên|trên)"
_ITU = r"(?:itu|tersebut|ini|yang sama|berkenaan|tadi)"
_THAT_PROVINCE = re.compile(
    rf"\b(?:tỉnh|bang) {_THAT}\b|\b(?:provinsi|negara bagian|wilayah gubernuran|negeri) {_ITU}\b"
    r"|\b(?:in|across|of|inside|around|throughout|elsewhere in|from) (?:the|that|this|the same) "
    r"(?:province|state|governorate|oblast)\b(?! of [A-Z]| [A-Z]|-)",
    re.IGNORECASE,
)
_THAT_TOWN = {
    "vi": re.compile(
        rf"\b(?:(?:thành phố|thị trấn|thị xã|ngôi làng|làng|huyện|quận|xã|thôn|bản|thủ phủ) {_THAT}\b"
        r"|(?:ngoại ô|trung tâm|sân bay|cửa ngõ|nội đô|khắp|rìa) (?:thành phố|thị trấn|thị xã|làng)(?=\s*[,.;])"
        r"|(?:tại đó|ở đó|tại đây|ở đây|nơi đây|nơi này|nơi đó)\b)",
        re.IGNORECASE,
    ),
    "id": re.compile(
        rf"\b(?:(?:kota|desa|kampung|bandar|distrik|kabupaten|kecamatan|pekan|dusun|kota kecil) {_ITU}\b"
        r"|(?:pinggiran|pusat|luar|bandara|gerbang) (?:kota|desa|kampung|bandar)(?=\s*[,.;])"
        r"|(?:di sana|di situ)\b)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:(?:the|that|this|the same) (?:town|city|village|district|township|hamlet)\b"
        r"(?!'s [A-Z]| of [A-Z]| [A-Z]|-)"
        r"|(?<!\bover )(?<!\bout )there\b"
        r"(?! (?:is|are|was|were|has|have|had|will|would|be|being|could|may|might|can)\b))",
        re.IGNORECASE,
    ),
}
_THAT_TOWN["ms"] = _THAT_TOWN["id"]
_CALLED = frozenset({"place: city", "place: district", "place: camp"})
"""Unknown places that the text calls a town, a district or a camp."""
_REACH = 3
"""How many sentences back what is spoken of may lie."""


_SAME_PLACE = re.compile(
    r"\b(?:distrik|kecamatan|kabupaten|kota|desa|kampung|dusun|wilayah|kawasan|lokasi|tempat|daerah|mukim|bandar|pekan)"
    r" (?:yang )?sama\b|\bcùng (?:huyện|xã|làng|thành phố|thị trấn|địa điểm|khu vực)(?: này| đó| trên)?(?=\s*[,.;])"
    r"|\b(?:in|at|on) the same (?:district|town|village|city|area|place|spot|site|neighbou?rhood|road)\b(?! of [A-Z])",
    re.IGNORECASE,
)


def points_to_same_place(scene: Scene) -> bool:
    """Whether a sentence says that it happened where the event before did ("di distrik yang sama")."""
    return _SAME_PLACE.search(scene.body, scene.sentence.start, scene.sentence.end) is not None


def points_to_town(scene: Scene) -> bool:
    """Whether a sentence points back to a town ("there", "di kota itu", "ở ngoại ô thành phố")."""
    return _THAT_TOWN[scene.lang].search(scene.body, scene.sentence.start, scene.sentence.end) is not None


def points_to_province(scene: Scene) -> bool:
    """Whether a sentence points back to a province ("di provinsi tersebut", "across the state")."""
    return _THAT_PROVINCE.search(scene.body, scene.sentence.start, scene.sentence.end) is not None


@dataclass(slots=True)
class Topic:
    """The place and the day spoken of last, with the sentence each stands in."""

    place: Place | None = None
    place_sentence: int = -9
    day: DateMention | None = None
    day_sentence: int = -9
    day_paragraph: int = -1

    def hear(self, scene: Scene, latest: str | None) -> None:
        """Listen to a sentence; `latest` is the last day the report may tell of."""
        sentence = scene.sentence
        place = _named(scene)
        if place is not None:
            self.place, self.place_sentence = place, sentence.number
        days = [
            d for d in scene.dates
            if d.precision == "day" and not d.reporting and d.date_min and (latest is None or d.date_min <= latest)
        ]  # fmt: skip
        if days:
            self.day, self.day_sentence, self.day_paragraph = days[-1], sentence.number, sentence.paragraph

    def place_near(self, number: int) -> Place | None:
        """The place spoken of shortly before a sentence."""
        return self.place if 0 < number - self.place_sentence <= _REACH else None

    def day_of(self, scene: Scene, after: int, lines: int = 0) -> DateMention | None:
        """The day spoken of just before, at most so many paragraphs back, unless an event told since has its own."""
        number = scene.sentence.number
        near = scene.sentence.paragraph - self.day_paragraph <= lines and 0 < number - self.day_sentence <= _REACH
        return self.day if near and self.day_sentence > after else None


def _named(scene: Scene) -> Place | None:
    """The first place of a sentence that is finer than a province."""
    for mention in scene.places:
        place = scene.where[mention.start]
        if mention.kind in COARSE or place.precision > 3:
            continue
        called = mention.rule in _CALLED if mention.kind == "unknown" else place.precision < 3
        if not called or not (mention.cue or mention.start == scene.sentence.start):
            continue
        if _SENT_FROM.search(scene.body, max(scene.sentence.start, mention.start - 60), mention.start):
            continue
        if scene.marker("far", mention.start - NEAR_GAP, mention.start) is None:
            return place
    return None


_SENT_FROM = re.compile(
    r"\b(?:[Dd]ari|từ|[Ff]rom)\s+(?:\S+\s+){0,2}(?:(?:dan|và|and)\s+)?$"
    r"|\b(?:diselamatkan|dievakuasi|dilarikan|dibawa|diterbangkan|mengungsi|dipindahkan|dihantar|diangkut)\b"
    r"(?: [^\s,.;]+){0,5} ke $"
)
"""Where somebody or something only comes from, or people are brought."""
