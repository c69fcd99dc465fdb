"""Who is open and who is free, of everybody who may serve at one location: loaded once for all cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from terminbuch import availability

from .. import facts, kept
from ..taken import held_spans
from ..wish import Wish

AROUND = timedelta(days=3)


@dataclass(frozen=True)
class Diary:
    """Masks without holds, and the holds. Masks count by UTC minutes."""

    known: Mapping[int, availability.Known]
    held: Mapping[int, tuple[availability.Taken, ...]]

    def facts_of(self, resource: int) -> availability.ResourceFacts:
        """What a question needs besides the masks."""
        return availability.ResourceFacts(resource, (), self.held.get(resource, ()))

    def could_serve(self, resource: int, core: availability.Span, occupied: availability.Span) -> bool:
        """Open for all of ``core`` and free for all of ``occupied``, on the grid or not."""
        known = self.known.get(resource)
        if known is None:
            return False
        return (
            _all_set(known.opening.open, core, known)
            and not _any_set(known.taken, occupied, known)
            and not any(occupied.overlaps(hold.span) for hold in self.held.get(resource, ()))
        )


def _bits(mask: int, span: availability.Span, known: availability.Known) -> tuple[int, int]:
    first = span.first_minute - known.frame.first
    everything = (1 << span.last_minute - span.first_minute) - 1
    return mask >> first & everything, everything


def _all_set(mask: int, span: availability.Span, known: availability.Known) -> bool:
    bits, everything = _bits(mask, span, known)
    return bits == everything


def _any_set(mask: int, span: availability.Span, known: availability.Known) -> bool:
    return bool(_bits(mask, span, known)[0])


def diary(wish: Wish, ids: set[int], *, first: datetime, last: datetime, now: datetime) -> Diary:
    """For all starts from ``first`` to ``last``. What is kept by revision serves where it reaches so far.

    Two or three queries then, else at most six.
    """
    span = availability.Span(first - AROUND, last + AROUND)
    known = kept.masks(wish, ids, now=now) if kept.reaches_over(span, now=now) else None
    if known is None:
        loaded = facts.resources(wish, ids, span, now)
        known = {key: availability.known(loaded[key], span) for key in ids}
    return Diary(known, held_spans(wish, ids, span, now))
