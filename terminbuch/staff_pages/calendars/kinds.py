"""Where is the calendar? Each kind leads to its own page; what the installation cannot do yet says why."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from terminbuch.models import Member

from ..desk import show
from .access import for_connecting, resource_of
from .providers import CALDAV
from .vendors import vendors


@require_safe
@for_connecting
def connect_calendar(request: HttpRequest, member: Member, resource: uuid.UUID) -> HttpResponse:
    row, template = resource_of(member, resource), "staff_pages/calendars/kinds.html"
    return show(request, member, template, section="settings", row=row, providers=CALDAV, vendors=vendors())
