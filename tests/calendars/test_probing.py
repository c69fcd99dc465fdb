"""Rights are tried by doing, and the missing one is named (S7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from terminbuch.calendars import outbound
from terminbuch.calendars.probing import Rights, probe_due, rights
from terminbuch.calendars.troubles import Unreachable
from terminbuch.ical.seen import Entry
from terminbuch.models import CalendarProbe, Delivery, OutsideCalendar
from tests.builders import SUNDAY_18, change, make_booking, make_salon

from .fakes.memory import MemoryCalendar
from .memory_fixtures import connect

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FAR = SUNDAY_18 + 3 * 365 * DAY


def tried(memory: MemoryCalendar) -> Rights:
    wanted = Entry(
        "0123456789abcdef0123456789abcdef", "uid", 0, 0, FAR, FAR + timedelta(minutes=15), "Terminbuch"
    )
    return outbound.wait(rights(memory, "memory", wanted), seconds=5)


@pytest.mark.parametrize(
    ("forbidden", "missing", "left"),
    [("", "", 0), ("read", "read", 0), ("write", "write", 0), ("delete", "delete", 1)],
)
def test_the_missing_right_is_named(forbidden: str, missing: str, left: int) -> None:
    memory = MemoryCalendar(forbidden=frozenset({forbidden}))

    assert (tried(memory).missing, len(memory.events)) == (missing, left)


def test_silence_says_nothing_about_rights() -> None:
    with pytest.raises(Unreachable):
        tried(MemoryCalendar(silent=1))


@pytest.mark.django_db
def test_a_calendar_that_receives_is_tried_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar, memory = connect(monkeypatch, make_salon().ben)

    turns = [probe_due(SUNDAY_18), probe_due(SUNDAY_18), probe_due(SUNDAY_18 + DAY)]

    calendar.refresh_from_db()
    assert (turns, calendar.may_write, memory.events) == ([True, False, True], True, {})


@pytest.mark.django_db
def test_a_right_that_was_taken_away_is_noted_and_what_failed_is_written_when_it_is_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    salon = make_salon()
    calendar, memory = connect(monkeypatch, salon.ben, may_write=True)
    make_booking(salon.cut, resource_id=salon.ben.pk)
    written = Delivery.objects.of(salon.organisation).filter(kind="calendar")
    written.update(state=Delivery.State.FAILED)
    memory.forbidden = frozenset({"write"})
    probe_due(SUNDAY_18)
    calendar.refresh_from_db()
    assert (calendar.may_write, calendar.missing_right) == (False, "write")

    memory.forbidden = frozenset()
    probe_due(SUNDAY_18 + 12 * HOUR)
    assert written.filter(state=Delivery.State.DUE).count() == 0
    change(calendar, probed_at=SUNDAY_18 - DAY)
    probe_due(SUNDAY_18 + 12 * HOUR)

    calendar.refresh_from_db()
    assert (calendar.may_write, calendar.missing_right) == (True, "")
    assert [row.due_at for row in written.filter(state=Delivery.State.DUE)] == [SUNDAY_18 + 12 * HOUR]


@pytest.mark.django_db
def test_a_calendar_that_does_not_answer_keeps_its_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar, memory = connect(monkeypatch, make_salon().ben, may_write=True)
    memory.silent = 1

    assert probe_due(SUNDAY_18)

    assert OutsideCalendar.objects.of(calendar.organisation_id).get().may_write is True


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["mute", "delete"])
def test_what_a_try_has_left_is_taken_away_later_and_nothing_is_tried_before(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to the writing was lost, or the deletion was refused."""
    calendar, memory = connect(monkeypatch, make_salon().ben)
    memory.mute, memory.forbidden = int(fault == "mute"), frozenset({fault})
    assert (probe_due(SUNDAY_18), len(memory.events)) == (True, 1)
    memory.forbidden = frozenset()

    assert not probe_due(SUNDAY_18 + HOUR / 2)
    assert (probe_due(SUNDAY_18 + HOUR), memory.events, memory.asked["put"]) == (True, {}, 1)

    assert not probe_due(SUNDAY_18 + 2 * HOUR)
    assert (probe_due(SUNDAY_18 + DAY), memory.events, memory.asked["put"]) == (True, {}, 2)
    calendar.refresh_from_db()
    assert (calendar.missing_right, calendar.may_write) == ("", True)


@pytest.mark.django_db
def test_what_cannot_be_taken_away_yet_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar, memory = connect(monkeypatch, make_salon().ben)
    memory.mute = 1
    probe_due(SUNDAY_18)
    memory.silent = 1

    turns = [probe_due(SUNDAY_18 + HOUR), probe_due(SUNDAY_18 + HOUR), len(memory.events)]

    assert turns == [True, False, 1]
    assert CalendarProbe.objects.of(calendar.organisation_id).get().due_at == SUNDAY_18 + 2 * HOUR


@pytest.mark.django_db
def test_only_what_was_written_as_a_try_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    _calendar, memory = connect(monkeypatch, make_salon().ben)
    memory.mute = 1
    probe_due(SUNDAY_18)
    memory.place("theirs", FAR, FAR + HOUR, title="Hochzeit")

    probe_due(SUNDAY_18 + HOUR)

    assert [*memory.events] == ["theirs"]
