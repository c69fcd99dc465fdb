"""What is refused, and that a refusal writes nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import book
from terminbuch.actions.refusals import NotOffered, NotYours, Refusal, SlotTaken, TooManyBookings
from terminbuch.models import Absence, Booking, ScheduleException
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_request,
    berlin,
    change,
    make_booking,
    make_resource,
    make_service,
    needs,
    open_weekly,
)
from tests.reading import everything, occupied

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def refuse(
    salon: Salon, refusal: type[Refusal], *, at: datetime, now: datetime = SUNDAY_18, **fields: Any
) -> Any:
    """Ask, hear the refusal, and see that nothing was written."""
    before = everything(salon.organisation)

    with pytest.raises(refusal) as refused:
        book(a_request(salon.cut, at=at, **fields), by=VISITOR, now=now)

    assert everything(salon.organisation) == before
    return refused.value


NEVER_OFFERED: dict[str, tuple[datetime, str]] = {
    "a quarter past": (berlin(23, 9, 15), "W2"),
    "a minute past": (berlin(23, 9, 1), "W2"),
    "half a minute past": (MONDAY_9 + timedelta(seconds=30), "W2"),
    "a microsecond past": (MONDAY_9 + timedelta(microseconds=1), "W2"),
    "before opening": (berlin(23, 8, 30), "W3"),
    "too late to be done by closing": (berlin(23, 16, 30), "W3"),
    "at closing": (berlin(23, 17), "W3"),
    "on a day off": (berlin(28, 9), "W3"),
    "in the night": (berlin(24, 3), "W3"),
    "an hour ago": (SUNDAY_18 - HOUR, "W7"),
    "last week": (berlin(16, 9), "W7"),
    "beyond the horizon": (datetime(2027, 1, 22, 8, tzinfo=UTC), "W8"),
    "in a thousand years": (datetime(3026, 11, 23, 8, tzinfo=UTC), "W8"),
    "at the end of time": (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "W8"),
    "at the beginning of time": (datetime(1, 1, 1, tzinfo=UTC), "W7"),
}


@pytest.mark.parametrize(("at", "rule"), NEVER_OFFERED.values(), ids=NEVER_OFFERED)
def test_a_start_that_is_no_slot_is_not_on_offer(salon: Salon, at: datetime, rule: str) -> None:
    refused = refuse(salon, NotOffered, at=at)

    assert refused.rule == rule


def test_the_last_day_of_the_horizon_is_a_full_day(salon: Salon) -> None:
    """Sunday 22 November and sixty days are Thursday 21 January."""
    assert make_booking(salon.cut, at=datetime(2027, 1, 21, 15, tzinfo=UTC)).pk


def test_notice_is_counted_in_elapsed_minutes_and_equality_is_in_time(salon: Salon) -> None:
    change(salon.cut, notice_minutes=120)

    refuse(salon, NotOffered, at=MONDAY_9, now=MONDAY_9 - 2 * HOUR + timedelta(seconds=1))

    assert make_booking(salon.cut, now=MONDAY_9 - 2 * HOUR).starts_at == MONDAY_9


def test_notice_over_a_change_of_the_clocks_is_elapsed_time(salon: Salon) -> None:
    """Clocks go back on Sunday 25 October: from Saturday 22:00 to Sunday 9:00 are twelve hours."""
    open_weekly(salon.ben, salon.location, days=range(6, 7))
    change(salon.cut, notice_minutes=12 * 60)
    start = berlin(25, 9, month=10)

    refuse(salon, NotOffered, at=start, now=berlin(24, 22, 1, month=10))

    assert make_booking(salon.cut, at=start, now=berlin(24, 22, month=10)).starts_at == start


def test_a_given_last_day_counts_when_it_is_earlier_than_the_horizon(salon: Salon) -> None:
    change(salon.cut, until_date=date(2026, 11, 23))

    refused = refuse(salon, NotOffered, at=TUESDAY_9)

    assert refused.rule == "W8"
    assert make_booking(salon.cut, at=MONDAY_9).pk


def test_a_closed_date_is_closed(salon: Salon) -> None:
    for resource in (salon.ben, salon.clara):
        ScheduleException.objects.create(
            organisation=salon.organisation, schedule=resource.schedules.get(), on_date=date(2026, 11, 23)
        )

    assert refuse(salon, NotOffered, at=MONDAY_9).rule == "W3"


def test_other_hours_of_a_date_hold_instead_of_the_usual_ones(salon: Salon) -> None:
    ScheduleException.objects.create(
        organisation=salon.organisation, schedule=salon.ben.schedules.get(), on_date=date(2026, 11, 23),
        opens=time(12), closes=time(20),
    )  # fmt: skip

    refuse(salon, NotOffered, at=MONDAY_9, resource_id=salon.ben.pk)

    assert make_booking(salon.cut, at=berlin(23, 19), resource_id=salon.ben.pk).pk


def absent(salon: Salon, **of: Any) -> None:
    Absence.objects.create(organisation=salon.organisation, **of)


ABSENCES: dict[str, Callable[[Salon], None]] = {
    "an hour": lambda salon: absent(salon, resource=salon.ben, starts_at=MONDAY_9, ends_at=MONDAY_10),
    "its last minute": lambda salon: absent(
        salon, resource=salon.ben, starts_at=MONDAY_10 - MINUTE, ends_at=MONDAY_10
    ),
    "since last week": lambda salon: absent(
        salon, resource=salon.ben, starts_at=berlin(10, 9), ends_at=TUESDAY_9
    ),
    "until further notice": lambda salon: absent(salon, resource=salon.ben, starts_at=berlin(1, 9)),
    "the place is closed": lambda salon: absent(
        salon, location=salon.location, starts_at=MONDAY_9, ends_at=MONDAY_10
    ),
}


@pytest.mark.parametrize("make", ABSENCES.values(), ids=ABSENCES)
def test_nobody_is_booked_who_is_away(salon: Salon, make: Callable[[Salon], None]) -> None:
    make(salon)

    refuse(salon, SlotTaken, at=MONDAY_9, resource_id=salon.ben.pk)


def test_an_absence_that_only_touches_is_in_nobodys_way(salon: Salon) -> None:
    absent(salon, resource=salon.ben, starts_at=berlin(23, 8), ends_at=MONDAY_9)
    absent(salon, resource=salon.ben, starts_at=MONDAY_10, ends_at=None)

    assert make_booking(salon.cut, resource_id=salon.ben.pk).starts_at == MONDAY_9


OVERLAPS = {
    "the same hour": MONDAY_10,
    "half an hour later": MONDAY_10 + 30 * MINUTE,
    "half an hour earlier": MONDAY_10 - 30 * MINUTE,
}


@pytest.mark.parametrize("at", OVERLAPS.values(), ids=OVERLAPS)
def test_a_taken_time_is_taken(salon: Salon, at: datetime) -> None:
    make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)

    refuse(salon, SlotTaken, at=at, who="Berta", resource_id=salon.ben.pk)


def test_a_short_booking_within_a_long_one_is_refused_and_a_long_one_around_a_short_one(salon: Salon) -> None:
    long = make_service(salon.organisation, "colour", duration_minutes=180)
    needs(long, salon.ben)
    make_booking(long, at=MONDAY_9)
    make_booking(salon.cut, at=TUESDAY_10, resource_id=salon.ben.pk)

    refuse(salon, SlotTaken, at=MONDAY_10, resource_id=salon.ben.pk)
    with pytest.raises(SlotTaken):
        make_booking(long, at=TUESDAY_9)


def test_times_that_touch_are_both_booked(salon: Salon) -> None:
    for hour in (9, 11, 10):
        make_booking(salon.cut, at=berlin(23, hour), resource_id=salon.ben.pk)

    assert occupied(salon.ben) == [(berlin(23, hour), berlin(23, hour + 1)) for hour in (9, 10, 11)]


def test_between_two_bookings_lie_the_firsts_after_and_the_seconds_before(salon: Salon) -> None:
    """Ten minutes after the first and twenty before the second: half an hour at least."""
    change(salon.cut, buffer_after_minutes=10, buffer_before_minutes=20, step_minutes=5)
    make_booking(salon.cut, at=berlin(23, 12), resource_id=salon.ben.pk)

    refuse(salon, SlotTaken, at=berlin(23, 13, 25), resource_id=salon.ben.pk)
    refuse(salon, SlotTaken, at=berlin(23, 10, 35), resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(23, 13, 30), resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(23, 10, 30), resource_id=salon.ben.pk)

    assert occupied(salon.ben) == [
        (berlin(23, 10, 10), berlin(23, 11, 40)),
        (berlin(23, 11, 40), berlin(23, 13, 10)),
        (berlin(23, 13, 10), berlin(23, 14, 40)),
    ]


def test_buffers_count_against_absences_and_may_lie_outside_the_opening_hours(salon: Salon) -> None:
    change(salon.cut, buffer_before_minutes=30)
    absent(salon, resource=salon.ben, starts_at=TUESDAY_9 - 10 * MINUTE, ends_at=TUESDAY_9)

    refuse(salon, SlotTaken, at=TUESDAY_9, resource_id=salon.ben.pk)

    assert make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk).pk


def test_a_full_day_is_full_and_the_next_one_is_not(salon: Salon) -> None:
    change(salon.cut, max_per_day=2)
    make_booking(salon.cut, at=MONDAY_9)
    make_booking(salon.cut, at=berlin(23, 15))

    refuse(salon, SlotTaken, at=berlin(23, 11))

    assert make_booking(salon.cut, at=TUESDAY_9).pk


def test_a_cancelled_booking_does_not_count_for_the_day(salon: Salon) -> None:
    change(salon.cut, max_per_day=1)
    booking = make_booking(salon.cut, at=MONDAY_9)
    Booking.objects.of(salon.organisation).filter(pk=booking.pk).update(status="cancelled")

    assert make_booking(salon.cut, at=berlin(23, 15)).pk


def test_a_customer_books_no_more_than_allowed_whatever_the_spelling_of_the_mail(salon: Salon) -> None:
    change(salon.cut, max_per_customer=2)
    make_booking(salon.cut, at=MONDAY_9, email="anna@example.org")
    make_booking(salon.cut, at=TUESDAY_9, email="Anna@Example.ORG", name="Anni")

    refuse(salon, TooManyBookings, at=berlin(25, 9), email="ANNA@example.org", name="A.")

    assert make_booking(salon.cut, at=berlin(25, 9), who="Berta").pk


def test_past_and_cancelled_bookings_do_not_count_for_the_customer(salon: Salon) -> None:
    change(salon.cut, max_per_customer=1)
    past = make_booking(salon.cut, at=MONDAY_9)
    booking = make_booking(salon.cut, at=TUESDAY_9, now=past.ends_at)
    Booking.objects.of(salon.organisation).filter(pk=booking.pk).update(status="cancelled")

    assert make_booking(salon.cut, at=berlin(25, 9), now=past.ends_at).pk


def test_the_limit_is_per_service_and_per_organisation(salon: Salon, mallory: Salon) -> None:
    other = make_service(salon.organisation, "shave", max_per_customer=1)
    needs(other, salon.clara)
    change(salon.cut, max_per_customer=1)
    make_booking(mallory.cut, at=MONDAY_9)
    make_booking(salon.cut, at=MONDAY_9)

    assert make_booking(other, at=TUESDAY_9).pk


STRANGE: dict[str, Callable[[Salon, Salon], dict[str, int]]] = {
    "their service": lambda _, mallory: {"service_id": mallory.cut.pk},
    "their location": lambda _, mallory: {"location_id": mallory.location.pk},
    "their resource": lambda _, mallory: {"resource_id": mallory.ben.pk},
    "their organisation": lambda _, mallory: {"organisation_id": mallory.organisation.pk},
    "no such service": lambda *_: {"service_id": 10**9},
    "no such location": lambda *_: {"location_id": 10**9},
    "no such resource": lambda *_: {"resource_id": 10**9},
    "a resource that does not offer it": lambda salon, _: {"resource_id": salon.room.pk},
}


@pytest.mark.parametrize("ids", STRANGE.values(), ids=STRANGE)
def test_another_organisations_things_are_not_found(salon: Salon, mallory: Salon, ids: Any) -> None:
    before = everything(mallory.organisation)

    refuse(salon, NotYours, at=MONDAY_9, **ids(salon, mallory))

    assert everything(mallory.organisation) == before


@pytest.mark.parametrize("state", [{"is_active": False}, {"is_online": False}])
def test_a_service_that_is_not_online_is_not_found(salon: Salon, state: dict[str, bool]) -> None:
    change(salon.cut, **state)

    refuse(salon, NotYours, at=MONDAY_9)


def test_a_resource_that_is_no_longer_active_is_not_found_and_serves_nobody(salon: Salon) -> None:
    change(salon.ben, is_active=False)

    refuse(salon, NotYours, at=MONDAY_9, resource_id=salon.ben.pk)

    assert make_booking(salon.cut).people() == ["Clara"]
    refuse(salon, SlotTaken, at=MONDAY_9, who="Berta")


def test_a_service_nobody_offers_is_not_on_offer(salon: Salon) -> None:
    lonely = make_service(salon.organisation, "lonely")

    with pytest.raises(NotOffered):
        make_booking(lonely)


def test_a_resource_without_hours_here_is_not_on_offer(salon: Salon) -> None:
    dora = make_resource(salon.organisation, "Dora")
    needs(salon.cut, dora)

    assert refuse(salon, NotOffered, at=MONDAY_9).rule == "W3"


@pytest.mark.parametrize("resource", ["ben", "room"])
def test_nobody_is_chosen_where_the_service_leaves_no_choice(salon: Salon, resource: str) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben, salon.clara)

    with pytest.raises(NotYours):
        make_booking(shave, resource_id=getattr(salon, resource).pk)


def test_a_device_that_everybody_needs_and_that_is_gone_leaves_nothing_on_offer(salon: Salon) -> None:
    together = make_service(salon.organisation, "together")
    needs(together, salon.ben, salon.room, everyone=True)
    change(salon.room, is_active=False)

    with pytest.raises(NotOffered):
        make_booking(together)

    assert occupied(salon.room) == []
