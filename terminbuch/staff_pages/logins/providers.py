"""Signing in by OpenID Connect, where the operator has configured a provider."""

from __future__ import annotations

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from ..language import in_its_language
from .own_pages import show
from .providers_failed import failed
from .signing_in import target

PROVIDER = "oidc"


@require_POST
@in_its_language
def go_to_provider(request: HttpRequest) -> HttpResponse:
    """A page that leads on by itself: a form must not be redirected to another host (its policy says so)."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        provider = get_adapter().get_provider(request, PROVIDER)
        there = provider.redirect(request, process="login", next_url=target(request))
    except RequestException:
        return failed(request, "unreachable")
    address = there.headers["Location"]
    answer = show(request, "go_to_provider", address=address, name=settings.OIDC_NAME)
    answer.headers["Refresh"] = f"0; url={address}"
    return answer


@require_safe
@in_its_language
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Only with the state that this session was given, once; then on as after a password."""
    try:
        answer: HttpResponse = views.callback(request, provider_id)
    except (SocialApp.DoesNotExist, ImmediateHttpResponse):
        raise Http404 from None
    return answer
