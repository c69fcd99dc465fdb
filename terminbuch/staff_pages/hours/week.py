"""The week of a resource. What is typed is looked at before it is saved; saving is never blocked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.http import require_http_methods

from terminbuch import wording
from terminbuch.actions.refusals import Refusal
from terminbuch.actions.rules import set_weekly_hours
from terminbuch.models import Member
from terminbuch.queries.preview import Week, digest

from ..desk import show, voice
from ..door import SeeOther, for_rule_makers
from ..foretold import foretold
from .further import dates_ahead, times_away
from .posted import Posted, posted
from .saving import SAVES, saved
from .spans import TypedDay, read, shown

A_MONDAY = date(2024, 1, 1)


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def hours(request: HttpRequest, member: Member) -> HttpResponse:
    """Sent with ``do=keep`` or ``do=hand-over`` it is saved; else it only shows what would follow."""
    door = posted(request, member)
    if request.method != "POST":
        stored = door.week(((),) * 7).stored()
        return _page(request, door, [shown(str(day), windows) for day, windows in enumerate(stored)])
    days = [read(str(day), request.POST) for day in range(7)]
    if request.POST.get("do") not in SAVES:
        return _page(request, door, days)
    week = _week(days)
    if week is None:
        return _page(request, door, days, status=422)
    return _save(request, door, days, week)


def _save(request: HttpRequest, door: Posted, days: list[TypedDay], week: Week) -> HttpResponse:
    change, now = door.week(week), voice().now
    try:
        address = saved(
            request,
            door.member,
            lambda saving, by: set_weekly_hours(change, saving, by=by, now=now),
            back=f"{resolve_url('staff_pages:hours', door.member.organisation.slug)}?{door.query}",
            now=now,
        )
    except Refusal as refusal:
        return _page(request, door, days, status=refusal.status, refusal=refusal)
    return SeeOther(address)


def _page(
    request: HttpRequest, door: Posted, days: list[TypedDay], *, status: int = 200, **facts: Any
) -> HttpResponse:
    week, unsaved = _week(days), door.week(((),) * 7)
    stored = unsaved.stored()
    around = {
        "door": door,
        "days": [(_name(number), day) for number, day in enumerate(days)],
        "city": wording.zone_city(door.location.zone, voice().language),
        # What the reader saw first, so that a change by somebody else meanwhile is noticed.
        "seen": request.POST.get("seen") or digest(stored),
        "is_refused": week is None,
        "foretold": foretold(door.week(week), voice()) if week is not None else None,
        "dates": dates_ahead(door, voice()),
        "away": times_away(door, voice()),
    }
    template = "staff_pages/hours/week.html"
    return show(request, door.member, template, section="hours", status=status, **around | facts)


def _week(days: Sequence[TypedDay]) -> Week | None:
    """None while something typed cannot be read."""
    read_days = [day.windows for day in days if day.windows is not None]
    return tuple(read_days) if len(read_days) == len(days) else None


def _name(weekday: int) -> str:
    return wording.weekday_name(A_MONDAY + timedelta(days=weekday), voice().language)
