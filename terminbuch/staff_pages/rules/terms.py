"""Who may book a service, until when it can be changed, and how often it is given."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from terminbuch.models import Member, Service

from ..desk import voice
from ..door import SeeOther, for_business
from ..settings.fields import Choice, Whole
from ..settings.saving import posted, saved, show_form
from ..settings.shape import SettingForm
from ..zones import home_zone
from .fields import LastDay
from .found import service_named
from .lengths import Length
from .ways import to_service

FARTHEST = 90 * 24 * 60
ONLINE = [("True", gettext_lazy("customers, online")), ("False", gettext_lazy("only the team"))]
APPROVAL = [
    ("False", gettext_lazy("at once")),
    ("True", gettext_lazy("when the team has accepted it")),
]


class TermsForm(SettingForm):
    """``today`` is the first day that can be the last one."""

    is_online = Choice(choices=ONLINE, label=gettext_lazy("Who books it?"), widget=forms.RadioSelect)
    needs_approval = Choice(
        choices=APPROVAL, label=gettext_lazy("When is a booking agreed?"), widget=forms.RadioSelect
    )
    cut_off_minutes = Length(
        most=FARTHEST,
        label=gettext_lazy("Customers can move and cancel until"),
        help_text=gettext_lazy("so long before the start; with 0 until it begins."),
    )
    reminder_minutes = Length(
        most=FARTHEST,
        label=gettext_lazy("Customers are reminded"),
        help_text=gettext_lazy("so long before the start; with 0 not at all."),
    )
    until_date = LastDay(
        label=gettext_lazy("Last day on which it is given"),
        help_text=gettext_lazy("Left empty there is no end."),
    )
    max_per_day = Whole(least=0, most=1000, may_be_empty=True, label=gettext_lazy("At most so many a day"))
    max_per_customer = Whole(
        least=0, most=1000, may_be_empty=True, label=gettext_lazy("At most so many to come for one customer")
    )
    move_keeps_resource = forms.BooleanField(
        required=False, label=gettext_lazy("Who moves an appointment stays with the same person")
    )

    def __init__(self, *args: Any, today: date, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.today = today

    def clean_until_date(self) -> date | None:
        last: date | None = self.cleaned_data["until_date"]
        if last and last < self.today and last != self.initial.get("until_date"):
            raise forms.ValidationError(_("This day is over. Please give a later one, or leave it empty."))
        return last

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values | {name: values[name] == "True" for name in ("is_online", "needs_approval")}


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def terms(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    row = service_named(member, service)
    today = voice().today(home_zone(member))
    form = TermsForm(posted(request), initial=_as_it_is(row), today=today)
    if request.method == "POST" and saved(request, member, "service", row, form):
        return SeeOther(to_service(row))
    return show_form(
        request, member, "staff_pages/rules/terms.html", form, heading=_("Booking and changes"),
        subject="service", row=row, section="services", service=row,
    )  # fmt: skip


def _as_it_is(service: Service) -> dict[str, Any]:
    begun = {name: getattr(service, name) for name in TermsForm.base_fields}
    return begun | {name: str(begun[name]) for name in ("is_online", "needs_approval")}
