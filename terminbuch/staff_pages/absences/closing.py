"""Days on which a whole location is closed."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from terminbuch.actions import absences as deeds
from terminbuch.actions import assistant
from terminbuch.actions.absences.asking import AbsenceRequest
from terminbuch.models import Absence, Location, Member
from terminbuch.queries import absences, affected
from terminbuch.queries.preview import AbsenceChange

from ..decisions import acting
from ..desk import show, voice
from ..door import for_deciders
from ..foretold import foretold
from ..windows.answers import go
from .forms import ClosureForm, RangeForm
from .listing import parts


@require_safe
@for_deciders
def closures(request: HttpRequest, member: Member) -> HttpResponse:
    found = absences.closures(member, now=timezone.now())
    template = "staff_pages/absences/closures.html"
    return show(request, member, template, section="absences", parts=parts(found, member))


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def new_closure(request: HttpRequest, member: Member) -> HttpResponse:
    """A window; ``do=look`` shows how many bookings it would hit and enters nothing."""
    places = absences.places(member.organisation)
    place = chosen_place(places, request.POST.get("where", ""))
    form = ClosureForm([each.slug for each in places], request.POST if request.method == "POST" else None)
    zone = place.zone if place else absences.first_zone(member.organisation_id)
    span = RangeForm(request.POST if request.method == "POST" else None, zone=zone, now=timezone.now())
    is_whole = form.is_valid() & span.is_valid()  # both, so that every field says what it lacks
    if place and is_whole and request.POST.get("do") != "look":
        return _enter(request, member, place, form, span)
    is_refused = request.method == "POST" and request.POST.get("do") != "look"
    facts = {
        "places": places,
        "place": place or (places[0] if len(places) == 1 else None),
        "form": form,
        "range": span,
        "count": _count(place, span) if place and span.is_valid() else None,
        "is_refused": is_refused,
        "foretold": foretold(_change(place, span), voice()) if place and span.is_valid() else None,
    }
    template = "staff_pages/absences/new_closure.html"
    return show(request, member, template, section="absences", status=422 if is_refused else 200, **facts)


def chosen_place(places: Iterable[Location], slug: str) -> Location | None:
    return next((place for place in places if place.slug == slug), None)


def _enter(
    request: HttpRequest, member: Member, place: Location, form: ClosureForm, span: RangeForm
) -> HttpResponse:
    wanted = AbsenceRequest(
        organisation_id=member.organisation_id, resource_id=None, location_id=place.pk,
        starts_at=span.span.starts_at, ends_at=span.span.ends_at, kind=Absence.Kind.CLOSURE,
        reason=form.cleaned_data["reason"], public_sentence=form.cleaned_data["sentence"],
    )  # fmt: skip
    now, by = timezone.now(), acting(member)
    disruption = deeds.record(wanted, by=by, now=now)
    assistant.plan(disruption.uid, organisation_id=member.organisation_id, by=by, now=now)
    return go(request, resolve_url("staff_pages:board", member.organisation.slug, disruption.uid))


def _change(place: Location, span: RangeForm) -> AbsenceChange:
    return AbsenceChange(place.organisation_id, None, place.pk, span.span.starts_at, span.span.ends_at)


def _count(place: Location, span: RangeForm) -> int:
    hit = affected.bookings(
        place.organisation_id, resource_id=None, location_id=place.pk,
        starts_at=span.span.starts_at, ends_at=span.span.ends_at, now=timezone.now(),
    )  # fmt: skip
    return len(hit)
