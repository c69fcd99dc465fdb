"""Public holidays become closed days: choose a state, tick, enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch import wording
from terminbuch.actions import absences as deeds
from terminbuch.actions import assistant, places
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.models import Absence, Location, Member
from terminbuch.queries import absences, public_holidays
from terminbuch.queries.public_holidays import HOME, PublicHoliday

from ..decisions import acting
from ..desk import show
from ..door import SeeOther, for_deciders
from .closing import chosen_place
from .spans import Typed

YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Day:
    """``is_closed``: the location is closed on it already."""

    on: date
    name: str
    said: str
    is_closed: bool


@dataclass(frozen=True)
class Choice:
    """What the address (or the form) says; what it does not say is as it was the last time."""

    place: Location
    country: str
    region: str
    year: int
    today: date

    @property
    def years(self) -> list[int]:
        return [self.today.year + number for number in range(YEARS_AHEAD + 1)]

    @cached_property
    def holidays(self) -> list[PublicHoliday]:
        """From today on, named in the business's language."""
        language = self.place.organisation.language
        found = public_holidays.public_holidays(self.country, self.region, self.year, language)
        return [each for each in found if each.on >= self.today]

    def days(self, language: str) -> list[Day]:
        if not self.holidays:
            return []
        closed = absences.closed_days(self.place, self.holidays[0].on, self.holidays[-1].on)
        return [
            Day(each.on, each.name, wording.long_date(each.on, language=language), each.on in closed)
            for each in self.holidays
        ]


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def public_holidays_page(request: HttpRequest, member: Member) -> HttpResponse:
    choice = _choice(request, member)
    if request.method == "POST":
        return _enter(request, member, choice)
    language = get_language() or "en"
    facts: dict[str, Any] = {
        "choice": choice,
        "days": choice.days(language),
        "places": absences.places(member.organisation),
        "countries": public_holidays.countries(language),
        "regions": public_holidays.regions(choice.country),
    }
    return show(request, member, "staff_pages/absences/holidays.html", section="absences", **facts)


def _choice(request: HttpRequest, member: Member) -> Choice:
    """Raises Http404 for a location that is not there, or for a business without one."""
    said = request.POST if request.method == "POST" else request.GET
    known = absences.places(member.organisation)
    place = chosen_place(known, said.get("where", known[0].slug if known else ""))
    if place is None:
        raise Http404
    today = timezone.now().astimezone(place.zone).date()
    country = said.get("country", place.country or HOME)
    if not public_holidays.is_country(country):
        country = ""
    region = said.get("region", place.region)
    if region not in dict(public_holidays.regions(country)):
        region = ""
    return Choice(place, country, region, _year(said.get("year", ""), today), today)


def _year(text: str, today: date) -> int:
    years = {str(today.year + number): today.year + number for number in range(YEARS_AHEAD + 1)}
    return years.get(text, today.year)


def _enter(request: HttpRequest, member: Member, choice: Choice) -> HttpResponse:
    """Only days that are holidays there; what is closed already stays as it is."""
    ticked = set(request.POST.getlist("day"))
    if choice.country:
        places.choose_region(
            choice.place.pk,
            organisation_id=member.organisation_id,
            country=choice.country,
            region=choice.region,
        )
    days = [day for day in choice.days("en") if day.on.isoformat() in ticked and not day.is_closed]
    for day in days:
        _close(member, choice.place, day)
    if days:
        words = ngettext("%(number)d day entered.", "%(number)d days entered.", len(days))
        messages.success(request, words % {"number": len(days)})
    else:
        messages.success(request, _("Nothing new was ticked, so nothing was entered."))
    return SeeOther(resolve_url("staff_pages:closures", member.organisation.slug))


def _close(member: Member, place: Location, day: Day) -> None:
    """The same day again is the first one."""
    span = Typed(day.on, until=day.on).span(place.zone)
    request = AbsenceRequest(
        organisation_id=member.organisation_id, resource_id=None, location_id=place.pk,
        starts_at=span.starts_at, ends_at=span.ends_at, kind=Absence.Kind.PUBLIC_HOLIDAY,
        reason=day.name, public_sentence="",
    )  # fmt: skip
    now, by = timezone.now(), acting(member)
    disruption = deeds.record(request, by=by, now=now)
    assistant.plan(disruption.uid, organisation_id=member.organisation_id, by=by, now=now)
