"""Rows that belong together are written together, or not at all."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.remembering import entry
from terminbuch.actions.writing import write
from terminbuch.models import Booking, Customer, HistoryEntry
from tests.builders import MONDAY_9, SUNDAY_18, Salon, make_booking


def a_customer(salon: Salon) -> Customer:
    return Customer(
        organisation=salon.organisation, name="Berta", email="Berta@Example.org", created_at=SUNDAY_18
    )


def a_copy(booking: Booking, customer: Customer, number: str) -> Booking:
    """Of a booking, for somebody else."""
    copy = Booking.objects.of(booking.organisation_id).get(pk=booking.pk)
    copy.pk, copy._state.adding = None, True
    fresh = Booking(organisation=booking.organisation)
    copy.uid, copy.link_hash = fresh.uid, fresh.uid.hex
    copy.number, copy.customer, copy.answers = number, customer, [["Why?", "Ümläute, 'quotes' and %s"]]
    return copy


def test_each_row_refers_to_those_before_it(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9)
    customer = a_customer(salon)
    copy = a_copy(booking, customer, "B23456")
    said = entry(copy, "booked", by=VISITOR, now=SUNDAY_18, people=["Ben"])

    write([customer, copy, said])

    kept = Booking.objects.of(salon.organisation).get(number="B23456")
    assert (kept.pk, kept.customer_id) == (copy.pk, customer.pk)
    assert kept.answers == copy.answers
    assert HistoryEntry.objects.of(salon.organisation).get(booking=kept).facts == {"people": ["Ben"]}
    assert Customer.objects.of(salon.organisation).get(pk=customer.pk).email == "Berta@Example.org"


def test_what_was_written_can_be_changed_and_saved(salon: Salon) -> None:
    customer = a_customer(salon)
    write([customer])

    customer.note = "comes by bicycle"
    customer.save()

    customer.refresh_from_db()
    assert customer.note == "comes by bicycle"


def test_where_one_is_refused_none_is_written_and_none_has_an_id(salon: Salon) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9)
    customer = a_customer(salon)
    copy = a_copy(booking, customer, booking.number)
    number = Customer.objects.of(salon.organisation).count()

    with pytest.raises(IntegrityError), transaction.atomic():
        write([customer, copy])

    assert Customer.objects.of(salon.organisation).count() == number
    assert not customer.pk
    assert not copy.pk
    copy.number = "B34567"
    write([customer, copy])
    assert copy.customer_id == customer.pk


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no way to anywhere")
def test_postgresql_is_asked_once(salon: Salon, django_assert_num_queries: object) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9)
    customer = a_customer(salon)
    copy = a_copy(booking, customer, "B23456")

    with django_assert_num_queries(1):  # type: ignore[operator]
        write([customer, copy])
