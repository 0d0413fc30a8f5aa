"""The engine on sentences of our own: what they tell, and what they only seem to tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from reports import tell

from dropwire.article import Event
from dropwire.extract import Extractor

HERE = Path(__file__).parent
OCCURRED = {"asserted", "claimed"}
VIOLENT = ("battle.", "explosion.", "vac.", "riot.")


def rows(name: str) -> list[dict[str, str]]:
    lines = [
        line.split("\t")
        for line in (HERE / "sentences" / name).read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def happened(events: list[Event]) -> list[Event]:
    return [e for e in events if e.status in OCCURRED and not e.background]


@pytest.mark.parametrize("row", rows("unreal.tsv"), ids=lambda row: row["text"][:40])
def test_what_did_not_happen_is_no_fact(extractor: Extractor, row: dict[str, str]) -> None:
    found = happened(tell(extractor, row["text"], row["lang"]))
    assert not [e for e in found if e.type.startswith(VIOLENT)]


@pytest.mark.parametrize("row", rows("undone.tsv"), ids=lambda row: row["text"][:40])
def test_what_is_asked_or_refused_is_no_fact(extractor: Extractor, row: dict[str, str]) -> None:
    assert not happened(tell(extractor, row["text"], row["lang"]))


@pytest.mark.parametrize("row", rows("other.tsv"), ids=lambda row: row["text"][:40])
def test_war_words_elsewhere_are_no_event(extractor: Extractor, row: dict[str, str]) -> None:
    found = happened(tell(extractor, row["text"], row["lang"]))
    assert not [e for e in found if e.type.startswith(VIOLENT)]


@pytest.mark.parametrize("row", rows("types.tsv"), ids=lambda row: row["text"][:40])
def test_type(extractor: Extractor, row: dict[str, str]) -> None:
    wanted = row["type"].split("|")
    found = happened(tell(extractor, row["text"], row["lang"]))
    assert [e for e in found if any(w in e.type for w in wanted)]
    assert not [e for e in found if e.type.startswith(VIOLENT) and not any(w in e.type for w in wanted)]


@pytest.mark.parametrize("row", rows("arguments.tsv"), ids=lambda row: row["text"][:40])
def test_arguments(extractor: Extractor, row: dict[str, str]) -> None:
    event = next(e for e in happened(tell(extractor, row["text"], row["lang"])) if e.type == row["type"])
    for field in ("place", "country", "date", "actor1", "actor2", "fatalities", "injured"):
        if row[field] != "-":
            value = getattr(event, field)
            assert ("" if value is None else str(value)) == row[field], field


def test_every_field_names_its_rule(extractor: Extractor) -> None:
    text = "The Syrian army, backed by Russian jets, recaptured the town of Maarat al-Numan from rebels on Wednesday."
    event = tell(extractor, text, "en")[0]
    assert {"type", "status", "actor1", "actor2", "place", "date"} <= set(event.rules)
    assert event.assoc_actor1 == ("Military Forces of Russia",)


def test_evidence_stands_in_the_body(extractor: Extractor) -> None:
    text = "Hari itu cerah. Bom mobil meledak dekat masjid Herat, tujuh orang tewas. Polisi menyelidiki."
    (event,) = tell(extractor, text, "id")
    (mention,) = event.mentions
    assert text[mention.start : mention.end] == mention.quote
    assert mention.sentence == 1


def test_a_list_of_villages_is_one_group(extractor: Extractor) -> None:
    text = (
        "Đêm 10/3, phiến quân đánh chiếm các làng Abu Hamra, Kafr Zulaya và Umm Tiniya "
        "ở tỉnh Hama, Syria từ tay quân đội."
    )
    events = tell(extractor, text, "vi")
    assert [e.place for e in events] == ["Abu Hamra", "Kafr Zulaya", "Umm Tiniya"]
    assert len({e.group for e in events}) == 1
    assert {e.date for e in events} == {"2021-03-10"}


def test_sentences_of_one_day_are_mentions_of_one_event(extractor: Extractor) -> None:
    text = (
        "A car bomb exploded outside a market in Herat, Afghanistan, on Friday, killing seven people. "
        "The blast also wounded 20 others. No group claimed responsibility."
    )
    (event,) = [e for e in tell(extractor, text, "en") if e.type.startswith(VIOLENT)]
    assert (event.fatalities, event.injured, event.actor1) == (7, 20, None)


def test_opponents_do_not_cross_a_change_of_source(extractor: Extractor) -> None:
    text = (
        "Theo quân đội Iraq, binh sĩ nước này giành lại thị trấn Rutba từ tay IS hôm 10/3. "
        "Tổ chức Giám sát Nhân quyền Syria (SOHR) cho biết quân đội Syria giành lại làng Kinsabba ở tỉnh Latakia."
    )
    events = {e.place: e for e in tell(extractor, text, "vi")}
    assert events["Kinsabba"].actor2 is None


def test_what_lies_far_back_is_background(extractor: Extractor) -> None:
    (event,) = tell(extractor, "ISIS captured Mosul from the Iraqi army in June 2014.", "en")
    assert event.background


def test_an_article_without_triggers_tells_nothing(extractor: Extractor) -> None:
    assert tell(extractor, "Thời tiết Hà Nội hôm nay nắng đẹp.", "vi") == []
    assert tell(extractor, "", "vi") == []


def test_soldiers_of_two_armies_who_fell_together_are_one_side(extractor: Extractor) -> None:
    text = "Bốn lính Mỹ và 5 binh sĩ Niger thiệt mạng khi bị các tay súng IS phục kích gần Tongo Tongo hôm 12/3."
    event = next(e for e in happened(tell(extractor, text, "vi")) if e.type == "battle.armed_clash")
    assert (event.actor2, event.assoc_actor2) == (
        "Military Forces of the United States",
        ("Military Forces of Niger",),
    )
