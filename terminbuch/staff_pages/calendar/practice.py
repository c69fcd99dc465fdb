"""In the demo and in practice: one press makes somebody ill, to see what becomes of those whom it hits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from terminbuch import wording
from terminbuch.actions.demo.salon import ILL
from terminbuch.models import Member, Resource
from terminbuch.queries import absences, affected

from ..desk import voice


@dataclass(frozen=True, slots=True)
class Practice:
    resource: Resource
    on: date
    sentence: str


def practice(member: Member) -> Practice | None:
    """None elsewhere, for who may not enter absences, and when nobody is booked with them any more."""
    resource = _who(member) if member.may_decide else None
    if resource is None:
        return None
    zone = absences.zone_of(resource)
    on = affected.next_day_of(resource, now=voice().now, zone=zone)
    return Practice(resource, on, _sentence(resource, on, today=voice().today(zone))) if on else None


def _who(member: Member) -> Resource | None:
    """In the demo always the same one."""
    people = Resource.objects.of(member.organisation_id).filter(is_active=True, kind=Resource.Kind.PERSON)
    if member.organisation.practice_of_id is not None:
        return people.first()
    return people.filter(slug=ILL).first() if settings.IS_DEMO else None


def _sentence(resource: Resource, on: date, *, today: date) -> str:
    if on == today:
        return _("%(name)s is ill today") % {"name": resource.name}
    said = wording.long_date(on, language=voice().language, today=today)
    return _("%(name)s is ill on %(date)s") % {"name": resource.name, "date": said}
