"""Fields of staff's forms. What was typed is tidied and doubted; a refusal says what to do."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terminbuch.wording import clean_line, clean_text, fold_email
from terminbuch.wording.phones import LONGEST, is_phone_number

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    type Words = str | _StrPromise

REASONS: dict[str, Words] = {
    "control": _("Please leave out line breaks and control characters."),
    "marks": _("Please use at most three accents on a letter."),
}
ADDRESSES: dict[str, Words] = {
    "domain": _("Please check the part after the @, for example example.org."),
    "local": _("Please use only plain letters before the @."),
    "shape": _("Please give a whole e-mail address, for example name@example.org."),
}
WHOLE_NUMBER = re.compile(r"[0-9]{1,5}", re.ASCII)
ON_THE_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])", re.ASCII)
ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
# Calendars run out of years, and nobody enters what is so far away.
YEARS = range(2000, 2101)


class Line(forms.CharField):
    """One line without invisible and turning characters; at most ``longest`` characters after tidying."""

    tidy = staticmethod(clean_line)

    def __init__(self, *, longest: int, missing: Words = "", **settings: Any) -> None:
        messages: dict[str, Words] = {
            "required": missing,
            "max_length": _("Please use at most %(limit_value)d characters. These are %(show_value)d."),
        }
        super().__init__(
            max_length=longest, strip=False, required=bool(missing), error_messages=messages, **settings
        )

    def to_python(self, value: Any) -> str:
        try:
            return self.tidy(str(value or ""))
        except ValueError as reason:
            raise ValidationError(REASONS[str(reason)], code=str(reason)) from None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "input"}


class Text(Line):
    """Several lines."""

    tidy = staticmethod(clean_text)
    widget = forms.Textarea(attrs={"rows": 2, "cols": False})


class Email(Line):
    """An address as it was typed, if mail can go there."""

    widget = forms.EmailInput(attrs={"autocomplete": "off"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(longest=254, **settings)

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            fold_email(value) if value else None
        except ValueError as reason:
            raise ValidationError(ADDRESSES[str(reason)], code="email") from None


class Phone(Line):
    """A number as it was typed, if it can be called from the country of the zone."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, *, zone_name: str = "Europe/Berlin", **settings: Any) -> None:
        super().__init__(longest=LONGEST, **settings)
        self.zone_name = zone_name

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not is_phone_number(value, self.zone_name):
            raise ValidationError(_("Please check the telephone number."), code="phone")


class Day(forms.Field):
    """A day of the calendar, from the browser's own field: "2026-11-23"."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"})

    def to_python(self, value: Any) -> date:
        try:
            day = date.fromisoformat(value) if ISO_DAY.fullmatch(str(value or "")) else None
        except ValueError:
            day = None
        if day is None or day.year not in YEARS:
            raise ValidationError(_("Please give a day that is in the calendar."), code="day")
        return day


class Clock(forms.Field):
    """Wall clock as it is typed: "9:15", "16.00"."""

    widget = forms.TextInput(attrs={"class": "input", "inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> time:
        found = ON_THE_CLOCK.fullmatch(str(value or "").strip())
        if found is None:
            raise ValidationError(_("Please give a time such as 16:15."), code="clock")
        return time(int(found[1]), int(found[2]))


class Minutes(forms.Field):
    """Whole minutes between two bounds."""

    def __init__(self, *, least: int, most: int, **settings: Any) -> None:
        self.least, self.most = least, most
        attrs = {"class": "input", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **settings)

    def to_python(self, value: Any) -> int:
        typed = str(value or "").strip()
        if WHOLE_NUMBER.fullmatch(typed) and self.least <= int(typed) <= self.most:
            return int(typed)
        words = _("Please give whole minutes from %(least)d to %(most)d.")
        raise ValidationError(words, code="minutes", params={"least": self.least, "most": self.most})
