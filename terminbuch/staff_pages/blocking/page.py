"""Somebody, a day and a time; below it everything that has a say in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from terminbuch.models import Member, Resource
from terminbuch.queries import blocking as asked

from ..desk import show, voice
from ..door import for_members
from ..fields import Clock, Day
from ..zones import home_zone
from .lines import answer, lines

PAGE = "staff_pages/blocking/blocking.html"


class Wanted(forms.Form):
    resource = forms.ChoiceField(label=_("Who or what"), widget=forms.Select(attrs={"class": "input"}))
    on = Day(label=_("Day"))
    at = Clock(label=_("Time"))

    def __init__(self, typed: Mapping[str, str], people: list[Resource]) -> None:
        super().__init__(typed, auto_id="blocking-%s")
        self.fields["resource"].choices = [(str(row.uid), row.name) for row in people]  # type: ignore[attr-defined]


@require_safe
@for_members
def blocking(request: HttpRequest, member: Member) -> HttpResponse:
    """What is not asked is the first resource, and now. Raises Http404 for who sees nobody's time."""
    people = asked.resources(member)
    if not people:
        raise Http404
    typed = {name: request.GET[name] for name in ("resource", "on", "at") if name in request.GET}
    chosen = next((row for row in people if str(row.uid) == typed.get("resource")), people[0])
    zone = asked.zone_of(chosen, home_zone(member))
    form = Wanted(_now(chosen, voice().now, zone) | typed, people)
    if not form.is_valid():
        return show(request, member, PAGE, section="health", status=422, form=form)
    at = asked.instant(form.cleaned_data["on"], form.cleaned_data["at"], zone)
    found = asked.minute(chosen, at, zone, now=voice().now)
    facts: dict[str, Any] = {"form": form, "answer": answer(found, voice()), "lines": lines(found, voice())}
    return show(request, member, PAGE, section="health", **facts)


def _now(resource: Resource, now: datetime, zone: ZoneInfo) -> dict[str, str]:
    clock = now.astimezone(zone)
    return {"resource": str(resource.uid), "on": f"{clock:%Y-%m-%d}", "at": f"{clock:%H:%M}"}
