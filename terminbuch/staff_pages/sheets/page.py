"""The next days on paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from terminbuch.models import Member
from terminbuch.queries import day_sheet as sheets

from ..desk import show, voice
from ..door import for_members
from ..zones import home_zone
from .said import said

YEARS = range(1970, 9990)


@require_safe
@for_members
def day_sheet(request: HttpRequest, member: Member) -> HttpResponse:
    """Everybody gets what everybody may see. What the address says wrongly is read as if it said nothing."""
    zone, now = home_zone(member), timezone.now()
    first, days = _first(request.GET, now.astimezone(zone).date()), _days(request.GET, member)
    found = sheets.day_sheet(member, first=first, days=days, zone=zone, now=now)
    facts: dict[str, Any] = {
        "days": said(found, zone, voice()),
        "made": voice().moment(now, zone),
        "first": first,
        "count": days,
        "counts": range(1, sheets.MOST_DAYS + 1),
        "before": first - timedelta(days=days),
        "after": first + timedelta(days=days),
    }
    return show(request, member, "staff_pages/sheets/sheet.html", section="bookings", **facts)


def _first(asked: QueryDict, today: date) -> date:
    try:
        found = date.fromisoformat(asked.get("from", ""))
    except ValueError:
        return today
    return found if found.year in YEARS else today


def _days(asked: QueryDict, member: Member) -> int:
    typed = asked.get("days", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else 0
    return number if 1 <= number <= sheets.MOST_DAYS else member.organisation.day_sheet_days
