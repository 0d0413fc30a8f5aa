"""Page Quality."""

from dropwire.pages.quality.page import router

__all__ = ["router"]
