"""The part of the page that says who can meet one requirement of a service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.actions.asking import Actor
from terminbuch.actions.rules import Saving, set_candidates
from terminbuch.models import Candidate, Disruption, Requirement, Resource
from terminbuch.queries.preview import Skill, SkillsChange, skills_of

from .numbers import Number, read, values

OWN: dict[str, str | Promise] = {
    "duration_minutes": _("Length (min)"),
    "buffer_before_minutes": _("Buffer before (min)"),
    "buffer_after_minutes": _("Buffer after (min)"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """``numbers`` are the own times; whoever is not able has none."""

    resource: Resource
    is_able: bool
    was_able: bool
    numbers: list[Number]

    @property
    def has_own(self) -> bool:
        """Whether the own times should be seen at once."""
        return any(number.typed for number in self.numbers)

    @property
    def is_new(self) -> bool:
        return self.is_able != self.was_able


@dataclass(frozen=True)
class PeoplePart:
    """``people`` as they are ticked in the form."""

    requirement: Requirement
    people: list[Person]

    @property
    def key(self) -> str:
        return f"people-{self.requirement.pk}"

    @property
    def change(self) -> SkillsChange | None:
        """What it asks for; None while something in it cannot be read."""
        able = [person for person in self.people if person.is_able]
        if any(number.error for person in able for number in person.numbers):
            return None
        skills = tuple(Skill(person.resource.pk, **values(person.numbers)) for person in able)
        ours = self.requirement.organisation_id
        return SkillsChange(ours, requirement_id=self.requirement.pk, skills=skills)

    def stored(self) -> tuple[Skill, ...]:
        return skills_of(self.requirement)

    def save(self, saving: Saving, by: Actor, now: datetime) -> Disruption | None:
        """Raises what the deed raises, and ValueError for what cannot be read."""
        if self.change is None:
            raise ValueError(self.key)
        return set_candidates(self.change, saving, by=by, now=now)


def people_part(requirement: Requirement, sent: QueryDict | None) -> PeoplePart:
    """As it is stored, or as it was sent. Two queries."""
    rows = Candidate.objects.of(requirement.organisation_id).filter(requirement=requirement)
    able = {row.resource_id: row for row in rows}
    listed = _listed(requirement.organisation_id, able)
    return PeoplePart(requirement, [_person(resource, able.get(resource.pk), sent) for resource in listed])


def _listed(organisation_id: int, able: Iterable[int]) -> Iterable[Resource]:
    """Everybody who is active, and who can do it already."""
    return Resource.objects.of(organisation_id).filter(Q(is_active=True) | Q(pk__in=list(able)))


def _person(resource: Resource, candidate: Candidate | None, sent: QueryDict | None) -> Person:
    was_able = candidate is not None
    is_able = was_able if sent is None else resource.slug in sent.getlist("able")
    # A form may not have fields without number, so only those who are ticked have any of their own.
    numbers = [_own(resource, candidate, column, sent) for column in OWN] if is_able else []
    return Person(resource, is_able, was_able, numbers)


def _own(resource: Resource, candidate: Candidate | None, column: str, sent: QueryDict | None) -> Number:
    name = f"{column}-{resource.slug}"
    was = getattr(candidate, column, None)
    number = Number(name=name, column=column, label=OWN[column], was=was, may_be_empty=True)
    return read(number, sent.get(name) if sent else None)
