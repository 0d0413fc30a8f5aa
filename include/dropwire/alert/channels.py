"""Sending through Apprise. What it says of a failure is kept without secrets."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import StringIO

from dropwire.alert.redact import redact, secrets_of


class NotSent(Exception):
    """A channel did not take a message; the text says why, without secrets."""


def send(address: str, subject: str, body: str, html: str, images: Sequence[tuple[str, bytes]] = ()) -> None:
    """Hand one message to the service behind an Apprise address.

    Raises:
        NotSent: the address is none, or the service refused or did not answer.
    """
    import apprise
    from apprise.attachment.memory import AttachMemory

    asset = apprise.AppriseAsset(async_mode=False, app_id="Dropwire", app_desc="", secure_logging=True)
    # The reason of a failure is only in its log, which must not reach ours: it may name the address.
    log, noise = logging.getLogger("apprise"), StringIO()
    handler = logging.StreamHandler(noise)
    handler.setFormatter(logging.Formatter("%(message)s"))
    before = log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    try:
        service = apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
        if service is None:
            raise NotSent("its address is none that Apprise knows; see https://appriseit.com/services")
        if hasattr(service, "inline"):  # mail: charts stand where the HTML names them
            service.inline, service.notify_format = True, apprise.NotifyFormat.HTML
        as_html = service.notify_format == apprise.NotifyFormat.HTML
        attached = [
            AttachMemory(content=data, name=name, mimetype="image/png")  # type: ignore[no-untyped-call]
            for name, data in images
        ]
        pictures = apprise.AppriseAttachment(attached) if attached and service.attachment_support else None
        sent = service.notify(
            body=html if as_html else body, title=subject, attach=pictures,
            body_format=apprise.NotifyFormat.HTML if as_html else apprise.NotifyFormat.TEXT,
        )  # fmt: skip
    except (TypeError, OSError, ValueError) as error:
        raise NotSent(_safe(str(error), address)) from None
    finally:
        log.removeHandler(handler)
        log.setLevel(before[0])
        log.propagate = before[1]
    if not sent:
        raise NotSent(_safe(_last_words(noise.getvalue()), address))


def _last_words(log: str) -> str:
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(("Loaded", "Apprise", "Sending"))]
    return " ".join(telling[-2:])[:300] or "the service did not take it and gave no reason"


def _safe(text: str, address: str) -> str:
    return redact(text, secrets_of(address))
