"""How a booking was before a change: enough to make it so again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from terminbuch.models import Booking, Hold

from ..promising import iso
from .people import serving


@dataclass(frozen=True)
class Before:
    """Ids and times, as a history entry keeps them. Name and address are looked up again, not kept.

    ``ends_more``: a wished move or offered times ended with the change, which nobody can bring back.
    """

    service: int | None
    location: int
    picks: list[int]
    starts_at: str
    minutes: int
    before: int
    after: int
    customer: int | None
    staff_note: str
    chosen_resource: int | None
    attends_at: str
    ends_more: bool

    def as_facts(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def starts(self) -> datetime:
        return datetime.fromisoformat(self.starts_at)


def kept_of(booking: Booking) -> Before:
    """Two queries."""
    return Before(
        service=booking.service_id,
        location=booking.location_id,
        picks=[person.pk for person in serving(booking)],
        starts_at=iso(booking.starts_at),
        minutes=int(booking.duration.total_seconds()) // 60,
        before=booking.buffer_before_minutes,
        after=booking.buffer_after_minutes,
        customer=booking.customer_id,
        staff_note=booking.staff_note,
        chosen_resource=booking.chosen_resource_id,
        attends_at=iso(booking.attends_at) if booking.attends_at else "",
        ends_more=booking.has_wish or _has_offers(booking),
    )


def _has_offers(booking: Booking) -> bool:
    return Hold.objects.of(booking.organisation_id).filter(booking=booking).exists()
