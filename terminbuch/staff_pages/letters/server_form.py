from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.mail_server import Way
from terminbuch.models import MailServer

from ..fields import Email, Line
from ..settings.fields import Choice, Whole
from ..settings.shape import SettingForm

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"{LABEL}(?:\.{LABEL})*\.?")
AS_IT_IS = {"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}
LONGEST_PASSWORD = 500
SAFETIES = [
    (MailServer.Safety.STARTTLS, _("Encrypted, after an open greeting (STARTTLS, mostly port 587)")),
    (MailServer.Safety.TLS, _("Encrypted from the first byte (TLS, mostly port 465)")),
    (MailServer.Safety.NONE, _("Not encrypted (only on the same machine)")),
]


class Host(Line):
    """A name in the net, or an address of a machine."""

    widget = forms.TextInput(attrs=AS_IT_IS)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()

    def validate(self, value: str) -> None:
        super().validate(value)
        if not NAME.fullmatch(value) and not _is_address(value):
            words = _("Please give the name of a server, such as mail.example.org.")
            raise ValidationError(words, code="host")


class MailServerForm(SettingForm):
    """The password is never shown; left empty, the one that is kept stays."""

    host = Host(longest=253, missing=_("Please give the name of the mail server."), label=_("Mail server"))
    port = Whole(least=1, most=65535, label=_("Port"))
    safety = Choice(choices=SAFETIES, label=_("Encryption"))
    username = Line(
        longest=254,
        label=_("User name"),
        widget=forms.TextInput(attrs=AS_IT_IS),
    )
    password = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_PASSWORD,
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": "new-password"}),
    )
    sender = Email(
        missing=_("Please give the address that mails come from."),
        label=_("Sender's address"),
        help_text=_("Replies go to each business's own address."),
    )

    def way(self) -> Way:
        return Way(**self.cleaned_data | {"password": self.cleaned_data["password"] or None})


def as_it_is(server: MailServer | None) -> dict[str, Any]:
    """What the form shows at first: what is set, else what most servers want."""
    if server is None:
        return {"port": 587, "safety": MailServer.Safety.STARTTLS, "sender": settings.MAIL_FROM}
    return {
        "host": server.host,
        "port": server.port,
        "safety": server.safety,
        "username": server.username,
        "sender": server.sender,
    }


def _is_address(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return False
