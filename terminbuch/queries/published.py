"""What stands in the private calendar of a resource: its bookings from two weeks back to a year ahead."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from terminbuch.ical.seen import Entry
from terminbuch.models import Allocation, Resource

from .affected import LIVE
from .entries import words_of

BACK, AHEAD = timedelta(days=14), timedelta(days=366)


def resource_with_feed(uid: uuid.UUID) -> Resource | None:
    """Whose address answers; the secret in it is compared by the caller."""
    rows = Resource.objects.everywhere().select_related("organisation")
    return rows.filter(uid=uid, has_feed=True).first()


def entries_of(resource: Resource, *, is_full: bool, now: datetime) -> list[Entry]:
    """By start, in the resource's language. ``is_full``: with who comes for what. One query.

    Without buffers, and of each booking only the part that the resource serves.
    """
    rows = Allocation.objects.of(resource.organisation_id).filter(
        resource=resource, live=True, is_wish=False, booking__status__in=LIVE,
        ends_at__gt=now - BACK, starts_at__lt=now + AHEAD,
    )  # fmt: skip
    with_booking = rows.select_related("booking__service", "booking__location")
    with translation.override(resource.language):
        return [_entry(row, is_full=is_full) for row in with_booking.order_by("starts_at", "pk")]


def _entry(row: Allocation, *, is_full: bool) -> Entry:
    booking = row.booking
    if booking is None:
        raise LookupError("a hold is not published")
    words = words_of(booking) if is_full else {"summary": _("Appointment")}
    return Entry(
        marker=booking.uid.hex,
        # Not the booking's own: beside the invitation in one calendar it would be taken for the same event.
        uid=f"{booking.uid.hex}-{row.position}@terminbuch",
        generation=0,
        sequence=booking.sequence,
        starts_at=max(row.starts_at, booking.starts_at),
        ends_at=min(row.ends_at, booking.ends_at),
        is_tentative=booking.is_pending,
        written_at=booking.changed_at,
        **words,
    )
