"""The answer as a page and for programs. Whoever sees all bookings may ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from terminbuch.actions.looking import look_after
from terminbuch.models import Member
from terminbuch.queries.health import findings

from ..desk import show, voice
from ..door import SeeOther, StaffView, for_members
from .verdict import Line, Verdict, verdict

type Page = Callable[[HttpRequest, Member], HttpResponse]


def _for_those_who_see_all(view: Page) -> StaffView:
    """What concerns the whole business is not for those who see their own bookings only."""

    @wraps(view)
    def opened(request: HttpRequest, member: Member) -> HttpResponse:
        if not member.sees_all:
            raise Http404
        return view(request, member)

    return for_members(opened)


@require_http_methods(["GET", "HEAD", "POST"])
@_for_those_who_see_all
def health(request: HttpRequest, member: Member) -> HttpResponse:
    """Sent, everything is looked at once more, and what the navigation shows follows."""
    if request.method == "POST" and not member.may_decide:
        raise Http404
    if request.method == "POST":
        look_after(member.organisation, now=voice().now)
        messages.success(request, _("Everything was looked at just now."))
        return SeeOther(resolve_url("staff_pages:health", member.organisation.slug))
    template = "staff_pages/health/health.html"
    return show(request, member, template, section="health", verdict=_verdict(member))


@require_safe
@never_cache
@_for_those_who_see_all
def health_json(request: HttpRequest, member: Member) -> HttpResponse:
    seen = _verdict(member)
    return JsonResponse(
        {
            "state": seen.state,
            "answer": seen.answer,
            "looked_at": voice().now.isoformat(),
            "checks": [_as_json(line) for line in seen.lines],
        }
    )


def _verdict(member: Member) -> Verdict:
    return verdict(findings(voice().now, member.organisation), member)


def _as_json(line: Line) -> dict[str, str | None]:
    found = line.finding
    return {
        "code": found.code,
        "about": found.about or None,
        "state": found.state,
        "title": found.title,
        "sentence": line.sentence,
        "link": line.way.href if line.way else None,
    }
