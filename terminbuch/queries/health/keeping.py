"""Backups, room on the disk, and the clock."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from terminbuch.models import Backup, Booking, HistoryEntry

from ..findings import Finding, Round, State

DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
LITTLE_ROOM = 500_000_000
"""Bytes."""
OFF = timedelta(minutes=2)


def backup(round_: Round) -> Iterator[Finding]:
    """Nobody is urged before there is something to lose, and never in the demo."""
    title, last = pgettext("health", "Backup"), Backup.objects.first()
    if last is None:
        words = _("there is no backup yet; the command “terminbuch backup” makes one")
        yield Finding("backup", title, words, State.WARN if _may_lose(round_) else State.HINT)
    elif last.error:
        yield Finding("backup", title, _unreliable(last, round_), State.WARN)
    else:
        yield _aged(title, round_.now - last.made_at, is_read_back=last.checked_at is not None)


def _unreliable(last: Backup, round_: Round) -> str:
    """What was wrong may tell of all businesses: only whoever asks about all is told."""
    if round_.organisation is None:
        return _("the last backup cannot be relied on: %(error)s") % {"error": last.error}
    return _("the last backup cannot be relied on")


def _may_lose(round_: Round) -> bool:
    rows = Booking.objects.everywhere().filter(created_at__lt=round_.now - DAY)
    return not settings.IS_DEMO and rows.exists()


def _aged(title: str, age: timedelta, *, is_read_back: bool) -> Finding:
    days = max(0, age // DAY)
    words = ngettext(
        "the last one was made %(days)d day ago", "the last one was made %(days)d days ago", days
    ) % {"days": days}
    if days == 0:
        words = _("the last one was made less than a day ago")
    if not is_read_back:
        return Finding("backup", title, _("%(words)s and was never read back") % {"words": words}, State.WARN)
    return Finding("backup", title, words, State.WARN if age > A_WEEK else State.GOOD)


def room(round_: Round) -> Iterator[Finding]:
    yield _room(shutil.disk_usage(settings.DATA).free)


def _room(free: int) -> Finding:
    title, said = pgettext("health", "Room on the disk"), {"megabytes": free // 1_000_000}
    if free < LITTLE_ROOM:
        words = _("only %(megabytes)d MB are free; without room nothing can be booked") % said
        return Finding("disk", title, words, State.WARN)
    return Finding("disk", title, _("%(megabytes)d MB are free") % said)


def clock(round_: Round) -> Iterator[Finding]:
    """What was written later than now was written by a clock that was wrong, or this one is."""
    title = pgettext("health", "Clock")
    latest = round_.rows(HistoryEntry).aggregate(latest=Max("at"))["latest"]
    if latest is not None and latest > round_.now + OFF:
        words = _("something was written at a time that is still to come: a clock is or was wrong")
        yield Finding("clock", title, words, State.WARN)
    elif (apart := _apart()) > OFF:
        words = _("this machine and the database differ by %(seconds)d seconds") % {
            "seconds": apart.total_seconds()
        }
        yield Finding("clock", title, words, State.WARN)
    else:
        yield Finding("clock", title, _("the clock is right as far as we can tell"))


def _apart() -> timedelta:
    """Between our clock and the database's, both read now, whatever moment the question is about."""
    if connection.vendor == "sqlite":
        return timedelta(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    return abs(datetime.now(UTC) - theirs)
