"""Records of any shape to drafts: which of their fields is the text, the title, the date."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from dropwire.read.decode import storable
from dropwire.read.drafts import Draft, refuse
from dropwire.read.markup import form_of
from dropwire.read.mojibake import mend
from dropwire.read.settings import DEFAULT_FIELDS, ReadSettings

_INNER = ("rendered", "value", "text", "html", "name", "#text", "$t", "href", "url")
"""Where records of content systems keep the string of a field that is an object."""


class FieldMap:
    """Finds our fields in a source's records."""

    def __init__(self, drop: str, settings: ReadSettings) -> None:
        self._parts = set(drop.lower().replace("\\", "/").split("/"))
        self._parts |= {part.split(".")[0] for part in self._parts}
        self._sources = {source.lower(): fields for source, fields in settings.fields.items()}

    def draft(self, record: Mapping[str, object], encoding: str) -> Draft:
        """The record's article.

        Raises:
            BadItem: `no_text`, none of the fields that may hold the text does.
        """
        folded = {str(key).lower(): value for key, value in record.items()}
        values = {ours: _first(folded, names) for ours, names in DEFAULT_FIELDS.items()}
        for ours, names in self._override(values).items():
            values[ours] = _first(folded, _names(names))
        text = values.pop("text", "")
        if not text.strip():
            raise refuse("no_text", f"no text among the fields {', '.join(sorted(map(str, record))[:20]) or '(none)'}")
        text, note = mend(text)
        text, replaced = storable(text)
        notes = [encoding, *([f"({note})"] if note else []), *([f"({replaced} replaced)"] if replaced else [])]
        meta = {ours: value.strip() for ours, value in values.items() if value.strip()}
        return Draft(text, form_of(text), {**meta, "encoding": " ".join(notes)})

    def knows(self, header: Iterable[str]) -> bool:
        """Whether a header names a text field, so that the table is one of articles."""
        own = self._override({"url": "", "source": ""}).get("text", ())
        return not {*DEFAULT_FIELDS["text"], *_names(own)}.isdisjoint(name.lower() for name in header)

    def _override(self, values: Mapping[str, str]) -> Mapping[str, str | Sequence[str]]:
        if not self._sources:
            return {}
        host = _host(values["url"])
        keys = (values["source"].lower(), host, host.removeprefix("www."), *sorted(self._parts))
        return next((self._sources[key] for key in keys if key in self._sources), {})


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # brackets that are no address
        return ""


def _names(names: str | Sequence[str]) -> Sequence[str]:
    return (names.lower(),) if isinstance(names, str) else [name.lower() for name in names]


def _first(folded: Mapping[str, object], names: Iterable[str]) -> str:
    for name in names:
        value = folded.get(name)
        if value is None and "." in name:
            value = _descend(folded, name.split("."))
        if text := _string(value):
            return text
    return ""


def _descend(value: object, path: Sequence[str]) -> object:
    for step in path:
        inner = {str(key).lower(): item for key, item in value.items()} if isinstance(value, Mapping) else {}
        value = inner.get(step)
    return value


def _string(value: object, depth: int = 4) -> str:
    if not depth:
        return ""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value) if math.isfinite(value) else ""
    if isinstance(value, Mapping):
        return next((text for name in _INNER if (text := _string(value.get(name), depth - 1))), "")
    if isinstance(value, Sequence):
        strings = [text for item in value if (text := _string(item, depth - 1))]
        return "\n\n".join(strings) if any(len(text) > 80 for text in strings) else ", ".join(strings)
    return ""
