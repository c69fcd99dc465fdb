"""What stands there when something is done. Whoever comes when it is no longer true sees how things are."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.models import Booking

from ..door import SeeOther, booking_page
from ..manage_page import appointment_page, old_start, token_of, zone_of
from ..slip import Leaf, number_line, old_time_line, slip_of, still_line
from ..visit import Visit


@require_safe
@booking_page
def booked(visit: Visit, booking: Booking) -> HttpResponse:
    if not booking.is_live:
        return _as_it_is(visit)
    slip = slip_of(booking, visit.language, last=(number_line(booking),))
    advice = booking.service.advice(visit.language) if booking.service else ""
    return appointment_page(visit, "booked.html", booking, slip=slip, advice=advice)


@require_safe
@booking_page
def moved(visit: Visit, booking: Booking) -> HttpResponse:
    """The new time large, the old one struck through; or the wish, where staff decides."""
    zone = zone_of(visit, booking)
    if booking.is_live and booking.wished_starts_at and booking.wished_ends_at:
        wish = Leaf(booking.wished_starts_at, booking.wished_ends_at)
        still = still_line(booking.starts_at, zone, visit.language)
        slip = slip_of(booking, visit.language, first=(still,), leaf=wish)
        return appointment_page(visit, "move_requested.html", booking, slip=slip)
    was = old_start(booking)
    if was is None or not booking.is_live:
        return _as_it_is(visit)
    slip = slip_of(booking, visit.language, first=(old_time_line(was, zone, visit.language),))
    return appointment_page(visit, "moved.html", booking, slip=slip)


@require_safe
@booking_page
def cancelled(visit: Visit, booking: Booking) -> HttpResponse:
    if booking.status != Booking.Status.CANCELLED:
        return _as_it_is(visit)
    return appointment_page(visit, "cancelled.html", booking)


def _as_it_is(visit: Visit) -> HttpResponse:
    return SeeOther(visit.address("manage", token_of(visit)))
