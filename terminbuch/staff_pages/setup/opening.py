"""The end of the guided set-up: what is still missing, the address, and the button that opens the doors."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import settings as deeds
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member
from terminbuch.queries.addresses import base_url

from ..decisions import acting
from ..desk import show
from ..door import SeeOther, for_business
from ..letters.sending import test_facts
from .way import stages


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def setup(request: HttpRequest, member: Member) -> HttpResponse:
    """Sent, customers may book from now on. Nothing that is missing forbids it; the page has said so."""
    refusal = None
    if request.method == "POST":
        refusal = _open(request, member)
        if refusal is None:
            return SeeOther(resolve_url("staff_pages:setup", member.organisation.slug))
    way = stages(member)
    facts = {
        "stages": way,
        "first_open": next((stage for stage in way if not stage.is_done), None),
        "address": f"{base_url(member.organisation)}/{member.organisation.slug}/",
        "seen": deeds.seen("organisation", member.organisation),
        "refusal": refusal,
        **(test_facts(member) if member.user.is_operator else {}),
    }
    status = refusal.status if refusal else 200
    return show(request, member, "staff_pages/setup/setup.html", section="settings", status=status, **facts)


def _open(request: HttpRequest, member: Member) -> Refusal | None:
    try:
        deeds.change(
            "organisation", member.organisation_id, {"is_open": True}, organisation_id=member.organisation_id,
            seen=request.POST.get("seen", ""), by=acting(member), now=timezone.now(),
        )  # fmt: skip
    except Refusal as refusal:
        return refusal
    messages.success(request, _("Customers can book from now on."))
    return None
