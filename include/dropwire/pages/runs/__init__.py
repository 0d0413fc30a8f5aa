"""Page Runs."""

from dropwire.pages.runs.page import router

__all__ = ["router"]
