"""Staff enters a customer and changes what is known of one."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.customers import CustomerFields, change, create
from terminbuch.actions.refusals import CustomerChanged, NotYours
from terminbuch.models import Customer, HistoryEntry
from tests.builders import SUNDAY_18, Salon, make_booking
from tests.reading import everything

HOUR = timedelta(hours=1)
ANNA = CustomerFields("Anna Weber", "Anna@example.org", "030 1234567", "en", "Kein Haarspray.", consents=True)


def enter(salon: Salon, by: Actor, fields: CustomerFields = ANNA) -> Customer:
    return create(salon.organisation.pk, fields, by=by, now=SUNDAY_18)


def alter(
    salon: Salon, customer: Customer, fields: CustomerFields, *, by: Actor, version: int = 1
) -> Customer:
    return change(
        customer.uid,
        fields,
        organisation_id=salon.organisation.pk,
        version=version,
        by=by,
        now=SUNDAY_18 + HOUR,
    )


def log_of(salon: Salon) -> list[tuple[object, ...]]:
    rows = HistoryEntry.objects.of(salon.organisation).filter(booking=None).order_by("pk")
    return list(rows.values_list("what", "member", "at", "facts"))


def values(customer: Customer) -> tuple[object, ...]:
    customer.refresh_from_db()
    return (
        customer.name, customer.email, customer.phone, customer.language, customer.note,
        customer.consented_at, customer.email_folded, customer.phone_folded, customer.version,
    )  # fmt: skip


def test_what_the_form_says_is_in_the_table(salon: Salon, clara: Actor) -> None:
    anna = enter(salon, clara)

    assert values(anna) == (
        "Anna Weber", "Anna@example.org", "030 1234567", "en", "Kein Haarspray.",
        SUNDAY_18, "anna@example.org", "+49301234567", 1,
    )  # fmt: skip
    assert log_of(salon) == [
        ("customer_created", clara.member.pk, SUNDAY_18, {"customer": str(anna.uid)})  # type: ignore[union-attr]
    ]


def test_a_name_is_enough(salon: Salon, clara: Actor) -> None:
    anna = enter(salon, clara, CustomerFields("Anna"))

    assert values(anna) == ("Anna", "", "", "de", "", None, "", "", 1)


def test_two_of_one_name_may_be_two_people(salon: Salon, clara: Actor) -> None:
    assert enter(salon, clara) != enter(salon, clara)


def test_a_change_is_written_with_all_by_which_the_customer_is_found(salon: Salon, clara: Actor) -> None:
    anna = enter(salon, clara)

    alter(salon, anna, CustomerFields("Anna Vogt", "vogt@example.org", "", "de", ""), by=clara)

    assert values(anna) == ("Anna Vogt", "vogt@example.org", "", "de", "", None, "vogt@example.org", "", 2)
    assert anna.search_text == "anna vogt\nvogt@example.org\n"
    assert [entry[0] for entry in log_of(salon)] == ["customer_created", "customer_changed"]


def test_consent_keeps_the_moment_at_which_it_was_given(salon: Salon, clara: Actor) -> None:
    anna = enter(salon, clara)

    alter(salon, anna, ANNA, by=clara)

    anna.refresh_from_db()
    assert anna.consented_at == SUNDAY_18


def test_a_booking_keeps_what_was_typed_for_it(salon: Salon, clara: Actor) -> None:
    booking = make_booking(salon.cut, who="Anna")
    assert booking.customer is not None

    alter(salon, booking.customer, CustomerFields("Vogt", "vogt@example.org"), by=clara)

    booking.refresh_from_db()
    assert (booking.name, booking.email, booking.version) == ("Anna", "anna@example.org", 1)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(salon: Salon, clara: Actor) -> None:
    anna = alter(salon, enter(salon, clara), CustomerFields("Anna Vogt"), by=clara)
    before = everything(salon.organisation)

    with pytest.raises(CustomerChanged) as refusal:
        alter(salon, anna, ANNA, by=clara, version=1)

    assert refusal.value.customer.name == "Anna Vogt"
    assert everything(salon.organisation) == before


def test_another_businesss_customer_is_not_found(salon: Salon, mallory: Salon, clara: Actor) -> None:
    anna = enter(salon, clara)
    before = everything(salon.organisation)

    for uid in (anna.uid, uuid.uuid4()):
        with pytest.raises(NotYours):
            change(uid, ANNA, organisation_id=mallory.organisation.pk, version=1, by=clara, now=SUNDAY_18)

    assert everything(salon.organisation) == before
