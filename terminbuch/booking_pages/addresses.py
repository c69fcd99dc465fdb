"""What our addresses say after the question mark. Whatever else stands there is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest
from django.utils.http import urlencode

# What every link hands on: language, time zone, the site around our frame.
CARRIED = ("lang", "tz", "embed")
# What a link may wish for, and what it may fill into the form.
WISHES = ("with", "at", "date", "month", "view", "start", "hold", "q")
PREFILLED = {"name": 120, "email": 254, "phone": 32, "note": 1000}
KNOWN = (*CARRIED, *WISHES, *PREFILLED)


def said(request: HttpRequest, names: Iterable[str] = KNOWN) -> dict[str, str]:
    """What this address says of all that, empty values left out."""
    found = {name: request.GET.get(name, "") for name in names}
    return {name: value for name, value in found.items() if value}


def with_query(path: str, query: Mapping[str, str]) -> str:
    """The address with these words; empty ones are left out."""
    words = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(words)}" if words else path
