"""Staff and customers at the same time: staff's rights end where a time is taken."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from random import Random
from threading import Barrier

import pytest
from django.db import connection

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.booking import book, cancel, create_by_hand, edit, reschedule, undo
from terminbuch.actions.refusals import ChangedMeanwhile, InTheWay, Refusal, SlotTaken
from terminbuch.models import Booking
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    a_request,
    as_it_is,
    by_hand,
    make_booking,
)
from tests.concurrency import tables
from tests.concurrency.stage import ALLOCATIONS, Act
from tests.concurrency.test_locks import is_free, locked
from tests.reading import occupied, promised

MINUTE = timedelta(minutes=1)
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite nobody writes while a deed is open"
)


def entering(salon: Salon, clara: Actor, **fields: object) -> Callable[[], Booking]:
    return partial(create_by_hand, by_hand(salon, **fields), by=clara, now=SUNDAY_18)


def saving(booking: Booking, clara: Actor, **fields: object) -> Callable[[], Booking]:
    request = as_it_is(booking, **fields)
    return partial(edit, booking.pk, request, version=booking.version, by=clara, now=SUNDAY_18)


@pytest.mark.parametrize("shift", [0, 30, -30])
def test_staff_and_a_customer_want_the_same_time(salon: Salon, clara: Actor, shift: int):
    request = a_request(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk)
    starts_at = MONDAY_10 + shift * MINUTE
    first = Act(entering(salon, clara, starts_at=starts_at), stop_before=ALLOCATIONS).begins()
    second = Act(partial(book, request, by=VISITOR, now=SUNDAY_18)).waits()

    first.ends()

    with pytest.raises(SlotTaken):
        second.ends()
    assert occupied(salon.ben) == [(starts_at, starts_at + timedelta(hours=1))]


def test_a_customer_was_quicker(salon: Salon, clara: Actor):
    request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    first = Act(partial(book, request, by=VISITOR, now=SUNDAY_18), stop_before=ALLOCATIONS).begins()
    second = Act(entering(salon, clara, overrides=True)).waits()

    first.ends()

    with pytest.raises(InTheWay):
        second.ends()


def test_two_members_save_the_same_window(salon: Salon, clara: Actor):
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(saving(booking, clara, starts_at=TUESDAY_9), stop_before=ALLOCATIONS).begins()
    second = Act(saving(booking, clara, starts_at=TUESDAY_10)).waits()

    assert first.ends().starts_at == TUESDAY_9
    with pytest.raises(ChangedMeanwhile):
        second.ends()
    assert occupied(salon.ben) == [(TUESDAY_9, TUESDAY_10)]


def test_the_customer_moves_while_staff_saves(salon: Salon, clara: Actor):
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    move = partial(reschedule, a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18)
    first = Act(move, stop_before=ALLOCATIONS).begins()
    second = Act(saving(booking, clara, picks=(salon.clara.pk,))).waits()

    first.ends()

    with pytest.raises(ChangedMeanwhile):
        second.ends()
    assert (occupied(salon.ben), occupied(salon.clara)) == ([(TUESDAY_9, TUESDAY_10)], [])


def test_the_customer_cancels_while_staff_saves(salon: Salon, clara: Actor):
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    first = Act(
        partial(cancel, booking.pk, by=LINK_HOLDER, now=SUNDAY_18), stop_before='UPDATE "terminbuch'
    ).begins()
    second = Act(saving(booking, clara, starts_at=TUESDAY_9)).waits()

    first.ends()

    with pytest.raises(Refusal):
        second.ends()
    assert occupied(salon.ben) == []


def test_the_same_window_sent_twice_at_once_changes_once(salon: Salon, clara: Actor):
    booking = make_booking(salon.cut, resource_id=salon.ben.pk)
    save = saving(booking, clara, starts_at=TUESDAY_9)
    first = Act(save, stop_before=ALLOCATIONS).begins()
    second = Act(save).waits()

    assert first.ends().version == second.ends().version == 2
    assert len(promised(booking)) == 4


@on_postgresql
def test_resources_of_before_and_after_are_locked_before_the_booking(salon: Salon, clara: Actor):
    booking = make_booking(salon.cut, resource_id=salon.clara.pk)

    for resource in (salon.ben, salon.clara):
        booking.refresh_from_db()
        picks = (salon.ben.pk,) if salon.clara.pk in occupied_by(booking) else (salon.clara.pk,)
        with locked(resource):
            act = Act(saving(booking, clara, picks=picks)).waits()
            assert is_free(booking)
        act.ends()


def occupied_by(booking: Booking) -> set[int]:
    return set(booking.allocations.values_list("resource_id", flat=True))


def test_everybody_at_once_leaves_no_overlap(salon: Salon, clara: Actor):
    """Eight people, each with twelve random steps, over two people and two mornings."""
    bookings = [
        make_booking(salon.cut, at=at, resource_id=person.pk, who=f"{person.name}{number}")
        for number, at in enumerate((MONDAY_9, TUESDAY_9))
        for person in (salon.ben, salon.clara)
    ]
    gate = Barrier(8)

    def work(number: int) -> int:
        try:
            gate.wait()
            return sum(_step(salon, clara, bookings, Random(1000 * number + step)) for step in range(12))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as crowd:
        done = sum(crowd.map(work, range(8)))

    assert done > 0
    assert (tables.overlaps(), tables.homeless()) == (0, 0)


def _step(salon: Salon, clara: Actor, bookings: list[Booking], chance: Random) -> int:
    """One thing that somebody does; 0 when it was refused."""
    at = chance.choice((MONDAY_9, TUESDAY_9)) + chance.randrange(0, 180, 15) * MINUTE
    booking = Booking.objects.of(salon.organisation).get(pk=chance.choice(bookings).pk)
    person = chance.choice((salon.ben, salon.clara)).pk
    steps: list[Callable[[], object]] = [
        entering(salon, clara, starts_at=at, picks=(person,), duration_minutes=chance.choice((15, 45))),
        saving(booking, clara, starts_at=at, picks=(person,)),
        partial(
            undo, booking.pk, organisation_id=salon.organisation.pk, version=booking.version,
            by=clara, now=SUNDAY_18,
        ),
        partial(book, a_request(salon.cut, at=at, who="Anna"), by=VISITOR, now=SUNDAY_18),
        partial(reschedule, a_move(booking, to=at), by=LINK_HOLDER, now=SUNDAY_18),
    ]  # fmt: skip
    try:
        chance.choice(steps)()
    except Refusal:
        return 0
    return 1
