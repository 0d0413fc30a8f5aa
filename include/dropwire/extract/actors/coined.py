"""Armed groups no table has, known by how such groups are named: "Kordofan Liberation Front (KLF)", "Liwa al-Haq".

The name is published in English, as those of the lexicon are: "Mặt trận Giải phóng Kordofan" is the Kordofan Liberation
Front. An abbreviation in brackets behind a group's name means it for the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dropwire.extract.actors.registry import Actor, Country
from dropwire.extract.vocabulary.languages import COLUMN
from dropwire.extract.vocabulary.matcher import Match
from dropwire.letters import UPPER

_CAPITAL = rf"[{UPPER}][\w'’-]*"
_CAUSES = {
    "vi": {
        "giải phóng": "Liberation", "kháng chiến": "Resistance", "cách mạng": "Revolutionary", "yêu nước": "Patriotic",
        "độc lập": "Independence", "cứu quốc": "Salvation",
    },
    "id": {
        "pembebasan": "Liberation", "perlawanan": "Resistance", "revolusioner": "Revolutionary",
        "patriotik": "Patriotic", "kemerdekaan": "Independence", "penyelamatan": "Salvation",
    },
}  # fmt: skip
_HEADS = {
    "vi": {
        "mặt trận": "Front", "quân đội": "Army", "quân": "Army", "phong trào": "Movement", "lữ đoàn": "Brigade",
        "liên minh": "Alliance",
    },
    "id": {
        "front": "Front", "tentara": "Army", "tentera": "Army", "gerakan": "Movement", "brigade": "Brigade",
        "aliansi": "Alliance", "barisan": "Front",
    },
}  # fmt: skip
_WHOSE = {
    "vi": {"dân tộc": "National", "quốc gia": "National", "nhân dân": "People's"},
    "id": {"nasional": "National", "rakyat": "People's"},
}


def _noun_first(lang: str) -> re.Pattern[str]:
    """Names of Vietnamese and Indonesian: head, cause, whose, then the people or the land."""
    heads, causes, whose = ("|".join(table[lang]) for table in (_HEADS, _CAUSES, _WHOSE))
    return re.compile(
        rf"\b(?P<head>(?i:{heads})) (?P<cause>(?i:{causes}))(?: (?P<whose>(?i:{whose})))?"
        rf"(?P<land>(?: {_CAPITAL}){{1,3}})"
    )


_IN_ENGLISH = (
    re.compile(
        r"\b(?:Liberation|Resistance|Revolutionary|Independence|Salvation|Redemption|Patriotic|Freedom|Martyrs'?)"
        r" (?:Front|Army|Movement|Organi[sz]ation|Brigades?|Forces?|Units?|Tigers|Battalion)\b"
        r"(?: (?:of|for|in) (?:the )?(?:[A-Z][\w'’-]+ ?)+\b)?"
    ),
    re.compile(
        r"\b(?:Front|Army|Movement) (?:of|for) (?:the )?(?:(?:National|People's) )?"
        r"(?:Liberation|Salvation|Independence|Redemption|Resistance|Restoration|Emancipation)\b"
        r"(?: (?:of|in|and|for) (?:the )?(?:[A-Z][\w'’-]+ ?)+\b)?"
    ),
    re.compile(r"\b(?:Cartel|Gang|Militia|Guerrilla Army)\b"),
)
_GOALS = (
    "Liberation", "Resistance", "Revolution", "Independence", "Salvation", "Redemption", "Patriotic", "Freedom",
    "Martyrs", "Restoration", "Emancipation",
)  # fmt: skip
_WORDS = (_GOALS, _GOALS, ("Cartel", "Gang", "Militia", "Guerrilla Army"))
"""What a text must hold for each pattern: looked for first, for most texts hold none."""
_ARABIC_WORDS = ("Ansar", "Jaish", "Jaysh", "Lashkar", "Harakat", "Jund", "Katib", "Liwa", "Saraya", "Kataib")
_BEFORE = re.compile(rf"(?:\b(?!The\b|A\b){_CAPITAL} (?:(?:and|of|de|del) )?){{1,4}}$")
_ARABIC = re.compile(
    r"\b(?:Ansar|Jaish|Jaysh|Lashkar|Harakat|Jund|Katiba[ht]?|Katibat|Liwa|Saraya|Kataib)"
    r"(?: (?:[Aa][ltrsdnz]|[Uu]l)[- ]|-(?:e|i|ul|al|us|ud)-)[A-Z][\w'’]+"
    r"(?:(?:[- ](?:[Aa][ltrsdn]|wal?)-?)?[A-Z][\w'’]+)?"
)
_CRIMINAL = re.compile(r"(?:Cartel|Gang)$")
_ACRONYM = re.compile(r" \((?P<short>[A-Z][A-Za-z/-]{1,8})\)")
_STATES = re.compile(r"\b(?:United|States|Royal|Republic|Government)\b")


def with_coined(text: str, lang: str, names: Sequence[Match]) -> Sequence[Match]:
    """The names of a text with those of groups no table has, in order.

    Args:
        text: a body.
        lang: its language.
        names: what the lexicon's names were found at.
    """
    known = [m for m in names if m.kind == "actor"]
    spans: list[Match] = []
    for start, end, name, sector in sorted(_candidates(text, lang)):
        if not any(m.start < end and start < m.end for m in (*known, *spans)):
            land = (m.entry for m in names if start <= m.start < end and isinstance(m.entry, Country))
            spans.append(Match(start, end, "actor", Actor(name, sector, next((c.name for c in land), None))))
    shared = {m[2:]: m for m in spans}
    spans = [m._replace(entry=shared[m[2:]].entry) for m in spans]
    spans += _abbreviated(text, [*known, *spans], names)
    if not spans:
        return names
    rest = [m for m in names if not any(s.start <= m.start and m.end <= s.end for s in spans)]
    return sorted([*rest, *spans], key=lambda m: (m.start, -m.end))


def _candidates(text: str, lang: str) -> Iterator[tuple[int, int, str, str]]:
    """Where such names stand, each with the name to publish and the sector."""
    for pattern, words in zip(_IN_ENGLISH, _WORDS, strict=True):
        for found in pattern.finditer(text) if any(word in text for word in words) else ():
            before = _BEFORE.search(text, max(0, found.start() - 60), found.start())
            if before is None and " " not in found[0].replace(" Army", "").replace(" Front", ""):
                continue
            start = before.start() if before is not None else found.start()
            name = text[start : found.end()].strip()
            if _STATES.search(name) is None:
                yield start, start + len(name), name, "criminals" if _CRIMINAL.search(name) else "rebels"
    for found in _ARABIC.finditer(text) if any(word in text for word in _ARABIC_WORDS) else ():
        yield *found.span(), found[0], "jihadists"
    own = COLUMN.get(lang, "en")
    small = text.lower() if own in _NOUN_FIRST else ""
    for found in _NOUN_FIRST[own].finditer(text) if small and any(c in small for c in _CAUSES[own]) else ():
        whose = _WHOSE[own][found["whose"].lower()] + " " if found["whose"] else ""
        cause, head = _CAUSES[own][found["cause"].lower()], _HEADS[own][found["head"].lower()]
        yield *found.span(), f"{found['land'].strip()} {whose}{cause} {head}", "rebels"


_NOUN_FIRST = {lang: _noun_first(lang) for lang in _HEADS}


def _abbreviated(text: str, groups: Sequence[Match], names: Sequence[Match]) -> Iterator[Match]:
    """Where a group is meant by the abbreviation it was introduced with, and no name of the lexicon stands there."""
    taken = {m.start for m in names}
    told: set[str] = set()
    for group in groups:
        found = _ACRONYM.match(text, group.end)
        if found is None or found.start("short") in taken or found["short"] in told:
            continue
        told.add(found["short"])
        for again in re.finditer(rf"\b{re.escape(found['short'])}\b", text):
            yield Match(*again.span(), "actor", group.entry)
