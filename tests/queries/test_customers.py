"""Whom members find among the customers, each within the own right."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from terminbuch.actions.asking import LINK_HOLDER, NewCustomer
from terminbuch.actions.booking import cancel
from terminbuch.actions.knowing import new_customer
from terminbuch.models import Booking, Customer, Member
from terminbuch.queries.customers import (
    bookings_of,
    by_uid,
    count,
    count_doubles,
    doubles,
    duplicates_of,
    search,
)
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    berlin,
    fill,
    make_booking,
    make_member,
)
from tests.queries.asked import number_of_queries


def enter(salon: Salon, name: str, email: str = "", phone: str = "") -> Customer:
    return new_customer(salon.organisation.pk, NewCustomer(name, email, phone), now=SUNDAY_18)


@pytest.fixture
def clara(salon: Salon) -> Member:
    """Clara manages the salon and sees everybody."""
    return make_member(salon.organisation)


@pytest.fixture
def ben(salon: Salon) -> Member:
    """Ben works in it and sees who comes to him."""
    return make_member(salon.organisation, "Ben", role=Member.Role.RESOURCE, resource=salon.ben)


@pytest.fixture
def stranger(mallory: Salon) -> Member:
    return make_member(mallory.organisation, "Mallory", role=Member.Role.OWNER)


@pytest.fixture
def people(salon: Salon) -> list[Customer]:
    """By name."""
    return [
        enter(salon, "anna weber", "Anna@example.org", "030 1234567"),
        enter(salon, "Özlem Şahin", "oezlem@example.org", "+43 1 234567"),
        enter(salon, "Paul Müller", "", "(030) 7654321"),
    ]


def names(rows: list[Customer]) -> list[str]:
    return [customer.name for customer in rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["anna weber", "Özlem Şahin", "Paul Müller"]),
        ("ANNA", ["anna weber"]),
        ("ozlem sahin", ["Özlem Şahin"]),
        ("oezlem", ["Özlem Şahin"]),
        ("mueller paul", ["Paul Müller"]),
        ("example.org", ["anna weber", "Özlem Şahin"]),
        ("+49 30 1234567", ["anna weber"]),
        ("0043 1", ["Özlem Şahin"]),
        ("030", ["anna weber", "Paul Müller"]),
        ("a%b", []),
        ("_", []),
        ("nobody", []),
    ],
)
def test_a_customer_is_found_by_name_mail_and_phone(
    clara: Member, people: list[Customer], text: str, found: list[str]
) -> None:
    assert (names(search(clara, text, limit=25)), count(clara, text)) == (found, len(found))


def test_a_long_list_comes_in_pages(clara: Member, people: list[Customer]) -> None:
    assert [search(clara, "", limit=2, start=start) for start in (0, 2, 4)] == [people[:2], people[2:], []]


def test_who_works_in_the_salon_sees_the_customers_of_the_own_bookings(
    salon: Salon, ben: Member, clara: Member
) -> None:
    own = make_booking(salon.cut, who="Anna", resource_id=salon.ben.pk).customer
    other = make_booking(salon.cut, who="Berta", resource_id=salon.clara.pk).customer
    assert own is not None
    assert other is not None

    assert (search(ben, "", limit=9), count(ben, "")) == ([own], 1)
    assert [by_uid(ben, own.uid), by_uid(ben, other.uid)] == [own, None]
    assert [by_uid(clara, own.uid), by_uid(clara, other.uid)] == [own, other]


def test_a_stranger_finds_nobody(stranger: Member, salon: Salon, people: list[Customer]) -> None:
    booking = make_booking(salon.cut)
    enter(salon, "Anna", "anna@example.org")
    assert booking.customer is not None

    assert (search(stranger, "", limit=9), doubles(stranger, limit=9), count_doubles(stranger)) == ([], [], 0)
    assert [by_uid(stranger, booking.customer.uid), by_uid(stranger, uuid.uuid4())] == [None, None]
    assert duplicates_of(stranger, booking.customer) == []
    assert bookings_of(stranger, booking.customer, limit=9) == []


def test_alike_is_who_has_the_same_mail_phone_or_name(
    salon: Salon, clara: Member, people: list[Customer]
) -> None:
    anna = people[0]
    by_mail = enter(salon, "Zoe", "ANNA@EXAMPLE.ORG")
    by_phone = enter(salon, "Yann", "", "+49 30 1234567")
    by_name = enter(salon, "Anna Weber")
    enter(salon, "Anna Weber-Vogt")

    assert duplicates_of(clara, anna) == [by_name, by_phone, by_mail]


def test_who_has_neither_mail_nor_phone_is_like_nobody_but_by_name(
    salon: Salon, clara: Member, people: list[Customer]
) -> None:
    assert duplicates_of(clara, enter(salon, "Zoe")) == []


def test_likely_doubles_share_mail_or_phone(salon: Salon, clara: Member, people: list[Customer]) -> None:
    anna = people[0]
    twice = enter(salon, "A. Weber", "anna@example.org")
    enter(salon, "Paul Müller")

    assert (doubles(clara, limit=9), count_doubles(clara)) == ([twice, anna], 2)


def test_nobody_learns_of_a_double_among_other_peoples_customers(salon: Salon, ben: Member) -> None:
    make_booking(salon.cut, who="Anna", resource_id=salon.ben.pk)
    enter(salon, "A.", "anna@example.org")

    assert (doubles(ben, limit=9), count_doubles(ben)) == ([], 0)


def test_a_customers_bookings_are_all_there_are_the_latest_first(
    salon: Salon, clara: Member, ben: Member
) -> None:
    monday = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    tuesday = make_booking(salon.cut, at=TUESDAY_9, resource_id=salon.clara.pk)
    cancel(monday.pk, by=LINK_HOLDER, now=SUNDAY_18)
    make_booking(salon.cut, at=berlin(25, 9), who="Berta")
    anna = monday.customer
    assert anna is not None

    assert bookings_of(clara, anna, limit=9) == [tuesday, monday]
    assert bookings_of(clara, anna, limit=1) == [tuesday]
    assert bookings_of(ben, anna, limit=9) == [monday]


QUESTIONS: dict[str, Callable[[Member, Customer], object]] = {
    "search": lambda member, _: names(search(member, "anna", limit=400)),
    "number": lambda member, _: count(member, "anna"),
    "doubles": lambda member, _: names(doubles(member, limit=400)),
    "alike": lambda member, anna: names(duplicates_of(member, anna)),
    "bookings": lambda member, anna: [
        (booking.people(), booking.service, booking.location)
        for booking in bookings_of(member, anna, limit=400)
    ],
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_one_costs_as_many_queries_as_three_and_three_hundred(
    salon: Salon, clara: Member, ask: Callable[[Member, Customer], object]
) -> None:
    anna = enter(salon, "Anna", "anna@example.org")
    costs = []
    for day, number in ((23, 1), (24, 2), (30, 300)):
        fill(salon.cut, salon.ben, number, first=berlin(day, 9))
        Booking.objects.of(salon.organisation).update(customer=anna)
        for _ in range(number):
            enter(salon, "Anna", "anna@example.org")
        costs.append(number_of_queries(lambda: ask(clara, anna)))

    assert costs[0] == costs[1] == costs[2]
    assert costs[0] <= 3
