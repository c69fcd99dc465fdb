"""A request that nobody decided lapses."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking

from ..asking import Actor
from ..deed import deed
from .deciding import drop_wish, is_undecided, locked_request, turn_down
from .decision import close_decision


@deed
def expire(booking_id: int, *, by: Actor, now: datetime) -> Booking:
    """End a request or a wish whose time to be decided is over; anything else is left alone."""
    booking = locked_request(booking_id)
    if not is_undecided(booking) or booking.requested_until is None or booking.requested_until > now:
        return booking
    close_decision(booking, by=by, now=now)
    if booking.is_pending:
        turn_down(booking, Booking.Status.EXPIRED, "request_expired", by=by, now=now)
    else:
        drop_wish(booking, by=by, now=now, what="move_expired")
    return booking
