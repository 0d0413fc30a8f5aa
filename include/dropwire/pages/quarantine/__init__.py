"""Page Quarantine."""

from dropwire.pages.quarantine.page import router

__all__ = ["router"]
