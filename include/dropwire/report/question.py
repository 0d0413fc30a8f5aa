"""What a person is asked about a held load: the numbers, the worst examples, what each answer does, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal
from urllib.parse import quote

from psycopg2.extensions import connection

from dropwire.report import words
from dropwire.report.markdown import escape
from dropwire.report.summary import ask

PUBLISH, PUBLISH_REST, DISCARD = "Publish", "Publish without the failing rows", "Discard"
ANSWERS: Mapping[str, Literal["publish", "publish_rest", "discard"]] = {
    PUBLISH: "publish",
    PUBLISH_REST: "publish_rest",
    DISCARD: "discard",
}
"""What may be answered, and the decision it stands for."""

_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what may be answered."""

    subject: str
    body: str
    """Markdown; what came from outside is escaped."""
    answers: tuple[str, ...]
    because: str
    """The rules that did not hold, in one line."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A rule a load is held for, beside what is known of the load."""

    day: date
    kind: str
    n_files: int
    run_id: str
    n_read: int
    n_staged: int
    n_events: int
    n_aside: int
    last_good: date | None
    rule: str
    reason: str
    dataset: str
    n_failed: int
    n_rows: int
    observed: Any

    @property
    def share(self) -> str:
        """`1,204 of 3,000 articles (40 %)`, or for the load as a whole what was seen."""
        if self.dataset == "load":
            seen = self.observed[0] if isinstance(self.observed, list) and self.observed else self.observed
            return f"{float(str(seen)):.1f} times as many items as usual"
        rows = words.count(self.n_rows, self.dataset[:-1])
        return f"{self.n_failed:,} of {rows} ({100 * self.n_failed / max(self.n_rows, 1):.0f} %)"


def question(conn: connection, load_id: int, wait: timedelta, default: str) -> Question | None:
    """The question about a load; None when it does not wait for a decision."""
    with conn, conn.cursor() as cur:
        held = [_Held(*row) for row in ask(cur, "question", load_id=load_id)]
        worst = ask(cur, "worst", load_id=load_id)
    if not held:
        return None
    first = held[0]
    answers = tuple(answer for answer in ANSWERS if answer != PUBLISH_REST or worst)
    lines = [*_numbers(first), "", "### Why it waits"]
    for one in held:
        lines += ["", f"**{one.share}** `{one.rule}`: {escape(one.reason)}", ""]
        lines += [_example(*row) for rule, *row in worst if rule == one.rule]
    lines += ["", "### What each answer does", "", *_consequences(answers, first.n_staged), ""]
    lines += [f"Without an answer in {wait.total_seconds() / 3600:g} hours: **{default}**.", "", _links(first, load_id)]
    return Question(
        f"{first.day} waits: {first.rule.replace('_', ' ')}, {first.share}",
        "\n".join(lines),
        answers,
        "; ".join(f"{one.rule}: {one.share}" for one in held),
    )


def _numbers(held: _Held) -> list[str]:
    before = f", last for {held.last_good}" if held.last_good else ""
    return [
        f"**Nothing of {held.day} is published yet.** Readers see what was published before{before}.",
        "",
        "| files | items read | articles ready | events in them | set aside already |",
        "|---|---|---|---|---|",
        f"| {held.n_files:,} | {held.n_read:,} | {held.n_staged:,} | {held.n_events:,} | {held.n_aside:,} |",
    ]


def _links(held: _Held, load_id: int) -> str:
    run = f"/dags/articles_daily/runs/{quote(held.run_id, safe='')}"
    where = f"load {load_id} ({escape(held.kind)}) in `ops.check_results` and `ops.rejects`"
    return f"[This run]({run}) · [Runbook](/dags/articles_daily/) · {where}"


def _example(file: str, record: int | None, title: str | None, source: str | None, url: str | None, found: Any) -> str:  # noqa: ANN401
    place = file if record is None else f"{file} #{record}"
    shown = f"[{escape(_short(title or place))}]({_address(url)})" if _address(url) else escape(_short(title or place))
    values = ", ".join(f"{name}: {_short(str(value))}" for name, value in (found or {}).items() if value is not None)
    about = " · ".join(escape(part) for part in (source or "no source", place, values) if part)
    return f"- {shown} · {about}"


def _address(url: str | None) -> str | None:
    return quote(url, safe=":/?&=%#+,;@~") if url and url.startswith(("https://", "http://")) else None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _consequences(answers: tuple[str, ...], n_staged: int) -> list[str]:
    told = {
        PUBLISH: f"all {n_staged:,} articles that are ready go to the readers as they are.",
        PUBLISH_REST: "the rows that failed the rules above go to the quarantine, the others to the readers.",
        DISCARD: f"all {n_staged:,} articles go to the quarantine and can be replayed from there; readers get nothing.",
    }
    return [f"- **{answer}**: {told[answer]}" for answer in answers]
