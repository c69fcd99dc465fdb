from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from terminbuch import wording
from terminbuch.models import Member, Resource
from terminbuch.queries.absences import zone_of

from ..desk import show, voice
from ..door import for_members
from ..fields import Day
from .days import days
from .limits import limits

A_WEEK = timedelta(days=7)


@require_safe
@for_members
def week(request: HttpRequest, member: Member) -> HttpResponse:
    """``resource``: its slug, else the first; ``on``: a day of the week, else today."""
    resources = _resources(member)
    resource = _named(resources, request.GET.get("resource"))
    monday = _monday(request.GET.get("on"), resource)
    around: dict[str, Any] = {
        "resource": resource,
        "resources": resources,
        "shown": days(member, resource, monday, voice()),
        "title": wording.dates_from_to(monday, monday + timedelta(days=6), voice().language),
        "before": monday - A_WEEK,
        "after": monday + A_WEEK,
        "limits": limits(resource, voice().language),
    }
    return show(request, member, "staff_pages/weeks/week.html", section="hours", **around)


def _resources(member: Member) -> list[Resource]:
    """Whoever sees only the own bookings sees the own week."""
    rows = Resource.objects.of(member.organisation_id).filter(is_active=True)
    return list(rows if member.sees_all else rows.filter(pk=member.resource_id or 0))


def _named(resources: list[Resource], slug: str | None) -> Resource:
    found = next((resource for resource in resources if slug in {None, resource.slug}), None)
    if found is None:
        raise Http404
    return found


def _monday(typed: str | None, resource: Resource) -> date:
    """Of the week that is asked for; a forged day opens this week."""
    try:
        day = Day().to_python(typed)
    except ValidationError:
        day = voice().today(zone_of(resource))
    return day - timedelta(days=day.weekday())
