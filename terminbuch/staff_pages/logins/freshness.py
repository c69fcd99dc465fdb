"""Before a change that an unwatched screen must not make, people prove again who they are."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone

from ..door import SeeOther, StaffView
from ..middleware import STAFF
from ..stamps import is_fresh


def freshly(view: StaffView) -> StaffView:
    """Stands inside ``for_owners`` and its like: lets in whoever signed in, or proved it, within 15 minutes.

    Others are asked first and then come back to the page; what a form said is not kept, for it may be secret.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request.session, timezone.now()):
            return view(request, *args, **kwargs)
        return ask_to_prove(request)

    return opened


def ask_to_prove(request: HttpRequest) -> HttpResponse:
    return SeeOther(f"{resolve_url('account_reauthenticate')}?{urlencode({'next': _page(request)})}")


def _page(request: HttpRequest) -> str:
    """The page itself; of a form that has no page of its own, the page on which it stood."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    stood_on = urlsplit(request.headers.get("Referer", ""))
    is_ours = stood_on.netloc == request.get_host() and stood_on.path.startswith(STAFF)
    return stood_on.path if is_ours else STAFF


def is_safe(page: str) -> bool:
    """Whether one may be sent there: one of our own staff pages, and not on to another host."""
    return page.startswith(STAFF) and "\\" not in page and "//" not in urlsplit(page).path
