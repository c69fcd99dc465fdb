"""Single steps on the board: plan anew, take back, and what came of a call."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from terminbuch.actions import assistant
from terminbuch.actions.refusals import OfferEnded, Refusal
from terminbuch.calendars.booking import redeem
from terminbuch.models import Case, Member
from terminbuch.queries import watching

from ..decisions import acting
from ..door import SeeOther, for_deciders
from .page import found, show_board


@require_POST
@for_deciders
def plan(request: HttpRequest, member: Member, disruption: uuid.UUID) -> HttpResponse:
    row = found(member, disruption).disruption
    assistant.plan(row.uid, organisation_id=member.organisation_id, by=acting(member), now=timezone.now())
    messages.success(request, _("Planned anew."))
    return _back(member, row.uid)


@require_POST
@for_deciders
def take_back(request: HttpRequest, member: Member, case: uuid.UUID) -> HttpResponse:
    row = case_found(member, case)
    key = member.organisation_id

    def change() -> object:
        return assistant.take_back(row.uid, organisation_id=key, by=acting(member), now=timezone.now())

    return _done(request, member, row, change, _("Taken back."))


@require_POST
@for_deciders
def done(request: HttpRequest, member: Member, case: uuid.UUID) -> HttpResponse:
    """After a call: with ``offer`` the customer takes that time, without it the appointment stays."""
    row, offer = case_found(member, case), request.POST.get("offer", "")
    key, by, now = member.organisation_id, acting(member), timezone.now()

    def change() -> object:
        if offer:
            return redeem(_uid(offer), booking_id=row.booking_id, organisation_id=key, by=by, now=now)
        return assistant.leave(row.uid, organisation_id=key, by=by, now=now)

    return _done(request, member, row, change, _("Done."))


def case_found(member: Member, case: uuid.UUID) -> Case:
    """Raises Http404."""
    row = watching.case_of(member, case)
    if row is None:
        raise Http404
    return row


def _done(
    request: HttpRequest, member: Member, case: Case, change: Callable[[], object], sentence: str
) -> HttpResponse:
    """The board, which says what is done or what was in the way."""
    try:
        change()
    except Refusal as refusal:
        board, said = found(member, case.disruption.uid), f"{case.booking.name}: {refusal.sentence}"
        return show_board(request, member, board, sentence=said, status=refusal.status)
    messages.success(request, f"{case.booking.name}: {sentence}")
    return _back(member, case.disruption.uid)


def _uid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise OfferEnded from None


def _back(member: Member, disruption: uuid.UUID) -> HttpResponse:
    return SeeOther(resolve_url("staff_pages:board", member.organisation.slug, disruption))
