"""Which part of the diary somebody looks at, within the own right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from terminbuch import availability
from terminbuch.models import Allocation, Location, Member, Resource, Schedule


@dataclass(frozen=True, slots=True)
class Asked:
    """A span of time; of one location or of all, of the resources with these slugs or of all."""

    member: Member
    span: availability.Span
    now: datetime
    location: Location | None = None
    slugs: frozenset[str] = frozenset()

    @property
    def organisation_id(self) -> int:
        return self.member.organisation_id


def rows(asked: Asked) -> QuerySet[Allocation]:
    """Everything that takes time in the span: of bookings, wishes, and holds that have not run out."""
    found = Allocation.objects.of(asked.organisation_id).filter(
        Q(hold__isnull=True) | Q(hold__deadline__gt=asked.now),
        live=True,
        ends_at__gt=asked.span.start,
        starts_at__lt=asked.span.end,
    )
    if not asked.member.sees_all:
        found = found.filter(resource_id=asked.member.resource_id or 0)
    if asked.slugs:
        found = found.filter(resource__slug__in=asked.slugs)
    if asked.location is not None:
        found = found.filter(Q(booking__location=asked.location) | Q(hold__location=asked.location))
    return found


def columns(asked: Asked) -> list[Resource]:
    """Whose time is shown, in their order. One query.

    Those in use, and whoever was retired but still has something in the span: nothing goes missing.
    """
    found = Resource.objects.of(asked.organisation_id)
    if not asked.member.sees_all:
        found = found.filter(pk=asked.member.resource_id or 0)
    if asked.slugs:
        found = found.filter(slug__in=asked.slugs)
    in_use = Q(is_active=True)
    if asked.location is not None:
        hours = Schedule.objects.of(asked.organisation_id).filter(location=asked.location)
        in_use &= Q(pk__in=hours.values("resource_id"))
    return list(found.filter(in_use | Q(pk__in=rows(asked).values("resource_id"))))
