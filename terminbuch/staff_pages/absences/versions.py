from __future__ import annotations

from django.http import HttpRequest

LONGEST = 9


def version_of(request: HttpRequest, name: str = "version") -> int:
    """Which version the form was made from; 0, which no row has, for what cannot be read."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else 0
