"""What is typed in the window of a booking: shape only. Whether it can be so, the action says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from terminbuch import wording
from terminbuch.models import Location, Service

from ..fields import Clock, Day, Email, Line, Minutes, Phone, Text

NOBODY, NEW = "none", "new"
A_WEEK, A_DAY = 10080, 1440
LATER = "1"


class WindowForm(forms.Form):
    """Always bound: a window shows what it holds, whether somebody typed it or the booking said it.

    ``starts_at`` is the instant meant, None when day, clock or place cannot be read. In the hour that clocks
    repeat, ``fold`` says which of the two.
    """

    service = forms.ChoiceField(label=_("Service"), required=False)
    location = forms.ChoiceField(label=_("Location"))
    date = Day(label=_("Date"))
    start = Clock(label=_("Start"))
    fold = forms.ChoiceField(required=False, choices=[("0", ""), (LATER, "")])
    minutes = Minutes(least=1, most=A_WEEK, label=_("Length (min)"))
    before = Minutes(least=0, most=A_DAY, label=_("Buffer before"))
    after = Minutes(least=0, most=A_DAY, label=_("Buffer after"))
    customer = Line(longest=36)
    find = Line(
        longest=120, label=_("Find a customer"), widget=forms.SearchInput(attrs={"autocomplete": "off"})
    )
    name = Line(longest=120, label=_("Name"))
    email = Email(label=_("E-mail address"))
    phone = Phone(label=_("Telephone"))
    language = forms.ChoiceField(label=_("Language"), required=False, choices=settings.LANGUAGES)
    staff_note = Text(longest=1000, label=_("Note for the team"))
    tell_resource = forms.BooleanField(required=False)
    tell_customer = forms.BooleanField(required=False)
    text = Line(longest=300, label=_("A sentence of your own"))

    starts_at: datetime | None = None

    def __init__(
        self,
        data: MultiValueDict[str, str],
        *,
        services: Mapping[str, Service],
        locations: Mapping[str, Location],
        language: str,
        is_saving: bool = False,
    ) -> None:
        super().__init__(data, auto_id="window_%s")
        self.services, self.locations, self.is_saving = services, locations, is_saving
        self._offer("service", [*_named(services, language), ("", _("No service (blocked time)"))])
        self._offer("location", [(slug, place.name) for slug, place in locations.items()])
        for name in ("service", "location", "language"):
            self.fields[name].widget.attrs["class"] = "input"

    def doubt_customer(self, *, is_known: bool) -> None:
        if not is_known and "customer" not in self.errors:
            self.add_error("customer", _("Please choose a customer again."))

    def start_keyboard(self) -> None:
        """On the first field to be mended; on the first of all where a window opens."""
        wrong = next((name for name in self.fields if name in self.errors), None)
        name = wrong or (None if self.is_saving else "service")
        if name is not None:
            self.fields[name].widget.attrs["autofocus"] = True

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices
            field.error_messages["invalid_choice"] = _("Please choose one of these.")

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if self.is_saving and self.makes_customer and not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("Please give the customer's name."))
        if all(said.get(name) is not None for name in ("date", "start", "location")):
            self._read_start(self.locations[said["location"]])
        return said

    def _read_start(self, location: Location) -> None:
        """A time that the clocks skip is nobody's."""
        wall = datetime.combine(self.cleaned_data["date"], self.cleaned_data["start"])
        meant = wall.replace(fold=self.cleaned_data.get("fold") == LATER, tzinfo=location.zone)
        instant = meant.astimezone(UTC)
        if instant.astimezone(location.zone).replace(tzinfo=None, fold=0) != wall:
            self.add_error("start", _("On this day clocks skip this time."))
        else:
            self.starts_at = instant

    @property
    def is_told_twice(self) -> bool:
        """Whether clocks show the start twice on that day."""
        place = self.locations.get(self.cleaned_data.get("location", ""))
        return bool(self.starts_at and place and wording.is_repeated(self.starts_at, place.zone))

    @property
    def makes_customer(self) -> bool:
        return self.data.get("customer") == NEW

    @property
    def service_chosen(self) -> Service | None:
        return self.services.get(self.cleaned_data.get("service", ""))

    def length(self, name: str) -> timedelta:
        return timedelta(minutes=self.cleaned_data[name])


def _named(services: Mapping[str, Service], language: str) -> list[tuple[str, str]]:
    return [(slug, _said(service, language)) for slug, service in services.items()]


def _said(service: Service, language: str) -> str:
    """Customers do not see internal ones."""
    name = service.name(language)
    return name if service.is_online else str(_("%(service)s (internal)")) % {"service": name}
