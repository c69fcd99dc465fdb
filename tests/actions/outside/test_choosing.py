"""What a calendar is for, and what follows from it at once."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import pytest

from terminbuch.actions.asking import Actor
from terminbuch.actions.outside.choosing import choose, read_now
from terminbuch.actions.outside.refusals import ReadOnlyCalendar
from terminbuch.actions.refusals import NotYours
from terminbuch.models import (
    Booking,
    BusyTime,
    CalendarEntry,
    Delivery,
    HistoryEntry,
    OutsideCalendar,
    OutsideEvent,
    Resource,
)
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, TUESDAY_9, Salon, make_booking

from .test_connecting import LATER, connected


@pytest.fixture
def work(salon: Salon, clara: Actor) -> OutsideCalendar:
    connected(salon, clara)
    return OutsideCalendar.objects.of(salon.organisation).get(name="Work")


@pytest.fixture
def private(work: OutsideCalendar) -> OutsideCalendar:
    return OutsideCalendar.objects.of(work.organisation_id).get(name="Private")


def say(calendar: OutsideCalendar, by: Actor, *, now: datetime = SUNDAY_18, **values: Any) -> None:
    choose(calendar.uid, values, organisation_id=calendar.organisation_id, by=by, now=now)
    calendar.refresh_from_db()


def has_read(calendar: OutsideCalendar, shows_as: str = "busy") -> BusyTime:
    """One event was read."""
    rows = OutsideCalendar.objects.of(calendar.organisation_id).filter(pk=calendar.pk)
    rows.update(last_good_at=SUNDAY_18, token="t1", full_due=False, lease_token=uuid.uuid4())
    event = OutsideEvent.objects.create(
        organisation_id=calendar.organisation_id, calendar=calendar, remote_id="1"
    )
    return BusyTime.objects.create(
        organisation_id=calendar.organisation_id, calendar=calendar, event=event,
        resource=calendar.resource, starts_at=MONDAY_9, ends_at=MONDAY_10, shows_as=shows_as,
    )  # fmt: skip


def revision(calendar: OutsideCalendar) -> int:
    return Resource.objects.of(calendar.organisation_id).get(pk=calendar.resource_id).revision


def test_a_calendar_that_blocks_is_read_at_once(work: OutsideCalendar, clara: Actor) -> None:
    before = revision(work)

    say(work, clara, blocks=True)

    assert (work.blocks, work.next_read_at, work.full_due, work.last_good_at) == (True, SUNDAY_18, True, None)
    assert revision(work) == before + 1
    entry = HistoryEntry.objects.of(work.organisation_id).latest("pk")
    assert (entry.what, entry.facts["name"]) == ("calendar_changed", "Ben: Work")
    assert (entry.facts["was"]["blocks"], entry.facts["to"]["blocks"]) == (False, True)


def test_the_same_again_changes_nothing(work: OutsideCalendar, clara: Actor) -> None:
    say(work, clara, blocks=True)
    before = revision(work)

    say(work, clara, now=LATER, blocks=True)

    assert (revision(work), work.next_read_at) == (before, SUNDAY_18)


def test_one_calendar_of_a_person_receives(
    work: OutsideCalendar, private: OutsideCalendar, clara: Actor
) -> None:
    OutsideCalendar.objects.of(private.organisation_id).filter(pk=private.pk).update(may_write=None)
    say(private, clara, receives=True)

    say(work, clara, receives=True)

    private.refresh_from_db()
    assert (private.receives, private.next_read_at) == (False, None)
    assert (work.receives, work.next_read_at) == (True, SUNDAY_18)


def test_a_read_only_calendar_blocks_and_does_not_receive(private: OutsideCalendar, clara: Actor) -> None:
    with pytest.raises(ReadOnlyCalendar):
        say(private, clara, receives=True)
    say(private, clara, blocks=True)

    assert (private.blocks, private.receives) == (True, False)


def test_a_right_that_went_later_leaves_the_settings_open(work: OutsideCalendar, clara: Actor) -> None:
    say(work, clara, receives=True)
    OutsideCalendar.objects.of(work.organisation_id).filter(pk=work.pk).update(may_write=False)

    say(work, clara, style="full")

    assert (work.receives, work.may_write, work.style) == (True, False, "full")
    say(work, clara, receives=False)
    with pytest.raises(ReadOnlyCalendar):
        say(work, clara, receives=True)


def test_what_blocks_no_more_is_forgotten(work: OutsideCalendar, clara: Actor) -> None:
    say(work, clara, blocks=True)
    has_read(work)

    say(work, clara, blocks=False)

    assert not OutsideEvent.objects.of(work.organisation_id).exists()
    assert (work.token, work.last_good_at, work.next_read_at, work.lease_token) == ("", None, None, None)


def test_what_was_read_while_it_did_not_block_is_read_again(work: OutsideCalendar, clara: Actor) -> None:
    say(work, clara, receives=True)
    has_read(work)

    say(work, clara, now=TUESDAY_9, blocks=True)

    assert not BusyTime.objects.of(work.organisation_id).exists()
    assert (work.last_good_at, work.full_due, work.next_read_at) == (None, True, TUESDAY_9)


def test_tentative_times_block_or_not_at_once(work: OutsideCalendar, clara: Actor) -> None:
    say(work, clara, blocks=True)
    time = has_read(work, shows_as="tentative")

    say(work, clara, tentative_blocks=False)
    time.refresh_from_db()
    assert (time.blocks, work.full_due) == (False, True)

    say(work, clara, tentative_blocks=True)
    time.refresh_from_db()
    assert time.blocks


def writes(calendar: OutsideCalendar) -> list[str]:
    """Of which bookings something is promised to the calendar."""
    rows = Delivery.objects.of(calendar.organisation_id).filter(calendar=calendar, kind="calendar")
    return sorted(rows.values_list("booking__name", flat=True))


def test_what_is_booked_already_goes_to_where_it_is_received(
    salon: Salon, work: OutsideCalendar, private: OutsideCalendar, clara: Actor
) -> None:
    OutsideCalendar.objects.of(private.organisation_id).filter(pk=private.pk).update(may_write=None)
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)

    say(work, clara, receives=True)
    assert (writes(work), writes(private)) == ([booking.name], [])

    wrote(booking, work)
    say(private, clara, now=LATER, receives=True)
    assert (len(writes(work)), writes(private)) == (2, [booking.name])


def test_other_words_are_written_over_the_old_ones(salon: Salon, work: OutsideCalendar, clara: Actor) -> None:
    booking = make_booking(salon.cut, at=MONDAY_9, resource_id=salon.ben.pk)
    say(work, clara, receives=True, style="full")
    wrote(booking, work)

    say(work, clara, now=LATER, style="neutral", when_moved="apply")

    assert len(writes(work)) == 2


def wrote(booking: Booking, calendar: OutsideCalendar) -> None:
    """The worker has been here."""
    rows = Delivery.objects.of(booking.organisation_id).filter(calendar=calendar)
    rows.update(state="sent", sent_at=SUNDAY_18)
    CalendarEntry.objects.create(
        organisation=booking.organisation, booking=booking, calendar=calendar, is_there=True
    )


def test_check_now_means_all_that_are_read(work: OutsideCalendar, clara: Actor) -> None:
    say(work, clara, blocks=True)
    read_now(work.connection_id, organisation_id=work.organisation_id, now=LATER)

    rows = OutsideCalendar.objects.of(work.organisation_id).values_list("name", "next_read_at")
    assert dict(rows) == {"Work": LATER, "Private": None}


def test_another_business_chooses_nothing(work: OutsideCalendar, mallory: Salon, clara: Actor) -> None:
    with pytest.raises(NotYours):
        choose(
            work.uid, {"blocks": True}, organisation_id=mallory.organisation.pk, by=clara, now=SUNDAY_18
        )  # fmt: skip
