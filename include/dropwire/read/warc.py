"""WARC: the pages a crawler fetched; what is no page (images, requests, redirects) is no item."""

from __future__ import annotations

from collections.abc import Iterable

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from dropwire.read.decode import decode
from dropwire.read.drafts import Draft, Found, refuse
from dropwire.read.markup import form_of
from dropwire.read.settings import ReadSettings
from dropwire.read.streams import ChunkStream

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_KINDS = ("response", "resource", "conversion")


class _Records(ArchiveIterator):  # type: ignore[misc]
    """warcio prints a record of a wrong length; here it is counted and told."""

    INC_RECORD = ""


def read_warc(chunks: Iterable[bytes], settings: ReadSettings) -> Found:
    """The pages and texts among the records of an unpacked WARC file."""
    records, misfits = _Records(ChunkStream(chunks)), 0
    try:
        for number, record in enumerate(records, 1):
            if records.err_count > misfits:
                misfits = records.err_count
                yield refuse("warc_syntax", f"record {number - 1} does not end where it says")
            if not _is_page(record):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            place = f"record {number} ({url[:200]})"
            data = record.content_stream().read(settings.max_item_bytes + 1)
            if len(data) > settings.max_item_bytes:
                yield refuse("too_large", f"{place}: more than {settings.max_item_bytes:,} bytes")
            elif not data.strip():
                yield refuse("empty", f"{place}: no content")
            else:
                yield _draft(record, url, data)
    except AttributeError:  # how warcio meets a header that is missing
        raise refuse("warc_syntax", "no valid WARC from here on (a header is missing)") from None
    except (ArchiveLoadFailed, ValueError) as error:
        raise refuse("warc_syntax", f"no valid WARC from here on ({error})") from None


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type not in _KINDS or _type(record).split(";")[0].strip().lower() not in _PAGES:
        return False
    return not record.http_headers or record.http_headers.get_statuscode() == "200"


def _type(record: ArcWarcRecord) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _draft(record: ArcWarcRecord, url: str, data: bytes) -> Draft:
    charset = _type(record).lower().partition("charset=")[2].strip("\"' ;")
    decoded = decode(data, charset or None)
    meta = {"url": url, "crawled_at": record.rec_headers.get_header("WARC-Date") or "", "encoding": decoded.encoding}
    return Draft(decoded.text, form_of(decoded.text), {name: value for name, value in meta.items() if value})
