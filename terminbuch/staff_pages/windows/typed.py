"""What was sent, and what the pressed button does to it."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest

from terminbuch.actions import keys
from terminbuch.models import Location

from .filled import Typed, start_fields

AT, INSTANT = "at:", "%Y-%m-%dT%H:%M:%SZ"


def sent(request: HttpRequest) -> Typed:
    """A form without a key of ours gets a fresh one: whoever made it has saved nothing with it."""
    typed = request.POST.copy()
    if not keys.is_ours(typed.get("key", "")):
        typed["key"] = keys.new_key()
    return typed


def take_free_time(typed: Typed, location: Location | None) -> None:
    """A free time that was offered goes into the fields."""
    starts_at = _instant(typed.get("do", ""))
    if starts_at is not None and location is not None:
        for name, value in start_fields(starts_at, location.zone).items():
            typed[name] = value


def _instant(pressed: str) -> datetime | None:
    try:
        return datetime.strptime(pressed.removeprefix(AT), INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None
