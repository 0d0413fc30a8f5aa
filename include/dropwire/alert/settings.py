"""The form of alerts.yaml: who is told what, through which channel, and when not."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from dropwire.config import Entry, zone

Severity = Literal["info", "warning", "critical"]
Topic = Literal["trends", "checks", "runs", "days", "fetching"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "critical")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")


def _clock(text: str) -> str:
    try:
        time.fromisoformat(text)
    except ValueError:
        raise ValueError(f'`{text}` is no time of day; write it in quotation marks, such as "22:00"') from None
    return text


def _variable(name: str) -> str:
    if not _VARIABLE.fullmatch(name):
        raise ValueError(
            "write the NAME of an environment variable such as DROPWIRE_ALERT_URL; the address itself holds secrets "
            "and does not belong into a file"
        )
    return name


class Channel(Entry):
    """A way to somebody: an Apprise address, kept in the environment or in an Airflow connection."""

    variable: Annotated[str, AfterValidator(_variable)] | None = None
    """Environment variable that holds the address."""
    connection: str | None = Field(default=None, pattern=r"^[a-z0-9_.-]+$")
    """Airflow connection whose extra holds it as `url`."""

    @model_validator(mode="after")
    def _check(self) -> Channel:
        if (self.variable is None) == (self.connection is None):
            raise ValueError("a channel has either `variable` or `connection`")
        return self


class Quiet(Entry):
    """Hours in which messages wait."""

    start: Annotated[str, AfterValidator(_clock)] = Field(alias="from")
    until: Annotated[str, AfterValidator(_clock)]
    timezone: Annotated[str, AfterValidator(zone)]
    unless: Severity = "critical"
    """From this severity on they do not wait."""

    def ends(self, now: datetime) -> datetime | None:
        """When the quiet hours around `now` end; None outside them."""
        local = now.astimezone(ZoneInfo(self.timezone))
        start, until = time.fromisoformat(self.start), time.fromisoformat(self.until)
        clock = local.timetz().replace(tzinfo=None)
        if start == until or not (start <= clock < until if start < until else clock >= start or clock < until):
            return None
        end = local.replace(hour=until.hour, minute=until.minute, second=until.second, microsecond=0)
        return end if end > local else end + timedelta(days=1)


class Audience(Entry):
    """Who gets what."""

    name: str = Field(min_length=1)
    channels: tuple[str, ...] = Field(min_length=1)
    minimum: Severity = "warning"
    topics: tuple[Topic, ...] = ()
    """Empty: all."""
    sources: tuple[str, ...] = ()
    """Only alerts about these sources, and those about none; empty: all."""
    quiet: Quiet | None = None


class AlertSettings(Entry):
    """The whole file."""

    channels: dict[str, Channel]
    audiences: tuple[Audience, ...]

    @model_validator(mode="after")
    def _check(self) -> AlertSettings:
        for audience in self.audiences:
            unknown = [name for name in audience.channels if name not in self.channels]
            if unknown:
                raise ValueError(
                    f"audience {audience.name}: there is no channel `{unknown[0]}`; "
                    f"there are {', '.join(self.channels) or 'none'}"
                )
        names = [audience.name for audience in self.audiences]
        if len(set(names)) < len(names):
            raise ValueError("two audiences have the same name")
        return self
