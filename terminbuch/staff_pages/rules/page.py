"""One part of a service's rules on a page of its own: its times, or who can meet one requirement."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member, Service
from terminbuch.queries.preview import digest

from ..desk import show, voice
from ..door import SeeOther, for_rule_makers
from ..foretold import foretold
from ..hours.saving import SAVES, saved
from .found import requirement_named, service_named
from .people import PeoplePart, people_part
from .picture import title
from .times import TimesPart, times_part
from .ways import to_service

type Part = TimesPart | PeoplePart


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def times(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    """Sent with ``do=keep`` or ``do=hand-over`` it is saved, else it shows what would follow."""
    row = service_named(member, service)
    part = times_part(row, request.POST if request.method == "POST" else None)
    return _answer(request, member, row, part, "staff_pages/rules/times.html", title=_("Times"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def people(request: HttpRequest, member: Member, service: str, requirement: uuid.UUID) -> HttpResponse:
    """As above."""
    row = service_named(member, service)
    needed = requirement_named(row, requirement)
    part = people_part(needed, request.POST if request.method == "POST" else None)
    words = title(needed, voice().language)
    return _answer(request, member, row, part, "staff_pages/rules/people.html", title=words)


def _answer(
    request: HttpRequest, member: Member, service: Service, part: Part, template: str, *, title: str
) -> HttpResponse:
    around: dict[str, Any] = {"service": service, "template": template, "title": title}
    if request.POST.get("do") not in SAVES:
        return _page(request, member, part, **around)
    if part.change is None:
        return _page(request, member, part, status=422, **around)
    now = voice().now
    try:
        deed = part.save
        address = saved(
            request, member, lambda saving, by: deed(saving, by, now), back=to_service(service), now=now
        )
    except Refusal as refusal:
        return _page(request, member, part, status=refusal.status, refusal=refusal, **around)
    return SeeOther(address)


def _page(
    request: HttpRequest,
    member: Member,
    part: Part,
    *,
    service: Service,
    template: str,
    title: str,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    return show(
        request,
        member,
        template,
        section="services",
        status=status,
        service=service,
        name=service.name(voice().language),
        title=title,
        part=part,
        # What the reader saw first, so that a change by somebody else meanwhile is noticed.
        seen=request.POST.get("seen") or digest(part.stored()),
        is_refused=part.change is None,
        foretold=foretold(part.change, voice()) if part.change else None,
        refusal=refusal,
    )
