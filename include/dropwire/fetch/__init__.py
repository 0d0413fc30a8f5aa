"""Fetching: from the web to the inbox, politely and safely. What is fetched becomes a drop like any other."""

from dropwire.fetch.settings import FetchRules, Limits, Login, login_of
from dropwire.fetch.source import Asked, Place, Preview, Site, fetch, preview
from dropwire.fetch.state import Account, accounts

__all__ = [
    "Account", "Asked", "FetchRules", "Limits", "Login", "Place", "Preview", "Site", "accounts", "fetch", "login_of",
    "preview",
]  # fmt: skip
