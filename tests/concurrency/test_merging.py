"""A customer is merged away in the moment in which somebody books in that name."""

from __future__ import annotations

import pytest
from django.db import connection

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import book
from terminbuch.actions.customers import CustomerFields, create, merge
from terminbuch.models import Booking, Customer
from tests.builders import MONDAY_9, SUNDAY_18, Salon, a_request, make_member, staff
from tests.concurrency.stage import Act
from tests.concurrency.test_locks import locked

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite there is one lock")


def test_who_books_meanwhile_becomes_a_customer_again(salon: Salon) -> None:
    clara, here = staff(make_member(salon.organisation)), salon.organisation.pk
    gone, kept = (
        create(here, CustomerFields(name, "anna@example.org"), by=clara, now=SUNDAY_18)
        for name in ("Anna", "Anna Weber")
    )

    def join() -> Customer:
        return merge(kept.uid, gone.uid, organisation_id=here, versions=(1, 1), by=clara, now=SUNDAY_18)

    def ask() -> Booking:
        return book(a_request(salon.cut, at=MONDAY_9, who="Anna"), by=VISITOR, now=SUNDAY_18)

    with locked(kept):
        merging = Act(join).waits()
        booking = Act(ask).waits()

    assert merging.ends() == kept
    assert booking.ends().customer not in {gone, kept, None}
