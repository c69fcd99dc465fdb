"""Proving once more who one is, before a sensitive change."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.refusals import TooManyTries
from terminbuch.models import User

from .. import stamps
from ..door import SeeOther, ask_to_sign_in
from ..language import choices, in_its_language
from ..middleware import STAFF
from .freshness import is_safe
from .security_log import note
from .signing_in import is_right


@require_http_methods(["GET", "HEAD", "POST"])
@in_its_language
def prove(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return ask_to_sign_in(request)
    if request.method != "POST":
        return _page(request)
    try:
        if is_right(request, request.user, request.POST.get("password", "")):
            return proved(request)
    except TooManyTries:
        return _page(request, status=429, tried_too_often=True)
    note(request, "proof_refused")
    return _page(request, status=422, error=_("This password is not right."))


def proved(request: HttpRequest) -> HttpResponse:
    stamps.prove(request.session, timezone.now())
    note(request, "proved")
    page = request.GET.get("next", "")
    return SeeOther(page if is_safe(page) else STAFF)


def _page(request: HttpRequest, *, status: int = 200, **facts: object) -> HttpResponse:
    shown = {"languages": choices(request), **facts}
    return render(request, "staff_pages/logins/prove.html", shown, status=status)
