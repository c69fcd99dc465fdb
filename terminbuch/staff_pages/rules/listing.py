"""All services, those too that customers cannot book, in the order in which they stand on the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from terminbuch import wording
from terminbuch.models import Member, Service
from terminbuch.queries.services import every_service

from ..desk import show, voice
from ..door import SeeOther, for_business, for_members
from .order import arranged
from .ways import to_services


@dataclass(frozen=True, slots=True)
class Line:
    """``people`` are those who can serve, in the order of what the service needs."""

    service: Service
    name: str
    facts: str
    people: str


@require_safe
@for_members
def services(request: HttpRequest, member: Member) -> HttpResponse:
    if not member.sees_all:
        raise Http404
    language = voice().language
    groups = [
        (
            group.heading.name(language) if group.heading else "",
            [_line(row, language) for row in group.services],
        )
        for group in every_service(member.organisation)
    ]
    return show(request, member, "staff_pages/rules/list.html", section="services", groups=groups)


@require_POST
@for_business
def arrange_services(request: HttpRequest, member: Member) -> HttpResponse:
    """Under its heading; another heading is chosen with the service's texts."""
    groups = [group.services for group in every_service(member.organisation)]
    refused = arranged(request, member, "service", groups, "slug")
    return refused or SeeOther(to_services(member, request.POST["line"]))


def _line(service: Service, language: str) -> Line:
    facts = (wording.length(service.duration_minutes, language), service.price(language))
    return Line(service, service.name(language), " · ".join(filter(None, facts)), ", ".join(_people(service)))


def _people(service: Service) -> list[str]:
    """Each once."""
    able = (
        candidate.resource for needed in service.requirements.all() for candidate in needed.candidates.all()
    )
    return list({resource.pk: resource.name for resource in able if resource.is_active}.values())
