"""One calendar: what happens when it does not answer, and when somebody changes our entries there."""

from __future__ import annotations

import uuid
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions.outside import probes
from terminbuch.actions.outside.choosing import choose, chosen
from terminbuch.actions.refusals import Refusal
from terminbuch.models import CalendarConnection, Member, OutsideCalendar
from terminbuch.queries.standing import RIGHTS

from ..decisions import acting
from ..desk import voice
from ..door import SeeOther
from ..settings.fields import Choice, Whole
from ..settings.saving import posted, refused, show_form
from ..settings.shape import SettingForm
from .access import calendar_of, for_connecting
from .asking import in_words
from .looking import missing_right
from .words import line

TEMPLATE = "staff_pages/calendars/calendar.html"
OF_BLOCKING = ("tentative_blocks", "when_unknown", "young_minutes")
OF_RECEIVING = ("style", "when_moved", "when_deleted")
Row = OutsideCalendar


class RulesForm(SettingForm):
    """Only what concerns what the calendar is for."""

    tentative_blocks = forms.BooleanField(
        required=False, label=gettext_lazy("Events that are only tentative block, too")
    )
    when_unknown = Choice(
        label=gettext_lazy("When it does not answer while somebody books"),
        widget=forms.RadioSelect,
        choices=[
            (Row.WhenUnknown.REFUSE, gettext_lazy("Offer nothing, and say: please try again or call us.")),
            (Row.WhenUnknown.ASK, gettext_lazy("Take it as a request that you decide.")),
            (
                Row.WhenUnknown.ACCEPT,
                gettext_lazy("Accept it while the last read is young, and mark it as not checked."),
            ),
        ],
    )
    young_minutes = Whole(
        least=1, most=1440, label=gettext_lazy("So many minutes the last read counts as young")
    )
    style = Choice(
        label=gettext_lazy("What our entries say"),
        widget=forms.RadioSelect,
        choices=[
            (
                Row.Style.NEUTRAL,
                gettext_lazy("Only “Appointment”: nobody who sees it learns who comes and for what."),
            ),
            (Row.Style.FULL, gettext_lazy("Name and service.")),
        ],
    )
    when_moved = Choice(
        label=gettext_lazy("When somebody moves one of our entries there"),
        widget=forms.RadioSelect,
        choices=[
            (Row.WhenMoved.ASK, gettext_lazy("Ask us first, as a conflict.")),
            (Row.WhenMoved.APPLY, gettext_lazy("Move the booking, and write to the customer.")),
            (Row.WhenMoved.PUT_BACK, gettext_lazy("Put the entry back to the time of the booking.")),
        ],
    )
    when_deleted = Choice(
        label=gettext_lazy("When somebody deletes one of our entries there"),
        widget=forms.RadioSelect,
        choices=[
            (Row.WhenDeleted.ASK, gettext_lazy("Ask us first, as a conflict.")),
            (Row.WhenDeleted.CANCEL, gettext_lazy("Cancel the booking, and write to the customer.")),
            (Row.WhenDeleted.RESTORE, gettext_lazy("Write the entry again.")),
        ],
    )

    def __init__(self, data: QueryDict | None, *, row: OutsideCalendar) -> None:
        super().__init__(data, initial=chosen(row))
        for name, is_for in [*_each(OF_BLOCKING, row.blocks), *_each(OF_RECEIVING, row.receives)]:
            if not is_for:
                del self.fields[name]


@require_http_methods(["GET", "HEAD", "POST"])
@for_connecting
def outside_calendar(request: HttpRequest, member: Member, calendar: uuid.UUID) -> HttpResponse:
    row = calendar_of(member, calendar)
    form = RulesForm(posted(request), row=row)
    if form.is_valid() and _is_saved(form, row, member):
        messages.success(request, _("Saved."))
        return SeeOther(
            resolve_url("staff_pages:calendar_connection", member.organisation.slug, row.connection.uid)
        )
    return show_form(
        request, member, TEMPLATE, form, heading=row.name, calendar=row, line=line(row, voice()),
        is_feed=row.connection.kind == CalendarConnection.Kind.FEED,
    )  # fmt: skip


@require_POST
@for_connecting
def test_rights(request: HttpRequest, member: Member, calendar: uuid.UUID) -> HttpResponse:
    """An event far ahead is written and taken away again (S7)."""
    row = calendar_of(member, calendar)
    if sentence := in_words(member, lambda now: _test(row, now)):
        messages.warning(request, sentence)
    row.refresh_from_db()
    if not sentence and row.missing_right:
        messages.warning(request, str(RIGHTS[row.missing_right]))
    elif not sentence:
        messages.success(request, _("Reading, writing and deleting works."))
    return SeeOther(resolve_url("staff_pages:outside_calendar", member.organisation.slug, row.uid))


def _test(row: OutsideCalendar, now: datetime) -> bool:
    probes.note(row, missing_right(row, now=now), now=now)
    return True


def _is_saved(form: RulesForm, row: OutsideCalendar, member: Member) -> bool:
    values, now = form.values(), voice().now
    try:
        choose(row.uid, values, organisation_id=member.organisation_id, by=acting(member), now=now)
    except Refusal as refusal:
        return refused(form, refusal)
    return True


def _each(names: tuple[str, ...], is_for: bool) -> list[tuple[str, bool]]:
    return [(name, is_for) for name in names]
