"""What is ticked on the board is sent: each case a change of its own, with its own boxes and sentence."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from terminbuch.actions.asking import Telling
from terminbuch.actions.assistant import Refused
from terminbuch.calendars.booking import Sending
from terminbuch.models import Member
from terminbuch.queries.board import Board

from ..decisions import acting
from ..door import SeeOther, for_deciders
from ..fields import Text
from .page import BATCH, found, show_board

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Ticked:
    case: uuid.UUID
    telling: Telling


@require_POST
@for_deciders
def send(request: HttpRequest, member: Member, disruption: uuid.UUID) -> HttpResponse:
    board = found(member, disruption)
    try:
        ticked = _ticked(request, board)
    except ValidationError as refusal:
        return _again(request, member, board, " ".join(refusal.messages))
    if not ticked:
        return _again(request, member, board, _("Please tick what is to be sent."))
    refused = _send(request, member, ticked)
    said = [_said(each, board) for each in refused]
    if len(refused) == len(ticked):
        return _again(request, member, found(member, disruption), " ".join(said), status=409)
    for sentence in said:
        messages.warning(request, sentence)
    return SeeOther(resolve_url("staff_pages:board", member.organisation.slug, disruption))


def _ticked(request: HttpRequest, board: Board) -> list[Ticked]:
    """Those of this board alone. Raises ValidationError for a sentence that cannot be mailed."""
    wanted = set(request.POST.getlist("send"))
    cases = [card.case.uid for card in board.ready if str(card.case.uid) in wanted]
    return [Ticked(uid, _telling(request, uid)) for uid in cases[:BATCH]]


def _telling(request: HttpRequest, case: uuid.UUID) -> Telling:
    return Telling(
        resource=f"resource-{case}" in request.POST,
        customer=f"customer-{case}" in request.POST,
        text=Text(longest=LONGEST).clean(request.POST.get(f"text-{case}", "")),
    )


def _send(request: HttpRequest, member: Member, ticked: list[Ticked]) -> list[Refused]:
    done, refused = 0, list[Refused]()
    sending = Sending(member.organisation_id, acting(member))
    for each in ticked:
        sent = sending.send(each.case, now=timezone.now(), telling=each.telling)
        done, refused = done + len(sent.done), [*refused, *sent.refused]
    if done:
        messages.success(request, ngettext("%(number)d sent.", "%(number)d sent.", done) % {"number": done})
    return refused


def _said(refused: Refused, board: Board) -> str:
    name = next(card.booking.name for card in board.cards if card.case.uid == refused.case)
    return _("Not sent for %(name)s: %(reason)s") % {"name": name, "reason": refused.refusal.sentence}


def _again(
    request: HttpRequest, member: Member, board: Board, sentence: str, *, status: int = 422
) -> HttpResponse:
    typed = {name: request.POST.get(name, "") for name in request.POST if name.startswith("text-")}
    return show_board(request, member, board, typed=typed, sentence=sentence, status=status)
