"""A business of one's own, where the installation lets everybody open one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from terminbuch.actions import attempts, team
from terminbuch.actions.attempts import Limit
from terminbuch.actions.refusals import TooManyTries
from terminbuch.actions.settings import Contradiction

from .. import errors
from ..bare import bare_page
from ..door import SeeOther
from ..fields import Email
from ..language import language_for
from ..settings.saving import refused
from .form import NewBusinessForm

PAGE, SENT = "staff_pages/opening/sign_up.html", "staff_pages/opening/sent.html"
OF_A_VISITOR, OF_AN_ADDRESS = 10, 3


class SignUpForm(NewBusinessForm):
    """No password: it is chosen behind the link in the mail, which proves the address."""

    email = Email(missing=_("Please give an e-mail address."), label=_("Your e-mail address"))


def _if_switched_on(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponse:
        if not settings.SIGN_UP:
            return errors.not_found(request)
        with translation.override(language_for(request)):
            return view(request)

    return opened


@require_http_methods(["GET", "HEAD", "POST"])
@_if_switched_on
def sign_up(request: HttpRequest) -> HttpResponse:
    """The same answer for an address that is known and for one that is not (SEC-13)."""
    if request.method != "POST":
        return _show(request, SignUpForm(initial={"language": translation.get_language()}))
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        _count(request, form)
        team.sign_up(form.founding(), form.cleaned_data["email"], now=timezone.now())
    except (Contradiction, TooManyTries) as refusal:
        refused(form, refusal)
        return _show(request, form, status=refusal.status)
    return SeeOther(resolve_url("staff_pages:signed_up"))


@require_safe
@_if_switched_on
def signed_up(request: HttpRequest) -> HttpResponse:
    return bare_page(request, SENT)


def _count(request: HttpRequest, form: SignUpForm) -> None:
    """Raises TooManyTries."""
    visitor = attempts.household(request.META.get("REMOTE_ADDR", ""))
    address = form.cleaned_data["email"].lower()
    limits = [Limit("sign_up", visitor, OF_A_VISITOR), Limit("sign_up_mail", address, OF_AN_ADDRESS)]
    attempts.count_all(limits, now=timezone.now())


def _show(request: HttpRequest, form: SignUpForm, *, status: int = 200) -> HttpResponse:
    if form.is_bound:
        form.focus_first_error()
    return bare_page(request, PAGE, status=status, form=form, refusal=form.refusal)
