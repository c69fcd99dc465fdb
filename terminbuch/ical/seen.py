"""What was seen in an outside calendar, and what we want to stand in it. Pure values, whatever the kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

type ShowsAs = Literal["busy", "tentative", "out_of_office"]


@dataclass(frozen=True, slots=True)
class SeenSpan:
    """Half-open, aware, UTC, clipped to the window that was asked for. Never empty."""

    starts_at: datetime
    ends_at: datetime
    shows_as: ShowsAs = "busy"


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """One object of a calendar. ``spans`` is what it blocks; nothing where it is free, cancelled or declined.

    ``remote_id`` is what the calendar calls it: a path, an id, a feed's UID. ``marker`` is the booking's uid
    (hex) that our own entries carry. ``starts_at`` and ``ends_at`` are a single event's own, not clipped,
    also when it blocks nothing; None of a series. ``is_partial``: something of it could not be read, so it
    may block more than ``spans``.
    """

    remote_id: str
    etag: str = ""
    uid: str = ""
    marker: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    spans: tuple[SeenSpan, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A complete answer; an incomplete one is an error and never becomes a Reading (I9).

    ``is_full``: ``events`` are all there are within [``starts_at``, ``ends_at``), and what is not among them
    is gone. Else they are what is new or other than before, and ``gone`` names what was deleted. ``asked_at``
    is when the question left, so the answer is at least as young. ``unchanged``: the other side said that all
    is as before; then there is nothing else in it.
    """

    asked_at: datetime
    starts_at: datetime
    ends_at: datetime
    is_full: bool
    events: tuple[SeenEvent, ...] = ()
    gone: frozenset[str] = frozenset()
    token: str = ""
    skipped: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A booking as it is to stand in somebody's calendar. ``marker`` is the booking's uid (hex).

    ``uid`` and ``name`` are stable for the life of the booking: a repeat overwrites, and never makes a second
    event. ``generation`` rises when the other side has burnt an id.
    """

    marker: str
    uid: str
    generation: int
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    is_tentative: bool = False
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """Where an entry stands already, as far as we know."""

    remote_id: str
    etag: str = ""
    generation: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A calendar of an account. ``may_write`` is what the other side claims; None when it says nothing."""

    remote_id: str
    name: str
    may_write: bool | None = None
    is_main: bool = False
    zone_name: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
