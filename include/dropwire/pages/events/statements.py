"""The SQL of this page; statements on many events go on from `matching`."""

from functools import partial

from dropwire.pages.shell import statements
from dropwire.pages.shell.statements import Row

ask, text = partial(statements.ask, __package__), partial(statements.text, __package__)

__all__ = ["Row", "ask", "text"]
