"""States of a booking as a sign and a word, never as a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from terminbuch.models import Booking

Status = Booking.Status


@dataclass(frozen=True, slots=True)
class Mark:
    """``kind`` is a colour of the style sheet (good, warn, bad, accent or none), ``sign`` an icon's name."""

    kind: str
    sign: str
    words: str | Promise


REQUESTED = Mark("warn", "pending", pgettext_lazy("booking", "Requested"))
WANTS_TO_MOVE = Mark("warn", "refresh", _("Would like to move"))
RUNNING = Mark("accent", "clock", _("Under way"))
WILL_COME = Mark("good", "check", _("Will come"))
UNVERIFIED = Mark("warn", "warning", _("Calendar not checked"))
MISSED = Mark("bad", "close", _("Did not come"))
OVER = {
    Status.CANCELLED: Mark("bad", "close", pgettext_lazy("booking", "Cancelled")),
    Status.DECLINED: Mark("bad", "close", pgettext_lazy("booking", "Declined")),
    Status.EXPIRED: Mark("", "hold", pgettext_lazy("booking", "Lapsed")),
}


def marks_of(booking: Booking, now: datetime) -> list[Mark]:
    """What is worth saying about it; nothing for a booking that is simply agreed."""
    if not booking.is_live:
        return [OVER[Status(booking.status)]]
    said = {
        REQUESTED: booking.is_pending,
        WANTS_TO_MOVE: booking.has_wish,
        UNVERIFIED: booking.unverified_since is not None and now < booking.ends_at,
        RUNNING: is_running(booking, now) and not booking.is_pending and booking.missed_at is None,
        MISSED: booking.missed_at is not None,
        WILL_COME: booking.attends_at is not None and now < booking.starts_at,
    }
    return [mark for mark, is_so in said.items() if is_so]


def state_of(booking: Booking, now: datetime) -> str:
    """How the style sheet calls it: pending, past, now or nothing."""
    if booking.is_pending or (booking.is_live and booking.has_wish):
        return "pending"
    if booking.ends_at <= now:
        return "past"
    return "now" if is_running(booking, now) else ""


def is_running(booking: Booking, now: datetime) -> bool:
    return booking.starts_at <= now < booking.ends_at
