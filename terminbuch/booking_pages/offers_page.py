"""The page of the times that staff offers instead of another: what is kept, or what is free now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from terminbuch import wording
from terminbuch.actions.refusals import Refusal
from terminbuch.actions.wishing import wish_to_move
from terminbuch.models import Booking, Case
from terminbuch.queries import changing, offered
from terminbuch.queries.board import Held, offers_for

from .manage_page import appointment_page, zone_of
from .refused import because
from .slip import Slip, old_time_line, place_line, service_line
from .taken_page import Option, nearest_options
from .visit import Visit
from .wordings import joined


@dataclass(frozen=True, slots=True)
class Offered:
    """A time that is kept; ``value`` names the offer."""

    value: str
    clock: str
    day: str
    who: str


def offers_page(visit: Visit, booking: Booking, *, refusal: Refusal | None = None) -> HttpResponse:
    """As long as something is kept, that; after it the nearest free times, and always the way to all."""
    kept, case = offers_for(booking, now=visit.now), offered.last_case(booking)
    zone = zone_of(visit, booking)
    absence = case.disruption.absence if case else None
    facts: dict[str, Any] = {
        "offered": [_offered(each, visit, zone) for each in kept],
        "until": _until(case, kept, visit.now),
        "sentence": absence.public_sentence if absence else "",
        "options": [] if kept else _nearest(visit, booking, zone),
        "refusal": refusal,
        "slip": _slip(visit, booking, zone),
        "action": visit.here(),
    }
    page = appointment_page(visit, "offers.html", booking, status=refusal.status if refusal else 200, **facts)
    return because(refusal.code, page) if refusal else page


def _until(case: Case | None, kept: list[Held], now: datetime) -> datetime | None:
    """What the mail said; after that, as long as somebody may still phone, until the first one goes."""
    if case is not None and case.deadline is not None and case.deadline > now:
        return case.deadline
    return min((each.until for each in kept), default=None)


def _offered(held: Held, visit: Visit, zone: ZoneInfo) -> Offered:
    day = wording.medium_date(held.starts_at.astimezone(zone).date(), visit.language, visit.today(zone))
    clock = wording.clock(held.starts_at, zone, visit.language)
    return Offered(str(held.uid), clock, day, joined([person.name for person in held.people]))


def _nearest(visit: Visit, booking: Booking, zone: ZoneInfo) -> list[Option]:
    """What can be chosen on the page of all times too; nothing where nobody could move it there."""
    if not changing.may_be_changed(booking, now=visit.now):
        return []
    try:
        wish = wish_to_move(booking, resource_id=None, by_staff=False)
    except Refusal:
        return []
    return nearest_options(visit, wish, booking.starts_at, zone, names_people=False)


def _slip(visit: Visit, booking: Booking, zone: ZoneInfo) -> Slip:
    what = (service_line(booking.service, visit.language),) if booking.service else ()
    old = old_time_line(booking.starts_at, zone, visit.language)
    return Slip((old, *what, place_line(booking.location)))
