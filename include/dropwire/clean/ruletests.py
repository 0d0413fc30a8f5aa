"""Whether the rows of `residue.tsv` and `roles.tsv` fit their examples and pass over their counter-examples."""

from __future__ import annotations

from pathlib import Path

from dropwire.clean.anchors import load_roles
from dropwire.clean.lines import lower
from dropwire.clean.rules import LINE_SCOPES, Rule, RuleSet, load_rules
from dropwire.clean.tables import read_table
from dropwire.errors import ConfigError


def fires(rule: Rule, text: str) -> bool:
    """Whether a rule alone fits a line, or a stretch of it where rules of its scope cut stretches."""
    own = RuleSet((rule,))
    if rule.scope in (*LINE_SCOPES, "has"):
        return own.match(lower(text)) is rule
    pattern = own.cuts[rule.scope]
    found = pattern.match(lower(text)) if rule.scope == "lead" else pattern.search(lower(text))
    return found is not None


def try_rules(folder: Path) -> None:
    """Read the lexicons of cleaning and try each rule and each role on its own two texts.

    Raises:
        ConfigError: a file is missing, a row is wrong or its rule does not do what its texts say.
    """
    for rule in load_rules(folder).residue:
        where = f"{folder / 'residue.tsv'}:{rule.row}"
        if not fires(rule, rule.example):
            raise ConfigError(f"{where}: example {rule.example!r} is not removed; mend the pattern or the example")
        if fires(rule, rule.counter_example):
            raise ConfigError(f"{where}: counter_example {rule.counter_example!r} is removed; narrow the pattern")
    roles = load_roles(folder / "roles.tsv")
    for number, row in read_table(folder / "roles.tsv"):
        for column, wanted in (("example", True), ("counter_example", False)):
            text = row.get(column, "")
            if not text or bool(roles[row["role"]].search(text.lower())) is not wanted:
                told = f"{text!r} does {'not ' if wanted else ''}hold the role" if text else "is empty"
                raise ConfigError(f"{folder / 'roles.tsv'}:{number}: {column} {told}; mend the words or the text")
