"""Today's and coming bookings, and one of them in full."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from terminbuch.models import Booking, Member, User
from terminbuch.queries import access, bookings

from . import agenda
from .bare import bare_page
from .desk import show, voice
from .door import ask_to_sign_in, for_members
from .slip import known_since, slip

A_DAY, MONTH = timedelta(days=1), timedelta(days=32)


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
def coming(request: HttpRequest, member: Member) -> HttpResponse:
    return show(request, member, "staff_pages/bookings.html", section="bookings", **listed(member))


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
    shown = {"slip": slip(booking, voice()), "visits": known_since(member, booking, voice())}
    around = listed(member) | shown | facts
    return show(request, member, "staff_pages/details.html", section="bookings", status=status, **around)


def listed(member: Member) -> dict[str, Any]:
    """The whole of today, also what is past, and the month that follows."""
    now = timezone.now()
    since_yesterday = bookings.upcoming(member, since=now - A_DAY, days=MONTH.days)
    shown = agenda.from_today(since_yesterday, voice())
    return {
        "days": agenda.days(shown, voice()),
        "today": agenda.count_of_today(shown, voice()),
        "waiting": sum(booking.is_pending or booking.has_wish for booking in shown),
    }
