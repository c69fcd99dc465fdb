"""What people do with our entries in their calendar is taken over or reported, as they have set it (S18)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import VISITOR
from terminbuch.actions.deed import deed
from terminbuch.actions.locking import lock_resources
from terminbuch.actions.outside.own import go_on
from terminbuch.calendars.syncing import sync_next
from terminbuch.models import Booking, BusyTime, CalendarEntry, Conflict, Delivery, OutsideCalendar
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    TUESDAY_9,
    Salon,
    a_move,
    change,
    make_booking,
    make_calendar,
    make_salon,
)

from .fakes.memory import MemoryCalendar
from .memory_fixtures import at_rest, connect

HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
LATER = SUNDAY_18 + 5 * MINUTE
AFTER_GRACE = LATER + 11 * MINUTE


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


@pytest.fixture
def booking(salon: Salon, memory: MemoryCalendar) -> Booking:
    """With Ben, on Monday at nine, and written."""
    made = make_booking(salon.cut, resource_id=salon.ben.pk)
    at_rest(SUNDAY_18)
    return made


def name_of(booking: Booking, memory: MemoryCalendar) -> str:
    [name] = memory.names_of(booking.uid.hex)
    return name


def standing(memory: MemoryCalendar) -> list[datetime]:
    return sorted(event.starts_at for event in memory.events.values())


def start_of(booking: Booking) -> datetime:
    booking.refresh_from_db()
    return booking.starts_at


def cases(salon: Salon) -> list[tuple[str, bool]]:
    rows = Conflict.objects.of(salon.organisation).order_by("pk")
    return [(row.kind, row.is_open) for row in rows]


def busy(salon: Salon) -> list[datetime]:
    return [row.starts_at for row in BusyTime.objects.of(salon.organisation)]


def test_our_own_entry_takes_nobody_s_time(salon: Salon, booking: Booking, memory: MemoryCalendar) -> None:
    at_rest(LATER)

    assert (standing(memory), busy(salon), cases(salon)) == ([MONDAY_9], [], [])


def test_a_moved_entry_is_a_case_until_somebody_has_decided(
    salon: Salon, booking: Booking, memory: MemoryCalendar
) -> None:
    memory.shift(name_of(booking, memory), HOUR)
    at_rest(LATER)
    assert (start_of(booking), cases(salon), busy(salon)) == (MONDAY_9, [("moved", True)], [MONDAY_10])

    memory.shift(name_of(booking, memory), -HOUR)
    at_rest(LATER + 3 * MINUTE)
    assert (start_of(booking), cases(salon), busy(salon)) == (MONDAY_9, [("moved", False)], [])


def test_the_booking_follows_where_that_is_set_and_the_customer_hears(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar
) -> None:
    change(bens, when_moved="apply")
    memory.shift(name_of(booking, memory), HOUR, longer=30 * MINUTE)

    at_rest(LATER)
    at_rest(LATER + 3 * MINUTE)

    booking.refresh_from_db()
    assert (booking.starts_at, booking.duration) == (MONDAY_10, timedelta(minutes=90))
    told = Delivery.objects.of(salon.organisation).filter(kind="booking_moved")
    assert [row.recipient for row in told] == ["anna@example.org"]
    past = booking.history_entries.order_by("pk").values_list("what", "source")
    assert list(past) == [("booked", "page"), ("edited", "calendar")]
    assert (standing(memory), busy(salon), cases(salon)) == ([MONDAY_10], [], [])


@pytest.mark.parametrize("by", [-3 * HOUR, 24 * HOUR * 5], ids=["before the hours", "on a Saturday"])
def test_where_the_rules_forbid_it_people_are_asked(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar, by: timedelta
) -> None:
    change(bens, when_moved="apply")
    memory.shift(name_of(booking, memory), by)

    at_rest(LATER)

    assert (start_of(booking), cases(salon)) == (MONDAY_9, [("moved", True)])


def test_somebody_else_s_time_is_never_taken_by_dragging(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar
) -> None:
    other = make_booking(salon.cut, at=MONDAY_10, resource_id=salon.ben.pk, who="Berta")
    change(bens, when_moved="apply")
    memory.shift(name_of(booking, memory), HOUR)

    at_rest(LATER)

    assert (start_of(booking), start_of(other)) == (MONDAY_9, MONDAY_10)
    assert ("moved", True) in cases(salon)


def test_the_entry_goes_back_where_that_is_set(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar
) -> None:
    change(bens, when_moved="put_back")
    memory.shift(name_of(booking, memory), HOUR)

    at_rest(LATER)
    at_rest(LATER + 3 * MINUTE)

    assert (start_of(booking), standing(memory), busy(salon)) == (MONDAY_9, [MONDAY_9], [])


def test_a_deleted_entry_waits_ten_minutes_and_is_then_a_case(
    salon: Salon, booking: Booking, memory: MemoryCalendar
) -> None:
    memory.remove(name_of(booking, memory))
    at_rest(LATER)
    assert cases(salon) == []

    at_rest(AFTER_GRACE)

    booking.refresh_from_db()
    assert (booking.status, cases(salon)) == ("confirmed", [("deleted", True)])


def test_a_deleted_entry_cancels_where_that_is_set(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar
) -> None:
    change(bens, when_deleted="cancel")
    memory.remove(name_of(booking, memory))
    at_rest(LATER)

    at_rest(AFTER_GRACE)

    booking.refresh_from_db()
    told = Delivery.objects.of(salon.organisation).filter(kind="booking_cancelled").count()
    assert (booking.status, told, memory.events) == ("cancelled", 1, {})


def test_what_was_moved_and_then_deleted_is_followed_as_deleted(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar
) -> None:
    """Somebody is asked about the move in the same moment in which the deletion is seen."""
    memory.shift(name_of(booking, memory), HOUR)
    sync_next(LATER)
    memory.remove(name_of(booking, memory))
    at_rest(LATER + 5 * MINUTE)
    assert cases(salon) == [("moved", False)]

    at_rest(AFTER_GRACE + 5 * MINUTE)

    assert cases(salon) == [("moved", False), ("deleted", True)]


def test_a_deleted_entry_comes_back_where_that_is_set(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar
) -> None:
    change(bens, when_deleted="restore")
    memory.burns = True
    memory.remove(name_of(booking, memory))
    at_rest(LATER)

    at_rest(AFTER_GRACE)

    booking.refresh_from_db()
    assert (booking.status, standing(memory), cases(salon)) == ("confirmed", [MONDAY_9], [])


def test_a_move_to_another_calendar_is_no_deletion(
    salon: Salon,
    bens: OutsideCalendar,
    booking: Booking,
    memory: MemoryCalendar,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    change(bens, when_deleted="cancel")
    privately, other = connect(monkeypatch, salon.ben, "other", receives=False)
    at_rest(LATER)
    there = memory.remove(name_of(booking, memory))
    other.place("carried.ics", *there.times, uid=there.uid, marker=there.marker)
    at_rest(LATER + 3 * MINUTE)

    at_rest(AFTER_GRACE + 3 * MINUTE)

    entry = CalendarEntry.objects.of(salon.organisation).get(booking=booking)
    booking.refresh_from_db()
    assert (booking.status, entry.calendar_id, entry.missing_since) == ("confirmed", privately.pk, None)
    assert (busy(salon), [is_open for _kind, is_open in cases(salon) if is_open]) == ([], [])

    deeds.reschedule(a_move(booking, to=TUESDAY_9), by=VISITOR, now=AFTER_GRACE + 3 * MINUTE)
    at_rest(AFTER_GRACE + 4 * MINUTE)
    assert (standing(memory), standing(other)) == ([TUESDAY_9], [])


def test_a_copy_of_our_entry_is_somebody_s_own_event(
    salon: Salon, booking: Booking, memory: MemoryCalendar
) -> None:
    original = memory.events[name_of(booking, memory)]
    memory.place("copy.ics", TUESDAY_9, TUESDAY_9 + HOUR, uid=original.uid, marker=original.marker)

    at_rest(LATER)

    assert (busy(salon), standing(memory)) == ([TUESDAY_9], [MONDAY_9, TUESDAY_9])


def test_what_was_cancelled_and_comes_back_is_taken_away_again(
    salon: Salon, booking: Booking, memory: MemoryCalendar
) -> None:
    name = name_of(booking, memory)
    there = memory.events[name]
    deeds.cancel(booking.pk, by=VISITOR, now=SUNDAY_18)
    at_rest(LATER)
    memory.place(name, *there.times, uid=there.uid, marker=there.marker)

    at_rest(LATER + 3 * MINUTE)

    assert (memory.events, busy(salon)) == ({}, [])


@pytest.fixture
def six(salon: Salon, memory: MemoryCalendar) -> list[Booking]:
    """A day of Ben's, written."""
    starts = [MONDAY_9 + number * HOUR for number in range(6)]
    made = [make_booking(salon.cut, at=each, resource_id=salon.ben.pk) for each in starts]
    at_rest(SUNDAY_18)
    return made


def empty(memory: MemoryCalendar) -> None:
    for name in list(memory.events):
        memory.remove(name)


def test_an_emptied_calendar_cancels_nothing_before_somebody_has_said_so(
    salon: Salon, bens: OutsideCalendar, six: list[Booking], memory: MemoryCalendar
) -> None:
    change(bens, when_deleted="cancel")
    empty(memory)

    at_rest(LATER)
    at_rest(AFTER_GRACE)

    live = Booking.objects.of(salon.organisation).filter(status="confirmed").count()
    case = Conflict.objects.of(salon.organisation).get()
    assert (live, case.kind, case.facts) == (6, "many", {"gone": 6, "moved": 0, "standing": 6})


@pytest.mark.usefixtures("six")
@pytest.mark.parametrize(("follow", "after"), [(True, ({"cancelled"}, 0)), (False, ({"confirmed"}, 6))])
def test_an_emptied_calendar_goes_on_as_somebody_says(
    bens: OutsideCalendar, memory: MemoryCalendar, follow: bool, after: tuple[set[str], int]
) -> None:
    empty(memory)
    at_rest(LATER)

    @deed
    def say() -> None:
        lock_resources(bens.organisation_id, [bens.resource_id])
        bens.refresh_from_db()
        go_on(bens, follow=follow, now=LATER)

    say()
    at_rest(LATER)

    now = Booking.objects.of(bens.organisation_id).values_list("status", flat=True)
    assert (set(now), len(memory.events)) == after


def test_what_is_over_may_be_tidied_away(
    bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar, salon: Salon
) -> None:
    change(bens, when_deleted="cancel")
    memory.remove(name_of(booking, memory))

    at_rest(MONDAY_10 + DAY)
    at_rest(MONDAY_10 + DAY + HOUR)

    booking.refresh_from_db()
    assert (booking.status, cases(salon)) == ("confirmed", [])


def test_an_invitation_that_a_mail_program_entered_is_no_conflict_with_its_own_booking(
    salon: Salon, bens: OutsideCalendar, memory: MemoryCalendar
) -> None:
    """Whoever has no calendar that receives gets invitations by mail; they have the booking's UID."""
    change(bens, receives=False)
    made = make_booking(salon.cut, resource_id=salon.ben.pk)
    change(bens, blocks=True)
    memory.place("mail.ics", MONDAY_9, MONDAY_10, uid=str(made.uid))
    memory.place("other.ics", MONDAY_10, MONDAY_10 + HOUR, uid=str(made.uid))

    at_rest(LATER)

    assert (busy(salon), cases(salon)) == ([MONDAY_10], [])


def test_a_calendar_that_two_share_blocks_neither_by_our_own_entries(
    salon: Salon, bens: OutsideCalendar, booking: Booking, memory: MemoryCalendar
) -> None:
    shared = make_calendar(salon.clara, "memory", receives=False, full_due=True, next_read_at=SUNDAY_18)
    change(shared.connection, kind="memory")
    memory.place("dentist.ics", TUESDAY_9, TUESDAY_9 + HOUR)

    at_rest(LATER)

    rows = BusyTime.objects.of(salon.organisation).order_by("resource")
    assert [(row.resource.name, row.starts_at) for row in rows] == [("Ben", TUESDAY_9), ("Clara", TUESDAY_9)]
