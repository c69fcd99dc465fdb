"""A resource's bookings, for calendar programs that subscribe to its private address."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from terminbuch.actions.outside import feeds
from terminbuch.ical.published import published
from terminbuch.queries.published import entries_of, resource_with_feed

EVERY_MINUTES = 15
LONGEST = 200


@require_safe
def subscribed(request: HttpRequest, token: str) -> HttpResponse:
    """304 as long as it is what the program has; whatever is wrong with the address looks the same."""
    uid = feeds.named(token) if len(token) <= LONGEST else None
    resource = resource_with_feed(uid) if uid else None
    is_full = feeds.is_full(resource, token) if resource else None
    if resource is None or is_full is None:
        raise Http404
    entries = entries_of(resource, is_full=is_full, now=timezone.now())
    name = f"{resource.organisation.name}: {resource.name}"
    return _answer(request, published(name, entries, minutes=EVERY_MINUTES))


def _answer(request: HttpRequest, text: bytes) -> HttpResponse:
    mark = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    is_known = mark in request.headers.get("If-None-Match", "")
    answer = (
        HttpResponse(status=304)
        if is_known
        else HttpResponse(text, content_type="text/calendar; charset=utf-8")
    )
    answer.headers["ETag"] = mark
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    if not is_known:
        answer.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return answer
