"""What members see of bookings, each within the own right."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import reschedule
from terminbuch.actions.deliveries import mark_failed, take_due
from terminbuch.models import Booking, Member
from terminbuch.queries.bookings import count_open_tasks, details, open_tasks, visible_to
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    berlin,
    change,
    fill,
    make_booking,
    make_member,
)
from tests.queries.asked import number_of_queries

HOUR = timedelta(hours=1)


@pytest.fixture
def clara(salon: Salon) -> Member:
    """Clara manages the salon and sees everything in it."""
    return make_member(salon.organisation)


@pytest.fixture
def ben(salon: Salon) -> Member:
    """Ben works in it and sees what is his."""
    return make_member(salon.organisation, "Ben", role=Member.Role.RESOURCE, resource=salon.ben)


@pytest.fixture
def stranger(mallory: Salon) -> Member:
    return make_member(mallory.organisation, "Mallory", role=Member.Role.OWNER)


@pytest.fixture
def bookings(salon: Salon) -> list[Booking]:
    """One with Ben, then one with Clara."""
    return [
        make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk),
        make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.clara.pk, who="Berta"),
    ]


def test_whoever_manages_sees_all_and_whoever_works_sees_the_own(
    clara: Member, ben: Member, bookings: list[Booking]
) -> None:
    assert list(visible_to(clara).order_by("pk")) == bookings
    assert list(visible_to(ben)) == bookings[:1]


def test_a_worker_without_a_resource_sees_nothing(salon: Salon, bookings: list[Booking]) -> None:
    nobody = make_member(salon.organisation, "Dora", role=Member.Role.RESOURCE)

    assert list(visible_to(nobody)) == []
    assert details(nobody, bookings[0].uid) is None


def test_a_stranger_sees_nothing(stranger: Member, salon: Salon, bookings: list[Booking]) -> None:
    change(salon.cut, needs_approval=True)
    asked = make_booking(salon.cut, at=berlin(26, 9))

    assert list(visible_to(stranger)) == []
    assert open_tasks(stranger) == []
    assert count_open_tasks(stranger) == 0
    assert [details(stranger, booking.uid) for booking in [*bookings, asked]] == [None, None, None]


def test_requests_and_wished_moves_wait_for_a_decision(
    salon: Salon, clara: Member, ben: Member, bookings: list[Booking]
) -> None:
    change(salon.cut, needs_approval=True)
    make_booking(salon.cut, at=berlin(27, 9), resource_id=salon.clara.pk)
    sooner = make_booking(salon.cut, at=berlin(23, 13), resource_id=salon.ben.pk)
    reschedule(a_move(bookings[1], to=berlin(25, 9)), by=LINK_HOLDER, now=SUNDAY_18)

    assert len(open_tasks(clara)) == count_open_tasks(clara) == 3
    assert [task.booking for task in open_tasks(ben)] == [sooner]


def test_a_mail_that_failed_waits_for_a_person(salon: Salon, clara: Member, bookings: list[Booking]) -> None:
    delivery = take_due(SUNDAY_18, lease=HOUR)
    assert delivery is not None
    mark_failed(delivery, error="550", now=SUNDAY_18, for_good=True)

    (task,) = open_tasks(clara)
    assert (task.kind, task.delivery, task.booking) == ("mail_failed", delivery, bookings[0])


def test_the_details_are_all_there_is(clara: Member, ben: Member, bookings: list[Booking]) -> None:
    found = details(clara, bookings[0].uid)

    assert found == bookings[0]
    assert found is not None
    assert (found.people(), len(found.history_entries.all()), len(found.deliveries.all())) == (["Ben"], 1, 2)
    assert details(ben, bookings[0].uid) == bookings[0]
    assert details(ben, bookings[1].uid) is None
    assert details(clara, uuid.uuid4()) is None


QUESTIONS: dict[str, Callable[[Member], object]] = {
    "tasks": lambda member: [task.booking for task in open_tasks(member)],
    "number of tasks": count_open_tasks,
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("role", [Member.Role.MANAGER, Member.Role.RESOURCE])
def test_one_booking_costs_as_many_queries_as_three_and_three_hundred(
    salon: Salon, ask: Callable[[Member], object], role: str
) -> None:
    member = make_member(salon.organisation, role=role, resource=salon.ben)
    costs = []
    for day, number in ((23, 1), (24, 2), (30, 300)):
        fill(salon.cut, salon.ben, number, first=berlin(day, 9))
        change(salon.cut, needs_approval=True)
        make_booking(
            salon.cut, at=berlin(day, 16), resource_id=salon.ben.pk, now=SUNDAY_18
        ) if number < 300 else None
        costs.append(number_of_queries(lambda: ask(member)))

    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 3


def test_the_details_of_a_long_life_cost_as_much_as_those_of_a_short_one(
    clara: Member, bookings: list[Booking]
) -> None:
    def ask() -> int:
        return number_of_queries(lambda: details(clara, bookings[0].uid))

    short = ask()
    for to in (berlin(24, 13), berlin(25, 13), berlin(26, 13)):
        reschedule(a_move(bookings[0], to=to), by=LINK_HOLDER, now=SUNDAY_18)

    assert ask() == short
