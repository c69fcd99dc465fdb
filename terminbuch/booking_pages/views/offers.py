from __future__ import annotations

import uuid

from django.http import HttpResponse

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.refusals import OfferEnded, Refusal
from terminbuch.calendars.booking import redeem
from terminbuch.models import Booking, Case
from terminbuch.queries import offered

from ..door import SeeOther, booking_page, read_or_write
from ..manage_page import token_of
from ..offers_page import offers_page
from ..visit import Visit


@read_or_write
@booking_page
def offers(visit: Visit, booking: Booking) -> HttpResponse:
    """Times instead of one that cannot be: one press takes one. Opening the link changes nothing."""
    if visit.request.method == "POST":
        return _take(visit, booking, visit.request.POST.get("offer", ""))
    answered = _answered(visit, booking)
    return SeeOther(answered) if answered else offers_page(visit, booking)


def _take(visit: Visit, booking: Booking, offer: str) -> HttpResponse:
    try:
        redeem(
            _uid(offer), booking_id=booking.pk, organisation_id=booking.organisation_id, by=LINK_HOLDER,
            now=visit.now,
        )  # fmt: skip
    except Refusal as refusal:
        # Whoever presses twice, or in two windows, has taken a time already.
        answered = _answered(visit, booking)
        return SeeOther(answered) if answered else offers_page(visit, booking, refusal=refusal)
    return SeeOther(visit.address("moved", token_of(visit)))


def _uid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise OfferEnded from None


def _answered(visit: Visit, booking: Booking) -> str:
    """Where to look when nothing is left to answer; "" while something is."""
    case = offered.last_case(booking)
    if case is not None and case.state == Case.State.MOVED and booking.is_live:
        return visit.address("moved", token_of(visit))
    is_open = case is not None and case.is_open
    return "" if is_open and booking.is_live else visit.address("manage", token_of(visit))
