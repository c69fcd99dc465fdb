"""How bookings are to stand in the calendars that receive them."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from terminbuch.ical.seen import Entry
from terminbuch.models import Allocation, Booking, OutsideCalendar

type Times = tuple[datetime, datetime]

FULL = OutsideCalendar.Style.FULL


def wanted(booking: Booking, calendar: OutsideCalendar, *, generation: int = 0) -> Entry | None:
    """As the booking is now; None when it is not to stand there. One query, two more for its words."""
    times = wanted_times(booking, calendar)
    if times is None:
        return None
    starts_at, ends_at = times
    with translation.override(calendar.resource.language):
        words = words_of(booking) if calendar.style == FULL else {"summary": _("Appointment")}
    return Entry(
        marker=booking.uid.hex,
        uid=str(booking.uid),
        generation=generation,
        sequence=booking.sequence,
        starts_at=starts_at,
        ends_at=ends_at,
        is_tentative=booking.is_pending,
        written_at=booking.changed_at,
        **words,
    )


def wanted_times(booking: Booking, calendar: OutsideCalendar) -> Times | None:
    """The part of the appointment that the calendar's resource serves, without buffers. One query."""
    if not (calendar.receives and booking.is_live):
        return None
    rows = Allocation.objects.of(booking.organisation_id).filter(
        booking=booking, resource=calendar.resource_id, live=True, is_wish=False
    )
    spans = [
        (max(starts_at, booking.starts_at), min(ends_at, booking.ends_at))
        for starts_at, ends_at in rows.values_list("starts_at", "ends_at")
    ]
    return (min(first for first, _last in spans), max(last for _first, last in spans)) if spans else None


def words_of(booking: Booking) -> dict[str, str]:
    """Who comes for what, and where: for calendars that only those see who may know."""
    return {
        "summary": ", ".join(part for part in (_what(booking), booking.name) if part),
        "description": "\n".join(part for part in (booking.phone, booking.email, booking.note) if part),
        "location": ", ".join(
            part for part in (booking.location.name, booking.location.street, booking.location.town) if part
        ),
    }


def _what(booking: Booking) -> str:
    if booking.service is not None:
        return booking.service.name(translation.get_language() or "")
    noted = " ".join(booking.staff_note.split())
    return noted or (_("Appointment") if booking.name else _("Blocked"))
