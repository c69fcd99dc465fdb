"""Invitations as an owner sees them: a new one, the same again, taken back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions import attempts
from terminbuch.actions import team as deeds
from terminbuch.actions.refusals import NotYours, Refusal, TooManyTries
from terminbuch.models import Invitation, Member
from terminbuch.queries import team

from ..decisions import acting
from ..desk import show
from ..door import SeeOther, for_owners
from ..logins.freshness import freshly
from ..settings.saving import refused
from .form import InviteForm
from .listing import show_team

INVITE, WITHDRAW = "staff_pages/team/invite.html", "staff_pages/team/withdraw.html"
# Nobody is to be mailed without end in the name of a business.
MAILS_IN_AN_HOUR = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_owners
@freshly
def invite(request: HttpRequest, member: Member) -> HttpResponse:
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        initial={"language": member.organisation.language},
        organisation_id=member.organisation_id,
    )
    if not form.is_valid():
        return _show(request, member, form)
    try:
        _count(member)
        _invite(member, form)
    except NotYours:
        raise Http404 from None
    except Refusal as refusal:
        refused(form, refusal)
        return _show(request, member, form)
    messages.success(request, _("The invitation to %(email)s is on its way.") % form.cleaned_data)
    return SeeOther(_team(member))


@require_POST
@for_owners
@freshly
def send_again(request: HttpRequest, member: Member, invitation: uuid.UUID) -> HttpResponse:
    row = _found(member, invitation)
    try:
        _count(member)
        deeds.send_again(
            row.uid, organisation_id=member.organisation_id, by=acting(member), now=timezone.now()
        )
    except TooManyTries as refusal:
        return show_team(request, member, status=refusal.status, refusal=refusal)
    except Refusal:
        raise Http404 from None
    messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": row.email})
    return SeeOther(_team(member))


@require_http_methods(["GET", "HEAD", "POST"])
@for_owners
@freshly
def withdraw(request: HttpRequest, member: Member, invitation: uuid.UUID) -> HttpResponse:
    row = _found(member, invitation)
    if request.method != "POST":
        return show(request, member, WITHDRAW, section="settings", row=row)
    try:
        deeds.withdraw(row.uid, organisation_id=member.organisation_id, by=acting(member), now=timezone.now())
    except Refusal:
        raise Http404 from None
    messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": row.email})
    return SeeOther(_team(member))


def _invite(member: Member, form: InviteForm) -> None:
    said = form.cleaned_data
    deeds.invite(
        said["email"],
        form.place(),
        language=said["language"],
        organisation_id=member.organisation_id,
        by=acting(member),
        now=timezone.now(),
    )


def _count(member: Member) -> None:
    """Raises TooManyTries."""
    attempts.count("invite", str(member.organisation_id), limit=MAILS_IN_AN_HOUR, now=timezone.now())


def _found(member: Member, uid: uuid.UUID) -> Invitation:
    row = team.invitation(member.organisation_id, uid)
    if row is None:
        raise Http404
    return row


def _team(member: Member) -> str:
    return resolve_url("staff_pages:team", member.organisation.slug)


def _show(request: HttpRequest, member: Member, form: InviteForm) -> HttpResponse:
    if form.is_bound:
        form.focus_first_error()
    facts = {"form": form, "refusal": form.refusal}
    status = form.status if form.is_bound else 200
    return show(request, member, INVITE, section="settings", status=status, **facts)
