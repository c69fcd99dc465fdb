"""Outside calendars have lanes of their own: none holds up another, and all go home when told."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from queue import SimpleQueue

import pytest
from django.utils import timezone

from terminbuch.actions.outside import reading
from terminbuch.calendars import working
from terminbuch.models import Chore, OutsideCalendar
from tests.builders import SUNDAY_18, make_calendar, make_salon

pytestmark = pytest.mark.django_db(transaction=True)
A_WHILE = 20.0


def broken(now: datetime) -> bool:
    raise RuntimeError("a bug of ours")


def lanes_running() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("calendars: ")]


def test_a_turn_does_all_that_is_due_and_survives_a_bug(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = [True, True, False]
    lanes = {"broken": broken, "read": lambda now: done.pop(0), "chores": working.do_chores}
    monkeypatch.setattr(working, "LANES", lanes)

    working.turn(SUNDAY_18)

    assert done == []
    assert "lane broken" in caplog.text
    assert {row.name for row in Chore.objects.all()} == {*working.CHORES}


def test_a_lane_that_is_busy_or_broken_holds_up_no_other_and_all_go_home(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    heard: SimpleQueue[str] = SimpleQueue()
    go_home = threading.Event()

    def busy(now: datetime) -> None:
        heard.put("busy")
        go_home.wait(A_WHILE)

    def other(now: datetime) -> None:
        heard.put("other")

    monkeypatch.setattr(working, "LANES", {"busy": busy, "broken": broken, "other": other})
    monkeypatch.setattr(working, "IDLE_SECONDS", 0.001)
    lanes = working.Lanes()

    lanes.start()
    first = {heard.get(timeout=A_WHILE) for _ in range(20)}
    go_home.set()
    lanes.stop()

    assert first == {"busy", "other"}
    assert caplog.text.count("lane broken") > 1
    assert lanes_running() == []


def test_while_many_are_due_several_are_read_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    salon = make_salon()
    for number in range(working.READERS):
        make_calendar(salon.ben, str(number), next_read_at=timezone.now())
    together = threading.Barrier(working.READERS)
    met = threading.Event()

    def take(now: datetime) -> bool:
        calendar: OutsideCalendar | None = reading.take_due(now, lease=timedelta(minutes=5))
        if calendar is None:
            return False
        together.wait(A_WHILE)
        met.set()
        return True

    monkeypatch.setattr(working, "LANES", {"read": take})
    monkeypatch.setattr(working, "IDLE_SECONDS", 0.001)
    lanes = working.Lanes()

    lanes.start()
    all_at_once = met.wait(A_WHILE)
    lanes.stop()

    assert all_at_once
    assert lanes_running() == []
