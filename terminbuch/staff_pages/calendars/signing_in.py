"""Signing in at Google or Microsoft: there by a page that leads on, and back with a code for this session."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import path
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from terminbuch.actions.refusals import Refusal
from terminbuch.calendars import oauth
from terminbuch.calendars.oauth.codes import begin
from terminbuch.calendars.oauth.providers import KINDS, NAMES
from terminbuch.calendars.troubles import NotAllowed, Trouble
from terminbuch.models import CalendarConnection, Member

from .. import errors
from ..door import SeeOther
from ..language import in_its_language
from ..logins.freshness import freshly
from ..logins.own_pages import show
from .access import connection_of, for_connecting, resource_of
from .asking import count_try
from .begun import Begun, begun_with, remember
from .signed_in import connected, signed_in_again

log = logging.getLogger("terminbuch.calendars")


def return_address(provider: str) -> str:
    """What must be registered there, letter by letter."""
    return f"{settings.BASE_URL}{resolve_url('staff_pages:calendar_come_back', provider)}"


@require_POST
@for_connecting
@freshly
def sign_in_there(request: HttpRequest, member: Member, resource: uuid.UUID, provider: str) -> HttpResponse:
    return _lead_on(request, member, provider, resource=resource_of(member, resource).uid)


@require_POST
@for_connecting
@freshly
def sign_in_there_again(request: HttpRequest, member: Member, connection: uuid.UUID) -> HttpResponse:
    row = connection_of(member, connection)
    return _lead_on(request, member, row.kind, connection=row.uid)


def _lead_on(request: HttpRequest, member: Member, provider: str, **about: uuid.UUID) -> HttpResponse:
    """A page that leads on by itself: a form must not be redirected to another host (its policy says so)."""
    if provider not in KINDS or not oauth.is_configured(provider):
        raise Http404
    way = begin(provider, back=return_address(provider))
    remember(request, Begun.of(way, member, provider, now=timezone.now(), **about))
    answer = show(request, "go_to_provider", address=way.address, name=NAMES[provider])
    answer.headers["Refresh"] = f"0; url={way.address}"
    return answer


@require_safe
@in_its_language
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """Only with the state that this session was given, once, and for whom it was given."""
    begun = begun_with(request, request.GET.get("state", ""), provider, now=timezone.now())
    if begun is None:
        return errors.not_found(request)
    answer: HttpResponse = _finish(request, organisation=begun.organisation, begun=begun)
    return answer


@for_connecting
def _finish(request: HttpRequest, member: Member, begun: Begun) -> HttpResponse:
    if member.pk != begun.member:
        raise Http404
    try:
        return _connect(request, member, begun, now=timezone.now())
    except Refusal as refusal:
        return _back(request, member, refusal.sentence)
    except Trouble as trouble:
        log.warning("signing in at %s: %s %s", begun.provider, trouble.code, trouble.detail)
        return _back(request, member, _sentence(trouble, NAMES[begun.provider]))


def _connect(request: HttpRequest, member: Member, begun: Begun, *, now: datetime) -> HttpResponse:
    code = request.GET.get("code", "")
    if not code:
        name = NAMES[begun.provider]
        return _back(
            request, member, _("You did not agree at %(name)s. Nothing was changed.") % {"name": name}
        )
    count_try(member, now=now)
    row = _signed_in(member, begun, code, now=now)
    return SeeOther(resolve_url("staff_pages:calendar_connection", member.organisation.slug, row.uid))


def _signed_in(member: Member, begun: Begun, code: str, *, now: datetime) -> CalendarConnection:
    known: dict[str, Any] = {"code": code, "back": return_address(begun.provider), "now": now}
    if begun.connection:
        row = connection_of(member, uuid.UUID(begun.connection))
        return signed_in_again(member, row, begun, **known)
    return connected(member, resource_of(member, uuid.UUID(begun.resource)), begun, **known)


def _sentence(trouble: Trouble, name: str) -> str:
    if isinstance(trouble, NotAllowed):
        sentence = _(
            "%(name)s did not give all rights that are needed. Please sign in again and agree to all."
        )
    else:
        sentence = _("Signing in at %(name)s did not succeed. Please try again.")
    return sentence % {"name": name}


def _back(request: HttpRequest, member: Member, sentence: str | Promise) -> HttpResponse:
    messages.warning(request, str(sentence))
    return SeeOther(resolve_url("staff_pages:calendars", member.organisation.slug))


of_signing_in = [
    path(
        "settings/calendars/<uuid:resource>/new/<str:provider>/sign-in/", sign_in_there,
        name="calendar_sign_in",
    ),
    path(
        "settings/calendars/accounts/<uuid:connection>/sign-in/there/", sign_in_there_again,
        name="calendar_sign_in_again",
    ),
]  # fmt: skip
back_from_signing_in = [
    path("-/calendars/<str:provider>/back/", come_back, name="calendar_come_back"),
]
