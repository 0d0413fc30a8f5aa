"""Every character is accounted for: spans partition the raw text, and the body can be traced back to it."""

from __future__ import annotations

import html
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dropwire
from dropwire.article import KEPT_KINDS, REMOVED_KINDS, Article, RawItem
from dropwire.clean import clean, load_rules
from dropwire.clean.disguise import find_disguised
from dropwire.errors import BadItem

RULES = load_rules(Path(dropwire.__file__).parent / "lexicon")
SHARED = Path(__file__).resolve().parents[4] / "shared"

FRAGMENTS = st.sampled_from(
    [
        " date 2017-11 ", "[ẢNH] Bão lớn đổ vào cảng phía nam", "Ảnh: AMN.", "(Foto: VNP)", "Komentar",
        "Chia sẻ", "ANTD.VN - ",
        "Quân đội rút khỏi ba ngôi làng ở phía đông thành phố sau hai ngày giao tranh dữ dội.", "\n", "\n\n",
        "\r\n", "\t", " ", "\u00a0",
        "Tentara menutup jalan utama menuju pelabuhan sejak Senin (23/11), kata seorang saksi mata di sana.",
        "<p>", "</p>", "<br/>",
        '<img alt="a" src="/x.jpg" width="640...', "<abc@vnn.vn>",
        "‹x›", "&amp;", "&nbsp;", "&#8203;", "&quot;", "<script>var a = 1 < 2;</script>",
        "<!-- x", "e\u0301", "o\u0302\u0301", "\u200b", "\ufeff", "\x00", "\ud800", "İ", "ﬁ", "각", "각", "क्ष",
        "Xem thêm: Lũ lớn", ">> Lũ lớn ở thượng nguồn",
        "./.", "Theo Reuters", "Bình luận (3)", "Thứ Tư, 04/04/2018 15:12", "___", "\u2028",
        "The army closed the road on Monday, officials said.",
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS | st.text(max_size=12), max_size=30).map("".join)


def check(article: Article) -> None:
    position = 0
    for span in article.spans:
        assert span.start == position < span.end
        assert span.kind in KEPT_KINDS or span.kind in REMOVED_KINDS
        if span.kind == "space":
            assert not html.unescape(article.raw_text[span.start : span.end]).strip()
        position = span.end
    assert position == len(article.raw_text)
    assert article.body
    assert unicodedata.is_normalized("NFC", article.body)
    at = 0
    for segment in article.segments:
        assert segment.clean_start == at < segment.clean_end
        assert 0 <= segment.raw_start <= segment.raw_end <= len(article.raw_text)
        at = segment.clean_end
        if segment.clean_end - segment.clean_start == segment.raw_end - segment.raw_start:
            clean_text = article.body[segment.clean_start : segment.clean_end]
            raw_text = article.raw_text[segment.raw_start : segment.raw_end]
            assert (
                clean_text.strip() == ""
                or unicodedata.normalize("NFC", raw_text).split() == clean_text.split()
                or "&" in raw_text
                or any(find_disguised(raw_text))
            )
    assert at == len(article.body)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_spans_partition_any_text(text: str) -> None:
    try:
        article = clean(RawItem("t.txt", "", None, "text", text), RULES)
    except BadItem as error:
        assert error.rule == "no_body"
        return
    check(article)
    body_chars = {c for span in article.spans if span.kind == "body" for c in article.raw_text[span.start : span.end]}
    assert body_chars or article.body


def test_real_drops_are_accounted_for() -> None:
    if not SHARED.is_dir():
        pytest.skip(f"the shared drops are not at {SHARED}")
    paths = [*(SHARED / "drops").glob("*.txt"), *(SHARED / "gold" / "dev").glob("*.txt")]
    assert len(paths) > 40
    for path in paths:
        check(clean(RawItem(path.name, "", None, "text", path.read_bytes().decode("utf-8-sig")), RULES))


def test_every_word_of_the_body_maps_to_itself() -> None:
    raw = (
        " date 2018-02 Qua\u0302n đội  rút khỏi <b>ba</b> ngôi làng &amp; một thị trấn ở phía đông hôm 3/2. Ảnh: AMN."
        " Giao tranh lắng xuống từ tối. Ảnh: SF. Dân trở về. Ảnh: SF."
    )
    article = clean(RawItem("t.txt", "", None, "text", raw), RULES)
    assert article.body == (
        "Quân đội rút khỏi ba ngôi làng & một thị trấn ở phía đông hôm 3/2. Giao tranh lắng xuống từ tối. Dân trở về."
    )
    for word in ("Quân", "khỏi", "ba", "làng", "&", "hôm", "lắng", "về"):
        start = article.body.index(word)
        a, b = article.raw_span(start, start + len(word))
        assert unicodedata.normalize("NFC", article.raw_text[a:b]).replace("&amp;", "&") == word


@pytest.mark.parametrize("text", ["", " \n ", "<p></p>", " date 2017-11 ", "Chia sẻ\nKomentar", "\x00\x00"])
def test_nothing_left_is_a_bad_item(text: str) -> None:
    with pytest.raises(BadItem) as caught:
        clean(RawItem("t.txt", "", None, "text", text), RULES)
    assert (caught.value.stage, caught.value.rule) == ("clean", "no_body")
