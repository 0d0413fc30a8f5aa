"""Whole pages and fragments: which blocks are the article, in layouts told by names, by hashes, or by shape alone."""

from collections import Counter
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_layouts import held, seen
from page_layouts.build import LANGS, NAMINGS, Kit

from dropwire.clean.page import Page, parse_page

FOREIGN = {
    "navigation", "related", "share", "advert", "caption", "credit", "comment_box", "signoff", "markup", "dateline",
    "duplicate", "title",
}  # fmt: skip


def body(page: Page) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kind is None]


def kinds(page: Page) -> dict[str, str | None]:
    return {page.text[block.start : block.end]: block.kind for block in page.blocks}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = text.lower().split()
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


@pytest.mark.parametrize("naming", NAMINGS)
@pytest.mark.parametrize("layout", seen.LAYOUTS, ids=lambda layout: layout.__name__)
def test_known_layouts_exactly(layout, naming):
    for lang in LANGS:
        for seed in range(3):
            kit = Kit(lang, naming, Random(seed))
            page = parse_page(layout(kit))
            assert body(page) == kit.truth


@pytest.mark.parametrize("naming", NAMINGS)
def test_layouts_held_out_nearly(naming):
    scores = []
    for layout in held.LAYOUTS:
        for lang in LANGS:
            kit = Kit(lang, naming, Random(7))
            got, want = (shingles(" ".join(lines)) for lines in (body(parse_page(layout(kit))), kit.truth))
            scores.append(2 * (got & want).total() / (got.total() + want.total()))
    assert sum(scores) / len(scores) > 0.98


def partitions(page: Page) -> None:
    """Every character is in one block, or a line feed between two."""
    at = 0
    for n, block in enumerate(page.blocks):
        assert block.start == at + (n > 0)
        assert page.text[at : block.start] == "\n" * (n > 0)
        assert block.start < block.end
        assert page.text[block.start : block.end].strip() == page.text[block.start : block.end]
        assert block.kind is None or block.kind in FOREIGN
        assert 0 <= block.links <= 1
        assert 0 <= block.bold <= 1
        assert 0 <= block.italic <= 1
        at = block.end
    assert at == len(page.text)


PIECES = st.sampled_from(
    [
        "<div>", "</div>", "<p>", "</p>", "<br>", "<a href=x>", "</a>", "<h1>", "</h1>", "<ul>", "<li>", "</ul>",
        "<table>",
        "<td>", "</table>", "<b>", "</i>", "<span hidden>", "</span>", "<script>", "</script>", "<!--", "-->",
        "<title>",
        "</title>", "<img>", "<figure>", "</figure>", "&amp;", "&nbsp;", "<", ">", "\x00", "\ud800", "\u0301",
        "Komentar",
        "<pre>", "\n", "</pre>", "<template>", "<style>", "<section class=related>", "</section>", "<time>", "3/4/2021",
        "Một. Hai ba, bốn năm sáu bảy.", "<iframe>", "<amp-ad>", "<p style=display:none>", "Tin liên quan",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_any_markup_is_accounted_for(html):
    page = parse_page(html)
    partitions(page)
    page.text.encode()
    assert page == parse_page(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "xin chào" + "</div>" * 100_000,
        "<div><p>xin chào" + "<div><p>" * 50_000,
        "<table><tr><td>" * 30_000 + "xin chào",
        "<b><i><a href=1>" * 30_000 + "xin chào",
        "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">xin chào",
        "<blockquote>một hai ba bốn năm sáu.</blockquote>" * 5_000 + "xin chào",
    ],
    ids=["divisions", "paragraphs", "tables", "inline", "attributes", "quotations"],
)
def test_hostile_nesting(html):
    page = parse_page(html)
    partitions(page)
    assert "xin chào" in page.text


@pytest.mark.parametrize("html", ["", " \n ", "<!-- -->", "<html></html>", "<script>x()</script>", "\ufeff<p></p>"])
def test_nothing_said(html):
    assert "".join(body(parse_page(html))).strip("\ufeff") == ""


def test_what_is_not_shown_is_no_text():
    page = parse_page(
        "<p>Đoàn xe đã tới thị trấn lúc rạng sáng.</p><script>var a='<p>mã</p>'</script><style>p{}</style>"
        "<template><p>khuôn</p></template><!-- <p>ghi chú</p> --><p hidden>giấu</p>"
        "<div style='display : none'><p>ẩn</p></div>"
        "<noscript><p>không</p></noscript><p>Người dân ra đón.</p>"
    )
    assert page.text == "Đoàn xe đã tới thị trấn lúc rạng sáng.\nNgười dân ra đón."


def test_an_article_hidden_until_scripts_run_is_read():
    story = "".join(
        f"<p>Ngày {n}, đoàn xe chở lương thực vượt qua con đèo phủ tuyết để tới vùng bị cô lập.</p>" for n in range(9)
    )
    page = parse_page(f"<div style='visibility:hidden'><h1>Đoàn xe vượt đèo</h1>{story}</div>")
    assert len(body(page)) == 9


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Cầu sập lúc nửa đêm.</p>\n<p>Không ai bị thương.</p>", ["Cầu sập lúc nửa đêm.", "Không ai bị thương."]),
        ("Jembatan itu runtuh.<br><br>Tidak ada korban.", ["Jembatan itu runtuh.", "Tidak ada korban."]),
        ("The bridge fell &amp; nobody was hurt.", ["The bridge fell & nobody was hurt."]),
        ("<p>The <b>old</b> bridge<p>fell at <a href=x>night</a>.", ["The old bridge", "fell at night."]),
        ("<p>Quân đội rút khỏi thị trấn lúc rạng sáng nay.</p><p>Chưa rõ thương vong. <a href='/x",
         ["Quân đội rút khỏi thị trấn lúc rạng sáng nay.", "Chưa rõ thương vong."]),
    ],
)  # fmt: skip
def test_fragments(html, expected):
    assert body(parse_page(html)) == expected


STORY = "<p>Pasukan itu mundur dari kota setelah tiga hari pertempuran sengit di tepi sungai.</p>"


@pytest.mark.parametrize(
    ("part", "text", "kind"),
    [
        ("<p><b>Baca juga: <a href=x>Jembatan Tua Runtuh</a></b></p>", "Baca juga: Jembatan Tua Runtuh", "related"),
        ("<p><a href=x>Jembatan Tua di Hulu Sungai Runtuh</a></p>", "Jembatan Tua di Hulu Sungai Runtuh", "related"),
        ("<div>SCROLL TO CONTINUE WITH CONTENT</div>", "SCROLL TO CONTINUE WITH CONTENT", "advert"),
        ("<figure><img src=a><figcaption>Kota itu dari udara.</figcaption></figure>",
         "Kota itu dari udara.", "caption"),
        ("<center><img src=a><br><i>Kota itu dari udara.</i></center>", "Kota itu dari udara.", "caption"),
        ("<div><img src=a><span>Kota itu dari udara.</span></div>", "Kota itu dari udara.", "caption"),
        ("<div><span>Berita Terkait</span><a href=x>Jembatan Tua di Hulu Runtuh</a></div>",
         "Berita Terkait Jembatan Tua di Hulu Runtuh", "related"),
        ("<p>14:05 WIB</p>", "14:05 WIB", "dateline"),
        ("<blockquote>tiga hari pertempuran sengit di tepi sungai</blockquote>",
         "tiga hari pertempuran sengit di tepi sungai", "duplicate"),
        ("<blockquote>Kami tidak pernah menyerah, kata sang komandan.</blockquote>",
         "Kami tidak pernah menyerah, kata sang komandan.", None),
        ("<blockquote class=tweet><p>Kota kami kosong.</p>&mdash; Sari D. (@sari) <a href=x>3 April</a></blockquote>",
         "— Sari D. (@sari) 3 April", "credit"),
        ("<h3>Warga terjebak</h3>", "Warga terjebak", None),
        ("<ul><li>Senin: jalan ditutup.</li></ul>", "Senin: jalan ditutup.", None),
        ("<table><tr><td>Korban luka</td><td>23</td></tr></table>", "Korban luka", None),
    ],
)  # fmt: skip
def test_parts_inside_the_article(part, text, kind):
    page = parse_page(f"<div><h1>Pasukan Mundur dari Kota Sungai</h1><div>{STORY * 2}{part}{STORY * 2}</div></div>")
    assert kinds(page)[text] == kind


@pytest.mark.parametrize(
    ("name", "kept"), [("t56ad7", 3), ("x9nav", 3), ("box-ad", 0), ("ad300x250", 0), ("fooAd2", 0)]
)
def test_letters_behind_a_digit_are_no_word_of_a_name(name, kept):
    page = parse_page(f"<h1>Pasukan Mundur dari Kota Sungai</h1>{STORY * 8}" + f'<div class="{name}">{STORY}</div>' * 3)
    assert len(body(page)) == 8 + kept


def test_a_lead_outside_the_container_of_the_text_belongs_to_it():
    page = parse_page(
        f"<h1>Pasukan Mundur dari Kota Sungai</h1><div>3/4/2021 09:00</div><h2>Kota itu kosong sejak dini "
        f"hari tadi, kata warga yang sempat kembali sebentar.</h2><div><div>{STORY * 3}</div></div>"
    )
    assert body(page)[0].startswith("Kota itu kosong")
    assert kinds(page)["3/4/2021 09:00"] in ("dateline", "navigation")


def test_captions_that_tell_the_story_are_the_story():
    told = [
        "Dân làng dựng lại cây cầu gỗ bị lũ cuốn trôi hồi đầu tháng, sáng 3/4.",
        "Học sinh đi đò sang trường trong những ngày cây cầu chưa dựng xong, theo lời thầy hiệu trưởng.",
        "Thợ mộc từ ba xã lân cận đến giúp mà không nhận tiền công, chỉ ăn cơm với dân làng.",
    ]
    figures = "".join(f"<figure><img src=a><figcaption>{text}</figcaption></figure>" for text in told)
    assert body(parse_page(f"<h1>Dựng lại cây cầu làng sau lũ</h1><div>{figures}</div>")) == told


def test_the_headline_is_told_from_the_body_and_its_copies():
    page = parse_page(
        "<head><title>Cầu cũ sập trong đêm bão - Báo Sông Lam</title></head><div>Cầu cũ sập trong đêm bão</div>"
        "<p>Cây cầu gỗ hơn trăm tuổi bị nước cuốn trôi lúc nửa đêm.</p><p>Cầu cũ sập trong đêm bão</p>"
        "<p>Không ai có mặt trên cầu vào lúc đó, theo công an xã.</p>"
    )
    assert [block.kind for block in page.blocks] == ["title", None, "duplicate", None]


def test_decomposed_letters_are_read_like_composed_ones():
    kit = Kit("vi", "none", Random(3))
    html = seen.soup_with_lead_outside(kit)
    page = parse_page(normalize("NFD", html))
    assert body(page) == [normalize("NFD", text) for text in kit.truth]


def test_offsets_and_shape_of_blocks():
    page = parse_page("<h2>Đầu  đề</h2>\n<p>Một <a href=x>hai</a> <b>ba</b>.<br>bốn</p>")
    assert page.text == "Đầu đề\nMột hai ba.\nbốn"
    heading, first, second = page.blocks
    assert (heading.heading, heading.tag, first.heading, first.tag) == (2, "h2", None, "p")
    assert first.links == pytest.approx(3 / 11)
    assert first.bold == pytest.approx(2 / 11)
    assert (first.joined, second.joined) == (False, True)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x"},{"@type":["NewsArticle"],'
         '"headline":"Cầu sập","datePublished":"2020-01-02","author":[{"name":"An"},{"name":"Bo"}],'
         '"publisher":{"name":"Báo Sông"},"mainEntityOfPage":{"@id":"https://b.example/1"}}]}</script>',
         {"title": "Cầu sập", "published": "2020-01-02", "author": "An, Bo", "source": "Báo Sông", "url": "https://b.example/1"}),
        ('<script type="application/ld+json">[{"@type":"Organization","name":"Y"},{"@type":"ReportageNewsArticle",'
         '"headline":"A","keywords":["x","y"],}]</script>', {"title": "A", "tags": "x, y"}),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"Lỗi "ngoặc" kép",'
         '"datePublished":"2020-01-03"}</script>', {"published": "2020-01-03"}),
        ('<meta name="content_PublishedDate" content="2020-01-02 08:00:00"><meta property="og:site_name"'
         ' content="Warta">',
         {"published": "2020-01-02 08:00:00", "source": "Warta"}),
        ('<html lang="vi-VN"><link rel="canonical" href="https://b.example/2">',
         {"canonical_url": "https://b.example/2", "url": "https://b.example/2", "lang": "vi-VN"}),
        ('<div><time itemprop="datePublished" datetime="2020-01-02T03:04">hôm qua</time></div>',
         {"published": "2020-01-02T03:04"}),
        ("<p><time>2/1/2020 08:00</time></p>", {"published": "2/1/2020 08:00"}),
        ('<meta property="article:tag" content="a"><meta property="article:tag" content="b">', {"tags": "a, b"}),
        ("<title>Cầu gỗ trăm tuổi sập trong đêm | Báo Sông</title>", {"title": "Cầu gỗ trăm tuổi sập trong đêm"}),
    ],
)  # fmt: skip
def test_metadata(html, expected):
    meta = parse_page(html + "<p>x</p>").meta
    assert {key: meta.get(key) for key in expected} == expected


def test_an_old_page_names_its_headline_by_class_alone():
    prose = "Quân đội rút khỏi ba ngôi làng ở phía đông thành phố sau hai ngày giao tranh, phát ngôn viên nói hôm qua."
    page = parse_page(
        "<html><head><title>Diễn đàn Bờ Sông - Quốc tế</title></head><body><table><tr><td>"
        '<a href="/">Quốc tế</a> | <a href="/b">Blog</a></td></tr><tr><td>'
        f'<p class="Title"><b>Ba ngôi làng đổi chủ trong một đêm</b></p><p class="Normal">{prose}</p>'
        f'<p class="Normal">{prose} Dân chúng trở về.</p></td></tr></table></body></html>'
    )
    assert kinds(page)["Ba ngôi làng đổi chủ trong một đêm"] == "title"
