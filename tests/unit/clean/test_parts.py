"""The cleaner's parts: markup, datelines, credits and captions, repeats, zones, language, origin."""

from __future__ import annotations

from pathlib import Path

import pytest

import dropwire
from dropwire.article import Article, RawItem
from dropwire.clean import clean, load_rules
from dropwire.clean.dateline import find_dateline
from dropwire.clean.language import detect
from dropwire.clean.view import make_view
from dropwire.clean.zones import menu_like, name_like

RULES = load_rules(Path(dropwire.__file__).parent / "lexicon")
STORY = "Quân đội rút khỏi ba ngôi làng ở phía đông thành phố sau hai ngày giao tranh dữ dội."
MORE = "Người dân bắt đầu trở về từ chiều hôm qua, mang theo những gì còn sót lại trong nhà."
LAST = "Cơn mưa đầu tiên đến sớm hơn một tuần, làm con đường đất dẫn lên núi lầy lội."
THIRD = "Chính quyền tỉnh hứa sửa lại cây cầu duy nhất dẫn vào khu vực này trước mùa mưa."


def cleaned(text: str, **meta: str) -> Article:
    return clean(RawItem("t.txt", "", None, "text", text, meta), RULES)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a <b>x</b> <abc@vnn.vn> ‹x› 3 < 5 <3", "a x <abc@vnn.vn> ‹x› 3 < 5 <3"),
        ('tin <img alt="a" src="/x y.jpg" width="640...', "tin "),
        ('tin <a href="http://x.vn/a', "tin "),
        ("tin <br", "tin "),
        ("<img Quân đội <img src= Trung tâm <img src= alt=a Gao\n<img Kabul\n", " Quân đội Trung tâm Gao\n Kabul\n"),
        ("tin 5b59586f/2018_07/bom_o_Kabul.mp4", "tin "),
        ("x < y và <b", "x < y và "),
        ('<p class="x>y">tin</p>', "\ntin\n"),
        ('<img alt="IS "đánh" nhau" src=a>tin', "tin"),
        ("a &amp; b&nbsp;c &quot;d&quot; &khong;", 'a & b c "d" &khong;'),
        ("<script>if (a<b) x()</script>tin<!-- hết", "tin"),
        ("a\u200bb\ufeffc\x00", "abc"),
        ("\x1b[1;31mtin\x1b[0m \x1b]8;;http://x.vn\x07nóng\x1b]0;t\x1b\\", "tin nóng"),
        ("tin data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA== nóng", "tin  nóng"),
        ("e\u0323\u0302 e<b></b>\u0301", "ệ é"),
        ("<một hai>", "<một hai>"),
    ],
)
def test_markup_is_gone_and_text_stays(raw: str, shown: str) -> None:
    view = make_view(raw)
    assert view.text == shown
    for at, char in enumerate(view.text):
        if not char.isspace():
            start, end = view.raw_span(at, at + 1)
            assert 0 <= start < end <= len(raw)


@pytest.mark.parametrize(
    ("text", "lang", "place", "source"),
    [
        ("ANTD.VN - Quân đội rút lui", "vi", None, "ANTD.VN"),
        ("(Dân trí) - Quân đội rút lui", "vi", None, "Dân trí"),
        ("(VOVworld) – Tentara mundur", "id", None, "VOVworld"),
        ("(Thể Thao 24) Rạng sáng nay đội khách thắng.", "vi", None, "Thể Thao 24"),
        ("TPO - Quân đội rút lui", "vi", None, "TPO"),
        ("VietTimes -- Ngày 11.12", "vi", None, "VietTimes"),
        ("Nhịp Sống Mẫu - Ba làng bị bỏ trống", "vi", None, "Nhịp Sống Mẫu"),
        ("TRIBUNNEWS.COM, MALANG - Persib menang", "id", "MALANG", "TRIBUNNEWS.COM"),
        ("REPUBLIKA.CO.ID, DAMASKUS -- Serangan", "id", "DAMASKUS", "REPUBLIKA.CO.ID"),
        ("JAKARTA, KOMPAS.com - Pasukan", "id", "JAKARTA", "KOMPAS.com"),
        ("Jakarta - Sedikitnya 12 orang", "id", "Jakarta", None),
        ("YALA: Seramai 15 orang", "ms", "YALA", None),
        ("KHARTOUM, 20 Sept (Bernama) -- Sekurang", "ms", "KHARTOUM", "Bernama"),
        ("BAMAKO/MAIDUGURI, Nigeria, Oct 2 (Reuters) - At least", "en", "BAMAKO/MAIDUGURI, Nigeria", "Reuters"),
        ("BEIRUT (AP) — U.S. destroyers", "en", "BEIRUT", "AP"),
        ("GAZA, 19 Oktober- Seramai 40", "ms", "GAZA", None),
        ("BANGKOK, SELASA — Setelah itu", "id", "BANGKOK", None),
        ("Bogota (TTXVN 21/7/2013) Quân đội rút lui", "vi", None, "TTXVN"),
        ("KABAR HARIAN - JAKARTA. Harga minyak", "id", "JAKARTA", "KABAR HARIAN"),
        ("kabarkita.com - YALA - Tiga orang tewas", "id", None, "kabarkita.com"),
        ("SANAA - Chiến đấu cơ", "vi", "SANAA", None),
        ("Kantor Berita Kita - KBK - Setelah kota", "id", None, "KBK"),
        ("Srinagar: Two militants", "en", "Srinagar", None),
        ("[KABAR HARIAN] - Tiga orang tewas", "id", None, "KABAR HARIAN"),
        ("TGVN. Quân đội rút lui", "vi", None, "TGVN"),
        ("BERITAKITA.EXAMPLE - JAKARTA. Harga minyak", "id", "JAKARTA", "BERITAKITA.EXAMPLE"),
        ("KABARKITA.COM DAMASKUS,- Tiga desa", "id", "DAMASKUS", "KABARKITA.COM"),
        ("Kabarkita.co, Papua-Tiga desa", "id", "Papua", "Kabarkita.co"),
        ("KENYAM, KABAR.ID |Tiga desa", "id", "KENYAM", "KABAR.ID"),
        ("Lintas Gaza, //kabarkita.id || Tiga desa", "id", "Lintas Gaza", "kabarkita.id"),
        ("KABAR-VIDEO.COM - Tiga desa", "id", None, "KABAR-VIDEO.COM"),
        ("kabarkita.com – Dekai, Yahukimo — Tiga desa", "id", None, "kabarkita.com"),
        ("TRIPOLI, KABARKITA.COM-Tiga desa", "id", "TRIPOLI", "KABARKITA.COM"),
        ("WAMENA | Tiga desa", "id", "WAMENA", None),
        ("LAHAD DATU 15 Feb. - Tiga kampung", "ms", "LAHAD DATU", None),
        ("Kano:Three soldiers", "en", "Kano", None),
    ],
)
def test_datelines(text: str, lang: str, place: str | None, source: str | None) -> None:
    found = find_dateline(text, lang, RULES.pairs)
    assert found
    assert (found.place, found.source) == (place, source)


@pytest.mark.parametrize(
    ("text", "lang", "place", "date"),
    [
        ("BEIRA, Rabu 4 Maret 2020, 09.15 WIB — Tiga desa kosong.", "id", "BEIRA", "Rabu 4 Maret 2020, 09.15 WIB"),
        ("COTABATO CITY, Jumat (6/3/2020) -- Tiga desa kosong.", "id", "COTABATO CITY", "Jumat (6/3/2020)"),
        ("KABUL, thứ Hai, 2/3/2020 — Ba làng bị bỏ trống.", "vi", "KABUL", "thứ Hai, 2/3/2020"),
        ("KOTA BHARU, 3 Mac 2020, Selasa – Tiga kampung kosong.", "ms", "KOTA BHARU", "3 Mac 2020, Selasa"),
        ("JUBA, Tue 3 March 2020 14:20 GMT -- Three villages stand empty.", "en", "JUBA", "Tue 3 March 2020 14:20 GMT"),
        ("3 March 2020 - Three villages stand empty.", "en", None, "3 March 2020"),
    ],
)
def test_datelines_with_the_day(text: str, lang: str, place: str | None, date: str) -> None:
    found = find_dateline(text, lang, RULES.pairs)
    assert found
    assert (found.place, found.source, found.date) == (place, None, date)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Báo Chí - Truyền thông cần vào cuộc", "vi"),
        ("FOTO: Warga Goma menunggu bus di terminal", "id"),
        ("2019 - The year of the flood", "en"),
        ("Nga - Mỹ đạt thỏa thuận ngừng bắn", "vi"),
        ("Rusia - Ukraina saling tuding", "id"),
        ("IS - HTS giao tranh ở Hama", "vi"),
        ("Ông Lavrov - Ngoại trưởng Nga - nói", "vi"),
        ("Bashar al-Assad - the president - said", "en"),
        ("Tổng thống Mỹ (ảnh) - Người vừa đắc cử", "vi"),
        ("Theo Reuters, quân đội rút lui", "vi"),
        ("Senin: Pasukan mundur", "id"),
        ("Quân đội: Không ai bị thương", "vi"),
        ("Lực lượng Dân chủ Syria (SDF) Syria tuyên bố rút lui", "vi"),
        ("PGS. Trần Văn Mẫu cho biết", "vi"),
        ("Он сказал: Мы вернёмся", "ru"),
        ("قال: Gaza صامدة", "ar"),
    ],
)
def test_no_datelines(text: str, lang: str) -> None:
    assert find_dateline(text, lang, RULES.pairs) is None


@pytest.mark.parametrize(
    "credit",
    [
        "Ảnh: AMN.", "(Ảnh: AFP/TTXVN)", "(Foto: VNP)", "Foto: AP", "- Foto AFP", "(AP PHOTO/Sam Ple)",
        "(AP Photo)", "Nguồn ảnh: Reuters",
        "Photo: Reuters", "(Nguồn: THX/TTXVN)", "Ảnh minh họa: Mẫu News", "Ảnh tư liệu: Reuters",
        "(Dok. Istimewa)", "Ảnh: Bộ Quốc phòng Nga",
        "Photo by Sam Ple", "(Reuters: Sam Ple)", "- Gambar AP", "Ảnh Reuters |", "PHOTO | FILE", "Stringer",
        "File photo", "- Gambar hiasan", "Ảnh chụp màn hình Kênh Mẫu",
    ],
)  # fmt: skip
def test_a_caption_goes_with_its_credit(credit: str) -> None:
    caption = "Khói bốc lên từ bến cảng sáng thứ Ba."
    article = cleaned(f"{STORY}\n\n{caption} {credit}\n\n{MORE}\n\n{THIRD}\n")
    assert article.paragraphs == [STORY, MORE, THIRD]
    assert article.metadata["credits"]


def test_a_name_and_a_colon_is_a_dateline_where_the_story_speaks_of_the_place() -> None:
    assert find_dateline("Goma: Tiga desa kosong.", "id", RULES.pairs, "Warga di Goma pergi.") is not None
    assert find_dateline("Polisi: Tiga desa kosong.", "id", RULES.pairs, "Warga di Goma pergi.") is None


def test_the_lead_picture_below_the_editors_line_goes() -> None:
    caption = "DESA KOSONG - Warga meninggalkan tiga desa di timur kota."
    first = "Tentara mundur dari tiga desa di timur kota setelah dua hari baku tembak."
    text = f"Tentara Mundur dari Tiga Desa\n\n{first}\n\nEditor: Budi Contoh\nKABAR/Medsos X\n"
    more = "Warga mulai kembali ke rumah sejak kemarin sore, membawa barang yang tersisa."
    assert cleaned(f"{text}{caption}\n\n{more}\n\n{more[:-1]} itu.").paragraphs == [first, more, f"{more[:-1]} itu."]
    bare = text.replace("KABAR/Medsos X", "istimewa") + "Warga meninggalkan tiga desa di timur kota itu."
    assert cleaned(f"{bare}\n\n{more}\n\n{more[:-1]} itu.").paragraphs == [first, more, f"{more[:-1]} itu."]
    cut = text.replace(first, "Tentara mundur dari tiga desa. Warga mulai kembali ke rumah mere")
    assert cleaned(f"{cut}{caption}\n\n{more}\n\n{first}").paragraphs == [more, first]
    told = f"KABARKITA.COM, YALA - {more}"
    assert cleaned(f"{text}{told}\n\n{first[:-1]} itu.").paragraphs == [first, more, f"{first[:-1]} itu."]


@pytest.mark.parametrize(
    "caption",
    [
        "Thống đốc (phải) bắt tay viên tướng ở sân bay",
        "Khói bốc lên từ bến cảng. / Mẫu Press",
        "Khói bốc lên từ bến cảng sáng thứ Ba /Mẫu/Báo Mẫu.com/",
        "Khói bốc lên từ bến cảng / Ảnh: AP Archive. / AP",
        "Khói bốc lên từ bến cảng sáng thứ Ba. Video: Báo Mẫu",
        "Khói bốc lên từ bến cảng./Reuters-Sam Ple",
    ],
)
def test_a_caption_is_told_by_its_end_or_by_sides(caption: str) -> None:
    assert cleaned(f"{STORY}\n\n{caption}\n\n{MORE}\n\n{THIRD}").paragraphs == [STORY, MORE, THIRD]


def test_a_picture_told_twice_makes_no_picture_story() -> None:
    caption = "Lính gác bên cây cầu sập ở bờ đông. (Ảnh: Mẫu)"
    article = cleaned(f"Ảnh: Mẫu\n{caption}\n{caption}\n\n{STORY}\n\n{MORE}")
    assert article.paragraphs == [STORY, MORE]


def test_an_agencys_english_text_goes_with_the_caption() -> None:
    alt = "Soldiers stand at the gate of a camp in the east after the fire in this still image taken from a video"
    caption = "Lính gác ở cổng trại. (Ảnh: Mẫu)"
    assert cleaned(f"Tiêu đề về ba ngôi làng\n\n{alt}\n{caption}\n{STORY}\n\n{MORE}").paragraphs == [STORY, MORE]


@pytest.mark.parametrize(
    ("teaser", "kept"),
    [
        (f"{STORY} {MORE[:40]}", False),  # broken off behind a full stop
        (STORY[:-6], False),  # broken off in a word
        (f"...{MORE[:60]}...", False),
        (STORY[: STORY.index(" sau hai")], True),  # a lead that a sentence of the story repeats
    ],
)
def test_a_teaser_goes_and_a_lead_stays(teaser: str, kept: bool) -> None:
    article = cleaned(f"Ba ngôi làng ở phía đông không còn quân đội\n\n{teaser}\n\n{STORY}\n\n{MORE}\n\n{THIRD}")
    assert article.paragraphs == [*([teaser] if kept else []), STORY, MORE, THIRD]


@pytest.mark.parametrize(
    "last",
    [
        "“Chúng tôi sẽ trở về”, một người nói",
        f"{THIRD[:-1]} và mở lại trường học ở bờ đông của con sông lớn nhất vùng này",
    ],
)
def test_the_last_paragraph_may_lack_its_full_stop(last: str) -> None:
    assert cleaned(f"{STORY}\n\n{MORE}\n\n{last}\n\nTheo Báo Mẫu").paragraphs == [STORY, MORE, last]


def test_teasers_below_the_sign_off_are_other_stories() -> None:
    teasers = "\n".join(
        f"{text[:-1]}…" for text in ("Bão số 9 đổi hướng vào Biển Đông", LAST, "Giá gạo tăng", "Cầu mới")
    )
    story = [STORY, MORE, THIRD, f"{LAST[:-1]} ở bờ đông."]
    assert cleaned("\n".join([*story, "Nguồn: Báo Mẫu", teasers])).paragraphs == story


def test_a_doubled_headline_below_a_heading_ends_the_story() -> None:
    other = "Bão số 9 đổi hướng vào Biển Đông\n\nBão số 9 đổi hướng vào Biển Đông\n\n" + LAST
    story = [STORY, MORE, THIRD]
    assert cleaned("\n\n".join([*story, "Tin liên quan", other])).paragraphs == story


def test_one_headline_below_a_section_is_the_storys() -> None:
    assert cleaned(f"Latest news\n\nBa ngôi làng không còn quân đội\n\n{STORY}\n\n{MORE}").title == (
        "Ba ngôi làng không còn quân đội"
    )


def test_the_text_of_a_table_around_a_picture_goes() -> None:
    caption = "Người dân đứng bên cây cầu sập ở bờ đông của con sông."
    for mark in ("|", "![]() |"):
        assert cleaned(f"{STORY}\n{mark}\n{caption} |\n{MORE}\n{THIRD}").paragraphs == [STORY, MORE, THIRD]


def test_a_headline_stands_above_an_address_and_below_its_section() -> None:
    title = "Ba ngôi làng không còn quân đội"
    assert cleaned(f"{title}\nbaomau.com - {STORY}\n{MORE}").title == title
    assert cleaned(f"Thời sựQuốc tế{title}\n\n{title}\n\n{STORY}\n\n{MORE}").title == title


def test_links_with_pictures_go() -> None:
    rows = "Bão số 9 đổi hướng vào Biển Đông |\n![]() |\n---|\nGiá gạo ở chợ đầu mối tăng |\n![]() |\n---|"
    assert cleaned(f"{STORY}\n{MORE}\n{THIRD}\n{rows}").paragraphs == [STORY, MORE, THIRD]


def test_copies_of_short_paragraphs_go_with_the_long_ones() -> None:
    short = "“Họ đi rồi”, một người nói."
    text = "\n\n".join([STORY, MORE, short, THIRD, "Nguồn: Báo Mẫu", MORE, short, "Quảng cáo", THIRD])
    assert cleaned(text).paragraphs == [STORY, MORE, short, THIRD]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Bạn đọc có ảnh về vụ việc xin gửi về tòa soạn qua địa chỉ trên trang web của báo.", False),
        ("Nikmati berita di ponsel Anda lewat aplikasi terbaru kami tanpa biaya apa pun.", False),
        ("Enjoying our coverage? The newsletter brings the day's stories to your inbox.", False),
        ("Ứng dụng này xóa đoạn phim, nhưng các bản sao đã lan trên Facebook và YouTube.", True),
        ("“Anda bisa melihatnya di situs kami atau di saluran Telegram,” kata jurubicara itu.", True),
        ("Bạn tôi kể kênh truyền hình đã tắt, trang web của thành phố không còn vào được.", True),
    ],
)
def test_a_site_that_speaks_to_its_readers_is_no_story(line: str, kept: bool) -> None:
    assert (line in cleaned(f"{STORY}\n\n{MORE}\n\n{THIRD}\n\n{line}").paragraphs) is kept
    assert (line in cleaned(f"{line}\n\n{STORY}\n\n{MORE}\n\n{THIRD}").paragraphs) is kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Cảnh sát đứng gác gần quảng trường trung tâm", False),
        ("Hiện trường vụ đụng độ ở khu chợ", False),
        ("Binh sĩ đã rút khỏi ba ngôi làng ở bờ đông", True),
        ("Người dân sống trong sợ hãi", True),
        ("Asap hitam membubung di dekat bandara", False),
        ("Polisi Mundur dari Tiga Desa", True),
        ("Smoke rises over the airport after the shelling", False),
        ("People with nowhere to go", True),
    ],
)
def test_a_line_that_tells_what_one_sees_is_a_caption(line: str, kept: bool) -> None:
    assert (line in cleaned(f"{STORY}\n\n{MORE}\n\n{line}\n\n{THIRD}\n\n{LAST}").paragraphs) is kept


def test_questions_of_an_interview_stay() -> None:
    talk = ["Phóng viên: Ai ra lệnh rút?", "Cựu sĩ quan: Tôi không biết. Có lẽ chẳng ai cả."]
    assert cleaned("\n\n".join([STORY, *talk, MORE])).paragraphs == [STORY, *talk, MORE]


def test_headlines_and_teasers_in_turn_are_other_stories() -> None:
    other = [
        "Bão số 9 đổi hướng vào Biển Đông",
        "Tâm bão cách bờ 300 km.",
        "Giá gạo ở chợ đầu mối tăng",
        "Gạo tăng giá.",
    ]
    story = [STORY, MORE, THIRD, LAST]
    assert cleaned("\n".join([*story, "Hoàng Sơn", *other])).paragraphs == story
    round_up = [STORY, "Trận mưa lớn ở phía bắc", MORE, THIRD, "Hoàng Sơn", *other]
    assert other[1] in cleaned("\n".join(round_up)).paragraphs


def test_a_list_above_the_story_gives_no_headline() -> None:
    article = cleaned(f"- {STORY[:-1]}\n{STORY}\n\n{MORE}")
    assert article.title is None
    assert article.paragraphs[1:] == [STORY, MORE]


def test_a_credit_of_the_pictures_source_goes_whole() -> None:
    body = cleaned(f" date 2017-11 {STORY} Nguồn ảnh: AMN. {MORE} Nguồn ảnh: SANA. {THIRD} Nguồn ảnh: FNA.").body
    assert "Nguồn" not in body
    assert THIRD in body


def test_a_credit_without_full_stop_leaves_the_next_sentence() -> None:
    body = cleaned(f" date 2014-07 {STORY} Ảnh: Reuters {MORE} Ảnh: AP Mưa đến sớm hơn mọi năm. Ảnh: AFP {THIRD}").body
    assert body == f"{STORY} {MORE} Mưa đến sớm hơn mọi năm. {THIRD}"


def test_a_caption_told_twice_running_goes() -> None:
    caption = "Lính gác bên cây cầu sập, ngày 6 tháng 11."
    assert caption not in cleaned(f"{STORY}\n\n{caption}\n{caption}\n\n{MORE}\n\n{THIRD}").body


def test_a_title_of_a_feed_has_no_markup() -> None:
    assert cleaned(f"{STORY}\n\n{MORE}", title="Quân đội <b>rút</b> khỏi &quot;ba làng&quot;").title == (
        'Quân đội rút khỏi "ba làng"'
    )


def test_in_picture_stories_only_credits_go() -> None:
    article = cleaned("\n".join(f"{text} Ảnh: SF." for text in (STORY, MORE, THIRD)))
    assert article.paragraphs == [STORY, MORE, THIRD]


def test_a_caption_glued_to_a_paragraph_goes() -> None:
    article = cleaned(f"{STORY} Hiện trường vụ nổ. Ảnh: AFP.\n\n{MORE}\n\n{THIRD}")
    assert article.paragraphs == [STORY, MORE, THIRD]


@pytest.mark.parametrize(
    "ending", [" - BERNAMA", " (abc/def)", "./.", " (TTXVN)", " [Voa/Fen]", " Theo Reuters", " ***"]
)
def test_the_last_paragraph_loses_only_its_sign_off(ending: str) -> None:
    last = THIRD[:-1] if ending == "./." else THIRD
    assert cleaned(f"{STORY}\n\n{MORE}\n\n{last}{ending}").paragraphs == [STORY, MORE, THIRD]


def test_an_opening_with_dateline_and_credit_is_body() -> None:
    opening = "Jenewa, KabarKita - Kapal bantuan pertama berlabuh di pelabuhan itu pada Jumat (10/11)."
    article = cleaned(f"{opening} (Foto: Dok. WFP)\n\n{STORY}\n\n{MORE}")
    assert article.title is None
    assert "Kapal bantuan pertama berlabuh di pelabuhan itu pada Jumat (10/11)." in article.paragraphs[0]
    assert "Foto" not in article.body


@pytest.mark.parametrize("line", ["{} 25/04/2025 19:13", "25/04/2025 19:13{}"])
def test_the_time_of_day_glued_to_a_headline_is_set_apart(line: str) -> None:
    title = "Quân đội rút khỏi ba ngôi làng"
    article = cleaned(f" date 2025-04 {line.format(title)}\n\n{STORY}\n\n{MORE}")
    assert article.title == title
    assert article.published.start == article.published.end == "2025-04-25"
    assert article.paragraphs == [STORY, MORE]


def test_what_stands_between_a_numbered_picture_and_its_credit_is_a_caption() -> None:
    picture = "Làng yên trở lại - ảnh 1\nMột lớp học đã mở cửa, nhưng chỉ có vài em.\n(Ảnh: Mẫu)"
    article = cleaned(f"{STORY}\n\n{picture}\n\n{MORE}\n\n{THIRD}")
    assert article.paragraphs == [STORY, MORE, THIRD]


@pytest.mark.parametrize(
    "caption",
    ["Khói bốc lên từ bến cảng (KABAR/Budi)", "| Khói bốc lên. Ảnh: AFP |", "Khói bốc lên. – Kita/Budi", "AFP"],
)
def test_a_caption_line_goes(caption: str) -> None:
    assert cleaned(f"{STORY}\n\n{caption}\n\n{MORE}\n\n{THIRD}").paragraphs == [STORY, MORE, THIRD]


def test_a_line_that_says_one_thing_twice_goes() -> None:
    caption = "Khói bốc lên từ bến cảng."
    assert cleaned(f"{caption} {caption}\n\n{STORY}\n\n{MORE}").paragraphs == [STORY, MORE]


def test_a_line_in_a_pictures_room_goes() -> None:
    title = "Tiêu đề bài viết về ba ngôi làng"
    for island in ("Lính gác đứng bên cây cầu sập.", "Phe nổi dậy nói sẽ quay lại"):
        article = cleaned(f"{title}\n\n{STORY}\n\n{MORE}\n\n\n\n{island}\n\n\n\n{THIRD}\n\n{LAST}")
        assert article.paragraphs == [STORY, MORE, THIRD, LAST]
    apart = cleaned(f"{title}\n\n\n\n{STORY}\n\n\n\nKhông ai bị thương.\n\n\n\n{MORE}\n\n\n\n{THIRD}")
    assert apart.paragraphs == [STORY, "Không ai bị thương.", MORE, THIRD]


@pytest.mark.parametrize("end", ["./.", ". (abc/def)", ".\n\nHoàng Sơn\n\nTin liên quan", ".\n\nTheo Reuters"])
def test_what_follows_the_end_is_other_stories(end: str) -> None:
    other = "Bão số 9 đổi hướng vào Biển Đông\n\nTâm bão cách bờ khoảng 300 km vào sáng nay."
    article = cleaned(f"{STORY}\n\n{MORE}\n\n{THIRD}\n\n{LAST[:-1]}{end}\n\n{other}")
    assert article.paragraphs == [STORY, MORE, THIRD, LAST]


def test_a_box_near_the_end_takes_no_paragraph_behind_it() -> None:
    box = "PILIHAN REDAKSI\nMesir Perpanjang Keadaan Darurat\nBom Masjid Sinai, 300 Tewas"
    story = ["Sembilan polisi tewas dalam serangan di pos pemeriksaan itu pada Jumat.", "Penyerang memakai tiga mobil."]
    last = "Kelompok itu mengaku berada di balik serangan."
    assert cleaned("\n".join([*story, box, f"{last} (has/sur)", "Lihat artikel asli"])).paragraphs == [*story, last]


def test_a_sign_off_in_the_middle_ends_nothing() -> None:
    article = cleaned(f"{STORY}\n\n{MORE} (abc/def)\n\nĐường về nhà\n\n{THIRD}\n\n{LAST}")
    assert article.paragraphs[-2:] == [THIRD, LAST]


def test_a_lone_headline_of_another_story_goes() -> None:
    story = [
        "Tentara mundur dari tiga desa di timur kota setelah dua hari baku tembak.",
        "Warga mulai kembali ke rumah sejak kemarin sore, membawa barang yang tersisa.",
        "Pemerintah provinsi berjanji memperbaiki jembatan sebelum musim hujan tiba.",
        "Hujan pertama datang seminggu lebih cepat dan membuat jalan tanah berlumpur.",
    ]
    other = "Rugikan Nasabah Rp32 Miliar, Sindikat Manipulasi Surel Dicokok Polda"
    subhead = "Warga Desa Mulai Kembali ke Rumah Setelah Tentara Mundur"
    for line, kept in ((other, False), (subhead, True)):
        article = cleaned("\n\n".join(["Tentara Mundur dari Tiga Desa", *story[:2], line, *story[2:]]))
        assert (line in article.paragraphs) is kept
        assert set(story) <= set(article.paragraphs)


def test_the_headline_may_begin_with_a_tag_or_stand_above_a_credit() -> None:
    for title in ("[VIDEO] Quân đội rút khỏi ba ngôi làng", "Video: Quân đội rút khỏi ba ngôi làng"):
        article = cleaned(f"{title}\n\n{STORY}\n\n{MORE}")
        assert article.title
        assert article.title.endswith("Quân đội rút khỏi ba ngôi làng")
    assert cleaned(f"Quân đội rút khỏi ba ngôi làng\n\nẢnh: AFP\n\n{STORY}\n\n{MORE}").title == (
        "Quân đội rút khỏi ba ngôi làng"
    )


def test_headlines_repeated_as_captions_go() -> None:
    title = "[ẢNH] Né vòng vây, phe nổi dậy bỏ lại ba ngôi làng phía đông thành phố"
    cut = "[ẢNH] Né vòng vây, phe nổi dậy bỏ lại"
    article = cleaned(f"{title}\n\n{STORY}\n{cut}\n{MORE}\n{cut}\n{THIRD}\n{cut}\n{cut}")
    assert article.title == title.removeprefix("[ẢNH] ")
    assert article.paragraphs == [STORY, MORE, THIRD]


def test_a_doubled_body_is_kept_once() -> None:
    body = f"{STORY}\n{MORE}\n{THIRD}"
    again = body.replace("làng", "làng ,").replace("hai ngày", "hai  ngày")
    article = cleaned(f"{body}\n\n{body.replace(' ở ', '  ở ')}\nTheo Reuters")
    assert article.paragraphs == [STORY, MORE, THIRD]
    assert again != body


def test_a_lead_that_repeats_a_later_sentence_stays() -> None:
    article = cleaned(f"{STORY}\n\n{MORE} {STORY}\n\n{THIRD}")
    assert article.paragraphs == [STORY, f"{MORE} {STORY}", THIRD]


def test_a_summary_above_the_headline_is_kept_once() -> None:
    title = "Quân đội rút khỏi ba ngôi làng"
    article = cleaned(f"{STORY}\n\n{title}\n\nTrần Mẫu | 27/08/2017, 16:49\n\n{STORY}\n\n{MORE}\n\n{THIRD}")
    assert article.title == title
    assert article.paragraphs == [STORY, MORE, THIRD]


def test_a_script_without_spaces_has_headline_and_paragraphs() -> None:
    story = [
        "政府军周五从该市东部的三个村庄撤出，官员们说。",
        "居民们从昨天下午开始返回家园。",
        "当地政府承诺修复桥梁。",
    ]
    text = "\n\n".join(["政府军撤出三个村庄", story[0], "广告", *story[1:], "责任编辑：李明"])
    assert cleaned(text).title == "政府军撤出三个村庄"
    assert cleaned(text).paragraphs == story


@pytest.mark.parametrize(
    "entries",
    [
        ["Donetsk: 4 người chết, 12 người bị thương", "Luhansk: 2 người chết"],
        ["28/11/2020: Quân đội chiếm Mekelle", "28/6/2021: Phe Tigray lấy lại thành phố"],
        ["Họ đưa ra bốn thi thể. (bốn người khác vẫn mất tích)", "Mọi người chờ đợi..."],
        ["Nguồn tin an ninh: không có dân thường thiệt mạng."],
        ["Theo đó có năm người chết."],
        ["1. Cuộc chiến bắt đầu ở Mali", "2. Nó lan sang Niger"],
    ],
)
def test_entries_and_short_lines_stay(entries: list[str]) -> None:
    title = "Tiêu đề bài viết về ba ngôi làng"
    article = cleaned("\n\n".join([title, STORY, *entries, "Phía bên kia không xác nhận điều này."]))
    assert article.paragraphs == [STORY, *entries, "Phía bên kia không xác nhận điều này."]


def test_subheads_and_short_sentences_stay() -> None:
    article = cleaned(
        f"Tiêu đề bài viết về ba ngôi làng\n\n{STORY}\n\nĐường về nhà\n\n{MORE}\n\nKhông ai bị thương.\n\n{THIRD}"
    )
    assert article.paragraphs == [STORY, "Đường về nhà", MORE, "Không ai bị thương.", THIRD]


def test_a_line_broken_in_the_middle_is_one_paragraph() -> None:
    assert cleaned(f"{STORY[:42]}\n{STORY[43:]}\n\n{MORE}").paragraphs == [STORY, MORE]


def test_no_title_when_the_drop_begins_with_prose() -> None:
    assert cleaned(f"{STORY}\n\n{MORE}").title is None


def test_a_title_beside_the_text_is_taken_and_its_repeat_removed() -> None:
    article = cleaned(f"Ba ngôi làng đổi chủ\n\n{STORY}\n\n{MORE}", title="Ba ngôi làng đổi chủ")
    assert article.title == "Ba ngôi làng đổi chủ"
    assert article.paragraphs == [STORY, MORE]


@pytest.mark.parametrize(
    "text", ["Hoàng Sơn", "T.L (Theo Reuters, TASS)", "Bernama | Astro Awani", "NGỌC HÂN", "Tim Detikcom - detikNews"]
)
def test_names(text: str) -> None:
    assert name_like(text)


@pytest.mark.parametrize("text", ["Đường về nhà", "Quân đội rút khỏi làng", "Army leaves three villages", ""])
def test_no_names(text: str) -> None:
    assert not name_like(text)


def test_menus() -> None:
    assert menu_like("Home › World › Asia")
    assert menu_like("Trang chủ | Thời sự | Thế giới")
    assert not menu_like("Quân đội nói | và không ai biết họ đi đâu trong đêm hôm ấy cả")


SAMPLES = {
    "vi": "Quân đội chính phủ đã rút khỏi ba ngôi làng ở phía đông thành phố.",
    "id": "Tentara pemerintah mundur dari tiga desa karena kehabisan amunisi, kata polisi setempat pada Jumat.",
    "ms": "Tentera kerajaan berundur dari tiga kampung kerana kehabisan peluru, kata polis pada Jumaat.",
    "en": "Government troops withdrew from three villages east of the city on Friday, officials said.",
    "fr": (
        "Les troupes gouvernementales se sont retirées de trois villages à l'est de la ville vendredi, selon "
        "des responsables."
    ),
    "de": (
        "Die Regierungstruppen zogen sich am Freitag aus drei Dörfern östlich der Stadt zurück, teilten "
        "Behörden mit."
    ),
    "es": (
        "Las tropas del gobierno se retiraron el viernes de tres aldeas al este de la ciudad, dijeron "
        "funcionarios."
    ),
    "pt": "As tropas do governo retiraram-se na sexta-feira de três aldeias a leste da cidade, disseram autoridades.",
    "it": (
        "Le truppe governative si sono ritirate venerdì da tre villaggi a est della città, hanno detto i "
        "funzionari."
    ),
    "nl": "Regeringstroepen trokken zich vrijdag terug uit drie dorpen ten oosten van de stad, zeiden ambtenaren.",
    "pl": "Wojska rządowe wycofały się w piątek z trzech wiosek na wschód od miasta, poinformowali urzędnicy.",
    "ru": (
        "Правительственные войска в пятницу отошли из трёх деревень к востоку от города, сообщили чиновники. "
        "Жители начали возвращаться домой вчера вечером. Местные власти обещают отремонтировать мост до "
        "начала дождей."
    ),
    "uk": "Урядові війська у п'ятницю відійшли з трьох сіл на схід від міста, повідомили посадовці.",
    "tr": "Hükümet birlikleri cuma günü şehrin doğusundaki üç köyden çekildi, yetkililer söyledi.",
    "ar": "انسحبت القوات الحكومية يوم الجمعة من ثلاث قرى شرق المدينة بحسب مسؤولين محليين.",
    "fa": "نیروهای دولتی روز جمعه از سه روستا در شرق شهر عقب‌نشینی کردند، مقامات محلی گفتند.",
    "he": "כוחות הממשלה נסוגו ביום שישי משלושה כפרים ממזרח לעיר, כך אמרו גורמים רשמיים.",
    "hi": "सरकारी सैनिक शुक्रवार को शहर के पूर्व में तीन गांवों से पीछे हट गए, अधिकारियों ने कहा।",
    "bn": "শুক্রবার সরকারি সেনারা শহরের পূর্বে তিনটি গ্রাম থেকে সরে গেছে বলে কর্মকর্তারা জানিয়েছেন।",
    "th": "กองกำลังรัฐบาลถอนตัวออกจากหมู่บ้านสามแห่งทางตะวันออกของเมืองเมื่อวันศุกร์ เจ้าหน้าที่กล่าว",
    "km": "កងទ័ពរដ្ឋាភិបាលបានដកថយចេញពីភូមិចំនួនបីនៅភាគខាងកើតនៃទីក្រុងកាលពីថ្ងៃសុក្រ។",
    "my": "အစိုးရတပ်များသည် သောကြာနေ့က မြို့အရှေ့ဘက်ရှိ ရွာသုံးရွာမှ ဆုတ်ခွာခဲ့သည်ဟု အရာရှိများက ပြောသည်။",
    "zh": "政府军周五从该市东部的三个村庄撤出，官员们说，目前没有人员伤亡的报告。",
    "ja": "政府軍は金曜日、市の東にある三つの村から撤退したと当局者が述べた。",
    "ko": "정부군이 금요일 도시 동쪽의 세 마을에서 철수했다고 관리들이 말했다.",
    "sw": "Wanajeshi wa serikali waliondoka katika vijiji vitatu mashariki mwa mji siku ya Ijumaa, maafisa walisema.",
    "tl": (
        "Umatras ang mga tropa ng pamahalaan mula sa tatlong nayon sa silangan ng lungsod noong Biyernes, "
        "sabi ng mga opisyal."
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", SAMPLES)
def test_languages(code: str) -> None:
    found, confidence = detect(SAMPLES[code], RULES.telling)
    assert found == code
    assert confidence > 0.2


def test_too_little_text_has_no_language() -> None:
    assert detect("abc 123", RULES.telling) == (None, 0.0)


def test_origin() -> None:
    article = cleaned(f"{STORY}\n\n{MORE}\n\nHoàng Sơn/VOV.VN\nTheo Reuters")
    assert (article.source, article.syndicated_from, article.author) == ("VOV.VN", "Reuters", "Hoàng Sơn")
    bare = cleaned(f"{STORY}\n\n{MORE}\n\nNguồn tin: Báo Mẫu")
    assert bare.source == "Báo Mẫu"
    assert cleaned(f"TĐO - {STORY}\n\n{MORE}").source == "TĐO"
    assert cleaned(f"{STORY}\n\n{MORE}").source is None
