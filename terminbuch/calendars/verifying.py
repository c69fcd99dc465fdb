"""Does what was written stand in the calendars? They are asked, and nothing is written.

What is on its way, was changed by somebody there or failed before everybody's eyes is no fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from terminbuch.ical.seen import SeenEvent
from terminbuch.models import Booking, CalendarConnection, CalendarEntry, Delivery, OutsideCalendar
from terminbuch.queries.affected import LIVE
from terminbuch.queries.verification import Found

from . import accounts, kinds, outbound
from .kind import Account, Kind
from .troubles import Trouble

SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One of our entries, as we know it: it stands there, and nothing is under way."""

    number: str
    marker: str
    remote_id: str
    starts_at: datetime
    ends_at: datetime


def compare_calendars(*, now: datetime, opened: Callable[[Account], Kind] = kinds.opened) -> Iterator[Found]:
    """Every calendar that receives and whose account is signed in; one after the other."""
    rows = OutsideCalendar.objects.everywhere().filter(
        receives=True, connection__state=CalendarConnection.State.OK, organisation__practice_of=None
    )
    for calendar in rows.select_related("connection").order_by("pk"):
        try:
            yield from _compared(calendar, opened, now=now)
        except Trouble as trouble:
            facts = {"calendar": calendar.name, "why": trouble.code}
            yield Found("calendar_silent", calendar.organisation_id, str(calendar.pk), facts)


def _compared(
    calendar: OutsideCalendar, opened: Callable[[Account], Kind], *, now: datetime
) -> Iterator[Found]:
    before = _standing(calendar, now=now)
    until = max((entry.ends_at for entry in before.values()), default=now)
    if until <= now:
        return
    kind = opened(accounts.account_of(calendar.connection, now=now))
    asked = kind.look(calendar.remote_id, starts_at=now, ends_at=until)
    events = outbound.wait(asked, seconds=SECONDS)
    # What was changed while the calendar was asked is not compared.
    after = _standing(calendar, now=now)
    same = {key: entry for key, entry in before.items() if after.get(key) == entry}
    yield from _faults(calendar, same, events)
    yield from _left(calendar, events)


def _standing(calendar: OutsideCalendar, *, now: datetime) -> Mapping[int, Standing]:
    """By booking."""
    rows = CalendarEntry.objects.of(calendar.organisation_id).filter(
        calendar=calendar, is_there=True, failed_at=None, missing_since=None, moved_since=None
    )
    coming = rows.filter(booking__status__in=LIVE, starts_at__gt=now).exclude(
        booking__in=_on_its_way(calendar)
    )
    return {
        row.booking_id: Standing(
            row.booking.number, row.booking.uid.hex, row.remote_id, row.starts_at, row.ends_at
        )
        for row in coming.select_related("booking")
        if row.starts_at and row.ends_at
    }


def _on_its_way(calendar: OutsideCalendar) -> list[int]:
    rows = Delivery.objects.of(calendar.organisation_id).filter(calendar=calendar, state=Delivery.State.DUE)
    return [key for key in rows.values_list("booking_id", flat=True) if key is not None]


def _faults(
    calendar: OutsideCalendar, entries: Mapping[int, Standing], events: list[SeenEvent]
) -> Iterator[Found]:
    for entry in entries.values():
        there = next((event for event in events if _is(event, entry)), None)
        if there is None:
            yield _found("there_missing", calendar, entry.number, entry.starts_at)
        elif (there.starts_at, there.ends_at) != (entry.starts_at, entry.ends_at):
            yield _found("there_differs", calendar, entry.number, entry.starts_at)


def _is(event: SeenEvent, entry: Standing) -> bool:
    return event.marker == entry.marker or event.remote_id == entry.remote_id


def _left(calendar: OutsideCalendar, events: list[SeenEvent]) -> Iterator[Found]:
    """Entries of ours whose booking is over, or that the booking's own row does not know."""
    marked = {event.marker for event in events if event.marker}
    over = Booking.objects.of(calendar.organisation_id).filter(uid__in=marked).exclude(status__in=LIVE)
    for booking in over.exclude(pk__in=_on_its_way(calendar)):
        yield _found("there_left", calendar, booking.number, booking.starts_at)


def _found(code: str, calendar: OutsideCalendar, number: str, starts_at: datetime) -> Found:
    facts = {"number": number, "starts_at": starts_at.isoformat(), "calendar": calendar.name}
    return Found(code, calendar.organisation_id, f"{number}-{calendar.pk}", facts)
