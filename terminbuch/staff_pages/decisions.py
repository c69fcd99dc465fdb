"""Accepting and declining what customers request."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import Actor
from terminbuch.actions.refusals import Refusal
from terminbuch.calendars import booking as calendars
from terminbuch.models import Booking, Member

from .bookings import found, show_details
from .desk import show, voice
from .door import SeeOther, for_deciders
from .slip import slip


@require_POST
@for_deciders
def accept(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    asked = found(member, booking)
    try:
        calendars.accept(
            asked.pk, organisation_id=member.organisation_id, by=acting(member), now=timezone.now(),
            insists="insists" in request.POST,
        )  # fmt: skip
    except Refusal as refusal:
        return _refused(request, member, asked, refusal)
    return _done(request, asked, _("Accepted."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def decline(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    """A window that asks before; without script a page of its own."""
    asked = found(member, booking)
    if request.method != "POST":
        return _question(request, member, asked)
    try:
        deeds.decline(asked.pk, by=acting(member), now=timezone.now())
    except Refusal as refusal:
        return _refused(request, member, asked, refusal)
    return _done(request, asked, _("Declined."))


def acting(member: Member) -> Actor:
    return Actor("member", "staff", member)


def _question(request: HttpRequest, member: Member, booking: Booking) -> HttpResponse:
    said = slip(booking, voice())
    if not said.waits:
        return SeeOther(_page_of(booking))
    return show(request, member, "staff_pages/decline.html", section="bookings", slip=said)


def _done(request: HttpRequest, booking: Booking, sentence: str) -> HttpResponse:
    told = _("%(name)s gets an e-mail.") % {"name": booking.name} if booking.email else _nobody()
    messages.success(request, f"{sentence} {told}")
    return SeeOther(_page_of(booking))


def _page_of(booking: Booking) -> str:
    return resolve_url("staff_pages:booking", booking.organisation.slug, booking.uid)


def _nobody() -> str:
    return _("Nobody gets an e-mail automatically. Please tell them yourself.")


def _refused(request: HttpRequest, member: Member, booking: Booking, refusal: Refusal) -> HttpResponse:
    """The booking as it is now, with the reason; nothing was changed."""
    fresh = found(member, booking.uid)
    return show_details(request, member, fresh, status=refusal.status, refusal=refusal)
