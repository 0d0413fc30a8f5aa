"""Expectations on staged rows, before anyone reads them. Great Expectations is imported only when a load is checked."""

from dropwire.check.rules import Rule, load_rules
from dropwire.check.verdict import Verdict, check

__all__ = ["Rule", "Verdict", "check", "load_rules"]
