"""What every page of the control room shares: who looks and through which connection, the frame around, the words."""

from dropwire.pages.shell.render import page
from dropwire.pages.shell.request import NotFound, View, Viewer, Warehouse, Where

__all__ = ["NotFound", "View", "Viewer", "Warehouse", "Where", "page"]
