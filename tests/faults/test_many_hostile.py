"""Ten thousand hostile drops, from bytes to rows: none crashes, hangs or loses an item."""

from __future__ import annotations

import pytest
from hostile import drop, swallow

pytestmark = [pytest.mark.faults, pytest.mark.timeout(7200)]


@pytest.mark.parametrize("part", range(20))
def test_ten_thousand_hostile_items(part: int) -> None:
    seed, items = 1_000_000 * (part + 1), 0
    while items < 500:
        seed += 1
        items += swallow(*drop(seed))
