"""Page Articles."""

from dropwire.pages.articles.page import router

__all__ = ["router"]
