"""A service's times: length, grid, buffers, notice, horizon, seats."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet

from terminbuch.models import Allocation, Booking, Service

from .change import RuleChange, bookings_of, coming

A_DAY = 24 * 60
# The widest that the table and the rule take; a horizon of None has no end.
BOUNDS = {
    "duration_minutes": (1, 10080),
    "step_minutes": (1, 1440),
    "buffer_before_minutes": (0, 1440),
    "buffer_after_minutes": (0, 1440),
    "notice_minutes": (0, 525600),
    "horizon_days": (0, 3650),
    "capacity": (1, 1000),
}


@dataclass(frozen=True, slots=True)
class Times:
    """Raises ValueError with the name of a field that is out of bounds."""

    duration_minutes: int
    step_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    notice_minutes: int
    horizon_days: int | None
    capacity: int

    def __post_init__(self) -> None:
        for field, (least, most) in BOUNDS.items():
            number = getattr(self, field)
            if number is not None and not least <= number <= most:
                raise ValueError(field)

    @property
    def leaves_nothing(self) -> bool:
        """Whether the notice reaches beyond the last day that can be booked, today included."""
        last = self.horizon_days
        return last is not None and self.notice_minutes >= (last + 1) * A_DAY


@dataclass(frozen=True)
class TimesChange(RuleChange):
    """Bookings that are agreed keep their own length and buffers, whatever their service says later."""

    what: ClassVar[str] = "service"
    service_id: int
    times: Times

    @property
    def wanted(self) -> Times:
        return self.times

    def stored(self) -> Times:
        return times_of(self.services().get())

    def services(self) -> QuerySet[Service]:
        return super().services().filter(pk=self.service_id)

    def on_service(self, service: Service) -> Service:
        changed = copy(service)
        for field, number in asdict(self.times).items():
            setattr(changed, field, number)
        return changed

    def outside(self, now: datetime) -> list[Booking]:
        """Where there are fewer seats than were given away: those who took one last."""
        rows = coming(self.organisation_id, now).filter(booking__service_id=self.service_id)
        sittings: dict[UUID, dict[int, Allocation]] = defaultdict(dict)
        for row in rows.order_by("booking__created_at", "booking_id"):
            sittings[row.sitting].setdefault(row.booking_id or 0, row)
        before = self.stored().capacity
        return bookings_of(
            self.organisation_id,
            (row for seats in sittings.values() for row in [*seats.values()][self.times.capacity : before]),
        )


def times_of(service: Service) -> Times:
    return Times(**{field: getattr(service, field) for field in BOUNDS})
