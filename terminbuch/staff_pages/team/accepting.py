"""The page that the link in an invitation opens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from terminbuch.actions import attempts
from terminbuch.actions import team as deeds
from terminbuch.actions.refusals import Refusal, TooManyTries
from terminbuch.actions.settings import Contradiction
from terminbuch.actions.team import InvitationEnded, WrongReader
from terminbuch.models import Invitation, Member, User
from terminbuch.queries import access

from ..bare import bare_page
from ..door import SeeOther
from ..language import language_for
from ..opening.page import arrived, first_page
from ..opening.person import NewPassword, PersonName
from ..settings.saving import refused
from ..settings.shape import SettingForm
from .words import ROLE_NAMES

PAGE, ENDED = "staff_pages/team/invited.html", "staff_pages/team/ended.html"
TRIES = 30


class JoinForm(SettingForm):
    """The address is the invitation's: whoever opened the link reads its mails."""

    person = PersonName()
    password = NewPassword()


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, invited: str) -> HttpResponse:
    invitation = access.invitation_by_token(invited, timezone.now())
    if invitation is None:
        return bare_page(request, ENDED, status=404)
    with translation.override(language_for(request, invitation.organisation)):
        try:
            return _answer(request, invitation)
        except InvitationEnded:
            return bare_page(request, ENDED, status=404)


def _answer(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Three readers: somebody who is signed in, somebody who should be, and somebody new."""
    if isinstance(request.user, User):
        return _signed_in(request, invitation, request.user)
    if User.objects.filter(email__iexact=invitation.email).exists():
        return _page(request, invitation, login=_way_in(request))
    if request.method != "POST":
        return _page(request, invitation, form=JoinForm())
    return _joined(request, invitation, JoinForm(request.POST))


def _signed_in(request: HttpRequest, invitation: Invitation, user: User) -> HttpResponse:
    if request.method != "POST":
        is_theirs = user.email.lower() == invitation.email.lower()
        return _page(request, invitation, accepts=is_theirs, other=None if is_theirs else user.email)
    try:
        member = deeds.accept(invitation, user=user, now=timezone.now())
    except WrongReader as refusal:
        return _page(request, invitation, status=refusal.status, other=user.email)
    return SeeOther(_first(member))


def _joined(request: HttpRequest, invitation: Invitation, form: JoinForm) -> HttpResponse:
    if not form.is_valid():
        return _form(request, invitation, form, status=422)
    said, now = form.cleaned_data, timezone.now()
    try:
        attempts.count("invited", str(invitation.pk), limit=TRIES, now=now)
        member = deeds.join(invitation, name=said["person"], password=said["password"], now=now)
    except (Contradiction, TooManyTries) as refusal:
        return _refused(request, invitation, form, refusal)
    return arrived(request, member, by="invitation", to=_first(member))


def _refused(request: HttpRequest, invitation: Invitation, form: JoinForm, refusal: Refusal) -> HttpResponse:
    refused(form, refusal)
    return _form(request, invitation, form, status=refusal.status)


def _form(request: HttpRequest, invitation: Invitation, form: JoinForm, *, status: int) -> HttpResponse:
    form.focus_first_error()
    return _page(request, invitation, status=status, form=form, refusal=form.refusal)


def _first(member: Member) -> str:
    """Whoever signed up begins with setting up, everybody else with the calendar."""
    if member.may_run_team and not member.organisation.is_open:
        return first_page(member)
    return resolve_url("staff_pages:bookings", member.organisation.slug)


def _way_in(request: HttpRequest) -> str:
    return f"{resolve_url('staff_pages:login')}?{urlencode({'next': request.path})}"


def _page(
    request: HttpRequest, invitation: Invitation, *, status: int = 200, **facts: object
) -> HttpResponse:
    shown = {"invitation": invitation, "role": ROLE_NAMES[invitation.role], **facts}
    return bare_page(request, PAGE, status=status, **shown)
