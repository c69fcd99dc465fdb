"""Calendars that cannot be read are noticed: their time is withheld, and people are told once."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from terminbuch.models import CalendarConnection, OutsideCalendar
from terminbuch.queries.calendar_state import RED_AFTER, is_red

from ..deed import deed
from ..locking import lock_resources, raise_revisions
from .telling import tell

RED, BACK = "calendar_red", "calendar_back"
log = logging.getLogger("terminbuch.calendars")
WhenUnknown = OutsideCalendar.WhenUnknown


def watch(now: datetime) -> None:
    """A chore. Idle, it only reads."""
    for calendar in _suspects().select_related("connection").order_by("pk"):
        if _judged(calendar, now) != (calendar.is_withheld, calendar.told_at is not None):
            try:
                _judge(calendar, now=now)
            except Exception:  # one calendar that we cannot judge must not keep back the others
                log.exception("calendar %s", calendar.uid)


def _suspects() -> QuerySet[OutsideCalendar]:
    """Those in trouble, and those that were once and are no longer."""
    rows = OutsideCalendar.objects.everywhere()
    in_trouble = Q(failing_since__isnull=False) | Q(connection__state=CalendarConnection.State.SIGNED_OUT)
    return rows.filter(in_trouble | Q(is_withheld=True) | Q(told_at__isnull=False))


@deed
def _judge(calendar: OutsideCalendar, *, now: datetime) -> None:
    organisation_id = calendar.organisation_id
    lock_resources(organisation_id, [calendar.resource_id])
    rows = OutsideCalendar.objects.of(organisation_id).select_for_update(no_key=True, of=("self",))
    row = rows.select_related("connection").filter(pk=calendar.pk).first()
    if row is None:
        return
    withheld, told = _judged(row, now)
    if withheld != row.is_withheld:
        row.is_withheld = withheld
        raise_revisions(organisation_id, [row.resource_id])
    if told and row.told_at is None:
        row.told_at = now
        _tell(row, RED, now=now)
    elif not told:
        row.told_at = None
    row.save(update_fields=["is_withheld", "told_at"])


def _judged(calendar: OutsideCalendar, now: datetime) -> tuple[bool, bool]:
    """Whether its resource's time is withheld, and whether people should know that it is red."""
    red = is_red(calendar, now)
    return red and calendar.blocks and _withholds(calendar, now), red


def _withholds(calendar: OutsideCalendar, now: datetime) -> bool:
    """By its policy, and by how old the copy is that it would rely on."""
    if calendar.when_unknown == WhenUnknown.ACCEPT and calendar.last_good_at is not None:
        young = max(timedelta(minutes=calendar.young_minutes), RED_AFTER)
        return now - calendar.last_good_at >= young
    return calendar.when_unknown != WhenUnknown.ASK


def welcome_back(calendar: OutsideCalendar, *, now: datetime) -> None:
    """A step of the deed that keeps a good answer; who heard that it was red hears this, too."""
    calendar.is_withheld = False
    if calendar.told_at is not None:
        _tell(calendar, BACK, now=now)
        calendar.told_at = None


def _tell(calendar: OutsideCalendar, kind: str, *, now: datetime) -> None:
    since = calendar.told_at or now
    key = f"{calendar.uid.hex}:{int(since.timestamp())}"
    tell(calendar, kind, key, {"calendar": str(calendar.uid)}, now=now)
