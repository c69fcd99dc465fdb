"""What the plan is asked: which bookings, and who of those who serve them cannot."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from terminbuch.models import Absence, Allocation, Booking, Case, Disruption, Service

from .proposal import Pick, Proposal


@dataclass(frozen=True)
class Asked:
    """A case to be planned. ``rows`` are the booking's own, ``absent`` those that must be replaced."""

    case: Case
    rows: tuple[Allocation, ...]
    absent: tuple[Allocation, ...]
    wish_is_hit: bool

    @property
    def booking(self) -> Booking:
        return self.case.booking

    @property
    def service(self) -> Service:
        """Only of one that can be planned."""
        if self.booking.service is None:
            raise LookupError("a blocked time is not planned")
        return self.booking.service

    @property
    def picks(self) -> tuple[Pick, ...]:
        """Everybody who serves it now."""
        return tuple(Pick(row.position, row.resource.uid) for row in self.rows)

    @property
    def together(self) -> Hashable:
        """Seats of one sitting keep their time together or not at all."""
        is_shared = self.service.capacity > 1 and self.rows
        return self.rows[0].sitting if is_shared else self.case.pk

    def without_plan(self) -> Proposal | None:
        """What is clear without looking for anything; None for what must be planned."""
        if self.booking.service is None:
            return Proposal("phone", why="no_service")
        if not self.absent:
            return Proposal("keep", picks=self.picks)
        if self.booking.has_wish and not self.wish_is_hit:
            return Proposal("decide")
        return None


def asked(disruption: Disruption) -> list[Asked]:
    """The cases of a disruption that wait for a plan. Two queries."""
    rows = Case.objects.of(disruption.organisation_id).filter(disruption=disruption, state=Case.State.PLANNED)
    return [asked_of(case, disruption) for case in _with_people(disruption.organisation_id, rows)]


def asked_elsewhere(disruption: Disruption) -> list[Asked]:
    """The cases of other boards that wait to be sent. Two queries."""
    rows = Case.objects.of(disruption.organisation_id).filter(state=Case.State.PLANNED)
    rows = rows.exclude(disruption=disruption).select_related("disruption__absence")
    return [asked_of(case, case.disruption) for case in _with_people(disruption.organisation_id, rows)]


def _with_people(organisation_id: int, cases: QuerySet[Case]) -> QuerySet[Case]:
    people = Allocation.objects.of(organisation_id).filter(live=True).select_related("resource")
    return cases.select_related("booking__service__organisation", "booking__location").prefetch_related(
        Prefetch("booking__allocations", people.order_by("position", "pk"))
    )


def asked_of(case: Case, disruption: Disruption) -> Asked:
    """With the booking's live rows and their resources at hand."""
    every = list(case.booking.allocations.all())
    own = tuple(row for row in every if not row.is_wish)
    hit = {row.pk for row in every if _is_hit(row, disruption)}
    return Asked(
        case,
        own,
        tuple(row for row in own if row.pk in hit),
        any(row.is_wish and row.pk in hit for row in every),
    )


def _is_hit(row: Allocation, disruption: Disruption) -> bool:
    """By the absence; where a rule changed, whoever the rule is about, or everybody."""
    absence = disruption.absence
    if absence is None:
        return disruption.resource_id in {None, row.resource_id}
    return absence.resource_id in {None, row.resource_id} and reaches_into(
        absence, row.starts_at, row.ends_at
    )


def reaches_into(absence: Absence, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the absence takes some of the time."""
    return absence.starts_at < ends_at and (absence.ends_at is None or starts_at < absence.ends_at)
