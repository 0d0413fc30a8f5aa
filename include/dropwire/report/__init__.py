"""What a run did, for people: gathered from the warehouse, as text, Markdown or coloured for the terminal."""

from dropwire.report.difference import (
    Comparison,
    compare,
    comparison_as_question,
    comparison_as_renderable,
    comparison_as_text,
)
from dropwire.report.markdown import as_markdown
from dropwire.report.question import ANSWERS, Question, question
from dropwire.report.summary import Report, summary
from dropwire.report.terminal import as_renderable, as_text

__all__ = [
    "ANSWERS", "Comparison", "Question", "Report", "as_markdown", "as_renderable", "as_text", "compare",
    "comparison_as_question", "comparison_as_renderable", "comparison_as_text", "question", "summary",
]  # fmt: skip
