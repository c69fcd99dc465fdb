"""What staff may do by hand, and what speaks against it.

Whether a resource is free is decided by the rule that decides for customers; hours, absences, outside
calendars, notice, horizon and the limit per day do not bind staff, so what they would say is a concern and no
refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from terminbuch import availability
from terminbuch.availability import Outside
from terminbuch.models import Booking, Location, Organisation, Resource, Service

from . import facts
from .in_the_way import Concern, Obstacle, absences_in_the_way, rows_in_the_way
from .said_outside import said_outside
from .services import requirements_of
from .wish import Wish

MINUTE = timedelta(minutes=1)
MIDNIGHT = time(0)
ALL_DAY = {weekday: (availability.Window(MIDNIGHT, MIDNIGHT),) for weekday in range(7)}
LOOK_AHEAD = timedelta(days=14)
BINDING = frozenset({"booking", "hold"})


@dataclass(frozen=True)
class HandWish:
    """What staff wants a booking to be, but for who serves it; without a service a block."""

    organisation: Organisation
    service: Service | None
    location: Location
    starts_at: datetime
    duration: timedelta
    buffer_before: timedelta = timedelta(0)
    buffer_after: timedelta = timedelta(0)
    moving: Booking | None = None

    @property
    def rules(self) -> availability.Rules:
        """To the minute, and without what binds customers only."""
        return availability.Rules(
            duration=self.duration,
            step=MINUTE,
            zone=self.location.zone,
            buffer_before=self.buffer_before,
            buffer_after=self.buffer_after,
            capacity=self.service.capacity if self.service else 1,
        )

    @property
    def occupied(self) -> availability.Span:
        ends_at = self.starts_at + self.duration
        return availability.Span(self.starts_at - self.buffer_before, ends_at + self.buffer_after)

    def as_wish(self) -> Wish:
        # A block is asked about like a service that nobody offers.
        asked = self.service or Service(organisation=self.organisation, capacity=1)
        return Wish(asked, self.location, moving=self.moving, by_staff=True)


@dataclass(frozen=True)
class Judgement:
    """``obstacles`` forbid it, ``concerns`` want to be read first; nothing of both: it is simply free.

    ``is_sure``: no outside calendar stayed silent.
    """

    obstacles: tuple[Obstacle, ...] = ()
    concerns: tuple[Concern, ...] = ()
    is_sure: bool = True

    @property
    def is_free(self) -> bool:
        return not self.obstacles


@dataclass(frozen=True)
class Option:
    """A resource that could be picked, or the reasons why it cannot."""

    resource: Resource
    is_qualified: bool
    serves_now: bool
    judgement: Judgement

    @property
    def can_be_picked(self) -> bool:
        return self.is_qualified and self.judgement.is_free


@dataclass(frozen=True)
class Choice:
    """A requirement with its options; of a block the one choice among all resources, any number of them."""

    position: int
    label_de: str
    label_en: str
    takes_all: bool
    takes_many: bool
    options: tuple[Option, ...]


def needed(wish: HandWish, picks: Sequence[int]) -> tuple[availability.Requirement, ...] | None:
    """The requirements met by exactly these picks; None when they do not fit. At most three queries.

    Who serves the booking already goes on being good enough.
    """
    if wish.service is None:
        return (_everybody(picks),) if picks and _are_ours(wish.organisation, picks) else None
    kept = serving_now(wish.moving) if wish.moving and wish.moving.service_id == wish.service.pk else set()
    left, found = list(picks), []
    for requirement in requirements_of(wish.service):
        able = {each.resource_id for each in requirement.candidates.all() if each.resource.is_active} | kept
        count = len(requirement.candidates.all()) if requirement.takes_all else 1
        taken, left = left[:count], left[count:]
        if len(taken) < count or not set(taken) <= able:
            return None
        found.append(_everybody(taken))
    return tuple(found) if found and not left and len(set(picks)) == len(picks) else None


def _are_ours(organisation: Organisation, picks: Sequence[int]) -> bool:
    return Resource.objects.of(organisation).filter(pk__in=picks).count() == len(picks)


def _everybody(resources: Iterable[int]) -> availability.Requirement:
    return availability.Requirement(tuple(map(availability.Candidate, resources)), take_all=True)


def serving_now(booking: Booking) -> set[int]:
    """Who serves it. One query, or none if the allocations came along."""
    return {row.resource_id for row in booking.allocations.all() if row.live and not row.is_wish}


def question(
    wish: HandWish, requirements: tuple[availability.Requirement, ...], *, now: datetime
) -> availability.Question:
    """What the rule is asked when only other bookings and holds can be in the way. At most six queries."""
    known = _known(wish, _resources(requirements), until=wish.starts_at + MINUTE, now=now)
    return _asked(wish, requirements, {key: _always_open(wish, each) for key, each in known.items()})


def judge(
    wish: HandWish, picks: Sequence[int], *, now: datetime, outside: Outside | None = None
) -> Judgement:
    """What speaks against these picks; with ``outside`` None by what was read of outside calendars last.

    At most eleven queries.
    """
    found = _judgements(wish, [tuple(picks)], outside=outside, now=now)
    return next(iter(found), Judgement())


def choices(wish: HandWish, *, now: datetime) -> list[Choice]:
    """Who could serve, in the order of the requirements; everybody else with the reason. A fixed number of
    queries."""
    every = list(Resource.objects.of(wish.organisation).filter(is_active=True))
    kept = serving_now(wish.moving) if wish.moving else set()
    found = _judgements(wish, [(resource.pk,) for resource in every], outside=None, now=now)
    judged = {resource.pk: judgement for resource, judgement in zip(every, found, strict=True)}
    if wish.service is None:
        options = tuple(Option(each, True, each.pk in kept, judged[each.pk]) for each in every)
        return [Choice(0, "", "", takes_all=False, takes_many=True, options=options)]
    return [
        Choice(
            requirement.position,
            requirement.label_de,
            requirement.label_en,
            requirement.takes_all,
            takes_many=False,
            options=tuple(
                Option(each, each.pk in able, each.pk in kept, judged[each.pk])
                for each in every
                if each.pk in able or not requirement.takes_all
            ),
        )
        for requirement in requirements_of(wish.service)
        for able in [{candidate.resource_id for candidate in requirement.candidates.all()}]
    ]


def next_free(wish: HandWish, picks: Sequence[int], *, now: datetime, count: int = 3) -> list[datetime]:
    """The next starts within opening hours at which all these picks are free, on the service's grid."""
    step = timedelta(minutes=wish.service.step_minutes) if wish.service else timedelta(minutes=15)
    since = max(wish.starts_at, now)
    known = _known(wish, set(picks), until=since + LOOK_AHEAD, now=now)
    asked = _asked(wish, (_everybody(picks),), known, step=step)
    return availability.starts(asked, first=since, until=since + LOOK_AHEAD)[:count]


def _judgements(
    wish: HandWish, picks: Sequence[tuple[int, ...]], *, outside: Outside | None, now: datetime
) -> list[Judgement]:
    every = {key for each in picks for key in each}
    known = _known(wish, every, until=wish.starts_at + MINUTE, now=now)
    rows = rows_in_the_way(wish.organisation, every, wish.occupied, moving=wish.moving, now=now)
    away = absences_in_the_way(wish.organisation, every, wish.location, wish.occupied)
    people = Resource.objects.of(wish.organisation).in_bulk(every)
    said = said_outside(wish.organisation.pk, people, wish.occupied, outside=outside, now=now)
    return [
        Judgement(
            _obstacles(wish, each, known, rows),
            _concerns(wish, each, known, [*away, *said.concerns], people),
            said.is_sure,
        )
        for each in picks
    ]


def _obstacles(
    wish: HandWish,
    picks: tuple[int, ...],
    known: Mapping[int, availability.ResourceFacts],
    rows: Iterable[Obstacle],
) -> tuple[Obstacle, ...]:
    relaxed = {key: _always_open(wish, known[key]) for key in picks}
    asked = _asked(wish, (_everybody(picks),), relaxed)
    if availability.slot_at(asked, wish.starts_at) is not None:
        return ()
    return tuple(
        replace(row, free_at=_free_again(wish, relaxed[row.resource.pk]))
        for row in rows
        if row.resource.pk in picks
    )


def _free_again(wish: HandWish, known: availability.ResourceFacts) -> datetime | None:
    """When this one could start on the same day, whatever the opening hours."""
    asked = _asked(wish, (_everybody([known.key]),), {known.key: known})
    midnight = wish.starts_at.astimezone(wish.location.zone).date() + timedelta(days=1)
    until = datetime.combine(midnight, MIDNIGHT, wish.location.zone).astimezone(UTC)
    return next(iter(availability.starts(asked, first=wish.starts_at, until=until)), None)


def _concerns(
    wish: HandWish,
    picks: tuple[int, ...],
    known: Mapping[int, availability.ResourceFacts],
    met: Iterable[Concern],
    people: Mapping[int, Resource],
) -> tuple[Concern, ...]:
    closed = [
        Concern("outside_hours", people[key], wish.starts_at, wish.starts_at + wish.duration)
        for key in picks
        if not _is_open(wish, known[key])
    ]
    return (*closed, *(concern for concern in met if concern.resource.pk in picks))


def _is_open(wish: HandWish, known: availability.ResourceFacts) -> bool:
    asked = _asked(wish, (_everybody([known.key]),), {known.key: replace(known, taken=())})
    return availability.slot_at(asked, wish.starts_at) is not None


def _always_open(wish: HandWish, known: availability.ResourceFacts) -> availability.ResourceFacts:
    posted = (availability.Schedule(wish.location.zone, ALL_DAY),)
    return replace(known, schedules=posted, taken=tuple(row for row in known.taken if row.kind in BINDING))


def _asked(
    wish: HandWish,
    requirements: tuple[availability.Requirement, ...],
    known: Mapping[int, availability.ResourceFacts],
    *,
    step: timedelta = MINUTE,
) -> availability.Question:
    # Yesterday's visit may be written down today, so the start itself counts as now.
    return availability.Question(replace(wish.rules, step=step), requirements, known, now=wish.starts_at)


def _known(
    wish: HandWish, ids: set[int], *, until: datetime, now: datetime
) -> Mapping[int, availability.ResourceFacts]:
    """Hours and what takes time. The rest of the day is wanted too, for "free again at"."""
    asked = wish.as_wish()
    a_day_on = max(until, wish.starts_at + timedelta(days=1))
    seen = availability.looks_at(wish.rules, (_everybody(ids),), first=wish.starts_at, until=a_day_on)
    window = availability.Span(seen.start - timedelta(days=1), seen.end + timedelta(days=1))
    return facts.resources(asked, ids, window, now)


def _resources(requirements: Iterable[availability.Requirement]) -> set[int]:
    return {each.resource for requirement in requirements for each in requirement.candidates}
