"""An account with a password, or a feed by its address: tried first, and kept when it answers."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.outside import connecting as deeds
from terminbuch.ical.seen import Found
from terminbuch.models import CalendarConnection, Member, Resource
from terminbuch.queries.absences import zone_of

from ..decisions import acting
from ..door import SeeOther
from ..logins.freshness import freshly
from ..settings.saving import posted, show_form
from .access import for_connecting, resource_of
from .asking import tried
from .forms import CalDavForm, FeedForm, OwnerForm
from .looking import Account, look_at_caldav, look_at_feed
from .providers import OTHER, Provider, provider

FORM = "staff_pages/calendars/connect.html"


@require_http_methods(["GET", "HEAD", "POST"])
@for_connecting
@freshly
def connect_caldav(request: HttpRequest, member: Member, resource: uuid.UUID) -> HttpResponse:
    """``at`` is the provider; none that is known is another one."""
    row, known = resource_of(member, resource), provider(request.GET.get("at", ""))
    form = CalDavForm(posted(request), initial={"address": known.address, **_owner(member, row)})
    form.hint(address=known.address_hint, password=known.password_hint)
    if form.is_bound and form.is_valid():
        connection = tried(form, member, lambda now: _caldav(form, known, member, row, now))
        if connection is not None:
            return _to(member, connection)
    heading = _("Connect %(name)s") % {"name": known.name} if known is not OTHER else _("Connect with CalDAV")
    return show_form(request, member, FORM, form, heading=heading, row=None, resource=row, provider=known)


@require_http_methods(["GET", "HEAD", "POST"])
@for_connecting
@freshly
def connect_feed(request: HttpRequest, member: Member, resource: uuid.UUID) -> HttpResponse:
    row = resource_of(member, resource)
    form = FeedForm(posted(request), initial=_owner(member, row))
    if form.is_bound and form.is_valid():
        connection = tried(form, member, lambda now: _feed(form, member, row, now))
        if connection is not None:
            return _to(member, connection)
    heading = _("Connect a calendar by its address")
    return show_form(request, member, FORM, form, heading=heading, row=None, resource=row, provider=None)


def _caldav(
    form: CalDavForm, known: Provider, member: Member, row: Resource, now: datetime
) -> CalendarConnection:
    said = form.cleaned_data
    account = Account(said["address"], said["username"], said["password"], form.agreed)
    seen = look_at_caldav(account, known)
    name = urlsplit(seen.address).hostname if known is OTHER else str(known.name)
    return _connected(
        form, member, row, now, seen.found,
        kind="caldav", name=name, address=seen.address, username=account.username,
        secret={"password": account.password}, hosts=seen.hosts,
    )  # fmt: skip


def _feed(form: FeedForm, member: Member, row: Resource, now: datetime) -> CalendarConnection:
    address = form.cleaned_data["address"]
    seen = look_at_feed(address, form.agreed, zone=ZoneInfo(form.cleaned_data["zone_name"]))
    return _connected(
        form, member, row, now, seen.found,
        kind="feed", name=_feed_name(seen.found, address), secret={"address": seen.address}, hosts=seen.hosts,
    )  # fmt: skip


def _feed_name(found: Sequence[Found], address: str) -> str:
    """The host alone: the rest of the address is a secret."""
    return (
        next((calendar.name for calendar in found if calendar.name), "") or urlsplit(address).hostname or ""
    )


def _connected(
    form: OwnerForm, member: Member, row: Resource, now: datetime, found: Sequence[Found], **values: Any
) -> CalendarConnection:
    kind = values.pop("kind")
    return deeds.connect(
        row.pk, kind, owners=form.owner_addresses, zone_name=form.cleaned_data["zone_name"], found=found,
        organisation_id=member.organisation_id, by=acting(member), now=now, **values,
    )  # fmt: skip


def _owner(member: Member, row: Resource) -> dict[str, str]:
    """Who sets it up for the own resource is mostly invited by the address of the sign-in, too."""
    own = member.user.email if member.resource_id == row.pk else ""
    addresses = dict.fromkeys(address for address in (row.email, own) if address)
    return {"owners": ", ".join(addresses), "zone_name": zone_of(row).key}


def _to(member: Member, connection: CalendarConnection) -> HttpResponse:
    return SeeOther(resolve_url("staff_pages:calendar_connection", member.organisation.slug, connection.uid))
