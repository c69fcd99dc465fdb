"""Bookings that were accepted although a calendar stayed silent are checked again each minute."""

from __future__ import annotations

from datetime import datetime
from time import monotonic

from terminbuch.actions.booking.occupied import for_what_stands
from terminbuch.actions.outside.doubts import in_doubt, settle_doubt, still_silent
from terminbuch.availability import NOT_ASKED
from terminbuch.models import Booking

from .checking import SECONDS, ask

SECONDS_A_MINUTE = 20.0


def recheck(now: datetime) -> None:
    """Idle, it only reads. Who stays silent for one booking is not asked for the next in the same minute."""
    until, silent = monotonic() + SECONDS_A_MINUTE, set[int]()
    for booking in in_doubt(now):
        if monotonic() < until:
            silent |= _recheck(booking, silent, now=now)


def _recheck(booking: Booking, known_silent: set[int], *, now: datetime) -> set[int]:
    """The calendars that did not answer."""
    spans = for_what_stands(booking)
    open_still = still_silent(booking, spans)
    if known_silent & {each.pk for each in open_still}:
        return set()
    asked = {each.resource_id: spans[each.resource_id] for each in open_still}
    outside = ask(booking.organisation_id, asked, now=now, seconds=SECONDS, moving=booking)
    if outside is not NOT_ASKED or not open_still:
        settle_doubt(booking.pk, outside, now=now)
    return {key for key, answer in outside.answers.items() if answer.said == "unknown"}
