"""One date on which other hours hold than every week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from terminbuch.actions.refusals import Refusal
from terminbuch.actions.rules import set_exception
from terminbuch.models import Member
from terminbuch.queries.preview import ExceptionChange, Windows, digest, posted_hours

from ..desk import show, voice
from ..door import for_rule_makers
from ..fields import Day
from ..foretold import foretold
from ..windows.answers import go
from .posted import Posted, posted
from .saving import SAVES, saved
from .spans import Typed, TypedDay, read, shown

FARTHEST = timedelta(days=3 * 366)
FIELDS = 2
OPEN, CLOSED, WEEKLY = "open", "closed", "weekly"
KINDS: dict[str, str | Promise] = {
    OPEN: _("Open at these hours"),
    CLOSED: _("Closed"),
    WEEKLY: _("As every week"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the window says. ``change`` is None while something in it cannot be read."""

    on: str
    kind: str
    day: TypedDay
    change: ExceptionChange | None
    error: str | Promise = ""


@require_http_methods(["GET", "HEAD", "POST"])
@for_rule_makers
def hours_of_date(request: HttpRequest, member: Member) -> HttpResponse:
    """A window; sent with ``do=keep`` or ``do=hand-over`` it is saved, else it shows what would follow."""
    door = posted(request, member)
    if request.method != "POST":
        return _window(request, door, _opened(request, door))
    asked = _sent(request, door)
    # For another day than the one that was looked at nobody has seen yet what holds there.
    was_seen = asked.on == request.POST.get("shown")
    if request.POST.get("do") not in SAVES or (asked.change and not was_seen):
        return _window(request, door, asked)
    if asked.change is None:
        return _window(request, door, asked, status=422)
    return _save(request, door, asked, asked.change)


def _save(request: HttpRequest, door: Posted, asked: Asked, change: ExceptionChange) -> HttpResponse:
    now = voice().now
    try:
        address = saved(
            request,
            door.member,
            lambda saving, by: set_exception(change, saving, by=by, now=now),
            back=f"{resolve_url('staff_pages:hours', door.member.organisation.slug)}?{door.query}",
            now=now,
        )
    except Refusal as refusal:
        return _window(request, door, asked, status=refusal.status, refusal=refusal)
    return go(request, address)


def _opened(request: HttpRequest, door: Posted) -> Asked:
    """The date of the link, as it is; without one tomorrow, closed."""
    try:
        on_date = _ahead(request.GET.get("on"), door)
    except ValidationError:
        on_date = voice().today(door.location.zone) + timedelta(days=1)
    stored = door.on(on_date, None).stored()
    kind = OPEN if stored else CLOSED
    week = posted_hours(door.member.organisation_id, door.resource.pk, door.location.pk)
    day = _with_fields(shown("day", stored or week.weekly.get(on_date.weekday(), ())))
    return Asked(on_date.isoformat(), kind, day, door.on(on_date, _windows(kind, day)))


def _sent(request: HttpRequest, door: Posted) -> Asked:
    on, kind = request.POST.get("on", "")[:20], request.POST.get("kind", "")
    day = _with_fields(read("day", request.POST))
    try:
        on_date = _ahead(on, door)
    except ValidationError as refused:
        return Asked(on, kind, day, None, refused.messages[0])
    if kind not in KINDS or (kind == OPEN and not day.windows):
        error = "" if day.has_error else _("Please say from when to when, or choose another answer.")
        return Asked(on, kind if kind in KINDS else CLOSED, day, None, error)
    return Asked(on, kind, day, door.on(on_date, _windows(kind, day)))


def _ahead(typed: str | None, door: Posted) -> date:
    on_date, today = Day().to_python(typed), voice().today(door.location.zone)
    if not today <= on_date <= today + FARTHEST:
        raise ValidationError(_("Please give a day from today on, within the next three years."))
    return on_date


def _windows(kind: str, day: TypedDay) -> Windows | None:
    return {OPEN: day.windows, CLOSED: (), WEEKLY: None}[kind]


def _with_fields(day: TypedDay) -> TypedDay:
    """With room for at least two spans."""
    missing = FIELDS - len(day.spans)
    return TypedDay(day.name, (*day.spans, *[Typed()] * missing), day.windows)


def _window(
    request: HttpRequest, door: Posted, asked: Asked, *, status: int = 200, **facts: Any
) -> HttpResponse:
    around = {
        "door": door,
        "asked": asked,
        "kinds": KINDS,
        "seen": _seen(request, asked),
        "is_refused": status != 200,
        "foretold": foretold(asked.change, voice()) if asked.change else None,
    }
    template = "staff_pages/hours/date.html"
    return show(request, door.member, template, section="hours", status=status, **around | facts)


def _seen(request: HttpRequest, asked: Asked) -> str:
    """The digest of what was stored when this date was first looked at."""
    if asked.change is None or asked.on == request.POST.get("shown"):
        return request.POST.get("seen", "")
    return digest(asked.change.stored())
