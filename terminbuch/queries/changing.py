"""Until when a customer may move or cancel."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking, Case

ASKED = (Case.State.WAITING, Case.State.PHONE)


def last_moment(booking: Booking, *, now: datetime) -> datetime:
    """The service's cut-off, inclusive; the start, as long as the business itself asks for another time.

    One query where the cut-off is past.
    """
    is_asked = booking.cut_off_at < now <= booking.starts_at and _is_asked(booking)
    return booking.starts_at if is_asked else booking.cut_off_at


def may_be_changed(booking: Booking, *, now: datetime) -> bool:
    """Whether its customer may move or cancel it. None or one query."""
    return booking.is_live and now <= last_moment(booking, now=now)


def _is_asked(booking: Booking) -> bool:
    rows = Case.objects.of(booking.organisation_id).filter(booking=booking, state__in=ASKED)
    return rows.exists()
