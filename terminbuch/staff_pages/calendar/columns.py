"""Resources as the heads of the calendar's columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from terminbuch import availability
from terminbuch.models import Resource
from terminbuch.queries.diary import Diary

from .clocks import WallSpan
from .look import Look

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Column:
    """``text``: when it is there on a day, and how much it has in what is shown."""

    uid: str
    slug: str
    name: str
    kind: str
    text: str


def columns(diary: Diary, look: Look) -> list[Column]:
    return [
        Column(str(row.uid), row.slug, row.name, row.kind, _text(row, diary, look)) for row in diary.resources
    ]


def _text(resource: Resource, diary: Diary, look: Look) -> str:
    number = len([entry for entry in diary.entries if entry.resource_id == resource.pk and entry.is_booking])
    if resource.kind == Resource.Kind.PERSON:
        counted = ngettext("%(number)s booking", "%(number)s bookings", number)
    else:
        counted = ngettext("%(number)s time taken", "%(number)s times taken", number)
    said = [_there(resource, diary, look)] if look.view == "day" else []
    return ", ".join([*said, (counted % {"number": number}).replace(" ", NO_BREAK)])


def _there(resource: Resource, diary: Diary, look: Look) -> str:
    """From the first to the last moment of the day at which somebody could come."""
    opened = diary.opened.get(resource.pk, ())
    if not opened:
        return _("closed")
    left = list(_without(opened, _absences(resource, diary)))
    if not left:
        return _("away")
    first, last = (each.astimezone(look.zone).replace(tzinfo=None) for each in (left[0].start, left[-1].end))
    return WallSpan(first, last).said


def _absences(resource: Resource, diary: Diary) -> list[availability.Span]:
    return [row.within(diary.asked.span) for row in diary.away if row.resource_id == resource.pk]


def _without(
    opened: Iterable[availability.Span], taken: list[availability.Span]
) -> Iterable[availability.Span]:
    """What is left of the spans, in order."""
    for span in opened:
        here: datetime = span.start
        for gone in sorted(taken, key=lambda each: each.start):
            if gone.start >= span.end or gone.end <= here:
                continue
            if gone.start > here:
                yield availability.Span(here, gone.start)
            here = gone.end
        if here < span.end:
            yield availability.Span(here, span.end)
