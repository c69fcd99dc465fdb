"""An absence is taken back: the question says what becomes of the bookings that it hit."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import absences as deeds
from terminbuch.models import Absence, Member
from terminbuch.queries import absences

from ..decisions import acting
from ..desk import show, voice
from ..door import SeeOther, for_deciders
from ..windows.answers import go
from .found import found
from .said import line


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def withdraw(request: HttpRequest, member: Member, absence: uuid.UUID) -> HttpResponse:
    row, listed = found(member, absence), resolve_url("staff_pages:absences", member.organisation.slug)
    if request.method != "POST":
        return SeeOther(listed) if row.withdrawn_at else _question(request, member, row)
    key = member.organisation_id
    deeds.withdraw(row.uid, organisation_id=key, by=acting(member), now=timezone.now())
    messages.success(request, _("Withdrawn. The time can be booked again."))
    return go(request, listed)


def _question(request: HttpRequest, member: Member, row: Absence) -> HttpResponse:
    facts: dict[str, Any] = {
        "absence": row,
        "line": line(row, member, voice(), to_do=0),
        "counts": absences.outcomes(row),
    }
    return show(request, member, "staff_pages/absences/withdraw.html", section="absences", **facts)
