"""In which language a page speaks to the one who reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from terminbuch.models import Organisation

KEPT_AS = "language"
NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Choice:
    """A language one can change to, and the address of this page in it."""

    code: str
    name: str
    href: str


def language_for(request: HttpRequest, organisation: Organisation | None = None) -> str:
    """What ``?lang=`` says, else what was chosen before, else the browser's wish, else the organisation's."""
    wishes = [request.GET.get("lang"), request.session.get(KEPT_AS), *_of_browser(request)]
    home = organisation.language if organisation else settings.LANGUAGE_CODE
    return next((wish for wish in wishes if wish in NAMES), home)


def in_its_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a page of no organisation: it speaks as the browser wishes."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(language_for(request)):
            return view(request, *args, **kwargs)

    return spoken


def remember(request: HttpRequest) -> None:
    """Keeps ``?lang=`` for the following pages. For somebody who signed in: robots get no session."""
    chosen = request.GET.get("lang")
    if chosen in NAMES and request.session.get(KEPT_AS) != chosen:
        request.session[KEPT_AS] = chosen


def choices(request: HttpRequest) -> list[Choice]:
    return [Choice(code, name, _address(request, code)) for code, name in NAMES.items()]


def _of_browser(request: HttpRequest) -> list[str]:
    header = request.headers.get("Accept-Language", "")
    return [code.partition("-")[0] for code, _weight in parse_accept_lang_header(header)]


def _address(request: HttpRequest, code: str) -> str:
    query = request.GET.copy()
    query["lang"] = code
    return "?" + query.urlencode()
