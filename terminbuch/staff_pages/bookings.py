"""Where somebody arrives who signed in, and one booking in full."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from terminbuch.models import Booking, Member, User
from terminbuch.queries import access, bookings, inbox, watching

from . import calendar
from .bare import bare_page
from .desk import show, voice
from .door import ask_to_sign_in, for_members
from .slip import known_since, slip


@require_safe
def first_organisation(request: HttpRequest) -> HttpResponse:
    """After signing in: the bookings of the member's first organisation, by name."""
    if not isinstance(request.user, User):
        return ask_to_sign_in(request)
    members = access.members_of(request.user)
    if not members:
        return bare_page(request, "staff_pages/no_organisation.html", status=403)
    return redirect("staff_pages:bookings", members[0].organisation.slug)


@require_safe
@for_members
def details(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    return show_details(request, member, found(member, booking))


def found(member: Member, uid: uuid.UUID) -> Booking:
    """Raises Http404 for what is not there and for what this member does not see."""
    booking = bookings.details(member, uid)
    if booking is None:
        raise Http404
    return booking


def show_details(
    request: HttpRequest, member: Member, booking: Booking, *, status: int = 200, **facts: Any
) -> HttpResponse:
    shown = {
        "slip": slip(booking, voice()),
        "visits": known_since(member, booking, voice()),
        "case": watching.open_case_of(booking),
        "is_in_conflict": inbox.has_open_conflict(member, booking, now=voice().now),
    }
    around = calendar.around(request, member, voice().day(booking)) | shown | facts
    return show(request, member, "staff_pages/details.html", section="bookings", status=status, **around)
