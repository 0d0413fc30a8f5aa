"""Page Runs: the loads, each load, the calendar of days, and the backfills that are begun from it."""

from dropwire.pages.runs.page import router

__all__ = ["router"]
