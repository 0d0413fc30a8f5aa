"""The whole way from bytes to rows over hostile drops; `make test-faults` and `make fuzz` go further."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import pytest
from hostile import EVIL, TRUE, drop, swallow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
texts = st.lists(st.sampled_from(EVIL[:60] + TRUE) | st.text(max_size=80), max_size=6).map("".join)


@pytest.mark.parametrize("seed", range(60))
def test_hostile_drops(seed: int) -> None:
    swallow(*drop(seed))


@pytest.mark.parametrize("evil", range(len(EVIL)))
def test_hostile_words_in_an_article(evil: int) -> None:
    record = {"title": EVIL[evil], "url": EVIL[evil], "author": EVIL[evil], "text": TRUE[0] + EVIL[evil] + TRUE[1]}
    assert swallow("a.jsonl", json.dumps(record).encode(), 1) == 1


@given(st.binary(max_size=2000))
@QUICK
def test_any_bytes(data: bytes) -> None:
    swallow("a", data or b"\0")
    swallow("a.gz", gzip.compress(data, mtime=0))


@given(texts)
@QUICK
def test_any_text_as_page(text: str) -> None:
    swallow("a.html", f"<html><body><p>{text}</p>".encode("utf-8", "replace"))


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8))  # fmt: skip  # noqa: E501
@QUICK
def test_any_json(value: object) -> None:
    swallow("a.json", json.dumps(value).encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.jsonl", json.dumps({"text": value, "title": value}))
    swallow("a.zip", out.getvalue())
