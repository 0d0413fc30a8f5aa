"""Templates into answers: one environment a language, numbers and dates as that language writes them."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.numbers import format_decimal, format_percent
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from dropwire.pages.shell.request import Viewer
from dropwire.pages.shell.words import LANGUAGES, translations

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Of every answer: nothing from elsewhere, no script of a page's own text, no other site's frame."""

TABS = ("today", "quality", "quarantine", "events", "articles", "runs")


def page(viewer: Viewer, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page `folder/name.html.j2` with its values. It is never kept: what it tells changes with every load."""
    text = _environment(viewer.language).get_template(template).render(
        viewer=viewer, tabs=TABS, languages=LANGUAGES, tab=template.split("/")[0],
        asset=lambda path: f"{viewer.base}/assets/{path}?v={_version(path)}", **values,
    )  # fmt: skip
    return HTMLResponse(text, status_code=status, headers={"Cache-Control": "no-store"})


@cache
def _environment(language: str) -> Environment:
    env = Environment(
        loader=PackageLoader("dropwire", "pages"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(
        number=lambda value: format_decimal(value, locale=language),
        percent=lambda share: format_percent(share, "#,##0.#%" if 0 < share < 0.1 else "#,##0%", locale=language),
        day=lambda day: format_date(day, "medium", locale=language),
        weekday=lambda day: format_date(day, "full", locale=language),
        dayname=lambda day: format_date(day, "EEE", locale=language),
        month=lambda day: format_skeleton("yMMMM", day, locale=language),
        moment=lambda moment: f"{format_datetime(_utc(moment), 'yyyy-MM-dd HH:mm', locale=language)} UTC",
        ago=lambda moment: format_timedelta(
            _utc(moment) - datetime.now(UTC), add_direction=True, granularity="second", threshold=1.2, locale=language
        ),
        language=lambda code: Locale.parse(language).languages.get(code, code),
        duration=lambda span: _duration(span, language),
        seconds=lambda n: f"{format_decimal(n, '#,##0.0' if n < 10 else '#,##0', locale=language)} s",
        iso=lambda value: value.isoformat() if isinstance(value, date) else str(value),
        coded=coded,
        drawing=Markup,  # of our own SVG only, whose texts are escaped
    )  # fmt: skip
    return env


def coded(text: str) -> Markup:
    """Plain text, and what stands in it between backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _duration(span: timedelta | float, language: str) -> str:
    found = span if isinstance(span, timedelta) else timedelta(seconds=span)
    return str(format_timedelta(found, granularity="second", threshold=1.2, format="narrow", locale=language))


@cache
def _version(path: str) -> str:
    """Of an asset's content, so that a browser may keep it for good."""
    return hashlib.sha256((files(__package__) / "assets" / path).read_bytes()).hexdigest()[:12]
