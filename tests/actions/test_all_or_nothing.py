"""Wherever a deed breaks off, nothing of it is there: no half booking, no lost time, no idle mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.booking import accept, book, cancel, decline, reschedule
from terminbuch.actions.holding import hold
from terminbuch.models import Booking
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    a_request,
    berlin,
    change,
    make_booking,
)
from tests.reading import everything, occupied

THURSDAY_9 = berlin(26, 9)


class PowerCut(Exception):
    """The process is gone in the middle of a deed."""


@contextmanager
def power_cut_at(statement: int) -> Iterator[list[int]]:
    """Everything stops before the statement with this number that writes; how many were run is told."""
    ran = [0]

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE", "WITH row")):
            if ran[0] == statement:
                raise PowerCut(sql)
            ran[0] += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield ran


type Deed = Callable[[], object]


def booking_deed(salon: Salon, _: Actor) -> Deed:
    held = hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)
    request = a_request(salon.cut, at=MONDAY_9, hold_token=held.token)
    return lambda: book(request, by=VISITOR, now=SUNDAY_18)


def holding_deed(salon: Salon, _: Actor) -> Deed:
    return lambda: hold(a_hold(salon.cut, at=MONDAY_9), now=SUNDAY_18)


def moving_deed(salon: Salon, _: Actor) -> Deed:
    change(salon.cut, reminder_minutes=60)
    booking = make_booking(salon.cut, at=THURSDAY_9)
    return lambda: reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)


def cancelling_deed(salon: Salon, _: Actor) -> Deed:
    booking = make_booking(salon.cut, at=THURSDAY_9)
    return lambda: cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18)


def wishing_deed(salon: Salon, _: Actor) -> Deed:
    booking = make_booking(salon.cut, at=THURSDAY_9)
    change(salon.cut, needs_approval=True)
    return lambda: reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)


def granting_deed(salon: Salon, clara: Actor) -> Deed:
    wishing_deed(salon, clara)()
    booking = Booking.objects.of(salon.organisation).get()
    return lambda: accept(booking.pk, by=clara, now=SUNDAY_18)


def declining_deed(salon: Salon, clara: Actor) -> Deed:
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, at=THURSDAY_9)
    return lambda: decline(booking.pk, by=clara, now=SUNDAY_18)


DEEDS = {
    "booking": booking_deed,
    "holding": holding_deed,
    "moving": moving_deed,
    "cancelling": cancelling_deed,
    "wishing": wishing_deed,
    "granting a wish": granting_deed,
    "declining": declining_deed,
}


@pytest.mark.parametrize("make", DEEDS.values(), ids=DEEDS)
def test_a_power_cut_before_any_statement_leaves_everything_as_it_was(
    salon: Salon, clara: Actor, make: Callable[[Salon, Actor], Deed]
) -> None:
    act = make(salon, clara)
    before, cuts = everything(salon.organisation), 0

    while True:
        with power_cut_at(cuts) as ran:
            try:
                act()
            except PowerCut:
                cuts += 1
                assert everything(salon.organisation) == before
                continue
        break

    assert ran == [cuts]
    assert cuts >= 2
    assert everything(salon.organisation) != before


def test_a_move_cut_off_between_old_and_new_shows_the_old_time_and_only_that(salon: Salon) -> None:
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)

    def cut(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "terminbuch_allocation"'):
            raise PowerCut
        return execute(sql, *rest)

    with connection.execute_wrapper(cut), pytest.raises(PowerCut):
        reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)

    booking.refresh_from_db()
    assert occupied(salon.ben) == [(booking.starts_at, booking.ends_at)]
    assert booking.starts_at == MONDAY_9
