"""The customer says: I will come."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking

from ..asking import Actor
from ..deed import deed
from ..locking import raise_revisions
from ..refusals import AlreadyOver
from ..remembering import remember
from .deciding import locked_request
from .people import serving


@deed
def attend(booking_id: int, *, by: Actor, now: datetime) -> Booking:
    """Note the customer's yes; saying it twice is harmless. Raises AlreadyOver, NotYours."""
    booking = locked_request(booking_id)
    if not booking.is_live or booking.starts_at <= now:
        raise AlreadyOver
    if booking.attends_at is not None:
        return booking
    booking.attends_at = booking.changed_at = now
    booking.version += 1
    booking.save(update_fields=["attends_at", "changed_at", "version"])
    raise_revisions(booking.organisation_id, [person.pk for person in serving(booking)])
    remember(booking, "will_come", by=by, now=now)
    return booking
