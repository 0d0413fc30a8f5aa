"""Other people's words as one line of what can be seen: nothing in it steers a terminal or forges a line."""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\ud800-\udfff]+"
)
ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\)|[PX^_][^\x1b\n]{0,2000}\x1b\\|[@-Z\\-_])"
)
"""Whole escape sequences of a terminal: colours and cursor (CSI), titles and links (OSC)."""
_STEERING = re.compile(r"[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]+")
"""Marks that turn the direction of a line or hide in it: nothing in a name needs them."""


def one_line(text: str) -> str:
    """The text without line breaks, escape sequences, marks of direction and what shows nothing."""
    if text.isprintable():
        return text
    return " ".join(_STEERING.sub("", INVISIBLE.sub("", ESCAPE.sub("", text))).split())
