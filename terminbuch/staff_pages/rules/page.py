"""The rules of one service, in parts that are looked at and saved each by itself."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.refusals import Refusal
from terminbuch.models import Member, Requirement, Service
from terminbuch.queries.preview import digest

from ..desk import show, voice
from ..door import SeeOther, for_rule_makers
from ..foretold import foretold
from ..hours.saving import SAVES, saved
from .people import PeoplePart, people_part
from .times import TimesPart, times_part

type Part = TimesPart | PeoplePart


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def service(request: HttpRequest, member: Member, service: str) -> HttpResponse:
    """``about`` names the part that is sent; with ``do=keep`` or ``do=hand-over`` it is saved."""
    row = Service.objects.of(member.organisation_id).select_related("group").filter(slug=service).first()
    if row is None:
        raise Http404
    about = request.POST.get("about", "times") if request.method == "POST" else ""
    parts = _parts(request, row, about)
    asked = next((part for part in parts if part.key == about), None)
    if about and asked is None:
        raise Http404
    if asked is None or request.POST.get("do") not in SAVES:
        return _page(request, member, row, parts)
    if asked.change is None:
        return _page(request, member, row, parts, status=422)
    return _save(request, member, row, parts, asked)


def _parts(request: HttpRequest, service: Service, about: str) -> list[Part]:
    """All as they are stored, but for the one that is sent."""
    needed = Requirement.objects.of(service.organisation_id).filter(service=service)
    keys = {f"people-{requirement.pk}": requirement for requirement in needed}
    people = [people_part(row, request.POST if key == about else None) for key, row in keys.items()]
    return [times_part(service, request.POST if about == "times" else None), *people]


def _save(
    request: HttpRequest, member: Member, service: Service, parts: list[Part], asked: Part
) -> HttpResponse:
    now = voice().now
    try:
        address = saved(
            request,
            member,
            lambda saving, by: asked.save(saving, by, now),
            back=resolve_url("staff_pages:service", member.organisation.slug, service.slug),
            now=now,
        )
    except Refusal as refusal:
        return _page(request, member, service, parts, status=refusal.status, refusal=refusal)
    return SeeOther(address)


def _page(
    request: HttpRequest,
    member: Member,
    service: Service,
    parts: list[Part],
    *,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    times, *people = [_shown(request, part) for part in parts]
    around = {
        "service": service,
        "name": service.name(voice().language),
        "times": times,
        "people": people,
        "is_refused": any(part["is_refused"] for part in (times, *people)),
        "refusal": refusal,
    }
    template = "staff_pages/rules/service.html"
    return show(request, member, template, section="services", status=status, **around)


def _shown(request: HttpRequest, part: Part) -> dict[str, Any]:
    """What the template draws of a part."""
    is_asked = request.POST.get("about", "times") == part.key
    seen = request.POST.get("seen") if is_asked else None
    return {
        "part": part,
        "title": _title(part),
        # What the reader saw first, so that a change by somebody else meanwhile is noticed.
        "seen": seen or digest(part.stored()),
        "is_refused": part.change is None,
        "foretold": foretold(part.change, voice()) if part.change else None,
    }


def _title(part: Part) -> str:
    if isinstance(part, TimesPart):
        return _("Times")
    needed = part.requirement
    return (needed.label_de if voice().language == "de" else needed.label_en) or _("Who can do it")
