"""The report as Markdown, for Airflow's notes and for messages."""

from __future__ import annotations

from dropwire.report import words
from dropwire.report.summary import Load, Report

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#"})


def as_markdown(report: Report) -> str:
    """The report as Markdown; what came from outside is escaped."""
    if not report.loads:
        return "No day has been run yet: nothing came in, nothing was loaded.\n"
    head = "day | files | read | loaded | unchanged | duplicate | quarantined | skipped | events | outcome"
    lines = [f"| {head} |", "|" + "---|" * 10]
    for load in report.loads:
        n = load.counts
        cells = (
            load.day, load.n_files, n.read, n.loaded, n.unchanged, n.duplicate, n.quarantined, n.skipped,
            f"+{load.events_added} ~{load.events_changed} -{load.events_removed}", escape(words.outcome(load)),
        )  # fmt: skip
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    for load in report.loads:
        if load.counts.read:
            lines += ["", f"### {load.day}", *_details(load)]
    lines += ["", "### Where to look next", *(f"- {escape(hint)}" for hint in words.hints(report))]
    return "\n".join(lines) + "\n"


def _details(load: Load) -> list[str]:
    lines = [
        f"- {reason.count} {reason.disposition} ({escape(reason.rule)}): {escape(reason.sentence)} "
        f"First: {escape(reason.example)}"
        for reason in load.reasons
    ]
    lines += [
        f"- check {escape(bad.rule)} ({bad.severity}): {bad.n_failed} of {bad.n_rows}. {escape(bad.sentence)}"
        for bad in load.failing
    ]
    for event in load.events:
        parts = (
            words.type_of(event) + ", " + words.where(event),
            words.sides(event),
            words.toll(event),
            words.said(event),
        )
        lines.append(f"- **{words.when(event)}** " + "; ".join(escape(part) for part in parts if part))
    return lines or ["- no events in these articles"]


def escape(text: str) -> str:
    """Text from outside, on one line, without anything Markdown would act on."""
    return " ".join(text.translate(_SPECIAL).split())
