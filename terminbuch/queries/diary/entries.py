"""Live allocations as entries of the diary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from terminbuch import availability
from terminbuch.models import Allocation, Booking, Service

from .asked import Asked, rows

Kind = Literal["booking", "pending", "wish", "hold", "offer"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource occupied for one span by a booking, the wish to move one, a hold or an offer.

    ``span`` is what it is about, ``occupied`` has the buffers too. ``until``: when a hold or offer runs out.
    ``others`` are the names of those who serve it besides, in the requirements' order.
    """

    key: int
    resource_id: int
    kind: Kind
    span: availability.Span
    occupied: availability.Span
    uid: UUID | None
    version: int
    who: str
    note: str
    origin: str
    service: Service | None
    until: datetime | None
    others: tuple[str, ...]

    @property
    def is_booking(self) -> bool:
        """Whether it is a booking at its own time."""
        return self.kind in {"booking", "pending"}


class Row(NamedTuple):
    key: int
    resource: int
    starts_at: datetime
    ends_at: datetime
    is_wish: bool
    booking: int | None
    uid: UUID | None
    version: int | None
    status: str | None
    booking_starts_at: datetime | None
    booking_ends_at: datetime | None
    wished_starts_at: datetime | None
    wished_ends_at: datetime | None
    name: str | None
    note: str | None
    origin: str | None
    booking_service: int | None
    hold_starts_at: datetime | None
    hold_ends_at: datetime | None
    hold_service: int | None
    deadline: datetime | None
    offered: int | None
    offered_name: str | None


COLUMNS = (
    "pk", "resource_id", "starts_at", "ends_at", "is_wish",
    "booking_id", "booking__uid", "booking__version", "booking__status",
    "booking__starts_at", "booking__ends_at", "booking__wished_starts_at", "booking__wished_ends_at",
    "booking__name", "booking__staff_note", "booking__origin", "booking__service_id",
    "hold__starts_at", "hold__ends_at", "hold__service_id", "hold__deadline",
    "hold__booking_id", "hold__booking__name",
)  # fmt: skip


def entries(asked: Asked) -> list[Entry]:
    """By start; as many as there are live rows in the span. Three queries."""
    services = {row.pk: row for row in Service.objects.of(asked.organisation_id)}
    serving = _serving(asked)
    found = rows(asked).order_by("starts_at", "pk").values_list(*COLUMNS)
    return [_entry(row, services, serving) for row in map(Row._make, found)]


type Serving = Mapping[tuple[int, bool], list[tuple[int, str]]]
"""By booking, and whether it is for its wish: who serves it, by id and name."""


def _serving(asked: Asked) -> Serving:
    bookings = rows(asked).filter(booking__isnull=False).values("booking_id")
    live = Allocation.objects.of(asked.organisation_id).filter(live=True, booking_id__in=bookings)
    named = live.order_by("position", "pk").values_list(
        "booking_id", "is_wish", "resource_id", "resource__name"
    )
    found: dict[tuple[int, bool], list[tuple[int, str]]] = defaultdict(list)
    for booking, is_wish, resource, name in named:
        found[booking or 0, is_wish].append((resource, name))
    return found


def _entry(row: Row, services: Mapping[int, Service], serving: Serving) -> Entry:
    occupied = availability.Span(row.starts_at, row.ends_at)
    others = [name for key, name in serving.get((row.booking or 0, row.is_wish), []) if key != row.resource]
    return Entry(
        key=row.key,
        resource_id=row.resource,
        kind=_kind(row),
        span=_without_buffers(row, occupied),
        occupied=occupied,
        uid=row.uid,
        version=row.version or 0,
        who=row.name or row.offered_name or "",
        note=row.note or "",
        origin=row.origin or "",
        service=services.get(row.booking_service or row.hold_service or 0),
        until=row.deadline,
        others=tuple(others),
    )


def _kind(row: Row) -> Kind:
    if row.booking is None:
        return "hold" if row.offered is None else "offer"
    if row.is_wish:
        return "wish"
    return "pending" if row.status == Booking.Status.PENDING else "booking"


def _without_buffers(row: Row, occupied: availability.Span) -> availability.Span:
    """What is left within the service's own time; who serves a part of it is there for the part."""
    if row.booking is None:
        starts_at, ends_at = row.hold_starts_at, row.hold_ends_at
    elif row.is_wish:
        starts_at, ends_at = row.wished_starts_at, row.wished_ends_at
    else:
        starts_at, ends_at = row.booking_starts_at, row.booking_ends_at
    if starts_at is None or ends_at is None:
        return occupied
    start, end = max(starts_at, occupied.start), min(ends_at, occupied.end)
    return availability.Span(start, end) if start < end else occupied
