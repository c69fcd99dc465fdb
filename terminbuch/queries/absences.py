"""Absences as pages list them, and one of them; each member within the own right."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from terminbuch.models import Absence, Case, Location, Member, Organisation, Resource

LISTED = timedelta(days=92)
A_FEW = 100
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """Running and coming by their start; of what is over or withdrawn the latest, at most a hundred."""

    running: list[Absence]
    coming: list[Absence]
    past: list[Absence]
    withdrawn: list[Absence]

    def __bool__(self) -> bool:
        return any((self.running, self.coming, self.past, self.withdrawn))


def listed(member: Member, *, now: datetime) -> Listed:
    """Whoever sees only the own bookings sees the own absences and closed locations. Four queries."""
    return _listed(visible_to(member), now)


def closures(member: Member, *, now: datetime) -> Listed:
    """Those of whole locations alone. Four queries."""
    return _listed(visible_to(member).filter(location__isnull=False), now)


def _listed(rows: QuerySet[Absence], now: datetime) -> Listed:
    valid = rows.filter(withdrawn_at__isnull=True)
    present = valid.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now)).order_by("starts_at", "pk")
    withdrawn = rows.filter(withdrawn_at__gt=now - LISTED)
    return Listed(
        running=list(present.filter(starts_at__lte=now)),
        coming=list(present.filter(starts_at__gt=now)),
        past=list(
            valid.filter(ends_at__lte=now, ends_at__gt=now - LISTED).order_by("-ends_at", "-pk")[:A_FEW]
        ),
        withdrawn=list(withdrawn.order_by("-withdrawn_at", "-pk")[:A_FEW]),
    )


def by_uid(member: Member, uid: uuid.UUID) -> Absence | None:
    """None for what is not there and for what is not to be seen."""
    return visible_to(member).filter(uid=uid).first()


def visible_to(member: Member) -> QuerySet[Absence]:
    rows = Absence.objects.of(member.organisation_id)
    if not member.sees_all:
        rows = rows.filter(Q(resource_id=member.resource_id or 0) | Q(resource__isnull=True))
    rows = rows.select_related("resource", "location", "created_by__user", "disruption")
    return rows.prefetch_related("resource__schedules__location")


def open_cases(absences: Iterable[Absence]) -> dict[int, int]:
    """How many bookings still wait for something, by the absence that hits them. One query, or none."""
    rows = [absence for absence in absences if getattr(absence, "disruption", None) is not None]
    if not rows:
        return {}
    cases = Case.objects.of(rows[0].organisation_id).filter(disruption__absence__in=rows, state__in=Case.OPEN)
    found: dict[int, int] = {}
    for key in cases.values_list("disruption__absence_id", flat=True):
        found[key or 0] = found.get(key or 0, 0) + 1
    return found


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What has become of the bookings that an absence hits: nothing yet, waiting for an answer, changed."""

    undecided: int = 0
    waiting: int = 0
    changed: int = 0


def outcomes(absence: Absence) -> Outcomes:
    """One query."""
    rows = Case.objects.of(absence.organisation_id).filter(disruption__absence=absence)
    states = list(rows.values_list("state", flat=True))
    return Outcomes(
        undecided=sum(state in {Case.State.PLANNED, Case.State.PHONE} for state in states),
        waiting=states.count(Case.State.WAITING),
        changed=sum(state in {Case.State.KEPT, Case.State.MOVED, Case.State.CANCELLED} for state in states),
    )


def absent_ones(organisation: Organisation) -> list[Resource]:
    """Who may be away: everybody who is booked, in the business's order."""
    rows = Resource.objects.of(organisation).filter(is_active=True)
    return list(rows.prefetch_related("schedules__location"))


def places(organisation: Organisation) -> list[Location]:
    return list(Location.objects.of(organisation).select_related("organisation"))


def zone_of(resource: Resource) -> ZoneInfo:
    """By whose clock a resource's day begins: that of the first location where it is open.

    Reads the schedules and their locations: prefetch them.
    """
    where = sorted((schedule.location for schedule in resource.schedules.all()), key=_place)
    return where[0].zone if where else first_zone(resource.organisation_id)


def _place(location: Location) -> tuple[int, int]:
    return location.position, location.pk


def first_zone(organisation_id: int) -> ZoneInfo:
    first = Location.objects.of(organisation_id).first()
    return first.zone if first else ZoneInfo("UTC")


def closed_days(location: Location, first: date, last: date) -> set[date]:
    """The dates, both ends included, on which the whole location is closed from midnight to midnight."""
    zone = location.zone
    opens, closes = _midnight(first, zone), _midnight(last + A_DAY, zone)
    rows = Absence.objects.of(location.organisation_id).filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=opens),
        location=location, withdrawn_at__isnull=True, starts_at__lt=closes,
    )  # fmt: skip
    spans = list(rows.values_list("starts_at", "ends_at"))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return {day for day in days if _covers(spans, _midnight(day, zone), _midnight(day + A_DAY, zone))}


def _covers(spans: list[tuple[datetime, datetime | None]], opens: datetime, closes: datetime) -> bool:
    return any(start <= opens and (end is None or end >= closes) for start, end in spans)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
