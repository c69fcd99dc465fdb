"""Proving once more who one is, before a sensitive change."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.refusals import TooManyTries
from terminbuch.models import User
from terminbuch.queries import logins

from .. import stamps
from ..door import SeeOther
from ..middleware import STAFF
from . import ceremony
from .ceremony import NotAccepted
from .freshness import is_safe
from .own_pages import for_users, show
from .security_log import note
from .signing_in import is_right


@require_http_methods(["GET", "HEAD", "POST"])
@for_users
def prove(request: HttpRequest, user: User) -> HttpResponse:
    """By the password or by a passkey. Who signs in by a provider alone signs in there again."""
    if request.method != "POST":
        return _page(request, user)
    try:
        if _is_proof(request, user):
            return proved(request)
    except TooManyTries:
        return _page(request, user, status=429, tried_too_often=True)
    note(request, "proof_refused")
    return _page(request, user, status=422, error=_("This password is not right."))


def proved(request: HttpRequest) -> HttpResponse:
    stamps.prove(request.session, timezone.now())
    note(request, "proved")
    page = request.GET.get("next", "")
    return SeeOther(page if is_safe(page) else STAFF)


def _is_proof(request: HttpRequest, user: User) -> bool:
    if "credential" not in request.POST:
        return is_right(request, user, request.POST.get("password", ""))
    try:
        return bool(ceremony.recognised(request, user).user_id == user.pk)
    except NotAccepted:
        return False


def _page(request: HttpRequest, user: User, *, status: int = 200, **facts: object) -> HttpResponse:
    has_passkey = bool(logins.factors_of(user).passkeys)
    question = ceremony.to_sign_in(user) if has_passkey else ""
    provider = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
    return show(
        request,
        "prove",
        question=question,
        has_password=user.has_usable_password(),
        provider=provider,
        next=request.GET.get("next", ""),
        status=status,
        **facts,
    )
