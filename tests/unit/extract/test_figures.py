from __future__ import annotations

import pytest

from dropwire.extract.actors.finder import find_actors
from dropwire.extract.actors.registry import Actors
from dropwire.extract.tolls.figures import Figures
from dropwire.extract.vocabulary.matcher import Matcher

Told = list[tuple[str, int | None]]


def told(figures: Figures, text: str, lang: str) -> Told:
    return [(f.kind, f.exact) for f in figures.find(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("vi", "12 người thiệt mạng và 30 người bị thương.", [("killed", 12), ("injured", 30)]),
        ("vi", "Vụ nổ giết chết 4 cảnh sát và làm bị thương 9 người.", [("killed", 4), ("injured", 9)]),
        ("vi", "8 tay súng và 3 binh sĩ tử trận.", [("killed", 8), ("killed", 3)]),
        ("vi", "Trận lũ bom cướp đi sinh mạng của mười hai người.", [("killed", 12)]),
        ("vi", "Một nông dân bị lính biên phòng bắn chết.", [("killed", 1)]),
        ("vi", "khiến một bé gái 7 tuổi thiệt mạng", [("killed", 1)]),
        ("vi", "9 người chết, trong đó có 3 trẻ em và 2 phụ nữ", [("killed", 9)]),
        ("vi", "Phiến quân bắt cóc gần 40 học sinh.", [("captured", 40)]),
        ("vi", "phá hủy hai xe tăng và bắn rơi một trực thăng", []),
        ("vi", "Hàng trăm tay súng tràn vào làng, giết chết 5 người.", [("killed", 5)]),
        ("vi", "Bom làm 8 người trong một gia đình thiệt mạng.", [("killed", 8)]),
        ("en", "wounding a 52-year-old woman", [("injured", 1)]),
        ("id", "seorang pria berusia 40 tahun tewas", [("killed", 1)]),
        ("vi", "Vụ pháo kích không gây thương vong.", [("killed", 0), ("injured", 0)]),
        ("vi", "tìm thấy 6 thi thể dưới đống đổ nát", [("killed", 6)]),
        ("id", "menewaskan 14 warga sipil dan melukai sembilan orang", [("killed", 14), ("injured", 9)]),
        ("id", "Dua prajurit gugur dan tiga lainnya luka-luka", [("killed", 2), ("injured", 3)]),
        ("id", "Seorang pendeta tewas ditembak.", [("killed", 1)]),
        ("id", "lima orang tewas, termasuk dua anak-anak", [("killed", 5)]),
        ("id", "Penyergapan itu mengakibatkan tewasnya seorang polisi.", [("killed", 1)]),
        ("id", "Enam prajurit terlibat baku tembak, dua di antaranya gugur.", [("killed", 2)]),
        ("id", "Polisi menangkap 11 demonstran.", [("captured", 11)]),
        ("ms", "Sekurang-kurangnya 10 orang terkorban dan empat lagi cedera", [("killed", 10), ("injured", 4)]),
        ("en", "A blast killed at least 17 people and wounded 40 others.", [("killed", 17), ("injured", 40)]),
        ("en", "Six soldiers were killed and eleven wounded.", [("killed", 6), ("injured", 11)]),
        ("en", "Gunmen shot dead three farmers, killing two of their sons later.", [("killed", 3), ("killed", 2)]),
        ("en", "killing 20 people, five of them children", [("killed", 20)]),
        ("en", "Two fighters killed nine villagers.", [("killed", 9)]),
        ("en", "leaving 12 dead and 30 injured", [("killed", 12), ("injured", 30)]),
        ("en", "The clinic received the bodies of seven men.", [("killed", 7)]),
        ("en", "Three trucks were destroyed.", []),
        ("vi", "Đạn cối làm chết bốn thợ mộc và khiến tử vong một y tá.", [("killed", 4), ("killed", 1)]),
        ("vi", "Số binh sĩ tử trận của phe chính phủ là 17.", [("killed", 17)]),
        ("vi", "Một số binh sĩ tử trận gần cầu số 17.", []),
        ("vi", "Bắn chết nhà báo Karim Haddad cùng vợ và hai hàng xóm", [("killed", 1), ("killed", 1), ("killed", 2)]),
        ("vi", "loại khỏi vòng chiến “khoảng hai chục phần tử”", [("killed", 20)]),
        ("vi", "Ba quả mìn bị vô hiệu hóa, năm người bị thương.", [("injured", 5)]),
        ("vi", "Nửa tá lính bị thương.", [("injured", 6)]),
        ("vi", "Hai người nữa qua đời, nâng số người chết lên 9.", [("killed", 9)]),
        ("id", "Korban tewas naik dari 12 menjadi 20 orang.", [("killed", 20)]),
        ("id", "Jumlah tentara yang gugur mencapai 14 orang.", [("killed", 14)]),
        ("id", "memenggal kepala Daniel Roy, seorang wisatawan", [("killed", 1)]),
        ("id", "seorang ibu lima anak tewas", [("killed", 1)]),
        ("id", "Ledakan itu menewaskan delapan penganyam dan dua kuli.", [("killed", 8), ("killed", 2)]),
        ("en", "Gunmen killed journalist Nadia Karim, her driver and a guard.", [("killed", 1)] * 3),
        ("en", "wounding two guards, a local official said", [("injured", 2)]),
        ("en", "Nine died, said the hospital, which had earlier put the toll at four.", [("killed", 9)]),
        ("en", "Two more died, bringing the toll to nine.", [("killed", 9)]),
        ("en", "Half a dozen tailors were shot dead.", [("killed", 6)]),
        ("en", "The bomber killed himself and eight recruits.", [("killed", 8)]),
        ("en", "A gunman killed village head Omar Said and two of his aides.", [("killed", 1), ("killed", 2)]),
        ("en", "Three people were killed near the old Basra Gate and two others were hurt.",
         [("killed", 3), ("injured", 2)]),
        ("vi", "Vụ nổ giết chết xã trưởng Omar Said cùng hai vệ sĩ.", [("killed", 1), ("killed", 2)]),
        ("en", "A rocket killed a family of four.", [("killed", 4)]),
        ("vi", "Quả đạn cướp đi sinh mạng của cả một gia đình năm người.", [("killed", 5)]),
        ("id", "Bupati Omar Said dan tiga orang lainnya tewas.", [("killed", 1), ("killed", 3)]),
        ("id", "Seorang kapten bersama tiga anak buahnya gugur.", [("killed", 1), ("killed", 3)]),
        ("id", "Di Kota Basra dan tiga kota lainnya, 12 prajurit gugur.", [("killed", 12)]),
        ("vi", "Hai lính tử trận, nâng số binh sĩ thiệt mạng từ đầu năm lên 30 người.", [("killed", 2)]),
        ("en", "Two soldiers died, bringing to 30 the number of troops killed this year.", [("killed", 2)]),
        ("en", "Shells killed a married couple and their son.", [("killed", 2), ("killed", 1)]),
        ("en", "A couple of recruits were killed.", [("killed", 2)]),
        ("vi", "Đạn cối làm một cặp vợ chồng thiệt mạng.", [("killed", 2)]),
        ("id", "Sepasang suami istri tewas di kebun.", [("killed", 2)]),
        ("id", "Roket itu menewaskan pasutri dan tiga anak mereka.", [("killed", 2), ("killed", 3)]),
        ("en", "Gunmen shot three masons to death.", [("killed", 3)]),
        ("en", "A mob beat two men to death.", [("killed", 2)]),
        ("en", "The court sentenced three men to death.", []),
        ("id", "Roket menewaskan seorang komandan Taliban, Mullah Shams, bersama empat pengawalnya.",
         [("killed", 1), ("killed", 4)]),
        ("id", "Seorang ibu berusia 60 tahun dan anak lelakinya meninggal di tempat.", [("killed", 1)] * 2),
        ("id", "Kelompok itu menembak seorang tukang ojek hingga tewas.", [("killed", 1)]),
        ("vi", "Lúc đầu cảnh sát cho biết 3 người thiệt mạng, sau đó là 5 người chết.", [("killed", 5)]),
    ],
)  # fmt: skip
def test_figures(figures: Figures, lang: str, text: str, expected: Told) -> None:
    assert told(figures, text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "exact", "low", "high"),
    [
        ("vi", "ít nhất 5 người chết", 5, 5, None), ("vi", "khoảng 30 người chết", 30, None, None),
        ("vi", "5-8 người chết", None, 5, 8), ("vi", "giết ít nhất 5 người", 5, 5, None),
        ("vi", "từ 5 đến 8 người chết", None, 5, 8), ("vi", "hàng chục người chết", None, 10, 99),
        ("id", "sedikitnya 5 orang tewas", 5, 5, None), ("id", "belasan pemberontak tewas", None, 11, 19),
        ("id", "puluhan orang tewas", None, 10, 99), ("en", "dozens of soldiers were killed", None, 10, 99),
        ("en", "at least nine people died", 9, 9, None), ("en", "between 5 and 8 people were killed", None, 5, 8),
    ],
)  # fmt: skip
def test_ranges(figures: Figures, lang: str, text: str, exact: int | None, low: int | None, high: int | None) -> None:
    (found,) = figures.find(text, lang)
    assert (found.exact, found.low, found.high) == (exact, low, high)


@pytest.mark.parametrize(
    ("lang", "text", "dead"),
    [
        ("vi", "Hơn 9.000 người thiệt mạng kể từ năm 2015.", 9000),
        ("id", "Konflik itu telah menewaskan 9.000 orang sejak 2015.", 9000),
        ("en", "The war has killed 9,000 people since 2015.", 9000),
        ("id", "Selama hampir lima bulan, pertempuran itu menewaskan 162 aparat.", 162),
        ("vi", "Trong gần năm tháng, giao tranh làm 162 binh sĩ thiệt mạng.", 162),
        ("en", "In nearly five months the fighting killed 162 soldiers.", 162),
    ],
)
def test_tolls_of_more_than_one_event_are_flagged(figures: Figures, lang: str, text: str, dead: int) -> None:
    (found,) = figures.find(text, lang)
    assert found.cumulative
    assert found.exact == dead


def test_a_toll_since_this_morning_is_news(figures: Figures) -> None:
    (found,) = figures.find("Kể từ sáng nay, 4 người thiệt mạng vì đạn pháo.", "vi")
    assert not found.cumulative


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "Vụ tấn công đầu tiên trong hai năm làm 12 binh sĩ thiệt mạng."),
        ("id", "Serangan pertama dalam dua tahun itu menewaskan 12 tentara."),
        ("en", "The deadliest attack in two years killed 12 soldiers."),
    ],
)
def test_a_time_that_only_compares_sums_up_nothing(figures: Figures, lang: str, text: str) -> None:
    (found,) = figures.find(text, lang)
    assert (found.exact, found.cumulative) == (12, False)


def test_whom_a_figure_counts(figures: Figures, actors: Actors, matchers: dict[str, Matcher]) -> None:
    text = "Năm lính Thổ Nhĩ Kỳ tử trận, 12 người khác bị thương."
    first, second = figures.find(text, "vi", find_actors(text, "vi", matchers["vi"].find(text)))
    assert first.whom is not None
    assert (first.whom.sector, first.whom.country) == ("military", "Turkey")
    assert second.whom is None
