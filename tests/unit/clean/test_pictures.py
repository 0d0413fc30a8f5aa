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


def test_headlines_joined_by_dashes_are_other_stories() -> None:
    bar = ["-", "Banjir bandang merendam tiga kecamatan -", "Harga emas: “rekor” baru atau tipuan? -",
           "Tim nasional lolos ke semifinal piala sampel -", "Sekolah libur lagi besok?"]  # fmt: skip
    article = cleaned(*bar, "Dunia", f"11/05/2023 06:39{TITLE}", LEAD, MORE)
    assert article.title == TITLE
    assert article.paragraphs == [LEAD, MORE]


def test_an_excerpt_cut_off_above_the_story_goes() -> None:
    article = cleaned("Berita", TITLE, f"{LEAD} {MORE[:60]} […]", LEAD, MORE)
    assert article.paragraphs == [LEAD, MORE]


def test_a_summary_told_again_behind_the_dateline_goes() -> None:
    article = cleaned(TITLE, "", LEAD, "", f"SAMPEL-KOTA.COM - {LEAD}", "", MORE)
    assert article.paragraphs == [LEAD, MORE]


@pytest.mark.parametrize(
    ("end", "below"),
    [(" – AFP", "- Advertisment -"), (" (AFP)", "Editor : Ayu Contoh"), (" (sumber: sampelberita.com)", "Editor: Ayu")],
)
def test_the_last_paragraph_stays_with_a_teaser_below(end: str, below: str) -> None:
    last = "Observatorium itu menyatakan sisa-sisa kelompok tersebut masih bersembunyi di gurun dan menyerang konvoi."
    more = ["Disyorkan untuk anda", "", "Seratus ekor paus terdampar di pantai barat"]
    teaser = "SAMPELVILLE, 25 APRIL - Seratus ekor paus terdampar di pantai barat hari ini dan sekurang-kurangnya..."
    article = cleaned(TITLE, "", LEAD, "", MORE, "", f"{last[:-1]}.{end}", "", below, "", *more, "", teaser)
    assert article.paragraphs == [LEAD, MORE, last]


def test_the_visitors_weather_dates_nothing() -> None:
    article = cleaned(
        "Thursday, April 25, 2024", "26.3 C", "Brunei", "", TITLE, "", f"SAMPELKOTA, 3 JAN – {LEAD}", MORE
    )
    assert article.paragraphs == [LEAD, MORE]
    assert article.published.start is None


SHORT = "Thị trấn cuối cùng của tỉnh rơi vào tay Quân đội Arakan (AA)."


def test_a_short_name_at_the_end_of_a_sentence_is_no_agency() -> None:
    assert cleaned(SHORT, LEAD, MORE).paragraphs[0] == SHORT


@pytest.mark.parametrize(
    "caption",
    [
        "Foto: Warga mengantre air di alun-alun kota. (Reuters/Rina Sari)",
        "(Ảnh minh họa) - Một toán lính đi qua cây cầu gỗ, tháng 02/2019. AFP - JANE ROE",
        "Photo dok. Sungai.com",
        "Jembatan gantung di atas sungai. Foto: dok. Dinas Pengairan Sampel",
        "Jembatan gantung di atas sungai - ảnh minh họa Sampel's Daily",
        "FOTO: Warga mengantre air di alun-alun. (EPA/Rina Sari) Kirim Cetak A- A+",
    ],
)
def test_labelled_captions_go_with_who_took_them(caption: str) -> None:
    assert cleaned(LEAD, caption, MORE).paragraphs == [LEAD, MORE]


@pytest.mark.parametrize(
    "caption",
    [
        "Warga Sampel menunggu di pos pemeriksaan di timur kota. (Sampel Post / Ayu Contoh)",
        "Pengungsi Sampel di tebing sungai pada Kamis. SAMPEL WIRE/A. Contoh",
        "Pelarian di tebing Sungai Sampel. - Fail Sampelnews",
    ],
)
def test_a_credit_of_outlet_and_name_ends_a_caption(caption: str) -> None:
    assert cleaned(TITLE, "", LEAD, "", caption, "", MORE).paragraphs == [LEAD, MORE]


def test_a_caption_that_repeats_the_headline_without_its_topic_goes() -> None:
    article = cleaned(f"[FOTO] Lembah Sampel: {TITLE}", "", f"{TITLE}. Foto: AMN.", LEAD, MORE)
    assert article.title == f"Lembah Sampel: {TITLE}"
    assert article.paragraphs == [LEAD, MORE]


def test_a_headline_may_end_in_a_day() -> None:
    assert cleaned("Sampel security digest: Tuesday, May 9", "11 May 2023", "", LEAD, MORE).title == (
        "Sampel security digest: Tuesday, May 9"
    )


def test_a_caption_in_brackets_goes_whole() -> None:
    caption = "[Photo: Villagers of Sampel cross a broken bridge on their way home, May 9, 2023. SAMPEL WIRE/Stringer]"
    assert cleaned(TITLE, "", LEAD, "", caption, "", MORE).paragraphs == [LEAD, MORE]


def test_a_papers_name_in_capitals_opens_the_story() -> None:
    lead = "Quân đội rút khỏi ba ngôi làng ở phía đông thành phố sau hai ngày giao tranh, người phát ngôn cho biết."
    more = "Người dân bắt đầu trở về từ chiều qua và mang theo những gì còn lại trong nhà của họ."
    article = cleaned("Quân đội rút khỏi ba ngôi làng", "", f"NHẬT BÁO BẾN SÔNG - {lead}", "", more)
    assert article.paragraphs == [lead, more]


def test_a_headline_that_asks_is_a_link_and_several_part_the_story() -> None:
    question, other = "Mengapa harga beras di kota itu terus naik?", "Apa kata pemerintah tentang semua ini?"
    assert cleaned(TITLE, "", LEAD, "", question, "", MORE).paragraphs == [LEAD, MORE]
    story = [LEAD, question, MORE, other, f"{MORE} Itu saja."]
    assert cleaned(TITLE, "", *story).paragraphs == story
