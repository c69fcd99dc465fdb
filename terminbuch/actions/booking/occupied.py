"""What rows occupy, by resource: the spans about which outside calendars are asked."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from terminbuch.availability import Span
from terminbuch.models import Allocation, Booking, OrganisationQuerySet

type Spans = Mapping[int, Span]


def for_offer(hold_uid: UUID, *, organisation_id: int) -> Spans:
    """Those who are kept for the customer. One query."""
    return _spans(Allocation.objects.of(organisation_id).filter(hold__uid=hold_uid))


def for_what_stands(booking: Booking) -> Spans:
    """Those who serve it, and those who would serve the move that is wished for. One query."""
    return _spans(Allocation.objects.of(booking.organisation_id).filter(booking=booking, live=True))


def for_what_waits(booking: Booking) -> Spans:
    """Those who would serve what is requested: the booking itself, or its move. One query."""
    rows = Allocation.objects.of(booking.organisation_id).filter(booking=booking, live=True)
    return _spans(rows.filter(is_wish=booking.has_wish))


def _spans(rows: OrganisationQuerySet[Allocation]) -> Spans:
    found: dict[int, Span] = {}
    for key, starts_at, ends_at in rows.values_list("resource_id", "starts_at", "ends_at"):
        known = found.get(key, Span(starts_at, ends_at))
        found[key] = Span(min(known.start, starts_at), max(known.end, ends_at))
    return found
