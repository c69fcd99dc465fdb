"""Forms that more than one page shows: the settings, and the guided set-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Location, Organisation, Resource
from terminbuch.models.organisation import LANGUAGES
from terminbuch.queries import public_holidays
from terminbuch.wording import zone_choices

from ..fields import Email, Line, Phone
from .fields import Choice, ManyOptions, Slug, Web
from .hues import HUES, hue_choices
from .shape import SettingForm


class BusinessForm(SettingForm):
    """A telephone number without a country code is of the country of ``zone_name``."""

    name = Line(longest=120, missing=_("Please give a name."), label=_("Name of the business"))
    slug = Slug(label=_("Address of the booking page"))
    language = Choice(choices=LANGUAGES, label=_("Language of the business"))
    email = Email(missing=_("Please give an e-mail address."), label=_("E-mail"))
    imprint_url = Web(label=_("Address of the imprint"))
    privacy_url = Web(label=_("Address of the privacy policy"))

    def __init__(self, *args: Any, zone_name: str = "Europe/Berlin", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["phone"] = Phone(zone_name=zone_name, label=_("Phone"))
        self.order_fields(["name", "slug", "language", "email", "phone"])


class LocationForm(SettingForm):
    """Where something takes place. States are those of the country that is chosen so far."""

    name = Line(longest=120, missing=_("Please give a name."), label=_("Name of the location"))
    street = Line(longest=120, label=_("Street and number"))
    town = Line(longest=120, label=_("Postcode and town"))
    zone_name = Choice(label=_("Time zone"), widget=ManyOptions(attrs={"class": "input"}))
    country = Choice(required=False, label=_("Country"), widget=ManyOptions(attrs={"class": "input"}))
    region = Choice(required=False, label=_("State"))

    def __init__(self, *args: Any, zone_name: str = "Europe/Berlin", **settings: Any) -> None:
        super().__init__(*args, **settings)
        language = get_language() or "en"
        self.fields["phone"] = Phone(zone_name=zone_name, label=_("Phone of the location"))
        self.order_fields(["name", "street", "town", "phone"])
        self._offer("zone_name", zone_choices(language))
        self._offer("country", [("", _("none")), *public_holidays.countries(language)])
        regions = public_holidays.regions(str(self["country"].value() or ""))
        self._offer("region", [("", _("none")), *regions])

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


class ResourceForm(SettingForm):
    """A person, a room or a device. ``hue`` may keep what it is, though it is not among the twelve."""

    name = Line(longest=120, missing=_("Please give a name."), label=_("Name"))
    kind = Choice(
        label=_("What is it?"),
        choices=[("person", _("a person")), ("room", _("a room")), ("device", _("a device"))],
    )
    email = Email(label=_("E-mail"))
    language = Choice(choices=LANGUAGES, label=_("Language of the e-mails"))
    hears_of_new = forms.BooleanField(required=False, label=_("Is told of new bookings"))
    hears_of_moves = forms.BooleanField(required=False, label=_("Is told of moved bookings"))
    hears_of_cancellations = forms.BooleanField(required=False, label=_("Is told of cancelled bookings"))
    hue = Choice(label=_("Colour in the calendar"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["hue"].choices = hue_choices(self.initial.get("hue"))  # type: ignore[attr-defined]

    @property
    def has_own_hue(self) -> bool:
        """Whether the first choice is what it has, and no colour with a name."""
        return self.initial.get("hue") not in dict(HUES)

    def values(self) -> dict[str, Any]:
        return super().values() | {"hue": int(self.cleaned_data["hue"])}


def as_it_is(form: type[SettingForm], row: Organisation | Location | Resource) -> dict[str, Any]:
    """What the form begins with."""
    names = {*form.base_fields, "phone"} if hasattr(row, "phone") else {*form.base_fields}
    return {name: getattr(row, name) for name in names if hasattr(row, name)}
