"""Cleaning: a raw item to an article, every removed character for a named reason."""

from dropwire.clean.cleaner import clean
from dropwire.clean.rules import Rules, load_rules

__all__ = ["Rules", "clean", "load_rules"]
