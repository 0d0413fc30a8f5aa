"""Cleaning: a raw item to an article, every removed character for a named reason."""

from dropwire.clean.cleaner import clean, raw_text
from dropwire.clean.own import LearntLine, OwnRules, OwnSource
from dropwire.clean.rules import Rules, load_rules
from dropwire.clean.ruletests import try_rules

__all__ = ["LearntLine", "OwnRules", "OwnSource", "Rules", "clean", "load_rules", "raw_text", "try_rules"]
