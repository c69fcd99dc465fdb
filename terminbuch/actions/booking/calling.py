"""Nobody can be mailed, so somebody phones."""

from __future__ import annotations

from datetime import datetime

from terminbuch.models import Booking, Task


def can_be_mailed(booking: Booking) -> bool:
    return bool(booking.email)


def concerns_somebody(booking: Booking) -> bool:
    """A blocked time concerns no customer."""
    return booking.service_id is not None or booking.customer_id is not None


def ask_to_call(booking: Booking, about: str, *, now: datetime) -> None:
    """A task where no mail can go (S39). What there was to say before is out of date with it."""
    if can_be_mailed(booking) or not concerns_somebody(booking):
        return
    rows = Task.objects.of(booking.organisation_id).filter(
        booking=booking, kind=Task.Kind.PHONE, case__isnull=True, done_at__isnull=True
    )
    rows.update(done_at=now)
    Task.objects.create(
        organisation_id=booking.organisation_id,
        kind=Task.Kind.PHONE,
        about=about,
        booking=booking,
        created_at=now,
    )
