"""What became of trying the rights to a calendar that receives bookings, and what a try has left there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from terminbuch.models import CalendarConnection, CalendarProbe, OutsideCalendar

from ..calendar_writes import promise_all
from ..deed import deed

EVERY = timedelta(days=1)
AGAIN = timedelta(hours=1)
OK = CalendarConnection.State.OK


def take_due(now: datetime) -> OutsideCalendar | None:
    """One that was not tried for a day, and by nobody else just now; None if there is none.

    Where an earlier try has left an event only a person tries again: every try might leave one more.
    """
    calendar = _due(now).select_related("connection").order_by("pk").first()
    return calendar if calendar is not None and _is_taken(calendar, now) else None


def _due(now: datetime) -> QuerySet[OutsideCalendar]:
    is_old = Q(probed_at=None) | Q(probed_at__lte=now - EVERY)
    rows = OutsideCalendar.objects.everywhere().filter(is_old, receives=True, probes=None)
    return rows.filter(connection__state=OK)


@deed
def _is_taken(calendar: OutsideCalendar, now: datetime) -> bool:
    return bool(_due(now).filter(pk=calendar.pk).update(probed_at=now))


@deed
def begin(
    calendar: OutsideCalendar, starts_at: datetime, ends_at: datetime, *, now: datetime
) -> CalendarProbe:
    """From now on an event may stand there."""
    return CalendarProbe.objects.create(
        organisation_id=calendar.organisation_id,
        calendar=calendar,
        starts_at=starts_at,
        ends_at=ends_at,
        due_at=now + AGAIN,
    )


@deed
def over(probe: CalendarProbe) -> None:
    """Nothing of it stands there."""
    CalendarProbe.objects.of(probe.organisation_id).filter(pk=probe.pk).delete()


def take_left(now: datetime) -> CalendarProbe | None:
    """One that may still stand there and is looked for by nobody else, this hour; None if there is none."""
    rows = CalendarProbe.objects.everywhere().filter(due_at__lte=now, calendar__connection__state=OK)
    probe = rows.select_related("calendar__connection").order_by("due_at", "pk").first()
    return probe if probe is not None and _is_looked_for(probe, now) else None


@deed
def _is_looked_for(probe: CalendarProbe, now: datetime) -> bool:
    rows = CalendarProbe.objects.of(probe.organisation_id).filter(pk=probe.pk, due_at__lte=now)
    return bool(rows.update(due_at=now + AGAIN))


@deed
def note(calendar: OutsideCalendar, missing: str, *, now: datetime) -> None:
    """What could not be written for want of a right is written when the right is back."""
    rows = OutsideCalendar.objects.of(calendar.organisation_id).filter(pk=calendar.pk)
    rows.update(missing_right=missing, may_write=not missing, probed_at=now)
    if not missing:
        promise_all(calendar, now=now)
