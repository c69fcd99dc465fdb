"""Whatever happens in whatever order: nobody is booked against what was answered, no fault frees time, and at
rest the calendar stands as the bookings are, with one case for each overlap.

Customers book, move and cancel; people add, move and delete in the calendar, our own entries too; answers get
lost or do not come, names are used up, changes cannot be told, pushes come twice, workers die.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from terminbuch.actions import booking as deeds
from terminbuch.actions.asking import VISITOR
from terminbuch.actions.outside import reading, writing
from terminbuch.actions.refusals import Refusal
from terminbuch.calendars import booking as doors
from terminbuch.calendars.following import follow_due
from terminbuch.calendars.syncing import sync_next
from terminbuch.calendars.working import CHORES
from terminbuch.calendars.writing import write_due
from terminbuch.models import Allocation, Booking, BusyTime, CalendarEntry, Conflict, OutsideCalendar
from terminbuch.queries.entries import wanted_times
from tests.builders import MONDAY_9, SUNDAY_18, a_move, a_request, make_salon

from .memory_fixtures import connect

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LEASE = timedelta(minutes=2)
numbers = itertools.count()
hours = st.integers(0, 15).map(lambda hour: MONDAY_9 + timedelta(days=hour // 8, hours=hour % 8))
FAULTS = ["none", "none", "silent", "mute", "token lost", "death"]
shifts = st.sampled_from([-HOUR, 30 * MINUTE, HOUR, 2 * HOUR])


class Diary(RuleBasedStateMachine):
    """Ben's calendar, which blocks and receives, and everybody who has to do with it."""

    patch: pytest.MonkeyPatch

    def __init__(self) -> None:
        super().__init__()
        number = next(numbers)
        self.salon = make_salon(f"salon-{number}")
        self.calendar, self.memory = connect(self.patch, self.salon.ben, f"m{number}", blocks=True)
        self.now = SUNDAY_18
        self.known: dict[str, tuple[datetime, datetime]] = {}
        self.work()

    # What customers do.

    @rule(at=hours, silent=st.sampled_from([0, 0, 0, 1]))
    def book(self, at: datetime, silent: int) -> None:
        self.memory.silent, taken = silent, self.taken(at, at + HOUR)
        request = a_request(self.salon.cut, at=at, resource_id=self.salon.ben.pk)
        if gets(lambda: doors.book(request, by=VISITOR, now=self.now)):
            assert (silent, taken) == (0, False)

    @rule(at=hours, which=st.integers(0, 9), how=st.sampled_from(["move", "move unheard", "cancel"]))
    def change(self, at: datetime, which: int, how: str) -> None:
        booking = self.one(which)
        if booking is None:
            return
        if how == "cancel":
            deeds.cancel(booking.pk, by=VISITOR, now=self.now)
            return
        silent = how == "move unheard"
        self.memory.silent, taken = int(silent), self.taken(at, at + HOUR)
        request, whose = a_move(booking, to=at), booking.organisation_id
        if gets(lambda: doors.reschedule(request, organisation_id=whose, by=VISITOR, now=self.now)):
            assert (silent, taken) == (False, False)

    # What people do in the calendar.

    @rule(
        at=hours, which=st.integers(0, 9), by=shifts, how=st.sampled_from(["add", "drag", "delete", "burn"])
    )
    def tamper(self, at: datetime, which: int, by: timedelta, how: str) -> None:
        name = self.event(which)
        if how == "add" or name is None:
            self.memory.place(f"foreign-{next(numbers)}", at, at + HOUR, title="Zahnarzt")
        elif how == "drag":
            self.memory.shift(name, by)
        else:
            self.memory.burns = how == "burn"
            self.memory.remove(name)

    @rule(
        moved=st.sampled_from(OutsideCalendar.WhenMoved.values),
        deleted=st.sampled_from(OutsideCalendar.WhenDeleted.values),
    )
    def choose(self, moved: str, deleted: str) -> None:
        rows = OutsideCalendar.objects.of(self.salon.organisation).filter(pk=self.calendar.pk)
        rows.update(when_moved=moved, when_deleted=deleted)

    # What the worker does.

    @rule(minutes=st.integers(1, 12), fault=st.sampled_from(FAULTS))
    def work(self, minutes: int = 1, fault: str = "none") -> None:
        """The next question gets no answer, the next change none, what changed cannot be told, or whoever has
        taken something never comes back."""
        self.memory.silent, self.memory.mute = int(fault == "silent"), int(fault == "mute")
        self.memory.lost_tokens = int(fault == "token lost")
        self.now += minutes * MINUTE
        if fault == "death":
            reading.take_due(self.now, lease=LEASE)
            writing.take_due_write(self.now, lease=LEASE)
        follow_due(self.now)
        for work in (write_due, sync_next, write_due, sync_next):
            work(self.now)

    @rule()
    def be_told_twice(self) -> None:
        for _ in range(2):
            rows = OutsideCalendar.objects.of(self.salon.organisation).filter(pk=self.calendar.pk)
            rows.update(next_read_at=self.now)
            sync_next(self.now)

    @invariant()
    def no_fault_frees_time(self) -> None:
        """What was known to be taken and still is, stays taken."""
        rows = BusyTime.objects.of(self.salon.organisation).filter(blocks=True)
        busy = {
            name: (starts_at, ends_at)
            for name, starts_at, ends_at in rows.values_list("event__remote_id", "starts_at", "ends_at")
            if name in self.memory.events and not self.memory.events[name].marker
        }
        still = {name for name, times in self.known.items() if self.times_of(name) == times}
        assert still <= busy.keys()
        self.known = busy

    def teardown(self) -> None:
        """Everybody leaves it alone for half an hour."""
        for _ in range(10):
            self.work(4)
        for _every, chore in CHORES.values():
            chore(self.now)
        self.the_calendar_stands_as_the_bookings_are()
        self.every_overlap_is_one_case()
        self.nobody_is_in_two_places()

    def the_calendar_stands_as_the_bookings_are(self) -> None:
        """But for what waits for a person: a moved or deleted entry, a calendar that was paused."""
        self.calendar.refresh_from_db()
        cases = Conflict.objects.of(self.salon.organisation).filter(ended_at=None)
        open_ones = set(cases.exclude(kind="overlap").values_list("booking_id", flat=True))
        for booking in Booking.objects.of(self.salon.organisation):
            if booking.pk not in open_ones and self.calendar.paused_at is None:
                times = wanted_times(booking, self.calendar)
                assert [self.times_of(name) for name in self.memory.names_of(booking.uid.hex)] == (
                    [times] if times else []
                )
            assert len(self.memory.names_of(booking.uid.hex)) <= 1

    def every_overlap_is_one_case(self) -> None:
        found = [
            (booking.pk, name)
            for booking in self.live()
            for name, event in self.memory.events.items()
            if event.marker != booking.uid.hex
            and self.meets(event.times, booking)
            and not self.is_in_place(event.marker, name)
        ]
        cases = Conflict.objects.of(self.salon.organisation).filter(kind="overlap", ended_at=None)
        assert sorted(cases.values_list("booking_id", "remote_id")) == sorted(found)

    def nobody_is_in_two_places(self) -> None:
        rows = Allocation.objects.of(self.salon.organisation).filter(live=True, resource=self.salon.ben)
        spans = sorted(rows.values_list("starts_at", "ends_at"))
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))

    # What the others need.

    def taken(self, starts_at: datetime, ends_at: datetime) -> bool:
        """By what is not ours, right now."""
        return any(
            event.starts_at < ends_at and starts_at < event.ends_at
            for event in self.memory.events.values()
            if not event.marker
        )

    def live(self) -> list[Booking]:
        rows = Booking.objects.of(self.salon.organisation).filter(status__in=["pending", "confirmed"])
        return list(rows.order_by("pk"))

    def one(self, which: int) -> Booking | None:
        live = self.live()
        return live[which % len(live)] if live else None

    def event(self, which: int) -> str | None:
        names = sorted(self.memory.events)
        return names[which % len(names)] if names else None

    def times_of(self, name: str) -> tuple[datetime, datetime] | None:
        event = self.memory.events.get(name)
        return event.times if event else None

    def meets(self, times: tuple[datetime, datetime], booking: Booking) -> bool:
        return times[0] < booking.ends_at and booking.starts_at < times[1]

    def is_in_place(self, marker: str, name: str) -> bool:
        """One of ours, where it is to be."""
        rows = CalendarEntry.objects.of(self.salon.organisation).filter(remote_id=name)
        entry = rows.select_related("booking").first() if marker else None
        return entry is not None and self.times_of(name) in {
            (entry.starts_at, entry.ends_at),
            wanted_times(entry.booking, self.calendar),
        }


def gets(ask: Callable[[], Booking]) -> bool:
    try:
        ask()
    except Refusal:
        return False
    return True


@pytest.mark.django_db
def test_whatever_happens_in_whatever_order(monkeypatch: pytest.MonkeyPatch) -> None:
    Diary.patch = monkeypatch
    run_state_machine_as_test(
        Diary,
        settings=settings(
            max_examples=8, stateful_step_count=18, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
