"""What the rule needs to know, loaded in a fixed number of queries: for the offer and for the write alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from terminbuch import availability
from terminbuch.models import (
    Absence,
    Allocation,
    Booking,
    Candidate,
    Hold,
    Location,
    Resource,
    Schedule,
    ScheduleException,
    Service,
)

from .services import requirements_of

# A date at the location may begin or end on the next UTC day.
A_DAY = timedelta(days=1)
FOREVER = datetime(9999, 12, 1, tzinfo=UTC)


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


class _Row(NamedTuple):
    resource: int
    starts_at: datetime
    ends_at: datetime
    sitting: UUID
    seat: int
    is_wish: bool
    booking_service: int | None
    booking_starts_at: datetime | None
    booking_wished_starts_at: datetime | None
    hold_service: int | None
    hold_starts_at: datetime | None

    @property
    def service_starts_at(self) -> datetime | None:
        """When the service starts for which the row is taken, buffers left out."""
        if self.hold_starts_at is not None:
            return self.hold_starts_at
        return self.booking_wished_starts_at if self.is_wish else self.booking_starts_at


COLUMNS = (
    "resource_id", "starts_at", "ends_at", "sitting", "seat", "is_wish",
    "booking__service_id", "booking__starts_at", "booking__wished_starts_at",
    "hold__service_id", "hold__starts_at",
)  # fmt: skip


def unchanged_start(wish: Wish) -> datetime | None:
    """The start at which a move would change nothing, so it is no slot. None or one query."""
    if wish.moving is None or wish.resource is None:
        return wish.moving.starts_at if wish.moving else None
    own = Allocation.objects.of(wish.moving.organisation_id).filter(booking=wish.moving, live=True)
    serves = own.filter(is_wish=False, resource=wish.resource).exists()
    return wish.moving.starts_at if serves else None


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


def question(
    wish: Wish,
    *,
    first: datetime,
    until: datetime,
    now: datetime,
    requirements: tuple[availability.Requirement, ...] | None = None,
) -> availability.Question:
    """Everything the rule needs to answer for starts in [first, until). At most nine queries."""
    needed = candidates(wish) if requirements is None else requirements
    ids = able(needed) | _where_sittings_run(wish.service)
    window = looks_at(wish, needed, first=first, until=until)
    return availability.Question(
        rules=rules(wish),
        requirements=needed,
        resources=resources(wish, ids, window, now),
        now=now,
        booked_on=booked_on(wish, window, now),
    )


def able(requirements: Iterable[availability.Requirement]) -> set[int]:
    """Everybody who could serve."""
    return {candidate.resource for requirement in requirements for candidate in requirement.candidates}


def looks_at(
    wish: Wish, requirements: tuple[availability.Requirement, ...], *, first: datetime, until: datetime
) -> availability.Span:
    """What matters for starts in [first, until): their dates at the location, and what reaches into them."""
    seen = availability.looks_at(rules(wish), requirements, first=first, until=until)
    return availability.Span(_back(seen.start), _on(seen.end))


def _where_sittings_run(service: Service) -> set[int]:
    """A sitting may run on somebody the customer did not choose, and there is only one a start. One query."""
    if service.capacity == 1:
        return set()
    rows = Candidate.objects.of(service.organisation_id).filter(requirement__service=service)
    return set(rows.values_list("resource_id", flat=True))


def _back(instant: datetime) -> datetime:
    return instant - A_DAY if instant.year > 1 else instant


def _on(instant: datetime) -> datetime:
    return instant + A_DAY if instant < FOREVER else instant


def resources(
    wish: Wish, ids: set[int], window: availability.Span, now: datetime
) -> Mapping[int, availability.ResourceFacts]:
    """Hours and what takes time, of each of these resources. At most five queries."""
    posted = _posted(wish, ids, window)
    away = _absences(wish, ids, window)
    rows: dict[int, list[_Row]] = defaultdict(list)
    for row in _allocations(wish, ids, window, now):
        rows[row.resource].append(row)
    return {
        key: availability.ResourceFacts(
            key=key,
            schedules=(posted[key].as_availability(),) if key in posted else (),
            taken=(*(_taken(row, wish.service) for row in rows[key]), *away[key]),
            bookings_per_day=_per_day(rows[key], wish.location.zone),
            last_booked_at=posted[key].resource.last_booked_at if key in posted else None,
        )
        for key in ids
    }


def _posted(wish: Wish, ids: set[int], window: availability.Span) -> dict[int, Schedule]:
    """The schedule that each of these resources has at the location, if it has one."""
    # Windows that overlap round the clock share a grid that may begin the year before last (W2).
    dates = (date(max(window.start.year - 2, 1), 12, 30), window.end.date() + A_DAY)
    exceptions = ScheduleException.objects.of(wish.location.organisation_id).filter(on_date__range=dates)
    rows = Schedule.objects.of(wish.location.organisation_id).filter(
        location=wish.location, resource_id__in=ids
    )
    found: dict[int, Schedule] = {}
    ahead = Prefetch("exceptions", queryset=exceptions)
    for row in rows.select_related("resource").prefetch_related("weekly_hours", ahead):
        row.location = wish.location
        found[row.resource_id] = row
    return found


def _absences(wish: Wish, ids: set[int], window: availability.Span) -> dict[int, list[availability.Taken]]:
    rows = Absence.objects.of(wish.location.organisation_id).filter(
        Q(resource_id__in=ids) | Q(location=wish.location),
        Q(ends_at__isnull=True) | Q(ends_at__gt=window.start),
        starts_at__lt=window.end,
    )
    found: dict[int, list[availability.Taken]] = defaultdict(list)
    for row in rows:
        span = availability.Span(row.starts_at, row.ends_at or FOREVER)
        for key in ids if row.resource_id is None else {row.resource_id}:
            found[key].append(availability.Taken(span, "absence"))
    return found


def held(
    wish: Wish, ids: set[int], window: availability.Span, now: datetime
) -> Mapping[int, tuple[availability.Taken, ...]]:
    """What holds alone take of these resources' time, sittings not told apart. One query."""
    found: dict[int, list[availability.Taken]] = defaultdict(list)
    rows = _live(wish, ids, window).filter(hold__deadline__gt=now)
    for key, starts_at, ends_at in rows.values_list("resource_id", "starts_at", "ends_at"):
        found[key].append(availability.Taken(availability.Span(starts_at, ends_at), "hold"))
    return {key: tuple(taken) for key, taken in found.items()}


def _allocations(wish: Wish, ids: set[int], window: availability.Span, now: datetime) -> Iterable[_Row]:
    return _read(_live(wish, ids, window).filter(Q(hold__isnull=True) | Q(hold__deadline__gt=now)))


def _read(rows: QuerySet[Allocation]) -> Iterable[_Row]:
    return map(_Row._make, rows.values_list(*COLUMNS))


def _live(wish: Wish, ids: set[int], window: availability.Span) -> QuerySet[Allocation]:
    """The rows that take these resources' time and are not the wish's own."""
    rows = Allocation.objects.of(wish.location.organisation_id).filter(
        live=True, resource_id__in=ids, ends_at__gt=window.start, starts_at__lt=window.end
    )
    if wish.hold is not None:
        rows = rows.exclude(hold_id=wish.hold.pk)
    if wish.moving is not None and wish.waits_for_approval:
        rows = rows.exclude(booking_id=wish.moving.pk, is_wish=True)
    elif wish.moving is not None:
        rows = rows.exclude(booking_id=wish.moving.pk)
    return rows


def _taken(row: _Row, service: Service) -> availability.Taken:
    kind: availability.Kind = "hold" if row.hold_starts_at is not None else "booking"
    is_same = service.pk in {row.booking_service, row.hold_service}
    sitting = None
    if service.capacity > 1 and is_same and row.service_starts_at is not None:
        sitting = availability.Sitting(row.sitting, row.service_starts_at, seat=row.seat)
    return availability.Taken(availability.Span(row.starts_at, row.ends_at), kind, sitting)


def _per_day(rows: list[_Row], zone: ZoneInfo) -> Mapping[date, int]:
    starts = (row.service_starts_at for row in rows if row.booking_starts_at and row.service_starts_at)
    return Counter(start.astimezone(zone).date() for start in starts)


def booked_on(wish: Wish, window: availability.Span, now: datetime) -> Mapping[date, int]:
    """Bookings, wished moves and holds of a service with a daily limit, by the location's date.

    None or two queries.
    """
    if wish.service.max_per_day is None:
        return {}
    live = [Booking.Status.PENDING, Booking.Status.CONFIRMED]
    bookings = Booking.objects.of(wish.service.organisation_id).filter(service=wish.service, status__in=live)
    holds = Hold.objects.of(wish.service.organisation_id).filter(
        service=wish.service, deadline__gt=now, booking__isnull=True
    )
    if wish.moving is not None:
        bookings = bookings.exclude(pk=wish.moving.pk)
    if wish.hold is not None:
        holds = holds.exclude(pk=wish.hold.pk)
    starts_here, wished_here = (
        Q(**{f"{column}__gte": window.start, f"{column}__lt": window.end})
        for column in ("starts_at", "wished_starts_at")
    )
    booked = bookings.filter(starts_here | wished_here).values_list("starts_at", "wished_starts_at")
    starts = [*chain(*booked), *holds.filter(starts_here).values_list("starts_at", flat=True)]
    return Counter(start.astimezone(wish.location.zone).date() for start in starts if start is not None)
