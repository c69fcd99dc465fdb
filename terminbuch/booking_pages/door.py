"""How a request comes in: for an organisation in the path, or with the link from a mail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Concatenate

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from terminbuch.models import Booking
from terminbuch.queries import access

from . import errors
from .framing import framed
from .posts import check_post
from .visit import Visit, visit_of

type OrganisationView[**P] = Callable[Concatenate[Visit, P], HttpResponse]
type BookingView[**P] = Callable[Concatenate[Visit, Booking, P], HttpResponse]
# Django calls views with the names that stand in the address.
type View = Callable[..., HttpResponse]

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


class SeeOther(HttpResponseRedirect):
    """Where to look after a change (303), so that loading the page again repeats nothing."""

    status_code = 303


def organisation_page[**P](view: OrganisationView[P]) -> View:
    """A page under an organisation's slug; an old slug leads to the present one, the rest of the way kept."""

    @wraps(view)
    def opened(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        organisation = access.organisation_by_slug(slug)
        if organisation is None:
            return _at_new_address(request, slug)
        visit = visit_of(request, organisation)
        response = _answered(visit, partial(view, visit, *args, **kwargs))
        # Free times of a moment ago are wrong ones; a page that is kept nowhere has said so itself.
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return csrf_exempt(opened)


def booking_page[**P](view: BookingView[P]) -> View:
    """A page that the link in a mail opens. Every link that leads nowhere gets the same answer."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        booking = access.booking_by_token(token)
        if booking is None:
            return personal(errors.unknown_link(request))
        visit = visit_of(request, booking.organisation, home_language=booking.language)
        return personal(_answered(visit, partial(view, visit, booking, *args, **kwargs)))

    return csrf_exempt(opened)


def personal(response: HttpResponse) -> HttpResponse:
    """Nobody keeps a copy: no browser, no proxy, no search engine."""
    patch_cache_control(response, private=True, no_store=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answered(visit: Visit, answer: Callable[[], HttpResponse]) -> HttpResponse:
    with translation.override(visit.language):
        try:
            check_post(visit.request)
            response = answer()
        except (Http404, PermissionDenied, BadRequest) as trouble:
            response = errors.page_for(visit.request, trouble)
    patch_vary_headers(response, ["Accept-Language"])
    return framed(response, visit.organisation)


def _at_new_address(request: HttpRequest, old_slug: str) -> HttpResponse:
    slug = access.current_slug(old_slug)
    if slug is None:
        raise Http404
    rest = request.get_full_path().removeprefix(f"/{old_slug}")
    return HttpResponsePermanentRedirect(f"/{slug}{rest}")
