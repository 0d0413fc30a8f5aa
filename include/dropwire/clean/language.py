"""The language of a body, with confidence.

Vietnamese is told by its letters and Malay from Indonesian by words only one of them uses; pycld2 knows the rest, and
lingua decides when pycld2 is not sure between the languages most drops are in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pycld2

from dropwire.clean.tables import read_table
from dropwire.errors import ConfigError

if TYPE_CHECKING:
    from lingua import LanguageDetector

_RENAMED = {"iw": "he", "jw": "jv"}
"""pycld2 keeps some withdrawn codes."""
_SAMPLE = 600
_WORDS = 3000
_FEW = 40
"""Words of a text so short that one telling word must do."""
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef]+")


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that only Indonesian, or only Malay, uses in news."""

    indonesian: frozenset[str]
    malay: frozenset[str]


def load_telling(path: Path) -> Telling:
    """Read `malay_indonesian.tsv`.

    Raises:
        ConfigError: a row names another language.
    """
    words: dict[str, set[str]] = {"id": set(), "ms": set()}
    for number, row in read_table(path):
        if row["language"] not in words:
            raise ConfigError(f"{path}:{number}: language `{row['language']}` is neither id nor ms")
        words[row["language"]].add(row["word"])
    return Telling(frozenset(words["id"]), frozenset(words["ms"]))


def detect(text: str, telling: Telling) -> tuple[str | None, float]:
    """ISO 639-1 code of the language and how sure it is (0 to 1); None when nothing can be told."""
    sample = _CONTROL.sub(" ", text[:_SAMPLE])
    letters = len(sample) - sample.count(" ")
    if letters < 20:
        return None, 0.0
    if len(_VIETNAMESE.findall(sample.lower())) > 0.08 * letters:
        return "vi", 0.99
    try:
        reliable, _, details = pycld2.detect(sample, isPlainText=True, bestEffort=True)
    except pycld2.error:
        return _by_lingua(sample)
    code, percent = _RENAMED.get(details[0][1], details[0][1])[:2], details[0][2] / 100
    if code in ("id", "ms") or details[0][1] == "un" or not reliable:
        malay = _malay_or_indonesian(text, telling)
        if malay and (code in ("id", "ms") or not reliable):
            return malay
        found, confidence = _by_lingua(sample)
        if code in ("id", "ms", "un") or confidence > 0.8:
            return found, confidence
    return code, percent if reliable else 0.5 * percent


def _malay_or_indonesian(text: str, telling: Telling) -> tuple[str, float] | None:
    pieces = text[:_WORDS].lower().replace(".", " ").replace(",", " ").split()
    words = [piece for piece in pieces if piece.isalpha()]  # most are, and the rest are few to search
    words += _WORD.findall(" ".join([piece for piece in pieces if not piece.isalpha()]))
    indonesian = sum(map(telling.indonesian.__contains__, words))
    malay = sum(map(telling.malay.__contains__, words))
    total = indonesian + malay
    if total < (3 if len(words) > _FEW else 1) or abs(indonesian - malay) < 0.4 * total:
        return None
    return ("id", indonesian / total) if indonesian > malay else ("ms", malay / total)


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    names = (Language.VIETNAMESE, Language.INDONESIAN, Language.MALAY, Language.ENGLISH)
    return LanguageDetectorBuilder.from_languages(*names).build()


def _by_lingua(sample: str) -> tuple[str | None, float]:
    values = _detector().compute_language_confidence_values(sample)
    if not values or not values[0].value:
        return None, 0.0
    return values[0].language.iso_code_639_1.name.lower(), values[0].value
