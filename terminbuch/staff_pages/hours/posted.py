"""Whose hours a page is about, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils.http import urlencode

from terminbuch.models import Location, Member, Resource
from terminbuch.queries.preview import ExceptionChange, HoursChange, Week, Windows


@dataclass(frozen=True, slots=True)
class Posted:
    """A resource at a location, and the others that the reader may turn to."""

    member: Member
    resource: Resource
    location: Location
    resources: list[Resource]
    locations: list[Location]

    @property
    def query(self) -> str:
        return urlencode({"resource": self.resource.slug, "location": self.location.slug})

    def week(self, week: Week) -> HoursChange:
        whose = (self.member.organisation_id, self.resource.pk, self.location.pk)
        return HoursChange(*whose, week=week)

    def on(self, on_date: date, windows: Windows | None) -> ExceptionChange:
        whose = (self.member.organisation_id, self.resource.pk, self.location.pk)
        return ExceptionChange(*whose, on_date=on_date, windows=windows)


def posted(request: HttpRequest, member: Member) -> Posted:
    """Who is named in the address, else the first. Raises Http404 where there is no such one."""
    resources = list(Resource.objects.of(member.organisation_id).filter(is_active=True))
    locations = list(Location.objects.of(member.organisation_id))
    return Posted(
        member=member,
        resource=_named(resources, request.GET.get("resource")),
        location=_named(locations, request.GET.get("location")),
        resources=resources,
        locations=locations,
    )


def _named[Row: (Resource, Location)](rows: Iterable[Row], slug: str | None) -> Row:
    found = next((row for row in rows if slug in {None, row.slug}), None)
    if found is None:
        raise Http404
    return found
