"""What templates are given to write with."""

from __future__ import annotations

from markupsafe import Markup

from dropwire.pages.shell.render import coded


def test_commands_are_set_as_code_and_all_else_is_text() -> None:
    assert coded("run `make run <day>` & see") == Markup("run <code>make run &lt;day&gt;</code> &amp; see")
    assert coded("`<script>`<script>") == Markup("<code>&lt;script&gt;</code>&lt;script&gt;")
    assert coded("a lone ` stays") == Markup("a lone ` stays")
