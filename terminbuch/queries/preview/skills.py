"""Who can meet a requirement of a service, each perhaps with an own length and own buffers."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import QuerySet

from terminbuch.models import Booking, Candidate, Requirement, Resource, Service

from .change import RuleChange, bookings_of, coming
from .times import BOUNDS


@dataclass(frozen=True, slots=True)
class Skill:
    """What is None the resource takes from the service. Raises ValueError for what is out of bounds."""

    resource_id: int
    duration_minutes: int | None = None
    buffer_before_minutes: int | None = None
    buffer_after_minutes: int | None = None

    def __post_init__(self) -> None:
        for field in ("duration_minutes", "buffer_before_minutes", "buffer_after_minutes"):
            least, most = BOUNDS[field]
            number = getattr(self, field)
            if number is not None and not least <= number <= most:
                raise ValueError(field)


@dataclass(frozen=True)
class SkillsChange(RuleChange):
    """The candidates of one requirement are replaced. Raises ValueError where a resource stands twice."""

    what: ClassVar[str] = "skills"
    requirement_id: int
    skills: tuple[Skill, ...]

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.skills, key=lambda skill: skill.resource_id))
        if len(self.resources) < len(ordered):
            raise ValueError("twice")
        object.__setattr__(self, "skills", ordered)

    @property
    def wanted(self) -> tuple[Skill, ...]:
        return self.skills

    def stored(self) -> tuple[Skill, ...]:
        return skills_of(self._requirement())

    @property
    def resources(self) -> set[int]:
        """Who would be able."""
        return {skill.resource_id for skill in self.skills}

    def services(self) -> QuerySet[Service]:
        return super().services().filter(requirements__pk=self.requirement_id)

    def on_service(self, service: Service) -> Service:
        people = Resource.objects.of(self.organisation_id).in_bulk(self.resources)
        changed = copy(service)
        bring_along(changed, requirements=[self._on(row, people) for row in service.requirements.all()])
        return changed

    def _on(self, requirement: Requirement, people: dict[int, Resource]) -> Requirement:
        if requirement.pk != self.requirement_id:
            return requirement
        changed = copy(requirement)
        bring_along(changed, candidates=[candidate_of(skill, people) for skill in self.skills])
        return changed

    def outside(self, now: datetime) -> list[Booking]:
        """Those who are served by somebody who is able today and would be no longer."""
        requirement = self._requirement()
        siblings = Requirement.objects.of(self.organisation_id).filter(service_id=requirement.service_id)
        position = [*siblings.values_list("pk", flat=True)].index(self.requirement_id)
        dropped = {skill.resource_id for skill in self.stored()} - self.resources
        rows = coming(self.organisation_id, now).filter(
            booking__service_id=requirement.service_id, position=position, resource_id__in=dropped
        )
        return bookings_of(self.organisation_id, rows)

    def _requirement(self) -> Requirement:
        return Requirement.objects.of(self.organisation_id).get(pk=self.requirement_id)


def skills_of(requirement: Requirement) -> tuple[Skill, ...]:
    """Who can meet it today. One query."""
    rows = Candidate.objects.of(requirement.organisation_id).filter(requirement=requirement)
    columns = ("resource_id", "duration_minutes", "buffer_before_minutes", "buffer_after_minutes")
    return tuple(Skill(*row) for row in rows.order_by("resource_id").values_list(*columns))


def candidate_of(skill: Skill, people: dict[int, Resource]) -> Candidate:
    return Candidate(
        resource=people[skill.resource_id],
        duration_minutes=skill.duration_minutes,
        buffer_before_minutes=skill.buffer_before_minutes,
        buffer_after_minutes=skill.buffer_after_minutes,
    )


def bring_along(row: Service | Requirement, **rows: list[Requirement] | list[Candidate]) -> None:
    """As if these had been prefetched: whoever reads the row's own finds them."""
    vars(row)["_prefetched_objects_cache"] = rows
