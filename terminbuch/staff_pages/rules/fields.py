"""Fields that only the pages of services have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..fields import Day, Text

if TYPE_CHECKING:
    from ..fields import Words

MOST_CHOICES = 30


class LastDay(Day):
    """A day, or none."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(required=False, **settings)

    def clean(self, value: Any) -> Any:
        return super().clean(value) if str(value or "").strip() else None


class OneALine(Text):
    """What stands on each line that is not empty."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": False})

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).split("\n") if line.strip()]
        if len(lines) > MOST_CHOICES:
            raise ValidationError(
                _("Please give at most %(number)d.") % {"number": MOST_CHOICES}, code="many"
            )
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class Several(forms.MultipleChoiceField):
    """Any of a list, each with a box to tick."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, missing: Words = "", **settings: Any) -> None:
        messages = {"required": missing, "invalid_choice": _("Please choose from the list.")}
        super().__init__(required=bool(missing), error_messages=messages, **settings)
