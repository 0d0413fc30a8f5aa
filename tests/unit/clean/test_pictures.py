"""Pictures' texts as sites leave them around the headline and before the dateline."""

from __future__ import annotations

from pathlib import Path

import pytest

import dropwire
from dropwire.article import Article, RawItem
from dropwire.clean import clean, load_rules

RULES = load_rules(Path(dropwire.__file__).parent / "lexicon")
TITLE = "Tentara Sampel mundur dari tiga desa di lembah timur setelah dua hari pertempuran"
LEAD = "Tentara mundur dari tiga desa di timur kota itu setelah dua hari pertempuran sengit, kata juru bicara militer."
MORE = "Warga mulai kembali sejak kemarin sore dengan membawa barang-barang yang tersisa dari rumah mereka."
CAPTION = "Warga desa melewati jembatan yang rusak akibat pertempuran pada Selasa, 9 Mei 2023 pukul 02:00 WIB."


def cleaned(*lines: str) -> Article:
    return clean(RawItem("t.txt", "", None, "text", "\n".join(lines), {}), RULES)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([f"{CAPTION} AFP/HANDOUT{CAPTION}"], id="glued to its copy by the credit"),
        pytest.param([f"{CAPTION}/Sampelia", f"{CAPTION}/Sampelia /"], id="twice, credited behind a slash"),
        pytest.param(["Tentara Sampel mundur dari tiga desa di lembah utara usai dua hari pertempuran"],
                     id="the headline as it first was"),
        pytest.param(["Twitter @sampel", "Tiga warga desa menyeberangi sungai di dekat jembatan yang roboh"],
                     id="below the name of an account"),
    ],
)  # fmt: skip
def test_nothing_of_a_picture_stands_before_the_story(lines: list[str]) -> None:
    article = cleaned(TITLE, "", "11 Mei 2023, 06:39 WIB", *lines, "", f"SAMPELKOTA, KOMPAS.com - {LEAD}", "", MORE)
    assert article.title == TITLE
    assert article.paragraphs == [LEAD, MORE]


def test_labels_of_a_byline_are_none_of_the_story() -> None:
    byline = ["Author: ", "AYU CONTOH|SAMPEL NEWS", "Publication Date: ", "Fri, 2010-04-02 01:42"]
    article = cleaned(TITLE, "", *byline, "", LEAD, MORE)
    assert article.paragraphs == [LEAD, MORE]
    assert article.published.start == "2010-04-02"


def test_what_a_headline_shares_words_with_stays() -> None:
    shared = "Tiga desa di lembah timur itu ditinggalkan tentara Sampel setelah pertempuran selama dua hari"
    article = cleaned(TITLE, "", LEAD, f"{shared}.", MORE)
    assert article.paragraphs == [LEAD, f"{shared}.", MORE]
