from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A line below a booking: a sign, what it is, and the rest of the sentence."""

    kind: str
    sign: str
    title: str | Promise
    text: str
