from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from terminbuch.models import Member, Resource, Service

from .counting import ByWeek, Counted, counted
from .period import Period
from .using import Used, used


@dataclass(frozen=True, slots=True)
class OfService:
    """None is what was entered by hand without a service."""

    service: Service | None
    weeks: Mapping[date, Counted]
    whole: Counted


@dataclass(frozen=True, slots=True)
class OfResource:
    resource: Resource
    weeks: Mapping[date, Used]
    whole: Used


@dataclass(frozen=True, slots=True)
class Report:
    """``weeks`` has each week of the period, in order. Services without any appointment are left out."""

    period: Period
    weeks: Mapping[date, Counted]
    whole: Counted
    services: list[OfService]
    resources: list[OfResource]


def report(member: Member, period: Period) -> Report:
    """Of the whole business. Eight queries, however much there is."""
    by_service = counted(member.organisation, period)
    weeks = {monday: _sum(each.get(monday) for each in by_service.values()) for monday in period.mondays}
    return Report(
        period=period,
        weeks=weeks,
        whole=_sum(weeks.values()),
        services=_services(member, by_service, period),
        resources=_resources(member, period),
    )


def _services(member: Member, by_service: Mapping[int | None, ByWeek], period: Period) -> list[OfService]:
    rows: list[Service | None] = [
        *Service.objects.of(member.organisation_id).order_by("position", "pk"),
        None,
    ]
    known = [(row, by_service.get(row.pk if row else None)) for row in rows]
    return [
        OfService(
            row, {monday: found.get(monday, Counted()) for monday in period.mondays}, _sum(found.values())
        )
        for row, found in known
        if found
    ]


def _resources(member: Member, period: Period) -> list[OfResource]:
    """Those in use, and whoever has left but was there."""
    rows = list(Resource.objects.of(member.organisation_id))
    weeks = used(member, period, rows)
    every = [OfResource(row, weeks[row.pk], _whole(weeks[row.pk].values())) for row in rows]
    return [each for each in every if each.resource.is_active or each.whole.used]


def _sum(some: Iterable[Counted | None]) -> Counted:
    whole = Counted()
    for each in some:
        if each:
            whole += each
    return whole


def _whole(some: Iterable[Used]) -> Used:
    return sum(some, Used())
