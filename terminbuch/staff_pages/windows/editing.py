"""The pencil: everything about a booking in one window, saved in one step."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.refusals import NotYours, Refusal
from terminbuch.calendars import booking as calendars
from terminbuch.models import Booking, Member

from ..bookings import found
from ..decisions import acting
from ..door import SeeOther, for_deciders
from .answers import go, page_of, said_to
from .draft import Draft, draft, wants_to_save
from .filled import of_booking
from .trouble import trouble
from .typed import sent
from .window import show_window


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def edit(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    asked, now = found(member, booking), timezone.now()
    if request.method != "POST":
        if not asked.is_live:
            return SeeOther(page_of(asked))
        opened = of_booking(asked, request.GET)
        opened["do"] = "look"
        return show_window(request, draft(member, opened, booking=asked, now=now))
    typed = sent(request)
    read = draft(member, typed, booking=asked, now=now)
    if not wants_to_save(typed):
        return show_window(request, read)
    return _save(request, member, asked, read) if read.is_whole else show_window(request, read, status=422)


def _save(request: HttpRequest, member: Member, asked: Booking, read: Draft) -> HttpResponse:
    now = timezone.now()
    try:
        booking = calendars.edit(asked.pk, read.request(), version=read.version, by=acting(member), now=now)
    except NotYours as refusal:
        raise Http404 from refusal
    except Refusal as refusal:
        return show_window(request, read, trouble=trouble(refusal, read, now=now), status=refusal.status)
    messages.success(request, f"{_('Saved.')} {said_to(booking)}", extra_tags="undo")
    return go(request, page_of(booking))
