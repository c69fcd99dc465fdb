"""Who is known already, and by what a customer is found again."""

from __future__ import annotations

import pytest

from terminbuch.actions.asking import NewCustomer
from terminbuch.actions.knowing import known_customer, new_customer
from terminbuch.models import Customer
from tests.builders import SUNDAY_18, Salon, change, make_booking

OEZLEM = NewCustomer("Özlem Weiß", "Oezlem@Münster.example", "0151 2345678", "en")


def known(salon: Salon, *wanted: NewCustomer) -> list[Customer]:
    found = []
    for each in wanted:
        found.append(known_customer(salon.organisation.pk, each, now=SUNDAY_18))
        found[-1].save()
    return found


def test_what_was_typed_is_kept_and_folded_beside_it(salon: Salon) -> None:
    customer = new_customer(salon.organisation.pk, OEZLEM, now=SUNDAY_18)

    customer.refresh_from_db()
    assert (customer.name, customer.email, customer.phone, customer.language) == (
        "Özlem Weiß", "Oezlem@Münster.example", "0151 2345678", "en",
    )  # fmt: skip
    assert (customer.email_folded, customer.phone_folded) == (
        "oezlem@xn--mnster-3ya.example",
        "+491512345678",
    )
    assert customer.search_text == (
        "ozlem weiss\noezlem weiss\noezlem@munster.example\noezlem@muenster.example\n"
        "491512345678\n1512345678\n01512345678\n"
    )
    assert (customer.created_at, customer.version) == (SUNDAY_18, 1)


def test_a_number_is_read_as_one_of_the_country_the_business_is_in(salon: Salon) -> None:
    change(salon.location, zone_name="Europe/Vienna")

    assert new_customer(salon.organisation.pk, OEZLEM, now=SUNDAY_18).phone_folded == "+431512345678"


@pytest.mark.parametrize(
    "again",
    [
        NewCustomer("Özlem Weiß", "oezlem@MÜNSTER.example"),
        NewCustomer("Özlem Weiß", "oezlem@xn--mnster-3ya.example", "030 1234567"),
    ],
)
def test_the_same_mail_and_name_are_the_same_customer_who_stays_as_she_is(
    salon: Salon, again: NewCustomer
) -> None:
    first, second = known(salon, OEZLEM, again)

    assert first == second
    assert (second.email, second.phone) == (OEZLEM.email, OEZLEM.phone)


def test_without_an_address_the_phone_tells_who_it_is(salon: Salon) -> None:
    first, second = known(
        salon, NewCustomer("Anna", "", "030 12345"), NewCustomer("Anna", "", "+49 30 12345")
    )

    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NewCustomer("Anna", "anna@example.org"), NewCustomer("Anna", "anna@example.com")),
        (NewCustomer("Anna", "anna@example.org"), NewCustomer("Berta", "anna@example.org")),
        (NewCustomer("Anna", "", "030 12345"), NewCustomer("Anna", "", "030 54321")),
        (NewCustomer("Anna"), NewCustomer("Anna")),
    ],
)
def test_another_name_or_address_is_somebody_else(salon: Salon, one: NewCustomer, other: NewCustomer) -> None:
    first, second = known(salon, one, other)

    assert first != second


def test_nobody_is_known_next_door(salon: Salon, mallory: Salon) -> None:
    (here,), (there,) = known(salon, OEZLEM), known(mallory, OEZLEM)

    assert (here.organisation, there.organisation) == (salon.organisation, mallory.organisation)


def test_who_books_online_can_be_found_too(salon: Salon) -> None:
    booking = make_booking(salon.cut, who="Anna", phone="030 1234567")

    assert booking.customer is not None
    assert booking.customer.search_text == "anna\nanna@example.org\n49301234567\n0301234567\n"
