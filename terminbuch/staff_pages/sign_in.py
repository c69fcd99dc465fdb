"""Signing in by e-mail and password, and out again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_POST

from terminbuch.actions import attempts
from terminbuch.actions.attempts import Limit
from terminbuch.actions.refusals import TooManyTries

from .door import SeeOther
from .language import choices, language_for, remember
from .middleware import STAFF
from .sign_in_form import SignInForm

# A whole team signs in from one address of a shop, each with an own e-mail address.
ADDRESSES_TO_MAILS = 10


class SignIn(LoginView):
    """One answer for a wrong password and an unknown address, in the same time: Django hashes in both cases.

    Tries are counted per e-mail address and per visitor address before the password is looked at.
    """

    template_name = "staff_pages/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language_for(request)):
            answer = super().dispatch(request, *args, **kwargs)
            return answer.render() if isinstance(answer, TemplateResponse) else answer

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            _count(request)
        except TooManyTries:
            return self._wait()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        super().form_valid(form)
        remember(self.request)
        return SeeOther(self.get_success_url())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_redirect_url(self, request: HttpRequest | None = None) -> str:
        """Where ``next`` leads, if that is a staff page; not this one, which would lead here again."""
        wished = super().get_redirect_url(request)
        is_ours = wished.startswith(STAFF) and not wished.startswith(self.request.path)
        return wished if is_ours else ""

    def get_context_data(self, **facts: Any) -> dict[str, Any]:
        return super().get_context_data(languages=choices(self.request), **facts)

    def _wait(self) -> HttpResponse:
        """The form again, unbound: to look at its errors would be to try the password."""
        fresh = SignInForm(self.request, initial={"username": self.request.POST.get("username", "")})
        return self.render_to_response(self.get_context_data(form=fresh, tried_too_often=True), status=429)


sign_in = require_http_methods(["GET", "HEAD", "POST"])(SignIn.as_view())


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return SeeOther(resolve_url("staff_pages:login"))


def _count(request: HttpRequest) -> None:
    """Unknown addresses are counted like known ones, so the limit tells nothing about who can sign in."""
    now, limit = timezone.now(), settings.LOGIN_TRIES
    mail = request.POST.get("username", "").strip().lower()
    visitor = attempts.household(request.META.get("REMOTE_ADDR", ""))
    of_mail = Limit("login_mail", mail, limit)
    attempts.count_all([of_mail, Limit("login_visitor", visitor, limit * ADDRESSES_TO_MAILS)], now=now)
