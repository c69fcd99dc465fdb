"""Signing in by e-mail and password, and out again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions import attempts
from terminbuch.actions.attempts import Limit
from terminbuch.actions.refusals import TooManyTries
from terminbuch.models import User

from ..door import SeeOther
from ..language import choices, in_its_language
from ..middleware import STAFF
from .entering import let_in
from .freshness import is_safe
from .security_log import note
from .sign_in_form import SignInForm

# A whole team signs in from one address of a shop, each with an own e-mail address.
ADDRESSES_TO_MAILS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def sign_in(request: HttpRequest) -> HttpResponse:
    """One answer for a wrong password and an unknown address, in the same time: Django hashes in both cases.

    Tries are counted per e-mail address and per visitor address before the password is looked at.
    """
    if isinstance(request.user, User):
        return redirect(target(request))
    if request.method != "POST":
        return _page(request, SignInForm(request))
    try:
        count_tries(request, request.POST.get("username", ""))
    except TooManyTries:
        return _wait(request)
    return _tried(request, SignInForm(request, data=request.POST))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        note(request, "signed_out")
    logout(request)
    return SeeOther(resolve_url("staff_pages:login"))


def count_tries(request: HttpRequest, mail: str | None) -> None:
    """Unknown addresses are counted like known ones, so the limit tells nothing about who can sign in.

    A passkey names no address: its tries are the visitor's alone.
    """
    limit = settings.LOGIN_TRIES
    visitor = attempts.household(request.META.get("REMOTE_ADDR", ""))
    limits = [Limit("login_visitor", visitor, limit * ADDRESSES_TO_MAILS)]
    if mail is not None:
        limits.append(Limit("login_mail", mail.strip().lower(), limit))
    attempts.count_all(limits, now=timezone.now())


def is_right(request: HttpRequest, user: User, password: str) -> bool:
    """Whether somebody who is signed in still knows the password. Counted as a try to sign in."""
    count_tries(request, user.email)
    return authenticate(request, username=user.email, password=password) == user


def _tried(request: HttpRequest, form: SignInForm) -> HttpResponse:
    if not form.is_valid():
        note(request, "sign_in_refused")
        return _page(request, form, status=422)
    return let_in(request, form.user(), by="password", to=target(request))


def _wait(request: HttpRequest) -> HttpResponse:
    """The form again, unbound: to look at its errors would be to try the password."""
    note(request, "sign_in_too_often")
    fresh = SignInForm(request, initial={"username": request.POST.get("username", "")})
    return _page(request, fresh, status=429, tried_too_often=True)


def refused(request: HttpRequest, **facts: Any) -> HttpResponse:
    """The page to sign in, after another way did not open the door."""
    return _page(request, SignInForm(request), **facts)


def _page(request: HttpRequest, form: SignInForm, *, status: int = 200, **facts: Any) -> HttpResponse:
    provider = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
    known = {"provider": provider, "signs_up": settings.SIGN_UP}
    shown = {"form": form, "languages": choices(request), **known, **facts}
    return render(request, "staff_pages/logins/sign_in.html", shown, status=status)


def target(request: HttpRequest) -> str:
    """Where ``next`` leads, if that is a staff page; not this one, which would lead here again."""
    wished = request.GET.get("next", "")
    return wished if is_safe(wished) and not wished.startswith(request.path) else STAFF
