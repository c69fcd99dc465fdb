"""When a resource is open at a location: every week, and on single dates."""

from __future__ import annotations

from datetime import datetime, time

from terminbuch.models import Disruption, Location, Resource, Schedule, ScheduleException, WeeklyHours
from terminbuch.queries.preview import ExceptionChange, HoursChange, ScheduleChange

from ..asking import Actor
from ..deed import deed
from ..locking import lock_resources
from ..refusals import NotYours
from .saving import Saving, save


@deed
def set_weekly_hours(change: HoursChange, saving: Saving, *, by: Actor, now: datetime) -> Disruption | None:
    """Replace the whole week; dates with hours of their own keep them.

    Returns the board where bookings were handed over. Raises RuleChanged, NotYours.
    """
    _lock(change)
    return save(change, saving, _write_week, resources=[change.resource_id], by=by, now=now)


@deed
def set_exception(change: ExceptionChange, saving: Saving, *, by: Actor, now: datetime) -> Disruption | None:
    """One date is open at other hours, closed, or again as every week. Returns and raises as above."""
    _lock(change)
    return save(change, saving, _write_date, resources=[change.resource_id], by=by, now=now)


def _lock(change: ScheduleChange) -> None:
    """Whoever changes a booking of this resource, or takes its time, waits until this is done."""
    ours = change.organisation_id
    if not Location.objects.of(ours).filter(pk=change.location_id).exists():
        raise NotYours
    if not Resource.objects.of(ours).filter(pk=change.resource_id).exists():
        raise NotYours
    lock_resources(ours, [change.resource_id])


def _schedule(change: ScheduleChange) -> Schedule:
    schedule, _ = Schedule.objects.of(change.organisation_id).get_or_create(
        organisation_id=change.organisation_id,
        resource_id=change.resource_id,
        location_id=change.location_id,
    )
    return schedule


def _write_week(change: HoursChange) -> None:
    schedule = _schedule(change)
    WeeklyHours.objects.of(change.organisation_id).filter(schedule=schedule).delete()
    WeeklyHours.objects.bulk_create(
        WeeklyHours(
            organisation_id=change.organisation_id,
            schedule=schedule,
            weekday=weekday,
            opens=window.opens,
            closes=window.closes,
        )
        for weekday, windows in enumerate(change.week)
        for window in windows
    )


def _write_date(change: ExceptionChange) -> None:
    schedule = _schedule(change)
    rows = ScheduleException.objects.of(change.organisation_id)
    rows.filter(schedule=schedule, on_date=change.on_date).delete()
    ScheduleException.objects.bulk_create(
        ScheduleException(
            organisation_id=change.organisation_id,
            schedule=schedule,
            on_date=change.on_date,
            opens=opens,
            closes=closes,
        )
        for opens, closes in _times(change)
    )


def _times(change: ExceptionChange) -> list[tuple[time | None, time | None]]:
    """A row for each window; a closed date has one without times, an ordinary one has none."""
    if change.windows is None:
        return []
    return [(window.opens, window.closes) for window in change.windows] or [(None, None)]
