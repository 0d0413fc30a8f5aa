from __future__ import annotations

from collections.abc import Callable

import pytest

from dropwire.extract.place import key, loose_key
from dropwire.extract.places.gazetteer import Gazetteer, Place, PlaceMention
from dropwire.extract.places.placing import offset
from dropwire.extract.vocabulary.matcher import Matcher

Located = Callable[[str, str], list[tuple[PlaceMention, Place | None]]]


def places(found: list[tuple[PlaceMention, Place | None]]) -> list[tuple[str, str | None, int]]:
    return [(p.name, p.country, p.precision) for _, p in found if p is not None]


def test_spellings_meet_in_a_key() -> None:
    assert key("Al-Qaryatayn") == key("al Qaryatayn") == key("Qaryatayn")
    assert key("Tri-pô-li") == key("Tripoli")
    assert loose_key("Avdiivka") == loose_key("Avdiyivka")
    assert loose_key("Jisr asy-Syughur") == loose_key("Jisr ash-Shughur")
    assert loose_key("Homs") != loose_key("Hama")


def test_every_place_of_the_lexicon_is_found(gazetteer: Gazetteer, matchers: dict[str, Matcher]) -> None:
    lost = [
        name for name, entry in gazetteer._curated
        if not any(m.entry == entry for m in matchers["vi"].find(f"ở {name}."))
        and not any(m.kind in ("actor", "country") for m in matchers["vi"].find(f"ở {name}."))
    ]  # fmt: skip
    assert lost == []


@pytest.mark.parametrize(
    ("lang", "text", "name", "country"),
    [
        ("vi", "Quân đội Syria vào thị trấn Saraqib", "Saraqib", "Syria"),
        ("vi", "không kích ở ngoại ô Ta'izz, Yemen", "Taiz", "Yemen"),
        ("vi", "giao tranh tại Kun-đu, Afghanistan", "Kunduz", "Afghanistan"),
        ("id", "bentrokan di Kota Marawi, Filipina", "Marawi", "Philippines"),
        ("id", "tentara Suriah memasuki Jisr asy-Syughur", "Jisr al-Shughur", "Syria"),
        ("en", "shelling of Kharkov in Ukraine", "Kharkiv", "Ukraine"),
        ("en", "rebels seized Rutshuru in Congo", "Rutshuru", "Democratic Republic of Congo"),
    ],
)
def test_known_places(located: Located, lang: str, text: str, name: str, country: str) -> None:
    assert (name, country) in [(n, c) for n, c, _ in places(located(text, lang))]


def test_one_name_in_two_countries_goes_with_the_text(located: Located) -> None:
    libya = places(located("Lực lượng GNA ở Libya đánh trả tại Tripoli.", "vi"))
    lebanon = places(located("Quân đội Lebanon lập chốt tại thành phố Tripoli, miền bắc Lebanon.", "vi"))
    assert ("Tripoli", "Libya", 1) in libya
    assert any(n.startswith("Tripoli") and c == "Lebanon" for n, c, _ in lebanon)


def test_town_or_province_by_the_word_before_it(located: Located) -> None:
    ((_, town), *_), ((_, province), *_) = located("tại thành phố Homs", "vi"), located("tại tỉnh Homs", "vi")
    assert town is not None
    assert province is not None
    assert (town.precision, province.precision) == (1, 3)


def test_a_village_no_gazetteer_has_is_placed_by_its_surroundings(located: Located) -> None:
    (mention, place), *_ = located("phiến quân đốt làng Qorvaneh gần Saraqib, Syria", "vi")
    assert mention.candidates == ()
    assert place is not None
    assert (place.name, place.country, place.precision) == ("Qorvaneh", "Syria", 2)
    assert place.lat == pytest.approx(35.86, abs=0.1)


def test_villages_in_a_list(located: Located) -> None:
    found = located("giải phóng các làng Qorvaneh, Tal Meskar và Dimashli ở bắc Hama", "vi")
    names = [n for n, _, _ in places(found)]
    assert names[:3] == ["Qorvaneh", "Tal Meskar", "Dimashli"]


def test_near_and_beside_are_less_than_exact(located: Located) -> None:
    assert ("Palmyra", "Syria", 2) in places(located("giao tranh gần Palmyra, Syria", "vi"))
    assert ("Jilib", "Somalia", 2) in places(located("serangan di dekat Kota Jilib, Somalia", "id"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Ông Haider Aleppo phát biểu"), ("vi", "Aleppo Media Center đưa tin"),
        ("vi", "Damascus bác bỏ cáo buộc"),
        ("id", "kata Jenderal Farid Homs"), ("en", "President Hama said"),
    ],
)  # fmt: skip
def test_people_media_and_governments_are_no_places(located: Located, lang: str, text: str) -> None:
    assert located(text, lang) == []


def test_a_capital_is_a_place_where_something_happens_in_it(located: Located) -> None:
    assert places(located("một vụ nổ tại Damascus", "vi")) == [("Damascus", "Syria", 1)]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("id", "ledakan di ibu kota Afghanistan", "Kabul"), ("en", "a blast in the Iraqi capital", "Baghdad"),
        ("vi", "Phiến quân Somalia nã pháo vào thủ đô.", "Mogadishu"),
    ],
)  # fmt: skip
def test_the_capital_without_its_name(located: Located, lang: str, text: str, name: str) -> None:
    assert (name, 1) in [(n, precision) for n, _, precision in places(located(text, lang))]


def test_countries(located: Located) -> None:
    assert places(located("tại Thổ Nhĩ Kỳ", "vi")) == [("Turkey", "Turkey", 4)]


def test_offsets() -> None:
    lat, lon = offset(35.0, 37.0, 30, 0)
    assert (round(lat, 2), round(lon, 2)) == (35.27, 37.0)
    lat, lon = offset(35.0, 37.0, 30, 90)
    assert round(lat, 2) == 35.0
    assert lon == pytest.approx(37.33, abs=0.01)


@pytest.mark.parametrize(
    ("lang", "text", "name", "lat", "lon"),
    [
        ("vi", "làng Qorvaneh cách Palmyra 30 km về phía bắc, Syria", "Qorvaneh", 34.83, 38.28),
        ("id", "Desa Qorvaneh, delapan kilometer di utara al-Bab, Suriah", "Qorvaneh", 36.44, 37.52),
        ("en", "an ambush 20 km south of Gao in Mali", "Gao", 16.09, -0.05),
        ("vi", "giao tranh cách thành phố Hama khoảng 15 km về phía đông, Syria", "Hama", 35.13, 36.92),
    ],
)
def test_a_measure_and_a_direction_make_a_point(
    located: Located, lang: str, text: str, name: str, lat: float, lon: float
) -> None:
    place = next(p for _, p in located(text, lang) if p is not None and p.name == name)
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.02), pytest.approx(lon, abs=0.02))
    assert place.precision == 2


@pytest.mark.parametrize(
    ("lang", "text", "name", "country"),
    [
        ("en", "U.S. aircraft bombed a cave in Achin district, an Afghan officer said.", "Achin", "Afghanistan"),
        ("id", "Lembaga yang bermarkas di Inggris menyebut bom meledak di Kota Benghazi.", "Benghazi", "Libya"),
        ("vi", "phiến quân rút khỏi thị trấn Sakranah ở bờ bắc sông Euphrates, tỉnh Anbar", "Sakranah", "Iraq"),
    ],
)
def test_sides_seats_and_rivers_do_not_place_a_town(
    located: Located, lang: str, text: str, name: str, country: str
) -> None:
    assert (name, country) in [(n, c) for n, c, _ in places(located(text, lang))]


def test_a_name_that_goes_on_is_no_place(located: Located) -> None:
    assert located("Cảnh sát Biên phòng nổ súng", "vi") == []


def point(found: list[tuple[PlaceMention, Place | None]], name: str) -> tuple[float | None, float | None, int]:
    place = next(p for _, p in found if p is not None and p.name == name)
    return place.lat, place.lon, place.precision


def test_an_unknown_village_never_takes_the_point_of_another(located: Located) -> None:
    found = located("Quân đội chiếm Saraqib ở Syria. Hôm sau, phiến quân đốt làng Qorvaneh.", "vi")
    lat, lon, precision = point(found, "Qorvaneh")
    assert precision == 3
    assert (lat, lon) != point(found, "Saraqib")[:2]


def test_a_namesake_in_another_province_than_named_is_not_meant(located: Located) -> None:
    found = located("bom meledak di Distrik Nad Ali, Provinsi Helmand, Afghanistan", "id")
    lat, _, _ = point(found, "Nad Ali")
    assert lat == pytest.approx(31.5, abs=0.5)


def test_a_quarter_lies_in_its_town(located: Located) -> None:
    found = located("Pháo kích xuống khu phố Qorvaneh, thành phố Homs, Syria", "vi")
    lat, lon, precision = point(found, "Qorvaneh")
    assert (lat, precision) == (pytest.approx(34.73, abs=0.1), 2)
    assert lon == pytest.approx(36.72, abs=0.1)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "bệnh viện Saudi ở El Fasher, Sudan"), ("vi", "phóng viên tại Trung Đông nói về El Fasher, Sudan"),
        ("id", "rumah sakit Indonesia di El Fasher, Sudan"), ("en", "the Saudi hospital in El Fasher, Sudan"),
    ],
)  # fmt: skip
def test_a_house_with_a_countrys_name_is_not_the_country(located: Located, lang: str, text: str) -> None:
    assert [n for n, _, _ in places(located(text, lang))] == ["El Fasher", "Sudan"]


def test_what_a_place_is_may_stand_behind_it(located: Located) -> None:
    (mention, place), *_ = located("shells fell in Qorvan township, Sagaing region, Myanmar", "en")
    assert mention.rule == "place: district"
    assert place is not None
    assert place.country == "Myanmar"


def test_a_number_may_end_a_name(located: Located) -> None:
    (mention, _), *_ = located("penembakan di dekat Mile 69, Distrik Tembagapura, Papua", "id")
    assert mention.name == "Mile 69"
    (mention, _), *_ = located("ở làng Qorvaneh 3 người chết", "vi")
    assert mention.name == "Qorvaneh"
