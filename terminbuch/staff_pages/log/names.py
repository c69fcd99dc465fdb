"""What the log names by id."""

from __future__ import annotations

from dataclasses import dataclass

from terminbuch.models import Requirement, Resource, Service, ServiceGroup


@dataclass(frozen=True)
class Names:
    """In one language, by id. What is gone has none."""

    resources: dict[int, str]
    services: dict[int, str]
    groups: dict[int, str]
    requirements: dict[int, str]
    """The name of the service that needs it."""


def names_of(organisation_id: int, language: str) -> Names:
    """Four queries."""
    services = {row.pk: row.name(language) for row in Service.objects.of(organisation_id)}
    needed = Requirement.objects.of(organisation_id).values_list("pk", "service_id")
    return Names(
        dict(Resource.objects.of(organisation_id).values_list("pk", "name")),
        services,
        {row.pk: row.name(language) for row in ServiceGroup.objects.of(organisation_id)},
        {pk: services[service_id] for pk, service_id in needed},
    )
