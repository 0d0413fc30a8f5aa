"""Page Today."""

from dropwire.pages.today.page import router

__all__ = ["router"]
