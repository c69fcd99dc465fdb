"""Who sees whose connected calendars."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.models import Member, OutsideCalendar
from terminbuch.queries import connections
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    make_busy_time,
    make_calendar,
    make_member,
)
from tests.queries.asked import number_of_queries


@pytest.fixture
def bens(salon: Salon, mallory: Salon) -> OutsideCalendar:
    make_calendar(mallory.ben)
    return make_calendar(salon.ben)


def seen(member: Member) -> dict[str, list[str]]:
    return {
        diary.resource.name: [calendar.name for calendar in diary.calendars]
        for diary in connections.diaries(member)
    }


def test_who_runs_the_business_sees_everybodys(salon: Salon, bens: OutsideCalendar) -> None:
    assert seen(make_member(salon.organisation, role="manager")) == {"Ben": ["Privat"], "Clara": []}


def test_a_resource_sees_the_own_one_only(salon: Salon, bens: OutsideCalendar) -> None:
    ben = make_member(salon.organisation, "Ben", role="resource", resource=salon.ben)
    clara = make_member(salon.organisation, "Clara", role="resource", resource=salon.clara)

    assert (seen(ben), seen(clara)) == ({"Ben": ["Privat"]}, {"Clara": []})
    assert connections.calendar(ben, bens.uid) == bens
    assert connections.connection(ben, bens.connection.uid) == bens.connection
    assert connections.calendar(clara, bens.uid) is None
    assert connections.connection(clara, bens.connection.uid) is None


@pytest.mark.parametrize("role", ["reception", "read_only"])
def test_others_see_none(salon: Salon, bens: OutsideCalendar, role: str) -> None:
    member = make_member(salon.organisation, role=role)

    assert (connections.may_connect(member), seen(member)) == (False, {})
    assert connections.calendar(member, bens.uid) is None


def test_where_people_practise_nothing_is_connected(salon: Salon, bens: OutsideCalendar) -> None:
    owner = make_member(salon.organisation, role="owner")
    owner.organisation.practice_of_id = salon.organisation.pk

    assert (connections.may_connect(owner), seen(owner)) == (False, {})


def test_another_business_sees_nothing(mallory: Salon, bens: OutsideCalendar) -> None:
    owner = make_member(mallory.organisation, "Mallory", role="owner")

    assert connections.calendar(owner, bens.uid) is None
    assert connections.connection(owner, bens.connection.uid) is None


def test_a_room_is_listed_when_something_is_connected(salon: Salon) -> None:
    owner = make_member(salon.organisation, role="owner")
    make_calendar(salon.room, receives=True, may_write=True)

    room = connections.diaries(owner)[-1]

    assert (room.resource, room.receiving, room.blocking) == (salon.room, room.calendars[0], room.calendars)


def test_the_next_two_weeks_are_read_of_what_is_stored(salon: Salon, bens: OutsideCalendar) -> None:
    over = make_busy_time(bens, SUNDAY_18 - timedelta(hours=2), SUNDAY_18)
    soon = make_busy_time(bens, MONDAY_9, MONDAY_10)
    late = make_busy_time(bens, MONDAY_9 + timedelta(days=14), MONDAY_10 + timedelta(days=14))

    found = connections.next_two_weeks([bens], now=SUNDAY_18)

    assert (found, over in found, late in found) == ([soon], False, False)
    assert connections.next_two_weeks([], now=SUNDAY_18) == []


def test_many_cost_as_many_queries_as_one(salon: Salon, bens: OutsideCalendar) -> None:
    owner = make_member(salon.organisation, role="owner")
    one = number_of_queries(lambda: seen(owner))
    for number in range(3):
        make_calendar(salon.ben, f"K{number}")

    assert (one, number_of_queries(lambda: seen(owner))) == (3, 3)
