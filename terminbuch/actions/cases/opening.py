"""What hits a booking opens a case for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from terminbuch.models import Booking, Case, Disruption

from ..asking import Actor


def open_cases(
    disruption: Disruption, bookings: Iterable[Booking], *, by: Actor, now: datetime
) -> list[Case]:
    """A case to be planned for each booking; the caller has locked what the bookings occupy.

    A booking that somebody already looks after stays there: it is in one case only. One of this disruption
    that had ended is opened again.
    """
    wanted = {booking.pk: booking for booking in bookings}
    rows = Case.objects.of(disruption.organisation_id).filter(booking__in=wanted)
    for booking_id in rows.filter(state__in=Case.OPEN).values_list("booking_id", flat=True):
        wanted.pop(booking_id, None)
    ended = {
        case.booking_id: case for case in rows.filter(disruption=disruption).exclude(state__in=Case.OPEN)
    }
    again = [_anew(ended.pop(key), wanted.pop(key), by, now) for key in [*wanted] if key in ended]
    fresh = Case.objects.bulk_create(_fresh(disruption, booking, by, now) for booking in wanted.values())
    return [*again, *fresh]


def _anew(case: Case, booking: Booking, by: Actor, now: datetime) -> Case:
    case.state, case.proposal, case.undo, case.deadline = Case.State.PLANNED, {}, {}, None
    case.was_starts_at, case.changed_at, case.changed_by = booking.starts_at, now, by.member
    case.version += 1
    case.save()
    return case


def _fresh(disruption: Disruption, booking: Booking, by: Actor, now: datetime) -> Case:
    return Case(
        organisation_id=disruption.organisation_id,
        disruption=disruption,
        booking=booking,
        was_starts_at=booking.starts_at,
        changed_at=now,
        changed_by=by.member,
    )
