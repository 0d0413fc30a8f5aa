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


@pytest.mark.parametrize(
    "tag", ['<img class="anh-lon"', "<img class='anh-lon' src=", '<img src="/a.jpg" width="640', '<a href="/x"']
)
def test_a_tag_cut_off_eats_no_paragraph_although_marks_follow(tag: str) -> None:
    text = f'{LEAD}\n{tag}\n{MORE} Ông gọi đó là "một chiến thắng lớn".\n>> Giá vàng lập đỉnh mới trong tuần\n{LAST}'
    assert cleaned(text).paragraphs == [LEAD, f'{MORE} Ông gọi đó là "một chiến thắng lớn".', LAST]


@pytest.mark.parametrize("tag", ["<img", "<img ", '<img src="/a.jpg"', '<span class="a"'])
@pytest.mark.parametrize("prose", [MORE, "Warga kembali ke desa ketika hujan reda. Jembatan lama dibuka lagi."])
def test_a_tag_cut_off_eats_no_prose_up_to_a_later_mark(tag: str, prose: str) -> None:
    assert make_view(f"{LEAD}\n{tag} {prose} >> Giá vàng").text.split() == f"{LEAD} {prose} >> Giá vàng".split()


@pytest.mark.parametrize(
    "tag",
    [
        """<img alt="quán 'Gió' bên "bến cũ" của làng" width=3>""",
        "<img alt='Ali's shop'>", '<img src="x" alt="Bến đò>',
        '<video controls autoplay muted playsinline loop src="x">', '<a title="Bà nói: "Về thôi!"" href=x>',
        '<input disabled readonly required value="x">', '<img src="a.jpg", alt="b"class="c">',
    ],
)  # fmt: skip
def test_a_whole_tag_goes_with_quotes_out_of_step(tag: str) -> None:
    assert make_view(f"{LEAD} {tag}{MORE}").text.split() == f"{LEAD} {MORE}".split()


def test_many_attributes_of_a_tag_never_closed_take_no_time_to_speak_of() -> None:
    text = "<img " + 'a="b" ' * 5_000 + "'\n" + LEAD
    assert make_view(text).text.split()[-1] == LEAD.split()[-1]


def test_a_tag_cut_off_inside_its_size_shows_the_text_behind_it() -> None:
    assert (
        make_view(f'{LEAD} <img src="" width="640 {MORE} "Vâng" <br>').text.split() == f'{LEAD} {MORE} "Vâng"'.split()
    )


def test_a_whole_tag_may_go_on_over_lines() -> None:
    assert make_view('Ba <a\n  href="/x"\n  title="một\nhai">ngôi</a> làng').text == "Ba ngôi làng"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('<div class="ads-300x250">Một căn nhà nhỏ bên sông đang chờ gia đình bạn về ở ngay mùa hè này.', False),
        ('<div class="noi-dung">Trời quang trở lại vào buổi chiều trên khắp thung lũng.', True),
    ],
)
def test_a_tag_that_says_advertisement_takes_its_line(line: str, kept: bool) -> None:
    assert (line.partition(">")[2] in cleaned(f"{LEAD}\n\n{line}\n\n{MORE}\n\n{LAST}").paragraphs) == kept


def test_the_papers_address_before_a_headline() -> None:
    article = cleaned(
        f" date 2019-06 NHIPSONG.VN Quân đội rút khỏi ba ngôi làng\n04/06/2019 10:15\n{LEAD}\n{MORE}\n{LAST}"
    )
    assert article.title == "Quân đội rút khỏi ba ngôi làng"
    assert article.paragraphs == [LEAD, MORE, LAST]


def test_a_date_beside_buttons() -> None:
    article = cleaned(
        "Quân đội rút khỏi ba ngôi làng\n"
        f"Thứ Ba, 04/06/2019 07:18  |  Theo dõi Nhịp Sông trên Google News\n{LEAD}\n{MORE}"
    )
    assert article.paragraphs == [LEAD, MORE]
    assert article.published is not None
    assert article.published.start == "2019-06-04"


def test_who_edited_stands_above_day_and_headline() -> None:
    lead = "Pasukan pemerintah menarik diri dari tiga desa di timur kota setelah dua hari pertempuran sengit."
    more = "Warga mulai kembali sejak kemarin sore dengan membawa barang yang masih tersisa dari rumah mereka."
    article = cleaned(
        "Reporter Sungai.id\nEditor Sari W\nSelasa, 4 Juni 2019 13:31 WIB\n"
        f"Tiga Desa Ditinggalkan Tentara\n\n{lead}\n{more}"
    )
    assert article.title == "Tiga Desa Ditinggalkan Tentara"
    assert article.paragraphs == [lead, more]


@pytest.mark.parametrize(
    "furniture",
    [
        "Chụp lại hình ảnh,\nBản đồ ba ngôi làng và vùng lân cận",
        "Bỏ qua Podcast và tiếp tục đọc",
        "Bản quyền hình ảnh Reuters Image caption Xe tải chở dân qua cầu.",
        "Chia sẻ: f t g+",
        "ADVERTISEMENT - SCROLL TO CONTINUE",
        "Win a boat by subscribing to The River Post Premium",
        "Must-Watch Video",
    ],
)
def test_furniture_between_paragraphs(furniture: str) -> None:
    assert cleaned(f"{LEAD}\n\n{furniture}\n\n{MORE}\n\n{LAST}").paragraphs == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "head",
    [
        "Reuters\nChia sẻ trên Facebook\nDân làng chờ xe ở đầu cầu phía đông thành phố, ngày 03/06/2019.\n\n",
        "HĐ Online - ",
        "COX'S BAZAR: ",
    ],
)
def test_what_stands_before_the_story(head: str) -> None:
    assert cleaned(f"{head}{LEAD}\n\n{MORE}\n\n{LAST}").paragraphs == [LEAD, MORE, LAST]


def test_a_caption_glued_to_a_paragraph_takes_no_paragraph_with_it() -> None:
    glued = f"{LEAD}Cây cầu gỗ ở đầu thị trấn sau trận đánh (Ảnh: Reuters)"
    assert cleaned(f"{MORE}\n{glued}\n{LAST}").paragraphs == [MORE, LEAD, LAST]


def test_the_headline_glued_to_a_paragraph_is_a_pictures_text() -> None:
    title = "Quân đội rút khỏi ba ngôi làng phía đông"
    assert cleaned(f"{title}\n\n{LEAD}{title} -0\n\n{MORE}").paragraphs == [LEAD, MORE]


def test_a_teaser_glued_to_a_paragraph() -> None:
    teaser = "Baca juga: Tiga Jembatan Putus, Lima Desa di Hulu Sungai Terisolasi"
    assert cleaned(f"{LEAD}\n{teaser}{MORE}\n{LAST}").paragraphs == [LEAD, MORE, LAST]
    assert cleaned(f"{LEAD}\n{MORE}{teaser}\n{LAST}").paragraphs == [LEAD, MORE, LAST]


def test_what_a_page_offers_to_skip() -> None:
    block = (
        "Bỏ qua Đọc nhiều và tiếp tục đọcĐọc nhiều\nGiá vàng lập đỉnh mới?\nBão vào bờ: ai phải đi?\nEnd of Đọc nhiều"
    )
    assert cleaned(f"{LEAD}\n\n{block}\n\n{MORE}\n\n{LAST}").paragraphs == [LEAD, MORE, LAST]


def test_the_way_to_the_page_ends_in_its_headline() -> None:
    article = cleaned(
        f"TRANG CHỦ » THẾ GIỚI » Quân đội rút khỏi ba ngôi làng phía đông\n04/06/2019 10:15\n{LEAD}\n{MORE}"
    )
    assert article.title == "Quân đội rút khỏi ba ngôi làng phía đông"
    assert article.paragraphs == [LEAD, MORE]


def test_the_next_page_of_a_story_has_its_date_again() -> None:
    date = "Thứ Ba, 04 tháng 6 năm 2019 – 07:15"
    assert cleaned(f"Quân đội rút khỏi ba ngôi làng\n{date}\n{LEAD}\n{MORE}\n1 2 Next\n{date}\n{LAST}").paragraphs == [
        LEAD,
        MORE,
        LAST,
    ]


@pytest.mark.parametrize("place", ["YANGON • ", "JAKARTA. ", "LAKKI MARWAT / PESHAWAR: "])
def test_more_datelines(place: str) -> None:
    lead = "The army pulled out of three villages east of the town after two days of fighting, a spokesman said."
    more = "People began to come back in the afternoon with whatever had been left to them in their houses."
    assert cleaned(f"{place}{lead}\n\n{more}").paragraphs == [lead, more]


ONE_LINE = f"date 2016-11 {LEAD} {MORE} {LAST}"


@pytest.mark.parametrize(
    "tail",
    [
        "Thu Vân (Theo Sông Xanh, Núi Bạc) >> Xem thêm: Chợ nổi họp lại sau lũ Gửi bài viết chia sẻ tại đây",
        ">> Xem thêm: Chợ nổi họp lại sau lũ", "Những tin mới hơn Những tin cũ hơn", "Bình luận (0)",
        "(Theo Sông Xanh) Tag: chợ nổi, lũ", "Baca juga: Pasar Apung Buka Lagi",
    ],
)  # fmt: skip
def test_furniture_on_the_line_of_a_story_parts_from_it(tail: str) -> None:
    assert cleaned(f"{ONE_LINE} {tail}").paragraphs == cleaned(ONE_LINE).paragraphs


@pytest.mark.parametrize("tail", ["Xem thêm những gì còn lại, ông im lặng", "Bình luận về chuyện đó, bà chỉ cười"])
def test_a_last_sentence_without_full_stop_stays(tail: str) -> None:
    assert cleaned(f"{ONE_LINE} {tail}").paragraphs[-1].endswith(tail)


def test_captions_glued_to_a_story_on_one_line_go_with_their_credit() -> None:
    told = f"{MORE} {LAST} " * 3
    text = f"{LEAD} <img Dân chài phơi lưới trên bến. Ảnh: Sông Xanh. {told}"
    assert cleaned(text).paragraphs == cleaned(f"{LEAD} {told}").paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Dermaga lama selepas banjir surut. - Foto ihsan Kelab Sungai Biru", "Ruangan komen ditutup.",
        "Comments are closed", "Advertisement · Scroll to continue",
    ],
)  # fmt: skip
def test_small_furniture_beside_a_story_goes(line: str) -> None:
    assert cleaned(f"{LEAD}\n\n{line}\n\n{MORE}\n\n{LAST}").paragraphs == [LEAD, MORE, LAST]
