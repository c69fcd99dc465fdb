from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from terminbuch.models import Member
from terminbuch.queries import bookings, diary

from ..desk import show, voice
from ..door import for_members
from .bodies import body
from .feed import feed
from .frame import frame, seen, text
from .look import Look
from .setup import setup


@require_safe
@for_members
def show_calendar(request: HttpRequest, member: Member) -> HttpResponse:
    facts = _page(member, seen(request, member))
    return show(request, member, "staff_pages/calendar.html", section="bookings", **facts)


def around(request: HttpRequest, member: Member, day: date) -> dict[str, Any]:
    """The day that stands beside a booking."""
    return _page(member, seen(request, member).at(view="day", on=day, is_dated=True, find="", alone=""))


def _page(member: Member, shown: Look) -> dict[str, Any]:
    drawn = {"setup": setup(member, shown), "view_template": f"staff_pages/calendar/{shown.view}.html"}
    return frame(member, shown) | body(member, shown) | drawn


@gzip_page
@require_safe
@for_members
def changes(request: HttpRequest, member: Member) -> HttpResponse:
    """The diary as JSON, and 304 while it is what the reader has; asked for every second or two.

    The revision is read before the facts, so an answer is never older than its name.
    """
    shown = seen(request, member)
    name = _name(member, shown)
    unchanged = get_conditional_response(request, etag=name)
    if unchanged is not None:
        return unchanged
    return JsonResponse(_facts(member, shown), headers={"ETag": name})


def _facts(member: Member, shown: Look) -> dict[str, object]:
    around = {"text": text(member, shown), "tasks": bookings.count_open_tasks(member)}
    if not shown.has_grid:
        return around
    return around | feed(diary.diary(shown.asked(member, timezone.now())), shown, voice())


def _name(member: Member, shown: Look) -> str:
    """Whose it is, in which words, of what, and as of which change."""
    known = diary.revision(member.organisation_id, now=timezone.now())
    told = (known, member.pk, member.role, member.resource_id, voice().language, shown.query, shown.alone)
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
