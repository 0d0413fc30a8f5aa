"""Publication dates: what is stated, what the text lets one reckon, and what stays unknown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dropwire
from dropwire.article import RawItem
from dropwire.clean import clean, load_rules
from dropwire.clean.anchors import load_anchors
from dropwire.clean.dates import Mention, find_dates, is_date_line
from dropwire.clean.published import parse_day, publication, url_day
from dropwire.clean.reckoning import Clues, month_end
from dropwire.errors import ConfigError

LEXICON = Path(dropwire.__file__).parent / "lexicon"
RULES = load_rules(LEXICON)
ANCHORS = load_anchors(LEXICON / "anchors.tsv", LEXICON / "roles.tsv")


def days(text: str) -> list[tuple[int | None, int | None, int | None]]:
    return [(m.year, m.month, m.day) for m in find_dates(text.lower())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hôm 13-10 và đêm 20-11", [(None, 10, 13), (None, 11, 20)]),
        ("chiều 6/11 tại cảng", [(None, 11, 6)]),
        ("ngày 11.12.2016, quân đội rút", [(2016, 12, 11)]),
        ("ngày 5 tháng 3 năm 2018", [(2018, 3, 5)]),
        ("từ tháng 6-2014", [(2014, 6, None)]),
        ("vào tháng 4/2016", [(2016, 4, None)]),
        ("Senin (23/11), kata sumber", [(None, 11, 23)]),
        ("Jum'at (17/7/2015) petang", [(2015, 7, 17)]),
        ("pada 28 Maret lalu", [(None, 3, 28)]),
        ("20 Sept (Bernama)", [(None, 9, 20)]),
        ("on Aug. 10, when", [(None, 8, 10)]),
        ("April 7, 2017 at 3:12", [(2017, 4, 7)]),
        ("in March 2019", [(2019, 3, None)]),
        ("sejak 2011", [(2011, None, None)]),
        ("2017-11-06T10:00", [(2017, 11, 6)]),
        ("chiếm 3/4 diện tích", []),
        ("thua 1-4 trên sân nhà", []),
        ("tiêm kích F-16 và Su-24", []),
        ("12.000 người, 3,5 triệu USD", []),
        ("ngày 32/13", []),
    ],
)
def test_dates_in_text(text: str, found: list[tuple[int | None, int | None, int | None]]) -> None:
    assert days(text) == found


def test_weekday_relation_and_future_are_seen() -> None:
    (senin,) = find_dates("senin (23/11), tentara mundur")
    assert senin.weekday == 0
    (qua,) = find_dates("hôm qua (18.2), tổng thống nói")
    assert qua.relation == 1
    (nay,) = find_dates("hari ini, selasa (28/5/2019) tentara mundur")
    assert nay.relation == 0
    (mai,) = find_dates("hai bên sẽ gặp nhau ngày 13-1")
    assert mai.future
    assert find_dates("họ nói sẽ rút. ngày 13-1 quân đến")[0].future is False


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Tư, 04/04/2018 15:12", "Kabul | Thu, August 16, 2018 | 09:05 am",
        "Sabtu, 2 Syawwal 1436 H / 18 Juli 2015 05:34 wib",
        "8/11/2020, 20:45 (GMT+7)", "20/09/2025 06:10 PM", "Publish Date: 13:07 - 12 December 2017",
        "Cập nhật lúc 10:30, ngày 5/3/2018",
        "SELASA, 11 APRIL 2023 | 22:51 WIB | LAPORAN: SITI CONTOH RAHAYU",
        "Tháng Năm 4, 2018", "Th5 4, 2018", "Thứ Sáu, 4 tháng 5, 2018 - 08:15", "04-May-2018", "May 04,2018",
        "Publié le 4 mai 2018 à 08h15", "4 de mayo de 2018, 08:15", "4 мая 2018, 08:15", "2018年5月4日 08:15",
        "Thời sự Mẫu - thoisu@mau.example-Chủ nhật, 19/10/2014 06:00 GMT+7",
        "14-03-2016 - 7:05 PM | Chuyện bốn phương", "Kamis, 3 Maret 2016 17:40 WITA bagikan - twitter - telegram",
    ],
)  # fmt: skip
def test_date_lines(line: str) -> None:
    assert is_date_line(line, line.lower())


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 11/9/2001 thay đổi cách người ta đi máy bay",
        "Trận đánh thứ 15 trong năm",
        "Chương 3: Cuộc vây hãm",
        "28 November 2020: Tentara merebut Mekelle",
        "Phát biểu hôm 5/3, ông nói",
        "Ngày 14/3/2016 | quân giữ cầu rút về bờ bắc",
    ],
)
def test_no_date_lines(line: str) -> None:
    assert not is_date_line(line, line.lower())


@pytest.mark.parametrize(
    "line",
    ["04 thg 5, 2018", "Tháng Năm 4, 2018", "2018-May-04", "4. Mai 2018", "4 mayıs 2018", "4 мая 2018"],
)
def test_the_day_of_a_date_line(line: str) -> None:
    clues = Clues(date_lines=[line.lower()])
    assert publication(clues, ANCHORS).start == "2018-05-04"


def told(body: str, **clues: object) -> tuple[str | None, str]:
    found = publication(Clues(body=body, **clues), ANCHORS)  # type: ignore[arg-type]
    return found.start, found.basis


def test_a_dateline_a_week_behind_a_known_happening_has_its_year() -> None:
    body = "Calm settled over Juba on Tuesday, the morning after both men told their troops to hold their fire."
    assert publication(Clues(dateline="july 12", body=body), ANCHORS).start == "2016-07-12"


def test_the_weekdays_a_dispatch_names_give_its_dateline_the_year() -> None:
    body = (
        "Troops entered the town on Wednesday, residents said. A village to the south fell on Tuesday. "
        "Before dawn, on Thursday, drones hit a depot. The region was occupied until September 2022."
    )
    assert publication(Clues(dateline="may 16", body=body), ANCHORS).start == "2024-05-16"
    assert publication(Clues(dateline="may 16", body=body.replace("on Thursday, ", "")), ANCHORS).start is None


def test_stated_dates_come_first_and_disagreement_is_recorded() -> None:
    clues = Clues(
        stated="2018-04-05T07:30:00+07:00",
        url="https://m.vn/2018/05/20/x.html",
        date_lines=["thứ hai, 05/04/2018"],
        prefix="2018-03",
    )
    found = publication(clues, ANCHORS)
    assert (found.start, found.end, found.basis) == ("2018-04-05", "2018-04-05", "meta")
    assert found.contradictions == ("dateline: 2018-04-05 is no such weekday", "url: 2018-05-20", "prefix: 2018-03")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.com/read/2017/02/25/48213/x", date(2017, 2, 25)),
        ("https://a.vn/tin-20180405083012345.htm", date(2018, 4, 5)),
        ("https://a.vn/25-02-2017/tin", date(2017, 2, 25)),
        ("https://a.vn/tin-518823.html", None),
        ("https://a.vn/2017/13/45/x", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert url_day(url) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2017-06-01", date(2017, 6, 1)), ("20170601", date(2017, 6, 1)),
        ("Thu, 01 Jun 2017 13:10:00 GMT", date(2017, 6, 1)),
        ("1496322600", date(2017, 6, 1)), ("01/06/2017 13:10", date(2017, 6, 1)),
        ("yesterday", None), ("2017-02-31", None),
    ],
)  # fmt: skip
def test_days_in_metadata(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_a_crawlers_day_is_the_day_of_the_page() -> None:
    day = told("Tiga tentara tewas di Palmyra pada Sabtu (13/12).", prefix="2025-12-14")
    assert day == ("2025-12-14", "prefix")  # not of the fall of Palmyra that December of 2016
    assert told("Hôm qua (13/12), quân đội rút khỏi làng.", prefix="2025-12-14")[0] == "2025-12-14"
    assert told("Quân đội rút khỏi làng hôm 3/8.", prefix="2025-12-14")[0] == "2025-08-03"


def test_a_datelines_day_has_the_weekday_of_its_opening() -> None:
    text = "Rescuers searched the ruins on Wednesday, weeks after President Donald Trump spoke."
    assert told(text, dateline="feb 14") == ("2018-02-14", "dateline")
    assert told(text.replace(" on Wednesday", ""), dateline="feb 14")[0] is None


def test_prefix_is_an_upper_bound() -> None:
    assert told("Quân đội rút khỏi làng hôm 14/10.", prefix="2017-11") == ("2017-10-14", "prefix")
    assert told("Quân đội rút khỏi làng.", prefix="2017-11") == ("2017-11-01", "prefix")
    assert told("Quân đội rút khỏi làng hôm 14/12.", prefix="2017-11") == ("2016-12-14", "prefix")
    assert month_end("2016-02") == date(2016, 2, 29)
    assert month_end("2016-12") == date(2016, 12, 31)


def test_a_wrong_prefix_is_recorded() -> None:
    found = publication(Clues(body="Ngày 11.12.2016, quân đội rút khỏi thị trấn.", prefix="2016-10"), ANCHORS)
    assert found.start == "2016-12-11"
    assert found.contradictions == ("prefix: 2016-10",)


def test_weekdays_narrow_the_year() -> None:
    body = "Menlu AS John Kerry menyatakan hal itu. Senin (23/11), tentara merebut dua desa."
    assert told(body) == ("2015-11-23", "anchors")


def test_a_happening_gives_the_year() -> None:
    body = "Các tay súng chiếm thành phố Kunduz hôm 28-9 sau một ngày giao tranh."
    assert told(body) == ("2015-09-28", "anchors")


def test_a_prefix_of_the_same_month_stands_against_one_happening() -> None:
    body = "Các tay súng chiếm thành phố Kunduz hôm 28-9 sau một ngày giao tranh."
    assert told(body, prefix="2018-09")[0] == "2018-09-28"
    assert told(body, prefix="2018-10")[0] == "2015-09-28"


def test_yesterday_dates_the_report_to_the_day() -> None:
    found = publication(Clues(body="Hôm qua (15/1), hai quả bom nổ ở chợ.", prefix="2018-01"), ANCHORS)
    assert (found.start, found.end) == ("2018-01-16", "2018-01-16")


def test_arrival_gives_a_fresh_day_its_year() -> None:
    body = "Quân đội rút khỏi làng sáng 7-11."
    assert told(body, arrival=date(2017, 11, 8)) == ("2017-11-07", "arrival")
    assert told(body) == (None, "none")


def test_happenings_that_disagree_leave_the_year_to_other_clues() -> None:
    body = "Chủ nhật (27/1), hai quả bom nổ ở Jolo. Ngày 30/1, quân đội lên tiếng tại Naypyidaw."
    assert told(body)[0] == "2019-01-30"


def test_an_unknown_year_stays_unknown() -> None:
    assert told("Quân đội rút khỏi làng hôm 14/10.") == (None, "none")
    assert told("Trận chung kết diễn ra hôm Chủ nhật, sau thảm kịch năm 2017.") == (None, "none")


def test_former_office_holders_date_nothing() -> None:
    found = ANCHORS.find("Cựu Tổng thống Barack Obama lên tiếng.", "cựu tổng thống barack obama lên tiếng.")
    assert found.spans == {}
    held = ANCHORS.find("Tổng thống Barack Obama lên tiếng.", "tổng thống barack obama lên tiếng.")
    assert ("office", "Barack Obama") in held.spans


def test_the_turn_of_the_year() -> None:
    body = "Đêm 28-12, một xe bom nổ ở Mogadishu. Rạng sáng 5-1, căn cứ Manda Bay bị tập kích."
    assert told(body)[0] == "2020-01-05"


def test_impossible_days_are_passed_over() -> None:
    assert Mention(0, 1, None, 2, 29).on(2019) is None
    assert told("Ngày 30/2 và ngày 31/4 không có trong lịch.", prefix="2017-11")[0] is not None


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("office\tX Y\tking\t2010-01-01\t\t", "role `king`"),
        ("battle\tX Y\t\t2010-01-01\t\t", "kind `battle`"),
        ("group\tX Y\t\t2010-13-01\t\t", "anchors.tsv:2"),
        ("group\tX Y\t\t2010-01-02\t2010-01-01\t", "`until` is before `from`"),
        ("group\tx y\t\t2010-01-02\t\t", "capitals"),
    ],
)
def test_wrong_anchors_are_named(tmp_path: Path, row: str, complaint: str) -> None:
    path = tmp_path / "anchors.tsv"
    path.write_text(f"kind\tnames\trole\tfrom\tuntil\tnote\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint):
        load_anchors(path, LEXICON / "roles.tsv")


def test_the_visitors_day_above_the_headline_is_not_the_storys() -> None:
    head = "Kamis, 15 Mei 2025\n\nTentara Mundur dari Tiga Desa di Timur\n\nRabu, 11 Oktober 2023 16:45 WIB\n\n"
    story = "Tentara mundur dari tiga desa di timur kota setelah dua hari baku tembak.\n\nWarga mulai kembali."
    article = clean(RawItem("t.txt", "", None, "text", head + story), RULES)
    assert article.published.start == "2023-10-11"


@pytest.mark.parametrize(
    "line", ["Tác giả: Minh An - 04/09/2020", "By Sample Singh | September 4, 2020", "(04/09/2020)"]
)
def test_the_day_beside_the_authors_name(line: str) -> None:
    lead = "Quân đội rút khỏi ba ngôi làng ở phía đông thành phố sau hai ngày giao tranh dữ dội, người phát ngôn nói."
    more = "Người dân bắt đầu trở về từ chiều hôm qua, mang theo những gì còn sót lại trong nhà."
    for text in (f"Ba ngôi làng\n{line}\n\n{lead}\n\n{more}\n", f"Ba ngôi làng\n\n{lead}\n\n{more}\n\n{line}\n"):
        assert clean(RawItem("t.txt", "", None, "text", text, {}), RULES).published.start == "2020-09-04"
