"""A new password for somebody who is signed in."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.logins import passwords, sessions
from terminbuch.actions.refusals import TooManyTries
from terminbuch.models import User

from ..stamps import is_fresh
from .fields import ChangePasswordForm, NewPasswordForm
from .freshness import ask_to_prove
from .own_pages import back, for_users, show
from .security_log import note
from .signing_in import is_right


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
def change_password(request: HttpRequest, user: User) -> HttpResponse:
    """Asks for the present one, or where there is none, for another proof."""
    if not user.has_usable_password() and not is_fresh(request.session, timezone.now()):
        return ask_to_prove(request)
    form = _form(request, user)
    if request.method != "POST":
        return show(request, "change_password", form=form)
    try:
        is_known = _knows_present(request, user)
    except TooManyTries:
        return show(request, "change_password", form=_empty(user), tried_too_often=True, status=429)
    if not is_known:
        note(request, "password_change_refused")
        form.add_error("present", _("This password is not right."))
    return _changed(request, user, form) if form.is_valid() else _again(request, form)


def _changed(request: HttpRequest, user: User, form: NewPasswordForm) -> HttpResponse:
    """The session gets a new key, all others end."""
    was = request.session.session_key or ""
    changed = passwords.change(user.pk, form.cleaned_data["password"], keep=was, now=timezone.now())
    update_session_auth_hash(request, changed)
    sessions.follow(user.pk, was=was, now_is=request.session.session_key or "")
    note(request, "password_changed")
    return back(request, _("Your password is changed. You are signed out everywhere else."))


def _knows_present(request: HttpRequest, user: User) -> bool:
    return not user.has_usable_password() or is_right(request, user, request.POST.get("present", ""))


def _form(request: HttpRequest, user: User) -> NewPasswordForm:
    shape = ChangePasswordForm if user.has_usable_password() else NewPasswordForm
    return shape(user, request.POST if request.method == "POST" else None)


def _empty(user: User) -> NewPasswordForm:
    return ChangePasswordForm(user)


def _again(request: HttpRequest, form: NewPasswordForm) -> HttpResponse:
    return show(request, "change_password", form=form, status=422)
