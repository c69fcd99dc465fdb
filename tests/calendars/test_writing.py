"""Bookings are written into the calendar that receives them: once, and as they are by now (S4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import VISITOR
from terminbuch.actions.calendar_writes import promise_again
from terminbuch.actions.keys import new_key
from terminbuch.actions.outside.writing import burnt, not_written, take_due_write, wrote
from terminbuch.calendars.writing import write_due
from terminbuch.ical.seen import Known
from terminbuch.models import Booking, CalendarConnection, CalendarEntry, Delivery, OutsideCalendar, Task
from tests.builders import (
    MONDAY_9,
    SUNDAY_18,
    TUESDAY_9,
    TUESDAY_10,
    Salon,
    a_move,
    as_it_is,
    change,
    make_booking,
    make_member,
    make_salon,
    staff,
)

from .fakes.memory import MemoryCalendar
from .memory_fixtures import connect

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
State = Delivery.State


@pytest.fixture
def salon(db: None) -> Salon:
    return make_salon()


@pytest.fixture
def connected(salon: Salon, monkeypatch: pytest.MonkeyPatch) -> tuple[OutsideCalendar, MemoryCalendar]:
    return connect(monkeypatch, salon.ben)


@pytest.fixture
def memory(connected: tuple[OutsideCalendar, MemoryCalendar]) -> MemoryCalendar:
    return connected[1]


@pytest.fixture
def bens(connected: tuple[OutsideCalendar, MemoryCalendar]) -> OutsideCalendar:
    return connected[0]


def write_all(now: datetime = SUNDAY_18) -> None:
    while write_due(now):
        pass


def times(memory: MemoryCalendar) -> list[tuple[datetime, datetime]]:
    return sorted(event.times for event in memory.events.values())


def with_ben(salon: Salon, at: datetime = MONDAY_9) -> Booking:
    return make_booking(salon.cut, at=at, resource_id=salon.ben.pk)


def test_a_booking_is_written_moved_and_taken_away_as_one_event(salon: Salon, memory: MemoryCalendar) -> None:
    booking = with_ben(salon)
    write_all()
    assert times(memory) == [(MONDAY_9, MONDAY_9 + HOUR)]

    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)
    write_all()
    assert times(memory) == [(TUESDAY_9, TUESDAY_9 + HOUR)]

    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18)
    write_all()
    assert (times(memory), memory.asked["put"], memory.asked["erase"]) == ([], 2, 1)


def test_the_newest_version_is_written_and_nothing_before_it(salon: Salon, memory: MemoryCalendar) -> None:
    booking = with_ben(salon)
    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)

    write_all()

    written = Delivery.objects.of(salon.organisation).filter(kind="calendar").order_by("pk")
    assert [row.state for row in written] == [State.WITHDRAWN, State.SENT]
    assert (times(memory), memory.asked["put"]) == ([(TUESDAY_9, TUESDAY_9 + HOUR)], 1)


def test_what_was_cancelled_before_it_left_is_never_written(salon: Salon, memory: MemoryCalendar) -> None:
    booking = with_ben(salon)
    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18)

    write_all()

    assert (memory.events, dict(memory.asked)) == ({}, {})


def test_a_booking_of_somebody_else_is_not_written(salon: Salon, memory: MemoryCalendar) -> None:
    make_booking(salon.cut, resource_id=salon.clara.pk)

    write_all()

    assert memory.events == {}


def test_who_gets_the_booking_gets_the_event(
    salon: Salon, memory: MemoryCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    _calendar, claras = connect(monkeypatch, salon.clara, "claras")
    booking = with_ben(salon)
    write_all()

    request = as_it_is(booking, picks=(salon.clara.pk,))
    deeds.edit(booking.pk, request, version=1, by=staff(make_member(salon.organisation)), now=SUNDAY_18)
    write_all()

    assert (times(memory), times(claras)) == ([], [(MONDAY_9, MONDAY_9 + HOUR)])


def test_a_lost_answer_makes_no_second_event(salon: Salon, memory: MemoryCalendar) -> None:
    with_ben(salon)
    memory.mute = 1
    write_all()
    assert times(memory) == [(MONDAY_9, MONDAY_9 + HOUR)]

    write_all(SUNDAY_18 + MINUTE)

    entry = CalendarEntry.objects.of(salon.organisation).get()
    assert (times(memory), memory.asked["put"], entry.is_there) == ([(MONDAY_9, MONDAY_9 + HOUR)], 2, True)


def test_what_a_lost_answer_left_behind_is_found_and_taken_away(salon: Salon, memory: MemoryCalendar) -> None:
    booking = with_ben(salon)
    memory.mute = 1
    write_all()

    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18)
    write_all()

    assert memory.events == {}


def test_what_a_lost_answer_left_days_away_is_found_and_taken_away(
    salon: Salon, memory: MemoryCalendar
) -> None:
    """It stands there under its name, at a time that we were never told it has."""
    booking = with_ben(salon)
    write_all()
    deeds.reschedule(a_move(booking, to=MONDAY_9 + 7 * DAY), by=VISITOR, now=SUNDAY_18)
    memory.mute = 1
    write_all()
    assert times(memory) == [(MONDAY_9 + 7 * DAY, MONDAY_9 + 7 * DAY + HOUR)]

    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18)
    write_all(SUNDAY_18 + MINUTE)

    assert memory.events == {}


def test_so_is_what_it_left_of_an_entry_that_had_been_taken_away_before(
    salon: Salon, memory: MemoryCalendar
) -> None:
    booking, by = with_ben(salon), staff(make_member(salon.organisation))
    to_clara = as_it_is(booking, picks=(salon.clara.pk,))
    write_all()
    deeds.edit(booking.pk, to_clara, version=1, by=by, now=SUNDAY_18)
    write_all()
    later = replace(to_clara, starts_at=MONDAY_9 + 7 * DAY)
    to_ben = replace(later, picks=(salon.ben.pk,), key=new_key())
    deeds.edit(booking.pk, to_ben, version=2, by=by, now=SUNDAY_18)
    memory.mute = 1
    write_all()
    assert times(memory) == [(MONDAY_9 + 7 * DAY, MONDAY_9 + 7 * DAY + HOUR)]

    deeds.edit(booking.pk, replace(later, key=new_key()), version=3, by=by, now=SUNDAY_18)
    write_all(SUNDAY_18 + MINUTE)

    assert memory.events == {}


def test_our_entry_is_overwritten_whatever_became_of_it(salon: Salon, memory: MemoryCalendar) -> None:
    booking = with_ben(salon)
    write_all()
    memory.shift(memory.names_of(booking.uid.hex)[0], 3 * HOUR)

    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)
    write_all()

    assert times(memory) == [(TUESDAY_9, TUESDAY_9 + HOUR)]


def test_what_was_deleted_there_is_written_anew_when_the_booking_moves(
    salon: Salon, memory: MemoryCalendar
) -> None:
    booking = with_ben(salon)
    write_all()
    memory.burns = True
    memory.remove(memory.names_of(booking.uid.hex)[0])

    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)
    write_all()

    entry = CalendarEntry.objects.of(salon.organisation).get()
    assert (times(memory), entry.generation) == ([(TUESDAY_9, TUESDAY_9 + HOUR)], 1)


def test_something_foreign_under_our_name_stays_and_ours_gets_another(
    salon: Salon, memory: MemoryCalendar
) -> None:
    booking = with_ben(salon)
    write_all()
    name = memory.names_of(booking.uid.hex)[0]
    memory.place(name, TUESDAY_10, TUESDAY_10 + HOUR, title="Zahnarzt")
    memory.shift(name, MONDAY_9 - TUESDAY_10)

    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=SUNDAY_18)
    write_all()

    assert times(memory) == [(MONDAY_9, MONDAY_9 + HOUR), (TUESDAY_9, TUESDAY_9 + HOUR)]


def test_a_write_that_fails_is_tried_for_a_day_and_then_somebody_is_asked(
    salon: Salon, memory: MemoryCalendar
) -> None:
    booking = with_ben(salon)
    memory.silent = 100
    row, tries = Delivery.objects.of(salon.organisation).get(kind="calendar"), []
    while row.state == State.DUE:
        tries.append(row.due_at - SUNDAY_18)
        assert write_due(row.due_at)
        row.refresh_from_db()

    assert (row.state, row.last_error) == (State.FAILED, "unreachable: ")
    assert (len(tries), tries[1], 22 * HOUR < tries[-1] < 24 * HOUR) == (9, MINUTE, True)
    tasks = Task.objects.of(salon.organisation).filter(booking=booking)
    assert [task.kind for task in tasks] == ["not_in_calendar"]
    assert Booking.objects.of(salon.organisation).get().status == Booking.Status.CONFIRMED


def test_where_waiting_does_not_help_somebody_is_asked_at_once_and_once(
    salon: Salon, memory: MemoryCalendar
) -> None:
    with_ben(salon)
    memory.forbidden = frozenset({"write"})
    write_all()
    write_all(SUNDAY_18 + MINUTE)
    entry = CalendarEntry.objects.of(salon.organisation).get()
    open_tasks = Task.objects.of(salon.organisation).filter(done_at=None)
    assert (entry.failed_at, open_tasks.count()) == (SUNDAY_18, 1)

    memory.forbidden = frozenset()
    write_all(SUNDAY_18 + HOUR)

    entry.refresh_from_db()
    assert (entry.failed_at, entry.is_there, open_tasks.count()) == (None, True, 0)


def test_who_is_signed_out_is_not_asked_again(
    salon: Salon, bens: OutsideCalendar, memory: MemoryCalendar
) -> None:
    change(bens.connection, state=CalendarConnection.State.SIGNED_OUT)
    with_ben(salon)

    write_all()

    assert dict(memory.asked) == {}


def test_after_three_refused_sign_ins_nothing_is_tried_before_somebody_signs_in(
    salon: Salon, bens: OutsideCalendar, memory: MemoryCalendar
) -> None:
    with_ben(salon)
    memory.signed_out = True

    for hours in range(6):
        write_all(SUNDAY_18 + hours * HOUR)

    bens.connection.refresh_from_db()
    open_tasks = Task.objects.of(salon.organisation).filter(done_at=None).count()
    assert (memory.asked["put"], bens.connection.state, open_tasks) == (3, "signed_out", 1)


def test_nobody_else_writes_while_one_writes_and_a_killed_one_is_replaced(
    salon: Salon, memory: MemoryCalendar
) -> None:
    with_ben(salon)
    with_ben(salon, at=TUESDAY_9)

    killed = take_due_write(SUNDAY_18, lease=MINUTE)
    assert (killed is not None, take_due_write(SUNDAY_18, lease=MINUTE)) == (True, None)
    write_all(SUNDAY_18 + MINUTE)

    assert times(memory) == [(MONDAY_9, MONDAY_9 + HOUR), (TUESDAY_9, TUESDAY_9 + HOUR)]


def test_who_was_taken_for_dead_changes_nothing(salon: Salon, memory: MemoryCalendar) -> None:
    with_ben(salon)
    late = take_due_write(SUNDAY_18, lease=MINUTE)
    assert late is not None
    write_all(SUNDAY_18 + MINUTE)
    [name] = memory.events

    wrote(late, Known("elsewhere.ics"), now=SUNDAY_18 + HOUR)
    not_written(late, "broken", "", now=SUNDAY_18 + HOUR)
    burnt(late, now=SUNDAY_18 + HOUR)

    entry = CalendarEntry.objects.of(salon.organisation).get()
    states = Delivery.objects.of(salon.organisation).filter(kind="calendar").values_list("state", flat=True)
    assert (entry.remote_id, entry.generation, [*states]) == (name, 0, [State.SENT])


def test_a_promise_made_again_is_kept_at_once(
    salon: Salon, bens: OutsideCalendar, memory: MemoryCalendar
) -> None:
    booking = with_ben(salon)
    write_all()
    memory.remove(memory.names_of(booking.uid.hex)[0])

    promise_again(booking, bens, now=SUNDAY_18)
    write_all()

    assert times(memory) == [(MONDAY_9, MONDAY_9 + HOUR)]
