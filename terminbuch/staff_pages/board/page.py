"""The board: sorted by what must be done, refreshed while it is looked at."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from terminbuch.models import Member
from terminbuch.queries import board as boards
from terminbuch.queries import watching
from terminbuch.queries.board import Board, Card

from ..desk import show, voice
from ..door import for_deciders
from .heads import heading, lead, small, tally, why
from .hearing import hearing, people_count
from .lines import Line, line

# So many can be sent with one press: each is a change of its own, and nobody waits more than seconds.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Part:
    title: str | Promise
    lines: list[Line]


@require_safe
@for_deciders
def board(request: HttpRequest, member: Member, disruption: uuid.UUID) -> HttpResponse:
    """For the script that asks again and again: 304 as long as nothing is new."""
    mark = _mark(member, disruption)
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304, headers={"ETag": mark})
    answer = show_board(request, member, found(member, disruption))
    answer.headers["ETag"] = mark
    return answer


def found(member: Member, disruption: uuid.UUID) -> Board:
    """Raises Http404."""
    board = boards.board(member, disruption, now=timezone.now())
    if board is None:
        raise Http404
    return board


def show_board(
    request: HttpRequest,
    member: Member,
    board: Board,
    *,
    typed: Mapping[str, str] | None = None,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    """``typed``: the personal sentences of a form that was refused with ``sentence``."""
    is_renewed = request.headers.get("X-Part") == "board"
    template = "staff_pages/board/parts.html" if is_renewed else "staff_pages/board/board.html"
    facts = {**facts_of(board, typed or {}), "refused": sentence}
    facts["mark"] = _mark(member, board.disruption.uid)
    return show(request, member, template, section="tasks", status=status, **facts)


def _mark(member: Member, disruption: uuid.UUID) -> str:
    """As ETag; the same board reads differently in another language."""
    return f'"{watching.mark(member, disruption)}-{get_language()}"'


def facts_of(board: Board, typed: Mapping[str, str]) -> dict[str, Any]:
    said = voice()
    ready = board.ready[:BATCH]
    return {
        "disruption": board.disruption,
        "heading": heading(board.disruption, said),
        "small": small(board.disruption, said),
        "lead": lead(board),
        "tally": tally(board.tally),
        "parts": [part for part in _parts(board, typed) if part.lines],
        "has_days": len({card.case.was_starts_at.date() for card in board.cards}) > 1,
        "ready": ready,
        "ready_uids": {card.case.uid for card in ready},
        "later": len(board.ready[BATCH:]),
        "people": people_count(hearing(card) for card in ready),
        "can_plan": any(card.state == "planned" for card in board.cards),
    }


def _parts(board: Board, typed: Mapping[str, str]) -> list[Part]:
    reason = why(board.disruption)

    def lines(cards: Iterable[Card]) -> list[Line]:
        return [line(card, voice(), why=reason, typed=typed) for card in cards]

    return [
        Part(_("To do now"), lines(board.to_do)),
        Part(_("Waiting for an answer"), lines(board.waiting)),
        Part(_("Done"), lines(board.done)),
        Part(_("No longer affected"), lines(board.spared)),
    ]
