"""Three presses: absence, who, enter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from terminbuch.actions import absences, assistant
from terminbuch.models import Member

from ..decisions import acting
from ..desk import show, voice
from ..door import for_deciders
from ..foretold import foretold
from ..windows.answers import go
from .asked import Asked, opened, sent


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new(request: HttpRequest, member: Member) -> HttpResponse:
    """A window; ``do=look`` shows what the choice would hit and enters nothing."""
    now = timezone.now()
    if request.method != "POST":
        return _window(request, member, opened(request, member, now))
    asked = sent(request, member, now)
    if request.POST.get("do") == "look":
        return _window(request, member, asked)
    if not asked.is_valid():
        return _window(request, member, asked, status=422, is_refused=True)
    return _enter(request, member, asked)


def _enter(request: HttpRequest, member: Member, asked: Asked) -> HttpResponse:
    by, key = acting(member), member.organisation_id
    disruption = absences.record(asked.request(), by=by, now=asked.now)
    assistant.plan(disruption.uid, organisation_id=key, by=by, now=asked.now)
    return go(request, resolve_url("staff_pages:board", member.organisation.slug, disruption.uid))


def _window(
    request: HttpRequest, member: Member, asked: Asked, *, status: int = 200, is_refused: bool = False
) -> HttpResponse:
    facts = {
        "asked": asked,
        "form": asked.form,
        "range": asked.range,
        "is_refused": is_refused,
        "foretold": foretold(asked.change, voice()) if asked.change else None,
    }
    template = "staff_pages/absences/new.html"
    return show(request, member, template, section="absences", status=status, **facts)
