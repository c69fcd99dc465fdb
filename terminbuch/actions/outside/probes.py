"""What became of trying the rights to a calendar that receives bookings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from terminbuch.models import CalendarConnection, OutsideCalendar

from ..calendar_writes import promise_all
from ..deed import deed

EVERY = timedelta(days=1)


def take_due(now: datetime) -> OutsideCalendar | None:
    """One that was not tried for a day, and by nobody else just now; None if there is none.

    Where deleting was refused only a person tries again: every try would leave an event behind.
    """
    calendar = _due(now).select_related("connection").order_by("pk").first()
    return calendar if calendar is not None and _is_taken(calendar, now) else None


def _due(now: datetime) -> QuerySet[OutsideCalendar]:
    is_old = Q(probed_at=None) | Q(probed_at__lte=now - EVERY)
    rows = OutsideCalendar.objects.everywhere().filter(is_old, receives=True)
    return rows.filter(connection__state=CalendarConnection.State.OK).exclude(missing_right="delete")


@deed
def _is_taken(calendar: OutsideCalendar, now: datetime) -> bool:
    return bool(_due(now).filter(pk=calendar.pk).update(probed_at=now))


@deed
def note(calendar: OutsideCalendar, missing: str, *, now: datetime) -> None:
    """What could not be written for want of a right is written when the right is back."""
    rows = OutsideCalendar.objects.of(calendar.organisation_id).filter(pk=calendar.pk)
    rows.update(missing_right=missing, may_write=not missing, probed_at=now)
    if not missing:
        promise_all(calendar, now=now)
