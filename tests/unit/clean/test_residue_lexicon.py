"""Every rule of the lexicon fits its example and not its counter-example."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import dropwire
from dropwire.clean.lines import lower
from dropwire.clean.rules import LINE_SCOPES, Rule, load_rules
from dropwire.clean.ruletests import fires, try_rules
from dropwire.errors import ConfigError

LEXICON = Path(dropwire.__file__).parent / "lexicon"
RULES = load_rules(LEXICON)


@pytest.mark.parametrize("rule", RULES.residue, ids=lambda rule: f"line{rule.row}")
def test_rule_fits_its_example_alone(rule: Rule) -> None:
    assert fires(rule, rule.example)
    assert not fires(rule, rule.counter_example)


@pytest.mark.parametrize(("cells", "complaint"), [("abc\tabd\txyz", "example 'abd' is not removed"),
                                                  ("abc\tabc\tabc", "counter_example 'abc' is removed")])  # fmt: skip
def test_a_rule_that_misses_its_texts_is_told_by_line(tmp_path: Path, cells: str, complaint: str) -> None:
    shutil.copytree(LEXICON, tmp_path / "own")
    pattern, example, counter = cells.split("\t")
    path = tmp_path / "own" / "residue.tsv"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\nadvert\tvi\tline\t{pattern}\t\t\t{example}\t{counter}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"residue\.tsv:{text.count(chr(10)) + 2}: {complaint}"):
        try_rules(tmp_path / "own")


@pytest.mark.parametrize("rule", RULES.residue, ids=lambda rule: f"line{rule.row}")
def test_no_rule_takes_another_rules_counter_example(rule: Rule) -> None:
    if rule.scope in LINE_SCOPES and len(rule.counter_example.split()) >= 4:
        taken = RULES.at(None).match(lower(rule.counter_example))
        assert taken is None, f"rule of line {taken.row} takes it"


@pytest.mark.parametrize("rule", RULES.residue, ids=lambda rule: f"line{rule.row}")
def test_beginnings_hide_no_rule_from_a_line(rule: Rule) -> None:
    if rule.scope in LINE_SCOPES:
        low = lower(rule.example)
        fitting = [one for one in RULES.residue if one.scope in LINE_SCOPES and re.match(one.pattern, low)]
        assert RULES.at(None).match(low) in fitting


@pytest.mark.parametrize(
    "line",
    ["Facebook Twitter Zalo", "Chia sẻ 12 Thích 0", "BAGIKAN: WhatsApp | Telegram", "0 komentar  SHARE", "A- A A+"],
)
def test_a_line_of_buttons_is_furniture(line: str) -> None:
    assert RULES.bars.match(lower(line))


@pytest.mark.parametrize("line", ["1234", "Facebook gỡ bài viết của quân đội", "Zalo bị chặn ở biên giới", "", "- - -"])
def test_a_line_with_other_words_is_not(line: str) -> None:
    assert not RULES.bars.match(lower(line))


def test_dated_rules_hold_in_their_time_only(tmp_path: Path) -> None:
    for name in ("buttons", "countries", "anchors", "outlets", "roles", "malay_indonesian"):
        (tmp_path / f"{name}.tsv").write_text((LEXICON / f"{name}.tsv").read_text(encoding="utf-8"), encoding="utf-8")
    header = (LEXICON / "residue.tsv").read_text(encoding="utf-8").splitlines()[0]
    row = "advert\tvi\tline\tđọc báo giấy$\t2015-01-01\t2016-12-31\tĐọc báo giấy\tĐọc báo giấy mỗi sáng"
    (tmp_path / "residue.tsv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    rules = load_rules(tmp_path)
    assert rules.at("2016-05-01").match("đọc báo giấy")
    assert rules.at(None).match("đọc báo giấy")
    assert not rules.at("2017-01-01").match("đọc báo giấy")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("nonsense\tvi\tline\tabc\t\t\tabc\txyz", "kind `nonsense`"),
        ("advert\tvi\tnowhere\tabc\t\t\tabc\txyz", "scope `nowhere`"),
        ("advert\tvi\tline\ta(bc\t\t\tabc\txyz", "residue.tsv:2"),
        ("advert\tvi\tline\tabc\t\t\t\txyz", "give an example"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, complaint: str) -> None:
    header = (LEXICON / "residue.tsv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "residue.tsv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=complaint.replace("(", r"\(")):
        load_rules(tmp_path)


def test_roles_are_tried_on_their_texts(tmp_path: Path) -> None:
    try_rules(LEXICON)
    shutil.copytree(LEXICON, tmp_path / "own")
    path = tmp_path / "own" / "roles.tsv"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\nmonk\tabbot\tThe abbess spoke.\tThe monk spoke.\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"roles\.tsv:\d+: example 'The abbess spoke\.' does not hold the role"):
        try_rules(tmp_path / "own")
