"""One member: another role, another resource, out of the team."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions import team as deeds
from terminbuch.actions.refusals import NotYours, Refusal
from terminbuch.models import Member
from terminbuch.queries import team

from ..decisions import acting
from ..desk import show
from ..door import SeeOther, for_members, for_owners
from ..logins.freshness import freshly
from ..settings.saving import refused
from .form import PlaceForm, as_it_is

PLACE, REMOVE, LEAVE = (f"staff_pages/team/{name}.html" for name in ("place", "remove", "leave"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_owners
@freshly
def place(request: HttpRequest, member: Member, colleague: uuid.UUID) -> HttpResponse:
    row = _found(member, colleague)
    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        initial=as_it_is(row),
        organisation_id=member.organisation_id,
    )
    if not form.is_valid():
        return _show_place(request, member, row, form)
    return _put(request, member, row, form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_owners
@freshly
def remove(request: HttpRequest, member: Member, colleague: uuid.UUID) -> HttpResponse:
    """Asks before; the own row is left, not removed."""
    row = _found(member, colleague)
    if request.method != "POST":
        return show(request, member, REMOVE, section="settings", row=row)
    try:
        deeds.remove_member(
            row.uid, organisation_id=member.organisation_id, by=acting(member), now=timezone.now()
        )
    except Refusal as refusal:
        return _refused(request, member, REMOVE, refusal, row=row)
    messages.success(request, _("%(name)s is no longer in the team.") % {"name": name_of(row)})
    return SeeOther(_after(request, member, row))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
@freshly
def leave(request: HttpRequest, member: Member) -> HttpResponse:
    if request.method != "POST":
        return show(request, member, LEAVE, section="more")
    try:
        deeds.leave(member, by=acting(member), now=timezone.now())
    except Refusal as refusal:
        return _refused(request, member, LEAVE, refusal)
    return SeeOther(resolve_url("staff_pages:bookings"))


def name_of(row: Member) -> str:
    return row.user.name or row.user.email


def _found(member: Member, uid: uuid.UUID) -> Member:
    row = team.member(member.organisation_id, uid)
    if row is None:
        raise Http404
    return row


def _put(request: HttpRequest, member: Member, row: Member, form: PlaceForm) -> HttpResponse:
    key, by, now = member.organisation_id, acting(member), timezone.now()
    try:
        deeds.change_member(row.uid, form.place(), organisation_id=key, by=by, now=now)
    except NotYours:
        raise Http404 from None
    except Refusal as refusal:
        refused(form, refusal)
        return _show_place(request, member, row, form)
    messages.success(request, _("Saved."))
    return SeeOther(_after(request, member, row))


def _after(request: HttpRequest, member: Member, row: Member) -> str:
    """Whoever has just given up the own right to this page is led to one that is still open."""
    now = team.member(member.organisation_id, member.uid)
    if now is None:
        return resolve_url("staff_pages:bookings")
    page = "team" if now.may_run_team else "bookings"
    return resolve_url(f"staff_pages:{page}", member.organisation.slug)


def _show_place(request: HttpRequest, member: Member, row: Member, form: PlaceForm) -> HttpResponse:
    if form.is_bound:
        form.focus_first_error()
    facts = {"form": form, "row": row, "name": name_of(row), "refusal": form.refusal}
    status = form.status if form.is_bound else 200
    return show(request, member, PLACE, section="settings", status=status, **facts)


def _refused(
    request: HttpRequest, member: Member, template: str, refusal: Refusal, **facts: object
) -> HttpResponse:
    if isinstance(refusal, NotYours):
        raise Http404
    section = "more" if template == LEAVE else "settings"
    return show(request, member, template, section=section, status=refusal.status, refusal=refusal, **facts)
