from __future__ import annotations

from django.http import HttpResponse

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Booking

from ..door import SeeOther, booking_page, read_or_write
from ..manage_page import appointment_page, refused_change, token_of
from ..visit import Visit


@read_or_write
@booking_page
def attend(visit: Visit, booking: Booking) -> HttpResponse:
    """The reminder's "yes, I will come": a page with one button, for machines open links too."""
    if visit.request.method == "POST":
        return _attend(visit, booking)
    if not booking.is_live or booking.starts_at <= visit.now:
        return SeeOther(visit.address("manage", token_of(visit)))
    return appointment_page(visit, "attend.html", booking)


def _attend(visit: Visit, booking: Booking) -> HttpResponse:
    try:
        deeds.attend(booking.pk, by=LINK_HOLDER, now=visit.now)
    except Refusal as refusal:
        return refused_change(visit, booking, refusal)
    return SeeOther(visit.here())
