"""One press decides a conflict, or begins to look for other times."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from terminbuch.actions import assistant
from terminbuch.actions.outside import deciding
from terminbuch.actions.outside.offering import look_after
from terminbuch.actions.refusals import NotYours, Refusal
from terminbuch.models import Conflict, Member
from terminbuch.queries import inbox

from ..absences.versions import version_of
from ..decisions import acting
from ..door import SeeOther, for_members
from .page import show_conflicts

type Step = Callable[..., object]
STEPS: dict[str, tuple[Step, dict[str, Any], str | Promise]] = {
    "ignore": (deciding.ignore, {}, _("It does not count, and no longer keeps anybody from booking.")),
    "keep": (deciding.keep_both, {}, _("Both stay as they are.")),
    "put_back": (deciding.put_back, {}, _("The appointment is written to the calendar again.")),
    "follow": (deciding.resume, {"follow": True}, _("The changes are gone through one by one.")),
    "restore": (deciding.resume, {"follow": False}, _("All appointments are written to the calendar again.")),
    "take_back": (deciding.take_back, {}, _("It is to be decided again.")),
}


@require_POST
@for_members
def decide(request: HttpRequest, member: Member, conflict: uuid.UUID) -> HttpResponse:
    case = inbox.conflict(member, conflict)
    if case is None or not inbox.may_decide(member, case):
        raise Http404
    do, version = request.POST.get("do", ""), version_of(request)
    try:
        if do == "offer" and member.may_decide:
            return _offer(member, case, version=version)
        return _decide(request, member, case, do, version=version)
    except NotYours as refusal:
        raise Http404 from refusal
    except Refusal as refusal:
        return show_conflicts(request, member, refused=str(refusal.sentence), status=refusal.status)


def _decide(request: HttpRequest, member: Member, case: Conflict, do: str, *, version: int) -> HttpResponse:
    """Raises Refusal."""
    if do not in STEPS:
        return show_conflicts(
            request, member, refused=str(_("Please choose what is to be done.")), status=422
        )
    step, more, sentence = STEPS[do]
    key, now = member.organisation_id, timezone.now()
    step(case.uid, organisation_id=key, version=version, by=acting(member), now=now, **more)
    messages.success(request, str(sentence))
    return SeeOther(resolve_url("staff_pages:conflicts", member.organisation.slug))


def _offer(member: Member, case: Conflict, *, version: int) -> HttpResponse:
    """The plan stands on the board; nobody is told before it is sent there. Raises Refusal."""
    key, by, now = member.organisation_id, acting(member), timezone.now()
    board = look_after(case.uid, organisation_id=key, version=version, by=by, now=now)
    assistant.plan(board.uid, organisation_id=key, by=by, now=now)
    return SeeOther(resolve_url("staff_pages:board", member.organisation.slug, board.uid))
