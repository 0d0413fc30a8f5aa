"""Where a text names places: words of the lexicon, and capital words that a gazetteer or a cue makes a place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from dropwire.extract.actors.registry import Actor, ActorMention, Country
from dropwire.extract.place import Entry, PlaceMention, key
from dropwire.extract.places.words import Around, PlaceWords, look_ahead, look_back
from dropwire.extract.vocabulary.languages import COLUMN
from dropwire.extract.vocabulary.matcher import Match, fold

if TYPE_CHECKING:
    from dropwire.extract.places.gazetteer import Gazetteer

_UPPER = "".join(chr(c) for c in [*range(0x41, 0x250), *range(0x1E00, 0x1F00)] if chr(c).isupper())
_WORD = rf"[{_UPPER}][\w'’]*(?:-\w[\w'’]*)*"
_LINK = r"(?:al|el|ar|as|ash|ad|an|at|az|ez|ed|et|ul|ibn|bin|bani|abu|e|i|de|del|la|du|of|wa|oum|umm)"
_NUMBER = r"\d{1,3}(?=[,;)\n]|\.(?!\d)|$| (?:và|dan|and|in|di|ở|on|at|pada|hôm|vào|of|của)\b)"
"""Ends a name such as "Mile 69"; a number before a noun counts something."""
_NAME = re.compile(rf"{_WORD}(?: (?:{_LINK}[- ])?(?:{_WORD}|{_NUMBER}))*")
_PREFIX = re.compile(r"(?<![\w-])(?:al|el|ar|as|ash|ad|an|at|az|ez|asy)[- ]$")
_ORG_WORD = re.compile(
    r"\b(?:News|Times|Post|Center|Centre|Agency|Brigades?|Movement|Front|Party|Council|Army|Ministry|Group|Media|Network|"
    r"Organi[sz]ation|Committee|Command|Corps|Forces?|TV|Radio|Union|Institute|Foundation|Press|Daily|Watch|League|FC)\b"
)
_OUTSIDE = re.compile(
    r"(?:(?:bermarkas|berkantor|berbasis|berpusat|trụ sở|based) (?:di|ở|tại|in) (?:\w+ )?"
    r"|\b(?:giáp(?: với| ranh| giới)?|(?:berbatasan(?: langsung)?|bersempadan) dengan|bordering) )$"
)
"""Before a country that is elsewhere: the seat of who speaks, or a neighbour."""
_CAPITAL_WORDS = ("hủ đô", "bu kota", "bukota", "bu negeri", "capital")
_CAPITAL = re.compile(r"\b(?:[Tt]hủ đô|[Ii]bu ?kota|[Ii]bu negeri|capital(?! city| of\b| punishment| letter))\b")
_SPEAKS = re.compile(
    r",? (?:cho biết|cho hay|nói|tuyên bố|khẳng định|xác nhận|thông báo|nhấn mạnh"
    r"|said|says|told|added|mengatakan|menyebut"
    r"|menuturkan|menjelaskan|menambahkan|menyatakan|mengungkapkan|memberitahu|berkata|mendedahkan|memaklumkan)\b"
)
"""Behind a name: it is somebody's."""
_CALLED_CAPITAL = re.compile(r"(?:[Tt]hủ đô|[Ii]bu ?kota|[Ii]bu negeri|capital|capital city),? $")
_SEAT_OF = re.compile(
    r"(?<!, )(?<!, the )\b(?:[Tt]hủ phủ|[Ii]bu ?kota|[Ii]bu negeri|[Cc]apital of)"
    r"(?: (?:của|the|tỉnh|bang|vùng|[Pp]rovinsi|[Nn]egara [Bb]agian|[Ww]ilayah|state of|province of))*"
    r"(?: [A-Z]\w+['’]s)? $"
)
"""The seat of a province without its name, unless it only explains the name before it."""
_ORG_NEXT = re.compile(
    r"[ -](?:African|Asian|European|American|Africa|Asia|News|Times|Post|Cent(?:er|re)|Agency|TV|Radio|Media"
    r"|Network|Daily|Herald|Tribune|Press|FC)\b"
)
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_SYLLABLE = re.compile(r"[A-ZĐ][a-z]{0,3}[âêô][a-z]{0,2}")
"""A syllable such as "Dân" or "Công": no foreign name in Vietnamese spelling is that short."""
_RANGE = re.compile(
    r"(?:\b(?:[Ss]ông|[Ss]ungai|[Qq]uần đảo|[Kk]epulauan|[Dd]ãy núi|[Pp]egunungan|[Bb]anjaran) $)"
    r"|(?<=\w) (?:[Rr]iver|[Ii]slands|[Mm]ountains)\b"
)
"""Rivers and ranges are not the town of their name."""
_ACRONYM = 3
"""Letters from which capitals are an office's short name, no person's."""
_OWNER = re.compile(r"['’]s (?=\S)")
_IN_THAT_COUNTRY = re.compile(
    r"\b(?:ở|tại|trong|khắp)\s+(?:(?:miền|phía|vùng|khu vực|bờ biển)(?: \w+){1,3} )?(?:của )?"
    r"(?P<country>(?:nước|quốc gia|đất nước)(?: \w+){0,2} này)\b"
)
_LISTED = re.compile(
    r"(?:\s*,|\s*,?\s+(?:và|dan|and|serta|cùng|hay|atau|or))\s+(?:(?:làng|thị trấn|desa|kota|the|of)\s+)?$"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]['\"”’)]*\s+|\n\s*|[\"“]\s*)$")


_OFTEN = 0.3


class _SpokenOf(NamedTuple):
    """The countries a text speaks of, most first."""

    all: list[str]
    often: list[str]
    """Those it speaks of nearly as much as of the first, where a place may be spelt loosely."""


def find(
    gazetteer: Gazetteer, text: str, lang: str, matches: Sequence[Match], actors: Sequence[ActorMention]
) -> list[PlaceMention]:
    """The places of a text, in order."""
    text = fold(text)
    words = gazetteer.words[COLUMN.get(lang, "en")]
    known = list(_known(gazetteer, text, words, matches, actors))
    told = context_countries(gazetteer.told_of(text, matches))
    countries = sorted(told, key=lambda c: -told[c])[:6]
    spoken_of = _SpokenOf(countries, [c for c in countries if told[c] >= _OFTEN * told[countries[0]]])
    ends = {m.end for m in known if m.kind != "country"}
    taken = sorted((m.start, m.end) for m in matches if m.kind in ("actor", "force", "country", "place", "mask"))
    known += _capitals(gazetteer, text, matches, countries)
    known += _seats(gazetteer, text, matches)
    if lang == "vi":
        known += _that_country(gazetteer, text, matches)
    guessed = _guessed(gazetteer, text, words, taken, spoken_of, ends)
    found = sorted((*known, *guessed), key=lambda m: m.start)
    return [mention for mention in found if mention.cue or not _is_surname(text, mention, found)]


def _is_surname(text: str, mention: PlaceMention, found: Sequence[PlaceMention]) -> bool:
    """Whether a bare name was told before behind a first name: "Abu Bakr al-Baghdadi", then "al-Baghdadi"."""
    if mention.kind == "country" or not mention.name.lower().startswith(("al-", "el-")):
        return False
    before = text.lower().find(" " + mention.name.lower(), 0, mention.start - 1)
    if before < 1 or any(other.start <= before + 1 < other.end for other in found):
        return False
    return text[text.rfind(" ", 0, before) + 1].isupper()


def evidence(text: str, matches: Sequence[Match]) -> list[tuple[int, str, float]]:
    """Where a text speaks of which country, and how much that tells of where things happen.

    A country that is named as a side ("U.S. aircraft") tells little, the seat of a monitor ("Britain-based") nothing.
    """
    found = []
    forces = [m for m in matches if m.kind == "force"]
    force_starts, force_ends = {m.start for m in forces}, {m.end for m in forces}
    places: dict[tuple[int, int], set[str]] = {}
    for match in matches:
        entry = match.entry
        if isinstance(entry, Country):
            if text.startswith("-based", match.end) or _OUTSIDE.search(text, max(0, match.start - 24), match.start):
                continue
            side = match.end + 1 in force_starts or match.start - 1 in force_ends
            found.append((match.start, entry.name, 0.5 if side else 2.0 if entry.form == "name" else 1.0))
        elif isinstance(entry, Actor) and entry.country and entry.sector != "source":
            found.append((match.start, entry.country, 1.0))
        elif isinstance(entry, Entry) and entry.kind != "terrain":
            places.setdefault((match.start, match.end), set()).add(entry.country)
    found += [(start, named.pop(), 2.0) for (start, _), named in places.items() if len(named) == 1]
    return sorted(found)


def context_countries(told: Sequence[tuple[int, str, float]]) -> dict[str, float]:
    """How much a text speaks of each country."""
    weights: dict[str, float] = {}
    for _, country, weight in told:
        weights[country] = weights.get(country, 0.0) + weight
    return weights


def _known(
    gazetteer: Gazetteer, text: str, words: PlaceWords, matches: Sequence[Match], actors: Sequence[ActorMention]
) -> Iterator[PlaceMention]:
    """Places of the lexicon and countries, unless they are part of an actor."""
    spans = sorted((a.start, a.end) for a in actors if a.sector != "country")
    groups: dict[tuple[int, int], list[Match]] = {}
    for match in matches:
        if match.kind in ("place", "country"):
            groups.setdefault((match.start, match.end), []).append(match)
    taken = {end for _, end in groups} | {m.end for m in matches if m.kind in ("actor", "force", "country")}
    for (start, end), hits in groups.items():
        entries = tuple(h.entry for h in hits if isinstance(h.entry, Entry))
        country = next((h.entry for h in hits if isinstance(h.entry, Country)), None)
        around = _look_around(words, text, start, end)
        if (not entries and country is not None and country.form == "demonym") or _in_actor(spans, start, end):
            yield from _of_office(text, start, end, entries, country, around)
            continue
        if country is not None:
            if (around.feature == "building" and country.form != "metonym") or text[
                max(0, start - 7) : start
            ].lower().endswith(("sungai ", "sông ")):
                continue  # a house or a river that bears a country's name
            entries = tuple(e for e in entries if e.kind != "admin1" or around.feature == "admin1")
        cued = bool(around.feature or around.near or around.bearing or around.preposition)
        cued = cued or _ends_address(text, start, end, country)
        cued = cued or (country is not None and country.form == "metonym" and _SITE_OF.match(text, end) is not None)
        cued = cued or (country is not None and _CALLED_CAPITAL.search(text, max(0, start - 16), start) is not None)
        if _is_no_place(text, start, end, around) or (entries and _in_person(text, start, words, taken)):
            yield from _of_office(text, start, end, entries, country, around)
            continue
        if country is not None and country.form == "metonym" and cued:
            entries += tuple(e for e in gazetteer.lookup(text[start:end], [country.name]) if e.country == country.name)
        if entries:
            if country is not None and not cued:
                continue  # a capital that acts, not a place
            yield _mention(text, start, end, entries, around, cued)
        elif country is not None and country.form == "name" and not _OUTSIDE.search(text, max(0, start - 24), start):
            kind = "country"
            yield PlaceMention(
                start, end, country.name, kind, (), around.near, around.bearing, None, "place: country", cued
            )


_OFFICE = 32
_LOCAL_OFFICE = re.compile(
    r"\b(?:[Tt]hị trưởng|[Tt]ỉnh trưởng|[Tt]hống đốc|[Cc]ảnh sát trưởng|[Cc]ảnh sát|[Ww]ali ?[Kk]ota|[Gg]ubernur"
    r"|[Bb]upati|[Kk]apolda|[Kk]apolres|[Pp]olisi|[Pp]olres|[Pp]olda|[Dd]atuk [Bb]andar|[Gg]abenor"
    r"|[Gg]overnor|[Mm]ayor)"
    r" (?:(?:thành phố|TP\.?|tỉnh|bang|vùng|kota|provinsi) )?$"
)
"""Before the town or province whose office it is."""


def _of_office(
    text: str, start: int, end: int, entries: tuple[Entry, ...], country: Country | None, around: Around
) -> Iterator[PlaceMention]:
    """The town that only says whose mayor or police it is."""
    local = country is None or country.form == "metonym"
    if entries and local and _LOCAL_OFFICE.search(text, max(0, start - _OFFICE), start):
        mention = _mention(text, start, end, entries, around, cued=True)
        yield replace(mention, near=False, bearing=None, office=True)


_SITE_OF = re.compile(
    r"(?:['’]s)? (?:[a-z]+ )?(?:theat(?:re|er)|market|hotel|airport|mosque|church|cathedral|synagogue|suburb"
    r"|restaurant|cafe|school|university|hospital|metro|subway|train|station|stadium|mall|court|courthouse|prison"
    r"|nightclub|concert hall"
    r"|neighbou?rhood|district|street|square|shopping cent(?:re|er))s?\b"
)
"""A building behind a capital: where something happened, not who did it ("a Moscow theatre")."""
_ADDRESS = re.compile(r"\b(?:di|pada|in|at|near|ở|tại|gần)\s[^.;:]{2,60},\s$")
_ADDRESS_ENDS = re.compile(r"[,.] (?!(?:dan|serta|and|và|or|atau)\b)|[.,]?$| \(|\s(?:pada|hari|on|vào|hôm|ngày)\b")


def _ends_address(text: str, start: int, end: int, country: Country | None) -> bool:
    """Whether a capital says where a site named before lies ("at the KM5 junction, Mogadishu, on Saturday")."""
    if country is None or country.form != "metonym" or not text.endswith(", ", 0, start):
        return False
    if _ADDRESS_ENDS.match(text, end) is None:
        return False
    return _ADDRESS.search(text, max(0, start - 64), start) is not None


def _is_no_place(text: str, start: int, end: int, around: Around) -> bool:
    """Whether the words around make a name a person's, an organisation's or a backer's ("Moscow-backed")."""
    if _BACKS.match(text, end) or text.endswith(_STANDS_FOR, 0, start):
        return True
    if _HEARD_AT.search(text, max(0, start - 40), start) or text.endswith(_BANDS, 0, start):
        return True
    return around.person or around.organisation or _ORG_NEXT.match(text, end) is not None


_BANDS = ("separatis teroris ", "kelompok separatis ", "teroris separatis ", "KST ", "OPM ")
"""Before the land a band is of: "kelompok separatis teroris Papua"."""
_HEARD_AT = re.compile(r"\b(?:dipantau|diterima|dihubungi|ditemui|dikonfirmasi)(?: [A-Z]\w+)? (?:di|dari) $")
"""Before the town where news reached the desk: "dipantau Antara di Jakarta"."""
_STANDS_FOR = ("pro-", "Pro-", "anti-", "Anti-", "ly khai thân ", "phe thân ", "nổi dậy thân ")
"""Before a country that only says on whose side somebody is."""
_BACKS = re.compile(
    r"-(?:backed|aligned|allied|led|supported|linked|funded|trained|made|built|brokered|sponsored|installed|appointed"
    r"|friendly|supplied|mediated|registered|flagged|owned|style)\b"
)


_OF_THAT_PROVINCE = re.compile(
    r" (?:provinsi|negara bagian|negeri|wilayah|distrik|kabupaten|daerah|tỉnh|bang|vùng"
    r"|of the (?:province|state|region))\b(?! [A-ZĐ])"
)


def _capitals(
    gazetteer: Gazetteer, text: str, matches: Sequence[Match], countries: list[str]
) -> Iterator[PlaceMention]:
    """ "The capital" without its name: that of the country beside it, else of the countries the text is about."""
    if not any(word in text for word in _CAPITAL_WORDS):
        return
    for found in _CAPITAL.finditer(text):
        if _OF_THAT_PROVINCE.match(text, found.end()):
            continue
        after = next((m for m in matches if 0 <= m.start - found.end() <= 6 and m.kind in ("place", "country")), None)
        beside = next((m.entry for m in matches if m.end == found.start() - 1 and isinstance(m.entry, Country)), None)
        owner = beside if after is None else after.entry
        if after is not None and (not isinstance(owner, Country) or owner.form == "metonym"):
            continue
        if after is None and _NAME.match(text, found.end() + 1):
            continue
        names = [owner.name] if isinstance(owner, Country) else countries[:3]
        entries = tuple(e for name in names if (e := gazetteer.capital(name)))
        if entries:
            yield PlaceMention(*found.span(), found[0], "city", entries, rule="place: capital")


def _seats(gazetteer: Gazetteer, text: str, matches: Sequence[Match]) -> Iterator[PlaceMention]:
    """ "The capital of Tigray region": the largest town of a province."""
    if not any(word in text for word in ("hủ phủ", *_CAPITAL_WORDS)):
        return
    for match in matches:
        entry = match.entry
        if not isinstance(entry, Entry) or entry.kind != "admin1":
            continue
        found = _SEAT_OF.search(text, max(0, match.start - 60), match.start)
        seat = gazetteer.seat(entry) if found else None
        if found and seat:
            yield PlaceMention(found.start(), match.start - 1, found[0].strip(), "city", (seat,), rule="place: seat")


def _that_country(gazetteer: Gazetteer, text: str, matches: Sequence[Match]) -> Iterator[PlaceMention]:
    """ "Ở miền tây nước này": in the country named last."""
    if "này" not in text:
        return
    told = evidence(text, [match for match in matches if not isinstance(match.entry, Actor)])
    spots = [spot for spot, *_ in told]
    for found in _IN_THAT_COUNTRY.finditer(text):
        last = bisect_left(spots, found.start()) - 1
        while last > 0 and text.endswith("của ", 0, spots[last]):
            last -= 1  # "Bộ Y tế X ... không kích của Y trên khắp nước này": X
        if last >= 0:
            yield PlaceMention(
                found.start("country"), found.end(), told[last][1], "country", (), rule="place: that country", cue=True
            )  # fmt: skip


_RANK = re.compile(r"[^\W\d_]+ (?:mục|tá|úy|tướng|trưởng|đốc|tịch|lĩnh|sứ|sĩ|sỹ|viên|thống|phát ngôn)\b")
"""A title with a capital, no name in a list of places ("ở X, Giám mục Y nói")."""
_OF_A_NAME = re.compile(r" (?:de la|de los|de|del|dela|van|von|da|dos|bin|ibn) $")


def _in_person(text: str, start: int, words: PlaceWords, taken: set[int]) -> bool:
    """Whether a place stands behind another capital word as in a person's name, "Haider al-Baghdadi"."""
    if start < 2 or text[start - 1] != " ":
        return False
    link = _OF_A_NAME.search(text, max(0, start - 10), start)
    if link is not None:
        start = link.start() + 1  # "Edwin de la" Pena
    first = text.rfind(" ", 0, start - 1) + 1
    if not text[first].isupper() or not text[start - 2].isalnum() or start - 1 in taken:
        return False
    if text.startswith(("'s", "’s"), start - 3) or _SAYS_HOW.fullmatch(text, first, start):
        return False  # "Thailand's Yala" is in Thailand, "Kurdish-held Afrin" no man's name
    if start - 1 - first >= _ACRONYM and text[first : start - 1].isupper():
        return False  # "DPRD Makassar", "RSUD Dekai"
    return words.before(text, start - 1) is None and not _starts_sentence(text, first)


def _in_actor(actors: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a hit is part of an actor's name."""
    i = bisect_right(actors, (start, 10**9)) - 1
    return i >= 0 and actors[i][0] <= start and end <= actors[i][1]


def _mention(
    text: str, start: int, end: int, entries: tuple[Entry, ...], around: Around, cued: bool, rule: str = "lexicon"
) -> PlaceMention:
    kinds = {e.kind for e in entries}
    kind = entries[0].kind
    if "admin1" in kinds:
        kind = "admin1" if around.feature == "admin1" or kinds == {"admin1"} else "city"
    if around.feature == "region" and kind == "city":
        kind = "region"
    return PlaceMention(
        start, end, text[start:end], kind, entries, around.near, around.bearing, None, f"place: {rule}", cued
    )


_VILLAGE_OF = re.compile(r"(?:Desa|Kampung|Dusun|Kelurahan|Kecamatan|Distrik|Kabupaten|Gampong|Mukim) ")
"""What people are of: "warga Desa Biau"."""


def _guessed(
    gazetteer: Gazetteer, text: str, words: PlaceWords,
    taken: list[tuple[int, int]], countries: _SpokenOf, ends: set[int],
) -> Iterator[PlaceMention]:  # fmt: skip
    """Capital words outside the lexicon: in GeoNames, or called a village by the text."""
    i, last = 0, len(taken)
    for first, end in _names(text):
        while i < last and taken[i][1] <= first:
            i += 1
        if i < last and taken[i][0] <= first and end <= taken[i][1]:
            continue
        if i and taken[i - 1][1] == first - 1 and text[first - 1] == " " and not _VILLAGE_OF.match(text, first):
            continue  # goes on with a name: "Cảnh sát" Biên, but not "warga" Desa Biau
        if first and (text[first - 1].isalnum() or text[first - 1] == "-"):
            prefix = _PREFIX.search(text, max(0, first - 5), first)
            if prefix is None:
                continue
            first = prefix.start()
        elif (
            first > 2
            and text[first - 3 : first - 1].islower()
            and (prefix := _PREFIX.search(text, max(0, first - 5), first))
        ):
            first = prefix.start()
        name = text[first : _free_end(first, end, taken)].rstrip()
        whole, cut = name, words.cut(name)
        cut += len(said[0]) if (said := _SAYS_HOW.match(name[cut:])) else 0
        start, name = first + cut, name[cut:]
        if (
            len(name) < 3
            or name in words.never
            or whole in words.never
            or name.lower() in words.cues
            or (name.isupper() and len(name) < 4)
            or not name[:1].strip()
        ):
            continue
        if _SPEAKS.match(text, start + len(name)) and " " in name:
            continue
        goes_on = first + len(whole) < end and text.startswith(" ", first + len(whole))
        mention = _guess(gazetteer, text, words, start, name, countries, goes_on)
        if (
            mention is None
            and _after_place(text, start, ends)
            and not (_ORG_WORD.search(name) or _RANK.match(text, start))
        ):
            mention = PlaceMention(start, start + len(name), name, "unknown", (), rule="place: listed")
        if mention is not None:
            ends.add(mention.end)
            yield mention


_SAYS_HOW = re.compile(
    r"[\w'’]+-(?:dominated|majority|led|backed|held|controlled|run|ruled|speaking|based|made|born|trained|funded|aligned"
    r"|linked|occupied|administered|allied|supported|inspired|owned|populated|style|era)(?: |$)"
)
"""An adjective before a name ("Muslim-dominated", "Kurdish-held")."""


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Where capital words stand together; what stands behind an owner is a name of its own ("Thailand's" Yala)."""
    for found in _NAME.finditer(text):
        first = found.start()
        for owner in _OWNER.finditer(text, found.start(), found.end()):
            yield first, owner.start()
            first = owner.end()
        yield first, found.end()


def _free_end(start: int, end: int, taken: list[tuple[int, int]]) -> int:
    """How far a stretch goes before a hit of the lexicon takes over; not at all when one has its start."""
    i = max(0, bisect_right(taken, (start, 0)) - 3)
    while i < len(taken) and taken[i][1] <= start:
        i += 1
    return end if i == len(taken) or taken[i][0] >= end else max(start, taken[i][0])


_NO_TOWN = frozenset({"site", "building", "quarter", "camp", "district"})
"""What is no town although it may bear the name of one."""


def _guess(
    gazetteer: Gazetteer, text: str, words: PlaceWords, start: int, name: str, countries: _SpokenOf, goes_on: bool
) -> PlaceMention | None:
    end = start + len(name)
    around = _look_around(words, text, start, end)
    if around.person or around.organisation or _OF_A_NAME.search(text, max(0, start - 10), start):
        return None
    if goes_on and not around.feature and around.preposition != "strong":
        return None  # "Omar" Maute is nobody's town
    cued = bool(around.feature or around.near or around.bearing)
    if not cued and not around.preposition and _starts_sentence(text, start) and " " not in name and "-" not in name:
        return None
    if _ORG_WORD.search(name):
        return None
    if name.endswith(("'s", "’s")):
        return None  # "Machar's base" is in no place of that name
    entries = gazetteer.lookup(name, countries.all)
    ranges = _RANGE.search(text, max(0, start - 16), start) or _RANGE.match(text, end)
    if ranges:
        entries = [e for e in entries if e.kind != "city"]
    if not entries and not ranges and (cued or around.preposition):
        entries = gazetteer.loosely(name, countries.often)
    if around.feature in _NO_TOWN:  # "quảng trường Kizilay" is not a town that has also been spelt so
        entries = [e for e in entries if e.kind != "city" or key(e.name) == key(name)]
    if entries:
        return _mention(text, start, end, tuple(entries), around, cued or bool(around.preposition), "gazetteer")
    if (_VIETNAMESE.search(name) or _SYLLABLE.fullmatch(name)) and not re.search("[ -]", name):
        return None  # a word of the language with a capital
    if (around.feature and around.feature != "region") or around.near or around.preposition == "strong":
        return PlaceMention(
            start,
            end,
            name,
            "unknown",
            (),
            around.near,
            around.bearing,
            None,
            f"place: {around.feature or 'preposition'}",
        )
    return None


def _look_around(words: PlaceWords, text: str, start: int, end: int) -> Around:
    around = look_back(words, text, start)
    behind = look_ahead(words, text, end)
    return around._replace(feature=behind) if behind and not around.feature else around


def _after_place(text: str, start: int, ends: set[int]) -> bool:
    """Whether a name goes on with a list of places: "các làng A và" B."""
    found = _LISTED.search(text, max(0, start - 24), start)
    return found is not None and found.start() in ends


def _starts_sentence(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text, max(0, start - 4), start) is not None
