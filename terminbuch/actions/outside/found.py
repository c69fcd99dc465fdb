"""The calendars that an account holds, as the other side lists them."""

from __future__ import annotations

from collections.abc import Sequence

from terminbuch.ical.seen import Found
from terminbuch.models import CalendarConnection, OutsideCalendar

MOST_CALENDARS = 200
LONGEST_ID = 1024


def keep_found(connection: CalendarConnection, found: Sequence[Found]) -> list[OutsideCalendar]:
    """What is new is added and does nothing yet; what is gone goes, unless it blocks or receives.

    One that is needed and gone stays: reading it fails, and somebody is told (S6).
    """
    listed = {calendar.remote_id: calendar for calendar in found if _fits(calendar)}
    kept = OutsideCalendar.objects.of(connection.organisation_id).filter(connection=connection)
    kept.exclude(remote_id__in=listed).filter(blocks=False, receives=False).delete()
    known = {row.remote_id: row for row in kept.select_related("resource")}
    for remote_id, calendar in list(listed.items())[:MOST_CALENDARS]:
        row = known.setdefault(remote_id, _new(connection, remote_id))
        row.name = calendar.name[:200] or remote_id[:200]
        row.may_write = _may_write(connection, calendar, row.may_write)
        row.save()
    return list(known.values())


def _fits(calendar: Found) -> bool:
    return 0 < len(calendar.remote_id) <= LONGEST_ID


def _new(connection: CalendarConnection, remote_id: str) -> OutsideCalendar:
    return OutsideCalendar(
        organisation_id=connection.organisation_id,
        connection=connection,
        resource=connection.resource,
        remote_id=remote_id,
    )


def _may_write(connection: CalendarConnection, calendar: Found, known: bool | None) -> bool | None:
    """A claimed "no" is believed; a claimed "yes" only after it was tried."""
    if connection.kind == CalendarConnection.Kind.FEED or calendar.may_write is False:
        return False
    return known
