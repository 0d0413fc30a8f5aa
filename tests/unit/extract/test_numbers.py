from __future__ import annotations

from pathlib import Path

import pytest

from dropwire.extract.vocabulary.numbers import Numbers


@pytest.fixture(scope="module")
def numbers(lexicon: Path) -> Numbers:
    return Numbers(lexicon)


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("vi", "hai mươi ba người", [23]),
        ("vi", "một trăm linh năm ngôi nhà", [105]),
        ("vi", "một trăm năm mươi lăm", [155]),
        ("vi", "mười lăm và hai nghìn năm trăm", [15, 2500]),
        ("vi", "1.200 quân, 2,5 triệu dân", [1200, 2_500_000]),
        ("id", "dua puluh tiga dan seratus dua belas", [23, 112]),
        ("id", "31.000 tentara, 400 ribu jiwa", [31000, 400_000]),
        ("id", "sebelas, dua belas", [11, 12]),
        ("en", "twenty-three, one hundred and five", [23, 105]),
        ("en", "seven died there and nine were hurt", [7, 9]),
        ("en", "two dozen, 1,600 people", [24, 1600]),
    ],
)
def test_exact_numbers(numbers: Numbers, lang: str, text: str, values: list[int]) -> None:
    found = numbers.find(text, lang)
    assert [n.low for n in found] == values
    assert [n.high for n in found] == values


@pytest.mark.parametrize(
    ("lang", "text", "low", "high"),
    [
        ("vi", "hàng chục người", 10, 99), ("vi", "hàng trăm tay súng", 100, 999),
        ("vi", "hàng chục nghìn dân", 10_000, 99_999),
        ("id", "belasan prajurit", 11, 19), ("id", "puluhan orang", 10, 99), ("id", "ratusan warga", 100, 999),
        ("en", "dozens of people", 10, 99), ("en", "hundreds of men", 100, 999),
        ("en", "tens of thousands", 10_000, 99_999),
    ],
)  # fmt: skip
def test_vague_numbers(numbers: Numbers, lang: str, text: str, low: int, high: int) -> None:
    assert [(n.low, n.high) for n in numbers.find(text, lang)] == [(low, high)]


def test_dates_and_codes_are_no_numbers(numbers: Numbers) -> None:
    assert numbers.find("ngày 3/4, F-16, M4", "vi") == []
