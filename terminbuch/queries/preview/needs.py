"""What a service needs: one thing more, one thing less, or one of them instead of all."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from terminbuch.models import Booking, Requirement, Resource, Service

from .change import Change
from .skills import Skill, bring_along, candidate_of


@dataclass(frozen=True, slots=True)
class Needed:
    """Of a requirement that is there already ``able`` is left out: who meets it stays as it is."""

    takes_all: bool
    able: tuple[int, ...] = ()


@dataclass(frozen=True)
class NeedsChange(Change):
    """``was`` is the requirement that becomes ``to``; None: there is one more. Without ``to`` it goes."""

    service_id: int
    was: int | None
    to: Needed | None

    def services(self) -> QuerySet[Service]:
        return super().services().filter(pk=self.service_id)

    def on_service(self, service: Service) -> Service:
        changed = copy(service)
        stored = list(service.requirements.all())
        would_be = [row if row.pk != self.was else self._changed(row) for row in stored]
        if self.was is None and self.to is not None:
            would_be.append(self._further(service, self.to))
        bring_along(changed, requirements=[row for row in would_be if row is not None])
        return changed

    def _changed(self, requirement: Requirement) -> Requirement | None:
        if self.to is None:
            return None
        changed = copy(requirement)
        changed.takes_all = self.to.takes_all
        return changed

    def _further(self, service: Service, to: Needed) -> Requirement:
        people = Resource.objects.of(self.organisation_id).in_bulk(to.able)
        requirement = Requirement(pk=0, service=service, takes_all=to.takes_all)
        bring_along(requirement, candidates=[candidate_of(Skill(pk), people) for pk in people])
        return requirement

    def outside(self, now: datetime) -> list[Booking]:
        """None: what is agreed goes on occupying what it occupies."""
        return []
