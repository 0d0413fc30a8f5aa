"""Page Today."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dropwire.pages.shell import View, Warehouse, page

router = APIRouter()


@router.get("")
def show(viewer: View, conn: Warehouse) -> HTMLResponse:
    """The page."""
    return page(viewer, "today/today.html.j2")
