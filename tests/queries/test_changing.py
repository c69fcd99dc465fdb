"""The cut-off protects the business; where the business asks for another time, it does not count."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.actions.asking import LINK_HOLDER
from terminbuch.actions.booking import cancel, reschedule
from terminbuch.actions.refusals import TooLate
from terminbuch.models import Booking, Case, Disruption
from terminbuch.queries import changing
from tests.builders import MONDAY_9, TUESDAY_9, Salon, a_move, change, make_booking

DAY_BEFORE = MONDAY_9 - timedelta(days=1)
HOUR = timedelta(hours=1)
A_MOMENT = timedelta(microseconds=1)


@pytest.fixture
def booking(salon: Salon) -> Booking:
    change(salon.cut, cut_off_minutes=24 * 60)
    return make_booking(salon.cut, resource_id=salon.ben.pk, now=DAY_BEFORE - HOUR)


def open_case(booking: Booking, state: str) -> Case:
    disruption = Disruption.objects.create(organisation=booking.organisation, created_at=DAY_BEFORE)
    return Case.objects.create(
        organisation=booking.organisation,
        disruption=disruption,
        booking=booking,
        state=state,
        was_starts_at=booking.starts_at,
        deadline=MONDAY_9,
        changed_at=DAY_BEFORE,
    )


def test_the_cut_off_is_the_last_moment(booking: Booking):
    assert changing.last_moment(booking, now=DAY_BEFORE + HOUR) == DAY_BEFORE
    assert changing.may_be_changed(booking, now=DAY_BEFORE)
    assert not changing.may_be_changed(booking, now=DAY_BEFORE + A_MOMENT)


@pytest.mark.parametrize("state", ["waiting", "phone"])
def test_whom_the_business_asks_may_choose_until_the_start(booking: Booking, state: str):
    open_case(booking, state)

    assert changing.last_moment(booking, now=DAY_BEFORE + HOUR) == MONDAY_9
    assert changing.may_be_changed(booking, now=MONDAY_9)
    assert not changing.may_be_changed(booking, now=MONDAY_9 + A_MOMENT)


@pytest.mark.parametrize("state", ["planned", "kept", "spared"])
def test_whom_nobody_has_asked_keeps_to_the_cut_off(booking: Booking, state: str):
    open_case(booking, state)

    assert not changing.may_be_changed(booking, now=DAY_BEFORE + HOUR)


def test_they_move_and_cancel_by_their_link(booking: Booking):
    late = DAY_BEFORE + HOUR
    with pytest.raises(TooLate):
        reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=late)
    open_case(booking, "waiting")

    moved = reschedule(a_move(booking, to=TUESDAY_9), by=LINK_HOLDER, now=late)

    assert moved.starts_at == TUESDAY_9
    assert cancel(moved.pk, by=LINK_HOLDER, now=late).status == "cancelled"
