"""What an organisation offers, as its pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from terminbuch.models import (
    Candidate,
    Location,
    Organisation,
    Requirement,
    Resource,
    Schedule,
    Service,
    ServiceGroup,
)

from .one_service import online_service


@dataclass(frozen=True)
class Group:
    """A heading with its services; ``heading`` None gathers those without one."""

    heading: ServiceGroup | None
    services: tuple[Service, ...]


def online_services(organisation: Organisation) -> list[Group]:
    """Groups in their order, services in theirs, empty groups left out. One query."""
    return _grouped(Service.objects.of(organisation).filter(is_active=True, is_online=True))


def every_service(organisation: Organisation) -> list[Group]:
    """As above, internal and inactive ones too, with who can serve them. Three queries."""
    groups = _grouped(Service.objects.of(organisation))
    prefetch_requirements(service for group in groups for service in group.services)
    return groups


def _grouped(rows: QuerySet[Service]) -> list[Group]:
    by_group: dict[ServiceGroup | None, list[Service]] = {}
    for service in rows.select_related("group"):
        by_group.setdefault(service.group, []).append(service)
    groups = sorted(
        by_group, key=lambda group: (group is None, group.position if group else 0, group.pk if group else 0)
    )
    return [Group(group, tuple(by_group[group])) for group in groups]


def service_by_slug(organisation: Organisation, slug: str) -> Service | None:
    """A service that customers may book; an inactive or internal one is as unknown as any other word.

    What it needs and where comes along. One query.
    """
    return online_service(organisation, slug)


def prefetch_requirements(services: Iterable[Service]) -> None:
    """What these services of one organisation need, and who could meet it. Two queries, or none."""
    rows = list(services)
    if rows:
        candidates = Candidate.objects.of(rows[0].organisation_id).select_related("resource")
        prefetch_related_objects(rows, Prefetch("requirements__candidates", candidates))


def _needs(organisation: Organisation) -> tuple[Prefetch[Any], ...]:
    candidates = Candidate.objects.of(organisation).select_related("resource")
    schedules = Schedule.objects.of(organisation).select_related("location")
    return (
        Prefetch("requirements__candidates", candidates),
        Prefetch("requirements__candidates__resource__schedules", schedules),
    )


def locations_of(service: Service) -> list[Location]:
    """Where the service can be had: the locations at which one of its candidates has a schedule."""
    found = {
        schedule.location
        for requirement in requirements_of(service)
        for candidate in requirement.candidates.all()
        for schedule in candidate.resource.schedules.all()
        if candidate.resource.is_active
    }
    return sorted(found, key=lambda location: (location.position, location.pk))


def choosable_resources(service: Service, location: Location) -> list[Resource]:
    """Whom a customer may ask for at this location, in the business's order; empty without a choice."""
    found = {
        candidate.resource
        for requirement in requirements_of(service)
        if requirement.chosen_by_customer
        for candidate in requirement.candidates.all()
        if candidate.resource.is_active and _serves_at(candidate.resource, location)
    }
    return sorted(found, key=lambda resource: (resource.position, resource.pk))


def _serves_at(resource: Resource, location: Location) -> bool:
    return any(schedule.location_id == location.pk for schedule in resource.schedules.all())


def requirements_of(service: Service) -> list[Requirement]:
    """What the service needs, with candidates and resources. Three queries, or none if it came along."""
    if "requirements" not in vars(service).get("_prefetched_objects_cache", ()):
        prefetch_related_objects([service], *_needs(service.organisation))
    return list(service.requirements.all())
