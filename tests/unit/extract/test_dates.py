from __future__ import annotations

import pytest

from dropwire.article import Published
from dropwire.extract.dates.mentions import DateMention, Dates, a_year_before

TUESDAY = Published("2017-11-21", "2017-11-21", "meta")


def spans(dates: Dates, text: str, lang: str, published: Published = TUESDAY) -> list[tuple[str | None, str | None]]:
    return [(m.date_min, m.date_max) for m in dates.find(text, lang, published)]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("vi", "Hôm 13-10, quân đội rút lui", "2017-10-13"),
        ("vi", "đêm 20-11 xảy ra một vụ nổ", "2017-11-20"),
        ("vi", "chiều 6/11 giao tranh lắng xuống", "2017-11-06"),
        ("vi", "Rạng sáng ngày 3.9.2016, xe bom phát nổ", "2016-09-03"),
        ("vi", "ngày 3 tháng 4 năm 2016", "2016-04-03"),
        ("vi", "hôm thứ Bảy vừa qua", "2017-11-18"),
        ("vi", "thứ Sáu tuần trước", "2017-11-17"),
        ("vi", "Chủ nhật, dân làng trở về", "2017-11-19"),
        ("vi", "tối qua", "2017-11-20"),
        ("vi", "sáng nay", "2017-11-21"),
        ("id", "pada Sabtu (18/11)", "2017-11-18"),
        ("id", "Jumat (17/11/2017) pagi", "2017-11-17"),
        ("id", "Senin, 13 November 2017", "2017-11-13"),
        ("id", "kemarin malam", "2017-11-20"),
        ("id", "Kamis lalu", "2017-11-16"),
        ("ms", "petang Isnin", "2017-11-20"),
        ("ms", "pada 5 Ogos 2017", "2017-08-05"),
        ("en", "late on Monday", "2017-11-20"),
        ("en", "on Oct. 13", "2017-10-13"),
        ("en", "13 October 2016", "2016-10-13"),
        ("en", "yesterday", "2017-11-20"),
        ("en", "last Friday", "2017-11-17"),
        ("vi", "sáng CN (19/11)", "2017-11-19"),
        ("vi", "mùng 3 tháng Mười một", "2017-11-03"),
        ("vi", "cách nay ba ngày", "2017-11-18"),
        ("vi", "thứ Tư tuần này", "2017-11-22"),
        ("vi", "đêm giao thừa", "2016-12-31"),
        ("id", "16 November lalu", "2017-11-16"),
        ("id", "malam Natal", "2016-12-24"),
        ("en", "3 May 2017", "2017-05-03"),
        ("en", "on 14/11/2017", "2017-11-14"),
        ("en", "on 11/14/2017", "2017-11-14"),
        ("en", "on Monday, Nov 20", "2017-11-20"),
        ("en", "on Christmas Day", "2016-12-25"),
        ("en", "on the 14th of November", "2017-11-14"),
    ],
)  # fmt: skip
def test_days(dates: Dates, lang: str, text: str, day: str) -> None:
    assert spans(dates, text, lang) == [(day, day)]


@pytest.mark.parametrize(
    ("lang", "text", "first", "last", "precision"),
    [
        ("vi", "hồi tháng 6-2014", "2014-06-01", "2014-06-30", "month"),
        ("vi", "tháng 5", "2017-05-01", "2017-05-31", "month"),
        ("vi", "tháng trước", "2017-10-01", "2017-10-31", "month"),
        ("vi", "tuần trước", "2017-11-13", "2017-11-19", "week"),
        ("vi", "năm 2014", "2014-01-01", "2014-12-31", "year"),
        ("vi", "năm ngoái", "2016-01-01", "2016-12-31", "year"),
        ("id", "pekan lalu", "2017-11-13", "2017-11-19", "week"),
        ("id", "sejak April 2015", "2015-04-01", "2015-04-30", "month"),
        ("en", "last December", "2016-12-01", "2016-12-31", "month"),
        ("en", "over the weekend", "2017-11-18", "2017-11-19", "week"),
        ("vi", "Năm 2013", "2013-01-01", "2013-12-31", "year"),
        ("vi", "Tháng 8-2016", "2016-08-01", "2016-08-31", "month"),
        ("vi", "tháng Mười", "2017-10-01", "2017-10-31", "month"),
        ("vi", "mùa hè năm ngoái", "2016-06-01", "2016-08-31", "year"),
        ("vi", "hồi đầu tháng", "2017-11-01", "2017-11-10", "month"),
        ("vi", "trong ba ngày qua", "2017-11-18", "2017-11-21", "week"),
        ("id", "April lalu", "2017-04-01", "2017-04-30", "month"),
        ("id", "dalam dua hari terakhir", "2017-11-19", "2017-11-21", "week"),
        ("id", "awal pekan ini", "2017-11-20", "2017-11-21", "week"),
        ("en", "Last November", "2016-11-01", "2016-11-30", "month"),
        ("en", "In 2014", "2014-01-01", "2014-12-31", "year"),
        ("en", "In 2014, the town fell", "2014-01-01", "2014-12-31", "year"),
        ("id", "selama 2014", "2014-01-01", "2014-12-31", "year"),
        ("en", "this week", "2017-11-20", "2017-11-21", "week"),
        ("en", "in mid-October", "2017-10-11", "2017-10-20", "month"),
        ("en", "earlier this month", "2017-11-01", "2017-11-21", "month"),
        ("en", "in the past three days", "2017-11-18", "2017-11-21", "week"),
        ("en", "in the summer of 2014", "2014-06-01", "2014-08-31", "year"),
    ],
)
def test_longer_stretches(dates: Dates, lang: str, text: str, first: str, last: str, precision: str) -> None:
    (found,) = dates.find(text, lang, TUESDAY)
    assert (found.date_min, found.date_max, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("lang", "text", "days"),
    [
        ("vi", "Ngày 3/11 làng thất thủ. Ba ngày sau, quân đội trở lại.", ["2017-11-03", "2017-11-06"]),
        ("vi", "Hai ngày sau vụ tấn công ở Kidal hôm 3/11, quân đội trở lại.", ["2017-11-05"]),
        ("id", "Dua hari setelah serangan di Kidal pada 3 November, tentara kembali.", ["2017-11-05"]),
        ("en", "Two days after the attack in Kidal on November 3, troops returned.", ["2017-11-05"]),
        ("vi", "Ngày 3/11 làng thất thủ. Việc này diễn ra hai ngày sau khi cầu sập.", ["2017-11-03", "2017-11-01"]),
        ("id", "Desa itu jatuh Jumat (3/11). Sementara itu sehari sebelum serangan, jembatan runtuh.",
         ["2017-11-03", "2017-11-02"]),
        ("vi", "Ngày 3/11 làng thất thủ. Một ngày trước đó, cầu đã sập.", ["2017-11-03", "2017-11-02"]),
        ("vi", "Ngày 3/11 làng thất thủ. Sáng hôm sau, dân chúng bỏ chạy.", ["2017-11-03", "2017-11-04"]),
        ("vi", "Ngày 3/11 làng thất thủ. Cùng ngày, đập bị phá.", ["2017-11-03", "2017-11-03"]),
        ("id", "Desa itu jatuh Jumat (3/11). Dua hari kemudian tentara kembali.", ["2017-11-03", "2017-11-05"]),
        ("id", "Desa itu jatuh Jumat (3/11). Sehari sebelumnya jembatan runtuh.", ["2017-11-03", "2017-11-02"]),
        (
            "id",
            "Bom meledak Jumat (3/11). Serangan itu terjadi sehari setelah konvoi disergap.",
            ["2017-11-03", "2017-11-02"],
        ),
        ("en", "The village fell on Nov. 3. Two days later the army came back.", ["2017-11-03", "2017-11-05"]),
        ("vi", "Ngày 3/11 làng thất thủ. Ba giờ sau, cầu bị phá.", ["2017-11-03", "2017-11-03"]),
        ("vi", "Ngày 3/11 làng thất thủ. Một ngày trước vụ nổ, cầu bị phá.", ["2017-11-03", "2017-11-02"]),
        ("vi", "Ngày 3/11 làng thất thủ. Trong hai ngày tiếp theo, dân chạy.", ["2017-11-03", "2017-11-04"]),
        ("id", "Desa itu jatuh Jumat (3/11). Sekitar satu jam berselang bom meledak.", ["2017-11-03", "2017-11-03"]),
        ("id", "Desa itu jatuh Jumat (3/11). Tak sampai tiga jam sesudahnya ia kembali.", ["2017-11-03", "2017-11-03"]),
        ("id", "Desa itu jatuh Jumat (3/11). Selang dua hari tentara kembali.", ["2017-11-03", "2017-11-05"]),
        ("en", "The village fell on Nov. 3. Half an hour later a bomb went off.", ["2017-11-03", "2017-11-03"]),
        ("en", "The village fell on Nov. 3. The day before the attack a bridge was cut.", ["2017-11-03", "2017-11-02"]),
        ("en", "The Nov. 3 raid came three days after a school was burnt.", ["2017-11-03", "2017-10-31"]),
    ],
)  # fmt: skip
def test_days_counted_from_the_day_told_of(dates: Dates, lang: str, text: str, days: list[str]) -> None:
    assert [first for first, _ in spans(dates, text, lang)] == days


def test_an_anchor_from_the_sentence_before(dates: Dates) -> None:
    (found,) = dates.find("Hôm sau, cảnh sát tới nơi.", "vi", TUESDAY, anchor="2017-11-03")
    assert (found.date, found.basis) == ("2017-11-04", "relative")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("vi", "IS mất 3/4 diện tích"), ("vi", "thắng 2-1"), ("vi", "thành phố lớn thứ hai"),
        ("vi", "từ 5-8 người chết"),
        ("vi", "chiếm 1/3 lãnh thổ"), ("id", "dua pertiga wilayah, 5-8 orang"), ("en", "it may attack"),
        ("vi", "giá 2.5 USD"), ("en", "troops march 20 kilometres"), ("en", "police may have"), ("en", "24/7 support"),
        ("en", "a second attack"), ("vi", "súng 12,7 mm"), ("vi", "trong ba ngày giao tranh"),
        ("id", "kata Gubernur Ahad Salim"),
    ],
)  # fmt: skip
def test_what_is_no_date(dates: Dates, lang: str, text: str) -> None:
    assert spans(dates, text, lang) == []


def test_two_days_told_as_one_stretch(dates: Dates) -> None:
    assert spans(dates, "đêm 5 rạng sáng 6-11", "vi") == [("2017-11-05", "2017-11-06")]
    assert spans(dates, "trong hai ngày 7 và 8/9", "vi") == [("2017-09-07", "2017-09-08")]
    assert spans(dates, "đêm 3/11 và rạng sáng 4/11", "vi") == [("2017-11-03", "2017-11-04")]
    assert spans(dates, "trong các ngày 12, 13 và 14/11", "vi") == [("2017-11-12", "2017-11-14")]
    assert spans(dates, "từ ngày 12/11 đến ngày 15/11", "vi") == [("2017-11-12", "2017-11-15")]
    assert spans(dates, "đêm thứ Bảy rạng sáng Chủ nhật", "vi") == [("2017-11-18", "2017-11-19")]
    assert spans(dates, "Sabtu malam hingga Minggu dini hari", "id") == [("2017-11-18", "2017-11-19")]
    assert spans(dates, "between November 12 and November 15", "en") == [("2017-11-12", "2017-11-15")]


def test_two_days_apart_stay_two(dates: Dates) -> None:
    assert len(spans(dates, "hai vụ nổ hôm 12/11 và hôm 18/11", "vi")) == 2


def test_a_day_of_reporting_is_told_apart(dates: Dates) -> None:
    said, struck = dates.find("Bộ Y tế ngày 20/11 cho biết vụ nổ xảy ra hai hôm trước.", "vi", TUESDAY)
    assert (said.reporting, struck.reporting) == (True, False)
    assert dates.find("theo báo cáo công bố hôm qua", "vi", TUESDAY)[0].reporting


def test_the_year_comes_from_the_report(dates: Dates) -> None:
    assert spans(dates, "ngày 28-12", "vi", Published("2016-01-05", "2016-01-31", "prefix")) == [
        ("2015-12-28", "2015-12-28")
    ]


def test_without_a_report_only_full_dates_are_days(dates: Dates) -> None:
    assert spans(dates, "ngày 28-12", "vi", Published()) == [(None, None)]
    assert spans(dates, "ngày 28-12-2015", "vi", Published()) == [("2015-12-28", "2015-12-28")]


def test_yesterday_of_a_report_known_by_its_week(dates: Dates) -> None:
    (found,) = dates.find("hôm qua", "vi", Published("2017-11-06", "2017-11-10", "anchors"))
    assert (found.date, found.date_min, found.date_max) == (None, "2017-11-05", "2017-11-09")


def test_a_weekday_that_does_not_fit_is_noted(dates: Dates) -> None:
    (found,) = dates.find("Jumat (21/11/2017)", "id", TUESDAY)
    assert found.date == "2017-11-21"
    assert "Jumat" in found.note


def reporting(found: list[DateMention]) -> list[bool]:
    return [m.reporting for m in found]


def test_the_day_somebody_said_so(dates: Dates) -> None:
    assert reporting(dates.find("Serangan itu gagal, ujarnya, Senin (20/11).", "id", TUESDAY)) == [True]
    assert reporting(dates.find("Hôm 20-11 cho biết đã rút quân.", "vi", TUESDAY)) == [True]
    assert reporting(dates.find("Hôm 20-11 quân đội rút lui.", "vi", TUESDAY)) == [False]


def test_a_year_before_a_leap_day_is_a_day_of_the_calendar():
    leap = DateMention(0, 4, "2016-02-29", "2016-02-29", "2016-02-29", "day", "explicit", "d-m")
    assert a_year_before(leap).date_max == "2015-02-28"
