"""Under which host a request came: the installation's, or a business's own, where only that business is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port

from terminbuch.models import Organisation
from terminbuch.queries import access

STAFF = "/-/staff/"
SAFE = {"GET", "HEAD", "OPTIONS"}


class OwnHostMiddleware:
    """Lets a host in that a business has as its own; every other one Django refuses (400, SEC-30).

    There nobody signs in: people who work here are led to the installation's address, where their passkeys
    and their session are. The pages of other businesses are not there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        own = _own_host(request)
        if own is None:
            return self.get_response(request)
        host = request.META["HTTP_HOST"]
        request.get_host = lambda: host  # type: ignore[method-assign]
        request.own_host_of = own  # type: ignore[attr-defined]
        if request.path_info.startswith(STAFF):
            return _to_the_installation(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> None:
        own: Organisation | None = getattr(request, "own_host_of", None)
        if own is not None and not _belongs(own, kwargs):
            raise Http404


def _own_host(request: HttpRequest) -> Organisation | None:
    """Asks the database only for a host that is not the installation's."""
    try:
        request.get_host()
    except DisallowedHost:
        name, _port = split_domain_port(request.META.get("HTTP_HOST", ""))
        return access.organisation_by_hostname(name)
    return None


def _to_the_installation(request: HttpRequest) -> HttpResponse:
    if request.method not in SAFE:
        raise Http404
    return HttpResponseRedirect(f"{settings.BASE_URL}{request.get_full_path()}")


def _belongs(own: Organisation, parts: dict[str, Any]) -> bool:
    """Whether what stands in the address is this business's, as far as it names one."""
    if "slug" in parts:
        slug = parts["slug"]
        return slug == own.slug or access.current_slug(slug) == own.slug
    if "token" in parts:
        booking = access.booking_by_token(parts["token"])
        return booking is None or booking.organisation_id == own.pk
    return True
