from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terminbuch import availability
from terminbuch.models import Resource

from .asked import Asked, columns
from .entries import Entry, entries
from .outside import Busy, busy
from .surroundings import Away, away, open_spans, schedules


@dataclass(frozen=True, slots=True)
class Diary:
    """``opened`` says by resource when it is open; whoever has no hours is not in it."""

    asked: Asked
    resources: list[Resource]
    entries: list[Entry]
    away: list[Away]
    busy: list[Busy]
    opened: Mapping[int, tuple[availability.Span, ...]]


def diary(asked: Asked) -> Diary:
    """At most ten queries, however much there is.

    The columns come first: a resource that is booked for the first time meanwhile is shown with the next
    answer, for the revision was read before.
    """
    resources = columns(asked)
    posted = schedules(asked, resources)
    ids = {row.pk for row in resources}
    return Diary(
        asked=asked,
        resources=resources,
        entries=[entry for entry in entries(asked) if entry.resource_id in ids],
        away=away(asked, posted, resources),
        busy=busy(asked, resources),
        opened={key: open_spans(rows, asked.span) for key, rows in posted.items()},
    )
