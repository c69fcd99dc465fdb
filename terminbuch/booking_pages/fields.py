"""Fields that tidy and doubt what people type. Their refusals say what to do, in the reader's language."""

from __future__ import annotations

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


class Typed(forms.CharField):
    """Text without invisible and turning characters; at most ``longest`` characters after tidying."""

    tidy = staticmethod(clean_line)

    def __init__(self, *, longest: int, missing: Words, **settings: Any) -> None:
        messages = {
            "required": missing,
            "max_length": _("Please use at most %(limit_value)d characters. These are %(show_value)d."),
        }
        super().__init__(max_length=longest, strip=False, error_messages=messages, **settings)

    def to_python(self, value: Any) -> str:
        try:
            return self.tidy(str(value or ""))
        except ValueError as reason:
            raise ValidationError(REASONS[str(reason)], code=str(reason)) from None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "class": "input"}


class Text(Typed):
    """Several lines."""

    tidy = staticmethod(clean_text)
    widget = forms.Textarea(attrs={"rows": 3, "cols": False})


class Email(Typed):
    """An address as it was typed, if mail can go there."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            fold_email(value) if value else None
        except ValueError as reason:
            raise ValidationError(_advice(value, str(reason)), code="email") from None


class Phone(Typed):
    """A number as it was typed, if it can be called."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def __init__(self, *, zone_name: str, **settings: Any) -> None:
        super().__init__(longest=LONGEST, **settings)
        self.zone_name = zone_name

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not is_phone_number(value, self.zone_name):
            raise ValidationError(_("Please check the telephone number."), code="phone")


def _advice(typed: str, reason: str) -> Words:
    if typed.endswith("@") and typed.count("@") == 1:
        return _("Please add the part after the @, for example example.org.")
    return ADDRESSES[reason]
