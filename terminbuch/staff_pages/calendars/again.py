"""Signing in again, after a password was changed or a feed has moved."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.outside import connecting as deeds
from terminbuch.models import CalendarConnection, Member

from ..decisions import acting
from ..logins.freshness import freshly
from ..settings.saving import posted, show_form
from .access import connection_of, for_connecting
from .account import back
from .asking import tried
from .forms import FeedAddressForm, PasswordForm, agreed_hosts
from .looking import Account, Seen, look_at_caldav, look_at_feed
from .providers import CALDAV, OTHER, Provider

TEMPLATE = "staff_pages/calendars/again.html"
Kind = CalendarConnection.Kind


@require_http_methods(["GET", "HEAD", "POST"])
@for_connecting
@freshly
def sign_in_again(request: HttpRequest, member: Member, connection: uuid.UUID) -> HttpResponse:
    row = connection_of(member, connection)
    form = (FeedAddressForm if row.kind == Kind.FEED else PasswordForm)(posted(request))
    is_elsewhere = row.kind in {Kind.GOOGLE, Kind.MICROSOFT}
    if not is_elsewhere and form.is_valid() and _signs_in(form, row, member):
        messages.success(request, _("Signed in again. The calendars are being read."))
        return back(member, row)
    facts: dict[str, Any] = {"connection": row, "is_elsewhere": is_elsewhere}
    return show_form(request, member, TEMPLATE, form, heading=_("Sign in again"), **facts)


def _signs_in(form: FeedAddressForm | PasswordForm, row: CalendarConnection, member: Member) -> bool:
    return tried(form, member, lambda now: _signed_in(form, row, member, now)) is not None


def _signed_in(
    form: FeedAddressForm | PasswordForm, row: CalendarConnection, member: Member, now: datetime
) -> CalendarConnection:
    seen, secret = (_feed if row.kind == Kind.FEED else _caldav)(form, row)
    return deeds.sign_in_again(
        row.pk, secret, hosts=seen.hosts, organisation_id=member.organisation_id, by=acting(member), now=now
    )


def _caldav(form: FeedAddressForm | PasswordForm, row: CalendarConnection) -> tuple[Seen, dict[str, str]]:
    password = form.cleaned_data["password"]
    hosts = frozenset(row.hosts) | agreed_hosts(form)
    seen = look_at_caldav(Account(row.address, row.username, password, hosts), _provider(row))
    return seen, {"password": password}


def _feed(form: FeedAddressForm | PasswordForm, row: CalendarConnection) -> tuple[Seen, dict[str, str]]:
    seen = look_at_feed(form.cleaned_data["address"], agreed_hosts(form), zone=row.zone)
    return seen, {"address": seen.address}


def _provider(row: CalendarConnection) -> Provider:
    """Whose account it is, by the hosts that were agreed to."""
    return next((known for known in CALDAV if any(map(known.is_its_own, row.hosts))), OTHER)
