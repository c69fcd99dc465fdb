"""Pages for what went wrong. They ask no database, for that may be what is broken."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .language import language_for, languages
from .refused import because
from .starts import NO_OFFSET

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """``sentence`` says what happened, ``advice`` what to do now."""

    status: int
    sentence: str | Promise
    advice: str | Promise


BAD_REQUEST = Trouble(400, _("We could not read that."), _("Please go back and try once more."))
WITHOUT_OFFSET = Trouble(
    400,
    _("This start can mean two moments."),
    _("Please add its offset from world time, for example 2026-11-25T10:15+01:00."),
)
TOO_LARGE = Trouble(
    413, _("That is too much at once."), _("Please shorten your text and send the form once more.")
)
NOT_ALLOWED = Trouble(
    403,
    _("This form came from another site."),
    _("Please open the page here and send the form again."),
)
NOT_FOUND = Trouble(
    404, _("There is no such page."), _("Please check the address, or begin at the first page.")
)
UNKNOWN_LINK = Trouble(404, _("This link leads to no appointment."), _("Please open it from the mail again."))
BROKEN = Trouble(
    500,
    _("Something went wrong on our side."),
    _("Please try again in a few minutes. If it stays like this, tell us this number:"),
)
OUT_OF_REACH = Trouble(
    503,
    _("We cannot reach our calendar just now."),
    _("Please try again in a minute. You may send the same form once more: it does not book twice."),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Its reason stands in the log, as far as we gave one."""
    page = _page(request, _unreadable(exception))
    return because(str(exception), page) if isinstance(exception, BadRequest) and str(exception) else page


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, NOT_ALLOWED)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """The request's number stands in the log too, beside all that went wrong; nothing else is told."""
    number = getattr(request, "number", "") or secrets.token_hex(4)
    log.error("error number %s at %s", number, request.path)
    return _page(request, BROKEN, number=number)


def out_of_reach(request: HttpRequest) -> HttpResponse:
    return _page(request, OUT_OF_REACH)


def unknown_link(request: HttpRequest) -> HttpResponse:
    return _page(request, UNKNOWN_LINK)


def page_for(request: HttpRequest, trouble: Http404 | PermissionDenied | BadRequest) -> HttpResponse:
    if isinstance(trouble, Http404):
        return not_found(request, trouble)
    if isinstance(trouble, PermissionDenied):
        return because("foreign form", not_allowed(request, trouble))
    return bad_request(request, trouble)


def _unreadable(exception: Exception) -> Trouble:
    if isinstance(exception, RequestDataTooBig):
        return TOO_LARGE
    return WITHOUT_OFFSET if str(exception) == NO_OFFSET else BAD_REQUEST


def _page(request: HttpRequest, trouble: Trouble, *, number: str = "") -> HttpResponse:
    language = language_for(request, settings.LANGUAGE_CODE)
    facts = {
        "trouble": trouble,
        "number": number,
        "language": language,
        "languages": languages(request, language),
    }
    with translation.override(language):
        return HttpResponse(render_to_string("booking_pages/error.html", facts), status=trouble.status)
