"""What somebody looks for, as the rule is asked about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from terminbuch import availability
from terminbuch.models import Allocation, Booking, Hold, Location, Resource, Service

from .services import requirements_of


@dataclass(frozen=True)
class Wish:
    """What somebody looks for: a service at a location, perhaps with one resource, perhaps to move a booking.

    The rows of ``moving`` (and of its wish) and of ``hold`` do not count as taken. A move that staff must
    approve occupies the new time while the old one stays, so there the booking's own time does count.
    """

    service: Service
    location: Location
    resource: Resource | None = None
    moving: Booking | None = None
    hold: Hold | None = None
    by_staff: bool = False

    @property
    def waits_for_approval(self) -> bool:
        """Whether moving makes a wish: of a confirmed booking, by its customer. A request simply moves."""
        if self.moving is None or self.moving.is_pending:
            return False
        return self.service.needs_approval and not self.by_staff


def candidates(wish: Wish) -> tuple[availability.Requirement, ...]:
    """The requirements as pure values; where the customer chose somebody, only that one. Two queries."""
    return tuple(
        _narrowed(requirement.as_availability(), wish, is_choice=requirement.chosen_by_customer)
        for requirement in requirements_of(wish.service)
    )


def _narrowed(
    requirement: availability.Requirement, wish: Wish, *, is_choice: bool
) -> availability.Requirement:
    kept = requirement.candidates
    if wish.resource is not None and is_choice:
        kept = tuple(candidate for candidate in kept if candidate.resource == wish.resource.pk)
    if wish.moving is not None:
        # A move keeps the booking's own length and buffers, whoever serves it.
        kept = tuple(availability.Candidate(candidate.resource) for candidate in kept)
    return replace(requirement, candidates=kept)


def able(requirements: Iterable[availability.Requirement]) -> set[int]:
    """Everybody who could serve."""
    return {candidate.resource for requirement in requirements for candidate in requirement.candidates}


def rules(wish: Wish) -> availability.Rules:
    """The service's rules; a move keeps the booking's own duration and buffers."""
    today = wish.service.as_rules(wish.location)
    if wish.moving is None:
        return today
    return replace(
        today,
        duration=wish.moving.duration,
        buffer_before=timedelta(minutes=wish.moving.buffer_before_minutes),
        buffer_after=timedelta(minutes=wish.moving.buffer_after_minutes),
    )


def unchanged_start(wish: Wish) -> datetime | None:
    """The start at which a move would change nothing, so it is no slot. None or one query."""
    if wish.moving is None or wish.resource is None:
        return wish.moving.starts_at if wish.moving else None
    own = Allocation.objects.of(wish.moving.organisation_id).filter(booking=wish.moving, live=True)
    serves = own.filter(is_wish=False, resource=wish.resource).exists()
    return wish.moving.starts_at if serves else None
