from __future__ import annotations

from dropwire.extract.vocabulary.matcher import Matcher, fold, variants


def words(text: str, *patterns: tuple[str, str, object]) -> list[tuple[str, str, object]]:
    return [(text[m.start : m.end], m.kind, m.entry) for m in Matcher(patterns).find(text)]


def test_longest_name_wins_over_the_place_inside_it() -> None:
    found = words("Đài Hama FM ở Hama", ("Hama", "place", 1), ("Đài Hama FM", "mask", 2))
    assert found == [("Đài Hama FM", "mask", 2), ("Hama", "place", 1)]


def test_kinds_of_other_layers_do_not_compete() -> None:
    found = words("người chết", ("người chết", "casualty", 1), ("chết", "trigger", 2))
    assert [entry for _, _, entry in found] == [1, 2]


def test_entries_sharing_a_name_are_all_given() -> None:
    assert [e for *_, e in words("tới Homs", ("Homs", "place", "city"), ("Homs", "place", "province"))] == [
        "city", "province",
    ]  # fmt: skip


def test_whole_words_only() -> None:
    assert words("Hung hăng ở Huế", ("Hu", "place", 1)) == []
    assert words("tentaranya mundur", ("tentara", "force", 1)) == [("tentara", "force", 1)]
    assert words("tentaraku mundur", ("tentara", "force", 1)) == []


def test_small_letters_also_open_a_sentence_but_names_keep_their_case() -> None:
    assert words("Quân đội tiến vào", ("quân đội", "force", 1))
    assert not words("it is over", ("IS", "actor", 1))


def test_spellings_of_one_word() -> None:
    assert {"hòa bình", "hoà bình", "Hòa bình"} <= variants("hòa bình")
    assert "binh sỹ" in variants("binh sĩ")
    assert words("Ðường tới al‑Bab", ("al-Bab", "place", 1)) == [("al‑Bab", "place", 1)]
    assert words("lính\xa0dù", ("lính dù", "force", 1))
    assert words("Jaysh Al-Izza", ("Jaysh al-Izza", "actor", 1))


def test_folding_keeps_offsets() -> None:
    text = "Ðồn’s\xa0“A–B”"
    assert len(fold(text)) == len(text)
