"""The calendars that are asked before somebody books, as the rule knows them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from terminbuch import availability
from terminbuch.models import CalendarConnection, OutsideCalendar

from . import prepared
from .busy_times import blocking_calendars

POLICIES: dict[str, availability.Policy] = {"refuse": "refuse", "ask": "ask", "accept": "accept"}

ANYBODY = """SELECT 1 FROM terminbuch_outsidecalendar c
JOIN terminbuch_calendarconnection k ON k.id = c.connection_id
WHERE c.organisation_id = %s AND c.blocks AND k.kind <> %s LIMIT 1"""


def watched(
    organisation_id: int, resource_ids: Collection[int], *, now: datetime
) -> list[availability.Watched]:
    """Those that block these resources. One query."""
    return [as_watched(row, now=now) for row in blocking_calendars(organisation_id, resource_ids)]


def is_anybody_watched(organisation_id: int) -> bool:
    """Whether there is any calendar that could be asked. One query."""
    return bool(prepared.rows(ANYBODY, [organisation_id, CalendarConnection.Kind.FEED.value]))


def as_watched(calendar: OutsideCalendar, *, now: datetime) -> availability.Watched:
    """Reads the connection."""
    # A calendar that cannot be read is due too, but that is no sign of a change.
    is_pending = calendar.next_read_at is not None and calendar.next_read_at <= now and calendar.failures == 0
    return availability.Watched(
        calendar=calendar.pk,
        resource=calendar.resource_id,
        is_live=is_live(calendar),
        policy=POLICIES[calendar.when_unknown],
        young=timedelta(minutes=calendar.young_minutes),
        last_good_at=calendar.last_good_at,
        read_until=calendar.read_until,
        is_pending=is_pending,
    )


def is_live(calendar: OutsideCalendar) -> bool:
    """Whether it can say what stands in it now; a feed may be hours old."""
    return calendar.connection.kind != CalendarConnection.Kind.FEED
