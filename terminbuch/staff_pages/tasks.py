"""What people have to do."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from terminbuch.actions import tasks as deeds
from terminbuch.actions.refusals import NotYours
from terminbuch.models import Member
from terminbuch.queries import bookings

from .cases import case
from .decisions import acting
from .desk import show, voice
from .door import SeeOther, for_deciders, for_members


@require_safe
@for_members
def open_tasks(request: HttpRequest, member: Member) -> HttpResponse:
    cases = [case(task, voice()) for task in bookings.open_tasks(member)]
    return show(request, member, "staff_pages/tasks.html", section="tasks", cases=cases)


@require_POST
@for_deciders
def finish(request: HttpRequest, member: Member, task: uuid.UUID) -> HttpResponse:
    try:
        deeds.finish(task, organisation_id=member.organisation_id, by=acting(member), now=timezone.now())
    except NotYours as refusal:
        raise Http404 from refusal
    messages.success(request, _("Done."))
    return SeeOther(resolve_url("staff_pages:tasks", member.organisation.slug))
