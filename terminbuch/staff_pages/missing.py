"""Whether the customer came."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from terminbuch.actions import booking as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member

from .bookings import found, show_details
from .decisions import acting
from .door import SeeOther, for_deciders


@require_POST
@for_deciders
def missed(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    asked = found(member, booking)
    try:
        deeds.mark_missed(asked.pk, by=acting(member), now=timezone.now())
    except Refusal as refusal:
        fresh = found(member, booking)
        return show_details(request, member, fresh, status=refusal.status, refusal=refusal)
    messages.success(request, _("Noted that nobody came. Nobody is told."))
    return SeeOther(resolve_url("staff_pages:booking", member.organisation.slug, booking))


@require_POST
@for_deciders
def came(request: HttpRequest, member: Member, booking: uuid.UUID) -> HttpResponse:
    deeds.mark_came(found(member, booking).pk, by=acting(member), now=timezone.now())
    messages.success(request, _("Taken back: the customer came."))
    return SeeOther(resolve_url("staff_pages:booking", member.organisation.slug, booking))
