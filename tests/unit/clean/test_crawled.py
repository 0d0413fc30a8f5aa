"""What crawlers make of pages on the way: Markdown, fragments, odd blanks."""

from __future__ import annotations

from pathlib import Path

import pytest

import dropwire
from dropwire.article import Article, RawItem
from dropwire.clean import clean, load_rules
from dropwire.clean.view import make_view

RULES = load_rules(Path(dropwire.__file__).parent / "lexicon")
LEAD = "Quân đội rút khỏi ba ngôi làng ở phía đông thành phố sau hai ngày giao tranh, phát ngôn viên Bộ Quốc phòng nói."
MORE = "Người dân bắt đầu trở về từ chiều hôm qua, mang theo những gì còn sót lại trong nhà."
LAST = "Cơn mưa đầu tiên đến sớm hơn một tuần, làm con đường đất dẫn lên núi lầy lội."


def cleaned(text: str) -> Article:
    return clean(RawItem("t.txt", "", None, "text", text, {}), RULES)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("## Ba ngôi làng ##", "Ba ngôi làng"),
        ("hôm **thứ Năm**, __ba__ ngôi làng", "hôm thứ Năm, ba ngôi làng"),
        ("**hôm** *thứ Năm*, theo _Reuters_", "hôm thứ Năm, theo Reuters"),
        ("***ba*** ngôi làng", "ba ngôi làng"),
        ('Tướng [Nguyễn Mẫu](https://vd.vn/mau_(tướng) "hồ sơ") nói', "Tướng Nguyễn Mẫu nói"),
        ("[**Bộ Quốc phòng**](/bqp) nói", "Bộ Quốc phòng nói"),
        ("# Tin\n> trích\n* mục\n  - mục", "Tin\ntrích\nmục\nmục"),
        (r"**1\. Ba** \*làng\*", "1. Ba *làng*"),
    ],
)
def test_marks_show_nothing(raw: str, shown: str) -> None:
    assert make_view(raw).text == shown


@pytest.mark.parametrize(
    "text",
    [
        "Giá 3 * 4 = 12, và 5*6*7 nữa",
        "tệp ten_tep_dai.txt, #Kyiv #Lviv",
        "- Ông nói: “Chúng tôi rút.”\n- Vâng.",
        "Lực lượng [Hezbollah] (Lebanon) nói",
        "*) Ghi chú của tòa soạn",
    ],
)
def test_a_text_without_headings_links_or_bold_is_no_markdown(text: str) -> None:
    assert make_view(text).text == text


def test_an_article_in_markdown() -> None:
    article = cleaned(
        f"# [Quân đội rút khỏi ba ngôi làng](https://vd.vn/1)\n\n*04/09/2020 - 10:15*\n\n**{LEAD}**\n\n"
        f"* [Bão số 5 vào bờ, mười xã mất điện](https://vd.vn/2)\n* [Giá vàng lập đỉnh mới](https://vd.vn/3)\n\n"
        f"{MORE.replace('chiều hôm qua', '[chiều hôm qua](https://vd.vn/4)')}\n\n> {LAST}\n\n"
        "[Lũ quét cuốn trôi cây cầu duy nhất vào bản](https://vd.vn/5)\n"
    )
    assert article.title == "Quân đội rút khỏi ba ngôi làng"
    assert article.published is not None
    assert article.published.start == "2020-09-04"
    assert article.paragraphs == [LEAD, MORE, LAST]
    assert "related" in {span.kind for span in article.spans}


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u3000"])
def test_odd_blanks_hide_no_residue(blank: str) -> None:
    text = "\n".join([LEAD, MORE, "Associated Press writers in Washington contributed to this report.", LAST])
    assert cleaned(text.replace(" ", blank)).body == cleaned(text).body


@pytest.mark.parametrize("tag", ["<p>{}</p>", "<div>{}</div>", "{}<br>"])
def test_a_fragment_of_paragraphs_keeps_its_headline(tag: str) -> None:
    lines = ["Quân đội rút khỏi ba ngôi làng", "04/09/2020 10:15", LEAD, MORE, LAST]
    html = "\n".join(tag.format(line) for line in lines)
    article = clean(RawItem("t.html", "", None, "page", html, {}), RULES)
    assert article.title == lines[0]
    assert article.paragraphs == [LEAD, MORE, LAST]
