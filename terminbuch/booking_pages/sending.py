"""The booking form is sent: count, book, answer."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.actions import attempts, booking, keys, links
from terminbuch.actions.asking import VISITOR, BookingRequest
from terminbuch.actions.attempts import Limit
from terminbuch.actions.refusals import KeyReused, NotOffered, Refusal, SlotTaken
from terminbuch.calendars.booking import book
from terminbuch.models import Booking

from .asked import Asked
from .door import SeeOther
from .form_page import form_page, refused_form
from .forms import BookingForm
from .posts import visitor_address
from .refused import Refused, because
from .reused_page import reused_page
from .taken_page import taken
from .visit import Visit

# A field that people do not see; what fills it in is no person.
TRAP = "website"


def send(visit: Visit, asked: Asked) -> HttpResponse:
    sent = visit.request.POST
    if sent.get(TRAP):
        # Looks like success to a machine; a person who follows it reads that there is no appointment.
        return SeeOther(visit.address("booked", secrets.token_urlsafe(32)))
    form = asked.form(visit, sent)
    if not form.is_valid():
        return because(form.reason, form_page(visit, asked, form, status=422))
    if not keys.is_ours(sent.get("key", "")):
        once_more = Refused(_("Please press the button once more."))
        return because("no key of ours", form_page(visit, asked, form, refused=once_more, status=400))
    return _book(visit, asked, form)


def _book(visit: Visit, asked: Asked, form: BookingForm) -> HttpResponse:
    request = _request(visit, asked, form)
    try:
        booked = booking.booked_before(request) or _counted_booking(visit, request)
    except KeyReused as reused:
        return because(reused.code, reused_page(visit, asked, form, reused.booking))
    except (SlotTaken, NotOffered) as refusal:
        return taken(visit, asked, form, refusal)
    except Refusal as refusal:
        return refused_form(visit, asked, form, refusal)
    return SeeOther(visit.address("booked", links.manage_token(booked)))


def _counted_booking(visit: Visit, request: BookingRequest) -> Booking:
    """Counted before anything is written; who came too late for a time has not used up a mail."""
    per_visitor, *of_bookings = _limits(visit, request)
    attempts.count_all([per_visitor, *of_bookings], now=visit.now)
    try:
        return book(request, by=VISITOR, now=visit.now)
    except Refusal:
        attempts.give_back(of_bookings, now=visit.now)
        raise


def _limits(visit: Visit, request: BookingRequest) -> list[Limit]:
    return [
        Limit("book", visitor_address(visit.request), settings.BOOKINGS_PER_VISITOR),
        Limit("book-by-mail", wording.fold_email(request.email), settings.BOOKINGS_PER_MAIL),
        Limit("book-at", str(visit.organisation.uid), settings.BOOKINGS_PER_ORGANISATION),
    ]


def _request(visit: Visit, asked: Asked, form: BookingForm) -> BookingRequest:
    said = form.cleaned_data
    return BookingRequest(
        organisation_id=visit.organisation.pk,
        service_id=asked.choice.service.pk,
        location_id=asked.choice.location.pk,
        starts_at=asked.starts_at,
        resource_id=asked.resource_id,
        name=said["name"],
        email=said["email"],
        phone=said.get("phone", ""),
        note=said.get("note", ""),
        answers=form.answers,
        language=visit.language,
        zone_name=asked.choice.zone_for(visit).key,
        hold_token=asked.token,
        key=visit.request.POST["key"],
    )
