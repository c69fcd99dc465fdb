"""Web sites that may show the booking pages in a frame: scheme, host, and a port where there is one."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)
LONGEST = 200
USUAL_PORTS = {"http": 80, "https": 443}


class NoOrigin(ValueError):
    """What was typed names no site of the web."""


def is_origin(said: object) -> bool:
    return isinstance(said, str) and len(said) <= LONGEST and ORIGIN.fullmatch(said) is not None


def origin_of(typed: str) -> str:
    """As browsers write it: of "HTTPS://www.Example.org/praxis" what tells sites apart. Raises NoOrigin."""
    try:
        origin = _origin(urlsplit(typed.strip()))
    except ValueError:
        raise NoOrigin from None
    if not is_origin(origin):
        raise NoOrigin
    return origin


def _origin(parts: SplitResult) -> str:
    """Who names a user as well gets one back that is none."""
    host = (parts.hostname or "").encode("idna").decode() if parts.username is None else ""
    is_usual = parts.port in {None, USUAL_PORTS.get(parts.scheme)}
    return f"{parts.scheme}://{host}" + ("" if is_usual else f":{parts.port}")
