"""A booking that was accepted although a calendar did not answer: the doubt ends when it has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from terminbuch.availability import Outside, Span
from terminbuch.models import Booking, OutsideCalendar
from terminbuch.queries.busy_times import blocking_calendars

from ..asking import WORKER
from ..booking.deciding import locked_request
from ..booking.occupied import for_what_stands
from ..deed import deed
from ..locking import raise_revisions
from ..remembering import remember
from .hurrying import hurry


def in_doubt(now: datetime) -> list[Booking]:
    """Those that are still to come, the longest in doubt first. One query."""
    rows = Booking.objects.everywhere().filter(unverified_since__isnull=False, ends_at__gt=now)
    live = rows.filter(status__in=[Booking.Status.PENDING, Booking.Status.CONFIRMED])
    return list(live.order_by("unverified_since", "pk"))


def still_silent(booking: Booking, spans: Mapping[int, Span]) -> list[OutsideCalendar]:
    """The calendars that were neither read nor asked since: what was read later has opened its conflicts.

    One query.
    """
    calendars = blocking_calendars(booking.organisation_id, spans.keys())
    return [each for each in calendars if not _was_read_since(each, booking, spans[each.resource_id])]


def _was_read_since(calendar: OutsideCalendar, booking: Booking, span: Span) -> bool:
    if booking.unverified_since is None or calendar.last_good_at is None or calendar.read_until is None:
        return False
    return calendar.last_good_at > booking.unverified_since and span.end <= calendar.read_until


@deed
def settle_doubt(booking_id: int, outside: Outside, *, now: datetime) -> None:
    """Verified when every calendar has said so, or was read since. One that is busy is read at once, which
    opens the conflict; the doubt ends with that. Raises NotYours."""
    booking = locked_request(booking_id)
    if booking.unverified_since is None or not booking.is_live:
        return
    spans = for_what_stands(booking)
    silent = still_silent(booking, spans)
    words = {each.pk: outside.said(each.pk, spans[each.resource_id], now=now) for each in silent}
    hurry([key for key, word in words.items() if word == "busy"], booking.organisation_id, now=now)
    if set(words.values()) <= {"free"}:
        _verify(booking, spans, now=now)


def _verify(booking: Booking, spans: Mapping[int, Span], *, now: datetime) -> None:
    """The booking itself stays as it is, so a window that shows it is not out of date."""
    booking.unverified_since = None
    booking.save(update_fields=["unverified_since"])
    raise_revisions(booking.organisation_id, spans.keys())
    remember(booking, "verified", by=WORKER, now=now)
