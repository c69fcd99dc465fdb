from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.booking import cancel, create_by_hand, edit, mark_came, mark_missed
from terminbuch.actions.refusals import NothingMissed, NotYours
from terminbuch.models import Booking, Delivery, Resource
from terminbuch.queries.visits import visits
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    as_it_is,
    by_hand,
    make_booking,
    make_service,
    needs,
)
from tests.reading import log_of, occupied

JUST_BEFORE = MONDAY_9 - timedelta(seconds=1)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)


def words(booking: Booking) -> list[str]:
    return [what for what, _actor, _source in log_of(booking)]


def test_who_did_not_come_is_noted_and_nobody_is_told(salon: Salon, clara: Actor, booking: Booking) -> None:
    mails, taken = Delivery.objects.of(salon.organisation).count(), occupied(salon.ben)
    revision = Resource.objects.of(salon.organisation).get(pk=salon.ben.pk).revision

    missed = mark_missed(booking.pk, by=clara, now=MONDAY_9)

    assert (missed.missed_at, missed.version, missed.sequence) == (MONDAY_9, 2, 0)
    assert (Delivery.objects.of(salon.organisation).count(), occupied(salon.ben)) == (mails, taken)
    assert words(missed)[-1] == "missed"
    assert Resource.objects.of(salon.organisation).get(pk=salon.ben.pk).revision == revision + 1


def test_saying_it_twice_changes_nothing_more(clara: Actor, booking: Booking) -> None:
    mark_missed(booking.pk, by=clara, now=MONDAY_9)

    again = mark_missed(booking.pk, by=clara, now=MONDAY_10)

    assert (again.missed_at, again.version, words(again).count("missed")) == (MONDAY_9, 2, 1)


def test_it_can_be_taken_back(clara: Actor, booking: Booking) -> None:
    mark_missed(booking.pk, by=clara, now=MONDAY_9)

    came = mark_came(booking.pk, by=clara, now=MONDAY_10)
    again = mark_came(booking.pk, by=clara, now=MONDAY_10)

    assert (came.missed_at, again.version, words(came)[-2:]) == (None, 3, ["missed", "came"])


def test_a_missed_appointment_is_no_visit(clara: Actor, booking: Booking) -> None:
    assert booking.customer is not None
    assert visits(booking.customer, now=MONDAY_9) == 1

    mark_missed(booking.pk, by=clara, now=MONDAY_9)

    assert visits(booking.customer, now=MONDAY_9) == 0


def test_a_missed_appointment_that_gets_another_time_is_not_missed(
    salon: Salon, clara: Actor, booking: Booking
) -> None:
    missed = mark_missed(booking.pk, by=clara, now=MONDAY_9)
    later = as_it_is(missed, starts_at=TUESDAY_9)

    moved = edit(booking.pk, later, version=2, by=clara, now=MONDAY_10)

    assert moved.missed_at is None


def test_what_has_not_begun_cannot_be_missed(clara: Actor, booking: Booking) -> None:
    with pytest.raises(NothingMissed):
        mark_missed(booking.pk, by=clara, now=JUST_BEFORE)


def test_what_is_not_agreed_cannot_be_missed(salon: Salon, clara: Actor, booking: Booking) -> None:
    colour = make_service(salon.organisation, "colour", needs_approval=True)
    needs(colour, salon.clara)
    requested = make_booking(colour, at=MONDAY_9, who="Berta")
    cancel(booking.pk, by=clara, now=SUNDAY_18)

    for each in (booking, requested):
        with pytest.raises(NothingMissed):
            mark_missed(each.pk, by=clara, now=MONDAY_10)


def test_a_blocked_time_cannot_be_missed(salon: Salon, clara: Actor) -> None:
    blocked = create_by_hand(by_hand(salon, service_id=None, customer=None), by=clara, now=SUNDAY_18)

    with pytest.raises(NothingMissed):
        mark_missed(blocked.pk, by=clara, now=MONDAY_10)


def test_what_is_not_there_is_refused(salon: Salon, clara: Actor) -> None:
    for deed in (mark_missed, mark_came):
        with pytest.raises(NotYours):
            deed(4711, by=clara, now=MONDAY_9)
