"""What is left of spans."""

from __future__ import annotations

from collections.abc import Iterable

from .spans import Span


def remaining(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of ``spans`` that lie in nothing of ``taken``, in their order; no empty ones."""
    left = list(spans)
    for away in taken:
        left = [part for span in left for part in _around(span, away)]
    return tuple(span for span in left if not span.is_empty)


def _around(span: Span, away: Span) -> list[Span]:
    if not span.overlaps(away):
        return [span]
    before = Span(span.start, max(span.start, away.start))
    return [before, Span(min(span.end, away.end), span.end)]
