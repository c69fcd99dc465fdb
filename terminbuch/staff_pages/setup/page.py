"""One step of the guided set-up: save it and go on, or leave it out and find it again later."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.views.decorators.http import require_http_methods

from terminbuch.models import Member

from ..door import SeeOther, for_business
from ..settings.saving import show_form
from .way import Stage, stages


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def setup_step(request: HttpRequest, member: Member, step: str) -> HttpResponse:
    way = stages(member)
    here = next((stage for stage in way if stage.step.key == step), None)
    if here is None:
        raise Http404
    form = here.step.form(request, member)
    following = _after(here, way)
    onward = _address(member, following)
    if request.method == "POST" and here.step.save(request, member, form):
        return SeeOther(onward)
    facts: dict[str, Any] = {"stages": way, "here": here, "following": following, "onward": onward}
    return show_form(
        request, member, here.step.template, form, heading=here.step.title, subject=here.step.subject,
        row=here.step.shows(member), **facts, **_further(request, here, member),
    )  # fmt: skip


def _further(request: HttpRequest, here: Stage, member: Member) -> dict[str, Any]:
    """What the page showed at first stays what it showed."""
    facts, seen = here.step.facts(member), request.POST.get("seen")
    return {**facts, "seen": seen} if seen and "seen" in facts else facts


def _after(here: Stage, way: list[Stage]) -> Stage | None:
    """None after the last one: then the business can be opened."""
    return next((stage for stage in way if stage.number == here.number + 1), None)


def _address(member: Member, stage: Stage | None) -> str:
    slug = member.organisation.slug
    if stage is None:
        return resolve_url("staff_pages:setup", slug)
    return resolve_url("staff_pages:setup_step", slug, stage.step.key)
