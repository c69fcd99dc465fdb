"""Who or what can be booked: the list, a new one, one of them, switching off and removing."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from terminbuch.models import Booking, Member, Resource
from terminbuch.queries import absences, affected
from terminbuch.wording import slug_from

from ..desk import show, voice
from ..door import SeeOther, for_business
from .forms import ResourceForm, as_it_is
from .hues import next_hue
from .ordering import moved
from .removing import remove_page
from .saving import added, posted, saved, show_form
from .shape import SettingForm

FORM = "staff_pages/settings/resource.html"


class SwitchForm(SettingForm):
    is_active = forms.BooleanField(required=False)


@require_safe
@for_business
def resources(request: HttpRequest, member: Member) -> HttpResponse:
    template = "staff_pages/settings/resources.html"
    return show(request, member, template, section="resources", rows=_rows(member))


@require_POST
@for_business
def order_resources(request: HttpRequest, member: Member) -> HttpResponse:
    moved(request, member, "resource", _rows(member))
    return SeeOther(_list_of(member))


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def new_resource(request: HttpRequest, member: Member) -> HttpResponse:
    """In a colour that few others have, and with mails in the language of the business."""
    rows = _rows(member)
    form = ResourceForm(posted(request), initial=_fresh(member, rows))
    if form.is_bound and form.is_valid():
        slug = slug_from(form.cleaned_data["name"], {row.slug for row in rows}, otherwise="resource")
        row = added(request, member, "resource", form, slug=slug, position=len(rows))
        if row is not None:
            return SeeOther(_list_of(member))
    return show_form(request, member, FORM, form, heading=_("New resource"), section="resources")


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def resource(request: HttpRequest, member: Member, resource: uuid.UUID) -> HttpResponse:
    row = _found(member, resource)
    form = ResourceForm(posted(request), initial=as_it_is(ResourceForm, row))
    if form.is_bound and saved(request, member, "resource", row, form):
        return SeeOther(_list_of(member))
    facts: dict[str, Any] = {"heading": _("Change resource"), "section": "resources"}
    return show_form(request, member, FORM, form, subject="resource", row=row, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def switch(request: HttpRequest, member: Member, resource: uuid.UUID) -> HttpResponse:
    """Off: nobody can book it from then on. What is booked already is shown first, and stays."""
    row = _found(member, resource)
    form = SwitchForm(posted(request))
    if form.is_bound and saved(request, member, "resource", row, form):
        return SeeOther(_list_of(member))
    said, zone, coming = voice(), absences.zone_of(row), _coming(row)
    facts: dict[str, Any] = {
        "heading": _("Switch off") if row.is_active else _("Switch on"),
        "section": "resources",
        "coming": [(said.brief(booking.starts_at, zone), said.who(booking)) for booking in coming],
    }
    template = "staff_pages/settings/switch.html"
    return show_form(request, member, template, form, subject="resource", row=row, **facts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def remove_resource(request: HttpRequest, member: Member, resource: uuid.UUID) -> HttpResponse:
    row = _found(member, resource)
    return remove_page(request, member, "resource", row, heading=_("Remove resource"), back=_list_of(member))


def _fresh(member: Member, rows: list[Resource]) -> dict[str, Any]:
    told = dict.fromkeys(("hears_of_new", "hears_of_moves", "hears_of_cancellations"), True)
    hue = next_hue([row.hue for row in rows])
    return told | {"kind": "person", "language": member.organisation.language, "hue": hue}


def _coming(row: Resource) -> list[Booking]:
    now, key = timezone.now(), row.organisation_id
    return affected.bookings(key, resource_id=row.pk, location_id=None, starts_at=now, ends_at=None, now=now)


def _rows(member: Member) -> list[Resource]:
    return list(Resource.objects.of(member.organisation_id))


def _found(member: Member, uid: uuid.UUID) -> Resource:
    return get_object_or_404(Resource.objects.of(member.organisation_id), uid=uid)


def _list_of(member: Member) -> str:
    return resolve_url("staff_pages:resources", member.organisation.slug)
