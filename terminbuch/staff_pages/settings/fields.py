"""Fields of the settings: numbers, addresses, colours. A refusal says what to do."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from terminbuch.models.organisation import COLOUR

from ..fields import Line

PART = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
DIGITS = re.compile(r"[0-9]{1,6}", re.ASCII)


class Whole(forms.Field):
    """A whole number between two bounds; None where it may be left empty and is."""

    def __init__(self, *, least: int, most: int, may_be_empty: bool = False, **settings: Any) -> None:
        self.least, self.most = least, most
        attrs = {"class": "input", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=attrs), required=not may_be_empty, **settings)

    def to_python(self, value: Any) -> int | None:
        typed = str(value or "").strip()
        if not typed and not self.required:
            return None
        if DIGITS.fullmatch(typed) and self.least <= int(typed) <= self.most:
            return int(typed)
        words = _("Please give a whole number from %(least)d to %(most)d.")
        raise ValidationError(words, code="number", params={"least": self.least, "most": self.most})


class Slug(Line):
    """A part of an address, in small letters."""

    widget = forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(longest=63, missing=_("Please give an address."), **settings)

    def validate(self, value: str) -> None:
        super().validate(value)
        if not PART.fullmatch(value):
            words = _("Please use only the letters a to z, digits and hyphens, with no hyphen in front.")
            raise ValidationError(words, code="slug")


class Web(Line):
    """The address of a page on the web, or none."""

    widget = forms.URLInput(attrs={"autocomplete": "off"})
    is_web = URLValidator(schemes=["https", "http"])

    def __init__(self, **settings: Any) -> None:
        super().__init__(longest=200, **settings)

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            self.is_web(value) if value else None
        except ValidationError:
            words = _("Please give a whole address, for example https://example.org/imprint.")
            raise ValidationError(words, code="web") from None


class Colour(Line):
    """As browsers write it: "#8a3a63"."""

    widget = forms.TextInput(attrs={"type": "color", "data-accent": True})

    def __init__(self, **settings: Any) -> None:
        super().__init__(longest=7, missing=_("Please choose a colour."), **settings)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()

    def validate(self, value: str) -> None:
        super().validate(value)
        if not re.fullmatch(COLOUR.regex, value):
            words = _("Please give a colour such as #8a3a63.")
            raise ValidationError(words, code="colour")


class ManyOptions(forms.Select):
    """For hundreds of choices: drawn ten times as fast as by a template for each."""

    template_name = "staff_pages/settings/many_options.html"


class Choice(forms.ChoiceField):
    """One of a list, as a select."""

    def __init__(self, *, missing: Any = "", **settings: Any) -> None:
        settings.setdefault("widget", forms.Select(attrs={"class": "input"}))
        elsewhere = _("Please choose one of the list.")
        messages = {"required": missing or elsewhere, "invalid_choice": elsewhere}
        super().__init__(error_messages=messages, **settings)
