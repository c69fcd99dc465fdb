"""Between the password and the session: a code of the app, a recovery code, or a passkey."""

from __future__ import annotations

from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.logins import codes
from terminbuch.actions.refusals import TooManyTries
from terminbuch.models import User
from terminbuch.queries import logins

from ..door import SeeOther
from ..language import in_its_language
from . import ceremony
from .ceremony import NotAccepted
from .fields import CodeForm
from .own_pages import show
from .security_log import note


@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def second_step(request: HttpRequest) -> HttpResponse:
    stage = LoginStageController.enter(request, "mfa_authenticate")
    if isinstance(request.user, User) or stage is None:
        return redirect(resolve_url("staff_pages:login"))
    if request.method != "POST":
        return _page(request, stage, CodeForm())
    try:
        found = _found(request, stage.login.user)
    except TooManyTries:
        note(request, "second_step_too_often", user=stage.login.user)
        return _page(request, stage, CodeForm(), status=429, tried_too_often=True)
    return _passed(request, stage, found) if found else _refused(request, stage)


def _found(request: HttpRequest, user: User) -> Authenticator | None:
    if "credential" not in request.POST:
        return codes.accepts(user.pk, request.POST.get("code", ""), now=timezone.now())
    try:
        return ceremony.recognised(request, user)
    except NotAccepted:
        return None


def _passed(request: HttpRequest, stage: LoginStage, found: Authenticator) -> HttpResponse:
    found.user = stage.login.user
    post_authentication(request, found)
    answer: HttpResponse = stage.exit()
    return SeeOther(answer.headers["Location"])


def _refused(request: HttpRequest, stage: LoginStage) -> HttpResponse:
    note(request, "second_step_refused", user=stage.login.user)
    form = CodeForm(request.POST)
    if form.is_valid() or "credential" in request.POST:
        form.add_error("code", _("This code is not right, or it was used already."))
    return _page(request, stage, form, status=422)


def _page(
    request: HttpRequest, stage: LoginStage, form: CodeForm, *, status: int = 200, **facts: object
) -> HttpResponse:
    factors = logins.factors_of(stage.login.user)
    question = ceremony.to_sign_in(stage.login.user) if factors.passkeys else ""
    return show(request, "second_step", form=form, factors=factors, question=question, status=status, **facts)
