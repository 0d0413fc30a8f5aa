"""An HTML page or fragment to its text, with every stretch of it told apart: article or page furniture.

    page = parse_page(html)
    body = [page.text[b.start:b.end] for b in page.blocks if b.kind is None]

No rules for any site. Two views gate each other: what tags, names and headings say a part is, and what its text looks
like. Names alone fail where they are obfuscated or missing, density alone keeps teasers and comments.
"""

from dropwire.clean.page.parse import Block, Page, parse_page

__all__ = ["Block", "Page", "parse_page"]
