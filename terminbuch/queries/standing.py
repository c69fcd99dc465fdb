"""How it stands with an outside calendar, in the words of pages, health checks and mails alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from terminbuch.models import CalendarConnection, OutsideCalendar

from .calendar_state import reliance


class Standing(StrEnum):
    """The worst first."""

    SIGNED_OUT = "signed_out"
    RED = "red"  # in trouble, and without a good read for too long
    PAUSED = "paused"  # too much changed at once: nothing is followed until somebody says
    NO_RIGHT = "no_right"  # it is to receive, and cannot be written
    STALE = "stale"  # nobody has tried to read it for too long: the worker is behind
    TROUBLED = "troubled"  # the last try failed; what is known is still young
    WAITING = "waiting"  # to be read for the first time
    GOOD = "good"
    UNUSED = "unused"


NEEDS_SOMEBODY = frozenset({Standing.SIGNED_OUT, Standing.RED, Standing.PAUSED, Standing.NO_RIGHT})
UNKNOWN_TROUBLE = _("It could not be read.")
TROUBLES: Mapping[str, str | Promise] = {
    "unreachable": _("The other side does not answer."),
    "refused": _("This address may not be asked from here."),
    "signed_out": _("The other side no longer accepts the sign-in."),
    "not_allowed": _("The account may not read this calendar any more."),
    "unregistered": _("The other side no longer accepts this installation. Its operator must look after it."),
    "not_there": _("The calendar no longer exists there."),
    "too_many": _("The other side wants to be asked less often for a while."),
    "broken": _("The other side has a fault of its own."),
    "unreadable": _("The other side answered with something that is no whole calendar."),
    "too_large": _("The calendar is larger than what can be read."),
}
RIGHTS: Mapping[str, str | Promise] = {
    "read": _("The right to read this calendar is missing."),
    "write": _("The right to write to this calendar is missing."),
    "delete": _("The right to delete in this calendar is missing."),
}


def standing(calendar: OutsideCalendar, *, now: datetime) -> Standing:
    """Select the connection. What nobody needs is never in trouble."""
    relied = reliance(calendar, now)
    is_so = {
        Standing.UNUSED: relied == "unused",
        Standing.SIGNED_OUT: calendar.connection.state == CalendarConnection.State.SIGNED_OUT,
        Standing.RED: relied == "error",
        Standing.PAUSED: calendar.paused_at is not None,
        Standing.NO_RIGHT: calendar.receives and calendar.missing_right != "",
        Standing.TROUBLED: calendar.trouble != "",
        Standing.WAITING: relied == "new",
        Standing.STALE: relied == "stale",
    }
    return next((which for which, holds in is_so.items() if holds), Standing.GOOD)


def reason(calendar: OutsideCalendar) -> str | Promise:
    """Of the last read that failed, or of a missing right; nothing when there is none."""
    if calendar.trouble:
        return TROUBLES.get(calendar.trouble, UNKNOWN_TROUBLE)
    return RIGHTS.get(calendar.missing_right, "")
