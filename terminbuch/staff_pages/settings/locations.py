"""Where things take place: the list, a new place, one place, and removing one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terminbuch.models import Booking, Location, Member
from terminbuch.queries import affected
from terminbuch.wording import slug_from

from ..desk import show, voice
from ..door import SeeOther, for_business
from ..zones import home_zone
from .forms import LocationForm, as_it_is
from .ordering import moved
from .removing import remove_page
from .saving import added, posted, saved, show_form

FORM = "staff_pages/settings/location.html"


@dataclass(frozen=True, slots=True)
class Moved:
    """A booking keeps its moment; another zone's clocks call it differently."""

    who: str
    was: str
    to: str


@require_safe
@for_business
def locations(request: HttpRequest, member: Member) -> HttpResponse:
    template = "staff_pages/settings/locations.html"
    return show(request, member, template, section="settings", rows=_rows(member))


@require_POST
@for_business
def order_locations(request: HttpRequest, member: Member) -> HttpResponse:
    moved(request, member, "location", _rows(member))
    return SeeOther(_list_of(member))


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def new_location(request: HttpRequest, member: Member) -> HttpResponse:
    zone, rows = home_zone(member).key, _rows(member)
    form = _form(request, {"zone_name": zone}, zone)
    if form.is_bound and form.is_valid():
        slug = slug_from(form.cleaned_data["name"], {row.slug for row in rows}, otherwise="location")
        if added(request, member, "location", form, slug=slug, position=len(rows)):
            return SeeOther(_list_of(member))
    return show_form(request, member, FORM, form, heading=_("New location"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def location(request: HttpRequest, member: Member, location: uuid.UUID) -> HttpResponse:
    """Another time zone is asked about once more while bookings are coming there."""
    row = _found(member, location)
    form = _form(request, as_it_is(LocationForm, row), row.zone_name)
    facts: dict[str, Any] = {"heading": _("Change location"), "subject": "location", "row": row}
    if form.is_bound and form.is_valid():
        if coming := _coming_elsewhen(request, row, form):
            return show_form(request, member, FORM, form, status=409, coming=coming, **facts)
        if saved(request, member, "location", row, form):
            return SeeOther(_list_of(member))
    return show_form(request, member, FORM, form, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def remove_location(request: HttpRequest, member: Member, location: uuid.UUID) -> HttpResponse:
    row = _found(member, location)
    return remove_page(request, member, "location", row, heading=_("Remove location"), back=_list_of(member))


def _form(request: HttpRequest, initial: dict[str, Any], zone_name: str) -> LocationForm:
    """``do=look`` asks for the states of another country, and nothing is saved or refused."""
    if request.POST.get("do") == "look":
        return LocationForm(initial=request.POST.dict(), zone_name=zone_name)
    return LocationForm(posted(request), initial=initial, zone_name=zone_name)


def _coming_elsewhen(request: HttpRequest, row: Location, form: LocationForm) -> list[Moved]:
    """The bookings whose clock times would be others, unless the reader was asked about just this zone."""
    zone_name = form.cleaned_data["zone_name"]
    if zone_name in {row.zone_name, request.POST.get("anyway")}:
        return []
    now = timezone.now()
    coming = affected.bookings(
        row.organisation_id, resource_id=None, location_id=row.pk, starts_at=now, ends_at=None, now=now
    )
    return [_moved(booking, row.zone, ZoneInfo(zone_name)) for booking in coming]


def _moved(booking: Booking, was: ZoneInfo, to: ZoneInfo) -> Moved:
    said = voice()
    return Moved(said.who(booking), said.brief(booking.starts_at, was), said.brief(booking.starts_at, to))


def _rows(member: Member) -> list[Location]:
    return list(Location.objects.of(member.organisation_id))


def _found(member: Member, uid: uuid.UUID) -> Location:
    return get_object_or_404(Location.objects.of(member.organisation_id), uid=uid)


def _list_of(member: Member) -> str:
    return resolve_url("staff_pages:locations", member.organisation.slug)
