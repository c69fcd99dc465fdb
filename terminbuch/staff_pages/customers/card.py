"""One customer: how to reach them, what is noted, and their bookings."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from terminbuch import wording
from terminbuch.models import Booking, Customer, Member
from terminbuch.models.organisation import LANGUAGES
from terminbuch.queries import customers

from ..agenda import tint_of
from ..desk import show, voice
from ..door import for_members
from ..marks import Mark, marks_of, state_of
from ..reach import mail_link, phone_link
from ..said import Voice
from ..slip import SlipLine
from . import reading
from .consent import since
from .lines import lines

MOST_BOOKINGS = 100


@dataclass(frozen=True, slots=True)
class Visit:
    """A booking as a line of the customer's own ledger."""

    booking: Booking
    time: str
    day: str
    what: str
    people: str
    tint: str
    state: str
    marks: list[Mark]


@require_safe
@for_members
def customer(request: HttpRequest, member: Member, customer: uuid.UUID) -> HttpResponse:
    known = reading.found(member, customer)
    facts: dict[str, Any] = {
        "customer": known,
        "lines": [line for line in _lines(known, member) if line.text],
        "alike": lines(customers.duplicates_of(member, known)) if member.may_decide else [],
        **_visits(member, known, voice()),
    }
    return show(request, member, "staff_pages/customers/customer.html", section="customers", **facts)


def _visits(member: Member, known: Customer, voice: Voice) -> dict[str, Any]:
    """What is coming, the next first; what is over or off, the latest first."""
    rows = customers.bookings_of(member, known, limit=MOST_BOOKINGS + 1)
    shown = rows[:MOST_BOOKINGS]
    coming = [booking for booking in shown if booking.is_live and booking.ends_at > voice.now]
    past = [booking for booking in shown if booking not in coming]
    return {
        "coming": [_visit(booking, voice) for booking in reversed(coming)],
        "past": [_visit(booking, voice) for booking in past],
        "has_more": len(rows) > MOST_BOOKINGS,
    }


def _visit(booking: Booking, voice: Voice) -> Visit:
    today = voice.today(booking.location.zone)
    return Visit(
        booking=booking,
        time=voice.clock(booking),
        day=wording.medium_date(voice.day(booking), voice.language, today),
        what=voice.service(booking),
        people=", ".join(booking.people()),
        tint=tint_of(booking),
        state=state_of(booking, voice.now) if booking.is_live else "past",
        marks=marks_of(booking, voice.now),
    )


def _lines(known: Customer, member: Member) -> list[SlipLine]:
    consented = since(known, member)
    return [
        SlipLine(_("Phone"), known.phone, href=phone_link(known.phone)),
        SlipLine(_("E-mail"), known.email, href=mail_link(known.email)),
        SlipLine(_("Language"), dict(LANGUAGES)[known.language]),
        SlipLine(_("Note"), known.note),
        SlipLine(_("Consent"), _("given on %(day)s") % {"day": consented} if consented else ""),
    ]
