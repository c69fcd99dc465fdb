"""Whether the sheet is mailed, when, and with how many days."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from terminbuch.actions.settings.checks import BOUNDS
from terminbuch.models import Member

from ..door import SeeOther, for_business
from ..fields import Clock
from ..settings.fields import Whole
from ..settings.forms import as_it_is
from ..settings.saving import posted, saved, show_form
from ..settings.shape import SettingForm


class Moment(Clock):
    """None where it is left empty."""

    def to_python(self, value: Any) -> time | None:  # type: ignore[override]
        return super().to_python(value) if str(value or "").strip() else None

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class DaySheetForm(SettingForm):
    day_sheet_at = Moment(
        required=False,
        label=gettext_lazy("Send the day sheet at"),
        help_text=gettext_lazy(
            "Such as 18:00, by the clocks of your first location. Empty: it is not mailed. "
            "Owner, managers and reception get it, with names and telephone numbers of your customers."
        ),
    )
    day_sheet_days = Whole(
        least=BOUNDS["day_sheet_days"][0],
        most=BOUNDS["day_sheet_days"][1],
        label=gettext_lazy("How many days it shows"),
        help_text=gettext_lazy("A sheet sent before noon begins with the same day, later with the next one."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def day_sheet_settings(request: HttpRequest, member: Member) -> HttpResponse:
    row = member.organisation
    form = DaySheetForm(posted(request), initial=as_it_is(DaySheetForm, row))
    if form.is_bound and saved(request, member, "organisation", row, form):
        return SeeOther(resolve_url("staff_pages:day_sheet_settings", row.slug))
    heading = _("Day sheet by mail")
    template = "staff_pages/sheets/mailed.html"
    return show_form(request, member, template, form, heading=heading, subject="organisation", row=row)
