"""What the pages of one service know of it besides its rules."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking, Location, Question, Requirement, Resource, Service
from terminbuch.queries.affected import LIVE
from terminbuch.queries.preview import can_be_had
from terminbuch.queries.services import prefetch_requirements


def service_to_set(organisation_id: int, slug: str) -> Service | None:
    """Inactive and internal ones too, with the organisation, the group and what it needs. Four queries."""
    rows = Service.objects.of(organisation_id).select_related("organisation", "group")
    service = rows.filter(slug=slug).first()
    prefetch_requirements([service] if service else [])
    return service


def questions_of(service: Service) -> list[Question]:
    return list(Question.objects.of(service.organisation_id).filter(service=service))


def needs_of(service: Service) -> list[Requirement]:
    """As ``service_to_set`` brought them along."""
    return list(service.requirements.all())


def bookings_to_come(service: Service, *, now: datetime) -> int:
    rows = Booking.objects.of(service.organisation_id).filter(service=service, starts_at__gt=now)
    return rows.filter(status__in=LIVE).count()


def was_booked(service: Service) -> bool:
    """Ever, cancelled ones and past ones included."""
    return Booking.objects.of(service.organisation_id).filter(service=service).exists()


def possible_somewhere(service: Service, *, now: datetime) -> bool:
    """Whether its hours and people would leave a start within a month, if nobody had booked."""
    return can_be_had(service, list(Location.objects.of(service.organisation_id)), now=now)


def active_resources(organisation_id: int) -> list[Resource]:
    return list(Resource.objects.of(organisation_id).filter(is_active=True))
