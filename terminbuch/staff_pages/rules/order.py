"""One line moves up or down by a button, which works without a mouse and without script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBadRequest
from django.utils import timezone

from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member

from ..decisions import acting

WAYS = {"up": -1, "down": 1}


def arranged(
    request: HttpRequest, member: Member, subject: str, lists: Iterable[Sequence[Any]], key: str
) -> HttpResponseBadRequest | None:
    """In which list it stands says how far it can go. ``key`` is what the field ``line`` names of a row.

    Whoever stands first stays first.
    """
    rows = [list(each) for each in lists]
    named, step = request.POST.get("line", ""), WAYS.get(request.POST.get("way", ""))
    within = next((each for each in rows for row in each if str(getattr(row, key)) == named), None)
    if within is None or step is None:
        return HttpResponseBadRequest()
    move(within, named, step, key)
    order = [row.pk for each in rows for row in each]
    around: dict[str, Any] = {"organisation_id": member.organisation_id, "by": acting(member)}
    try:
        deeds.arrange(subject, order, **around, now=timezone.now())
    except Refusal as refusal:  # somebody has just removed one of them
        messages.warning(request, str(refusal.sentence))
    return None


def move(rows: list[Any], named: str, step: int, key: str) -> None:
    place = next(at for at, row in enumerate(rows) if str(getattr(row, key)) == named)
    to = min(max(place + step, 0), len(rows) - 1)
    rows.insert(to, rows.pop(place))
