"""A calendar of each kind, as the one suite of test_contract.py needs it."""

from __future__ import annotations

import os
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any, Protocol

from terminbuch.calendars.kind import Kind
from terminbuch.calendars.outbound import wait
from terminbuch.ical.seen import Entry, Reading, SeenEvent

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FROM, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)
MARKER = "0123456789abcdef0123456789abcdef"
SECONDS = 20.0

# Each name is a fixture that gives a Stage.
STAGES = ["radicale", "xandikos", "rude", "google_stage", "graph_stage"]
STAGES += os.environ.get("CALENDAR_SERVERS", "").split()  # `make test-calendars`


class Stage(Protocol):
    """One empty calendar, with ``kind`` to reach it and another client that writes into it by itself."""

    kind: Kind
    calendar: str
    gone: str
    """A calendar of the same account that was deleted."""
    lost_token: str
    """A token that the other side does not know (any more)."""

    def add(self, starts_at: datetime, ends_at: datetime, *, free: bool = False) -> str:
        """What the calendar calls the new event."""

    def move(self, remote_id: str, starts_at: datetime, ends_at: datetime) -> None: ...

    def remove(self, remote_id: str) -> None: ...


def done[T](coroutine: Coroutine[Any, Any, T]) -> T:
    return wait(coroutine, seconds=SECONDS)


def hour(day: int, clock: int) -> tuple[datetime, datetime]:
    """One of March, in UTC."""
    return datetime(2026, 3, day, clock, tzinfo=UTC), datetime(2026, 3, day, clock + 1, tzinfo=UTC)


def read(stage: Stage, token: str = "") -> Reading:
    return done(stage.kind.read(stage.calendar, starts_at=FROM, ends_at=UNTIL, token=token, now=NOW))


def look(stage: Stage, starts_at: datetime, ends_at: datetime) -> list[SeenEvent]:
    return done(stage.kind.look(stage.calendar, starts_at=starts_at, ends_at=ends_at))


def blocked(events: tuple[SeenEvent, ...] | list[SeenEvent]) -> list[tuple[datetime, datetime]]:
    return sorted((span.starts_at, span.ends_at) for event in events for span in event.spans)


def entry(starts_at: datetime, ends_at: datetime, **more: Any) -> Entry:
    known = {"marker": MARKER, "uid": f"{MARKER}@terminbuch.example", "generation": 0, "sequence": 0}
    return Entry(
        **{**known, "summary": "Termin", "written_at": NOW, **more}, starts_at=starts_at, ends_at=ends_at
    )
