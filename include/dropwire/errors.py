"""The ways work can fail, kept apart because each needs another answer."""

from __future__ import annotations

from typing import Literal


class DropwireError(Exception):
    """Base of all errors raised on purpose; the message is one clear line for the person on duty."""


class BadItem(DropwireError):
    """This item cannot be used: set it aside with its reason and go on. Never retried."""

    def __init__(self, stage: Literal["collect", "read", "clean", "extract", "check"], rule: str, reason: str) -> None:
        super().__init__(f"{stage}/{rule}: {reason}")
        self.stage = stage
        self.rule = rule
        self.reason = reason


class BadDay(DropwireError):
    """The run must stop: publishing would break the warehouse or the account. Never retried."""


class SourceDown(DropwireError):
    """Something outside did not answer: try again later, after `retry_after` seconds where it says so itself."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SourceGone(DropwireError):
    """A source answers, but not with what `sources.yaml` says: another try would end the same."""


class ConfigError(DropwireError):
    """A setting, a lexicon or `sources.yaml` is wrong; the message names the file and line and what to write."""
