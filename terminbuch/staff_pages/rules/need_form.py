"""What else a service needs: a room, a device, a second person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.models import Member, Requirement, Service
from terminbuch.queries.offer import active_resources, needs_of
from terminbuch.queries.preview import Needed, NeedsChange

from ..fields import Line
from ..settings.fields import Choice
from .fields import Several
from .languages import InBothLanguages

ONE, CHOSEN, ALL = "one", "chosen", "all"
HOW = [
    (ONE, _("one of them, whoever is free")),
    (CHOSEN, _("one of them, and the customer may choose")),
    (ALL, _("all of them together")),
]


class NeedForm(InBothLanguages):
    """``row`` is the requirement that is changed; of a new one it is asked as well who meets it."""

    pairs = ("label",)

    label_de = Line(
        longest=120, label=_("What is needed, German"), help_text=_("A stylist, a room, a device.")
    )
    label_en = Line(longest=120, label=_("What is needed, English"))
    who = Several(label=_("Who or what meets it?"))
    how = Choice(choices=HOW, label=_("How many are needed?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, member: Member, row: Requirement | None = None, **settings: Any) -> None:
        super().__init__(*args, language=member.organisation.language, **settings)
        self.row = row
        self.people = {each.slug: each for each in active_resources(member.organisation_id)}
        self.fields["who"].choices = [(slug, each.name) for slug, each in self.people.items()]  # type: ignore[attr-defined]
        if row is not None:
            del self.fields["who"]

    @property
    def able(self) -> list[int]:
        return [self.people[slug].pk for slug in self.cleaned_data["who"]]

    def values(self) -> dict[str, Any]:
        values = super().values()
        how = values["how"]
        labels = {name: values[name] for name in ("label_de", "label_en")}
        return labels | {"takes_all": how == ALL, "chosen_by_customer": how == CHOSEN}

    def change(self, service: Service) -> NeedsChange | None:
        """What would follow from it; None while something cannot be read, or where times stay as they are."""
        if not self.is_bound or not self.is_valid():
            return None
        takes_all = self.cleaned_data["how"] == ALL
        if self.row is None:
            return _change(service, None, Needed(takes_all, tuple(self.able)))
        is_same = takes_all == self.row.takes_all
        return None if is_same else _change(service, self.row.pk, Needed(takes_all))


def without(requirement: Requirement) -> NeedsChange:
    return _change(requirement.service, requirement.pk, None)


def further(service: Service) -> dict[str, Any]:
    """The columns of one more that no field asks for."""
    last = max((row.position for row in needs_of(service)), default=-1)
    return {"service_id": service.pk, "position": last + 1}


def as_it_is(row: Requirement, language: str) -> dict[str, Any]:
    how = ALL if row.takes_all else CHOSEN if row.chosen_by_customer else ONE
    labels = {"label_de": row.label_de, "label_en": row.label_en}
    if row.label_de == row.label_en:
        labels["label_en" if language == "de" else "label_de"] = ""
    return labels | {"how": how}


def _change(service: Service, was: int | None, to: Needed | None) -> NeedsChange:
    return NeedsChange(service.organisation_id, service_id=service.pk, was=was, to=to)
