"""What holds for all bookings: whether any are taken online, and how long times are kept for whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from terminbuch.actions.settings.checks import BOUNDS
from terminbuch.models import Member

from ..door import SeeOther, for_business
from .fields import Whole
from .forms import as_it_is
from .saving import posted, saved, show_form
from .shape import SettingForm


def _number(column: str, **settings: Any) -> Whole:
    least, most = BOUNDS[column]
    return Whole(least=least, most=most, **settings)


class BookingRulesForm(SettingForm):
    is_open = forms.BooleanField(required=False, label=gettext_lazy("Customers can book online"))
    hold_minutes = _number(
        "hold_minutes", label=gettext_lazy("How long a time is kept while the form is filled in (min.)")
    )
    holds_per_visitor = _number(
        "holds_per_visitor", label=gettext_lazy("How many times one visitor may keep at once")
    )
    request_hours = _number(
        "request_hours", label=gettext_lazy("How long a request waits for your answer (hours)")
    )
    offer_hours = _number(
        "offer_hours", label=gettext_lazy("How long times that you offer are kept for a customer (hours)")
    )
    reception_overrides = forms.BooleanField(
        required=False, label=gettext_lazy("Reception may book outside opening hours and in absences")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def booking_rules(request: HttpRequest, member: Member) -> HttpResponse:
    """They hold for what comes: a time that is kept already keeps its end."""
    row = member.organisation
    form = BookingRulesForm(posted(request), initial=as_it_is(BookingRulesForm, row))
    if form.is_bound and saved(request, member, "organisation", row, form):
        return SeeOther(resolve_url("staff_pages:booking_rules", row.slug))
    heading = _("Booking rules")
    template = "staff_pages/settings/form.html"
    return show_form(request, member, template, form, heading=heading, subject="organisation", row=row)
