"""Nobody came: staff notes it, and takes it back when the customer turns up after all."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking

from ..asking import Actor
from ..deed import deed
from ..locking import raise_revisions
from ..refusals import NothingMissed
from ..remembering import remember
from .deciding import locked_request
from .people import serving


@deed
def mark_missed(booking_id: int, *, by: Actor, now: datetime) -> Booking:
    """Nobody is told, and the time stays taken. Twice is harmless. Raises NothingMissed, NotYours."""
    booking = locked_request(booking_id)
    if not booking.may_be_missed(now):
        raise NothingMissed
    if booking.missed_at is None:
        _note(booking, now, "missed", by=by, now=now)
    return booking


@deed
def mark_came(booking_id: int, *, by: Actor, now: datetime) -> Booking:
    """Take it back, whenever. Twice is harmless. Raises NotYours."""
    booking = locked_request(booking_id)
    if booking.missed_at is not None:
        _note(booking, None, "came", by=by, now=now)
    return booking


def _note(booking: Booking, missed_at: datetime | None, what: str, *, by: Actor, now: datetime) -> None:
    booking.missed_at, booking.changed_at = missed_at, now
    booking.version += 1
    booking.save(update_fields=["missed_at", "changed_at", "version"])
    raise_revisions(booking.organisation_id, [person.pk for person in serving(booking)])
    remember(booking, what, by=by, now=now)
