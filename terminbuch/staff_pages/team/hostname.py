"""An own address on the web for the booking pages of one business."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from terminbuch.actions.settings.web_addresses import hostname_trouble
from terminbuch.models import Member
from terminbuch.queries.addresses import base_url

from ..door import SeeOther, for_owners
from ..fields import Line
from ..logins.freshness import freshly
from ..settings.saving import posted, saved, show_form
from ..settings.shape import SettingForm

PAGE = "staff_pages/team/hostname.html"


class Hostname(Line):
    """Typed in any case, with letters of any language; kept as DNS has it."""

    widget = forms.TextInput(
        attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false", "inputmode": "url"}
    )

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value).strip().lower()
        try:
            return typed.encode("idna").decode("ascii") if typed else ""
        except UnicodeError:
            return typed

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (trouble := hostname_trouble(value)):
            raise ValidationError(str(trouble), code="hostname")


class HostnameForm(SettingForm):
    hostname = Hostname(longest=253, label=gettext_lazy("Own address"))

    def values(self) -> dict[str, Any]:
        return {"hostname": self.cleaned_data["hostname"] or None}


@require_http_methods(["GET", "HEAD", "POST"])
@for_owners
@freshly
def hostname(request: HttpRequest, member: Member) -> HttpResponse:
    row = member.organisation
    form = HostnameForm(posted(request), initial={"hostname": row.hostname or ""})
    if request.method == "POST" and saved(request, member, "organisation", row, form):
        return SeeOther(resolve_url("staff_pages:hostname", row.slug))
    own = f"{base_url(row)}/" if row.hostname else ""
    facts: dict[str, Any] = {"installation": settings.HOST, "own": own}
    heading = _("Own web address")
    return show_form(request, member, PAGE, form, heading=heading, subject="organisation", row=row, **facts)
