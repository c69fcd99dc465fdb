"""What each view draws on the server: all but the grid of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from terminbuch.models import Booking, Member
from terminbuch.queries import diary

from .. import agenda
from ..desk import voice
from .look import Look
from .month import month
from .week import week

A_DAY = timedelta(days=1)
MOST_LINES = 200


def body(member: Member, shown: Look) -> dict[str, Any]:
    match shown.view:
        case "day":
            return {}
        case "week":
            return _week(member, shown)
        case "month":
            return {"month": month(member, shown)}
        case "list":
            return _list(member, shown)


def _week(member: Member, shown: Look) -> dict[str, Any]:
    asked = shown.asked(member, timezone.now())
    lines = week(diary.diary(asked), member, shown)
    return {"week": lines} | ({"days": _days(_of_day(member, shown))} if shown.alone else {})


def _of_day(member: Member, shown: Look) -> list[Booking]:
    """The bookings of the chosen day, in the week of one resource."""
    return diary.listed(shown.at(view="day").asked(member, timezone.now()), limit=MOST_LINES)


def _list(member: Member, shown: Look) -> dict[str, Any]:
    asked = shown.asked(member, timezone.now())
    if shown.find:
        return {"days": _days(diary.found(member, shown.find, since=asked.span.start))}
    bookings = diary.listed(asked, limit=MOST_LINES + 1)
    return {"days": _days(bookings[:MOST_LINES])} | _rest(member, shown, bookings[MOST_LINES:])


def _rest(member: Member, shown: Look, left_out: list[Booking]) -> dict[str, Any]:
    """Where the list goes on, when it is long."""
    if not left_out:
        return {}
    goes_on: date = left_out[0].starts_at.astimezone(shown.zone).date()
    later = goes_on if goes_on > shown.on else shown.on + A_DAY
    return {"rest": shown.at(on=later, is_dated=True).query}


def _days(bookings: Iterable[Booking]) -> list[agenda.Day]:
    return agenda.days(bookings, voice())
