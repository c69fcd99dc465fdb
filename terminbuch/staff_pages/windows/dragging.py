"""A drag in the calendar that applies at once: the same change as the pencil's, answered as JSON."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from terminbuch.actions.refusals import NotYours, Refusal
from terminbuch.calendars import booking as calendars
from terminbuch.models import Booking, Member

from ..bookings import found
from ..decisions import acting
from ..door import for_deciders
from .answers import page_of, said_to
from .draft import SAVE, Draft, draft
from .filled import of_booking
from .trouble import trouble


@require_POST
@for_deciders
def drag(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    """``starts_at``, ``minutes``, ``resource``, ``was_resource``, ``version``; nothing else changes."""
    asked, now = found(member, booking), timezone.now()
    pressed = _pressed(request.POST)
    typed = of_booking(asked, pressed)
    typed["version"], typed["do"] = request.POST.get("version", ""), SAVE
    read = draft(member, typed, booking=asked, now=now)
    if not read.is_whole or not _was_understood(read, pressed):
        return JsonResponse({"ok": False, "sentence": _("This time cannot be read.")}, status=422)
    return _move(member, asked, read, pressed, now)


def _move(
    member: Member, asked: Booking, read: Draft, pressed: Mapping[str, str], now: datetime
) -> JsonResponse:
    try:
        booking = calendars.edit(asked.pk, read.request(), version=read.version, by=acting(member), now=now)
    except NotYours as refusal:
        raise Http404 from refusal
    except Refusal as refusal:
        return _refused(asked, read, refusal, pressed, now)
    return JsonResponse(
        {
            "ok": True,
            "sentence": f"{_('Saved.')} {said_to(booking)}",
            "undo_url": resolve_url("staff_pages:undo", booking.organisation.slug, booking.uid),
            "version": booking.version,
        }
    )


def _refused(
    asked: Booking, read: Draft, refusal: Refusal, pressed: Mapping[str, str], now: datetime
) -> JsonResponse:
    """With the window in which it can be settled."""
    said: dict[str, Any] = {
        "ok": False,
        "sentence": " ".join(trouble(refusal, read, now=now).sentences),
        "window_url": f"{page_of(asked)}edit/?{urlencode(pressed)}",
    }
    return JsonResponse(said, status=409)


def _pressed(said: Mapping[str, str]) -> dict[str, str]:
    """In the words of the window's own address."""
    day, _t, clock = said.get("starts_at", "").partition("T")
    names = {"minutes": "minutes", "resource": "resource", "was": "was_resource"}
    return {"on": day, "at": clock} | {name: said.get(field, "") for name, field in names.items()}


def _was_understood(read: Draft, pressed: Mapping[str, str]) -> bool:
    """A window leaves out what it cannot read; a drag that did so would do something else."""
    typed = read.typed
    return (typed["date"], typed["start"], typed["minutes"]) == (
        pressed["on"],
        pressed["at"],
        pressed["minutes"],
    )
