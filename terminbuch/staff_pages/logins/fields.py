from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from terminbuch.models import User

from ..fields import Email, Line


class Password(forms.CharField):
    """Anything may be pasted; nothing is cut off or tidied."""

    def __init__(self, *, autocomplete: str, **settings: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "input"})
        super().__init__(
            max_length=1000,
            strip=False,
            widget=widget,
            error_messages={"required": _("Please enter your password.")},
            **settings,
        )


class NewPasswordForm(forms.Form):
    """For somebody who is known: the password must not be made of the own name or address."""

    password = Password(
        autocomplete="new-password",
        label=_("New password"),
        help_text=_("At least 12 characters; three words that nobody would guess are good."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordForm):
    """By somebody who has one."""

    field_order = ("present", "password")
    present = Password(autocomplete="current-password", label=_("Present password"))


class AddressForm(forms.Form):
    email = Email(label=_("E-mail address"), missing=_("Please tell us your e-mail address."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "email"


class CodeForm(forms.Form):
    """A code of the app, or where one is asked to sign in, a recovery code."""

    code = Line(longest=40, missing=_("Please type the code."), label=_("Code"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(autocomplete="one-time-code", autofocus=True)


class PasskeyForm(forms.Form):
    name = Line(longest=60, missing=_("Please give the passkey a name."), label=_("Name"))
