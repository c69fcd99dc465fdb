"""A page is shown again as it was made, while nothing that it is made of has changed.

Nothing of a visitor is in such a page: what somebody has typed or holds is never kept, nobody is signed in on
these pages, and they set no cookie.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from terminbuch.availability import Span
from terminbuch.queries.editions import Edition, first_hold_ends

from .addresses import CARRIED, said
from .language import asked_language
from .shelf import SHELF, Name, Page

type View = Callable[..., HttpResponse]

# What the address of such a page may say: with any other word that we know, somebody has typed something,
# holds a time or searches.
SHARED = {*CARRIED, "with", "at", "date", "month", "view"}
LONGEST = 300


def lasting(page: HttpResponse, span: Span) -> HttpResponse:
    """For so long time alone changes nothing on the page; an empty span for one that is not to be kept."""
    page.lasts = span  # type: ignore[attr-defined]
    return page


def enduring(edition_of: Callable[..., Edition | None]) -> Callable[[View], View]:
    """For a view whose pages say how long they last: kept, such a page costs one query.

    ``edition_of`` takes what stands in the address. It is asked before the view reads anything, so no page is
    older than its edition says. Whoever has the page already is told so (304).
    """

    def around(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, **parts: str) -> HttpResponse:
            name = _name(request)
            edition = edition_of(**parts) if name else None
            if name is None or edition is None:
                return view(request, **parts)
            page = SHELF.find(name, edition, timezone.now())
            if page is not None:
                return _answer(request, page)
            with SHELF.making(name) as has_waited:
                if has_waited:  # for a page of a newer edition, it may be
                    edition = edition_of(**parts) or edition
                page = SHELF.find(name, edition, timezone.now())
                return _answer(request, page) if page else _made(view, request, parts, name, edition)

        return shown

    return around


def _name(request: HttpRequest) -> Name | None:
    """What tells one such page from another, in any host; None where the answer is nobody else's."""
    words = said(request)
    is_shared = request.method in {"GET", "HEAD"} and words.keys() <= SHARED
    if not is_shared or any(len(word) > LONGEST for word in words.values()):
        return None
    return (request.path, asked_language(request), *(part for word in words.items() for part in word))


def _made(
    view: View, request: HttpRequest, parts: dict[str, str], name: Name, edition: Edition
) -> HttpResponse:
    ends = first_hold_ends(parts["slug"], timezone.now())
    answer = view(request, **parts)
    lasts: Span | None = getattr(answer, "lasts", None)
    if answer.status_code != 200 or lasts is None:
        return answer
    page = _page(answer, edition, _until(lasts, ends))
    SHELF.keep(name, page)
    return _answer(request, page)


def _until(lasts: Span, ends: datetime | None) -> Span:
    """A hold's end is a moment and no change, so no edition tells of it."""
    return Span(lasts.start, max(lasts.start, min(lasts.end, ends or lasts.end)))


def _page(answer: HttpResponse, edition: Edition, lasts: Span) -> Page:
    etag = f'"{hashlib.sha256(answer.content).hexdigest()[:24]}"'
    headers = {**answer.headers, "ETag": etag}
    return Page(edition, lasts, answer.content, headers, getattr(answer, "_csp_config", {}))


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    whole = HttpResponse(page.body, headers=page.headers)
    answer = get_conditional_response(request, etag=page.headers["ETag"], response=whole) or whole
    # On "not modified" as well, for what it says counts for the page that the browser has.
    answer._csp_config = page.policy  # type: ignore[attr-defined]
    return answer
