from __future__ import annotations

from collections.abc import Callable

import pytest

from dropwire.extract.actors.finder import find_actors
from dropwire.extract.actors.registry import Actors
from dropwire.extract.vocabulary.matcher import Matcher

Names = Callable[..., list[str | None]]


def test_every_alias_finds_its_own_group(actors: Actors, matchers: dict[str, Matcher]) -> None:
    columns = {"vi": ("vi", "en"), "id": ("id", "en"), "en": ("en",)}
    lost = []
    for lang, own in columns.items():
        for actor, row in actors.actors:
            for alias in (a for column in own for a in row.many(column)):
                found = find_actors(alias, lang, matchers[lang].find(alias))
                if not any(m.actor is not None and m.start == 0 for m in found):
                    lost.append((lang, actor.name, alias))
    assert not lost


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("vi", "binh sĩ Thổ Nhĩ Kỳ", "Military Forces of Turkey"),
        ("vi", "quân chính phủ Syria", "Military Forces of Syria"),
        ("vi", "lính đặc nhiệm Mỹ", "Military Forces of the United States"),
        ("vi", "tiêm kích của Israel", "Military Forces of Israel"),
        ("vi", "cảnh sát Philippines", "Police Forces of the Philippines"),
        ("vi", "chính quyền Kabul", "Government of Afghanistan"),
        ("vi", "các tay súng Boko Haram", "Boko Haram"),
        ("vi", "Lực lượng Hỗ trợ Nhanh (RSF)", "Rapid Support Forces (RSF)"),
        ("vi", "liên quân do Ả Rập Xê Út dẫn đầu", "Saudi-led Coalition (Yemen)"),
        ("vi", "dân thường Afghanistan", "Civilians (Afghanistan)"),
        ("vi", "người biểu tình Iraq", "Protesters (Iraq)"),
        ("id", "tentara Irak", "Military Forces of Iraq"),
        ("id", "pasukan pemerintah Suriah", "Military Forces of Syria"),
        ("id", "jet tempur Arab Saudi", "Military Forces of Saudi Arabia"),
        ("id", "polisi Filipina", "Police Forces of the Philippines"),
        ("id", "kelompok Abu Sayyaf", "Abu Sayyaf (ASG)"),
        ("id", "militer AS", "Military Forces of the United States"),
        ("id", "warga sipil Ukraina", "Civilians (Ukraine)"),
        ("ms", "askar Israel", "Military Forces of Israel"),
        ("ms", "tentera kerajaan Yaman", "Military Forces of Yemen (Hadi government)"),
        ("en", "Malian troops", "Military Forces of Mali"),
        ("en", "the Congolese army", "Military Forces of the Democratic Republic of Congo"),
        ("en", "Turkey's air force", "Military Forces of Turkey"),
        ("en", "M23 rebels", "March 23 Movement (M23)"),
        ("en", "the army of Sudan", "Military Forces of Sudan"),
        ("en", "Ukrainian police", "Police Forces of Ukraine"),
        ("en", "South Sudanese soldiers", "Military Forces of South Sudan"),
    ],
)
def test_a_noun_and_a_country_make_an_actor(named: Names, lang: str, text: str, name: str) -> None:
    assert named(text, lang) == [name]


@pytest.mark.parametrize(
    ("lang", "text", "country", "day", "name"),
    [
        ("vi", "binh sĩ", "Mali", "2019-10-01", "Military Forces of Mali"),
        ("vi", "quân nổi dậy", "Syria", "2016-08-01", "Opposition Rebels (Syria)"),
        ("vi", "quân nổi dậy", "Yemen", "2018-08-01", "Houthi (Ansar Allah)"),
        ("vi", "phe ly khai", "Ukraine", "2015-02-01", "Separatists (Donetsk and Luhansk)"),
        ("vi", "lực lượng người Kurd", "Syria", "2014-10-01", "People's Protection Units (YPG)"),
        ("vi", "lực lượng người Kurd", "Iraq", "2014-10-01", "Peshmerga (Kurdistan Region of Iraq)"),
        ("id", "pemberontak", "Democratic Republic of Congo", "2012-11-20", "Rebels (Democratic Republic of Congo)"),
        ("en", "militants", "Somalia", "2020-01-01", None),
        ("en", "villagers", "Nigeria", "2020-01-01", "Civilians (Nigeria)"),
        ("en", "gunmen", "Nigeria", "2020-01-01", None),
    ],
)
def test_a_general_word_means_whom_the_country_and_the_day_say(
    named: Names, lang: str, text: str, country: str, day: str, name: str | None
) -> None:
    assert named(text, lang, country, day) == [name]


def test_a_name_out_of_use_is_read_as_its_successor(named: Names) -> None:
    assert named("Mặt trận Nusra", "vi", "Syria", "2015-05-01") == ["Jabhat al-Nusra"]
    assert named("Mặt trận Nusra", "vi", "Syria", "2018-05-01") == ["Hayat Tahrir al-Sham (HTS)"]


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("UPDF troops crossed into Uganda", "2021-03-13", "Military Forces of Uganda"),
        ("UPDF men were held in Bangladesh", "2021-03-13", "United People's Democratic Front (UPDF)"),
        ("Chechen fighters near Grozny", "1999-11-02", "Separatists (Chechnya)"),
        ("Chechen fighters near Mariupol", "2022-04-02", "Akhmat (Chechen forces)"),
        ("the National Liberation Army in Macedonia", "2001-05-02", "National Liberation Army (Macedonia)"),
        ("Paramilitary forces of Kashmir in India", "2021-03-13", "Military Forces of India"),
    ],
)
def test_of_two_groups_of_one_name_it_is_that_of_the_time_and_the_country(
    actors: Actors, matchers: dict[str, Matcher], text: str, day: str, name: str
) -> None:
    found = find_actors(text, "en", matchers["en"].find(text), day=day)
    assert [m.actor.name for m in found if m.actor is not None] == [name]


def test_a_general_word_is_no_group_of_another_country(named: Names) -> None:
    assert named("Paramilitary forces near Bogota", "en", "Colombia")[0] == "Militia (Colombia)"


def test_weak_nouns_alone_are_no_actors(named: Names) -> None:
    assert named("một chiếc máy bay rơi xuống cánh đồng", "vi") == []


def test_two_sides_stay_two(named: Names) -> None:
    assert named("giao tranh giữa quân đội Iraq và phiến quân IS", "vi") == [
        "Military Forces of Iraq", "Islamic State (IS)",
    ]  # fmt: skip
    assert named("bentrokan antara tentara Myanmar dan Tentara Arakan (AA)", "id") == [
        "Military Forces of Myanmar", "Arakan Army (AA)",
    ]  # fmt: skip


def test_sources_are_no_sides(actors: Actors, matchers: dict[str, Matcher]) -> None:
    text = "Aleppo Media Center và kênh Al Jazeera đưa tin"
    assert {m.sector for m in find_actors(text, "vi", matchers["vi"].find(text))} == {"source"}


def test_who_stands_on_a_governments_side(actors: Actors, matchers: dict[str, Matcher]) -> None:
    text = "Hashd al-Shaabi và SDF"
    assert [m.state for m in find_actors(text, "vi", matchers["vi"].find(text))] == [True, False]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("RSF counted two reporters killed in Mexico", []),
        ("RSF shelled a market in Omdurman", ["Rapid Support Forces (RSF)"]),
        ("RSF crossed into Chad", ["Rapid Support Forces (RSF)"]),
        ("Reporters Without Borders (RSF) wrote from Gaza. RSF asked for an inquiry", []),
        ("the SDF sent boats to Japan's coast", []),
        ("the SDF held Raqqa", ["Syrian Democratic Forces (SDF)"]),
        ("JNIM raided a post in Benin", ["Jama'at Nusrat al-Islam wal-Muslimin (JNIM)"]),
        ("JNIM raided a post", ["Jama'at Nusrat al-Islam wal-Muslimin (JNIM)"]),
        ("In France resistance fighters blew up a train", []),
        ("the Irish Republican Army (IRA) had men in Bolivia", ["Provisional Irish Republican Army (IRA)"]),
    ],
)  # fmt: skip
def test_a_short_name_is_a_group_only_in_its_part_of_the_world(
    matchers: dict[str, Matcher], text: str, names: list[str]
) -> None:
    found = find_actors(text, "en", matchers["en"].find(text), day="1999-11-02")
    assert [m.actor.name for m in found if m.actor is not None] == names
