"""A question before a row is gone for good."""

from __future__ import annotations

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from terminbuch.actions import settings as deeds
from terminbuch.models import Member

from ..desk import show
from ..door import SeeOther
from .saving import removed

TEMPLATE = "staff_pages/settings/remove.html"


def remove_page(
    request: HttpRequest, member: Member, subject: str, row: Model, *, heading: str | Promise, back: str
) -> HttpResponse:
    """``back`` is the address to go to, whether it is removed or kept."""
    refusal = removed(request, member, subject, row) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        return SeeOther(back)
    facts = {"heading": heading, "back": back, "refusal": refusal, "seen": deeds.seen(subject, row)}
    status = refusal.status if refusal else 200
    return show(request, member, TEMPLATE, section="settings", status=status, row=row, **facts)
