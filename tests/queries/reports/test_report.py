from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.booking import cancel, create_by_hand, mark_missed
from terminbuch.models import Member
from terminbuch.queries.reports import Counted, Period, Report, Used, report
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    berlin,
    by_hand,
    make_absence,
    make_booking,
    make_member,
    make_salon,
    make_service,
    needs,
    occupy,
    staff,
)

MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")
A_WEEK = 5 * 8 * 60


@pytest.fixture
def manager(salon: Salon) -> Member:
    return make_member(salon.organisation)


@pytest.fixture
def clara(manager: Member) -> Actor:
    return staff(manager)


def told(manager: Member, *, weeks: int = 1, last: date = MONDAY) -> Report:
    return report(manager, Period(last, weeks, BERLIN))


def test_booked_cancelled_and_missed_are_counted_in_the_week_in_which_they_begin(
    salon: Salon, manager: Member, clara: Actor
) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    missed = make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)
    gone = make_booking(salon.cut, at=TUESDAY_9, who="Carla", resource_id=salon.ben.pk)
    make_booking(salon.cut, at=berlin(30, 9), who="Dora", resource_id=salon.ben.pk)
    cancel(gone.pk, by=clara, now=SUNDAY_18)
    mark_missed(missed.pk, by=clara, now=MONDAY_10)

    said = told(manager, weeks=2, last=date(2026, 12, 1))

    assert said.weeks == {MONDAY: Counted(2, 1, 1, 120), date(2026, 11, 30): Counted(1, 0, 0, 60)}
    assert said.whole == Counted(3, 1, 1, 180)


def test_what_nobody_booked_is_not_counted(salon: Salon, manager: Member, clara: Actor) -> None:
    colour = make_service(salon.organisation, "colour", needs_approval=True)
    needs(colour, salon.ben)
    declined = make_booking(colour, at=MONDAY_9)
    declined.status = "declined"
    declined.save()
    create_by_hand(
        by_hand(salon, service_id=None, customer=None, starts_at=TUESDAY_9), by=clara, now=SUNDAY_18
    )
    occupy(salon.cut, salon.clara, MONDAY_9, MONDAY_10)

    assert told(manager).whole == Counted()


def test_each_service_has_its_own_numbers_and_one_without_any_is_left_out(
    salon: Salon, manager: Member, clara: Actor
) -> None:
    colour = make_service(salon.organisation, "colour", duration_minutes=120)
    needs(colour, salon.clara)
    make_service(salon.organisation, "never")
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(colour, at=MONDAY_9, who="Berta")
    create_by_hand(by_hand(salon, service_id=None, starts_at=TUESDAY_9), by=clara, now=SUNDAY_18)

    services = told(manager).services

    found = [(each.service.slug if each.service else "", each.whole) for each in services]
    assert found == [
        ("cut", Counted(1, 0, 0, 60)),
        ("colour", Counted(1, 0, 0, 120)),
        ("", Counted(1, 0, 0, 60)),
    ]


def test_a_resource_is_used_for_as_much_as_customers_have_of_its_hours(salon: Salon, manager: Member) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=TUESDAY_9, who="Berta", resource_id=salon.ben.pk)

    found = {each.resource.name: each.whole for each in told(manager).resources}

    assert found == {"Ben": Used(A_WEEK, 120), "Clara": Used(A_WEEK, 0), "Raum 1": Used(A_WEEK, 0)}
    assert (found["Ben"].percent, Used(0, 0).percent) == (5, None)


def test_absences_and_blocked_times_are_no_time_that_customers_could_have(
    salon: Salon, manager: Member, clara: Actor
) -> None:
    make_absence(salon, salon.ben, berlin(24, 0), berlin(25, 0))
    make_absence(salon, None, berlin(27, 0), berlin(28, 0))
    create_by_hand(by_hand(salon, service_id=None, customer=None), by=clara, now=SUNDAY_18)

    ben = told(manager).resources[0]

    assert ben.whole == Used(A_WEEK - 2 * 8 * 60 - 60, 0)


def test_what_is_booked_outside_the_hours_does_not_make_more_than_all(
    salon: Salon, manager: Member, clara: Actor
) -> None:
    late = by_hand(salon, starts_at=berlin(23, 16), duration_minutes=180, overrides=True)
    create_by_hand(late, by=clara, now=SUNDAY_18)

    assert told(manager).resources[0].whole == Used(A_WEEK, 60)


def test_the_week_in_which_clocks_go_back_has_as_much_as_any_other(salon: Salon, manager: Member) -> None:
    weeks = told(manager, last=date(2026, 10, 25)).resources[0].weeks

    assert weeks == {date(2026, 10, 19): Used(A_WEEK, 0)}


def test_another_business_counts_for_itself(salon: Salon, manager: Member) -> None:
    mallory = make_salon("mallory")
    make_booking(mallory.cut, at=MONDAY_9)

    assert told(manager).whole == Counted()
    assert [each.whole.used for each in told(manager).resources] == [0, 0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_however_much_there_is(
    salon: Salon, manager: Member, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_booking(salon.cut, at=berlin(23, 9 + number), who=f"Anna{number}")

    with django_assert_num_queries(8):
        told(manager, weeks=4)
