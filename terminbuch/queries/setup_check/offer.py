"""What a business offers: loaded once, in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Prefetch

from terminbuch.models import Candidate, Organisation, Resource, Schedule, ScheduleException, Service

from .opening import longest


@dataclass(frozen=True)
class Offer:
    """Active services and resources, the ones with what they need, the others with their hours."""

    organisation: Organisation
    now: datetime
    services: tuple[Service, ...]
    resources: tuple[Resource, ...]

    @cached_property
    def there(self) -> dict[int, int]:
        """For how many minutes at a stretch each resource is there, at most."""
        return {
            row.pk: longest(each.as_availability() for each in row.schedules.all()) for row in self.resources
        }


def offer(organisation: Organisation, now: datetime) -> Offer:
    """Seven queries; exceptions only from yesterday on, which is today somewhere."""
    candidates = Candidate.objects.of(organisation).select_related("resource")
    coming = ScheduleException.objects.of(organisation).filter(on_date__gte=now.date())
    schedules = Schedule.objects.of(organisation).select_related("location")
    schedules = schedules.prefetch_related("weekly_hours", Prefetch("exceptions", coming))
    offered = Service.objects.of(organisation).filter(is_active=True)
    able = Resource.objects.of(organisation).filter(is_active=True)
    return Offer(
        organisation,
        now,
        tuple(offered.prefetch_related(Prefetch("requirements__candidates", candidates))),
        tuple(able.prefetch_related(Prefetch("schedules", schedules))),
    )
