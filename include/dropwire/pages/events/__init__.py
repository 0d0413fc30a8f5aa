"""Page Events."""

from dropwire.pages.events.page import router

__all__ = ["router"]
