"""An absence is shortened or lengthened."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import absences as deeds
from terminbuch.actions import assistant
from terminbuch.actions.refusals import Refusal
from terminbuch.models import Absence, Disruption, Member
from terminbuch.queries import affected
from terminbuch.queries.preview import AbsenceChange

from ..decisions import acting
from ..desk import show, voice
from ..door import for_deciders
from ..foretold import Foretold, foretold
from ..windows.answers import go
from .forms import RangeForm
from .found import found
from .said import clock_of, line, span_of
from .spans import typed
from .versions import version_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_deciders
def edit(request: HttpRequest, member: Member, absence: uuid.UUID) -> HttpResponse:
    """A window; ``do=look`` shows how many bookings the changed span would hit."""
    row = found(member, absence)
    form = _form(request, row)
    if request.method != "POST" or request.POST.get("do") == "look":
        return _window(request, member, row, form)
    if not form.is_valid():
        return _window(request, member, row, form, status=422)
    try:
        disruption = _change(request, member, row, form)
    except Refusal as refusal:
        return _window(request, member, found(member, absence), form, status=refusal.status, refusal=refusal)
    messages.success(request, _("Changed."))
    return go(request, resolve_url("staff_pages:board", member.organisation.slug, disruption.uid))


def _change(request: HttpRequest, member: Member, row: Absence, form: RangeForm) -> Disruption:
    now, by, key = timezone.now(), acting(member), member.organisation_id
    disruption = deeds.change(
        row.uid, organisation_id=key, starts_at=form.span.starts_at, ends_at=form.span.ends_at,
        version=version_of(request), by=by, now=now,
    )  # fmt: skip
    assistant.plan(disruption.uid, organisation_id=key, by=by, now=now)
    return disruption


def _form(request: HttpRequest, row: Absence) -> RangeForm:
    zone, now = clock_of(row), timezone.now()
    if request.method == "POST":
        return RangeForm(request.POST, zone=zone, now=now)
    shown = typed(span_of(row), zone)
    initial = {
        "since": shown.since.isoformat(),
        "since_time": f"{shown.since_time:%H:%M}" if shown.since_time else "",
        "until": shown.until.isoformat() if shown.until else "",
        "until_time": f"{shown.until_time:%H:%M}" if shown.until_time else "",
    }
    return RangeForm(initial=initial, zone=zone, now=now)


def _window(
    request: HttpRequest,
    member: Member,
    row: Absence,
    form: RangeForm,
    *,
    status: int = 200,
    refusal: Refusal | None = None,
) -> HttpResponse:
    facts = {
        "absence": row,
        "line": line(row, member, voice(), to_do=0),
        "range": form,
        "count": _count(row, form),
        "refusal": refusal,
        "foretold": _foretold(row, form),
        "is_refused": status != 200,
    }
    template = "staff_pages/absences/edit.html"
    return show(request, member, template, section="absences", status=status, **facts)


def _foretold(row: Absence, form: RangeForm) -> Foretold | None:
    """What another span would lead to; None while it is the one that is entered."""
    if not form.is_bound or not form.is_valid() or form.span == span_of(row):
        return None
    whose = (row.organisation_id, row.resource_id, row.location_id)
    return foretold(AbsenceChange(*whose, form.span.starts_at, form.span.ends_at, instead_of=row), voice())


def _count(row: Absence, form: RangeForm) -> int | None:
    """How many bookings are in the span as it would be."""
    if form.is_bound and not form.is_valid():
        return None
    span = form.span if form.is_bound else span_of(row)
    hit = affected.bookings(
        row.organisation_id, resource_id=row.resource_id, location_id=row.location_id,
        starts_at=span.starts_at, ends_at=span.ends_at, now=timezone.now(),
    )  # fmt: skip
    return len(hit)
