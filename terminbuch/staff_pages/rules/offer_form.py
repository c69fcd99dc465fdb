"""What a new service begins with; everything else has a sensible beginning."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from terminbuch.models import Member, Service, ServiceGroup
from terminbuch.queries.offer import active_resources
from terminbuch.queries.preview import BOUNDS
from terminbuch.wording import slug_from

from ..fields import Line
from ..settings.fields import Choice, Whole
from .fields import Several
from .languages import InBothLanguages

SHORTEST, LONGEST = BOUNDS["duration_minutes"]
STEPS = (30, 20, 15, 10, 5)


class NewServiceForm(InBothLanguages):
    """``able`` are the ids of who can do it: where there is only one, nobody is asked."""

    pairs = ("name", "price")
    needed = ("name",)

    name_de = Line(longest=120, missing=_("Please give a name."), label=_("Name, German"))
    name_en = Line(longest=120, missing=_("Please give a name."), label=_("Name, English"))
    price_de = Line(longest=40, label=_("Price, German"))
    price_en = Line(longest=40, label=_("Price, English"))
    duration_minutes = Whole(least=SHORTEST, most=LONGEST, label=_("How many minutes does it take?"))
    group_id = Choice(required=False, label=_("Under which heading?"))
    who = Several(missing=_("Please choose at least one."), label=_("Who can do it?"))

    def __init__(self, *args: Any, member: Member, **settings: Any) -> None:
        super().__init__(*args, language=member.organisation.language, **settings)
        self.organisation_id = member.organisation_id
        self.people = {person.slug: person for person in active_resources(member.organisation_id)}
        self.fields["who"].choices = [(slug, each.name) for slug, each in self.people.items()]  # type: ignore[attr-defined]
        offer_groups(self, member)
        if len(self.people) < 2:
            del self.fields["who"]
        self.order_fields(["name_de", "name_en", "duration_minutes", "price_de", "price_en"])
        self.order_fields([f"name_{self.first}", f"name_{self.second}"])

    @property
    def able(self) -> list[int]:
        chosen = self.cleaned_data.get("who", self.people)
        return [self.people[slug].pk for slug in chosen]

    def values(self) -> dict[str, Any]:
        values = {name: value for name, value in super().values().items() if name != "who"}
        length, known = values["duration_minutes"], Service.objects.of(self.organisation_id)
        return values | {
            "slug": slug_from(values[f"name_{self.first}"], _taken(known), otherwise="service"),
            "step_minutes": step_for(length),
            "group_id": int(values["group_id"]) if values["group_id"] else None,
            "position": known.count(),
        }


def offer_groups(form: Any, member: Member) -> None:
    """The headings to choose from, none included; without any, nothing is asked."""
    language = form.first
    groups = ServiceGroup.objects.of(member.organisation_id)
    choices = [("", _("under none")), *((str(group.pk), group.name(language)) for group in groups)]
    form.fields["group_id"].choices = choices
    if len(choices) == 1:
        form.fields["group_id"].widget = form.fields["group_id"].hidden_widget()


def step_for(length: int) -> int:
    """The longest step that the length is a multiple of, else a quarter of an hour."""
    return next((step for step in STEPS if length % step == 0), 15)


def _taken(services: Any) -> set[str]:
    return set(services.values_list("slug", flat=True))
