"""What a booking costs in statements; each costs a way to the database, and its planning."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from django.db import connection

from terminbuch.actions.asking import VISITOR
from terminbuch.actions.booking import book
from terminbuch.actions.holding import hold
from tests.builders import MONDAY_9, SUNDAY_18, Salon, a_hold, a_request, make_service, needs

type Counting = Callable[[int], AbstractContextManager[Any]]
IS_POSTGRESQL = connection.vendor == "postgresql"


def test_a_booking_is_few_statements(salon: Salon, django_assert_num_queries: Counting) -> None:
    shave = make_service(salon.organisation, "shave")
    needs(shave, salon.ben)
    request = a_request(shave, at=MONDAY_9)

    # BEGIN and COMMIT among them. On SQLite nobody is locked; what is written is written row by row.
    with django_assert_num_queries(9 if IS_POSTGRESQL else 13):
        book(request, by=VISITOR, now=SUNDAY_18)


def test_with_a_hold_and_somebody_else_who_could_there_are_a_few_more(
    salon: Salon, django_assert_num_queries: Counting
) -> None:
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    request = a_request(salon.cut, at=MONDAY_9, hold_token=held.token)

    # The hold is read and deleted (2, on SQLite 3); the first try needs no savepoint.
    with django_assert_num_queries(11 if IS_POSTGRESQL else 16):
        book(request, by=VISITOR, now=SUNDAY_18)
