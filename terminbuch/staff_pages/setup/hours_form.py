from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from terminbuch import wording
from terminbuch.availability import Window
from terminbuch.queries.preview import Week, Windows, tidied

from ..fields import Clock
from ..settings.shape import SettingForm

A_MONDAY = date(2024, 1, 1)
WORKING_DAYS = ["0", "1", "2", "3", "4"]


class ClockOrNothing(Clock):
    """Wall clock, or an empty field."""

    def clean(self, value: Any) -> time | None:
        return super().clean(value) if str(value or "").strip() else None


class HoursForm(SettingForm):
    """The same hours on each of some days, perhaps with a break; ``week`` of a valid form."""

    days = forms.MultipleChoiceField(
        label=_("Open on"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Please tick at least one day."),
            "invalid_choice": _("Please tick days of the week."),
        },
    )
    opens = Clock(label=pgettext_lazy("clock", "from"))
    closes = Clock(label=pgettext_lazy("clock", "to"))
    pauses = ClockOrNothing(required=False, label=_("Break from"))
    resumes = ClockOrNothing(required=False, label=pgettext_lazy("break", "to"))

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        language = get_language() or "en"
        names = [wording.weekday_name(A_MONDAY + timedelta(days=day), language) for day in range(7)]
        self.fields["days"].choices = [(str(day), name) for day, name in enumerate(names)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.errors:
            self._doubt(typed)
        return typed

    def _doubt(self, typed: dict[str, Any]) -> None:
        opens, closes, pauses, resumes = (typed[name] for name in ("opens", "closes", "pauses", "resumes"))
        if opens >= closes:
            self.add_error("closes", _("Please let the day end later than it begins."))
        if (pauses is None) != (resumes is None):
            self.add_error("resumes" if pauses else "pauses", _("Please say both, or leave the break out."))
        elif pauses and resumes and not opens < pauses < resumes < closes:
            self.add_error("pauses", _("Please let the break lie within the opening hours."))

    @property
    def week(self) -> Week:
        windows, days = self._windows(), self.cleaned_data["days"]
        return tuple(windows if str(day) in days else () for day in range(7))

    def _windows(self) -> Windows:
        told = self.cleaned_data
        if told["pauses"] is None:
            return tidied([Window(told["opens"], told["closes"])])
        return tidied([Window(told["opens"], told["pauses"]), Window(told["resumes"], told["closes"])])
