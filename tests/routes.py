"""Every address of the program, from its own list, so that a new page cannot be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "POST")
SAFE = ("GET", "HEAD", "OPTIONS")
HANDFUL = 12
PART = re.compile(r"<(?:\w+:)?(\w+)>")


def routes() -> list[str]:
    """As they are written in the url files: ``/-/staff/<slug:organisation>/``; each once."""
    return sorted({f"/{pattern}" for pattern in _patterns(get_resolver().url_patterns, "")})


def address(route: str, values: Mapping[str, object]) -> str:
    """The route with its parts filled in. Raises KeyError for a part nobody has thought of."""
    return PART.sub(lambda part: str(values[part[1]]), route)


def handfuls(some: Sequence[str]) -> list[list[str]]:
    """Addresses that one walk goes through: where nothing changes, one cast is enough for several."""
    return [list(some[first : first + HANDFUL]) for first in range(0, len(some), HANDFUL)]


def from_the_first(some: Sequence[str]) -> str:
    """What such a walk is called."""
    return f"from {some[0]}"


def parts(route: str) -> set[str]:
    return set(PART.findall(route))


def _patterns(listed: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for entry in listed:
        here = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry.url_patterns, here)
        else:
            yield here
