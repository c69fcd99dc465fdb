from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ..seen import SeenEvent


@dataclass(frozen=True, slots=True)
class Asked:
    """Which time is wanted, [``starts_at``, ``ends_at``), and whose calendar it is.

    ``zone`` is the owner's: whole days and times without a zone are read in it (B5). ``owners`` are the mail
    addresses under which the owner is invited (B4).
    """

    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    owners: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """One object of a calendar, as it was fetched."""

    remote_id: str
    etag: str
    text: bytes


@dataclass(frozen=True, slots=True)
class Understood:
    """``skipped``: what could not be read, a sentence each, without a word of the events."""

    events: tuple[SeenEvent, ...]
    skipped: tuple[str, ...] = ()


class NothingReadable(Exception):
    """It is no calendar, or it breaks off, or not one part of it can be read: never "nothing is busy"."""


class TooMuch(Exception):
    """It is over a limit: bytes, busy times, memory or seconds."""
