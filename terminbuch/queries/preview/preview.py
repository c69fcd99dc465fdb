"""Before a rule is changed: what would follow. The same rule is asked twice; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from terminbuch import availability
from terminbuch.models import Booking, Location, Service
from terminbuch.queries import facts
from terminbuch.queries.wish import Wish

from .change import Change, active_services

A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Preview:
    """``outside``: live bookings to come that would no longer fit, by start.

    The slots are the starts that customers could book in the next 30 days, of all services that the change
    concerns. ``services_without_anyone`` could be had within these days as things are, and could not any
    longer, however few have booked.
    """

    outside: tuple[Booking, ...]
    slots_before: int
    slots_after: int
    services_without_anyone: tuple[Service, ...]

    @property
    def slots_fewer(self) -> int:
        """Negative when there are more."""
        return self.slots_before - self.slots_after


def preview(change: Change, *, now: datetime) -> Preview:
    """What would follow if the rule were changed now. At most nine queries for each service and location."""
    services, locations = active_services(change), list(change.locations())
    asked = [(service, _questions(change, service, locations, now)) for service in services]
    online = [pairs for service, pairs in asked if service.is_online]
    return Preview(
        outside=tuple(change.outside(now)),
        slots_before=sum(_count(before, now) for pairs in online for before, _ in pairs),
        slots_after=sum(_count(after, now) for pairs in online for _, after in pairs),
        services_without_anyone=tuple(service for service, pairs in asked if _is_left(pairs, now)),
    )


def can_be_had(service: Service, locations: list[Location], *, now: datetime) -> bool:
    """Whether there was any start within a month if nobody had booked; limits and notice do not count."""
    return any(_has_someone(_question(service, location, now), now) for location in locations)


type Pair = tuple[availability.Question, availability.Question]
"""The same question as things are, and as they would be."""


def _questions(change: Change, service: Service, locations: list[Location], now: datetime) -> list[Pair]:
    would_be, pairs = change.on_service(service), []
    for location in locations:
        before = after = _question(service, location, now)
        if would_be is not service:
            after = _question(would_be, location, now)
        changed = {key: change.on_facts(known, location) for key, known in after.resources.items()}
        pairs.append((before, replace(after, resources=changed)))
    return pairs


def _question(service: Service, location: Location, now: datetime) -> availability.Question:
    return facts.question(Wish(service, location), first=now, until=now + A_MONTH, now=now)


def _count(question: availability.Question, now: datetime) -> int:
    return len(availability.starts(question, first=now, until=now + A_MONTH))


def _is_left(pairs: list[Pair], now: datetime) -> bool:
    """Whether somebody serves today and nobody would any longer."""
    return any(_has_someone(before, now) for before, _ in pairs) and not any(
        _has_someone(after, now) for _, after in pairs
    )


def _has_someone(question: availability.Question, now: datetime) -> bool:
    """Whether the service could be had at all: nobody has booked, and notice and limits do not count."""
    rules = replace(question.rules, notice=timedelta(0), horizon_days=None, until_date=None, max_per_day=None)
    unbooked = {key: _unbooked(known) for key, known in question.resources.items()}
    return _count(replace(question, rules=rules, resources=unbooked, booked_on={}), now) > 0


def _unbooked(known: availability.ResourceFacts) -> availability.ResourceFacts:
    return replace(known, taken=tuple(row for row in known.taken if row.kind == "absence"))
