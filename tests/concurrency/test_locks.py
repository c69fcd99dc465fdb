"""Locks are taken in one order, everywhere: service, resources by id, booking. Nobody waits in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Event

import pytest
from django.db import OperationalError, connection, models, transaction

from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.booking import accept, attend, book, cancel, decline, expire, reschedule
from terminbuch.actions.deed import deed
from terminbuch.actions.holding import hold
from terminbuch.models import Booking, Resource, Service
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
    make_service,
    needs,
)
from tests.concurrency.stage import PATIENCE, Act

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite there is one lock")


@contextmanager
def locked(row: models.Model) -> Iterator[None]:
    """Somebody else has this row."""
    ready, over = Event(), Event()

    def keep() -> None:
        with transaction.atomic():
            type(row)._base_manager.select_for_update().get(pk=row.pk)
            ready.set()
            over.wait(PATIENCE)

    keeper = Act(keep)
    keeper.begins()
    assert ready.wait(10)
    try:
        yield
    finally:
        over.set()
        keeper.ends()


def is_free(row: models.Model) -> bool:
    """Whether nobody has the row."""
    try:
        with transaction.atomic():
            type(row)._base_manager.select_for_update(nowait=True).get(pk=row.pk)
    except OperationalError:
        return False
    return True


def test_resources_are_locked_by_id_whatever_the_order_in_which_a_service_needs_them(salon: Salon) -> None:
    service = make_service(salon.organisation, "backwards")
    needs(service, salon.room)
    needs(service, salon.ben)
    assert salon.ben.pk < salon.room.pk

    with locked(salon.ben):
        act = Act(lambda: book(a_request(service, at=MONDAY_9), by=VISITOR, now=SUNDAY_18)).waits()
        assert is_free(salon.room)

    assert act.ends().people() == ["Raum 1", "Ben"]


def test_two_bookings_of_the_same_pair_do_not_wait_in_a_circle(salon: Salon) -> None:
    forwards, backwards = (make_service(salon.organisation, slug) for slug in ("forwards", "backwards"))
    for service, pair in ((forwards, (salon.ben, salon.room)), (backwards, (salon.room, salon.ben))):
        for resource in pair:
            needs(service, resource)
    requests = [
        a_request(service, at=berlin(day, hour))
        for service, day in ((forwards, 23), (backwards, 24))
        for hour in range(9, 16)
    ]

    acts = [Act(partial(book, each, by=VISITOR, now=SUNDAY_18)).begins() for each in requests[:5]]
    acts += [Act(partial(book, each, by=VISITOR, now=SUNDAY_18)).begins() for each in requests[7:12]]

    assert len({act.ends().pk for act in acts}) == 10


def test_a_service_with_a_limit_comes_before_its_resources(salon: Salon) -> None:
    change(salon.cut, max_per_day=5)
    booking = make_booking(salon.cut, at=berlin(26, 9), resource_id=salon.ben.pk)
    deeds: list[Callable[[], object]] = [
        lambda: book(a_request(salon.cut, at=MONDAY_9), by=VISITOR, now=SUNDAY_18),
        lambda: hold(a_hold(salon.cut, at=berlin(23, 11)), now=SUNDAY_18),
        lambda: reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18),
        lambda: cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18),
    ]
    for deed_of_service in deeds:
        with locked(salon.cut):
            act = Act(deed_of_service).waits()
            assert is_free(salon.ben)
        act.ends()


def test_a_service_without_a_limit_lets_bookings_with_different_people_pass(salon: Salon) -> None:
    with locked(salon.ben):
        request = a_request(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk)

        assert Act(lambda: book(request, by=VISITOR, now=SUNDAY_18)).begins().ends().people() == ["Clara"]


def test_resources_come_before_the_booking(salon: Salon, clara: Actor) -> None:
    change(salon.cut, needs_approval=True)
    booking = make_booking(salon.cut, at=berlin(26, 9), resource_id=salon.ben.pk)
    deeds: list[Callable[[], object]] = [
        lambda: attend(booking.pk, by=LINK_HOLDER, now=SUNDAY_18),
        lambda: expire(booking.pk, by=clara, now=SUNDAY_18),
        lambda: accept(booking.pk, by=clara, now=SUNDAY_18),
        lambda: reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=SUNDAY_18),
        lambda: decline(booking.pk, by=clara, now=SUNDAY_18),
        lambda: cancel(booking.pk, by=LINK_HOLDER, now=SUNDAY_18),
    ]
    for deed_of_booking in deeds:
        with locked(salon.ben):
            act = Act(deed_of_booking).waits()
            assert is_free(booking)
        act.ends()


def test_the_booking_itself_is_locked_before_it_is_changed(salon: Salon) -> None:
    booking = make_booking(salon.cut)
    act = Act(
        partial(cancel, booking.pk, by=LINK_HOLDER, now=SUNDAY_18), stop_before='UPDATE "terminbuch'
    ).begins()

    assert not is_free(booking)
    assert act.ends().status == "cancelled"


def test_a_real_deadlock_is_begun_again_and_both_deeds_happen(salon: Salon) -> None:
    """Two deeds lock crosswise, as no deed of ours does."""
    ben, room = salon.ben.pk, salon.room.pk
    has_ben, has_room = Event(), Event()

    def lock(key: int) -> None:
        Resource.objects.of(salon.organisation).select_for_update(no_key=True).get(pk=key)

    @deed
    def first() -> str:
        lock(ben)
        has_ben.set()
        assert has_room.wait(10)
        lock(room)
        return "first"

    @deed
    def second() -> str:
        lock(room)
        has_room.set()
        assert has_ben.wait(10)
        lock(ben)
        return "second"

    acts = [Act(first).begins(), Act(second).begins()]

    assert [act.ends() for act in acts] == ["first", "second"]
    assert Service.objects.of(salon.organisation).count() == 1
    assert not Booking.objects.of(salon.organisation).exists()
