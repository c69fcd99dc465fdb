"""What there is to choose from when staff enters a booking: services, places, and whom to ask for a right."""

from __future__ import annotations

from django.db.models import Prefetch, Q

from terminbuch.models import Booking, Candidate, Location, Member, Organisation, Service


def services_by_slug(organisation: Organisation, *, of: Booking | None = None) -> dict[str, Service]:
    """All that are active, internal ones too, and the one that a booking has already. Three queries."""
    offered = Q(is_active=True) | Q(pk=of.service_id if of else None)
    rows = Service.objects.of(organisation).filter(offered)
    candidates = Candidate.objects.of(organisation).select_related("resource")
    found = rows.prefetch_related(Prefetch("requirements__candidates", candidates))
    return {service.slug: service for service in found}


def locations_by_slug(organisation: Organisation) -> dict[str, Location]:
    return {location.slug: location for location in Location.objects.of(organisation)}


def who_may_override(organisation: Organisation) -> list[str]:
    """The names of those who may always book outside of opening hours and in absences."""
    roles = [Member.Role.OWNER, Member.Role.MANAGER]
    rows = Member.objects.of(organisation).filter(role__in=roles, user__is_active=True)
    return [
        member.user.name or member.user.email for member in rows.select_related("user").order_by("user__name")
    ]
