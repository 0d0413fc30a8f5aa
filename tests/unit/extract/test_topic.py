"""What a sentence takes from those before it that tell of no event."""

from __future__ import annotations

import pytest
from reports import tell_news

from dropwire.extract import Extractor


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("vi", "Thị trấn Ariha vắng người. Tại đó, phiến quân bắn chết ba nông dân sáng thứ Năm.", "Ariha"),
        ("vi", "Người dân ở Saraqib vẫn còn sợ. Phiến quân bắn chết ba nông dân ở ngoại ô thành phố.", "Saraqib"),
        ("id", "Kota Ariha sudah sepi. Di sana pemberontak menembak mati tiga petani.", "Ariha"),
        ("id", "Warga di Saraqib ketakutan. Pemberontak menembak mati tiga petani di kota itu.", "Saraqib"),
        ("en", "Few people still live in Ariha. Rebels shot dead three farmers there on Thursday.", "Ariha"),
        (
            "en",
            "Rebels attacked an army post in Saraqib. Gunmen shot dead three farmers elsewhere in the province.",
            "Idlib",
        ),
        ("id", "Tentara menyerang pos di Saraqib. Tiga petani ditembak mati pemberontak di provinsi itu.", "Idlib"),
        ("vi", "Quân đội tấn công chốt ở Saraqib. Phiến quân bắn chết ba nông dân khác tại tỉnh này.", "Idlib"),
    ],
)
def test_a_place_spoken_of_before_carries_over(extractor: Extractor, lang: str, text: str, place: str) -> None:
    assert tell_news(extractor, text, lang)[-1].place == place


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Khu chợ ở Ariha đông nghịt hôm 9/3. Phiến quân bắn chết ba nông dân tại đó."),
        ("id", "Pasar di Ariha ramai pada 9 Maret. Pemberontak menembak mati tiga petani di sana."),
        ("en", "The market in Ariha was crowded on March 9. Rebels shot dead three farmers there."),
    ],
)
def test_a_day_spoken_of_before_carries_over(extractor: Extractor, lang: str, text: str) -> None:
    assert tell_news(extractor, text, lang)[-1].date == "2021-03-09"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Phiến quân bắn chết ba nông dân ở Ariha hôm 9/3, quân đội cho biết hôm 11/3."),
        ("vi", "Phiến quân bắn chết ba nông dân ở Ariha hôm 9/3, một quan chức nói với Reuters hôm 11/3."),
        ("id", "Pemberontak menembak mati tiga petani di Ariha pada 9 Maret, tentara mengakui pada 11 Maret."),
        ("en", "The army acknowledged on March 11 that rebels shot dead three farmers in Ariha on March 9."),
    ],
)
def test_the_day_somebody_said_so_is_not_the_day_of_the_deed(extractor: Extractor, lang: str, text: str) -> None:
    assert tell_news(extractor, text, lang)[-1].date == "2021-03-09"


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("vi", "UAV đánh trúng tàu hàng mang cờ quần đảo Marshall ngoài khơi Aden, hai thủy thủ thiệt mạng.", "Aden"),
        (
            "id",
            "Drone Houthi menghantam kapal berbendera Liberia di lepas pantai Hodeidah, dua awak tewas.",
            "Hodeidah",
        ),
        ("en", "Gunmen killed two guards in Tarquma, a small town in Idlib province, Syria.", "Tarquma"),
        ("id", "Rabu pagi giliran Tarquma, kota kecil di Idlib, Suriah, direbut pemberontak.", "Tarquma"),
    ],
)
def test_flags_are_no_places_and_what_is_called_a_town_is_one(
    extractor: Extractor, lang: str, text: str, place: str
) -> None:
    assert tell_news(extractor, text, lang)[-1].place == place


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("en", "An airstrike on the capital of Ethiopia's Tigray region killed four people.", "Mekelle"),
        ("id", "Serangan udara di ibu kota wilayah Tigray, Ethiopia, menewaskan empat orang.", "Mekelle"),
        ("vi", "Không kích vào thủ phủ vùng Tigray của Ethiopia làm bốn người thiệt mạng.", "Mekelle"),
    ],
)
def test_the_seat_of_a_province_is_its_largest_town(extractor: Extractor, lang: str, text: str, place: str) -> None:
    assert (tell_news(extractor, text, lang)[-1].place or "").startswith(place[:3])


def test_the_country_across_the_border_holds_no_village(extractor: Extractor) -> None:
    text = (
        "Các tay súng giết 20 dân làng ở các làng Tanzura, Bekora và Wistana, nằm gần biên giới Mali trong vùng Tahoua."
    )
    assert {(e.country, e.admin1) for e in tell_news(extractor, text, "vi")} == {("Niger", "Tahoua")}
