"""Is everybody there who can do something, and do the hours not contradict each other?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from terminbuch.models import Resource, Schedule

from ..findings import Finding, State
from .offer import Offer
from .opening import overlapping


def hours(offered: Offer) -> Iterator[Finding]:
    needed = _needed(offered)
    found = [
        finding
        for row in offered.resources
        for finding in _of_one(row, is_away=row.pk in needed and not offered.there[row.pk])
    ]
    yield from found
    title = pgettext("health", "Opening hours")
    if not found and offered.resources:
        yield Finding("hours", title, _("everybody who is needed has hours, and none contradict each other"))


def _needed(offered: Offer) -> set[int]:
    return {
        candidate.resource_id
        for service in offered.services
        for needed in service.requirements.all()
        for candidate in needed.candidates.all()
    }


def _of_one(resource: Resource, *, is_away: bool) -> Iterator[Finding]:
    if is_away:
        words = _("no opening hours, so nobody can book there")
        yield Finding("resource_without_hours", resource.name, words, State.WARN, resource.slug)
    if any(_contradicts(row) for row in resource.schedules.all()):
        words = _("opening hours overlap each other; save the week once to merge them")
        yield Finding("hours_overlap", resource.name, words, State.WARN, resource.slug)


def _contradicts(row: Schedule) -> bool:
    """Also a date that is closed and open at once."""
    posted = row.as_availability()
    if any(overlapping(windows) for windows in (*posted.weekly.values(), *posted.exceptions.values())):
        return True
    closed = {each.on_date for each in row.exceptions.all() if each.opens is None}
    return any(each.on_date in closed for each in row.exceptions.all() if each.opens is not None)
