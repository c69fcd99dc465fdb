"""Google and Microsoft are asked to tell us of changes; each channel is renewed at half of its life."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from terminbuch.actions.outside import channels
from terminbuch.models import OutsideCalendar
from terminbuch.queries.reachable import can_be_told

from . import outbound
from .accounts import account_of
from .kind import Watch
from .kinds import opened
from .oauth.providers import KINDS
from .troubles import Trouble

SECONDS = 15.0
A_FEW = 10
NEVER = timedelta(days=2)  # of some calendars nothing is ever told; at half of it we ask again
log = logging.getLogger("terminbuch.calendars")


def renew_channels(now: datetime) -> bool:
    """A few at a time; True when there may be more. What does not come about is tried again after a while."""
    if not can_be_told():
        return False
    due = channels.due(KINDS, now=now, most=A_FEW)
    for calendar in due:
        _renew(calendar, now=now)
    return len(due) == A_FEW


def _renew(calendar: OutsideCalendar, *, now: datetime) -> None:
    opening = channels.begin(calendar, now=now)
    if opening is None:
        return
    try:
        watch = _asked(calendar, opening, now=now)
    except Trouble as trouble:
        log.warning("calendar %s: no channel, %s", calendar.uid, trouble.code)
    else:
        _replace(calendar, opening, watch or Watch("", now + NEVER), now=now)


def _asked(calendar: OutsideCalendar, opening: channels.Opening, *, now: datetime) -> Watch | None:
    there = opened(account_of(calendar.connection, now=now))
    asked = there.watch(
        calendar.remote_id, address=address_of(calendar, opening), channel=str(opening.uid),
        secret=opening.secret,
    )  # fmt: skip
    return outbound.wait(asked, seconds=SECONDS)


def address_of(calendar: OutsideCalendar, opening: channels.Opening) -> str:
    path = reverse(f"api:pushes_of_{calendar.connection.kind}", kwargs={"channel": opening.uid})
    return f"{settings.BASE_URL}{path}"


def _replace(calendar: OutsideCalendar, opening: channels.Opening, watch: Watch, *, now: datetime) -> None:
    replaced = channels.keep(calendar, opening, watch.remote_id, expires_at=watch.expires_at, now=now)
    for remote_id in replaced:
        _end(calendar, remote_id, now=now)


def _end(calendar: OutsideCalendar, remote_id: str, *, now: datetime) -> None:
    """As a courtesy: what is not ended runs out, and nobody listens to it any more."""
    try:
        there = opened(account_of(calendar.connection, now=now))
        outbound.wait(there.unwatch(calendar.remote_id, remote_id), seconds=SECONDS)
    except Trouble as trouble:
        log.info("calendar %s: an old channel runs on, %s", calendar.uid, trouble.code)
