from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.founding import Founding
from terminbuch.actions.newcomers import NewPerson
from terminbuch.actions.settings.web_addresses import slug_trouble
from terminbuch.models import User
from terminbuch.models.organisation import LANGUAGES
from terminbuch.queries.addresses import free_slug

from ..fields import Email, Line
from ..settings.fields import Choice
from ..settings.shape import SettingForm
from .person import NewPassword, PersonName

OF_THE_PERSON = ("person", "email", "password")


class BusinessSlug(Line):
    """A part of the address; left empty, it is made from the name."""

    widget = forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"})

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and (trouble := slug_trouble(value)):
            raise ValidationError(str(trouble), code="slug")


class NewBusinessForm(SettingForm):
    """What is asked of a business before it is there."""

    name = Line(longest=120, missing=_("Please give a name."), label=_("Name of the business"))
    slug = BusinessSlug(longest=63, label=_("Address of the booking page"))
    language = Choice(choices=LANGUAGES, label=_("Language of the business"))

    def clean_slug(self) -> str:
        """Without script nobody could suggest one."""
        return str(self.cleaned_data["slug"] or free_slug(self.cleaned_data.get("name", "")))

    def founding(self) -> Founding:
        return Founding(**{name: self.cleaned_data[name] for name in ("name", "slug", "language")})


class OpeningForm(NewBusinessForm):
    """Shape only. ``user``: somebody who signed in already and need not say who that is."""

    person = PersonName()
    email = Email(missing=_("Please give an e-mail address."), label=_("Your e-mail address"))
    password = NewPassword()

    def __init__(self, *args: Any, user: User | None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.user = user
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        for name in OF_THE_PERSON if user else ():
            del self.fields[name]

    def owner(self) -> User | NewPerson:
        said = self.cleaned_data
        return self.user or NewPerson(said["email"], said["person"], said["password"], said["language"])
