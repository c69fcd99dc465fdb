"""For how much of a booking a resource serves: its row without the buffers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from terminbuch.availability import Span
from terminbuch.models import Allocation, Candidate

type Lengths = dict[tuple[int | None, int], tuple[timedelta, timedelta]]


def own_parts(rows: Sequence[Allocation]) -> list[Span]:
    """Of rows of one organisation with their bookings, in the same order. One query.

    A row does not say where its service ends and its buffer begins, so the candidate's own length is asked;
    where that has changed since, the part lasts as long as booking and row.
    """
    known = _lengths(rows)
    return [_part(row, known) for row in rows]


def _lengths(rows: Sequence[Allocation]) -> Lengths:
    """How long each candidate serves and is occupied afterwards, by service and resource."""
    candidates = Candidate.objects.of(rows[0].organisation_id).select_related("requirement__service")
    found: Lengths = {}
    for candidate in candidates.filter(resource_id__in={row.resource_id for row in rows}):
        service, after = candidate.requirement.service, candidate.buffer_after_minutes
        length = candidate.duration_minutes or service.duration_minutes
        buffer = service.buffer_after_minutes if after is None else after
        found[service.pk, candidate.resource_id] = timedelta(minutes=length), timedelta(minutes=buffer)
    return found


def _part(row: Allocation, known: Lengths) -> Span:
    booking = row.booking
    if booking is None:
        raise LookupError(f"allocation {row.pk} is of no booking")
    starts_at, ends_at = booking.starts_at, booking.ends_at
    if row.is_wish and booking.wished_starts_at and booking.wished_ends_at:
        starts_at, ends_at = booking.wished_starts_at, booking.wished_ends_at
    length, after = known.get((booking.service_id, row.resource_id), (ends_at - starts_at, timedelta(0)))
    if starts_at + length + after == row.ends_at:
        ends_at = min(ends_at, starts_at + length)
    return Span(starts_at, min(ends_at, row.ends_at))
