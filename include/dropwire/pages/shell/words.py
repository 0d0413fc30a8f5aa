"""The pages' languages. English is written in the templates; every folder holds the others as gettext catalogues."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.core import negotiate_locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}


def preferred(accepted: str) -> str:
    """The language to show to a browser that sends this `Accept-Language`."""
    wanted = [part.split(";")[0].strip() for part in accepted.split(",") if part.strip()]
    return negotiate_locale(wanted, list(LANGUAGES), sep="-") or "en"


def catalogues(language: str) -> Iterator[tuple[str, Catalog]]:
    """The catalogue of each folder that has one, with the folder's name."""
    for folder in sorted(_pages().iterdir(), key=lambda found: found.name):
        file = folder / f"{language}.po"
        if file.is_file():
            yield folder.name, read_po(BytesIO(file.read_bytes()), locale=language)


@cache
def translations(language: str) -> NullTranslations:
    """All catalogues of a language as one; English translates to itself."""
    merged = Catalog(locale=language)
    for _, catalogue in catalogues(language):
        for message in catalogue:
            if message.id:
                merged[message.id] = message
    if not len(merged):
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return Translations(compiled)


def _pages() -> Traversable:
    return files("dropwire.pages")
