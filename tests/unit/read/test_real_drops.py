"""The real drops and the development drops: each gives its articles, untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import pull

SHARED = Path(__file__).resolve().parents[4] / "shared"
FOLDERS = {"drops": SHARED / "drops", "development drops": SHARED / "gold" / "dev"}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_drop_gives_its_articles(name: str) -> None:
    folder = FOLDERS[name]
    if not folder.is_dir():
        pytest.skip(f"the {name} are not beside the repository")
    paths = [path for path in folder.iterdir() if path.suffix in (".txt", ".html", ".jsonl") and path.stem != "ACTORS"]
    assert paths
    for path in paths:
        result = pull(path.read_bytes(), path.name)
        assert result.rules == [], path.name
        if path.suffix == ".jsonl":
            assert [item.record for item in result.items] == list(range(len(path.read_bytes().splitlines())))
            continue
        (item,) = result.items
        assert item.text == path.read_bytes().decode("utf-8-sig")
        assert item.form == {".txt": "text", ".html": "page"}[path.suffix]
