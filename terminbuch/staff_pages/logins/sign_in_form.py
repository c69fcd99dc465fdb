from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terminbuch.models import User


class SignInForm(AuthenticationForm):
    """E-mail address and password. The field keeps Django's name ``username``: password managers know it."""

    username = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "class": "input", "autofocus": True}),
        error_messages={
            "required": _("Please tell us your e-mail address."),
            "invalid": _("Please add the part after the @, for example example.org."),
        },
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "input"}),
        error_messages={"required": _("Please enter your password.")},
    )

    def get_invalid_login_error(self) -> ValidationError:
        """One sentence for a wrong password, an unknown address and somebody who may no longer sign in."""
        return ValidationError(_("The e-mail address or the password is not right."), code="invalid_login")

    def sentence(self) -> str:
        """What stands above the fields when both are filled and still do not open the door."""
        return str(next(iter(self.non_field_errors()), ""))

    def user(self) -> User:
        """Who may come in. For a form that is valid."""
        user = self.get_user()
        if not isinstance(user, User):
            raise TypeError("this form let nobody in")
        return user
