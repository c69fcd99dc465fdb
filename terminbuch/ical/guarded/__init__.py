"""``ical.busy`` in a process of its own: whatever is in the text, it costs a known amount of time and memory.

They wait; who runs on a loop calls them by ``asyncio.to_thread``.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..busy import Asked, NothingReadable, Source, TooMuch, Understood
from .children import answer
from .messages import feed_question, sources_question, understood_from

__all__ = ["Asked", "NothingReadable", "Source", "TooMuch", "Understood", "understood", "understood_feed"]


def understood(sources: Sequence[Source], asked: Asked, *, seconds: float) -> Understood:
    """One event a source, in order. Raises NothingReadable, TooMuch: at the latest after ``seconds``."""
    return understood_from(answer(sources_question(sources, asked), seconds=seconds))


def understood_feed(text: bytes, asked: Asked, *, seconds: float) -> Understood:
    """One event a UID. Raises NothingReadable and TooMuch, at the latest after ``seconds``."""
    return understood_from(answer(feed_question(text, asked), seconds=seconds))
