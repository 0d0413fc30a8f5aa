"""Page Quarantine: what is set aside, one item with its raw text beside the clean one, and the way out."""

from __future__ import annotations

import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Query
from fastapi.responses import HTMLResponse

from dropwire import quarantine as handling
from dropwire.config import Settings
from dropwire.load.quarantine import Filter, entries, trail
from dropwire.pages.quarantine.listing import PER_PAGE, Sought, by_rule, n_open, titles
from dropwire.pages.quarantine.texts import texts_of
from dropwire.pages.shell import NotFound, View, Warehouse, Where, page
from dropwire.pipeline import Pipeline

router = APIRouter()

_HELP = (
    ("lost", r"archive_missing|record_gone|unreadable"),
    ("damaged", r".*(truncated|damaged|crc)"),
    ("packed", r"archive_.*|too_.*|unknown_format|zip_method|xml_entities"),
    ("syntax", r"(json|xml)_syntax|not_a_record|csv_.*"),
    ("empty", r"empty|no_body|article_body_(short|missing)"),
    ("garbled", r"article_garbled|.*encoding.*"),
    ("dated", r"article_date_.*"),
    ("event", r"(event|mention)_.*|date_form|evidence_place"),
    ("batch", r"batch_discarded|articles_.*|load_.*"),
    ("fault", r"fault"),
)
"""What usually helps, by rule; the sentences are the template's."""


@router.get("")
def listing(
    viewer: View, conn: Warehouse, where: Where, sought: Annotated[Sought, Query()], later: BackgroundTasks
) -> HTMLResponse:
    """What was set aside, by rule and entry by entry."""
    found = entries(conn, sought.filter, before=sought.before, limit=PER_PAGE + 1)
    shown = found[:PER_PAGE]
    later.add_task(_warm, where)
    return page(
        viewer, "quarantine/quarantine.html.j2", sought=sought, rules=by_rule(conn, sought), entries=shown,
        titles=titles(conn, shown), n_open=n_open(conn, sought),
        further=shown[-1].reject_id if found[PER_PAGE:] else None, may_act="quarantine" in viewer.may_trigger,
    )  # fmt: skip


@router.get("/{item_id}")
def item(viewer: View, conn: Warehouse, where: Where, item_id: UUID) -> HTMLResponse:
    """One item: every reason it was set aside for, its texts as they are read today, and what became of it."""
    found = entries(conn, Filter(state=None), item_id=str(item_id))
    if not found:
        raise NotFound("This item is not in the quarantine, and never was.")
    entry = next((one for one in found if one.state == "open"), found[0])
    texts = texts_of(conn, where, entry)
    about = Sought(rule=entry.rule, state="any")
    return page(
        viewer, "quarantine/item.html.j2", entry=entry, reasons=found, trail=trail(conn, str(item_id)), texts=texts,
        open_ids=[one.reject_id for one in found if one.state == "open"], help=_help(entry.rule),
        can_waive=handling.waivable(entry), rule=next((r for r in by_rule(conn, about) if r.rule == entry.rule), None),
        title=texts.title or titles(conn, found).get(entry.reject_id), may_act="quarantine" in viewer.may_trigger,
    )  # fmt: skip


def _help(rule: str) -> str:
    return next((name for name, pattern in _HELP if re.fullmatch(pattern, rule)), "other")


def _warm(where: Settings) -> None:
    """Who looks at the list opens an entry next; the rules its texts are made with take seconds to load once."""
    Pipeline.shared(where.lexicon, where.sources)
