"""The sheet for the drawer: who comes when to whom on the next days, should nothing else work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from terminbuch import availability
from terminbuch.models import Booking, Member, Resource, Service

from .diary import Asked, Away, Diary, Entry, diary

A_DAY = timedelta(days=1)
MOST_DAYS = 14
WRITTEN = {"booking", "pending", "wish"}
READERS = (Member.Role.OWNER, Member.Role.MANAGER, Member.Role.RECEPTION)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """``kind`` is "booking", "pending" or "wish"; a blocked time has no ``who``, but perhaps a ``note``."""

    span: availability.Span
    kind: str
    who: str
    phone: str
    service: Service | None
    note: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One resource on one day. ``opened`` is when it is there, what it is away for taken off."""

    resource: Resource
    lines: tuple[SheetLine, ...]
    opened: tuple[availability.Span, ...]


@dataclass(frozen=True, slots=True)
class SheetDay:
    day: date
    parts: tuple[SheetPart, ...]


def day_sheet(member: Member, *, first: date, days: int, zone: ZoneInfo, now: datetime) -> list[SheetDay]:
    """From ``first`` on, by the clocks of ``zone``; only what the member may see. At most eleven queries."""
    wanted = [first + number * A_DAY for number in range(days)]
    found = diary(Asked(member, _span(wanted[0], wanted[-1], zone), now))
    phones = _phones(found)
    return [SheetDay(day, tuple(_parts(found, _span(day, day, zone), phones))) for day in wanted]


def reader(organisation_id: int, user_id: int | None) -> Member | None:
    """Whose sheet is mailed, as long as the role lets this person see everybody's bookings."""
    rows = Member.objects.of(organisation_id).filter(role__in=READERS, user__is_active=True)
    return rows.select_related("organisation", "user").filter(user_id=user_id or 0).first()


def mailed_first(now: datetime, zone: ZoneInfo) -> date:
    """The first day on a sheet that is mailed now: in the morning today, later tomorrow."""
    clock = now.astimezone(zone)
    return clock.date() if clock.time() < time(12) else clock.date() + A_DAY


def _span(first: date, last: date, zone: ZoneInfo) -> availability.Span:
    start, end = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, last + A_DAY))
    return availability.Span(start, end)


def _phones(found: Diary) -> Mapping[UUID, str]:
    uids = {entry.uid for entry in found.entries if entry.uid}
    rows = Booking.objects.of(found.asked.organisation_id).filter(uid__in=uids)
    return dict(rows.values_list("uid", "phone"))


def _parts(found: Diary, day: availability.Span, phones: Mapping[UUID, str]) -> Iterator[SheetPart]:
    for resource in found.resources:
        lines = tuple(_lines(found, resource, day, phones))
        opened = _opened(found, resource, day)
        if lines or opened or resource.is_active:
            yield SheetPart(resource, lines, opened)


def _lines(
    found: Diary, resource: Resource, day: availability.Span, phones: Mapping[UUID, str]
) -> Iterator[SheetLine]:
    for entry in found.entries:
        if entry.resource_id == resource.pk and entry.kind in WRITTEN and entry.span.overlaps(day):
            yield _line(entry, phones)


def _line(entry: Entry, phones: Mapping[UUID, str]) -> SheetLine:
    phone = phones.get(entry.uid, "") if entry.uid else ""
    return SheetLine(entry.span, entry.kind, entry.who, phone, entry.service, entry.note, entry.others)


def _opened(found: Diary, resource: Resource, day: availability.Span) -> tuple[availability.Span, ...]:
    there = found.opened.get(resource.pk, ())
    within = [_cut(span, day) for span in there if span.overlaps(day)]
    away = [row.within(day) for row in found.away if row.resource_id == resource.pk and _reaches(row, day)]
    return availability.remaining(within, away)


def _reaches(row: Away, day: availability.Span) -> bool:
    return row.starts_at < day.end and (row.ends_at is None or row.ends_at > day.start)


def _cut(span: availability.Span, day: availability.Span) -> availability.Span:
    return availability.Span(max(span.start, day.start), min(span.end, day.end))
