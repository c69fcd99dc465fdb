"""Fetching a feed again only when it may have changed: ETag, Last-Modified, and else its own sum."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils import timezone

from terminbuch.calendars import outbound
from terminbuch.calendars.outbound import Answer
from terminbuch.calendars.troubles import (
    Broken,
    NotAllowed,
    NotThere,
    SignedOut,
    TooMany,
    Trouble,
    Unreadable,
)
from terminbuch.calendars.web_api import again_at

LONGEST: Final = 400
"""Of a header that is sent back."""
BY_STATUS: Final[Mapping[int, type[Trouble]]] = {
    401: SignedOut,
    403: NotAllowed,
    404: NotThere,
    410: NotThere,
}


@dataclass(frozen=True)
class Copy:
    """``token`` is what the next question needs, to be answered with "as before"."""

    body: bytes = field(repr=False)
    token: str

    def is_as_before(self, token: str) -> bool:
        """Also for a server that knows nothing of versions."""
        return _parts(token).get("sum") == _parts(self.token)["sum"]


async def fetch(address: str, token: str) -> Copy | None:
    """None: it is as it was at ``token``. Raises a Trouble for whatever is not a whole copy."""
    answer = await outbound.request(
        "GET", web_address(address), headers=_conditions(token), sends_secret=False
    )
    if answer.status == 304 and token:
        return None
    if answer.status != 200:
        raise _trouble(answer)
    return Copy(answer.body, _token(answer))


def web_address(address: str) -> str:
    """``webcal://`` only says which program to open it with."""
    scheme, colon, rest = address.strip().partition(":")
    return f"https:{rest}" if colon and scheme.lower() in ("webcal", "webcals") else address.strip()


def _conditions(token: str) -> dict[str, str]:
    known = _parts(token)
    headers = {"Accept": "text/calendar, */*;q=0.1"}
    if known.get("etag"):
        headers["If-None-Match"] = known["etag"]
    if known.get("modified"):
        headers["If-Modified-Since"] = known["modified"]
    return headers


def _parts(token: str) -> dict[str, str]:
    return dict(json.loads(token)) if token else {}


def _token(answer: Answer) -> str:
    known = {"sum": hashlib.sha256(answer.body).hexdigest()}
    for part, name in {"etag": "etag", "modified": "last-modified"}.items():
        value = answer.headers.get(name, "")
        if value.isascii() and value.isprintable() and len(value) <= LONGEST:
            known[part] = value
    return json.dumps(known)


def _trouble(answer: Answer) -> Trouble:
    said = f"status {answer.status}"
    waits = again_at(answer, timezone.now())
    if answer.status == 429 or (answer.status == 503 and waits):
        return TooMany(said, again_at=waits)
    if answer.status >= 500:
        return Broken(said)
    return BY_STATUS.get(answer.status, Unreadable)(said)
