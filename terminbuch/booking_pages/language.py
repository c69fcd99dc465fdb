"""In which language a page speaks to its reader. Nothing is kept: the choice travels in the links."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from .addresses import said, with_query

NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Language:
    """A language one can change to: this page's address in it, and whether it is the present one."""

    code: str
    name: str
    address: str
    is_current: bool


def chosen_language(request: HttpRequest) -> str:
    """What ``?lang=`` says; "" for nothing, or for a language we do not speak."""
    code = request.GET.get("lang", "")
    return code if code in NAMES else ""


def asked_language(request: HttpRequest) -> str:
    """What ``?lang=`` says, else the first of ours that the browser asks for; "" for neither."""
    header = request.headers.get("Accept-Language", "")
    wishes = [code.partition("-")[0] for code, weight in parse_accept_lang_header(header) if weight > 0]
    return chosen_language(request) or next((wish for wish in wishes if wish in NAMES), "")


def language_for(request: HttpRequest, home: str) -> str:
    """The language asked for, else ``home``."""
    return asked_language(request) or home


def languages(request: HttpRequest, current: str) -> list[Language]:
    return [Language(code, name, _here_in(request, code), code == current) for code, name in NAMES.items()]


def _here_in(request: HttpRequest, code: str) -> str:
    return with_query("", {**said(request), "lang": code})
