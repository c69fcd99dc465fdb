"""The page of free times, for booking and moving: a calendar, a plain list, or the choice of a time zone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from terminbuch import wording

from .enduring import lasting
from .free_times import FreeTimes, free_times
from .search import Search
from .visit import Visit
from .week_list import WeekList, week_list


def times_page(visit: Visit, search: Search, about: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """``about`` is what stands around the times: the slip, who and where, what was refused."""
    view = search.query.get("view", "")
    if view == "zones":
        return _zones(visit, search, about)
    day = search.asked_day.isoformat() if search.asked_day else ""
    times: FreeTimes | WeekList = week_list(search) if view == "list" else free_times(search)
    facts = {
        **about,
        "times": times,
        "zone_label": wording.zone_label(search.zone, _moment(times), visit.language),
        "change_zone": search.here(view="zones", date=day),
        "own_zone": search.here(tz="", view=view, date=day),
        "other_shape": _other_shape(search, view, day),
    }
    template = "times_list.html" if view == "list" else "times.html"
    page = visit.render(template, facts, zone=search.zone, status=status)
    return lasting(page, search.lasts)


def _other_shape(search: Search, view: str, day: str) -> tuple[str, str]:
    if view == "list":
        return search.here(date=day), _("Show as a calendar")
    return search.here(view="list", date=day), _("Show as a list")


def _zones(visit: Visit, search: Search, about: dict[str, Any]) -> HttpResponse:
    facts = {
        **about,
        "regions": wording.zone_choices(visit.language),
        "kept": visit.kept(without={"tz", "view", "q", "hold"}),
        "back": search.here(),
    }
    return visit.render("zones.html", facts, zone=search.zone)


def _moment(times: FreeTimes | WeekList) -> datetime:
    """An instant among those shown: the offset of a zone changes with the season."""
    return next((slot.start for slot in times.offer.slots), times.search.now)
