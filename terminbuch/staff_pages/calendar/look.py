"""What of the calendar somebody looks at, as the address says it. What makes no sense there is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from django.http import QueryDict

from terminbuch import availability
from terminbuch.models import Location, Member, Resource
from terminbuch.queries.diary import Asked

View = Literal["day", "week", "month", "list"]
VIEWS: tuple[View, ...] = get_args(View)
EVERYBODY = "*"
A_DAY, A_WEEK, LISTED = timedelta(days=1), timedelta(days=7), timedelta(days=31)
LONGEST_SEARCH = 100
FIRST_YEAR, LAST_YEAR = 1970, 9000


@dataclass(frozen=True, slots=True)
class Look:
    """``on`` is any day of what is shown; ``is_dated`` whether the address named it.

    ``zone`` is the location's, of all locations the first one's. ``slugs``: the resources, none for all;
    ``alone`` the one whose week is drawn.
    """

    view: View
    on: date
    is_dated: bool
    today: date
    zone: ZoneInfo
    location: Location | None
    slugs: tuple[str, ...]
    find: str
    alone: str = ""

    @property
    def first(self) -> date:
        if self.view == "week":
            return self.on - timedelta(days=self.on.weekday())
        return self.on.replace(day=1) if self.view == "month" else self.on

    @property
    def last(self) -> date:
        """The last day that is shown."""
        if self.view == "month":
            return self.after - A_DAY
        return self.first + {"day": A_DAY, "week": A_WEEK, "list": LISTED}[self.view] - A_DAY

    @property
    def before(self) -> date:
        """A day of what comes before."""
        return self.first - (A_DAY if self.view in {"day", "month"} else A_WEEK)

    @property
    def after(self) -> date:
        if self.view == "month":
            return (self.first + timedelta(days=32)).replace(day=1)
        return self.first + (A_DAY if self.view == "day" else A_WEEK)

    @property
    def shows_everybody(self) -> bool:
        return self.slugs == (EVERYBODY,)

    def asked(self, member: Member, now: datetime) -> Asked:
        span = availability.dates(self.first, self.last, self.zone)
        return Asked(member, span, now, self.location, self._chosen)

    @property
    def _chosen(self) -> frozenset[str]:
        if self.alone:
            return frozenset({self.alone})
        return frozenset() if self.shows_everybody else frozenset(self.slugs)

    @property
    def has_grid(self) -> bool:
        """Whether a script draws it; all else comes drawn from the server."""
        return self.view == "day" or bool(self.alone)

    def of_one(self, member: Member, resources: list[Resource]) -> Look:
        """A week is drawn for one resource: the chosen one, else the reader's own, else the first."""
        slugs = [row.slug for row in resources]
        if self.shows_everybody or not slugs:
            return self
        wished = [*self.slugs, *(row.slug for row in resources if row.pk == member.resource_id), slugs[0]]
        return self.at(alone=next(slug for slug in wished if slug in slugs))

    def at(self, **changes: Any) -> Look:
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """As the address says it, the same for the same look: "?view=day&on=2026-11-23"."""
        said = QueryDict(mutable=True)
        said["view"], said["on"] = self.view, self.on.isoformat()
        said.setlist("resource", [*self.slugs])
        if self.location is not None:
            said["location"] = self.location.slug
        if self.find:
            said["find"] = self.find
        return f"?{said.urlencode(safe='*')}"


def look(asked: QueryDict, locations: list[Location], now: datetime) -> Look:
    location = next((row for row in locations if row.slug == asked.get("location")), None)
    zone = (location or locations[0]).zone if locations else ZoneInfo("UTC")
    today = now.astimezone(zone).date()
    on = _date(asked.get("on", ""))
    find = asked.get("find", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    view: View = "list" if find else _view(asked)
    slugs = tuple(dict.fromkeys(slug for slug in asked.getlist("resource") if slug and "\0" not in slug))
    return Look(view, on or today, on is not None, today, zone, location, slugs, find)


def _view(asked: Mapping[str, str]) -> View:
    return next((view for view in VIEWS if view == asked.get("view")), "day")


def _date(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
