"""Passkeys: a key on the telephone or the computer that recognises its owner, instead of a password."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions.logins import factors
from terminbuch.actions.refusals import TooManyTries
from terminbuch.models import User
from terminbuch.queries import logins

from ..language import in_its_language
from . import ceremony
from .apps import told
from .browsers import browser
from .ceremony import NotAccepted
from .fields import PasskeyForm
from .freshness import freshly
from .own_pages import back, for_users, show
from .security_log import note
from .signing_in import count_tries, refused, target


@require_POST
@in_its_language
def question(request: HttpRequest) -> HttpResponse:
    """What a passkey signs to let its owner in. Made at the press of a button: robots get no session."""
    return HttpResponse(ceremony.to_sign_in(), content_type="application/json")


@require_POST
@in_its_language
def sign_in(request: HttpRequest) -> HttpResponse:
    """The key has recognised its owner, so it counts as two factors at once."""
    try:
        count_tries(request, None)
        key = ceremony.recognised(request)
    except TooManyTries:
        return refused(request, status=429, tried_too_often=True)
    except NotAccepted:
        note(request, "passkey_refused")
        return refused(request, status=422, sentence=_("This passkey does not open anything here."))
    post_authentication(request, key, passwordless=True)
    answer: HttpResponse = perform_login(request, Login(user=key.user, redirect_url=target(request)))
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
@freshly
def add_passkey(request: HttpRequest, user: User) -> HttpResponse:
    if request.method != "POST":
        name = browser(request.headers.get("User-Agent", "")) or _("My passkey")
        return _page(request, user, PasskeyForm(initial={"name": name}))
    form = PasskeyForm(request.POST)
    if not form.is_valid():
        return _page(request, user, form, status=422)
    try:
        credential = ceremony.registered(request)
    except NotAccepted:
        form.add_error(None, _("The passkey did not answer as it should. Please try again."))
        return _page(request, user, form, status=422)
    made = factors.add_passkey(user.pk, form.cleaned_data["name"], credential, now=timezone.now())
    note(request, "passkey_added")
    return told(request, made, _("You can now sign in with your passkey."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
@freshly
def name_passkey(request: HttpRequest, user: User, passkey: int) -> HttpResponse:
    name = _name(user, passkey)
    form = PasskeyForm(request.POST if request.method == "POST" else None, initial={"name": name})
    if not form.is_valid():
        return show(request, "name_passkey", form=form, name=name, status=422 if form.is_bound else 200)
    factors.name_passkey(user.pk, passkey, form.cleaned_data["name"])
    return back(request, _("The passkey has its new name."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
@freshly
def remove_passkey(request: HttpRequest, user: User, passkey: int) -> HttpResponse:
    name, found = _name(user, passkey), logins.factors_of(user)
    if request.method != "POST":
        is_last = found.app is None and len(found.passkeys) == 1
        return show(request, "remove_passkey", name=name, is_last=is_last)
    factors.remove_passkey(user.pk, passkey, now=timezone.now())
    note(request, "passkey_removed")
    return back(request, _("The passkey is removed."))


def _page(request: HttpRequest, user: User, form: PasskeyForm, *, status: int = 200) -> HttpResponse:
    return show(request, "add_passkey", form=form, question=ceremony.to_register(user), status=status)


def _name(user: User, passkey: int) -> str:
    """Raises Http404 for what is not there and for what is somebody else's."""
    row = logins.passkey_of(user, passkey)
    if row is None:
        raise Http404
    return str(row.data["name"])
