"""What else decides which times of somebody are on offer: the rules of what they can do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from terminbuch.models import Candidate, Resource, Service

from ..rules.facts import Fact, times

OWN = ("duration_minutes", "buffer_before_minutes", "buffer_after_minutes")


@dataclass(frozen=True, slots=True)
class Limits:
    service: Service
    name: str
    facts: list[Fact]


def limits(resource: Resource, language: str) -> list[Limits]:
    """One for each active service, in the business's order; own lengths and buffers included."""
    rows = Candidate.objects.of(resource.organisation_id).filter(
        resource=resource, requirement__service__is_active=True
    )
    found: dict[int, Limits] = {}
    for candidate in rows.select_related("requirement__service").order_by("requirement__service__position"):
        service = candidate.requirement.service
        for column in OWN:
            own = getattr(candidate, column)
            setattr(service, column, getattr(service, column) if own is None else own)
        found.setdefault(service.pk, Limits(service, service.name(language), _facts(service, language)))
    return list(found.values())


def _facts(service: Service, language: str) -> list[Fact]:
    """The service as this resource does it: never saved."""
    most = [Fact(_("At most a day"), str(service.max_per_day))] if service.max_per_day is not None else []
    return [*times(service, language), *most]
