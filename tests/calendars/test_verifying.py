"""What was written is looked for where it was written, and nothing is written there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from terminbuch.calendars.verifying import compare_calendars
from terminbuch.models import Booking
from tests.builders import MONDAY_9, MONDAY_10, SUNDAY_18, TUESDAY_9, change, make_booking, make_salon
from tests.calendars.fakes.memory import MemoryCalendar
from tests.calendars.memory_fixtures import at_rest, connect

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> MemoryCalendar:
    """Ben's calendar, in which two bookings were written."""
    salon = make_salon()
    _calendar, memory = connect(monkeypatch, salon.ben)
    for at in (MONDAY_9, TUESDAY_9):
        make_booking(salon.cut, at=at, resource_id=salon.ben.pk)
    at_rest(SUNDAY_18)
    assert len(memory.events) == 2
    return memory


def found() -> list[str]:
    return [each.code for each in compare_calendars(now=SUNDAY_18)]


def first(memory: MemoryCalendar) -> str:
    return min(memory.events, key=lambda name: memory.events[name].starts_at)


def test_what_stands_as_it_was_written_is_no_fault(memory: MemoryCalendar) -> None:
    before = dict(memory.events)

    assert (found(), memory.events) == ([], before)


def test_what_is_gone_is_found(memory: MemoryCalendar) -> None:
    del memory.events[first(memory)]

    assert found() == ["there_missing"]


def test_what_stands_at_another_time_is_found(memory: MemoryCalendar) -> None:
    name = first(memory)
    memory.events[name] = replace(memory.events[name], starts_at=MONDAY_10, ends_at=MONDAY_10 + HOUR)

    assert found() == ["there_differs"]


def test_what_is_over_and_still_stands_there_is_found(memory: MemoryCalendar) -> None:
    change(Booking.objects.everywhere().get(starts_at=MONDAY_9), status="cancelled")

    assert found() == ["there_left"]


def test_who_does_not_answer_is_named(memory: MemoryCalendar) -> None:
    memory.silent = 1

    assert found() == ["calendar_silent"]
