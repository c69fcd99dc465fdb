"""Every address of the program, from its own list, so that a new page cannot be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "POST")
SAFE = ("GET", "HEAD", "OPTIONS")
PART = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> list[str]:
    """As they are written in the url files: ``/-/staff/<slug:organisation>/``; each once."""
    return sorted({f"/{pattern}" for pattern in _patterns(get_resolver().url_patterns, "")})


def address(route: str, values: Mapping[str, object]) -> str:
    """The route with its parts filled in. Raises KeyError for a part nobody has thought of."""
    return PART.sub(lambda part: str(values[part[1]]), route)


def parts(route: str) -> set[str]:
    return set(PART.findall(route))


def _patterns(listed: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for entry in listed:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, here)
        else:
            yield here
