"""Same text and same story: what copies and retellings of each other have in common."""

from dropwire.link.stories import stories
from dropwire.link.text import Signature, signature

__all__ = ["Signature", "signature", "stories"]
