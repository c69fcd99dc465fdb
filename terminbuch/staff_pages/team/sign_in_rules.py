"""How members have to sign in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from terminbuch.models import Member
from terminbuch.queries import logins, team

from ..door import SeeOther, for_owners
from ..logins.freshness import freshly
from ..settings.saving import posted, saved, show_form
from ..settings.shape import SettingForm
from .placing import name_of

PAGE = "staff_pages/team/sign_in_rules.html"


class SignInRulesForm(SettingForm):
    requires_second_factor = forms.BooleanField(
        required=False,
        label=gettext_lazy("Everybody needs a second factor"),
        help_text=gettext_lazy(
            "A passkey, or a code from an app beside the password. Whoever has none is asked to set one up"
            " before any page opens."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_owners
@freshly
def sign_in_rules(request: HttpRequest, member: Member) -> HttpResponse:
    row = member.organisation
    start = {"requires_second_factor": row.requires_second_factor}
    form = SignInRulesForm(posted(request), initial=start)
    if request.method == "POST" and saved(request, member, "organisation", row, form):
        return SeeOther(resolve_url("staff_pages:sign_in_rules", row.slug))
    facts: dict[str, Any] = {"heading": _("Sign-in rules"), "without": _without(member)}
    return show_form(request, member, PAGE, form, subject="organisation", row=row, **facts)


def _without(member: Member) -> list[str]:
    """Who would have to set one up."""
    rows = team.members(member.organisation_id)
    return [name_of(row) for row in rows if not logins.has_second_factor(row.user)]
