"""What an organisation offers online, as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from terminbuch.models import Location, Organisation, Requirement, Resource, Service, ServiceGroup


@dataclass(frozen=True)
class Group:
    """A heading with its services; ``heading`` None gathers those without one."""

    heading: ServiceGroup | None
    services: tuple[Service, ...]


def online_services(organisation: Organisation) -> list[Group]:
    """Groups in their order, services in theirs, empty groups left out. One query."""
    rows = Service.objects.of(organisation).filter(is_active=True, is_online=True).select_related("group")
    by_group: dict[ServiceGroup | None, list[Service]] = {}
    for service in rows:
        by_group.setdefault(service.group, []).append(service)
    groups = sorted(
        by_group, key=lambda group: (group is None, group.position if group else 0, group.pk if group else 0)
    )
    return [Group(group, tuple(by_group[group])) for group in groups]


def service_by_slug(organisation: Organisation, slug: str) -> Service | None:
    """A service that customers may book; an inactive or internal one is as unknown as any other word."""
    rows = Service.objects.of(organisation).filter(slug=slug, is_active=True, is_online=True)
    return rows.select_related("organisation").prefetch_related("questions").first()


def locations_of(service: Service) -> list[Location]:
    """Where the service can be had: the locations at which one of its candidates has a schedule."""
    rows = Location.objects.of(service.organisation_id).filter(
        schedules__resource__skills__requirement__service=service, schedules__resource__is_active=True
    )
    return list(rows.distinct())


def choosable_resources(service: Service, location: Location) -> list[Resource]:
    """Whom a customer may ask for at this location, in the business's order; empty without a choice."""
    rows = Resource.objects.of(service.organisation_id).filter(
        is_active=True,
        schedules__location=location,
        skills__requirement__service=service,
        skills__requirement__chosen_by_customer=True,
    )
    return list(rows.distinct())


def requirements_of(service: Service) -> list[Requirement]:
    """What the service needs, with candidates and their resources. Two queries."""
    rows = Requirement.objects.of(service.organisation_id).filter(service=service)
    return list(rows.prefetch_related("candidates__resource"))
