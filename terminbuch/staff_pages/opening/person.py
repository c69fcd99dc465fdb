"""The fields of somebody who signs in here for the first time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..fields import Line


class PersonName(Line):
    """As colleagues know the person."""

    widget = forms.TextInput(attrs={"autocomplete": "name"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            longest=120, missing=_("Please tell us your name."), label=_("Your name"), **settings
        )


class NewPassword(forms.CharField):
    """Chosen now: as long as one likes, spaces included. Whether it is strong is asked by the deed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            label=_("Password"),
            help_text=_("At least 12 characters; three words that nobody would guess are good."),
            max_length=1000,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"}),
            error_messages={"required": _("Please choose a password.")},
            **settings,
        )
