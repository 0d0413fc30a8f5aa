"""Whether each rule of `residue.tsv` fits its example and passes over its counter-example."""

from __future__ import annotations

from pathlib import Path

from dropwire.clean.lines import lower
from dropwire.clean.rules import LINE_SCOPES, Rule, RuleSet, load_rules
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
    """Read the lexicons of cleaning and try each rule on its own two texts.

    Raises:
        ConfigError: a file is missing, a row is wrong or its rule does not do what its texts say.
    """
    for rule in load_rules(folder).residue:
        where = f"{folder / 'residue.tsv'}:{rule.row}"
        if not fires(rule, rule.example):
            raise ConfigError(f"{where}: example {rule.example!r} is not removed; mend the pattern or the example")
        if fires(rule, rule.counter_example):
            raise ConfigError(f"{where}: counter_example {rule.counter_example!r} is removed; narrow the pattern")
