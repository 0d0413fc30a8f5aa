"""Collecting: what lies in the inbox, and its bytes into the archive."""

from dropwire.collect.archive import ArchivedFile, StillChanging, store
from dropwire.collect.inbox import HIDDEN, DropFile, Scan, Waiting, day_of, look, scan

__all__ = ["HIDDEN", "ArchivedFile", "DropFile", "Scan", "StillChanging", "Waiting", "day_of", "look", "scan", "store"]
