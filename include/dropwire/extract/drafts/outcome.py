"""What came of it: a sentence's figures of dead, wounded and captured, given to the draft they belong to."""

from __future__ import annotations

import re

from dropwire.extract.actors.registry import ActorMention
from dropwire.extract.drafts.draft import RESULTS, Draft
from dropwire.extract.sentence.scene import Scene, is_armed
from dropwire.extract.tolls.figures import Figure

_HARM = frozenset({"battle", "explosion", "vac", "riot", "protest"})


def assign_figures(scene: Scene, drafts: list[Draft]) -> list[Figure]:
    """Give each figure to the draft it belongs to; the rest is returned for the event told of before."""
    able = [d for d in drafts if d.family in _HARM]
    arrests = [d for d in drafts if d.act in {"arrest", "abduct"}]
    left = []
    for figure in scene.figures:
        if figure.cumulative:
            continue
        hosts = (arrests or able) if figure.kind == "captured" else able
        if not hosts or _told_ahead(scene, figure, hosts):
            left.append(figure)
            continue
        _nearest(scene, figure, hosts).figures.append(figure)
    return left


def _told_ahead(scene: Scene, figure: Figure, hosts: list[Draft]) -> bool:
    """Whether a toll is that of an event told before: "84 people died before the attacker was shot dead"."""
    number = scene.segment_at(figure.start)
    if any(is_armed(g.members[0]) and g.end <= figure.start for g in scene.groups):
        return False  # "gunmen ... left 147 people dead before"
    if all(_contrasted(scene, number, d) for d in hosts):
        return True
    behind = [n for n, s in enumerate(scene.segments) if s.opener == "before" and n > number]
    return bool(behind) and all(scene.segment_at(d.hit.start) >= behind[0] for d in hosts)


_MEANWHILE = re.compile(r"\s*(?:sementara|sedangkan|manakala|adapun|trong khi|while|whereas)\b")


def _contrasted(scene: Scene, number: int, host: Draft) -> bool:
    """Whether a killing with dead of its own is set against a toll ("147 died, while four attackers were shot")."""
    other = scene.segment_at(host.hit.start)
    if host.act not in RESULTS or other <= number or any(scene.segment_at(t.start) == number for t in scene.triggers):
        return False
    own = scene.segments[other]
    counted = any(own.start <= f.start < own.end and f.kind == "killed" for f in scene.figures)
    return counted and _MEANWHILE.match(scene.body, own.start) is not None


def _nearest(scene: Scene, figure: Figure, hosts: list[Draft]) -> Draft:
    """The host in the figure's clause, else the last one before it, else the first."""
    hosts = [d for d in hosts if d.verdict.status in {"asserted", "claimed"}] or hosts
    own = scene.statement(figure.start)
    hosts = [d for d in hosts if scene.statement(d.hit.start) == own] or hosts
    number = scene.segment_at(figure.start)
    same = [(abs(h.start - figure.start), d) for d in hosts for h in d.hits if scene.segment_at(h.start) == number]
    if figure.rule.endswith("act before") and any(d.hit.start < figure.start for d in hosts):
        same = [pair for pair in same if pair[1].hit.start < figure.start]  # "killed 37 pupils and took six"
    harming = [(gap, d) for gap, d in same if d.act != "abduct"]
    if same:  # "killed at least 39 people and took many hostage": who takes people does not kill them
        return min(harming or same, key=lambda pair: pair[0])[1]
    told = [d for d in hosts if scene.segment_at(d.hit.start) == number + 1]
    if number and told and scene.segments[number + 1].opener in {"sub", "after"}:
        return told[0]
    before = [d for d in hosts if d.hit.start < figure.start]
    return before[-1] if before else hosts[0]


def victims_of(figure: Figure) -> ActorMention | None:
    """The side a figure of dead or wounded counts, where its words name one."""
    whom = figure.whom
    return whom if whom is not None and figure.kind != "captured" and whom.sector not in {"source", "country"} else None


def totals(figures: list[Figure], kind: str) -> tuple[int | None, int | None, int | None]:
    """The figure to report (exact), and its range: parts told together are added up."""
    mine = [f for f in figures if f.kind == kind]
    if not mine:
        return None, None, None
    exact = [f.exact for f in mine]
    total = sum(e for e in exact if e is not None) if any(e is not None for e in exact) else None
    if any(e is None for e in exact):
        total = None
    low = sum(_low(f) for f in mine) if any(f.low is not None for f in mine) else None
    high = sum(_high(f) for f in mine) if any(f.high is not None for f in mine) else None
    return total, low, high


def _low(figure: Figure) -> int:
    return figure.low if figure.low is not None else figure.exact or 0


def _high(figure: Figure) -> int:
    return figure.high if figure.high is not None else figure.exact or 0
