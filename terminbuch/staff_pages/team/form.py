from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.team import Place
from terminbuch.models import Member
from terminbuch.models.organisation import LANGUAGES
from terminbuch.queries import team

from ..fields import Email
from ..more import ROLES
from ..settings.fields import Choice
from ..settings.shape import SettingForm


class PlaceForm(SettingForm):
    """A place in the team of ``organisation_id``; resources are named by their slugs."""

    role = Choice(
        choices=list(ROLES.items()),
        label=_("What this person may do"),
        widget=forms.RadioSelect,
        missing=_("Please choose what this person may do."),
    )
    resource = Choice(
        required=False,
        label=_("Own bookings"),
        help_text=_("Whoever serves customers is told which bookings are the own ones."),
    )

    def __init__(self, *args: Any, organisation_id: int, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.by_slug = {row.slug: row for row in team.resources(organisation_id)}
        names = [(slug, row.name) for slug, row in self.by_slug.items()]
        self.fields["resource"].choices = [("", _("No own bookings")), *names]  # type: ignore[attr-defined]

    def place(self) -> Place:
        own = self.by_slug.get(self.cleaned_data["resource"])
        return Place(self.cleaned_data["role"], own.pk if own else None)


class InviteForm(PlaceForm):
    email = Email(missing=_("Please give an e-mail address."), label=_("E-mail"))
    language = Choice(choices=LANGUAGES, label=_("Language of the e-mail"))
    field_order = ("email", "role", "resource", "language")


def as_it_is(member: Member) -> dict[str, str]:
    return {"role": member.role, "resource": member.resource.slug if member.resource else ""}
