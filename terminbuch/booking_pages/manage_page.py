"""The page that the mail's link opens: the appointment, and what its customer may do with it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from terminbuch.actions.refusals import Refusal
from terminbuch.models import Booking
from terminbuch.queries import changing, offered

from .refused import Refused, because
from .slip import slip_of
from .visit import Visit
from .wordings import joined


def manage_page(
    visit: Visit, booking: Booking, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    return appointment_page(visit, "manage.html", booking, status=status, refused=refused)


def refused_change(visit: Visit, booking: Booking, refusal: Refusal) -> HttpResponse:
    """The page as it now is: it says itself what can no longer be done."""
    return because(refusal.code, manage_page(visit, booking, status=refusal.status))


def appointment_page(
    visit: Visit, template: str, booking: Booking, *, status: int = 200, **facts: Any
) -> HttpResponse:
    """A page about one appointment, by the clock its customer saw when booking."""
    known = {"slip": slip_of(booking, visit.language), **standing(visit, booking), **addresses(visit)}
    return visit.render(template, {**known, **facts}, zone=zone_of(visit, booking), status=status)


def standing(visit: Visit, booking: Booking) -> dict[str, Any]:
    people = booking.people()
    until = offered.offered_until(booking, now=visit.now) if booking.is_live else None
    return {
        "booking": booking,
        "phone": booking.location.phone or visit.organisation.phone,
        "may_change": changing.may_be_changed(booking, now=visit.now),
        "change_until": changing.last_moment(booking, now=visit.now),
        "is_over": booking.ends_at <= visit.now,
        "people": joined(people),
        "people_count": len(people),
        "offered_until": until,
    }


def addresses(visit: Visit) -> dict[str, str]:
    """Where the pages around an appointment are. Its link is the one that was used to come here."""
    token = token_of(visit)
    pages = ("manage", "cancel", "move", "offers", "calendar")
    here = {page: visit.address(page, token) for page in pages}
    return {**here, "services": visit.address("services", visit.organisation.slug)}


def token_of(visit: Visit) -> str:
    match = visit.request.resolver_match
    return str(match.kwargs["token"]) if match else ""


def zone_of(visit: Visit, booking: Booking) -> ZoneInfo:
    return visit.chosen_zone or booking.zone


def old_start(booking: Booking) -> datetime | None:
    """When the booking was before its last move."""
    moves = booking.history_entries.filter(what="moved").order_by("-at", "-id")
    facts = moves.values_list("facts", flat=True).first()
    return datetime.fromisoformat(facts["was"]) if facts else None
