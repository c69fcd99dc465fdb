"""Outside calendars are asked what stands in them right now. Nothing is stored.

All at once and under one deadline; who has not answered by then, whyever, has not said that it is free (I9).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from terminbuch.actions.outside.copying import named
from terminbuch.availability import NOT_ASKED, Answer, Outside, Said, Span
from terminbuch.ical.seen import SeenEvent, SeenSpan
from terminbuch.models import Booking, CalendarConnection, OutsideCalendar, OutsideEvent
from terminbuch.queries.busy_times import blocking_calendars
from terminbuch.queries.own_events import recognised
from terminbuch.queries.watched import is_live

from . import outbound
from .accounts import account_of
from .kind import Kind
from .kinds import opened
from .troubles import Trouble, Unreachable

log = logging.getLogger("terminbuch.calendars")
# Of three: finding out whom to ask, and hanging up on who is late, take the rest on a busy machine.
SECONDS = 2.5
# Where reading has failed again and again nobody's browser, and no thread of ours, is kept for all of them.
SECONDS_WHERE_IT_FAILS, AGAIN_AND_AGAIN = 1.0, 2


@dataclass(frozen=True, slots=True)
class _Look:
    """What is asked of one calendar. No row of a table: it goes to the loop."""

    key: int
    kind: Kind
    remote_id: str
    span: Span
    seconds: float | None


def ask(
    organisation_id: int,
    spans: Mapping[int, Span],
    *,
    now: datetime,
    seconds: float = SECONDS,
    moving: Booking | None = None,
) -> Outside:
    """What the blocking calendars of these resources answer of their spans, within ``seconds`` in all.

    Our own entries that stand in their place do not count, nor those of the booking that is ``moving``
    wherever they stand. One query where no calendar can be asked. It belongs into no deed.
    """
    until = monotonic() + seconds
    calendars = [row for row in blocking_calendars(organisation_id, spans.keys()) if is_live(row)]
    if not calendars:
        return NOT_ASKED
    kinds = _opened(calendars, now=now, until=until)
    looks = [
        _Look(row.pk, kinds[row.connection_id], row.remote_id, spans[row.resource_id], _patience(row))
        for row in calendars
        if row.connection_id in kinds
    ]
    seen = _seen(looks, until=until)
    return Outside(
        {
            row.pk: Answer(
                _said(row, seen.get(row.pk), spans[row.resource_id], moving), now, spans[row.resource_id]
            )
            for row in calendars
        }
    )


def _patience(calendar: OutsideCalendar) -> float | None:
    return SECONDS_WHERE_IT_FAILS if calendar.failures >= AGAIN_AND_AGAIN else None


def _opened(calendars: Iterable[OutsideCalendar], *, now: datetime, until: float) -> dict[int, Kind]:
    """By connection. Who must sign in again is not asked, nor who could not be opened in time."""
    found: dict[int, Kind] = {}
    for connection in {row.connection_id: row.connection for row in calendars}.values():
        left = until - monotonic()
        if connection.state != CalendarConnection.State.OK or left <= 0:
            continue
        try:
            found[connection.pk] = opened(account_of(connection, now=now, seconds=left))
        except Trouble as trouble:
            log.info("connection %s is not asked: %s", connection.pk, trouble.code)
    return found


def _seen(looks: list[_Look], *, until: float) -> dict[int, list[SeenEvent]]:
    """By calendar, as far as they have answered."""
    found: dict[int, list[SeenEvent]] = {}
    left = until - monotonic()
    if looks and left > 0:
        try:
            outbound.wait(_look_at_all(looks, found), seconds=left)
        except Unreachable:
            log.info("a calendar did not answer in time")
    return dict(found)


async def _look_at_all(looks: list[_Look], found: dict[int, list[SeenEvent]]) -> None:
    await asyncio.gather(*(_look(each, found) for each in looks))


async def _look(look: _Look, found: dict[int, list[SeenEvent]]) -> None:
    try:
        async with asyncio.timeout(look.seconds):
            found[look.key] = await look.kind.look(
                look.remote_id, starts_at=look.span.start, ends_at=look.span.end
            )
    except TimeoutError:
        log.info("calendar %s did not answer in time", look.key)
    except Trouble as trouble:
        log.info("calendar %s did not answer: %s", look.key, trouble.code)
    except Exception:  # a bug in one kind must not keep anybody from booking with the others
        log.exception("calendar %s", look.key)


def _said(
    calendar: OutsideCalendar, events: list[SeenEvent] | None, span: Span, moving: Booking | None
) -> Said:
    if events is None:
        return "unknown"
    touching = [event for event in events if _blocks(event.spans, span, calendar)]
    return "busy" if touching and _foreign(calendar, touching, moving) else "free"


def _blocks(seen: Iterable[SeenSpan], span: Span, calendar: OutsideCalendar) -> bool:
    return any(
        Span(each.starts_at, each.ends_at).overlaps(span)
        for each in seen
        if calendar.tentative_blocks or each.shows_as != "tentative"
    )


def _foreign(calendar: OutsideCalendar, events: list[SeenEvent], moving: Booking | None) -> bool:
    """Whether one of them is neither ours nor said not to count. At most three queries."""
    own = recognised(calendar, events)
    passed = {
        name
        for name, each in own.items()
        if each.is_in_place or (moving is not None and each.booking.pk == moving.pk)
    }
    left = {_name(event) for event in events if event.remote_id not in passed}
    rows = OutsideEvent.objects.of(calendar.organisation_id).filter(calendar=calendar, is_ignored=True)
    ignored = rows.filter(remote_id__in=[name for name, _starts_at, _ends_at in left])
    return bool(left - set(ignored.values_list("remote_id", "starts_at", "ends_at")))


def _name(event: SeenEvent) -> tuple[str, datetime | None, datetime | None]:
    """What does not count at one time counts at another."""
    return named(event.remote_id), event.starts_at, event.ends_at
