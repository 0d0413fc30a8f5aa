"""Out of the quarantine: items read again from the archive with today's rules, waived, or closed. Exactly once each.

An item that is read again gets its new disposition in a load of its own (kind `replay`); the account of the load that
set it aside stays as it was. So every account balances, and the trail of an item is what its loads say of it.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any

from psycopg2.extensions import connection
from upath import UPath

from dropwire import check as checks
from dropwire import collect as collecting
from dropwire import daily
from dropwire import load as warehouse
from dropwire.article import Counts, Rejected
from dropwire.clean import LearntLine
from dropwire.config import Settings
from dropwire.errors import ConfigError
from dropwire.link import signature
from dropwire.load.ledger import KnownFile
from dropwire.load.quarantine import Action, Entry, Filter, entries, files_of_items, move, moving, refused_again
from dropwire.pipeline import Pipeline, Processed, rules_version

log = logging.getLogger(__name__)

_LONGEST = 20_000
"""Bytes shown of a drop that cannot be read."""

Progress = Callable[[int], None]
"""Told how many items are done now."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of items that were to be moved."""

    counts: Counts = field(default_factory=Counts)
    """Of what was read again."""
    closed: int = 0
    loads: tuple[int, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Rules for which items are set aside again, and how many."""
    examples: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Of each such rule, where an item stands, and the reason."""

    def as_json(self, dry_run: bool = False) -> dict[str, Any]:
        """What became of them, for programs."""
        again = [
            {"rule": rule, "items": count, "example": self.examples[rule][0], "reason": self.examples[rule][1]}
            for rule, count in self.reasons.items()
        ]
        return {
            "dry_run": dry_run, **asdict(self.counts), "closed": self.closed, "loads": list(self.loads), "again": again,
        }  # fmt: skip

    def as_text(self, dry_run: bool = False) -> str:
        """What became of them, for people."""
        n = self.counts
        told = [
            f"{n.read:,} read again: {n.loaded:,} loaded, {n.unchanged:,} unchanged, {n.duplicate:,} duplicate, "
            f"{n.skipped:,} skipped, {n.quarantined:,} in the quarantine again"
        ]
        told += [f"  {count:,} by {rule}" for rule, count in self.reasons.items()]
        if self.closed:
            told.append(f"{self.closed:,} closed: nothing of them can be published")
        if self.loads and not dry_run:
            told.append(f"by load {', '.join(map(str, self.loads))}")
        return "\n".join((["Dry run, nothing was changed. It would be so:"] if dry_run else []) + told)


def waivable(entry: Entry) -> bool:
    """Whether something can be published in spite of the rule: it was an article, and the warehouse can take it."""
    unwaivable = {rule.name for rule in checks.load_rules() if not rule.waivable}
    known = {rule.name for rule in checks.load_rules()} | {"batch_discarded"}
    return entry.stage == "check" and entry.rule in known - unwaivable


def move_out(
    conn: connection,
    settings: Settings,
    warehouse_url: str,
    wanted: Filter,
    action: Action,
    *,
    by: str,
    comment: str | None = None,
    dry_run: bool = False,
    progress: Progress = lambda number: None,
) -> Outcome:
    """Replay, waive or close the open entries that are meant, load by load. With `dry_run` nothing is kept.

    A waiver of something that cannot be published closes it.

    Raises:
        ConfigError: a comment is missing; waiving and closing need one, unless nothing is kept.
        BadDay: the checks say stop, or the account does not balance; that load's items stay where they were.
    """
    if action != "replay" and not dry_run and not (comment or "").strip():
        raise ConfigError(f"to {action} needs a comment: it is kept, and read by whoever asks why")
    total = Outcome()
    loads = sorted({entry.load_id for entry in entries(conn, wanted)})
    for load_id in loads:
        with moving(conn, load_id):
            # once more: another person may have moved them while we waited
            found = [entry for entry in entries(conn, wanted, load_id=load_id) if entry.state == "open"]
            for chosen, own in _by_action(found, action):
                task = _Task(conn, settings, warehouse_url, own, by, comment, dry_run)
                total = _sum(total, task.close() if chosen == "close" else task.read_again(chosen))
        progress(len({entry.item_id for entry in found}))
    return total


def look_at(conn: connection, settings: Settings, entry: Entry) -> tuple[Processed | None, str | None]:
    """An item as today's rules make it, and its raw text where it is no article; None where there is none."""
    files = files_of_items(conn, entry.load_id, [entry.item_id])
    learnt = [LearntLine(*line) for line in warehouse.active_furniture(conn)]
    found = next(reread(settings, files, [entry], learnt), None)
    if not isinstance(found, Rejected):
        return found, None
    pipeline = Pipeline.shared(settings.lexicon, settings.sources)
    try:
        with (settings.archive_path / files[0].archive_key).open("rb") as data:
            for item in pipeline.read(entry.file, data, entry.file_sha256):
                if not isinstance(item, Rejected) and item.record == entry.record:
                    return found, item.text
            data.seek(0)
            return found, data.read(_LONGEST).decode("utf-8", "replace")
    except FileNotFoundError:
        return found, None


def reread(
    settings: Settings, files: Sequence[KnownFile], items: Sequence[Entry], learnt: Sequence[LearntLine]
) -> Iterator[Processed]:
    """These items as today's rules make them; each yields something, if only why it cannot be read any more."""
    wanted: dict[tuple[str, str], set[int | None]] = {}
    for entry in items:
        wanted.setdefault((entry.file, entry.file_sha256), set()).add(entry.record)
    pipeline = Pipeline.shared(settings.lexicon, settings.sources)
    for file in files:
        records = wanted[file.name, file.sha256]
        whole, left = None in records, set(records)
        for result in _results(pipeline, settings.archive_path, file, learnt, None if whole else records):
            record = result.record if isinstance(result, Rejected) else result[0].item.record
            left.discard(record)
            if whole or record in records:
                yield result
        if whole:
            continue
        for record in sorted(number for number in left if number is not None):
            reason = "the file no longer yields this record: run its day with Read again"
            yield Rejected(file.name, file.sha256, record, "read", "record_gone", reason)


def _results(
    pipeline: Pipeline,
    archive: UPath,
    file: KnownFile,
    learnt: Sequence[LearntLine],
    only: Container[int | None] | None,
) -> Iterator[Processed]:
    arrived = collecting.day_of(file.name)
    try:
        with (archive / file.archive_key).open("rb") as data:
            yield from pipeline.process(file.name, data, file.sha256, learnt, arrived=arrived, only=only)
    except FileNotFoundError:
        reason = f"the archive has lost its bytes ({file.archive_key}): drop it again"
        yield Rejected(file.name, file.sha256, None, "collect", "archive_missing", reason)


@dataclass(frozen=True, slots=True)
class _Task:
    """Entries that one load set aside, on their way out."""

    conn: connection
    settings: Settings
    url: str
    entries: Sequence[Entry]
    by: str
    comment: str | None
    dry_run: bool

    @property
    def items(self) -> list[str]:
        return sorted({entry.item_id for entry in self.entries})

    def close(self) -> Outcome:
        if not self.dry_run:
            self._move("close", None)
        return Outcome(closed=len(self.items))

    def read_again(self, action: Action) -> Outcome:
        if action == "waive" and self.dry_run:  # a rehearsal would not know of the waiver
            return Outcome(Counts(read=len(self.items), loaded=len(self.items)))
        first, conn = self.entries[0], self.conn
        files = files_of_items(conn, first.load_id, self.items)
        version = rules_version(self.settings.lexicon, self.settings.sources)
        load_id = warehouse.begin_load(
            conn, first.day, f"{action} of load {first.load_id} by {self.by}", [file.file_id for file in files],
            kind="replay", dry_run=self.dry_run, rules_version=version, extractor_version=version,
        )  # fmt: skip
        try:
            learnt = [LearntLine(*line) for line in warehouse.active_furniture(conn)]
            results = reread(self.settings, files, self.entries, learnt)
            warehouse.stage(conn, load_id, "replay", results, sign=signature)
            if not self.dry_run:
                self._move(action, load_id)
            daily.check(conn, self.settings, self.url, load_id, attended=True)
            counts = Counts(**daily.publish(conn, load_id))
        except BaseException as error:
            conn.rollback()
            warehouse.fail_load(conn, load_id, str(error) or type(error).__name__)
            raise
        again = refused_again(conn, load_id)
        return Outcome(
            counts, loads=(load_id,), reasons={one.rule: one.n_items for one in again},
            examples={one.rule: (one.example, one.reason) for one in again},
        )  # fmt: skip

    def _move(self, action: Action, to_load_id: int | None) -> None:
        move(
            self.conn, self.items, action, from_load_id=self.entries[0].load_id, to_load_id=to_load_id, by=self.by,
            comment=self.comment,
        )  # fmt: skip


def _by_action(found: Sequence[Entry], action: Action) -> Iterator[tuple[Action, list[Entry]]]:
    """Entries by what is really to be done: what cannot be published is closed, whatever was asked."""
    hopeless = {entry.item_id for entry in found if action == "waive" and not waivable(entry)}
    chosen = sorted(found, key=lambda entry: (entry.item_id in hopeless, entry.file, entry.record or 0))
    for closing, own in groupby(chosen, key=lambda entry: entry.item_id in hopeless):
        yield ("close" if closing else action), list(own)


def _sum(one: Outcome, other: Outcome) -> Outcome:
    reasons = Counter(one.reasons) + Counter(other.reasons)
    examples = {**other.examples, **one.examples}
    return Outcome(one.counts + other.counts, one.closed + other.closed, one.loads + other.loads, reasons, examples)
