"""The order of the steps from bytes to events: read, clean, extract. The DAG and the command line both run this."""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import distributions, version
from pathlib import Path
from typing import BinaryIO, Literal

from dropwire.article import Article, Event, RawItem, Rejected
from dropwire.clean import LearntLine, OwnRules, Rules, clean, load_rules
from dropwire.config import SOURCES
from dropwire.errors import BadItem, DropwireError
from dropwire.extract import Extractor
from dropwire.read import ReadSettings, read
from dropwire.sources import load_sources

log = logging.getLogger(__name__)

FAULT = "fault"
"""The rule under which an item is set aside when the program, not the item, is wrong."""

Processed = tuple[Article, tuple[Event, ...]] | Rejected


class Pipeline:
    """The steps with their rules loaded: costly to make, cheap to use, the same for every article."""

    def __init__(self, lexicon: Path, sources: Path = SOURCES) -> None:
        self.rules: Rules = load_rules(lexicon)
        self.sources = load_sources(sources)
        self.own = self.sources.own
        self.reading = ReadSettings(fields=self.sources.fields)
        self.extractor = Extractor(lexicon)

    @classmethod
    def shared(cls, lexicon: Path, sources: Path = SOURCES) -> Pipeline:
        """The pipeline of this process; made anew when a lexicon file or the sources have changed."""
        files = [*sorted(lexicon.iterdir()), sources]
        return _made(lexicon, sources, tuple((path.name, path.stat().st_mtime_ns) for path in files))

    def read(self, name: str, data: BinaryIO, sha256: str) -> Iterator[RawItem | Rejected]:
        """Every item of one drop, not cleaned yet."""
        try:
            for item in read(name, data, sha256, self.reading):
                yield item if isinstance(item, Rejected) else self.sources.localised(item)
        except DropwireError:
            raise
        except Exception as error:  # one file's trouble must not cost the others
            log.exception("%s: set aside from here on", name)
            yield _fault(name, sha256, None, "read", error)

    def process(
        self,
        name: str,
        data: BinaryIO,
        sha256: str,
        learnt: Iterable[LearntLine] = (),
        arrived: str | None = None,
        only: Container[int | None] | None = None,
        settled: Container[int | None] = (),
    ) -> Iterator[Processed]:
        """Every item of one drop, as an article with its events or as a rejection; nothing is left out.

        `learnt` are lines that came back across articles of a source and are removed where they stand at an end;
        `arrived` is the ISO day the drop was filed under: its articles are hardly younger. Of the articles, `only`
        those records are made, and none that is `settled`.
        """
        own = self.own.with_learnt(learnt) if learnt else self.own
        for item in self.read(name, data, sha256):
            if isinstance(item, Rejected):
                yield item
                continue
            if item.record in settled or (only is not None and item.record not in only):
                continue
            if arrived and "crawled_at" not in item.meta:
                item = replace(item, meta={**item.meta, "crawled_at": arrived})
            yield self._process_item(item, own)

    def _process_item(self, item: RawItem, own: OwnRules) -> Processed:
        try:
            article = clean(item, self.rules, own)
            return article, self.extractor.extract(article)
        except BadItem as error:
            return Rejected(item.file, item.file_sha256, item.record, error.stage, error.rule, error.reason)
        except Exception as error:  # one article's trouble must not cost the others
            log.exception("%s, record %s: set aside", item.file, item.record)
            return _fault(item.file, item.file_sha256, item.record, "clean", error)


def _fault(file: str, sha256: str, record: int | None, stage: Literal["read", "clean"], error: Exception) -> Rejected:
    reason = f"a fault in the program, please report it: {type(error).__name__}: {error}"
    return Rejected(file, sha256, record, stage, FAULT, reason)


def rules_version(lexicon: Path, sources: Path) -> str:
    """Which code and lexicons made a row: the package's version and a digest of the files."""
    digest = hashlib.sha256()
    for path in (*sorted(lexicon.iterdir()), sources):
        digest.update(path.read_bytes())
    return f"{version('dropwire')}+{digest.hexdigest()[:8]}"


_DECIDING = ("article.py", "pipeline.py", "sources.py", "read", "clean", "extract", "link", "check", "load")
"""What of this package decides what becomes of the bytes of a drop."""


def reading_version(lexicon: Path, sources: Path) -> str:
    """Digest of all that decides what becomes of the bytes of a drop, but for lines learnt and rows waived: the code
    down to the rows and their checks, the libraries it stands on, the lexicons and the sources."""
    digest = hashlib.sha256(_program().encode())
    for path in (*sorted(lexicon.iterdir()), sources):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    digest, package = hashlib.sha256(repr(sys.version_info).encode()), Path(__file__).parent
    for library in sorted(f"{found.name}=={found.version}" for found in distributions()):
        digest.update(library.encode())
    files = (
        path for name in _DECIDING for path in ((package / name).rglob("*") if "." not in name else [package / name])
    )
    for path in sorted(path for path in files if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(package).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _made(lexicon: Path, sources: Path, state: tuple[tuple[str, int], ...]) -> Pipeline:
    return Pipeline(lexicon, sources)
