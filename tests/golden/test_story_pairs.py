"""Stories through the whole extraction: one happening in other words and languages, and others that only look alike."""

from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from making import article

from dropwire.article import Published
from dropwire.extract import Extractor
from dropwire.link import stories

LEXICON = Path(__file__).parents[2] / "include" / "dropwire" / "lexicon"

RAQQA_VI = (
    "Lực lượng Dân chủ Syria (SDF) ngày 17/10 chiếm lại sân vận động ở Raqqa từ tay Nhà nước Hồi giáo (IS). "
    "Cũng trong ngày 17/10, một kẻ đánh bom liều chết của IS làm 5 người thiệt mạng ở Raqqa."
)
RAQQA_ID = (
    "Pasukan Demokratik Suriah (SDF) pada 17 Oktober merebut stadion di Raqqa dari kelompok ISIS. "
    "Seorang pelaku bom bunuh diri ISIS menewaskan 5 orang di Raqqa pada hari yang sama."
)
RAQQA_EN = (
    "Syrian Democratic Forces (SDF) captured the stadium in Raqqa from Islamic State on 17 October. "
    "An Islamic State suicide bomber killed five people in Raqqa on 17 October."
)
RAQQA_WEEKS_BEFORE = (
    "Lực lượng Dân chủ Syria (SDF) ngày 20/9 chiếm kho ngũ cốc ở Raqqa từ tay Nhà nước Hồi giáo (IS). "
    "Trong ngày 20/9, một kẻ đánh bom liều chết của IS làm 3 người thiệt mạng ở Raqqa."
)
DEIR_EZ_ZOR = (
    "Quân đội Syria ngày 17/10 chiếm lại một khu phố ở Deir ez-Zor từ tay Nhà nước Hồi giáo (IS). "
    "Cũng trong ngày 17/10, một kẻ đánh bom liều chết của IS làm 4 người thiệt mạng ở Deir ez-Zor."
)
MARIB_ID = (
    "Serangan udara koalisi Arab Saudi menewaskan 12 warga sipil di Hodeidah pada 2 April. "
    "Houthi menembakkan rudal ke Jizan pada 4 April."
)
MARIB_VI = (
    "Ngày 2/4, liên quân do Saudi Arabia dẫn đầu không kích Hodeidah, ít nhất 14 dân thường thiệt mạng. "
    "Ngày 4/4, lực lượng Houthi phóng tên lửa vào Jizan."
)
PEACE = "Ngoại trưởng hai nước ngày 17/10 gặp nhau ở Geneva để bàn về viện trợ cho Raqqa."

PUBLISHED = {RAQQA_WEEKS_BEFORE: "2017-09-21", MARIB_ID: "2018-04-05", MARIB_VI: "2018-04-05"}


@cache
def extractor() -> Extractor:
    return Extractor(LEXICON)


def told(body: str):
    day = PUBLISHED.get(body, "2017-10-18")
    lang = "id" if body in (RAQQA_ID, MARIB_ID) else "en" if body == RAQQA_EN else "vi"
    one = article(body, lang=lang, published=Published(day, day, "meta"))
    return one, extractor().extract(one)


def are_one(*bodies: str) -> bool:
    return len(set(stories([told(body) for body in bodies]))) == 1


@pytest.mark.parametrize("pair", [*combinations((RAQQA_VI, RAQQA_ID, RAQQA_EN), 2), (MARIB_ID, MARIB_VI)])
def test_the_same_happening_in_other_words_and_languages(pair):
    assert are_one(*pair)


@pytest.mark.parametrize(
    "pair",
    [
        (RAQQA_VI, RAQQA_WEEKS_BEFORE),  # the same place, sides and wording, another day
        (RAQQA_VI, DEIR_EZ_ZOR),  # the same day and sentences, another place
        (RAQQA_ID, MARIB_ID),
        (RAQQA_VI, PEACE),
    ],
)
def test_happenings_that_only_look_alike(pair):
    assert not are_one(*pair)
