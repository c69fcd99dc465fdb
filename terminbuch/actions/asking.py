"""What doors hand to actions: frozen values, already checked for shape."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from terminbuch.models import HistoryEntry, Member


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and from where: page, link, staff, worker or command."""

    kind: str
    source: str
    member: Member | None = None

    @property
    def is_staff(self) -> bool:
        """Whether somebody of the business decided it, in here or in the own calendar."""
        return self.kind == HistoryEntry.Actor.MEMBER or self == CALENDAR


VISITOR = Actor(HistoryEntry.Actor.CUSTOMER, "page")
LINK_HOLDER = Actor(HistoryEntry.Actor.CUSTOMER, "link")
WORKER = Actor(HistoryEntry.Actor.SYSTEM, "worker")
COMMAND = Actor(HistoryEntry.Actor.SYSTEM, "command")
CALENDAR = Actor(HistoryEntry.Actor.SYSTEM, "calendar")
"""Who deleted or moved an entry in an outside calendar, where nobody signs in to us."""


@dataclass(frozen=True, slots=True)
class BookingRequest:
    """A customer's wish for a time. No ``resource_id``: anybody; ``key`` makes a repeat recognisable."""

    organisation_id: int
    service_id: int
    location_id: int
    starts_at: datetime
    resource_id: int | None
    name: str
    email: str
    zone_name: str
    key: str
    phone: str = ""
    note: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    language: str = "de"
    hold_token: str = ""

    def digest(self) -> str:
        """Over what is asked; the hold and the language may differ between two posts of one form."""
        return digest_of(
            self.service_id, self.location_id, self.starts_at.astimezone(UTC), self.resource_id,
            self.name, self.email, self.phone, self.note, self.answers,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """A booking's wish for another time, perhaps with another resource (None: as the service's rule says)."""

    booking_id: int
    starts_at: datetime
    resource_id: int | None
    zone_name: str
    key: str

    def digest(self) -> str:
        return digest_of(self.booking_id, self.starts_at.astimezone(UTC), self.resource_id)


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """Somebody whom staff enters. Without an address nobody can be mailed."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = "de"


@dataclass(frozen=True, slots=True)
class Telling:
    """The boxes of a window: who gets a mail, and a sentence of the business's own in the customer's."""

    resource: bool = True
    customer: bool = True
    text: str = ""


EVERYBODY = Telling()


@dataclass(frozen=True, slots=True)
class HandRequest:
    """What staff wants a booking to be. Without a service it is a block: time that nobody gets.

    ``picks`` are resources in the order of the service's requirements, everybody of one that takes all;
    of a block simply its resources. ``customer`` is the id of one who is known, or a new one.
    ``overrides``: what speaks against it was read and is meant.
    """

    organisation_id: int
    service_id: int | None
    location_id: int
    picks: tuple[int, ...]
    starts_at: datetime
    duration_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    customer: int | NewCustomer | None
    staff_note: str
    key: str
    overrides: bool = False
    telling: Telling = EVERYBODY

    def digest(self) -> str:
        """Over what is asked; who is told and what was read before may differ between two posts."""
        return digest_of(
            self.service_id, self.location_id, self.picks, self.starts_at.astimezone(UTC),
            self.duration_minutes, self.buffer_before_minutes, self.buffer_after_minutes,
            self.customer, self.staff_note,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class HoldRequest:
    """A visitor's wish to keep a slot for some minutes. ``visitor`` is the address it comes from."""

    organisation_id: int
    service_id: int
    location_id: int
    starts_at: datetime
    resource_id: int | None
    visitor: str


def digest_of(*asked: object) -> str:
    return hashlib.sha256(repr(asked).encode()).hexdigest()
