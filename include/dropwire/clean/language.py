"""The language of a body, with confidence.

Vietnamese is told by its letters and Malay from Indonesian by words only one of them uses; pycld2 knows the rest, and
lingua decides when pycld2 is not sure between the languages most drops are in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pycld2

if TYPE_CHECKING:
    from lingua import LanguageDetector

_SAMPLE = 600
_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\ufdd0-\ufdef]+")
_INDONESIAN = frozenset(
    "karena bahwa bisa mobil kantor polisi rumah sakit kepolisian jumat rabu senin kamis minggu sabtu selasa desa kabupaten provinsi tewas "
    "menewaskan menurutnya pihaknya ujar ujarnya tutur imbuhnya saat usai pasca terkait militer warga korban luka dikutip dilansir merebut "
    "pemerintah presiden menlu kapolres gubernur bupati uang beda butuh coba cuma enggak tidak telah akibat sebanyak berupa kondisi "
    "perserikatan bangsa inggris prancis jerman suriah irak yaman lebanon mesir aljazair maroko selandia rusia ukraina moskow kota wilayah resmi "
    "sedikitnya setidaknya puluhan belasan ribuan oleh kepada wib wita petugas perwira letnan jenderal kolonel markas amerika serikat".split()
)
_MALAY = frozenset(
    "kerana bahawa boleh kereta pejabat polis hospital jumaat rabu isnin khamis ahad sabtu selasa kampung daerah negeri terkorban maut "
    "membunuh beliau jurucakap cedera mencederakan tentera askar kerajaan perdana menteri berkata memberitahu dipetik lapor memetik manakala "
    "ketika sewaktu selepas sebelum sekurang kurangnya kira orang awam mangsa serangan letupan meletup bedilan peluru antara berlaku akhbar "
    "pertubuhan bangsa bersatu perancis jerman syria iraq yaman lubnan mesir maghribi rusia ukraine moscow bandar wilayah rasmi mengesahkan "
    "seramai sebanyak puluhan ribuan daripada kepada ialah adalah laman pihak pegawai leftenan jeneral kolonel ibu amerika syarikat "
    "disyaki dipercayai menyerbu kumpulan pengganas kenyataan menafikan mendakwa penduduk kediaman bantuan lewat malam semula tahun lalu".split()
)
_ONLY_ID, _ONLY_MS = _INDONESIAN - _MALAY, _MALAY - _INDONESIAN


def detect(text: str) -> tuple[str | None, float]:
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
    code, percent = details[0][1][:2], details[0][2] / 100
    if code in ("id", "ms") or details[0][1] == "un" or not reliable:
        malay = _malay_or_indonesian(sample)
        if malay and (code in ("id", "ms") or not reliable):
            return malay
        found, confidence = _by_lingua(sample)
        if code in ("id", "ms", "un") or confidence > 0.8:
            return found, confidence
    return code, percent if reliable else 0.5 * percent


def _malay_or_indonesian(sample: str) -> tuple[str, float] | None:
    words = _WORD.findall(sample.lower())
    indonesian = sum(word in _ONLY_ID for word in words)
    malay = sum(word in _ONLY_MS for word in words)
    total = indonesian + malay
    if total < 3 or abs(indonesian - malay) < 0.4 * total:
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
