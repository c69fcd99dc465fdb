"""What stands in the connected calendars of those whose time is shown; never what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from terminbuch import availability
from terminbuch.models import OutsideCalendar, Resource

from ..busy_times import blocking_calendars, busy_between
from .asked import Asked


@dataclass(frozen=True, slots=True)
class Busy:
    """A time at which somebody is busy elsewhere; or of which nobody knows, as long as ``is_unknown``.

    ``key`` is the row's, or the calendar's negated.
    """

    key: int
    resource_id: int
    span: availability.Span
    calendar: str
    is_unknown: bool = False


def busy(asked: Asked, resources: Iterable[Resource]) -> list[Busy]:
    """By start, what is not known first. Two queries."""
    ids = {row.pk for row in resources}
    rows = busy_between(asked.organisation_id, ids, asked.span)
    known = [
        Busy(row.pk, row.resource_id, availability.Span(row.starts_at, row.ends_at), row.calendar.name)
        for row in rows
    ]
    silent = [row for row in blocking_calendars(asked.organisation_id, ids) if _is_silent(row)]
    return [Busy(-row.pk, row.resource_id, asked.span, row.name, is_unknown=True) for row in silent] + known


def _is_silent(calendar: OutsideCalendar) -> bool:
    """Nothing of its resource's time is offered, wherever one looks."""
    return calendar.is_withheld or calendar.read_until is None
