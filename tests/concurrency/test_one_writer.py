"""Several workers: no two of them write into one calendar at a time."""

from __future__ import annotations

from datetime import timedelta

from terminbuch.actions.outside.writing import Write, take_due_write
from tests.builders import MONDAY_9, SUNDAY_18, TUESDAY_9, Salon, make_booking, make_calendar
from tests.concurrency.stage import Act

LEASE = timedelta(minutes=1)


def take() -> Write | None:
    return take_due_write(SUNDAY_18, lease=LEASE)


def test_who_comes_second_finds_the_calendar_taken(salon: Salon) -> None:
    bens = make_calendar(salon.ben, receives=True, blocks=False)
    for start in (MONDAY_9, TUESDAY_9):
        make_booking(salon.cut, at=start, resource_id=salon.ben.pk)
    first = Act(take, stop_before='UPDATE "terminbuch_outsidecalendar"').begins()
    second = Act(take).begins()

    taken = [first.ends(), second.ends()]

    assert [write.calendar.pk for write in taken if write] == [bens.pk]


def test_two_calendars_are_written_by_two(salon: Salon) -> None:
    for person in (salon.ben, salon.clara):
        make_calendar(person, receives=True, blocks=False)
        make_booking(salon.cut, resource_id=person.pk)
    first = Act(take, stop_before='UPDATE "terminbuch_outsidecalendar"').begins()
    second = Act(take).begins()

    taken = [first.ends(), second.ends()]

    assert sorted(write.calendar.resource.name for write in taken if write) == ["Ben", "Clara"]
