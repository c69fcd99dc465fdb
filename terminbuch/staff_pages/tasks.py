"""What people have to do, and what they did."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from terminbuch.actions import tasks as deeds
from terminbuch.actions.refusals import NotYours
from terminbuch.models import Member, Task
from terminbuch.queries import bookings

from .cases import case
from .decisions import acting
from .desk import show, voice
from .done import done
from .door import SeeOther, for_deciders, for_members
from .zones import home_zone

LATELY = 20


@require_safe
@for_members
def open_tasks(request: HttpRequest, member: Member) -> HttpResponse:
    home = home_zone(member)
    facts: dict[str, Any] = {
        "cases": [case(task, voice()) for task in bookings.open_tasks(member)],
        "done": [done(task, voice(), home) for task in bookings.done_tasks(member, limit=LATELY)],
    }
    return show(request, member, "staff_pages/tasks.html", section="tasks", **facts)


@require_POST
@for_deciders
def finish(request: HttpRequest, member: Member, task: uuid.UUID) -> HttpResponse:
    return _do(request, member, task, deeds.finish, _("Done."))


@require_POST
@for_deciders
def reopen(request: HttpRequest, member: Member, task: uuid.UUID) -> HttpResponse:
    return _do(request, member, task, deeds.reopen, _("It is to be done again."))


def _do(
    request: HttpRequest, member: Member, task: uuid.UUID, deed: Callable[..., Task], sentence: str
) -> HttpResponse:
    try:
        deed(task, organisation_id=member.organisation_id, by=acting(member), now=timezone.now())
    except NotYours as refusal:
        raise Http404 from refusal
    messages.success(request, sentence)
    return SeeOther(resolve_url("staff_pages:tasks", member.organisation.slug))
