from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from terminbuch.models import Absence, Member
from terminbuch.queries import absences
from tests.builders import (
    BERLIN,
    MONDAY_9,
    SUNDAY_18,
    Salon,
    berlin,
    make_location,
    make_member,
    make_resource,
    make_salon,
    open_weekly,
)

A_DAY = timedelta(days=1)


def make_absence(salon: Salon, **fields: Any) -> Absence:
    values = {"resource": salon.ben, "starts_at": MONDAY_9, "ends_at": MONDAY_9 + A_DAY}
    return Absence.objects.create(organisation=salon.organisation, **values | fields)


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture
def clara(salon: Salon) -> Member:
    return make_member(salon.organisation)


def test_absences_are_listed_by_what_they_are_now(salon: Salon, clara: Member) -> None:
    coming = make_absence(salon)
    running = make_absence(salon, starts_at=SUNDAY_18 - A_DAY, ends_at=None)
    past = make_absence(salon, starts_at=SUNDAY_18 - 2 * A_DAY, ends_at=SUNDAY_18)
    withdrawn = make_absence(salon, withdrawn_at=SUNDAY_18)
    make_absence(salon, starts_at=SUNDAY_18 - 300 * A_DAY, ends_at=SUNDAY_18 - 200 * A_DAY)

    assert absences.listed(clara, now=SUNDAY_18) == absences.Listed([running], [coming], [past], [withdrawn])


def test_a_stranger_sees_none_of_them(salon: Salon) -> None:
    absence = make_absence(salon)
    mallory = make_member(make_salon("barber").organisation, "Mallory")

    assert not absences.listed(mallory, now=SUNDAY_18)
    assert absences.by_uid(mallory, absence.uid) is None


def test_who_sees_the_own_bookings_sees_the_own_absences_and_closed_days(salon: Salon) -> None:
    ben = make_member(salon.organisation, "Ben", role=Member.Role.RESOURCE, resource=salon.ben)
    own, closed = make_absence(salon), make_absence(salon, resource=None, location=salon.location)
    make_absence(salon, resource=salon.clara)

    assert absences.listed(ben, now=SUNDAY_18).coming == [own, closed]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    salon: Salon, clara: Member, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_absence(salon, resource=make_resource(salon.organisation, f"Person {number}"))

    with django_assert_num_queries(5):
        assert len(absences.listed(clara, now=SUNDAY_18).coming) == count


def test_a_resource_keeps_the_clock_of_the_first_place_where_it_is_open(salon: Salon) -> None:
    there = make_location(salon.organisation, "lisboa", zone_name="Europe/Lisbon", position=1)
    travelling = make_resource(salon.organisation, "Dora")
    open_weekly(travelling, there)

    zones = [
        absences.zone_of(each) for each in (salon.ben, travelling, make_resource(salon.organisation, "E"))
    ]

    assert zones == [BERLIN, ZoneInfo("Europe/Lisbon"), BERLIN]


def test_a_day_is_closed_when_all_of_it_is(salon: Salon) -> None:
    christmas = {"resource": None, "location": salon.location}
    make_absence(salon, starts_at=berlin(24, 0, month=12), ends_at=berlin(27, 0, month=12), **christmas)
    make_absence(salon, starts_at=berlin(31, 12, month=12), ends_at=None, **christmas)
    make_absence(salon, starts_at=berlin(21, 0, month=12), ends_at=berlin(22, 0, month=12))

    closed = absences.closed_days(salon.location, date(2026, 12, 20), date(2027, 1, 1))

    assert closed == {date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}


def test_a_withdrawn_closure_closes_nothing(salon: Salon) -> None:
    make_absence(
        salon, resource=None, location=salon.location, withdrawn_at=SUNDAY_18,
        starts_at=berlin(24, 0, month=12), ends_at=berlin(25, 0, month=12),
    )  # fmt: skip

    assert absences.closed_days(salon.location, date(2026, 12, 24), date(2026, 12, 24)) == set()
