"""Where Google and Microsoft tell that a calendar changed: without a session, but with a word that we gave.

A foreign page cannot forge such a notice, for it does not know the word; so no token of a form is asked for.
A wrong word is answered as an address that does not exist, and no work is done for it (SEC-36).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from terminbuch.actions.outside import channels

MOST_NOTICES = 1000
LONGEST_TOKEN = 2000


@csrf_exempt
@require_POST
@never_cache
def google(request: HttpRequest, channel: uuid.UUID) -> HttpResponse:
    """The notice has no body; the first one only says that there will be others."""
    if not channels.heard(channel, request.headers.get("X-Goog-Channel-Token", ""), now=timezone.now()):
        raise Http404
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
@never_cache
def microsoft(request: HttpRequest, channel: uuid.UUID) -> HttpResponse:
    """A question back (``validationToken``) is answered with itself, as text; notices with 202 at once."""
    if "validationToken" in request.GET:
        return _echo(request.GET["validationToken"], channel)
    notices = list(_notices(request.body))
    if not notices or not all(_take(channel, notice) for notice in notices):
        raise Http404
    return HttpResponse(status=202)


def _echo(token: str, channel: uuid.UUID) -> HttpResponse:
    if len(token) > LONGEST_TOKEN or not channels.is_open(channel):
        raise Http404
    return HttpResponse(token, content_type="text/plain; charset=utf-8")


def _notices(body: bytes) -> Iterator[dict[str, Any]]:
    """None where it is no list of notices."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return
    listed = told.get("value") if isinstance(told, dict) else None
    if isinstance(listed, list) and len(listed) <= MOST_NOTICES:
        yield from (notice for notice in listed if isinstance(notice, dict))


def _take(channel: uuid.UUID, notice: dict[str, Any]) -> bool:
    """Each carries the word."""
    secret, event = str(notice.get("clientState", "")), notice.get("lifecycleEvent")
    now = timezone.now()
    if event is None:
        return channels.heard(channel, secret, now=now)
    return channels.lived(channel, secret, str(event), now=now)
