"""Rows that stand in an order: one moves up or down by a press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.utils import timezone

from terminbuch.actions import settings as deeds
from terminbuch.models import Member

from ..decisions import acting


def moved(request: HttpRequest, member: Member, subject: str, rows: Sequence[Any]) -> None:
    """``up`` or ``down`` names one of the rows, which come in their present order.

    Raises BadRequest where none is named, Http404 for one that is not there.
    """
    step = -1 if "up" in request.POST else 1
    name = request.POST.get("up") or request.POST.get("down")
    if not name:
        raise BadRequest("no direction")
    place = next((place for place, row in enumerate(rows) if str(row.uid) == name), None)
    if place is None:
        raise Http404
    order = [row.pk for row in rows]
    order.insert(max(place + step, 0), order.pop(place))
    key, by = member.organisation_id, acting(member)
    deeds.arrange(subject, order, organisation_id=key, by=by, now=timezone.now())
