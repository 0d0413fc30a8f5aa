"""Page Articles: search, and one article for reading."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import RedirectResponse, Response

from dropwire.archived import NotInArchive
from dropwire.pages.articles import reading, search
from dropwire.pages.articles.asked import Asked
from dropwire.pages.shell import NotFound, View, Warehouse, Where, page

router = APIRouter()


@router.get("")
def show(viewer: View, conn: Warehouse, asked: Annotated[Asked, Query()]) -> Response:
    """The list."""
    with conn.cursor() as cur:
        if place := search.elsewhere(cur, asked):
            return RedirectResponse(viewer.base + place, status_code=303)
        found, choices = search.find(cur, asked), search.choices(cur, asked)
    return page(viewer, "articles/articles.html.j2", asked=asked, found=found, choices=choices, most=search.MOST)


@router.get("/{article_id}")
def read(
    viewer: View, conn: Warehouse, where: Where, article_id: UUID, view: Literal["clean", "raw"] = "clean",
    beside: UUID | None = None, version: int | None = None,
) -> Response:  # fmt: skip
    """One article; what was no article leads to where it went."""
    with conn.cursor() as cur:
        found = reading.gather(cur, str(article_id))
        if found is None:
            return _elsewhere(viewer.base, search.ask(cur, "item", id=str(article_id)), article_id)
        raw, trouble = None, None
        if view == "raw":
            try:
                raw = reading.raw(cur, where, found)
            except NotInArchive as error:
                trouble = str(error)
        difference = reading.difference(cur, found, str(beside)) if beside else None
        if version:
            difference = reading.change(cur, found, version)
    return page(
        viewer, "articles/article.html.j2", text=found.text, of=found, raw=raw, trouble=trouble, view=view,
        paragraphs=None if raw else reading.paragraphs(found), difference=difference, beside=beside, version=version,
    )  # fmt: skip


def _elsewhere(base: str, items: list[tuple[object, ...]], article_id: UUID) -> Response:
    if not items:
        raise NotFound(f"No article and no item has the number {article_id}.")
    became, disposition = items[0]
    if disposition == "quarantined":
        return RedirectResponse(f"{base}/quarantine/{article_id}", status_code=303)
    if became is None or became == str(article_id):
        raise NotFound(f"The item {article_id} became no article: it was {disposition}.")
    return RedirectResponse(f"{base}/articles/{became}", status_code=303)
