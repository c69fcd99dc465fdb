"""Disconnecting: asked first, for what blocked is free afterwards."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.outside import connecting as deeds
from terminbuch.models import Member

from ..decisions import acting
from ..desk import show
from ..door import SeeOther
from .access import connection_of, for_connecting


@require_http_methods(["GET", "HEAD", "POST"])
@for_connecting
def disconnect(request: HttpRequest, member: Member, connection: uuid.UUID) -> HttpResponse:
    """Without the answer of its own question nothing is done."""
    row = connection_of(member, connection)
    if request.method == "POST" and request.POST.get("sure") == "yes":
        now = timezone.now()
        deeds.disconnect(row.uid, organisation_id=member.organisation_id, by=acting(member), now=now)
        messages.success(request, _("%(name)s is disconnected.") % {"name": row.name})
        return SeeOther(resolve_url("staff_pages:calendars", member.organisation.slug))
    calendars = list(row.calendars.all())
    template = "staff_pages/calendars/disconnect.html"
    return show(
        request, member, template, section="settings", connection=row,
        blocks=[each for each in calendars if each.blocks],
        receives=[each for each in calendars if each.receives],
    )  # fmt: skip
