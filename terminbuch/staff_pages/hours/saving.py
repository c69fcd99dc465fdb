"""From a page's button to the deed: keep the bookings that fit no longer, or hand them to the assistant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from terminbuch.actions import assistant
from terminbuch.actions.asking import Actor
from terminbuch.actions.rules import Saving
from terminbuch.models import Disruption, Member

from ..decisions import acting

SAVES = {"keep", "hand-over"}

type Deed = Callable[[Saving, Actor], Disruption | None]


def saved(request: HttpRequest, member: Member, deed: Deed, *, back: str, now: datetime) -> str:
    """Carry it out; the address of the page to go to. Raises what the deed raises."""
    by = acting(member)
    hands_over = request.POST.get("do") == "hand-over"
    board = deed(Saving(request.POST.get("seen", ""), hands_over=hands_over), by)
    messages.success(request, _("Saved."))
    if board is None:
        return back
    assistant.plan(board.uid, organisation_id=member.organisation_id, by=by, now=now)
    return resolve_url("staff_pages:board", member.organisation.slug, board.uid)
