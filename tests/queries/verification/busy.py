"""A salon in which everything has happened once, by our own deeds; and plain SQL that plants faults in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from terminbuch.actions.asking import LINK_HOLDER, WORKER
from terminbuch.actions.booking import accept, cancel, create_by_hand, decline, edit, expire, reschedule
from terminbuch.actions.deliveries import mark_failed, mark_sent, take_due
from terminbuch.actions.holding import hold
from terminbuch.actions.outside import writing
from terminbuch.ical.seen import Known
from terminbuch.models import Booking, OutsideCalendar
from terminbuch.queries.verification import Found, compare
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_hold,
    a_move,
    as_it_is,
    berlin,
    by_hand,
    change,
    make_booking,
    make_calendar,
    make_member,
    make_salon,
    make_service,
    needs,
    staff,
)

LEASE = timedelta(minutes=1)


@dataclass(frozen=True)
class Life:
    salon: Salon
    agreed: Booking
    """Monday at nine with Ben, in whose calendar it stands; a reminder of it is due."""
    moved: Booking
    cancelled: Booking
    wished: Booking
    """Confirmed for Wednesday; its customer would like Thursday."""
    seats: tuple[Booking, Booking]
    calendar: OutsideCalendar


def a_busy_life() -> Life:
    salon = make_salon()
    clara = staff(make_member(salon.organisation, role="owner"))
    change(salon.cut, reminder_minutes=120)
    calendar = make_calendar(salon.ben, blocks=False, receives=True)
    agreed = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    moved = make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.clara.pk)
    reschedule(a_move(moved, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    edit(moved.pk, as_it_is(moved, starts_at=TUESDAY_10), version=2, by=clara, now=SUNDAY_18)
    cancelled = make_booking(salon.cut, at=berlin(23, 14), resource_id=salon.ben.pk)
    cancel(cancelled.pk, by=clara, now=SUNDAY_18)
    create_by_hand(by_hand(salon, starts_at=berlin(25, 9)), by=clara, now=SUNDAY_18)
    create_by_hand(
        by_hand(salon, service_id=None, customer=None, starts_at=berlin(25, 12), buffer_after_minutes=15),
        by=clara, now=SUNDAY_18,
    )  # fmt: skip
    colour = make_service(salon.organisation, "colour", needs_approval=True, buffer_before_minutes=15)
    needs(colour, salon.clara)
    wished = make_booking(colour, at=berlin(25, 10), who="Dora")
    accept(wished.pk, by=clara, now=SUNDAY_18)
    reschedule(a_move(wished, to=berlin(26, 10)), by=LINK_HOLDER, now=SUNDAY_18)
    decline(make_booking(colour, at=berlin(26, 14)).pk, by=clara, now=SUNDAY_18)
    expire(make_booking(colour, at=berlin(26, 16)).pk, by=WORKER, now=berlin(26, 16))
    course = make_service(salon.organisation, "course", capacity=3)
    needs(course, salon.room)
    first, second = (make_booking(course, at=berlin(26, 9), who=who) for who in ("Anna", "Berta"))
    hold(a_hold(salon.cut, at=berlin(27, 15)), now=SUNDAY_18)
    _send_all()
    return Life(
        salon, _fresh(agreed), _fresh(moved), _fresh(cancelled), _fresh(wished), (first, second), calendar
    )


def _fresh(booking: Booking) -> Booking:
    booking.refresh_from_db()
    return booking


def _send_all() -> None:
    """All mails that are due but one, which fails for good; and every entry."""
    later = SUNDAY_18 + timedelta(minutes=1)
    first = take_due(later, lease=LEASE)
    assert first is not None
    mark_failed(first, error="550", now=later, for_good=True)
    while (delivery := take_due(later, lease=LEASE)) is not None:
        mark_sent(delivery, now=later)
    while (write := writing.take_due_write(later, lease=LEASE)) is not None:
        known = Known(f"{write.booking.uid}.ics", "1") if write.entry else None
        writing.wrote(write, known, now=later)


def found(now: Any = SUNDAY_18) -> list[Found]:
    return compare(now=now).found


def codes(now: Any = SUNDAY_18) -> list[str]:
    return sorted({each.code for each in found(now)})


def by_plain_sql(statement: str, *values: Any) -> None:
    adapt = connection.ops.adapt_datetimefield_value
    stored = [adapt(value) if isinstance(value, datetime) else value for value in values]
    with connection.cursor() as cursor:
        cursor.execute(statement, stored)
        assert cursor.rowcount != 0, statement
