"""Reading: the bytes of a drop to raw items."""

from dropwire.read.reader import read
from dropwire.read.settings import ReadSettings

__all__ = ["ReadSettings", "read"]
