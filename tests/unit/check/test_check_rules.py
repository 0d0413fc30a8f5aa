from pathlib import Path

import pytest

from dropwire.check import load_rules
from dropwire.errors import ConfigError

GOOD = """
[[rule]]
name = "body_there"
dataset = "articles"
expectation = "expect_column_values_to_not_be_null"
with = { column = "body" }
severity = "reject"
reason = "The article has no body."
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "rules.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_projects_own_rules_are_in_order():
    rules = load_rules()
    assert len(rules) >= 24
    assert {rule.dataset for rule in rules} == {"articles", "events", "mentions", "items", "load"}
    assert {rule.severity for rule in rules} == {"reject", "warn", "hold", "stop"}


def test_a_rule_is_read(tmp_path):
    (rule,) = load_rules(written(tmp_path, GOOD))
    assert (rule.name, rule.arguments) == ("body_there", {"column": "body"})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"reject"', '"shout"'), r"rule 1 \(body_there\), severity"),
        (("expect_column", "exp_column"), "expectation"),
        (('"articles"', '"readers"'), "dataset"),
        (("reason = ", "because = "), "rules.toml"),
        (("with = {", "with = {{"), "rules.toml"),
        (("[[rule]]", "[[rules]]"), "rule"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path, change, message):
    with pytest.raises(ConfigError, match=message):
        load_rules(written(tmp_path, GOOD.replace(*change)))


def test_a_name_stands_once(tmp_path):
    with pytest.raises(ConfigError, match="body_there stands twice"):
        load_rules(written(tmp_path, GOOD + GOOD))
