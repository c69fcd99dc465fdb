"""The colour and the logo by which customers recognise the business."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import logos as deeds
from terminbuch.models import Member

from ..decisions import acting
from ..door import SeeOther, for_business
from .look_form import LookForm, look_form
from .saving import saved, show_form


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def look(request: HttpRequest, member: Member) -> HttpResponse:
    """The picture is taken only when the colour was: one press, and all or nothing of it is refused."""
    row = member.organisation
    form = look_form(request, {"colour": row.colour})
    if request.method == "POST" and saved(request, member, "organisation", row, form):
        keep_logo(member, form)
        return SeeOther(resolve_url("staff_pages:look", row.slug))
    template = "staff_pages/settings/look.html"
    return show_form(
        request, member, template, form, heading=_("Colour and logo"), subject="organisation", row=row
    )


def keep_logo(member: Member, form: LookForm) -> None:
    """As a valid form says: another picture, none from now on, or the one that is there."""
    around: dict[str, Any] = {
        "organisation_id": member.organisation_id, "by": acting(member), "now": timezone.now()
    }  # fmt: skip
    if form.drawn is not None:
        deeds.put(form.drawn, **around)
    elif form.cleaned_data["removes_logo"]:
        deeds.remove(**around)
