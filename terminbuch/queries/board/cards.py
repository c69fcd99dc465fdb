"""One booking on the board: in exactly one state, and in exactly one of the five numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal
from uuid import UUID

from terminbuch.models import Booking, Case, Resource, Task

from ..plan import OfferedTime, Pick, Proposal

type Column = Literal["kept", "moved", "waiting", "phone", "cancelled", "spared"]
type Part = Literal["to_do", "waiting", "done"]
State = Case.State


@dataclass(frozen=True, slots=True)
class Time:
    """A time that the plan would offer, and who would serve then."""

    starts_at: datetime
    ends_at: datetime
    people: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A time that is kept for the customer, until when. ``uid`` is what a press on it sends."""

    uid: UUID
    starts_at: datetime
    ends_at: datetime
    people: tuple[Resource, ...]
    until: datetime


@dataclass(frozen=True)
class Card:
    """A case as it stands at one moment. ``people`` serve the booking now; ``held`` is kept for it."""

    case: Case
    now: datetime
    resources: Mapping[UUID, Resource]
    people: tuple[Resource, ...]
    held: tuple[Held, ...]
    calls: tuple[Task, ...]
    """Who was asked to phone, the oldest first; some may be done."""

    @property
    def booking(self) -> Booking:
        return self.case.booking

    @property
    def state(self) -> str:
        """Nobody who has not answered by the deadline is waited for, also before the worker has seen it."""
        case = self.case
        is_late = case.state == State.WAITING and case.deadline is not None and case.deadline <= self.now
        return State.PHONE if is_late else case.state

    @cached_property
    def proposal(self) -> Proposal:
        return Proposal.of_json(self.case.proposal)

    @property
    def column(self) -> Column:
        """What is planned counts where it would lead."""
        if self.state != State.PLANNED:
            return _COLUMNS[State(self.state)]
        return _PLANNED.get(self.proposal.kind, "phone")

    @property
    def part(self) -> Part:
        if self.state == State.WAITING:
            return "waiting"
        return "to_do" if self.state in {State.PLANNED, State.PHONE} else "done"

    @property
    def can_be_sent(self) -> bool:
        return self.state == State.PLANNED and self.proposal.kind in {"keep", "offer", "phone", "cancel"}

    @property
    def can_be_taken_back(self) -> bool:
        """What nobody has answered: a call, times that are offered, somebody else at the same time."""
        if self.state in {State.WAITING, State.PHONE}:
            return True
        return self.state == State.KEPT and bool(self.case.undo)

    @property
    def new_people(self) -> tuple[Resource, ...]:
        """Who would come in, when the time is kept."""
        return tuple(person for person in self._named(self.proposal.picks) if person not in self.people)

    @property
    def times(self) -> tuple[Time, ...]:
        """What the plan would offer."""
        return tuple(
            Time(each.starts_at, each.ends_at, self._named(each.picks)) for each in self.proposal.times
        )

    @property
    def moves_by(self) -> timedelta:
        """How far the booking moved, or would at least."""
        was = self.case.was_starts_at
        if self.state == State.MOVED:
            return abs(self.booking.starts_at - was)
        nearest: list[Held] | list[OfferedTime] = [*self.held] or [*self.proposal.times]
        return min((abs(each.starts_at - was) for each in nearest), default=timedelta(0))

    @property
    def readers(self) -> int:
        """How many people hear of it when the proposal is sent with every box ticked."""
        customer = int(bool(self.booking.email))
        match self.proposal.kind:
            case "keep":
                leaving = [person for person in self.people if person not in self._named(self.proposal.picks)]
                return customer + _hearing(self.new_people, "moves") + _hearing(leaving, "moves")
            case "offer":
                return customer
            case "cancel":
                return customer + _hearing(self.people, "cancellations")
            case _:
                return 0

    def _named(self, picks: tuple[Pick, ...]) -> tuple[Resource, ...]:
        return tuple(self.resources[pick.resource] for pick in picks if pick.resource in self.resources)


_COLUMNS: dict[State, Column] = {
    State.KEPT: "kept",
    State.MOVED: "moved",
    State.WAITING: "waiting",
    State.PHONE: "phone",
    State.CANCELLED: "cancelled",
    State.SPARED: "spared",
}
_PLANNED: dict[str, Column] = {"keep": "kept", "offer": "waiting", "cancel": "cancelled"}


def _hearing(people: tuple[Resource, ...] | list[Resource], of: str) -> int:
    return sum(bool(person.email) and bool(getattr(person, f"hears_of_{of}")) for person in people)
