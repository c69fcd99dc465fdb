"""What outside calendars have to say against a time that staff wants: a concern, and no refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from terminbuch import availability
from terminbuch.availability import Outside, Span, Verdict
from terminbuch.models import BusyTime, OutsideCalendar, Resource

from .busy_times import blocking_calendars, busy_between
from .in_the_way import Concern
from .watched import as_watched

type Against = Literal["busy_outside", "silent_outside"]
CONCERNS: dict[Verdict, Against] = {
    "busy": "busy_outside",
    "ask": "silent_outside",
    "refuse": "silent_outside",
}


@dataclass(frozen=True)
class SaidOutside:
    """``is_sure``: no calendar stayed silent about these resources."""

    concerns: tuple[Concern, ...] = ()
    is_sure: bool = True


def said_outside(
    organisation_id: int,
    people: Mapping[int, Resource],
    span: Span,
    *,
    outside: Outside | None,
    now: datetime,
) -> SaidOutside:
    """``outside`` is what was answered just now; None where nobody asks yet, and what was read last counts.

    One query, two where there are calendars.
    """
    calendars = blocking_calendars(organisation_id, people.keys())
    if not calendars:
        return SaidOutside()
    busy = {row.calendar_id: row for row in reversed(busy_between(organisation_id, people.keys(), span))}
    judged = {each: _verdict(each, each.pk in busy, span, outside, now=now) for each in calendars}
    concerns = tuple(
        _concern(each, CONCERNS[verdict], people[each.resource_id], span, busy.get(each.pk))
        for each, verdict in judged.items()
        if verdict in CONCERNS
    )
    return SaidOutside(concerns, is_sure=set(judged.values()) <= {"free", "busy"})


def _verdict(
    calendar: OutsideCalendar, was_busy: bool, span: Span, outside: Outside | None, *, now: datetime
) -> Verdict:
    """An answer goes before what was read earlier, and that before a policy."""
    if was_busy and (outside is None or outside.said(calendar.pk, span, now=now) == "unknown"):
        return "busy"
    if outside is None:
        return "free" if _was_read(calendar, span) else "refuse"
    watched = as_watched(calendar, now=now)
    return availability.judge([watched], outside, {watched.resource: span}, now=now)[watched.resource]


def _was_read(calendar: OutsideCalendar, span: Span) -> bool:
    return not calendar.is_withheld and calendar.read_until is not None and span.end <= calendar.read_until


def _concern(
    calendar: OutsideCalendar, kind: Against, resource: Resource, span: Span, busy: BusyTime | None
) -> Concern:
    starts_at, ends_at = (busy.starts_at, busy.ends_at) if busy else (span.start, span.end)
    return Concern(kind, resource, starts_at, ends_at, calendar=calendar)
