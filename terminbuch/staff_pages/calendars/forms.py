"""What is asked when a calendar is connected. Passwords are never shown again, also not in a refused form."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from terminbuch.calendars import outbound
from terminbuch.calendars.outbound import WrongAddress
from terminbuch.wording import zone_choices
from terminbuch.wording.addresses import fold_email

from ..fields import ADDRESSES, Line
from ..settings.fields import Choice, ManyOptions
from ..settings.shape import SettingForm

AS_IT_IS = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
LONGEST_ADDRESS, LONGEST_SECRET, MOST_HOSTS = 2048, 500, 5
HOST = re.compile(r"[a-z0-9.\-\[\]:]{1,260}", re.ASCII)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE | re.ASCII)
WEBCAL = re.compile(r"webcals?://", re.IGNORECASE | re.ASCII)


class Address(Line):
    """Of a server or a feed. Without a scheme it is https."""

    widget = forms.TextInput(attrs={**AS_IT_IS, "inputmode": "url"})

    def __init__(self, **settings: Any) -> None:
        super().__init__(longest=LONGEST_ADDRESS, missing=_("Please give an address."), **settings)

    def to_python(self, value: Any) -> str:
        typed = WEBCAL.sub("https://", super().to_python(value), count=1)
        return typed if not typed or SCHEME.match(typed) else f"https://{typed}"

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            outbound.check_address(value)
        except WrongAddress as wrong:
            raise ValidationError(str(wrong.sentence), code="address") from None


class Secret(forms.CharField):
    def __init__(self, **settings: Any) -> None:
        missing = {"required": _("Please type the password.")}
        look = forms.PasswordInput(attrs={"class": "input", "autocomplete": "off"})
        super().__init__(
            strip=False, max_length=LONGEST_SECRET, widget=look, error_messages=missing, **settings
        )


class Addresses(Line):
    """E-mail addresses, with commas between them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(longest=1000, **settings)

    def validate(self, value: str) -> None:
        super().validate(value)
        for address in split(value):
            try:
                fold_email(address)
            except ValueError as reason:
                raise ValidationError(ADDRESSES[str(reason)], code="email") from None


class OwnerForm(SettingForm):
    """Whose calendar it is: by which addresses somebody is invited, and by which clock whole days are meant.

    ``other_host`` is where the server points to, when nobody has agreed to that.
    """

    other_host = ""
    owners = Addresses(
        label=_("E-mail addresses by which you are invited"),
        help_text=_("Invitations that you declined then do not block. Several with commas."),
    )
    zone_name = Choice(
        label=_("Time zone of the calendar"),
        help_text=_("For events that last whole days."),
        widget=ManyOptions(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["zone_name"].choices = zone_choices(get_language() or "en")  # type: ignore[attr-defined]

    @property
    def owner_addresses(self) -> list[str]:
        return split(self.cleaned_data["owners"])

    @property
    def agreed(self) -> frozenset[str]:
        """The hosts that somebody ticked besides the one of the address."""
        return agreed_hosts(self)

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in OwnerForm.base_fields]

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in OwnerForm.base_fields]


class CalDavForm(OwnerForm):
    address = Address(label=_("Address of the server"))
    username = Line(
        longest=254,
        missing=_("Please give the user name."),
        label=_("User name"),
        widget=forms.TextInput(attrs=AS_IT_IS),
    )
    password = Secret(label=_("Password"))

    def hint(self, **hints: Any) -> None:
        """What this provider wants to be told."""
        for name, words in hints.items():
            self.fields[name].help_text = words


class FeedForm(OwnerForm):
    address = Address(
        label=_("Address of the calendar"),
        help_text=_("It mostly ends in .ics. Whoever knows it can read the calendar, so it is kept secret."),
    )


class PasswordForm(SettingForm):
    """To sign in again, where the rest is known."""

    other_host = ""
    password = Secret(label=_("Password"))


class FeedAddressForm(SettingForm):
    other_host = ""
    address = Address(label=_("Address of the calendar"))


def agreed_hosts(form: SettingForm) -> frozenset[str]:
    """What is no host is left out: nothing is asked there anyway."""
    ticked = form.data.getlist("agreed")[:MOST_HOSTS] if isinstance(form.data, QueryDict) else []
    return frozenset(host for host in ticked if HOST.fullmatch(host))


def split(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(",") if part.strip()]
