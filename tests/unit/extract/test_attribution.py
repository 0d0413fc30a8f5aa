"""Who says so, in the text's own words."""

from __future__ import annotations

import pytest
from reports import tell

from dropwire.extract import Extractor


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("vi", "Bộ Nội vụ Iraq cho biết phiến quân đã tấn công một đồn cảnh sát ở Ramadi.", "Bộ Nội vụ Iraq"),
        ("vi", "Tuy nhiên, hôm 5/5 Tổng thống Ali Hassan cũng xác nhận quân đội đã chiếm Ramadi.",
         "Tổng thống Ali Hassan"),
        ("vi", "Phiến quân tấn công một đồn ở Ramadi, theo số liệu mới nhất của Bộ Y tế Iraq.", "Bộ Y tế Iraq"),
        ("vi", "Tư lệnh quân đội Iraq, tướng Ali Hassan, nói phiến quân đã tấn công Ramadi.",
         "Tư lệnh quân đội Iraq, tướng Ali Hassan"),
        ("vi", "Phiến quân rời thị trấn Ramadi theo thỏa thuận với quân đội.", None),
        ("vi", "Một quan chức cảng kể lại phiến quân đã nã pháo vào Basra.", "Một quan chức cảng"),
        ("en", "Initial reports from the Sulu police said nine people were killed when two bombs went off in Jolo.",
         "the Sulu police"),
        ("en", "Early reports after the blast said five officers had been killed by a mine near Caqueta.", None),
        ("en", "Rebels attacked a post in Ramadi, home to the Dulaim group, the ministry said.", "the ministry"),
        ("id", "Menurut saksi mata, pemberontak menyerang pos polisi di Ramadi.", "saksi mata"),
        ("id", "Pemberontak menyerang pos polisi di Ramadi, kata wakil gubernur Ali Hassan, Senin.",
         "wakil gubernur Ali Hassan"),
        ("id", "Juru bicara militer Irak, Kolonel Ali Hassan, saat dihubungi mengatakan pemberontak menyerang Ramadi.",
         "Juru bicara militer Irak, Kolonel Ali Hassan"),
        ("id", "Namun kabar bahwa tentara membom Ramadi dibantah keras oleh Gubernur Ali Hassan.",
         "Gubernur Ali Hassan"),
        ("id", "Tentara menangkap tiga orang yang diduga anggota ISIS di Ramadi.", None),
        ("ms", "Jurucakap polis memberitahu pemberontak menyerang sebuah pos di Ramadi.", "Jurucakap polis"),
        ("en", "Rebels attacked a police post in Ramadi, killing two officers, the city's mayor said.",
         "the city's mayor"),
        ("en", "Rebels attacked a post in Ramadi on Sunday, according to a statement from the interior ministry.",
         "the interior ministry"),
        ("en", "Rebels attacked a post in Ramadi, the U.N. says.", "the U.N."),
        ("en", "Three days later suspected rebels attacked a post in Ramadi.", None),
        ("en", "Iraqi police, backed by tanks, killed nine rebels in Ramadi, two security sources said.",
         "two security sources"),
    ],
)  # fmt: skip
def test_the_speaker_of_one_sentence(extractor: Extractor, lang: str, text: str, speaker: str | None) -> None:
    assert speakers(extractor, text, lang) == [speaker]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("vi", "Đài quan sát Ramadi cho biết phiến quân đã tấn công Basra hôm 4/5. Nhóm này cho biết quân đội đã chiếm"
         " Mosul hôm 3/5.", ["Đài quan sát Ramadi", "Đài quan sát Ramadi"]),
        ("id", "Kementerian Pertahanan Irak mengatakan pemberontak menyerang Basra pada 4 Mei. Menurut pernyataan itu,"
         " tentara merebut Mosul pada 3 Mei.", ["Kementerian Pertahanan Irak", "Kementerian Pertahanan Irak"]),
        ("en", "The governor said rebels attacked Basra on May 4. NATO jets bombed Mosul on May 3, the group said.",
         ["The governor", None]),
    ],
)  # fmt: skip
def test_a_pronoun_is_who_spoke_last(extractor: Extractor, lang: str, text: str, wanted: list[str | None]) -> None:
    assert speakers(extractor, text, lang) == wanted


def speakers(extractor: Extractor, text: str, lang: str) -> list[str | None]:
    return [event.attribution for event in tell(extractor, text, lang, "2023-05-10")]
