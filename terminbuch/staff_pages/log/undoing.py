"""One entry is taken back: first the page says what would follow, then it is done."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from terminbuch.actions.refusals import Refusal
from terminbuch.actions.rules.earlier import READERS, bring_back, earlier
from terminbuch.actions.settings.undoing import reason_against, take_back
from terminbuch.models import HistoryEntry, Member
from terminbuch.queries import log
from terminbuch.queries.preview import digest

from ..decisions import acting
from ..desk import show, voice
from ..door import SeeOther, for_business
from ..foretold import foretold
from ..hours.saving import SAVES, saved
from ..zones import home_zone
from .names import names_of
from .told import told


@require_http_methods(["GET", "HEAD", "POST"])
@for_business
def undo(request: HttpRequest, member: Member, entry: uuid.UUID) -> HttpResponse:
    row = log.entry(member.organisation_id, entry)
    if row is None:
        raise Http404
    try:
        return (_rule if row.what in READERS else _setting)(request, member, row)
    except Refusal as refusal:
        return _page(request, member, row, refusal, status=refusal.status)


def _setting(request: HttpRequest, member: Member, row: HistoryEntry) -> HttpResponse:
    if request.method != "POST":
        return _page(request, member, row, reason_against(row))
    take_back(row.uid, organisation_id=member.organisation_id, by=acting(member), now=voice().now)
    messages.success(request, pgettext("log", "Taken back."))
    return SeeOther(_back(member))


def _rule(request: HttpRequest, member: Member, row: HistoryEntry) -> HttpResponse:
    """Through the preview, as every change of a rule."""
    try:
        change = earlier(row)
    except Refusal as refusal:
        return _page(
            request, member, row, refusal, status=refusal.status if request.method == "POST" else 200
        )
    if request.method != "POST" or request.POST.get("do") not in SAVES:
        seen = digest(change.stored())
        return _page(request, member, row, None, seen=seen, foretold=foretold(change, voice()), is_rule=True)
    now = voice().now
    address = saved(
        request,
        member,
        lambda saving, by: bring_back(change, saving, by=by, now=now),
        back=_back(member),
        now=now,
    )
    return SeeOther(address)


def _back(member: Member) -> str:
    return resolve_url("staff_pages:log", member.organisation.slug)


def _page(
    request: HttpRequest,
    member: Member,
    row: HistoryEntry,
    refusal: Refusal | None,
    *,
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    names = names_of(member.organisation_id, voice().language)
    around = {"told": told(row, names, voice(), home_zone(member)), "refusal": refusal}
    template = "staff_pages/log/undo.html"
    return show(request, member, template, section="settings", status=status, **around | facts)
