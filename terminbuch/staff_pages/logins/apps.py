"""Codes from an app on the telephone (TOTP), and the recovery codes."""

from __future__ import annotations

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.logins import codes, factors
from terminbuch.actions.logins.refusals import AlreadySet, NoFactor, NothingThere
from terminbuch.models import User
from terminbuch.models.sealing import seal, unseal
from terminbuch.queries import logins

from .fields import CodeForm
from .freshness import freshly
from .own_pages import back, for_users, show
from .security_log import note

SECRET = "app_secret"  # noqa: S105  # where the session keeps it, sealed, until the first code came


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
@freshly
def add_app(request: HttpRequest, user: User) -> HttpResponse:
    if logins.factors_of(user).app:
        raise AlreadySet
    secret = _secret(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and codes.fits(secret, form.cleaned_data["code"], now=timezone.now()) is None:
        form.add_error("code", _("This code is not right. Please type the one that the app shows now."))
    if not form.is_valid():
        return _page(request, user, form, secret)
    made = factors.add_app(user.pk, secret, now=timezone.now())
    del request.session[SECRET]
    note(request, "app_added")
    return told(request, made, _("From now on a code of your app is asked for, too."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
@freshly
def remove_app(request: HttpRequest, user: User) -> HttpResponse:
    found = logins.factors_of(user)
    if not found.app:
        raise NothingThere
    if request.method != "POST":
        return show(request, "remove_app", is_last=not found.passkeys)
    factors.remove_app(user.pk, now=timezone.now())
    note(request, "app_removed")
    return back(request, _("No code of the app is asked for any more."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
@freshly
def make_codes(request: HttpRequest, user: User) -> HttpResponse:
    found = logins.factors_of(user)
    if not found.any:
        raise NoFactor
    if request.method != "POST":
        return show(request, "make_codes", factors=found)
    made = factors.new_codes(user.pk, now=timezone.now())
    note(request, "codes_made")
    return told(request, made, "")


def told(request: HttpRequest, made: list[str], sentence: str) -> HttpResponse:
    """New recovery codes are shown in this answer and never again; without any, the sentence is enough."""
    return show(request, "codes", codes=made, sentence=sentence) if made else back(request, sentence)


def _page(request: HttpRequest, user: User, form: CodeForm, secret: str) -> HttpResponse:
    """The picture is drawn here: no other host hears of the secret."""
    url = get_adapter().build_totp_url(user, secret)
    picture = segno.make(url, error="m").svg_data_uri(scale=5, border=2, light="#fff")
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    status = 422 if form.is_bound else 200
    return show(request, "add_app", form=form, picture=picture, secret=groups, url=url, status=status)


def _secret(request: HttpRequest) -> str:
    """The same one until the first code came, whatever is typed wrong meanwhile."""
    if SECRET not in request.session:
        request.session[SECRET] = seal(generate_totp_secret())
    return unseal(request.session[SECRET])
