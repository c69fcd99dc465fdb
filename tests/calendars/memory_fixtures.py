"""Ben's calendar in memory, connected: it blocks and receives, and says what changed."""

from __future__ import annotations

from datetime import datetime

import pytest

from terminbuch.calendars import kinds
from terminbuch.calendars.following import follow_due
from terminbuch.calendars.syncing import sync_next
from terminbuch.calendars.writing import write_due
from terminbuch.models import OutsideCalendar, Resource
from tests.builders import SUNDAY_18, make_calendar

from .fakes.memory import MemoryCalendar


def connect(
    patch: pytest.MonkeyPatch, resource: Resource, name: str = "memory", **fields: object
) -> tuple[OutsideCalendar, MemoryCalendar]:
    """A kind is a line in a list: here one more, that is this calendar."""
    memory = MemoryCalendar()
    patch.setitem(kinds.KINDS, name, lambda account: memory)
    values: dict[str, object] = {
        "receives": True, "blocks": False, "full_due": True, "next_read_at": SUNDAY_18, "remote_id": name,
    }  # fmt: skip
    calendar = make_calendar(resource, name, **values | fields)
    calendar.connection.kind = name
    calendar.connection.save()
    return calendar, memory


def at_rest(now: datetime) -> None:
    """Everything that is due is done, as the worker would."""
    for _ in range(20):
        follow_due(now)
        if not (write_due(now) | sync_next(now)):
            return
    raise AssertionError("it never comes to rest")
