"""Text broken at a fixed width comes out as the same text unbroken."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import dropwire
from dropwire.article import Article, RawItem
from dropwire.clean import clean, load_rules

RULES = load_rules(Path(dropwire.__file__).parent / "lexicon")
TITLE = "Quân đội rút khỏi ba ngôi làng"
STORY = [
    "Quân đội chính phủ rút khỏi ba ngôi làng ở phía đông thành phố Exampleton sau hai ngày giao tranh dữ dội, phát "
    "ngôn viên Bộ Quốc phòng cho biết hôm 4/9. Ít nhất mười binh sĩ thiệt mạng và Tướng Nguyễn Mẫu bị thương.",
    "Người dân bắt đầu trở về từ chiều hôm qua, mang theo những gì còn sót lại trong nhà. Chính quyền tỉnh Mẫu Sơn hứa "
    "sửa lại cây cầu duy nhất dẫn vào khu vực này trước mùa mưa, nhưng chưa nói bao giờ bắt đầu.",
    "Cơn mưa đầu tiên đến sớm hơn một tuần, làm con đường đất dẫn lên núi lầy lội và cản trở xe tiếp tế.",
]
ENGLISH = [
    "JAKARTA (Sampel) - The army lost about ten soldiers on Thursday when a patrol was ambushed in a dry riverbed "
    "outside Exampleton, its bloodiest day in three years, said Colonel Sample Singh, who commands the district.",
    "A second company set out for the riverbed on Friday. It found four burnt vehicles and no bodies, the army wrote.",
]


def cleaned(text: str) -> Article:
    return clean(RawItem("t.txt", "", None, "text", text, {}), RULES)


def broken(paragraphs: list[str], width: int) -> list[str]:
    return [textwrap.fill(p, width, break_on_hyphens=False) for p in paragraphs]


@pytest.mark.parametrize("width", [50, 60, 66, 72, 80, 100])
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_broken_text_is_read_as_it_was_written(width: int, blank: str) -> None:
    article = cleaned(blank.join([TITLE, *broken(STORY, width)]) + "\n")
    assert article.title == TITLE
    assert article.body.split("\n\n") == STORY


def test_a_crawlers_prefix_is_part_of_its_lines_width() -> None:
    text = textwrap.fill(f"date 2020-09 {STORY[0]}", 72) + "\n\n" + "\n\n".join(broken(STORY[1:], 72))
    assert cleaned(text).body.split("\n\n") == STORY


def test_a_headline_and_a_date_stay_apart_from_the_dateline_below() -> None:
    head = ["Ten soldiers killed in ambush outside Exampleton, says the army", "4 September 2020"]
    article = cleaned("\n".join([*head, *broken(ENGLISH, 66)]))
    assert article.title == head[0]
    assert article.paragraphs == [ENGLISH[0].removeprefix("JAKARTA (Sampel) - "), ENGLISH[1]]


def test_lines_broken_anywhere_go_on_in_lower_case() -> None:
    lines = [
        "The army lost about ten soldiers on Thursday",
        "when a patrol was ambushed in a dry riverbed outside Exampleton, its",
        "bloodiest day in three years, a colonel said on Friday.",
        "A second company set out for the riverbed on Saturday, the army wrote.",
    ]
    assert cleaned("\n".join(lines)).paragraphs == [" ".join(lines[:3]), lines[3]]


def test_spans_still_part_the_raw_text() -> None:
    text = "\n\n".join([TITLE, *broken(STORY, 60)])
    article = cleaned(text)
    assert "".join(text[span.start : span.end] for span in article.spans) == text
    for segment in article.segments:
        made = article.body[segment.clean_start : segment.clean_end]
        assert made.split() == text[segment.raw_start : segment.raw_end].split()


def test_paragraphs_of_one_line_are_left_as_they_are() -> None:
    caption = "Binh sĩ lục soát một lòng sông cạn sau vụ phục kích hôm thứ Năm. Ảnh: AP"
    article = cleaned("\n".join([TITLE, STORY[0], caption, STORY[1], STORY[2]]))
    assert article.body.split("\n\n") == STORY
