"""Pages about oneself: they belong to no organisation, and everybody who signed in has them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.functional import Promise

from terminbuch.actions.logins.refusals import NothingThere
from terminbuch.actions.refusals import Refusal
from terminbuch.models import User

from .. import errors
from ..door import SeeOther, StaffView, ask_to_sign_in
from ..language import choices, in_its_language, remember

type UserView[**P] = Callable[Concatenate[HttpRequest, User, P], HttpResponse]


def for_users[**P](view: UserView[P]) -> StaffView:
    """Opens a page to whoever signed in. A refusal is said on the page about one's sign-in."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            return ask_to_sign_in(request)
        remember(request)
        try:
            return view(request, request.user, *args, **kwargs)
        except (Http404, NothingThere):
            return errors.not_found(request)
        except Refusal as refusal:
            return back(request, refusal.sentence, level=messages.WARNING)

    return in_its_language(opened)


def show(request: HttpRequest, page: str, *, status: int = 200, **facts: Any) -> HttpResponse:
    shown = {"languages": choices(request), **facts}
    return render(request, f"staff_pages/logins/{page}.html", shown, status=status)


def back(request: HttpRequest, sentence: str | Promise, *, level: int = messages.SUCCESS) -> HttpResponse:
    """To the page about one's sign-in, with a sentence."""
    messages.add_message(request, level, str(sentence))
    return SeeOther(resolve_url("your_sign_in"))
