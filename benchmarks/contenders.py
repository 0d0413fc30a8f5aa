"""Pipelines in processes of their own, all over the same drops, in turns: what one of them makes of a round is a ratio
to what another makes of it. Everything runs on the processors this process is bound to, the PostgreSQL server, too."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from datetime import timedelta
from importlib import import_module
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from time import monotonic, process_time
from typing import Any, NamedTuple

import psycopg2
from baseline import read
from storing import DAY, LEXICON, Desk, cpu_seconds, peak_megabytes

Result = dict[str, float]
"""`articles`, `cpu` and `wall` seconds, `peak` megabytes; what a contender tells beside them."""
Runner = Callable[[list[Path]], Result]
FLOOR_ROUNDS = 10
"""The floor goes over its part so often, else a round would be over before the clock has ticked."""


class Stand(NamedTuple):
    """Where a contender works: the warehouse's URLs, a folder of its own."""

    loader: str = ""
    owner: str = ""
    folder: Path = Path()


def dropwire(stand: Stand) -> Runner:
    """A day a round, as the daily run loads it: archive, events, duplicates, stories, checks, search, report."""
    desk, days = Desk(stand.loader, stand.folder / "dropwire"), count()
    desk.warm()

    def run(files: list[Path]) -> Result:
        day, before = DAY + timedelta(days=next(days)), desk.sizes()
        desk.deliver(day, files)
        loaded, after = desk.load(day), desk.sizes()
        return {
            "articles": loaded.articles,
            "events": after["mentions"] - before["mentions"],
            "duplicates": loaded.counts["duplicate"],
            "cpu": sum(loaded.cpu.values()),
            "wall": sum(loaded.wall.values()),
            **loaded.cpu,
        }

    return run


def plain(place: str, rounds: int = 1) -> Callable[[Stand], Runner]:
    """A pipeline of these benchmarks: a class that makes articles of drops and stores them."""

    def made(stand: Stand) -> Runner:
        module, name = place.split(":")
        pipeline = getattr(import_module(module), name)(LEXICON)
        warehouse = psycopg2.connect(stand.owner)

        def run(files: list[Path]) -> Result:
            began, spent = monotonic(), cpu_seconds(stand.owner)
            for _ in range(rounds):
                told = [pipeline.article(title, raw) for path in files for title, raw in read(path)]
                pipeline.store(warehouse, told)
            return {
                "articles": len(told) * rounds,
                "events": sum(len(one.rows) for one in told) * rounds,
                "duplicates": sum(one.copy_of is not None for one in told) * rounds,
                "cpu": cpu_seconds(stand.owner) - spent,
                "wall": monotonic() - began,
            }

        return run

    return made


def _over_pages(clean: Callable[[Path], Any]) -> Runner:
    def run(files: list[Path]) -> Result:
        began, spent = monotonic(), process_time()
        for path in files:
            clean(path)
        return {"articles": len(files), "cpu": process_time() - spent, "wall": monotonic() - began}

    return run


def cleaning(stand: Stand) -> Runner:
    """Our reading and cleaning alone, down to the article with its title, dates and spans."""
    from dropwire.clean import clean, load_rules
    from dropwire.read import read as items

    rules = load_rules(LEXICON)

    def whole(path: Path) -> None:
        with path.open("rb") as data:
            for item in items(path.name, data, "0" * 64):
                clean(item, rules)  # type: ignore[arg-type]

    return _over_pages(whole)


def trafilatura(stand: Stand) -> Runner:
    """trafilatura as it comes: the text alone."""
    from trafilatura import extract

    return _over_pages(lambda path: extract(path.read_text(encoding="utf-8")))


WAYS: dict[str, Callable[[Stand], Runner]] = {
    "Dropwire": dropwire,
    "tier C": plain("libraries:Libraries"),
    "tier B": plain("baseline:Baseline"),
    "floor": plain("floor:Floor", FLOOR_ROUNDS),
    "Dropwire, pages": cleaning,
    "trafilatura": trafilatura,
}


def serve(name: str, pipe: Connection, stand: Stand) -> None:
    """A contender's process: loads it, then answers each list of files with a result, until there is no list."""
    run = WAYS[name](stand)
    pipe.send("ready")
    while (files := pipe.recv()) is not None:
        pipe.send(run(files) | {"peak": peak_megabytes()})


class Contender:
    """A process that runs one pipeline on request."""

    def __init__(self, name: str, stand: Stand | None = None) -> None:
        self.name, self.rounds = name, list[Result]()
        self.pipe, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self.process = context.Process(target=serve, args=(name, theirs, stand or Stand()), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe.recv()

    def run(self, files: list[Path]) -> Result:
        """One round."""
        self.pipe.send(files)
        self.rounds.append(self.pipe.recv())
        return self.rounds[-1]

    def stop(self) -> None:
        """End the process."""
        self.pipe.send(None)
        self.process.join()

    def each(self, what: str, clock: str = "cpu") -> list[float]:
        """Of what there was a second, by round."""
        return [result.get(what, 0.0) / result[clock] for result in self.rounds]

    def per_article(self, what: str) -> float:
        """The median round's share of one article."""
        return median(result.get(what, 0.0) / result["articles"] for result in self.rounds)


def compete(contenders: Sequence[Contender], warm_up: list[Path], slices: Sequence[list[Path]]) -> None:
    """Every contender over the same slices, in turns, a few drops first that do not count."""
    for contender in contenders:
        contender.run(warm_up)
        contender.rounds.clear()
    for number, part in enumerate(slices):
        # Who comes first changes, so that a machine that slows down favours nobody.
        for contender in contenders if number % 2 else contenders[::-1]:
            contender.run(part)
    for contender in contenders:
        contender.stop()


def ratios(one: Contender, other: Contender, clock: str = "cpu") -> list[float]:
    """How many times as many articles a second, round by round."""
    return [a / b for a, b in zip(one.each("articles", clock), other.each("articles", clock), strict=True)]
