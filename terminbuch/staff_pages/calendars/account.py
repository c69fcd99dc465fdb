"""One account: its calendars, what each is for, how it stands with them, and what was read."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions.outside import connecting as deeds
from terminbuch.actions.outside.choosing import read_now
from terminbuch.models import BusyTime, CalendarConnection, Member, OutsideCalendar
from terminbuch.queries.connections import next_two_weeks
from terminbuch.queries.standing import Standing

from ..desk import voice
from ..door import SeeOther
from ..settings.saving import posted, show_form
from .access import connection_of, for_connecting
from .asking import in_words
from .looking import calendars_of
from .purposes import PurposeForm, save
from .weeks import days
from .words import KINDS, Line, line, worst

TEMPLATE = "staff_pages/calendars/account.html"
LOOK_AGAIN_SECONDS = "2"
PATIENCE = timedelta(minutes=2)


@require_http_methods(["GET", "HEAD", "POST"])
@for_connecting
def calendar_connection(request: HttpRequest, member: Member, connection: uuid.UUID) -> HttpResponse:
    row = connection_of(member, connection)
    form = PurposeForm(posted(request), calendars=list(row.calendars.all()))
    if form.is_bound and form.is_valid() and save(form, member):
        messages.success(request, _("Saved."))
        return back(member, row)
    return _page(request, member, row, form)


@require_POST
@for_connecting
def check_now(request: HttpRequest, member: Member, connection: uuid.UUID) -> HttpResponse:
    """All of its calendars are due, and read within seconds."""
    row = connection_of(member, connection)
    read_now(row.pk, organisation_id=member.organisation_id, now=timezone.now())
    messages.success(request, _("All calendars of this account are read anew within seconds."))
    return back(member, row)


@require_POST
@for_connecting
def look_again(request: HttpRequest, member: Member, connection: uuid.UUID) -> HttpResponse:
    """For calendars that were made there meanwhile."""
    row = connection_of(member, connection)
    if sentence := in_words(member, lambda now: _look(row, now)):
        messages.warning(request, sentence)
    else:
        messages.success(request, _("These are the calendars of the account now."))
    return back(member, row)


def back(member: Member, row: CalendarConnection) -> HttpResponse:
    return SeeOther(resolve_url("staff_pages:calendar_connection", member.organisation.slug, row.uid))


def _look(row: CalendarConnection, now: datetime) -> bool:
    found = calendars_of(row, now=now)
    deeds.refresh_found(row.pk, found, organisation_id=row.organisation_id)
    return True


def _page(request: HttpRequest, member: Member, row: CalendarConnection, form: PurposeForm) -> HttpResponse:
    said = voice()
    lines = [line(calendar, said) for calendar in form.calendars]
    used = [each for each in lines if each.standing != Standing.UNUSED]
    response = show_form(
        request, member, TEMPLATE, form, heading=row.name, connection=row, kind=KINDS[row.kind], lines=lines,
        is_used=bool(used), mark=worst(used), is_signed_out=row.state == row.State.SIGNED_OUT,
        receiver=_receiver(row), days=days(_read(lines, said.now), row.zone, said),
        is_feed=row.kind == row.Kind.FEED,
    )  # fmt: skip
    if not form.is_bound and any(_is_awaited(each, said.now) for each in used):
        response["Refresh"] = LOOK_AGAIN_SECONDS
    return response


def _read(lines: list[Line], now: datetime) -> list[BusyTime]:
    return next_two_weeks([each.calendar for each in lines if each.age], now=now)


def _receiver(row: CalendarConnection) -> OutsideCalendar | None:
    """The calendar of another account that receives so far."""
    rows = OutsideCalendar.objects.of(row.organisation_id).filter(resource=row.resource, receives=True)
    return rows.exclude(connection=row).first()


def _is_awaited(each: Line, now: datetime) -> bool:
    """A read that is due and not done; one that takes minutes is not waited for by the page."""
    due = each.calendar.next_read_at
    is_new = each.standing == Standing.WAITING
    return due is not None and (is_new or due <= now) and now - due < PATIENCE
