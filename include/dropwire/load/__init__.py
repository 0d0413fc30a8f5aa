"""The warehouse: its form, the ledger of files and loads, staging, publication. Connections are handed in."""

from dropwire.load.decide import Decision, abandon, await_decision, decide
from dropwire.load.difference import Difference
from dropwire.load.export import Dataset, Format, export, spreadsheet_cell
from dropwire.load.fence import begin_try
from dropwire.load.furniture import Furniture, active_furniture, learn_furniture, list_furniture, set_furniture
from dropwire.load.ids import article_id, canonical_url, coding_id, item_id
from dropwire.load.ledger import (
    DropFile,
    KnownFile,
    Standing,
    begin_load,
    cut_shards,
    days_being_loaded,
    days_read,
    days_standing,
    fail_load,
    files_of_day,
    files_of_shard,
    files_read,
    keep_step,
    not_begun,
    published_texts,
    register_files,
    stop_loads,
    unread,
    unregistered,
    waiting_files,
)
from dropwire.load.migrate import migrate
from dropwire.load.publish import publish
from dropwire.load.register import register_actors
from dropwire.load.rows import days
from dropwire.load.search import refresh_search
from dropwire.load.settle import Settled, settle
from dropwire.load.stage import stage

__all__ = [
    "Dataset", "Decision", "Difference", "DropFile", "Format", "Furniture", "KnownFile", "Settled", "Standing",
    "abandon", "active_furniture", "article_id", "await_decision", "begin_load", "begin_try", "canonical_url",
    "coding_id", "cut_shards", "days", "days_being_loaded", "days_read", "days_standing", "decide", "export",
    "fail_load", "files_of_day", "files_of_shard", "files_read", "item_id", "keep_step", "learn_furniture",
    "list_furniture", "migrate", "not_begun", "publish", "published_texts", "refresh_search", "register_actors",
    "register_files", "set_furniture", "settle", "spreadsheet_cell", "stage", "stop_loads", "unread",
    "unregistered", "waiting_files",
]  # fmt: skip
