"""A booking by hand: the same window, empty but for where the calendar was pressed."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.keys import new_key
from terminbuch.actions.refusals import KeyReused, NotYours, Refusal
from terminbuch.calendars.booking import create_by_hand
from terminbuch.models import Member, Resource
from terminbuch.queries import entering

from ..decisions import acting
from ..door import for_deciders
from .answers import go, page_of, said_to
from .draft import Draft, draft, wants_to_save
from .filled import Typed, first_service_of, of_nothing
from .trouble import trouble
from .typed import sent
from .window import show_window


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """Raises Http404 where there is no place yet at which something could be."""
    now = timezone.now()
    typed = sent(request) if request.method == "POST" else _opened(request, member, now)
    read = draft(member, typed, booking=None, now=now)
    if not wants_to_save(typed):
        return show_window(request, read)
    return _save(request, member, read, now) if read.is_whole else show_window(request, read, status=422)


def _opened(request: HttpRequest, member: Member, now: datetime) -> Typed:
    services = entering.services_by_slug(member.organisation)
    pressed = request.GET.dict()
    resource = _resource(member, pressed.get("resource", ""))
    service = first_service_of(resource, services.values()) if resource else None
    if service is not None:
        pressed.setdefault("service", service.slug)
    locations = entering.locations_by_slug(member.organisation)
    if not locations:
        raise Http404
    opened = of_nothing(member.organisation, pressed, services=services, locations=locations, now=now)
    opened["do"] = "look"
    return opened


def _resource(member: Member, uid: str) -> Resource | None:
    try:
        return Resource.objects.of(member.organisation_id).filter(uid=uuid.UUID(uid), is_active=True).first()
    except ValueError:
        return None


def _save(request: HttpRequest, member: Member, read: Draft, now: datetime) -> HttpResponse:
    try:
        booking = create_by_hand(read.request(), by=acting(member), now=now)
    except NotYours as refusal:
        raise Http404 from refusal
    except Refusal as refusal:
        met = trouble(refusal, read, now=now)
        if isinstance(refusal, KeyReused):
            read.typed["key"] = new_key()
        return show_window(request, read, trouble=met, status=refusal.status)
    messages.success(request, f"{_('Entered.')} {said_to(booking)}")
    return go(request, page_of(booking))
