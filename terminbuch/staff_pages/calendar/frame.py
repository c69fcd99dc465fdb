"""What is around every view of the calendar: its title, where one can go from here, whose time is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from terminbuch import wording
from terminbuch.models import Location, Member, Resource
from terminbuch.queries import diary

from ..desk import voice
from .look import EVERYBODY, Look, View, look
from .practice import practice

NAMES: dict[View, str | Promise] = {
    "day": pgettext_lazy("view", "Day"),
    "week": pgettext_lazy("view", "Week"),
    "month": pgettext_lazy("view", "Month"),
    "list": pgettext_lazy("view", "List"),
}
STEPS: dict[View, tuple[str | Promise, str | Promise]] = {
    "day": (gettext_lazy("Previous day"), gettext_lazy("Next day")),
    "week": (gettext_lazy("Previous week"), gettext_lazy("Next week")),
    "month": (gettext_lazy("Previous month"), gettext_lazy("Next month")),
    "list": (gettext_lazy("A week earlier"), gettext_lazy("A week later")),
}


@dataclass(frozen=True, slots=True)
class Link:
    """``is_current``: it leads to what is shown. ``key``: the letter that presses it."""

    text: str | Promise
    href: str
    is_current: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A resource or a location that can be chosen."""

    slug: str
    name: str
    href: str
    is_chosen: bool
    kind: str = ""


def seen(request: HttpRequest, member: Member) -> Look:
    """What the address asks for."""
    found = look(request.GET, list(Location.objects.of(member.organisation_id)), timezone.now())
    return found.of_one(member, resources_of(member)) if found.view == "week" else found


def frame(member: Member, shown: Look) -> dict[str, Any]:
    resources = resources_of(member)
    several = resources if len(resources) > 1 else []
    return {
        "look": shown,
        "address": link(member, shown),
        "title": title(shown),
        "text": text(member, shown),
        "back": _step(member, shown, shown.before, 0),
        "on": _step(member, shown, shown.after, 1),
        "today": link(member, shown.at(on=shown.today, is_dated=False, find="")),
        "views": [_view(member, shown, view) for view in NAMES],
        "locations": _locations(member, shown),
        "resources": [_resource(member, shown, row) for row in several],
        "everybody": Choice(
            EVERYBODY, _("All"), link(member, shown.at(slugs=(EVERYBODY,), alone="")), shown.shows_everybody
        ),
        "practice": practice(member),
        "as_list": link(member, shown.at(view="list", is_dated=True)),
        "feed": resolve_url("staff_pages:feed", member.organisation.slug) + shown.query,
    }


def resources_of(member: Member) -> list[Resource]:
    rows = Resource.objects.of(member.organisation_id).filter(is_active=True)
    return list(rows if member.sees_all else rows.filter(pk=member.resource_id or 0))


def link(member: Member, shown: Look) -> str:
    return resolve_url("staff_pages:bookings", member.organisation.slug) + shown.query


def title(shown: Look) -> str:
    language, today = voice().language, shown.today
    if shown.find:
        return _("Found: %(text)s") % {"text": shown.find}
    if shown.view == "week":
        return wording.dates_from_to(shown.first, shown.last, language, today)
    if shown.view == "month":
        return wording.month_name(shown.on, language)
    if shown.view == "list" and not shown.is_dated:
        return _("Coming bookings")
    return wording.long_date(shown.on, language=language, today=today)


def text(member: Member, shown: Look) -> str:
    """How much there is, and how much of it waits."""
    if shown.find:
        return ""
    counted = diary.counts(shown.asked(member, timezone.now()), shown.zone).values()
    number = len({key for day in counted for key in day.bookings})
    waiting = len({key for day in counted for key in day.waiting})
    said = [ngettext("%(number)s booking", "%(number)s bookings", number) % {"number": number}]
    if shown.view == "week":
        said.insert(0, _("Week %(number)s") % {"number": shown.first.isocalendar().week})
    if waiting:
        sentence = ngettext("%(number)s request waits for you", "%(number)s requests wait for you", waiting)
        said.append(sentence % {"number": waiting})
    return ", ".join(said)


def _step(member: Member, shown: Look, to: date, direction: int) -> Link:
    return Link(STEPS[shown.view][direction], link(member, shown.at(on=to, is_dated=True)))


def _view(member: Member, shown: Look, view: View) -> Link:
    target = shown.at(view=view, find="", slugs=() if shown.shows_everybody else shown.slugs)
    return Link(NAMES[view], link(member, target), view == shown.view, key=view[0])


def _locations(member: Member, shown: Look) -> list[Choice]:
    """None where there is only one to look at."""
    rows = list(Location.objects.of(member.organisation_id))
    if len(rows) < 2:
        return []
    any_place = Choice("", _("All locations"), link(member, shown.at(location=None)), shown.location is None)
    return [
        any_place,
        *(
            Choice(row.slug, row.name, link(member, shown.at(location=row)), row == shown.location)
            for row in rows
        ),
    ]


def _resource(member: Member, shown: Look, row: Resource) -> Choice:
    is_chosen = row.slug == shown.alone if shown.alone else row.slug in shown.slugs
    return Choice(
        row.slug, row.name, link(member, shown.at(slugs=(row.slug,), alone=row.slug)), is_chosen, row.kind
    )
