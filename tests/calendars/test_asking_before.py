"""What doors call: the time is kept, the calendars are asked, and the deed decides by their answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terminbuch.actions import booking as deeds
from terminbuch.actions import holding
from terminbuch.actions.asking import LINK_HOLDER, VISITOR, Actor
from terminbuch.actions.booking.people import serving
from terminbuch.actions.outside.doubts import in_doubt
from terminbuch.actions.refusals import CalendarSilent, NeedsOverride, SlotTaken, TakenOutside
from terminbuch.calendars import booking as doors
from terminbuch.calendars.rechecking import recheck
from terminbuch.models import Booking, Resource
from tests.actions.assistant.morning import Morning, case_of
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_hold,
    a_move,
    a_request,
    as_it_is,
    by_hand,
    change,
    make_booking,
    make_calendar,
    make_member,
    make_offer,
    make_salon,
    staff,
)
from tests.calendars.fakes.one_answer import Calendars, calendars
from tests.made_once import made_once
from tests.reading import log_of

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def salon(db: None) -> Salon:
    return made_once(make_salon)


@pytest.fixture
def clara(salon: Salon) -> Actor:
    return staff(make_member(salon.organisation))


@pytest.fixture
def outside() -> Iterator[Calendars]:
    with calendars() as found:
        yield found


@pytest.fixture
def booking(salon: Salon) -> Booking:
    """Anna's hour with Ben, from before anybody had a calendar."""
    return make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)


def book(salon: Salon, who: Resource | None = None, **fields: str) -> Booking:
    request = a_request(salon.cut, at=MONDAY_9, resource_id=who.pk if who else None, **fields)
    return doors.book(request, by=VISITOR, now=SUNDAY_18)


def test_without_calendars_that_can_be_asked_it_costs_one_question(salon: Salon) -> None:
    make_calendar(salon.ben, blocks=False)
    change(make_calendar(salon.ben, "Holidays").connection, kind="feed")
    known, first, second = (
        a_request(salon.cut, at=MONDAY_9 + hours * HOUR, resource_id=salon.ben.pk) for hours in range(3)
    )
    deeds.book(known, by=VISITOR, now=SUNDAY_18)

    with CaptureQueriesContext(connection) as alone:
        deeds.book(first, by=VISITOR, now=SUNDAY_18)
    with CaptureQueriesContext(connection) as through_the_door:
        doors.book(second, by=VISITOR, now=SUNDAY_18)

    assert len(through_the_door) == len(alone) + 1


def test_what_stands_in_the_calendar_now_decides_and_its_copy_is_read_again(
    salon: Salon, outside: Calendars
) -> None:
    calendar = outside.of(salon.ben, "private", next_read_at=SUNDAY_18 + 5 * MINUTE)

    path = outside.add("private", MONDAY_9 + HOUR / 2, MONDAY_10)
    with pytest.raises(TakenOutside):
        book(salon, salon.ben)
    calendar.refresh_from_db()
    del outside.objects["private"][path]

    assert calendar.next_read_at == SUNDAY_18
    assert serving(book(salon, salon.ben)) == [salon.ben]


def test_the_time_stays_kept_while_calendars_are_asked(salon: Salon, outside: Calendars) -> None:
    outside.of(salon.ben, "private", "broken")
    held = holding.hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    change(held.hold, deadline=SUNDAY_18 + timedelta(seconds=2))

    with pytest.raises(CalendarSilent):
        book(salon, salon.ben, hold_token=held.token)
    held.hold.refresh_from_db()

    assert held.hold.deadline == SUNDAY_18 + timedelta(seconds=30)


def test_what_has_run_out_is_not_kept_again(salon: Salon, outside: Calendars) -> None:
    outside.of(salon.ben, "private", "broken")
    held = holding.hold(a_hold(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk), now=SUNDAY_18)
    change(held.hold, deadline=SUNDAY_18)

    with pytest.raises(CalendarSilent):
        book(salon, salon.ben, hold_token=held.token)
    held.hold.refresh_from_db()

    assert held.hold.deadline == SUNDAY_18


def test_of_a_pool_the_one_whose_calendar_answers_serves(salon: Salon, outside: Calendars) -> None:
    outside.of(salon.ben, "bens", "signed out")
    outside.of(salon.clara, "claras")

    assert serving(book(salon)) == [salon.clara]
    assert outside.asked == ["bens", "claras"]


def test_nobody_is_asked_where_the_deed_refuses_anyway(
    salon: Salon, outside: Calendars, booking: Booking
) -> None:
    outside.of(salon.ben, "private")

    with pytest.raises(SlotTaken):
        book(salon, salon.ben)

    assert outside.asked == []


def test_a_move_asks_for_the_new_time_and_its_own_entry_is_not_in_its_way(
    salon: Salon, outside: Calendars, booking: Booking
) -> None:
    outside.of(salon.ben, "private", receives=True)
    outside.add("private", MONDAY_9, MONDAY_10 + HOUR)
    request = a_move(booking, to=MONDAY_10, resource_id=salon.ben.pk)

    def move(to: timedelta) -> Booking:
        asked = replace(request, starts_at=MONDAY_9 + to)
        return doors.reschedule(asked, organisation_id=salon.organisation.pk, by=LINK_HOLDER, now=SUNDAY_18)

    with pytest.raises(TakenOutside):
        move(HOUR)

    assert move(2 * HOUR).starts_at == MONDAY_9 + 2 * HOUR


def test_an_offered_time_asks_again_when_it_is_taken(
    salon: Salon, outside: Calendars, booking: Booking
) -> None:
    outside.of(salon.clara, "claras")
    path = outside.add("claras", TUESDAY_9, TUESDAY_9 + HOUR)
    offer = make_offer(booking, salon.clara, TUESDAY_9)

    def redeem() -> Booking:
        return doors.redeem(
            offer.uid, booking_id=booking.pk, organisation_id=salon.organisation.pk, by=LINK_HOLDER,
            now=SUNDAY_18,
        )  # fmt: skip

    with pytest.raises(TakenOutside):
        redeem()
    del outside.objects["claras"][path]

    assert redeem().starts_at == TUESDAY_9


def test_what_staff_enters_and_moves_is_asked_about_and_what_stays_is_not(
    salon: Salon, outside: Calendars, booking: Booking, clara: Actor
) -> None:
    outside.of(salon.ben, "private")
    outside.add("private", TUESDAY_9, TUESDAY_9 + HOUR)

    def edit(**fields: object) -> Booking:
        request = as_it_is(booking, **fields)
        return doors.edit(booking.pk, request, version=booking.version, by=clara, now=SUNDAY_18)

    with pytest.raises(NeedsOverride) as entering:
        doors.create_by_hand(by_hand(salon, starts_at=TUESDAY_9), by=clara, now=SUNDAY_18)
    with pytest.raises(NeedsOverride) as moving:
        edit(starts_at=TUESDAY_9)
    outside.server.asked.clear()
    edit(staff_note="Comes by train")

    assert [each.kind for each in (*entering.value.concerns, *moving.value.concerns)] == ["busy_outside"] * 2
    assert outside.asked == []


def test_a_board_asks_those_who_are_to_take_over_and_nobody_else(
    salon: Salon, outside: Calendars, booking: Booking, clara: Actor
) -> None:
    outside.of(salon.ben, "bens")
    outside.of(salon.clara, "claras")
    path = outside.add("claras", MONDAY_9, MONDAY_10)
    morning = Morning(salon, clara)
    morning.falls_ill()
    sending = doors.Sending(salon.organisation.pk, clara)

    refused = sending.send(case_of(booking).uid, now=SUNDAY_18)
    del outside.objects["claras"][path]
    sent = sending.send(case_of(booking).uid, now=SUNDAY_18)

    assert [type(each.refusal) for each in refused.refused] == [NeedsOverride]
    assert (sent.refused, serving(booking)) == ((), [salon.clara])
    assert outside.asked == ["claras", "claras"]


def test_a_board_that_has_waited_long_enough_asks_nobody_any_more(
    salon: Salon, outside: Calendars, booking: Booking, clara: Actor
) -> None:
    outside.of(salon.clara, "claras")
    Morning(salon, clara).falls_ill()

    sent = doors.Sending(salon.organisation.pk, clara, left=0).send(case_of(booking).uid, now=SUNDAY_18)

    assert [type(each.refusal) for each in sent.refused] == [NeedsOverride]
    assert outside.asked == []


@pytest.fixture
def unverified(salon: Salon, outside: Calendars) -> Booking:
    """Ben's calendar was broken when Anna booked."""
    outside.of(salon.ben, "private", "broken", when_unknown="accept", next_read_at=SUNDAY_18 + 5 * MINUTE)
    return book(salon, salon.ben)


def test_a_booking_in_doubt_is_checked_again_until_the_calendar_answers(
    salon: Salon, outside: Calendars, unverified: Booking
) -> None:
    recheck(SUNDAY_18 + MINUTE)
    doubted = in_doubt(SUNDAY_18)
    outside.manners["private"] = "well"
    recheck(SUNDAY_18 + 2 * MINUTE)
    version = unverified.version
    unverified.refresh_from_db()

    assert doubted == [unverified]
    assert (unverified.unverified_since, unverified.version) == (None, version)
    assert log_of(unverified)[-1] == ("verified", "system", "worker")


def test_a_calendar_that_turns_out_busy_is_read_and_the_doubt_ends_with_that(
    salon: Salon, outside: Calendars, unverified: Booking
) -> None:
    calendar = salon.ben.outside_calendars.get()
    outside.manners["private"] = "well"
    outside.add("private", MONDAY_9, MONDAY_10)

    recheck(SUNDAY_18 + MINUTE)
    calendar.refresh_from_db()
    in_doubt_until_it_is_read = in_doubt(SUNDAY_18)
    change(calendar, last_good_at=SUNDAY_18 + MINUTE)
    recheck(SUNDAY_18 + 2 * MINUTE)

    assert calendar.next_read_at == SUNDAY_18 + MINUTE
    assert (in_doubt_until_it_is_read, in_doubt(SUNDAY_18)) == ([unverified], [])


def test_a_silent_calendar_is_asked_once_a_minute_whatever_was_booked(
    salon: Salon, outside: Calendars, unverified: Booking
) -> None:
    doors.book(a_request(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk), by=VISITOR, now=SUNDAY_18)
    outside.server.asked.clear()

    recheck(SUNDAY_18 + MINUTE)

    assert len(in_doubt(SUNDAY_18)) == 2
    assert outside.asked == ["private"]


@pytest.mark.parametrize(
    "over", [{"status": "cancelled"}, {"ends_at": SUNDAY_18 + HOUR, "starts_at": SUNDAY_18}]
)
def test_what_is_off_or_over_is_in_nobodys_doubt(unverified: Booking, over: dict[str, object]) -> None:
    change(unverified, **over)

    assert in_doubt(SUNDAY_18 + HOUR) == []
