"""How the calendar works for the one who is signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import members as deeds
from terminbuch.models import Member

from .desk import show
from .door import SeeOther, for_members


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def preferences(request: HttpRequest, member: Member) -> HttpResponse:
    """Who changes no bookings has nothing to choose about dragging, and what was chosen stays."""
    if request.method != "POST":
        return show(request, member, "staff_pages/preferences.html", section="more")
    drags = "drags_apply_at_once" in request.POST if member.may_decide else member.drags_apply_at_once
    deeds.prefer(
        member.pk,
        organisation_id=member.organisation_id,
        drags_apply_at_once=drags,
        uses_single_keys="uses_single_keys" in request.POST,
    )
    messages.success(request, _("Your preferences are saved."))
    return SeeOther(resolve_url("staff_pages:preferences", member.organisation.slug))
