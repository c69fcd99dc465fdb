"""By which rule a booking is offered another time: its own length and buffers, today's hours and skills.

Notice, horizon and the limit per day bind customers, not staff. The plan and the deed that keeps the times
ask the same rule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from terminbuch import availability
from terminbuch.models import Booking, Location, Service

from .. import facts
from ..services import requirements_of
from ..wish import Wish

MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
type Needed = tuple[availability.Requirement, ...]


def rules_of(booking: Booking, service: Service) -> availability.Rules:
    return replace(
        service.as_rules(booking.location),
        duration=booking.duration,
        buffer_before=timedelta(minutes=booking.buffer_before_minutes),
        buffer_after=timedelta(minutes=booking.buffer_after_minutes),
        notice=timedelta(0),
        horizon_days=None,
        until_date=None,
        max_per_day=None,
    )


def needed(service: Service) -> Needed:
    """Who may serve today, without lengths and buffers of their own: a move keeps the booking's."""
    return tuple(_bare(each.as_availability()) for each in requirements_of(service))


def _bare(requirement: availability.Requirement) -> availability.Requirement:
    people = tuple(availability.Candidate(each.resource) for each in requirement.candidates)
    return replace(requirement, candidates=people)


def candidates_at(booking: Booking, position: int) -> set[int]:
    """Who may meet this requirement today; nobody where it is no more."""
    every = needed(booking.service) if booking.service else ()
    return {each.resource for each in every[position].candidates} if position < len(every) else set()


def offered_question(
    booking: Booking, picks: Mapping[int, Collection[int]], *, at: datetime, now: datetime
) -> availability.Question | None:
    """Whether exactly these could serve the booking then; None when they do not meet what is needed.

    The booking's present time counts as taken: it goes on occupying it until the customer says yes.
    """
    if booking.service is None:
        return None
    every = needed(booking.service)
    chosen = tuple(_only(each, picks.get(position, ())) for position, each in enumerate(every))
    if any(not each.candidates for each in chosen) or set(picks) != set(range(len(every))):
        return None
    rules = rules_of(booking, booking.service)
    return question(booking.service, booking.location, rules, chosen, first=at, last=at, now=now)


def _only(requirement: availability.Requirement, keys: Collection[int]) -> availability.Requirement:
    """With everybody needed, whoever is missing is missing."""
    able = {each.resource for each in requirement.candidates}
    if not keys or not set(keys) <= able or (requirement.take_all and set(keys) != able):
        return replace(requirement, candidates=())
    return replace(requirement, candidates=tuple(map(availability.Candidate, sorted(keys))))


def question(
    service: Service,
    location: Location,
    rules: availability.Rules,
    requirements: Needed,
    *,
    first: datetime,
    last: datetime,
    now: datetime,
) -> availability.Question:
    """Asked of the tables, for starts from ``first`` to ``last``. At most six queries."""
    seen = availability.looks_at(rules, requirements, first=first, until=last + MINUTE)
    window = availability.Span(seen.start - A_DAY, seen.end + A_DAY)
    keys = {each.resource for requirement in requirements for each in requirement.candidates}
    found = facts.resources(Wish(service, location, by_staff=True), keys, window, now)
    return availability.Question(rules, requirements, found, now=min(now, first))
