"""What the rule needs to know, loaded in a fixed number of queries: for the offer and for the write alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Prefetch

from terminbuch import availability
from terminbuch.models import Schedule, ScheduleException, Service

from .busy_times import outside
from .counted import booked_on, per_day
from .services import requirements_of
from .taken import FOREVER, Row, absences, allocations, taken
from .wish import Wish, able, candidates, rules

# A date at the location may begin or end on the next UTC day.
A_DAY = timedelta(days=1)


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


def looks_at(
    wish: Wish, requirements: tuple[availability.Requirement, ...], *, first: datetime, until: datetime
) -> availability.Span:
    """What matters for starts in [first, until): their dates at the location, and what reaches into them."""
    seen = availability.looks_at(rules(wish), requirements, first=first, until=until)
    return availability.Span(_back(seen.start), _on(seen.end))


def _where_sittings_run(service: Service) -> set[int]:
    """A sitting may run on somebody the customer did not choose, and there is only one a start."""
    if service.capacity == 1:
        return set()
    return {
        candidate.resource_id
        for requirement in requirements_of(service)
        for candidate in requirement.candidates.all()
    }


def _back(instant: datetime) -> datetime:
    return instant - A_DAY if instant.year > 1 else instant


def _on(instant: datetime) -> datetime:
    return instant + A_DAY if instant < FOREVER else instant


def resources(
    wish: Wish, ids: set[int], window: availability.Span, now: datetime
) -> Mapping[int, availability.ResourceFacts]:
    """Hours and what takes time, of each of these resources. At most six queries."""
    posted = _posted(wish, ids, window)
    away = absences(wish, ids, window)
    busy = outside(wish, ids, window)
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in allocations(wish, ids, window, now):
        rows[row.resource].append(row)
    return {
        key: availability.ResourceFacts(
            key=key,
            schedules=(posted[key].as_availability(),) if key in posted else (),
            taken=(*(taken(row, wish.service) for row in rows[key]), *away[key], *busy[key]),
            bookings_per_day=per_day(rows[key], wish.location.zone),
            last_booked_at=posted[key].resource.last_booked_at if key in posted else None,
        )
        for key in ids
    }


def _posted(wish: Wish, ids: set[int], window: availability.Span) -> dict[int, Schedule]:
    """The schedule that each of these resources has at the location, if it has one."""
    exceptions = ScheduleException.objects.of(wish.location.organisation_id)
    exceptions = exceptions.filter(on_date__range=dates(window))
    rows = Schedule.objects.of(wish.location.organisation_id).filter(
        location=wish.location, resource_id__in=ids
    )
    found: dict[int, Schedule] = {}
    ahead = Prefetch("exceptions", queryset=exceptions)
    for row in rows.select_related("resource").prefetch_related("weekly_hours", ahead):
        row.location = wish.location
        found[row.resource_id] = row
    return found


def dates(window: availability.Span) -> tuple[date, date]:
    """The first and the last date whose exceptions matter to the window."""
    # Windows that overlap round the clock share a grid that may begin the year before last (W2).
    return date(max(window.start.year - 2, 1), 12, 30), window.end.date() + A_DAY
