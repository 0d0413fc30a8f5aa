"""Stories whose letters were changed against finding read like the stories they were copied from."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import dropwire
from dropwire.article import Article, RawItem
from dropwire.clean import clean, load_rules
from dropwire.clean.view import make_view

RULES = load_rules(Path(dropwire.__file__).parent / "lexicon")
STORY = (
    "Tên lửa trút xuống cảng Odesa, năm người thiệt mạng\n\n"
    "Rạng sáng 14/3, quân đội Nga phóng tên lửa vào cảng Odesa ở miền nam Ukraine, khiến 5 người thiệt mạng và 17 người"
    " bị thương.\n\n"
    "Phát ngôn viên quân khu cho biết binh sĩ trực chiến đã bắn hạ ba máy bay không người lái trên biển.\n"
)
SMALL_CAPITALS = dict(zip("abcdeghiklmnopqrtuvy", "ᴀʙᴄᴅᴇɢʜɪᴋʟᴍɴᴏᴘǫʀᴛᴜᴠʏ", strict=True))
PHONETIC = dict(zip("abcdghikmnqrstuvx", "ɑƅᴄɗɡɦιƙɱռզɾѕƭսʋх", strict=True))
CYRILLIC = dict(zip("acdeghkmnprtxo", "асԁеɡнкмпргтхо", strict=True))


def put_on(letters: dict[str, str], text: str = STORY, form: str = "NFD") -> str:
    return "".join(letters.get(letter, letter) for letter in unicodedata.normalize(form, text))  # type: ignore[arg-type]


def marked(mark: str) -> str:
    return "".join(letter if letter.isspace() else letter + mark for letter in STORY)


def bold(text: str) -> str:
    return "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in unicodedata.normalize("NFD", text))


def cleaned(text: str) -> Article:
    return clean(RawItem("t.txt", "", None, "text", text), RULES)


@pytest.mark.parametrize(
    "disguised",
    [
        put_on(SMALL_CAPITALS),
        put_on(SMALL_CAPITALS, form="NFC"),
        put_on(PHONETIC),
        put_on(CYRILLIC),
        marked("\u0332"),
        marked("\u033c"),
        marked("\u034f\u034f\u034f"),
        marked("\u034f\u17b4"),
        bold(STORY),
        STORY.replace("bắn", "b.ắn").replace("thiệt mạng", "th.iệt m.ạ.ng").replace("binh", "b.inh"),
        put_on(SMALL_CAPITALS, STORY.replace("bắn", "b.ắn").replace("phóng", "p.hóng")),
    ],
    ids=[
        "small capitals", "composed", "phonetic", "Cyrillic", "underlined", "seagulls", "joiners", "blind", "bold",
        "points", "both",
    ],
)  # fmt: skip
def test_a_disguised_story_is_the_plain_one(disguised: str) -> None:
    assert disguised != STORY
    plain, article = cleaned(STORY), cleaned(disguised)
    assert (article.title, article.body, article.lang) == (plain.title, plain.body, "vi")
    assert article.raw_text == disguised
    start = article.body.index("bắn hạ")
    first, last = article.raw_span(start, start + len("bắn hạ"))
    assert make_view(disguised).text[slice(*make_view(disguised).span_of(first, last))] == "bắn hạ"


@pytest.mark.parametrize(
    "text",
    [
        "Tại TP.Hồ Chí Minh, xem vnexpress.net và tin.vn; giá 3.200 tr.đồng; tp.hcm; anh.em; ra lúc 5 a.m. hôm qua",
        "Bộ trưởng nói tiếng Nga: Президент приехал в город сегодня утром.",
        "Manoman ƙauyen sun ce ƴan bindiga sun shiga ɗakin ɗalibai da ƙarfe ɗaya.",
        "Damascus (/dəˈmæskəs/; phiên âm ɡ ɑ ɪ ʊ) là thủ đô Syria, cách đó 3 µm, góc α và Δt.",
        "Əli Vəliyev Gəncə şəhərində İlham ilə görüşdü, Łódź và Čačak",
        "Laporan a.n. Budi, d.a. Jalan Melati, s.d. pukul 17.00, e.g. pos c.q. kantor.",
    ],
    ids=["points", "Russian", "Hausa", "phonetics", "other Latin", "abbreviations"],
)
def test_what_is_no_disguise_stays(text: str) -> None:
    assert make_view(text).text == text


def test_letters_made_bold_or_wide_are_plain_in_any_language() -> None:
    assert (
        make_view("Serangan 𝗜𝘀𝗿𝗮𝗲𝗹 menewaskan 𝟭𝟮 orang, ３０ ＡＢＣ").text
        == "Serangan Israel menewaskan 12 orang, 30 ABC"
    )


def test_a_title_that_came_beside_the_text_is_readable() -> None:
    title = "Ba ngôi làng ven sông đổi chủ trong một đêm"
    item = RawItem("t.json", "", None, "text", STORY, {"title": put_on(SMALL_CAPITALS, title)})
    assert clean(item, RULES).title == title


def test_a_page_in_disguise_gives_its_article() -> None:
    title, *paragraphs = put_on(SMALL_CAPITALS).strip().split("\n\n")
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{inner}</article></body></html>"
    article = clean(RawItem("t.html", "", None, "page", page), RULES)
    assert (article.title, article.body) == (cleaned(STORY).title, cleaned(STORY).body)
