"""Is everybody's own calendar looked at, and does it hear of what is booked (S3)? No trouble, but hints."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from terminbuch.models import CalendarConnection, OutsideCalendar, Resource

from ..findings import Finding, State
from .offer import Offer


def calendars(offered: Offer) -> Iterator[Finding]:
    """Two queries. Nothing where nobody connected a calendar: then the business keeps its diary here alone.

    Rooms and devices have no calendar of their own, mostly.
    """
    people = [row for row in offered.resources if row.kind == Resource.Kind.PERSON]
    connected = CalendarConnection.objects.of(offered.organisation).values_list("resource_id", flat=True)
    used = OutsideCalendar.objects.of(offered.organisation)
    known, uses = set(connected), list(used.values_list("resource_id", "blocks", "receives"))
    if not known:
        return
    yield from _without([row for row in people if row.pk not in known])
    for row in people:
        if row.pk in known:
            yield from _of_one(row, uses)


def _without(people: list[Resource]) -> Iterator[Finding]:
    if people:
        names = ", ".join(row.name for row in people)
        words = _("no calendar is connected for %(names)s: only what is booked here counts")
        yield Finding("calendars", _("Own calendars"), words % {"names": names}, State.HINT)


def _of_one(row: Resource, uses: list[tuple[int, bool, bool]]) -> Iterator[Finding]:
    own = [(blocks, receives) for resource_id, blocks, receives in uses if resource_id == row.pk]
    title = _("Calendars of %(name)s") % {"name": row.name}
    if not any(blocks for blocks, _receives in own):
        words = _("none of the connected calendars blocks a time")
        yield Finding("calendar_blocks_none", title, words, State.HINT, row.slug)
    if not any(receives for _blocks, receives in own):
        words = _("none of the connected calendars receives bookings")
        yield Finding("calendar_receives_none", title, words, State.HINT, row.slug)
