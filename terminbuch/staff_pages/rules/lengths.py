"""A length as people say it: a number, and minutes, hours or days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from ..fields import Words

MINUTES = {"minutes": 1, "hours": 60, "days": 24 * 60}
UNITS = [
    ("minutes", pgettext_lazy("unit", "minutes")),
    ("hours", pgettext_lazy("unit", "hours")),
    ("days", pgettext_lazy("unit", "days")),
]
WHOLE = re.compile(r"[0-9]{1,6}", re.ASCII)


class LengthInput(forms.MultiWidget):
    """Two fields, each with a name of its own for who cannot see that they stand side by side."""

    def __init__(self, label: Words) -> None:
        number = {"class": "input", "inputmode": "numeric", "autocomplete": "off", "aria-label": label}
        unit = {"class": "input", "aria-label": pgettext_lazy("unit", "Unit")}
        super().__init__([forms.TextInput(attrs=number), forms.Select(choices=UNITS, attrs=unit)])

    def decompress(self, value: int | None) -> list[Any]:
        """In the largest unit that needs no fraction."""
        if value is None:
            return ["", "hours"]
        unit = next(unit for unit in reversed(MINUTES) if not value % MINUTES[unit])
        return [value // MINUTES[unit], unit if value else "hours"]


class Length(forms.Field):
    """Whole minutes, from none to ``most``."""

    def __init__(self, *, most: int, label: Words, **settings: Any) -> None:
        self.most = most
        super().__init__(widget=LengthInput(label), label=label, required=False, **settings)

    def clean(self, value: Any) -> int:
        number, unit = [str(part or "").strip() for part in value or ["", ""]]
        if not WHOLE.fullmatch(number) or unit not in MINUTES:
            raise ValidationError(_("Please give a whole number, and say of what."), code="length")
        minutes = int(number) * MINUTES[unit]
        if minutes > self.most:
            days = self.most // MINUTES["days"]
            raise ValidationError(_("Please give at most %(days)d days.") % {"days": days}, code="length")
        return minutes

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True
