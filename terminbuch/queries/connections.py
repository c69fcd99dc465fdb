"""Connected calendars, for those who may see them: everybody's for who runs the business, else one's own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from terminbuch.models import BusyTime, CalendarConnection, Member, OutsideCalendar, Resource

TWO_WEEKS = timedelta(days=14)


@dataclass(frozen=True)
class Diary:
    """One resource, with its connections and their calendars."""

    resource: Resource
    connections: list[CalendarConnection]

    @property
    def calendars(self) -> list[OutsideCalendar]:
        return [calendar for connection in self.connections for calendar in connection.calendars.all()]

    @property
    def blocking(self) -> list[OutsideCalendar]:
        """DB-27: which calendars are looked at."""
        return [calendar for calendar in self.calendars if calendar.blocks]

    @property
    def receiving(self) -> OutsideCalendar | None:
        return next((calendar for calendar in self.calendars if calendar.receives), None)


def may_connect(member: Member) -> bool:
    """Whoever runs the business for everybody, and whoever is a resource for the own one.

    Nobody where people only practise: nothing of that may reach a real calendar. Reads the organisation.
    """
    if member.organisation.practice_of_id:
        return False
    if member.may_run_business:
        return True
    return member.resource_id is not None and member.role != Member.Role.READ_ONLY


def resources(member: Member) -> QuerySet[Resource]:
    rows = Resource.objects.of(member.organisation_id)
    if not may_connect(member):
        return rows.none()
    return rows if member.may_run_business else rows.filter(pk=member.resource_id or 0)


def diaries(member: Member) -> list[Diary]:
    """Three queries. A person always; rooms, devices and who is out of use where something is connected."""
    rows = resources(member).prefetch_related(Prefetch("calendar_connections", _connections(member)))
    all_of_them = [Diary(row, list(row.calendar_connections.all())) for row in rows]
    return [diary for diary in all_of_them if diary.connections or _may_need_one(diary.resource)]


def connection(member: Member, uid: uuid.UUID) -> CalendarConnection | None:
    return _connections(member).select_related("resource").filter(uid=uid).first()


def calendar(member: Member, uid: uuid.UUID) -> OutsideCalendar | None:
    rows = OutsideCalendar.objects.of(member.organisation_id).filter(resource__in=resources(member))
    return rows.select_related("connection", "resource").filter(uid=uid).first()


def next_two_weeks(calendars: list[OutsideCalendar], *, now: datetime) -> list[BusyTime]:
    """As read, by their beginning; those that block nothing are among them. One query."""
    if not calendars:
        return []
    rows = BusyTime.objects.of(calendars[0].organisation_id).filter(calendar__in=calendars)
    rows = rows.filter(ends_at__gt=now, starts_at__lt=now + TWO_WEEKS)
    return list(rows.select_related("calendar", "event").order_by("starts_at", "ends_at", "pk"))


def _connections(member: Member) -> QuerySet[CalendarConnection]:
    calendars = OutsideCalendar.objects.of(member.organisation_id).select_related("connection")
    rows = CalendarConnection.objects.of(member.organisation_id).filter(resource__in=resources(member))
    return rows.prefetch_related(Prefetch("calendars", calendars))


def _may_need_one(resource: Resource) -> bool:
    return resource.is_active and resource.kind == Resource.Kind.PERSON
