"""Backup and restore: the warehouse as PostgreSQL dumps it, the archive as it lies, and a manifest both are held to."""

from dropwire.backup.archive import ArchivedDrop
from dropwire.backup.manifest import Manifest, TableContent, newest
from dropwire.backup.restore import restore, verify
from dropwire.backup.take import take

__all__ = ["ArchivedDrop", "Manifest", "TableContent", "newest", "restore", "take", "verify"]
