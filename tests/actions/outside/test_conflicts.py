"""A busy time that arrives over a booking is one open case, until its reason is gone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from terminbuch.actions.asking import VISITOR, Actor
from terminbuch.actions.booking import cancel, create_by_hand
from terminbuch.actions.deed import deed
from terminbuch.actions.outside import conflicts
from terminbuch.actions.outside.settling import settle_all
from terminbuch.models import (
    Booking,
    BusyTime,
    CalendarEntry,
    Conflict,
    Delivery,
    HistoryEntry,
    Member,
    OutsideCalendar,
)
from tests.builders import (
    MONDAY_9,
    MONDAY_10,
    SUNDAY_18,
    Salon,
    by_hand,
    change,
    make_booking,
    make_busy_time,
    make_calendar,
    make_member,
    make_offer,
)

HALF = timedelta(minutes=30)
LATER = SUNDAY_18 + timedelta(minutes=5)


@pytest.fixture
def private(salon: Salon) -> OutsideCalendar:
    """Ben's own calendar, which nobody asks while he is booked."""
    return make_calendar(salon.ben, when_unknown="accept")


@pytest.fixture
def booking(salon: Salon) -> Booking:
    return make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)


def arrives(private: OutsideCalendar, *busy: BusyTime, now: datetime = SUNDAY_18) -> list[Conflict]:
    return deed(conflicts.open_overlaps)(private, [row.event.remote_id for row in busy], now=now)


def settle(private: OutsideCalendar, *, now: datetime = LATER) -> None:
    deed(conflicts.end_settled)(private.organisation_id, private.resource_id, now=now)


def shift(busy: BusyTime, by: timedelta) -> None:
    """What a read does to an event that was moved."""
    change(busy, starts_at=busy.starts_at + by, ends_at=busy.ends_at + by)


def cases(private: OutsideCalendar) -> list[tuple[str, str, datetime | None, str]]:
    rows = Conflict.objects.of(private.organisation_id)
    return [(row.kind, row.booking.name if row.booking else "", row.starts_at, row.ending) for row in rows]


def remembered(booking: Booking) -> list[tuple[str, str]]:
    rows = HistoryEntry.objects.of(booking.organisation_id).filter(booking=booking)
    return list(rows.filter(what__startswith="conflict").values_list("what", "source"))


def test_what_arrives_over_a_booking_is_one_open_case(private: OutsideCalendar, booking: Booking) -> None:
    dentist = make_busy_time(private, MONDAY_9 + HALF, MONDAY_10 + HALF)

    arrives(private, dentist)
    arrives(private, dentist, now=LATER)

    case = Conflict.objects.of(private.organisation_id).get()
    assert (case.kind, case.booking, case.remote_id) == ("overlap", booking, dentist.event.remote_id)
    assert (case.starts_at, case.ends_at) == (MONDAY_9 + HALF, MONDAY_10 + HALF)
    assert case.facts == {"first": "2026-11-23T08:30:00Z", "last": "2026-11-23T09:00:00Z"}
    assert remembered(booking) == [("conflict_found", "calendar")]


def not_over_it(salon: Salon, private: OutsideCalendar, booking: Booking) -> Iterable[BusyTime]:
    """What touches, does not block, stands beside somebody else's booking, or is past."""
    yield make_busy_time(private, MONDAY_10, MONDAY_10 + HALF)
    free = make_busy_time(private, MONDAY_9, MONDAY_10)
    change(free, blocks=False)
    yield free
    yield make_busy_time(make_calendar(salon.clara), MONDAY_9, MONDAY_10)


def test_what_is_not_over_it_opens_nothing(salon: Salon, private: OutsideCalendar, booking: Booking) -> None:
    beside = list(not_over_it(salon, private, booking))

    arrives(private, *beside)
    for row in beside:
        arrives(row.calendar, row)

    assert cases(private) == []


def test_only_what_is_new_or_changed_opens_a_case(private: OutsideCalendar, booking: Booking) -> None:
    """Staff may have booked over the other one, and knew."""
    make_busy_time(private, MONDAY_9, MONDAY_10)

    arrives(private, make_busy_time(private, MONDAY_10, MONDAY_10 + HALF))

    assert cases(private) == []


def test_blocked_times_and_times_that_are_kept_are_no_conflict(
    salon: Salon, private: OutsideCalendar, clara: Actor
) -> None:
    create_by_hand(by_hand(salon, service_id=None, customer=None), by=clara, now=SUNDAY_18)
    make_offer(make_booking(salon.cut, at=MONDAY_9, resource_id=salon.clara.pk), salon.ben, MONDAY_10)

    arrives(private, make_busy_time(private, MONDAY_9, MONDAY_9 + timedelta(hours=8)))

    assert cases(private) == []


def test_an_event_that_is_shifted_keeps_its_case(private: OutsideCalendar, booking: Booking) -> None:
    dentist = make_busy_time(private, MONDAY_9, MONDAY_10)
    arrives(private, dentist)

    shift(dentist, HALF)
    arrives(private, dentist, now=LATER)
    settle(private)

    assert cases(private) == [("overlap", "Anna", MONDAY_9 + HALF, "")]
    assert remembered(booking) == [("conflict_found", "calendar")]


def test_a_series_over_two_bookings_is_two_cases(salon: Salon, private: OutsideCalendar) -> None:
    make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)
    daily = make_busy_time(private, MONDAY_9, MONDAY_9 + HALF)
    again = make_busy_time(private, MONDAY_10, MONDAY_10 + HALF)
    change(again, event=daily.event)

    arrives(private, daily)

    assert cases(private) == [("overlap", "Anna", MONDAY_9, ""), ("overlap", "Berta", MONDAY_10, "")]


def gone(dentist: BusyTime, booking: Booking) -> None:
    dentist.event.delete()


def moved_away(dentist: BusyTime, booking: Booking) -> None:
    shift(dentist, timedelta(hours=2))


def cancelled(dentist: BusyTime, booking: Booking) -> None:
    cancel(booking.pk, by=VISITOR, now=LATER)


def no_longer_blocks(dentist: BusyTime, booking: Booking) -> None:
    change(dentist, blocks=False)


@pytest.mark.parametrize("happens", [gone, moved_away, cancelled, no_longer_blocks])
def test_it_ends_by_itself_when_the_overlap_goes(
    happens: Any, private: OutsideCalendar, booking: Booking
) -> None:
    dentist = make_busy_time(private, MONDAY_9, MONDAY_10)
    arrives(private, dentist)
    settle(private)
    assert cases(private) == [("overlap", "Anna", MONDAY_9, "")]

    happens(dentist, booking)
    settle(private)

    assert cases(private) == [("overlap", "Anna", MONDAY_9, "gone")]
    assert remembered(booking)[-1] == ("conflict_gone", "calendar")


def test_it_is_over_with_the_booking(private: OutsideCalendar, booking: Booking) -> None:
    arrives(private, make_busy_time(private, MONDAY_9, MONDAY_10))

    settle(private, now=MONDAY_10)

    assert cases(private) == [("overlap", "Anna", MONDAY_9, "gone")]


def test_what_somebody_let_stand_is_not_asked_again(private: OutsideCalendar, booking: Booking) -> None:
    """Also when of a long event a later day is now the first that is known."""
    journey = make_busy_time(private, MONDAY_9 - timedelta(days=2), MONDAY_10)
    [case] = arrives(private, journey)
    deed(conflicts.end)(case, "kept", by=VISITOR, now=LATER)

    change(journey, starts_at=journey.starts_at + timedelta(days=1))
    arrives(private, journey, now=LATER)
    assert len(cases(private)) == 1

    change(journey, ends_at=MONDAY_9 + HALF)
    arrives(private, journey, now=LATER)
    assert [ending for *_, ending in cases(private)] == ["kept", ""]


def test_the_person_and_the_owners_hear_of_it_once(salon: Salon, private: OutsideCalendar) -> None:
    owner = make_member(salon.organisation, "Olga", role=Member.Role.OWNER)
    ben = make_member(salon.organisation, "Ben", role=Member.Role.RESOURCE, resource=salon.ben)
    make_member(salon.organisation, "Clara", role=Member.Role.RESOURCE, resource=salon.clara)
    for at, who in ((MONDAY_9, "Anna"), (MONDAY_10, "Berta")):
        make_booking(salon.cut, at=at, who=who, resource_id=salon.ben.pk)
    all_day = make_busy_time(private, MONDAY_9, MONDAY_9 + timedelta(hours=8))

    found = arrives(private, all_day)
    arrives(private, all_day, now=LATER)

    mails = Delivery.objects.of(private.organisation_id).filter(kind="conflict_found")
    facts = {"language": "de", "calendar": str(private.uid), "conflicts": [str(case.uid) for case in found]}
    assert [(mail.user, mail.recipient, mail.facts) for mail in mails.order_by("pk")] == [
        (owner.user, "olga@salon.example", facts),
        (ben.user, "ben@salon.example", facts),
    ]


def own(
    private: OutsideCalendar, booking: Booking | None, kind: str, starts_at: datetime, **facts: Any
) -> Conflict:
    """A case about our own entry, which stands or stood at this hour."""
    return deed(conflicts.open_own)(
        private,
        booking,
        kind,
        remote_id="/1.ics",
        starts_at=starts_at,
        ends_at=starts_at + 2 * HALF,
        facts=facts,
        now=SUNDAY_18,
    )


def test_our_own_entry_is_one_case_however_often_it_is_moved(
    private: OutsideCalendar, booking: Booking
) -> None:
    first = own(private, booking, "moved", MONDAY_9 + HALF)

    again = own(private, booking, "moved", MONDAY_10)

    assert (again.pk, again.version, again.starts_at) == (first.pk, 2, MONDAY_10)
    assert cases(private) == [("moved", "Anna", MONDAY_10, "")]


def written(private: OutsideCalendar, booking: Booking, **fields: Any) -> CalendarEntry:
    """As it stands in the calendar that receives."""
    change(private, receives=True)
    own: dict[str, Any] = {"organisation": booking.organisation, "calendar": private, "booking": booking}
    span = {"starts_at": booking.starts_at, "ends_at": booking.ends_at}
    values = {"remote_id": "/1.ics", "is_there": True} | span | fields
    return CalendarEntry.objects.create(**own, **values)


def test_it_ends_when_our_entry_stands_where_it_was_written(
    private: OutsideCalendar, booking: Booking
) -> None:
    entry = written(private, booking, moved_since=SUNDAY_18)
    own(private, booking, "moved", MONDAY_9 + HALF)
    settle(private)
    assert cases(private) == [("moved", "Anna", MONDAY_9 + HALF, "")]

    change(entry, moved_since=None)
    settle(private)

    assert cases(private) == [("moved", "Anna", MONDAY_9 + HALF, "gone")]


def test_what_was_done_in_the_calendar_was_followed(private: OutsideCalendar, booking: Booking) -> None:
    """Whoever moved or cancelled the booking to match, and by which window."""
    written(private, booking, moved_since=SUNDAY_18, missing_since=SUNDAY_18)
    own(private, booking, "moved", MONDAY_9 + HALF)
    own(private, booking, "deleted", MONDAY_9)

    change(booking, starts_at=MONDAY_9 + HALF, ends_at=MONDAY_10 + HALF)
    settle(private)
    cancel(booking.pk, by=VISITOR, now=LATER)
    settle(private)

    assert [(kind, ending) for kind, _, _, ending in cases(private)] == [
        ("moved", "applied"),
        ("deleted", "applied"),
    ]


def test_our_own_entry_is_no_busy_time_over_its_own_booking(
    salon: Salon, private: OutsideCalendar, booking: Booking
) -> None:
    """But over somebody else's."""
    berta = make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)
    dragged = make_busy_time(private, MONDAY_9 + HALF, MONDAY_10 + HALF, booking=booking)

    arrives(private, dragged)
    settle(private)

    assert cases(private) == [("overlap", berta.name, MONDAY_9 + HALF, "")]


def test_it_ends_when_our_entry_is_there_again(private: OutsideCalendar, booking: Booking) -> None:
    entry = written(private, booking, missing_since=SUNDAY_18)
    own(private, booking, "deleted", MONDAY_9)
    settle(private)
    assert cases(private) == [("deleted", "Anna", MONDAY_9, "")]

    change(entry, missing_since=None)
    settle(private)

    assert cases(private) == [("deleted", "Anna", MONDAY_9, "gone")]


def test_too_many_changes_are_one_case_of_the_calendar(private: OutsideCalendar) -> None:
    change(private, paused_at=SUNDAY_18)
    for number in (6, 7):
        own(private, None, "many", MONDAY_9, deleted=number)
    settle(private)

    case = Conflict.objects.of(private.organisation_id).get()
    assert (case.kind, case.booking, case.facts, case.ending) == ("many", None, {"deleted": 7}, "")

    change(private, paused_at=None)
    settle(private)
    assert cases(private) == [("many", "", MONDAY_9, "gone")]


def test_the_worker_ends_what_a_cancellation_has_settled(
    salon: Salon, private: OutsideCalendar, booking: Booking
) -> None:
    """And leaves alone what still stands, with two queries."""
    make_booking(salon.cut, at=MONDAY_10, who="Berta", resource_id=salon.ben.pk)
    arrives(private, make_busy_time(private, MONDAY_9, MONDAY_10 + HALF))
    cancel(booking.pk, by=VISITOR, now=LATER)

    settle_all(LATER)

    assert [ending for *_, ending in cases(private)] == ["gone", ""]
    with CaptureQueriesContext(connection) as asked:
        settle_all(LATER)
    assert len(asked) == 2
