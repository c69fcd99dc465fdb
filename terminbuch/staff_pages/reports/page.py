"""The numbers of some weeks: as a plot with its table, and as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from terminbuch.models import Member
from terminbuch.queries.reports import Period, report
from terminbuch.queries.reports.period import A_WEEK

from ..desk import show, voice
from ..door import for_business
from ..zones import home_zone
from .file import written
from .said import said

LENGTHS = (4, 12, 26, 52)
YEARS = range(1980, 9990)


@require_safe
@for_business
def reports(request: HttpRequest, member: Member) -> HttpResponse:
    period = _asked(request.GET, member)
    facts: dict[str, Any] = {
        "said": said(report(member, period), voice()),
        "weeks": period.weeks,
        "lengths": LENGTHS,
        "last": period.last,
        "before": period.last - period.weeks * A_WEEK,
        "after": period.last + period.weeks * A_WEEK,
    }
    return show(request, member, "staff_pages/reports/report.html", section="reports", **facts)


@require_safe
@for_business
def numbers(request: HttpRequest, member: Member) -> HttpResponse:
    period = _asked(request.GET, member)
    name = f"{member.organisation.slug}-{period.mondays[0]}-{period.weeks}.csv"
    return HttpResponse(
        written(report(member, period), voice().language),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _asked(asked: QueryDict, member: Member) -> Period:
    """What the address says wrongly is read as if it said nothing: twelve weeks up to this one."""
    zone = home_zone(member)
    typed = asked.get("weeks", "")
    weeks = next((length for length in LENGTHS if str(length) == typed), 12)
    return Period(_day(asked.get("last", "")) or timezone.now().astimezone(zone).date(), weeks, zone)


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.year in YEARS else None
