"""What a DAV server is asked: the bodies of PROPFIND and REPORT."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape  # it writes, and parses nothing

HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
SPACES: Final = (
    'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav" xmlns:S="http://calendarserver.org/ns/"'
)
ETAG: Final = "<D:getetag/>"
TEXT: Final = "<C:calendar-data/>"


def properties(*names: str) -> bytes:
    """``names`` with their prefix: D is DAV, C is CalDAV, S is Calendar Server."""
    return _body("D:propfind", f"<D:prop>{''.join(f'<{name}/>' for name in names)}</D:prop>")


def within(starts_at: datetime, ends_at: datetime, *, wanted: str) -> bytes:
    """Events of a span. Nothing is expanded there: each server does that in its own way."""
    span = f'<C:time-range start="{_instant(starts_at)}" end="{_instant(ends_at)}"/>'
    events = f'<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{span}</C:comp-filter>'
    return _body(
        "C:calendar-query", f"<D:prop>{wanted}</D:prop><C:filter>{events}</C:comp-filter></C:filter>"
    )


def objects(paths: Iterable[str]) -> bytes:
    hrefs = "".join(f"<D:href>{escape(path)}</D:href>" for path in paths)
    return _body("C:calendar-multiget", f"<D:prop>{ETAG}{TEXT}</D:prop>{hrefs}")


def changes(token: str) -> bytes:
    since = f"<D:sync-token>{escape(token)}</D:sync-token><D:sync-level>1</D:sync-level>"
    return _body("D:sync-collection", f"{since}<D:prop>{ETAG}</D:prop>")


def _body(name: str, inner: str) -> bytes:
    return f"{HEAD}<{name} {SPACES}>{inner}</{name}>".encode()


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
